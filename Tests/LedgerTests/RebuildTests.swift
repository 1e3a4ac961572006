import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog
import Twinning

/// Kept states beside those that the events make.
@Suite struct RebuildTests {
  private func rebuild(_ directory: String, accepts: Bool = false) throws -> Rebuild.Outcome {
    try Rebuild.run(directory: directory, acceptsDifference: accepts)
  }

  @Test func `a programme found to lie in another zone moves the states that are kept below it`()
    throws
  {
    let ledger = try TemporaryLedger()
    do {
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      try ZoneStory.record(with: recorder)
    }
    #expect(try rebuild(ledger.directory).difference == nil)
    #expect(try Audit(LedgerReader(directory: ledger.directory)).run().findings.isEmpty)
  }

  @Test(arguments: [UInt64(11), 12])
  func `what a ledger keeps is what its events make`(seed: UInt64) throws {
    let ledger = try TemporaryLedger(seed: seed)
    /// The ledger is open for no longer than it takes.
    func replayed() throws -> Hash {
      let reader = try LedgerReader(directory: ledger.directory)
      return try reader.stateDigest(of: reader.replay(until: reader.size))
    }
    let digest = try replayed()
    let outcome = try rebuild(ledger.directory)
    #expect(outcome.isInPlace)
    #expect(outcome.difference == nil)
    #expect(outcome.liveDigest == digest)
    #expect(outcome.rebuiltDigest == digest)
    #expect(try replayed() == digest)
    #expect(try rebuild(ledger.directory).liveDigest == digest)
  }

  @Test(arguments: [UInt64(13), 14, 15])
  func `where kept states stop early, the lowest event that they lack is named`(
    seed: UInt64
  ) throws {
    let ledger = try TemporaryLedger(seed: seed)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = try reader.size
    var dice = SeededDice(seed: seed)
    let subjects = try reader.store.subjects()
    for _ in 0..<4 {
      var expected: [Int64] = []
      var behind: [String: Int64] = [:]
      for _ in 0..<3 {
        let subject = subjects[dice.below(subjects.count)]
        let events = try reader.store.streamIndexes(of: subject).map { Int64($0.value) }
        let event = events[dice.below(events.count)]
        guard behind[subject] == nil else { continue }
        behind[subject] = event
        expected.append(event)
      }
      let copy = try Copy(of: reader) { try reader.kept($0, at: behind[$0] ?? size) }
      let outcome = try rebuild(copy.directory)
      let difference = try #require(outcome.difference)
      #expect(!outcome.isInPlace)
      #expect(difference.event == expected.min(), "\(behind)")
      #expect(difference.isBehind)
      #expect(difference.members.isEmpty)
      #expect(difference.subjects == behind.count)
      #expect(behind[difference.subject] == difference.event)
      #expect(difference.live == (try reader.state(of: difference.subject, at: difference.event)))
      #expect(difference.rebuilt == (try reader.state(of: difference.subject, at: size)))
    }
  }

  @Test func `where a value differs, the event that gave it is named`() throws {
    let place = """
      {"type":"CityDetailsAmended","subject":"city/hu-budapest","actor":"ce-01","role":"CE",\
      "data":{"population":{"covers":"entity","source":"census","value":VALUE},\
      "reason":{"code":"typo"}}}
      """
    func ledger(_ name: String, _ value: String) throws -> TemporaryLedger {
      let ledger = try TemporaryLedger()
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      for command in [
        Sample.city("hu-budapest").replacing("City hu-budapest", with: name),
        Sample.city("tr-eskisehir"), place.replacing("VALUE", with: value),
      ] {
        try recorder.record(json: command)
      }
      return ledger
    }
    let original = try ledger("Budapest", "1700000")
    let reader = try LedgerReader(directory: original.directory)
    for (name, value, event, members) in [
      ("Budapest", "1600000", Int64(3), ["/population/value"]),
      ("Buda", "1600000", 1, ["/name"]), ("Buda", "1700000", 1, ["/name"]),
    ] {
      let another = try ledger(name, value)
      let other = try LedgerReader(directory: another.directory)
      let copy = try Copy(of: reader) { try other.kept($0, at: 4) }
      let difference = try #require(try rebuild(copy.directory).difference)
      #expect(difference.event == event)
      #expect(difference.subject == "city/hu-budapest")
      #expect(difference.type == (event == 1 ? "CityRegistered" : "CityDetailsAmended"))
      #expect(!difference.isBehind)
      #expect(difference.members == members)
    }
  }

  @Test func `where nothing readable is kept, the stream's first event is named`() throws {
    let ledger = try TemporaryLedger()
    do {
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      for slug in ["hu-budapest", "tr-eskisehir"] { try recorder.record(json: Sample.city(slug)) }
    }
    let reader = try LedgerReader(directory: ledger.directory)
    for lost in [nil, (bytes: [UInt8(255), 255], version: 1)] {
      let copy = try Copy(of: reader) {
        try $0 == "city/tr-eskisehir" ? lost : reader.kept($0, at: 3)
      }
      let outcome = try rebuild(copy.directory)
      let difference = try #require(outcome.difference)
      #expect((outcome.liveDigest == nil) == (lost != nil))
      #expect(difference.event == 2)
      #expect(difference.isBehind)
      #expect(difference.live == nil)
    }
  }

  @Test func `a difference that is accepted is put in place, and the next rebuild finds none`()
    throws
  {
    let ledger = try TemporaryLedger(seed: 16)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = try reader.size
    let copy = try Copy(of: reader) { try reader.kept($0, at: size - 20) }
    #expect(try !rebuild(copy.directory).isInPlace)
    let accepted = try rebuild(copy.directory, accepts: true)
    #expect(accepted.isInPlace)
    #expect(accepted.difference?.event == size - 20)
    let next = try rebuild(copy.directory)
    #expect(next.difference == nil)
    #expect(next.liveDigest == accepted.rebuiltDigest)
  }
}

extension LedgerReader {
  /// How many events there are.
  var size: Int64 { get throws { Int64(try store.size().value) } }
}

/// Numbers from a seed (SplitMix64), the same on every machine.
struct SeededDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound`, it left out.
  mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &self) }
}
