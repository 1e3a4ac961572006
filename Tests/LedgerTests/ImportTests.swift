import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog
import Twinning

@Suite struct ImportTests {
  /// The sheets of the public record that the project keeps.
  static var publicRecord: [String] {
    get throws {
      let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Tools/sample/public-record").standardizedFileURL
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".ndjson") }.sorted()
        .map { folder.appending(path: $0).path }
    }
  }

  @Test func `the public record imports without a problem, and a second time appends nothing`()
    throws
  {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    for round in 1...2 {
      let importer = try Importer(recorder, clock: ledger.clock)
      for file in try Self.publicRecord {
        let outcome = try importer.importFile(file)
        #expect(outcome.problems.isEmpty, "\(outcome.problems.prefix(3).map(\.place))")
        if round == 2 { #expect(outcome.events == 0) }
      }
    }
    recorder.close()
  }

  @Test func `nothing is appended from a file with a problem, and every problem is named`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    let lines = [
      Sample.city("hu-budapest"), Sample.city("hu-budapest"), "{\"type\":\"Nothing\"}", "{",
      Sample.city("tr-eskisehir"),
    ]
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ndjson").path
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    let outcome = try Importer(recorder, clock: ledger.clock).importFile(file, name: "cities")
    #expect(outcome.problems.map(\.place.line) == [2, 3, 4])
    #expect(outcome.problems.map(\.rule) == [.stateForbids, nil, nil])
    #expect(try recorder.store.size().value == 1)
    var options = Importer.Options()
    options.isPartial = true
    let partial = try Importer(recorder, clock: ledger.clock, options: options).importFile(file)
    #expect(partial.events == 2)
    #expect(partial.problems.count == 3)
    recorder.close()
  }

  // MARK: Laws

  /// Runs `body` with a file of `lines` that is gone afterwards.
  private func withFile<R>(_ lines: [[UInt8]], _ body: (String) throws -> R) throws -> R {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).ndjson").path
    try Data(lines.joined(separator: [UInt8(ascii: "\n")])).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }

  private func digest(_ reader: LedgerReader) throws -> Hash {
    let world = try reader.replay(until: reader.size)
    return reader.stateDigest(of: world)
  }

  @Test(arguments: [UInt64(51), 52])
  func `a file makes the same states as its commands one by one, also after a cut`(
    seed: UInt64
  ) throws {
    let lines = Sample.lines(seed: seed, pairings: 2)
    let one = try TemporaryLedger(isSynthetic: true)
    let recorder = try one.recorder()
    defer { recorder.close() }
    var reader = CommandReader()
    for line in lines { _ = try recorder.recordBlocking(reader.request(from: line.span)) }
    let expected = (try digest(LedgerReader(of: recorder)), try recorder.store.size())
    var dice = SeededDice(seed: seed)
    for cut in [0, dice.below(lines.count), lines.count - 1] {
      let other = try TemporaryLedger(isSynthetic: true)
      let recorder = try other.recorder()
      defer { recorder.close() }
      for line in lines.prefix(cut) {
        _ = try recorder.recordBlocking(reader.request(from: line.span))
      }
      let before = try recorder.store.size().value
      try withFile(lines) { path in
        var dry = Importer.Options()
        dry.isDryRun = true
        let rehearsed = try Importer(recorder, options: dry).importFile(path)
        #expect(rehearsed.problems.isEmpty && rehearsed.events == 0)
        #expect(try recorder.store.size().value == before)
        let outcome = try Importer(recorder).importFile(path)
        #expect(outcome.problems.isEmpty)
        #expect(outcome.commands == lines.count)
        #expect(UInt64(outcome.events) == expected.1.value - before)
        #expect(try Importer(recorder).importFile(path).events == 0)
      }
      #expect(try recorder.store.size() == expected.1)
      #expect(try digest(LedgerReader(of: recorder)) == expected.0, "cut at \(cut)")
    }
  }

  @Test(arguments: [UInt64(53), 54])
  func `the problems of a file are the lines that would be refused one by one`(
    seed: UInt64
  ) throws {
    let lines = Sample.lines(seed: seed, pairings: 2, includingRefused: true)
    let one = try TemporaryLedger(isSynthetic: true)
    let recorder = try one.recorder()
    defer { recorder.close() }
    var reader = CommandReader()
    var refused: [Int: Refusal.Rule] = [:]
    for (place, line) in lines.enumerated() {
      do { _ = try recorder.recordBlocking(reader.request(from: line.span)) } catch {
        guard case RecordError.refused(let refusal) = error else { throw error }
        refused[place + 1] = refusal.rule
      }
    }
    #expect(refused.count > 10)
    let other = try TemporaryLedger(isSynthetic: true)
    let another = try other.recorder()
    defer { another.close() }
    try withFile(lines) { path in
      let whole = try Importer(another).importFile(path)
      #expect(whole.events == 0)
      #expect(try another.store.size().value == 1)
      var found: [Int: Refusal.Rule] = [:]
      for problem in whole.problems { found[problem.place.line ?? 0] = problem.rule }
      #expect(found == refused)
      var options = Importer.Options()
      options.isPartial = true
      let partial = try Importer(another, options: options).importFile(path)
      #expect(partial.problems.count == refused.count)
    }
    #expect(try another.store.size() == recorder.store.size())
    #expect(try digest(LedgerReader(of: another)) == digest(LedgerReader(of: recorder)))
  }

  @Test func `a file that isn't there, or is no text, is told as one problem or refused`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let importer = try Importer(recorder, clock: ledger.clock)
    #expect(throws: InputError.self) { try importer.importFile("/nowhere/at-all.ndjson") }
    try withFile([[0xFF, 0xFE], Array(Sample.city("hu-budapest").utf8)]) { path in
      let outcome = try importer.importFile(path)
      #expect(outcome.problems.map(\.place.line) == [1])
      #expect(outcome.events == 0)
    }
    try withFile([]) { path in
      let outcome = try importer.importFile(path)
      #expect(outcome.problems.isEmpty && outcome.commands == 0)
    }
    #expect(try recorder.store.size().value == 1)
  }
}
