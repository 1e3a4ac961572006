internal import LMDB
public import TransparencyLog

extension EventLog {
  /// How far the log goes.
  ///
  /// - Complexity: O(1).
  public func head() throws -> Head {
    try read { transaction, head in
      let projection = try self.projection(slot: head.liveSlot, transaction)
      return Head(head, origin, projection?.projection)
    }
  }

  /// How many events there are.
  ///
  /// - Complexity: O(1); cheaper than ``head()``.
  public func size() throws -> Size {
    try read { _, head in Size(head.size) }
  }

  /// Lends an event's bytes, in place in the file, to `body`; nil if the log isn't that long.
  ///
  /// - Complexity: O(log n) in the size.
  public func event<R>(
    at index: Index, _ body: (Span<UInt8>) throws -> R
  ) throws -> R? {
    try read { transaction, head in
      guard index.value < head.size else { return nil }
      return try body(try self.event(index.value, transaction))
    }
  }

  /// A copy of an event's bytes; nil if the log isn't that long.
  public func eventBytes(at index: Index) throws -> [UInt8]? {
    try event(at: index) { $0.copied() }
  }

  /// Lends events from `first` on, in order, to `body` until there is none left, `limit` were lent
  /// or `body` returns false. The bytes lie in place in the file.
  ///
  /// Takes a new transaction every ``eventsPerTransaction`` events, so a slow `body` harms nobody,
  /// and events appended meanwhile are met as well.
  ///
  /// - Complexity: O(log n) in the size, and O(1) an event.
  /// - Returns: The index to go on from.
  @discardableResult
  public func events(
    from first: Index, limit: Int = .max, _ body: (Index, Span<UInt8>) throws -> Bool
  ) throws -> Index {
    var next = first.value
    var left = UInt64(clamping: limit)
    while left > 0 {
      let end = try batch(from: next, atMost: min(left, Self.eventsPerTransaction), body)
      left -= end.next - next
      next = end.next
      if end.isLast { break }
    }
    return Index(next)
  }

  private func batch(
    from first: UInt64, atMost limit: UInt64, _ body: (Index, Span<UInt8>) throws -> Bool
  ) throws -> (next: UInt64, isLast: Bool) {
    try read { transaction, head in
      guard first < head.size else { return (first, true) }
      let end = first + min(limit, head.size - first)
      var cursor = try transaction.cursor(in: tables.log)
      var entry = try cursor.seek(first)
      for index in first..<end {
        guard let event = entry, event.index == index else { throw Self.missing(index) }
        if !(try body(Index(index), event.value)) { return (index + 1, true) }
        entry = try cursor.next()
      }
      return (end, end == head.size)
    }
  }

  /// Lends the events at `indexes`, in that order, to `body` until it returns false. Takes a new
  /// transaction every ``eventsPerTransaction`` events; indexes past the end are left out.
  ///
  /// - Complexity: O(log n) in the size for each.
  public func events(
    at indexes: [Index], _ body: (Index, Span<UInt8>) throws -> Bool
  ) throws {
    var place = 0
    while place < indexes.count {
      let end = min(indexes.count, place + Int(Self.eventsPerTransaction))
      let goesOn = try read { transaction, head in
        while place < end {
          let index = indexes[place]
          place += 1
          guard index.value < head.size else { continue }
          if !(try body(index, try self.event(index.value, transaction))) { return false }
        }
        return true
      }
      if !goesOn { return }
    }
  }

  /// The first event for which `isPast` holds, given that it holds for every event after one for
  /// which it holds; the size if it holds for none.
  ///
  /// - Complexity: O(log² n) in the size, calling `isPast` O(log n) times.
  public func firstIndex(where isPast: (Span<UInt8>) throws -> Bool) throws -> Index {
    try read { transaction, head in
      var low: UInt64 = 0
      var high = head.size
      while low < high {
        let middle = low + (high - low) / 2
        if try isPast(try self.event(middle, transaction)) {
          high = middle
        } else {
          low = middle + 1
        }
      }
      return Index(low)
    }
  }

  /// What a command led to; nil if no events were appended for it.
  ///
  /// - Complexity: O(log n) in the commands.
  public func result(of command: CommandID) throws -> CommandResult? {
    try read { transaction, head in
      let fresh = try self.withOverlay(transaction, head) { $0.result(of: command, at: head.size) }
      if let fresh { return fresh }
      let key = CommandRow.key(command)
      guard let row = try transaction.value(forKey: key.span, in: tables.commands) else {
        return nil
      }
      return try CommandRow.result(row)
    }
  }

  /// The root of the tree over the first `size` events; nil if there aren't as many.
  ///
  /// - Complexity: O(log² n) in the size.
  public func root(at size: Size) throws -> Hash? {
    try read { transaction, head in
      guard size.value <= head.size else { return nil }
      return try self.frontier(size.value, transaction).root
    }
  }

