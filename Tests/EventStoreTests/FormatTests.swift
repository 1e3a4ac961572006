import EventStore
import Foundation
import LMDB
import Testing
import TransparencyLog

/// The rows on the disk, to the byte, as `Schemas/storage.md` gives them. Golden lines are never
/// edited: whoever changes the format raises its version and adds lines of the new one.
@Suite(.scratchDirectory)
struct FormatTests {
  private let directory = ScratchDirectory.path

  /// Every row of every table, a line each: table, key and value in hexadecimal digits.
  private func dump() throws -> [String] {
    let tables = [
      "meta", "log", "tree", "tail", "subjects", "names", "states.0", "states.1", "streams",
      "postings", "commands", "checkpoints",
    ]
    let environment = try Environment(
      reading: directory, options: EnvironmentOptions(tables: tables))
    var lines: [String] = []
    for name in tables {
      try environment.read { transaction throws in
        var cursor = try transaction.cursor(in: environment.table(name))
        while let entry = try cursor.next() {
          lines.append("\(name) \(hex(entry.key)) \(hex(entry.value))")
        }
      }
    }
    return lines
  }

  /// Four commits of small events, the first three merged by the last; a checkpoint; a rebuild.
  private func fill() throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 3))
    for commit in UInt64(0)..<4 {
      try writer.turn { turn in
        let time = 1_743_177_600_000 + Int64(commit)
        let subject =
          commit == 1 ? "pairing/budapest--eskisehir-and-a-name-longer-than-forty" : "city/a"
        let index = try turn.append(
          "{\"n\":\(commit)}", to: subject,
          terms: [Term(1, "CityRegistered"), Term(2, "\(commit)")], at: time)
        try turn.remember(
          CommandID(high: 0x0196_0000_0000_7000, low: 0x8000_0000_0000_0000 + commit),
          CommandResult(
            first: index, count: 1,
            digest: CommandDigest(high: 0x0102_0304_0506_0708, low: 0x090a_0b0c_0d0e_0f10)))
        if commit == 3 { turn.keepCheckpoint(Array("note\n".utf8), at: Size(3)) }
        try turn.commit()
      }
    }
    try writer.turn { turn in
      try turn.beginRebuild(Projection(name: "states", version: 2))
      try turn.setState(
        "{}".utf8.span, of: "city/a".utf8.span, version: StreamVersion(3), changedAt: Index(3))
      try turn.commitRebuilt(upTo: Size(4))
    }
  }

  @Test func `every kind of row is what the format says`() throws {
    try fill()
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/storage-1.txt")
    let golden = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let found = try dump()
    for (found, golden) in zip(found, golden) { #expect(found == golden) }
    #expect(found.count == golden.count)
  }

  @Test func `many merges and full blocks leave the same rows as ever`() throws {
    do {
      var writer = try LogWriter(
        creating: directory, origin: origin, projection: projection, options: .quick())
      try writer.turn { turn in
        for number in 0..<12_000 {
          let terms = [Term(1, "\(number % 3)"), Term(2, "\(number * 7_919 % 1_009)")]
          try turn.append("event", to: "a/\(number * 31 % 97)", terms: terms)
          if number % 1_000 == 999 { try turn.commit() }
        }
      }
    }
    var digest = Digest256()
    for line in try dump() { digest.update((line + "\n").utf8.span) }
    #expect(
      digest.finish().hex
        == "8ef71087bc37d7fb8f92bae014f7431f2a93880ed191ef2eeb387eca2815d4b3")
  }
}
