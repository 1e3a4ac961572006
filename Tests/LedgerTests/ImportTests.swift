import EventStore
import Foundation
import Ledger
import Testing
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
}
