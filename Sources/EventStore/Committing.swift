internal import LMDB
internal import TransparencyLog

extension Turn {
  /// Writes the group in one transaction, and returns once it is on the disk: events, tree hashes,
  /// the row for the indexes and states, and, if the tail has grown long enough, the merged tables.
  ///
  /// A full map grows and the same rows are written again. The group is empty afterwards, whatever
  /// happens.
  ///
  /// - Complexity: O(n) in the group's bytes, and the merge, once every 4,096 events.
  /// - Returns: The head with the group's events.
  /// - Throws:
  ///   - ``StoreError`` of any other code, ``IntegrityError``: nothing of the group is in the log.
  ///   - ``StoreError/Code/outcomeUnknown``: the group is in the log whole or not at all, and
  ///     nobody can tell which. A mark keeps every process from writing until
  ///     ``LogWriter/clearFailedSync()``.
  @discardableResult
  public mutating func commit() throws -> Head {
    if group.isEmpty && group.neededProgramVersion == head.neededProgramVersion {
      return Head(head, store.origin, projection)
    }
    precondition(
      group.count > 0 || group.states.isEmpty, "States were committed without an event")
    group.makeRow()
    var next = head
    next.size = group.end
    next.eventBytes += UInt64(group.events.count)
    next.recordedTimeMilliseconds = group.recordedTimeMilliseconds
    next.root = group.frontier.root
    next.neededProgramVersion = group.neededProgramVersion
    let merging = head.size - head.mergedSize >= mergeWindow && group.count > 0
    if merging { next.mergedSize = head.size }
    let unmerged = merging ? try store.overlayToMerge(head) : nil
    try write { [group, head, store] transaction in
      if let unmerged { try store.merge(unmerged, head, into: &transaction) }
      try store.write(group, next, into: &transaction)
    }
    return didCommit(next)
  }

  /// Runs `body` in a write transaction that begins at the head this turn knows; grows the map and
  /// runs it again if that is full; leaves the mark if the sync failed.
  mutating func write(_ body: (inout WriteTransaction) throws -> Void) throws {
    let expected = head
    let store = store
    while true {
      do {
        return try writer.write { transaction in
          guard try store.headRow(transaction) == expected else {
            throw StoreError(.foreignWriter, store.directory)
          }
          try body(&transaction)
        }
      } catch let error as LMDBError {
        do {
          try recover(from: error)
        } catch {
          discard()
          throw error
        }
      } catch {
        discard()
        throw error
      }
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
}

extension EventLog {
  /// A copy of the overlay, which must cover all that isn't merged.
  func overlayToMerge(_ head: HeadRow) throws -> Overlay {
    try read { transaction, found in
      let overlay = try self.copyOfOverlay(transaction, found)
      guard overlay.from == head.mergedSize, overlay.to == head.size else {
        throw IntegrityError(
          .head, expected: "a tail from \(head.mergedSize) to \(head.size)",
          found: "one from \(overlay.from) to \(overlay.to)")
      }
      return overlay
    }
  }

  /// Writes a group's rows and the head that covers them.
  func write(
    _ group: borrowing Group, _ head: HeadRow, into transaction: inout WriteTransaction
  ) throws {
    var start = 0
    var hashStart = 0
    for place in 0..<group.count {
      let index = group.first + UInt64(place)
      let end = group.eventEnds[place]
      try transaction.put(
        group.events.part(start, end - start), at: index, in: tables.log, mode: .append)
      start = end
      let hashEnd = group.hashEnds[place]
      try transaction.put(
        group.hashes.part(hashStart, hashEnd - hashStart), at: index, in: tables.tree,
        mode: .append)
      hashStart = hashEnd
    }
    if group.count > 0 {
      try transaction.put(group.row.span, at: group.first, in: tables.tail, mode: .append)
    }
    for (size, note) in group.checkpoints {
      try transaction.put(note.span, at: size, in: tables.checkpoints, mode: .upsert)
    }
    try write(head, into: &transaction)
  }

  func write(_ head: HeadRow, into transaction: inout WriteTransaction) throws {
    var row = Arena(capacity: HeadRow.sizeBytes)
    head.write(to: &row)
    try transaction.put(row.span, at: MetaKey.head, in: tables.meta, mode: .upsert)
  }
}
