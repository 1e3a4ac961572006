import EventStore
import Foundation
import LMDB
import Ledger
import Testing
import TransparencyLog
import Twinning

/// An audit finds nothing in a ledger that is what it was, and everything that was altered.
@Suite struct AuditTests {
  private static let tables = [
    "meta", "log", "tree", "tail", "subjects", "names", "states.0", "streams", "postings",
    "commands", "checkpoints",
  ]

  /// A ledger of a made-up programme with a few checkpoints; part of it is merged, part isn't.
  private func ledger(seed: UInt64) throws -> TemporaryLedger {
    let ledger = try TemporaryLedger(isSynthetic: true)
    let keys = ledger.directory + ".key"
    _ = try KeyDirectory.create(keys, origin: "ledger.example.org/test")
    var options = RecorderOptions()
    options.keyDirectory = keys
    options.store.mergeWindow = 120
    let commands = Array(try Sample.programme(seed: seed, pairings: 2).prefix(400))
    for group in commands.grouped(by: 90) {
      let recorder = try Recorder(
        directory: ledger.directory, clock: ledger.clock, options: options)
      defer { recorder.close() }
      for outcome in recorder.recordBlocking(group) { _ = try outcome.get() }
      try recorder.checkpoint()
    }
    return ledger
  }

  private func audit(_ directory: String, keys: String) throws -> Audit.Report {
    let opened = try KeyDirectory(opening: keys, origin: "ledger.example.org/test")
    var options = Audit.Options()
    options.keys = opened.verifierKeys
    options.lastSigned = try opened.head().note
    return try Audit(LedgerReader(directory: directory), options: options).run()
  }

  @Test(arguments: [UInt64(41), 42, 43])
  func `a ledger that nobody altered is sound, with every event admitted anew`(
    seed: UInt64
  ) throws {
    let ledger = try ledger(seed: seed)
    let keys = ledger.directory + ".key"
    defer { try? FileManager.default.removeItem(atPath: keys) }
    let report = try audit(ledger.directory, keys: keys)
    #expect(report.findings.isEmpty, "seed \(seed): \(report.findings.prefix(3))")
    #expect(report.eventsHashed == report.size && report.size > 300)
    #expect(report.checkpointsVerified >= 4)
    #expect(report.statesCompared > 50)
    #expect(report.unknownEvents == 0)
  }

  @Test(arguments: [UInt64(44), 45])
  func `whatever is altered in a table is found`(seed: UInt64) throws {
    let ledger = try ledger(seed: seed)
    let keys = ledger.directory + ".key"
    defer { try? FileManager.default.removeItem(atPath: keys) }
    var dice = SeededDice(seed: seed)
    for round in 0..<220 {
      let table = Self.tables[round % Self.tables.count]
      let copy = ledger.directory + "-\(round)"
      try FileManager.default.copyItem(atPath: ledger.directory, toPath: copy)
      defer { try? FileManager.default.removeItem(atPath: copy) }
      let what = try alter(copy, table, &dice)
      let report: Audit.Report
      do { report = try audit(copy, keys: keys) } catch { continue }
      #expect(!report.findings.isEmpty, "seed \(seed), round \(round), \(table): \(what)")
    }
  }

  /// Alters one row of `table`: a bit of its value, its key, the whole row, or two rows exchanged.
  /// A checkpoint is never taken away: it is a copy of what others hold, and nothing says how many
  /// there are.
  private func alter(
    _ directory: String, _ name: String, _ dice: inout SeededDice
  ) throws -> String {
    var writer = try Writer(
      directory: directory, options: EnvironmentOptions(tables: Self.tables + ["states.1"]))
    let table = writer.environment.table(name)
    var rows: [(key: [UInt8], value: [UInt8])] = []
    try writer.environment.read { transaction in
      var cursor = try transaction.cursor(in: table)
      while let row = try cursor.next() { rows.append((bytes(row.key), bytes(row.value))) }
    }
    let place = dice.below(rows.count)
    let (key, value) = rows[place]
    var (newKey, newValue) = (key, value)
    var what = "row \(place): "
    switch dice.below(6) {
    case 0 where name != "checkpoints":
      what += "gone"
      newValue = []
    case 1 where rows.count > 1:
      let other = rows[(place + 1 + dice.below(rows.count - 1)) % rows.count].value
      what += "the value of another"
      newValue = other == value ? [] : other
    case 2:
      let bit = dice.below(key.count * 8)
      newKey[bit / 8] ^= 1 << UInt8(bit % 8)
      what += "bit \(bit) of the key"
    default:
      let bit = dice.below(value.count * 8)
      newValue[bit / 8] ^= 1 << UInt8(bit % 8)
      what += "bit \(bit) of \(value.count * 8)"
    }
    try writer.write { transaction in
      _ = try transaction.delete(forKey: key.span, in: table)
      if newValue.isEmpty { return }
      try transaction.put(newValue.span, forKey: newKey.span, in: table, mode: .upsert)
    }
    return what
  }

