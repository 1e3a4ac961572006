import EventStore
import Ledger
import Reporting
import Testing
import Twinning

/// States as they were known before, each folded from its own stream, beside a replay of it all.
@Suite struct PastTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `a stream folded on its own is what a replay of everything makes of it`(
    seed: UInt64
  ) throws {
    let ledger = try TemporaryLedger(seed: seed)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value)
    let subjects = try reader.store.subjects()
    for size in [0, 1, size / 3, size / 2, size - 1, size] {
      let replayed = try reader.replay(until: size)
      let past = try reader.pastWorld(at: size)
      #expect(past.size == replayed.size)
      #expect(past.recordedTime == replayed.recordedTime)
      for subject in subjects {
        let one = try #require(replayed.interner.intern(subject: subject))
        let other = try #require(past.interner.intern(subject: subject))
        #expect(
          past.stateBytes(of: other) == replayed.stateBytes(of: one),
          "\(subject) at size \(size)")
      }
      #expect(past.failure == nil)
    }
  }

  @Test func `a page about a subject is the same to the byte, with all that it takes from others`()
    throws
  {
    let ledger = try TemporaryLedger(seed: 4)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value) * 3 / 4
    let replayed = try reader.replay(until: size)
    let subjects = try reader.store.subjects()
    let now = try #require(replayed.recordedTime)
    let whole = StateReport(replayed, now: now)
    var shown = 0
    for subject in subjects {
      let past = try reader.pastWorld(at: size)
      if subject.hasPrefix("cohort/") {
        for name in subjects { _ = past.interner.intern(subject: name) }
      }
      let one = try #require(replayed.interner.intern(subject: subject))
      let other = try #require(past.interner.intern(subject: subject))
      let report = StateReport(past, now: now)
      #expect(report.text(subject: other, width: 100) == whole.text(subject: one, width: 100))
      #expect(report.json(subject: other) == whole.json(subject: one))
      if subject.hasPrefix("pairing/") {
        let expected = replayed.milestones(of: one, now: now)
        let found = past.milestones(of: other, now: now)
        #expect(
          MilestoneReport(found, world: past, now: now).json()
            == MilestoneReport(expected, world: replayed, now: now).json())
      }
      shown += whole.json(subject: one) == nil ? 0 : 1
    }
    #expect(shown > 100)
  }

  @Test func `a list of the past is the same to the byte`() throws {
    let ledger = try TemporaryLedger(seed: 5)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value) / 2
    let (replayed, past) = (try reader.replay(until: size), try reader.pastWorld(at: size))
    for name in try reader.store.subjects() { _ = past.interner.intern(subject: name) }
    let now = try #require(replayed.recordedTime)
    let (one, other) = (StateReport(replayed, now: now), StateReport(past, now: now))
    #expect(other.overview(width: 100) == one.overview(width: 100))
    for kind in Kind.shown {
      #expect(other.list(kind, width: 200) == one.list(kind, width: 200))
      #expect(other.json(kind) == one.json(kind))
    }
  }

  @Test func `one subject's state can be asked for at every size`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    try recorder.record(json: Sample.city("hu-budapest"))
    try recorder.record(json: Sample.city("tr-eskisehir"))
    let reader = LedgerReader(of: recorder)
    #expect(try reader.state(of: "city/hu-budapest", at: 1) == nil)
    let replayed = try reader.replay(until: 2)
    let city = try #require(replayed.interner.intern(subject: "city/hu-budapest"))
    #expect(try reader.state(of: "city/hu-budapest", at: 2) == replayed.stateBytes(of: city))
    #expect(try reader.state(of: "city/hu-budapest", at: 3) == replayed.stateBytes(of: city))
    #expect(try reader.state(of: "city/tr-eskisehir", at: 2) == nil)
    #expect(try reader.state(of: "nowhere", at: 3) == nil)
  }
}
