import EventStore
import Foundation
import Reporting
import Testing
import TransparencyLog

@testable import Ledger
@testable import Twinning

/// Worlds that go on from what was kept, beside those that are folded from event 0.
@Suite struct KnownWorldTests {
  private let keeping = LedgerReader.Keeping(spacing: 37, newestAfter: 5)

  private func figures(_ world: World) -> [UInt8] {
    let summary = world.impact(
      of: ReportScope(), now: world.recordedTime ?? Instant(milliseconds: 0),
      columns: world.columns)
    return ImpactReport(summary, interner: world.interner, audience: .office).json()
  }

  private func expectSame(_ reader: LedgerReader, at size: Int64) throws {
    let known = try reader.known(at: size, keeping)
    let replayed = try reader.replay(until: size)
    #expect(known.knows(sameAs: replayed), "at size \(size)")
    #expect(figures(known) == figures(replayed), "at size \(size)")
  }

  @Test(arguments: [UInt64(61), 62, .random(in: 63...(.max))])
  func `a world that goes on from a kept one is what a replay of everything makes`(
    seed: UInt64
  ) throws {
    print("a world that goes on from a kept one: seed \(seed)")
    let ledger = try TemporaryLedger(seed: seed)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value)
    var dice = SeededDice(seed: seed)
    for _ in 0..<6 { try expectSame(reader, at: Int64(dice.below(Int(size) + 1))) }
    try expectSame(reader, at: size)
    try expectSame(reader, at: size)
    let kept = reader.store.keptProjectionSizes(LedgerReader.knownProjection).map(\.value)
    #expect(size - Int64(kept.last ?? 0) < 5)
    #expect(kept.dropLast().allSatisfy { $0 % 37 == 0 })
    #expect(kept.count > 5)
    let checked = try reader.wrongKeptWorlds(upTo: size)
    #expect(checked.count == kept.count)
    #expect(checked.wrong.isEmpty)
  }

  @Test func `what is kept grows with the ledger, and only the newest and the multiples stay`()
    throws
  {
    let ledger = try TemporaryLedger(isSynthetic: true)
    let commands = try Sample.programme(seed: 64, pairings: 2)
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let reader = LedgerReader(of: recorder)
    for group in commands.grouped(by: commands.count / 5) {
      for outcome in recorder.recordBlocking(group) { _ = try outcome.get() }
      let size = Int64(try reader.store.size().value)
      try expectSame(reader, at: size)
      let kept = reader.store.keptProjectionSizes(LedgerReader.knownProjection).map(\.value)
      #expect(size - Int64(kept.last ?? 0) < 5)
      #expect(kept.dropLast().allSatisfy { $0 % 37 == 0 })
    }
  }

  @Test func `a kept world that is damaged, cut or of another log is passed over`() throws {
    let ledger = try TemporaryLedger(seed: 65)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value)
    _ = try reader.known(at: size, keeping)
    let folder = ledger.directory + "/projections"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var dice = SeededDice(seed: 65)
    for name in names {
      let path = folder + "/" + name
      var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
      switch dice.below(3) {
      case 0: bytes[dice.below(bytes.count)] ^= 1 << UInt8(dice.below(8))
      case 1: bytes.removeLast(1 + dice.below(bytes.count))
      default: bytes = [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + names[0])))
      }
      if name != names[0] { try Data(bytes).write(to: URL(filePath: path)) }
    }
    for at in [size / 3, size / 2, size] { try expectSame(reader, at: at) }
  }

  @Test func `a kept world that says something else than the log is named`() throws {
    let ledger = try TemporaryLedger(seed: 66)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value)
    _ = try reader.known(at: size, keeping)
    let sizes = reader.store.keptProjectionSizes(LedgerReader.knownProjection)
    let target = sizes[sizes.count / 2]
    // The world of another moment, under this size, with a digest that is right.
    let other = try reader.replay(until: Int64(target.value) - 1)
    other.size += 1
    let isKept = try reader.store.keepProjection(
      LedgerReader.knownProjection, other.snapshot(), at: target, sparing: 1)
    #expect(isKept)
    let wrong = try reader.wrongKeptWorlds(upTo: size).wrong
    #expect(wrong.map(\.size) == [Int64(target.value)])
    let report = try Audit(reader).run()
    #expect(report.findings.map(\.kind) == [.projectionAltered])
    #expect(report.projectionsCompared == sizes.count)
  }

  @Test func `where a programme's zone is corrected, what was kept before isn't gone on from`()
    throws
  {
    let ledger = try TemporaryLedger(seed: 67)
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let reader = LedgerReader(of: recorder)
    _ = try reader.known(at: Int64(try reader.store.size().value), keeping)
    let programme = try #require(try reader.store.subjects(prefix: "programme/").first)
    let index = try #require(try reader.store.streamIndexes(of: programme).first)
    let event = try #require(try reader.store.eventBytes(at: index))
    let fields = try #require(
      try JSONSerialization.jsonObject(with: Data(event)) as? [String: Any])
    let id = try #require(fields["id"] as? String)
    let actor = try #require(fields["actor"] as? String)
    let time = try #require(
      reader.known(at: Int64(reader.store.size().value), keeping).recordedTime)
    try recorder.record(
      json: """
        {"type":"EventCorrected","subject":"\(programme)","actor":"\(actor)","role":"PO",\
        "recordedtime":"\(time)","data":{"patch":[{"path":"/data/zone","old":"Europe/Brussels",\
        "new":"Europe/Athens"}],"reason":{"code":"typo"},"target":{"id":"\(id)",\
        "index":\(index.value)}}}
        """)
    let size = Int64(try reader.store.size().value)
    try expectSame(reader, at: size)
    try expectSame(reader, at: size)
    try expectSame(reader, at: size - 1)
  }
}
