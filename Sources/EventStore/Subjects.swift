internal import LMDB
public import TransparencyLog

extension EventLog {
  /// The current state of a subject; nil if it has none.
  ///
  /// - Complexity: O(log n) in the subjects.
  public func state(of subject: String) throws -> StoredState? {
    try state(of: subject.utf8.span)
  }

  /// The current state of the subject whose name has those bytes; nil if it has none.
  ///
  /// - Complexity: O(log n) in the subjects.
  public func state(of subject: Span<UInt8>) throws -> StoredState? {
    try read { transaction, head in
      guard let number = try self.number(of: subject, transaction, head) else { return nil }
      let fresh = try self.withOverlay(transaction, head) { overlay in
        overlay.state(of: number, at: head.size).map {
          StoredState(
            version: StreamVersion($0.version), changedAt: Index($0.changedAt),
            bytes: overlay.bytes(of: $0).copied())
        }
      }
      if let fresh { return fresh }
      let table = tables.states(slot: head.liveSlot)
      guard let row = try transaction.value(at: number, in: table) else { return nil }
      let parts = try StateRow.parts(row)
      return StoredState(
        version: StreamVersion(parts.version), changedAt: Index(parts.changedAt),
        bytes: row.extracting(parts.start..<row.count).copied())
    }
  }

  /// Lends every subject whose name begins with `prefix` and that has a state, in byte order of
  /// the names, with the state's version and bytes, to `body`.
  ///
  /// All of it in one snapshot, so let `body` be quick: the file can't reuse pages meanwhile.
  ///
  /// - Complexity: O(k log n) for k such subjects among n.
  public func states(
    prefix: String = "",
    _ body: (_ subject: Span<UInt8>, StreamVersion, _ state: Span<UInt8>) throws -> Void
  ) throws {
    try read { transaction, head in
      let overlay = try self.copyOfOverlay(transaction, head)
      let table = tables.states(slot: head.liveSlot)
      try self.forEachName(prefix: prefix.utf8.span, transaction, head, overlay) { name, number in
        if let fresh = overlay.state(of: number, at: head.size) {
          try body(name, StreamVersion(fresh.version), overlay.bytes(of: fresh))
        } else if let row = try transaction.value(at: number, in: table) {
          let parts = try StateRow.parts(row)
          try body(
            name, StreamVersion(parts.version), row.extracting(parts.start..<row.count))
        }
      }
    }
  }

  /// The names that begin with `prefix`, in byte order.
  ///
  /// - Complexity: O(log n) in the subjects, and O(1) for each.
  public func subjects(prefix: String = "") throws -> [String] {
    try read { transaction, head in
      try self.names(prefix: prefix.utf8.span, transaction, head).map {
        String(decoding: $0.name, as: UTF8.self)
      }
    }
  }

  /// SHA-256 over every subject and its current state as it is stored, as ``StateDigest`` says.
  ///
  /// - Complexity: O(n log n) in the subjects, in one snapshot.
  public func stateDigest() throws -> Hash { try stateDigest { _, stored in stored.copied() } }

  /// SHA-256 over every subject and what `canonical` makes of its stored state, as ``StateDigest``
  /// says.
  ///
  /// - Complexity: O(n log n) in the subjects, in one snapshot.
  public func stateDigest(
    canonical: (_ subject: Span<UInt8>, _ stored: Span<UInt8>) throws -> [UInt8]
  ) throws -> Hash {
    var digest = StateDigest()
    try states { subject, _, stored in
      let state = try canonical(subject, stored)
      digest.add(subject: subject, state: state.span)
    }
    return digest.finish()
  }
}

// MARK: Within a transaction

extension EventLog {
  /// The number of a subject: the index of its first event.
  func number(
    of subject: Span<UInt8>, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> UInt64? {
    let hash = subjectHash(subject)
    if let row = try transaction.value(at: hash, in: tables.subjects),
      let number = try SubjectRow.number(of: subject, in: row)
    {
      return number
    }
    // A span can't be captured by the closure, so the name is looked up in a copy.
    let name = subject.copied()
    return try withOverlay(transaction, head) {
      $0.number(of: name.span, hash: hash, at: head.size)
    }
  }

  /// The names that begin with `prefix` and their numbers, in byte order.
  func names(
    prefix: Span<UInt8>, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> [(name: [UInt8], number: UInt64)] {
    let overlay = try copyOfOverlay(transaction, head)
    var found: [(name: [UInt8], number: UInt64)] = []
    try forEachName(prefix: prefix, transaction, head, overlay) { name, number in
      found.append((name.copied(), number))
    }
    return found
  }

  /// Lends the names that begin with `prefix`, in byte order: the merged ones and, in between, the
  /// new ones.
  func forEachName(
    prefix: Span<UInt8>, _ transaction: borrowing ReadTransaction, _ head: HeadRow,
    _ overlay: Overlay, _ body: (Span<UInt8>, UInt64) throws -> Void
  ) throws {
    var fresh = Self.newNames(prefix: prefix, head, overlay)[...]
    var key = Arena(capacity: NameRow.keyBytes)
    NameRow.appendKey(name: prefix, number: 0, to: &key)
    var cursor = try transaction.cursor(in: tables.names)
    var entry = try cursor.seek(key.span)
    // Names that share the bytes a key keeps come in the order of their numbers; they are few.
    var run: [(name: [UInt8], number: UInt64)] = []
    func lend() throws {
      if run.count > 1 { run.sort { $0.name.span.isBefore($1.name.span) } }
      for (name, number) in run {
        while let next = fresh.first, next.name.span.isBefore(name.span) {
          try body(next.name.span, next.number)
          fresh.removeFirst()
        }
        try body(name.span, number)
      }
      run.removeAll(keepingCapacity: true)
    }
    let keptOfPrefix = min(prefix.count, NameRow.keptBytes)
    while let row = entry {
      guard row.key.starts(with: prefix.extracting(0..<keptOfPrefix)) else { break }
      let kept = row.key.extracting(0..<NameRow.keptBytes)
      if let last = run.last,
        last.name.count < NameRow.keptBytes || !last.name.span.starts(with: kept)
      {
        try lend()
      }
      if row.value.starts(with: prefix) {
        run.append((row.value.copied(), try NameRow.number(row.key)))
      }
      entry = try cursor.next()
    }
    try lend()
    for next in fresh { try body(next.name.span, next.number) }
  }

  private static func newNames(
    prefix: Span<UInt8>, _ head: HeadRow, _ overlay: Overlay
  ) -> [(name: [UInt8], number: UInt64)] {
    var names: [(name: [UInt8], number: UInt64)] = []
    for entry in overlay.subjects.entries
    where (head.mergedSize..<head.size).contains(entry.number) {
      let name = overlay.subjects.name(of: entry)
      if name.starts(with: prefix) { names.append((name.copied(), entry.number)) }
    }
    names.sort { $0.name.span.isBefore($1.name.span) }
    return names
  }
}
