internal import LMDB
internal import TransparencyLog

extension EventLog {
  /// Hashes events `first` up to `end` anew and compares with the tree: every event's hash and
  /// every hash above that it completed. At the log's end the root is compared with the head's,
  /// and the tail with what isn't merged.
  ///
  /// Trusts the tree before `first`, so only from event 0 on does it vouch for the whole log.
  /// Reads in short transactions; whoever shows progress calls it piece by piece.
  ///
  /// - Complexity: O(n) in the events' bytes.
  /// - Throws: ``IntegrityError`` with the first event that isn't what the tree says; and what
  ///   every read throws.
  public func verify(from first: Index = Index(0), to end: Size? = nil) throws {
    let bound = try read { _, head in min(end?.value ?? .max, head.size) }
    var next = min(first.value, bound)
    var frontier = try read { transaction, _ in try self.frontier(next, transaction) }
    var hashes = Arena(capacity: 64 * Hash.bytesCount)
    while next < bound {
      let stop = min(bound, next + Self.eventsPerTransaction)
      try read { transaction, _ in
        var events = try transaction.cursor(in: tables.log)
        var rows = try transaction.cursor(in: tables.tree)
        var event = try events.seek(next)
        var row = try rows.seek(next)
        while next < stop {
          guard let present = event, present.index == next else { throw Self.missing(next) }
          hashes.removeAll()
          try Self.check(size: present.value.count, of: next)
          frontier.append(leafHash(of: present.value), keptIn: &hashes)
          guard let stored = row, stored.index == next else {
            throw IntegrityError(.tree(Index(next)), expected: "tree hashes", found: "none")
          }
          try Self.compare(stored.value, with: hashes.span, at: next)
          next += 1
          event = try events.next()
          row = try rows.next()
        }
      }
    }
    try verifyEnd(frontier)
  }

  private static func check(size: Int, of index: UInt64) throws(IntegrityError) {
    if (1...eventBytesMax).contains(size) { return }
    throw IntegrityError(
      .event(Index(index)), expected: "1 to \(eventBytesMax) bytes", found: "\(size) bytes")
  }

  /// The first hash is the event's own, so a difference there is the event's; any other, the
  /// tree's.
  private static func compare(
    _ stored: Span<UInt8>, with computed: Span<UInt8>, at index: UInt64
  ) throws(IntegrityError) {
    if stored.isEqual(to: computed) { return }
    guard stored.count == computed.count else {
      throw IntegrityError(
        .tree(Index(index)), expected: "\(computed.count) bytes", found: "\(stored.count) bytes")
    }
    for level in 0..<(stored.count / Hash.bytesCount) {
      let expected = Hash(stored, at: level * Hash.bytesCount)
      let found = Hash(computed, at: level * Hash.bytesCount)
      if expected == found { continue }
      let position: IntegrityError.Position =
        level == 0 ? .event(Index(index)) : .tree(Index(index))
      throw IntegrityError(position, expected: expected.hex, found: found.hex)
    }
  }

  /// What holds only at the log's end.
  private func verifyEnd(_ frontier: Frontier) throws {
    try read { transaction, head in
      guard frontier.size == head.size else { return }
      guard frontier.root == head.root else {
        throw IntegrityError(.head, expected: head.root.hex, found: frontier.root.hex)
      }
      let entries = try transaction.count(of: tables.log)
      guard UInt64(entries) == head.size else {
        throw IntegrityError(
          .head, expected: "\(head.size) events", found: "\(entries) entries in the log")
      }
      var overlay = Overlay(from: head.mergedSize)
      var rows = try transaction.cursor(in: tables.tail)
      while let row = try rows.next() {
        guard row.index == overlay.to else {
          throw IntegrityError(
            .tail(Index(overlay.to)), expected: "a row", found: "one of \(row.index)")
        }
        try overlay.apply(row.value)
      }
      guard overlay.to == head.size else {
        throw IntegrityError(
          .tail(Index(overlay.to)), expected: "rows up to \(head.size)", found: "no more")
      }
    }
  }
}