  private func bytes(_ span: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    for place in span.indices { bytes.append(span[place]) }
    return bytes
  }
}

extension AuditTests {
  @Test func `a history that was rewritten and signed anew is found by an older checkpoint`()
    throws
  {
    let (ledger, other) = (try TemporaryLedger(), try TemporaryLedger())
    let keys = ledger.directory + ".key"
    defer { try? FileManager.default.removeItem(atPath: keys) }
    let directory = try KeyDirectory.create(keys, origin: "ledger.example.org/test")
    var notes: [SignedNote] = []
    for (place, cities) in [(ledger, ["be-gent", "be-brugge"]), (other, ["be-gent", "be-luik"])] {
      let recorder = try place.recorder()
      for city in cities { try recorder.record(json: Sample.city(city)) }
      recorder.close()
    }
    notes.append(try directory.sign(LedgerReader(directory: ledger.directory).store))
    // The operator forgets what was signed, and signs another history with the same key.
    try FileManager.default.removeItem(atPath: keys + "/head")
    let empty = try Checkpoint(origin: "ledger.example.org/test", size: 0, root: emptyRoot)
    let secret = try SignerKey(
      String(decoding: Data(contentsOf: URL(filePath: keys + "/key")), as: UTF8.self)
        .trimmingCharacters(in: .newlines))
    try Data(empty.signed(with: secret).bytes).write(to: URL(filePath: keys + "/head"))
    let rewritten = try LedgerReader(directory: other.directory)
    notes.append(try directory.sign(rewritten.store))
    var options = Audit.Options()
    options.keys = directory.verifierKeys
    options.lastSigned = notes[1]
    #expect(try Audit(rewritten, options: options).run().findings.isEmpty)
    options.since = notes[0]
    let found = try Audit(rewritten, options: options).run().findings
    #expect(found.map(\.kind) == [.historyRewritten])
    options.looksAtHeadsOnly = true
    #expect(
      try Audit(rewritten, options: options).run().findings.map(\.kind) == [.historyRewritten])
  }

  @Test func `an event that no rule would have admitted is found, though it was hashed and signed`()
    throws
  {
    let ledger = try TemporaryLedger()
    let bytes = try city(in: ledger)
    // The same birth again, as an operator with a hand of his own would write it.
    let forged = String(decoding: bytes, as: UTF8.self)
      .replacing(
        "\"sequence\":\"00000000000000000001\"", with: "\"sequence\":\"00000000000000000002\""
      )
      .replacing("\"streamversion\":1", with: "\"streamversion\":2")
    try append(forged, to: "city/be-gent", of: ledger.directory)
    let kinds = Set(try Audit(LedgerReader(directory: ledger.directory)).run().findings.map(\.kind))
    #expect(kinds.contains(.notAdmitted) && kinds.contains(.indexAltered))
  }

  private func append(_ event: String, to subject: String, of directory: String) throws {
    var writer = try LogWriter(opening: directory)
    try writer.turn { turn in
      try turn.append(
        event.utf8.span, subject: subject.utf8.span, terms: [],
        recordedTimeMilliseconds: turn.recordedTimeMilliseconds ?? 0)
      try turn.commit()
    }
  }

  /// Records a city; its event's bytes.
  private func city(in ledger: TemporaryLedger) throws -> [UInt8] {
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    try recorder.record(json: Sample.city("be-gent"))
    return try #require(try recorder.store.eventBytes(at: Index(1)))
  }
}