  /// The root of the full subtree over the 2^level events from place · 2^level on; nil if the log
  /// isn't that long.
  ///
  /// - Complexity: O(log n) in the size.
  public func hash(level: Int, place: UInt64) throws -> Hash? {
    try read { transaction, head in
      let end = (place + 1).multipliedReportingOverflow(by: 1 << UInt64(level))
      guard (0..<64).contains(level), !end.overflow, end.partialValue <= head.size else {
        return nil
      }
      return try self.treeHash(level, place, transaction)
    }
  }

  /// The proof that the event at `index` is among the first `size`: PATH of RFC 6962, 2.1.1.
  ///
  /// - Precondition: `index` is below `size`, which the log has reached.
  /// - Complexity: O(log n) reads.
  public func inclusionProof(of index: Index, in size: Size) throws -> [Hash] {
    try read { transaction, head in
      precondition(size.value <= head.size, "a proof was asked for beyond the log's size")
      return try TransparencyLog.inclusionProof(of: index.value, in: size.value) { level, place in
        try self.treeHash(level, place, transaction)
      }
    }
  }

  /// The proof that the first `new` events begin with the first `old`: PROOF of RFC 6962, 2.1.2.
  ///
  /// - Precondition: `old` is at most `new`, which the log has reached.
  /// - Complexity: O(log n) reads.
  public func consistencyProof(from old: Size, to new: Size) throws -> [Hash] {
    try read { transaction, head in
      precondition(new.value <= head.size, "a proof was asked for beyond the log's size")
      return try TransparencyLog.consistencyProof(from: old.value, to: new.value) { level, place in
        try self.treeHash(level, place, transaction)
      }
    }
  }

  /// The checkpoint kept for exactly that size; nil if there is none.
  public func checkpoint(at size: Size) throws -> [UInt8]? {
    try read { transaction, _ in
      try transaction.value(at: size.value, in: tables.checkpoints)?.copied()
    }
  }

  /// Up to `limit` kept checkpoints from a size on, ascending.
  ///
  /// - Complexity: O(log n) in the checkpoints, and O(1) for each.
  public func checkpoints(from size: Size = .zero, limit: Int) throws -> [(Size, [UInt8])] {
    try read { transaction, _ in
      var found: [(Size, [UInt8])] = []
      var cursor = try transaction.cursor(in: tables.checkpoints)
      var entry = try cursor.seek(size.value)
      while let checkpoint = entry, found.count < limit {
        found.append((Size(checkpoint.index), checkpoint.value.copied()))
        entry = try cursor.next()
      }
      return found
    }
  }

  /// The checkpoint of the greatest size; nil if none is kept.
  public func lastCheckpoint() throws -> (size: Size, note: [UInt8])? {
    try read { transaction, _ in
      var cursor = try transaction.cursor(in: tables.checkpoints)
      guard let entry = try cursor.last() else { return nil }
      return (Size(entry.index), entry.value.copied())
    }
  }
}

// MARK: Within a transaction

extension EventLog {
  static func missing(_ index: UInt64) -> IntegrityError {
    IntegrityError(.event(Index(index)), expected: "an event", found: "none")
  }

  @_lifetime(borrow transaction)
  func event<Access>(
    _ index: UInt64, _ transaction: borrowing Transaction<Access>
  ) throws -> Span<UInt8> {
    guard let event = try transaction.value(at: index, in: tables.log) else {
      throw Self.missing(index)
    }
    return event
  }

  /// The hash of a full subtree: the event that completed it keeps it, at its level.
  func treeHash<Access>(
    _ level: Int, _ place: UInt64, _ transaction: borrowing Transaction<Access>
  ) throws -> Hash {
    let index = ((place + 1) << UInt64(level)) - 1
    let row = try transaction.value(at: index, in: tables.tree)
    guard let row, row.count >= (level + 1) * Hash.bytesCount else {
      throw IntegrityError(
        .tree(Index(index)), expected: "\(level + 1) hashes",
        found: "\(row?.count ?? 0) bytes")
    }
    return Hash(row, at: level * Hash.bytesCount)
  }

  func frontier<Access>(
    _ size: UInt64, _ transaction: borrowing Transaction<Access>
  ) throws -> Frontier {
    try Frontier(size: size) { level, place in try self.treeHash(level, place, transaction) }
  }

  func projection<Access>(
    slot: UInt8, _ transaction: borrowing Transaction<Access>
  ) throws -> ProjectionRow? {
    let row = try transaction.value(at: MetaKey.projection(slot: slot), in: tables.meta)
    guard let row else { return nil }
    return try ProjectionRow(row)
  }
}

extension Head {
  init(_ row: HeadRow, _ origin: String, _ projection: Projection?) {
    size = Size(row.size)
    root = row.root
    recordedTimeMilliseconds = row.size == 0 ? nil : row.recordedTimeMilliseconds
    mergedSize = Size(row.mergedSize)
    eventBytes = row.eventBytes
    formatVersion = row.formatVersion
    neededProgramVersion = row.neededProgramVersion
    self.origin = origin
    self.projection = projection ?? Projection(name: "", version: 0)
  }
}
