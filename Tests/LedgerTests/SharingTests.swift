import EventStore
import Foundation
import Glibc
import Ledger
import Testing
import Twinning

/// Two processes that record in one ledger.
@Suite struct SharingTests {
  private static let enough = 40

  /// Records until it has done enough and has seen as much of the other process.
  ///
  /// Each round registers a place of its own, amends a shared place under the version that it has
  /// just read, sends a command that the other sends as well, and takes an id that the other wants
  /// for something else.
  private static func recordBesideAnother(_ directory: String, as name: String) throws {
    let recorder = try Recorder(directory: directory)
    defer { recorder.close() }
    let reader = LedgerReader(of: recorder)
    var (own, seen) = (0, 0)
    for round in 0..<4_000 where own < enough || seen < enough {
      try recorder.record(json: Sample.city("xa-\(name)-\(round)"))
      try amendShared(recorder, reader, by: name)
      if round < enough {
        try recorder.record(json: Sample.city("xb-both-\(round)", id: id("1", round)))
        try expectTaken(recorder, "xc-\(name)-\(round)", id: id("2", round))
      }
      own += 1
      let other = name == "first" ? "second" : "first"
      seen = try reader.store.subjects(prefix: "city/xa-\(other)-").count
    }
    guard own >= enough, seen >= enough else { throw Unseen(own: own, seen: seen) }
  }

  private struct Unseen: Error {
    var own: Int
    var seen: Int
  }

  private static func id(_ kind: String, _ round: Int) -> String {
    let number = String(round)
    let zeros = String(repeating: "0", count: 11 - number.count)
    return "01900000-0000-7000-8000-\(kind)\(zeros)\(number)"
  }

  /// Amends the shared place where nobody else did since its version was read, else tries again.
  private static func amendShared(
    _ recorder: Recorder, _ reader: LedgerReader, by name: String
  ) throws {
    let number = name == "first" ? 1 : 2
    while true {
      let world = try reader.currentWorld()
      guard let city = world.interner.intern(subject: "city/hu-budapest") else { return }
      let version = world.version(of: city)
      let command = """
        {"type":"CityDetailsAmended","subject":"city/hu-budapest","actor":"ce-\(number)",\
        "role":"CE","data":{"name":"Budapest \(version + 1)","reason":{"code":"typo"}},\
        "expect":\(version)}
        """
      do {
        try recorder.record(json: command)
        return
      } catch RecordError.conflict(_, let expected, let actual) {
        guard expected == version, actual > version else { throw Unseen(own: actual, seen: 0) }
      }
    }
  }

  /// Records under an id that the other process takes as well, for something else: one is told so.
  private static func expectTaken(_ recorder: Recorder, _ slug: String, id: String) throws {
    do { try recorder.record(json: Sample.city(slug, id: id)) } catch RecordError.commandIDTaken {}
  }

  @Test func `two processes record in one ledger, and neither misses what the other did`()
    async throws
  {
    let ledger = try TemporaryLedger(isSynthetic: true)
    do {
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      try recorder.record(json: Sample.city("hu-budapest"))
    }
    let directory = ledger.directory
    async let first: Void = {
      await #expect(processExitsWith: .success) { [directory = directory as String] in
        try SharingTests.recordBesideAnother(directory, as: "first")
      }
    }()
    async let second: Void = {
      await #expect(processExitsWith: .success) { [directory = directory as String] in
        try SharingTests.recordBesideAnother(directory, as: "second")
      }
    }()
    _ = await (first, second)
    let reader = try LedgerReader(directory: directory)
    try reader.store.verify()
    try checkEnvelopes(reader)
    let subjects = { (prefix: String) in try reader.store.subjects(prefix: prefix).count }
    #expect(try subjects("city/xb-both-") == Self.enough)
    #expect(try subjects("city/xc-") == Self.enough)
    #expect(try subjects("city/xc-first-") + subjects("city/xc-second-") == Self.enough)
    let size = try reader.size
    let replayed = try reader.replay(until: size)
    let kept = try reader.currentWorld()
    for subject in try reader.store.subjects() {
      let one = try #require(replayed.interner.intern(subject: subject))
      let other = try #require(kept.interner.intern(subject: subject))
      #expect(kept.stateBytes(of: other) == replayed.stateBytes(of: one), "\(subject)")
    }
    let city = try #require(replayed.interner.intern(subject: "city/hu-budapest"))
    let version = replayed.version(of: city)
    #expect(version >= 2 * Self.enough)
    #expect(replayed.name(ofCity: city) == "Budapest \(version)")
  }

  /// Indexes and stream versions without a gap, times that don't go back, ids that occur once.
  private func checkEnvelopes(_ reader: LedgerReader) throws {
    let interner = Interner()
    var versions: [Ref: Int64] = [:]
    var ids: Set<EventID> = []
    var last = Instant(milliseconds: 0)
    var next: Int64 = 0
    try reader.store.events(from: Index(0)) { _, bytes in
      let head = try EventHead.read(bytes, interner: interner)
      #expect(head.index == next)
      #expect(head.streamVersion == versions[head.subject, default: 0] + 1)
      #expect(head.recordedTime >= last)
      #expect(ids.insert(head.id).inserted)
      versions[head.subject] = head.streamVersion
      (last, next) = (head.recordedTime, next + 1)
      return true
    }
  }
}
