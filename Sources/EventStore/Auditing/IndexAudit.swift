internal import LMDB
public import TransparencyLog

/// What the tables beside the log hold at one moment, to be compared with what the events say.
public struct IndexAudit: Sendable {
  /// How many events the log had at that moment.
  public let size: Size
  /// The head's root at that moment.
  public let root: Hash
  /// The sum of the events' bytes, by the head.
  public let eventBytes: UInt64
  /// The recorded time of the last event, by the head.
  public let recordedTimeMilliseconds: Int64?
  /// The oldest program version that may write, by the head.
  public let neededProgramVersion: UInt32
  /// What folded the live states.
  public let projection: Projection?
  /// What is in the index tables and in the tail.
  public let sums: IndexSums
  /// By a subject's number: a hash of the run over version, last change and bytes of its state.
  public private(set) var states: [UInt64: UInt64] = [:]
  /// What contradicts itself without a look at the events.
  public private(set) var findings: [AuditFinding] = []
  /// What each command's content digest is.
  public private(set) var commandDigests: [CommandID: CommandDigest] = [:]

  /// The hash by which states are compared.
  public static func digest(
    version: UInt64, changedAt: UInt64, state: Span<UInt8>
  ) -> UInt64 {
    var digest = Digest256()
    digest.update(state)
    let hash = digest.finish()
    var word: UInt64 = 0
    for place in 0..<8 { word = word << 8 | UInt64(hash.bytes[place]) }
    return IndexSums.mix(word, version) ^ IndexSums.mix(changedAt, word)
  }
}

extension EventLog {
  /// Reads every table beside the log and the tree, with what the tail adds, in one snapshot.
  ///
  /// - Complexity: O(n) in the rows; 40 bytes a subject and a command in memory. Pages aren't
  ///   reused by writers meanwhile.
  /// - Throws: ``StoreError``; what contradicts itself is among the findings.
  public func auditIndexes(key: IndexSums.Key) throws -> IndexAudit {
    try read { transaction, head in
      var overlay = Overlay(from: head.mergedSize)
      var walk = IndexWalk(sums: IndexSums(key: key))
      var projection: Projection?
      var failures = [
        Self.failure { projection = try self.readMeta(&walk, transaction, head) }
      ]
      failures += [Self.failure { try self.readTail(into: &overlay, transaction, head) }]
      failures.append(Self.failure { try self.readLists(&walk, transaction, head, overlay) })
      failures.append(Self.failure { try self.readNames(&walk, transaction, overlay) })
      failures.append(Self.failure { try self.readCommands(&walk, transaction, overlay) })
      failures.append(Self.failure { try self.readStates(&walk, transaction, head, overlay) })
      walk.findings += failures.compactMap(\.self)
      return IndexAudit(walk, head, projection)
    }
  }

  /// What contradicts itself in `body`, which ends there, or nil.
  private static func failure(_ body: () throws -> Void) -> AuditFinding? {
    do { try body() } catch let error as IntegrityError {
      return AuditFinding(error)
    } catch {
      return AuditFinding(
        .storeDamaged, "the store", expected: "a readable table", found: "\(error)")
    }
    return nil
  }

