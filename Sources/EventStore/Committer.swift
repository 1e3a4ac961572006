internal import LMDB
internal import TransparencyLog

/// What takes one group after another to the disk.
struct Committer: ~Copyable, Sendable {
  let store: EventLog
  private var writer: Writer

  init(_ store: EventLog, _ writer: consuming Writer) {
    self.store = store
    self.writer = writer
  }

  /// Writes `group`, which begins at `head`, in one transaction; `next` is true once it returns.
  mutating func commit(_ group: inout Group, from head: HeadRow, to next: HeadRow) throws {
    group.makeRow()
    let unmerged = next.mergedSize > head.mergedSize ? try store.overlayToMerge(head) : nil
    try write(from: head) { [group, store] transaction in
      if let unmerged { try store.merge(unmerged, head, into: &transaction) }
      try store.write(group, next, into: &transaction)
    }
    if group.count > 0 { store.didCommit(group.row.span, first: head.size, next) }
  }

  /// Runs `body` in a write transaction that begins at `expected`; grows the map and runs it again
  /// if that is full; leaves the mark if the sync failed.
  mutating func write(
    from expected: HeadRow, _ body: (inout WriteTransaction) throws -> Void
  ) throws {
    let store = store
    while true {
      do {
        return try writer.write { transaction in
          guard try store.headRow(transaction) == expected else {
            throw StoreError(.foreignWriter, store.directory)
          }
          try body(&transaction)
        }
      } catch let error as LMDBError { try recover(from: error) }
    }
  }

  /// Makes it worth trying again, or throws.
  private mutating func recover(from error: LMDBError) throws {
    if error.isOutcomeUnknown {
      do throws(LMDBError) {
        try FailedSync.mark(in: store.directory, error.description)
      } catch let failure {
        throw StoreError(.outcomeUnknown, "\(error); leaving the mark failed as well: \(failure)")
      }
    }
    guard error == .mapFull else { throw StoreError(error) }
    try translatingErrors {
      let size = try store.environment.info.mapSizeBytes
      try writer.growMap(to: size * 2)
    }
  }

  mutating func sync() throws { try translatingErrors { try writer.sync() } }
}