  /// Checks that the table `meta` has the rows it should have, and nothing in their spare bytes.
  private func readMeta(
    _ walk: inout IndexWalk, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> Projection? {
    if let row = try transaction.value(at: MetaKey.head, in: tables.meta) {
      for place in row.count - 7..<row.count where row[place] != 0 {
        throw IntegrityError(.head, expected: "zeros at its end", found: "byte \(row[place])")
      }
    }
    let isRebuilding = try projection(slot: head.idleSlot, transaction) != nil
    let count = try transaction.count(of: tables.meta)
    guard count == (isRebuilding ? 4 : 3) else {
      throw IntegrityError(.row(table: "meta"), expected: "3 rows", found: "\(count)")
    }
    guard let live = try projection(slot: head.liveSlot, transaction), live.foldedSize == 0 else {
      throw IntegrityError(
        .row(table: "meta"), expected: "what folded the live states", found: "another row")
    }
    return live.projection
  }

  private func readTail(
    into overlay: inout Overlay, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws {
    var rows = try transaction.cursor(in: tables.tail)
    while let row = try rows.next() {
      guard row.key.count == 8, row.index == overlay.to else {
        throw IntegrityError(
          .tail(Index(overlay.to)), expected: "the row of that event", found: "another")
      }
      try overlay.apply(row.value)
    }
    guard overlay.to == head.size else {
      throw IntegrityError(
        .tail(Index(overlay.to)), expected: "rows up to \(head.size)", found: "no more")
    }
  }

  private func readLists(
    _ walk: inout IndexWalk, _ transaction: borrowing ReadTransaction, _ head: HeadRow,
    _ overlay: Overlay
  ) throws {
    for (table, rows) in [(IndexSums.Table.streams, tables.streams), (.postings, tables.postings)] {
      var cursor = try transaction.cursor(in: rows)
      var indexes: [UInt64] = []
      while let row = try cursor.next() {
        guard let (list, end) = PostingBlock.key(row.key) else {
          walk.note(table, expected: "a key of 16 bytes", found: "\(row.key.count)")
          continue
        }
        let value = row.value
        if let failure = Self.failure({
          try PostingBlock.read(value, table.name, into: &indexes)
        }) {
          walk.findings.append(failure)
        }
        if end != PostingBlock.openEnd, indexes.first != end {
          walk.note(table, expected: "a block from \(end)", found: "\(indexes.first ?? 0)")
        }
        for index in indexes {
          if index >= head.mergedSize {
            walk.note(table, expected: "events below \(head.mergedSize)", found: "\(index)")
          }
          walk.sums.add(table, list: list, value: index)
        }
      }
    }
    let range = overlay.from..<overlay.to
    for number in overlay.streams.keys {
      for index in overlay.streams.ascending(number, in: range) {
        walk.sums.add(.streams, list: number, value: index)
      }
    }
    for term in overlay.terms.keys {
      for index in overlay.terms.ascending(term, in: range) {
        walk.sums.add(.postings, list: term, value: index)
      }
    }
  }

  private func readNames(
    _ walk: inout IndexWalk, _ transaction: borrowing ReadTransaction, _ overlay: Overlay
  ) throws {
    var subjects = try transaction.cursor(in: tables.subjects)
    while let row = try subjects.next() {
      var reader = ByteReader(row.value, at: .row(table: "subjects"))
      while !reader.isAtEnd {
        let number: UInt64 = try reader.bigEndian()
        let length: UInt16 = try reader.bigEndian()
        let name = try reader.bytes(Int(length))
        let hash = subjectHash(name)
        if row.key.count != 8 || row.index != hash {
          walk.note(.subjects, expected: "the key \(hash)", found: "\(row.index)")
        }
        walk.sums.add(.subjects, list: hash, value: walk.nameValue(number, name.count))
      }
    }
    var names = try transaction.cursor(in: tables.names)
    while let row = try names.next() {
      let number = try NameRow.number(row.key)
      var key = Arena(capacity: NameRow.keyBytes)
      NameRow.appendKey(name: row.value, number: number, to: &key)
      if !row.key.isEqual(to: key.span) {
        walk.note(.names, expected: "a key of its name", found: "another")
      }
      walk.sums.add(
        .names, list: subjectHash(row.value), value: walk.nameValue(number, row.value.count))
    }
    for entry in overlay.subjects.entries {
      walk.sums.add(subject: overlay.subjects.name(of: entry), number: entry.number)
    }
  }

  private func readCommands(
    _ walk: inout IndexWalk, _ transaction: borrowing ReadTransaction, _ overlay: Overlay
  ) throws {
    func add(_ id: CommandID, _ result: CommandResult) {
      walk.sums.add(command: id, first: result.first.value, count: result.count)
      walk.commandDigests[id] = result.digest
    }
    var commands = try transaction.cursor(in: tables.commands)
    while let row = try commands.next() {
      guard row.key.count == 16, row.value.count == 28 else {
        walk.note(.commands, expected: "16 and 28 bytes", found: "\(row.value.count)")
        continue
      }
      add(try CommandRow.id(row.key), try CommandRow.result(row.value))
    }
    for (id, result) in overlay.commandsInOrder { add(id, result) }
  }

  private func readStates(
    _ walk: inout IndexWalk, _ transaction: borrowing ReadTransaction, _ head: HeadRow,
    _ overlay: Overlay
  ) throws {
    var states = try transaction.cursor(in: tables.states(slot: head.liveSlot))
    while let row = try states.next() {
      guard row.key.count == 8 else { continue }
      let parts = try StateRow.parts(row.value)
      walk.states[row.index] = IndexAudit.digest(
        version: UInt64(parts.version), changedAt: parts.changedAt,
        state: row.value.extracting(parts.start..<row.value.count))
    }
    for number in overlay.subjectsWithState {
      guard let state = overlay.state(of: number, at: head.size) else { continue }
      walk.states[number] = IndexAudit.digest(
        version: UInt64(state.version), changedAt: state.changedAt, state: overlay.bytes(of: state))
    }
  }
}

/// What a walk over the tables has met so far.
private struct IndexWalk {
  var sums: IndexSums
  var states: [UInt64: UInt64] = [:]
  var commandDigests: [CommandID: CommandDigest] = [:]
  var findings: [AuditFinding] = []

  func nameValue(_ number: UInt64, _ length: Int) -> UInt64 {
    sums.nameValue(number, length)
  }

  mutating func note(_ table: IndexSums.Table, expected: String, found: String) {
    guard findings.count < 1_000 else { return }
    findings.append(
      AuditFinding(.indexAltered, "table \(table.name)", expected: expected, found: found))
  }
}

extension IndexAudit {
  fileprivate init(_ walk: IndexWalk, _ head: HeadRow, _ projection: Projection?) {
    neededProgramVersion = head.neededProgramVersion
    self.projection = projection
    size = Size(head.size)
    root = head.root
    eventBytes = head.eventBytes
    recordedTimeMilliseconds = head.size == 0 ? nil : head.recordedTimeMilliseconds
    sums = walk.sums
    states = walk.states
    findings = walk.findings
    commandDigests = walk.commandDigests
  }
}
