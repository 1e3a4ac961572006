import EventStore
import Foundation
import Ledger
import Testing
import Twinning

/// The clock beside the recorded times, which never go back.
@Suite struct ClockTests {
  private func recordedTime(_ index: Int64, _ recorder: Recorder) throws -> Instant {
    let interner = Interner()
    return try #require(
      try recorder.store.event(at: Index(UInt64(index))) {
        try EventHead.read($0, interner: interner).recordedTime
      })
  }

  private func refusal(_ body: () throws -> Answer) throws -> Refusal.Rule? {
    do {
      _ = try body()
      return nil
    } catch RecordError.refused(let refusal) { return refusal.rule }
  }

  private func isUnavailable(_ body: () throws -> Answer) throws -> Bool {
    do {
      _ = try body()
      return false
    } catch RecordError.unavailable(let words) {
      #expect(words.contains("doctor --accept-clock"))
      return true
    }
  }

  @Test func `a clock that is behind stops writing until it is accepted, for good`() throws {
    let ledger = try TemporaryLedger()
    let last = try Instant(people: "2026-11-01T00:00:00Z")
    try ledger.setClock("2026-10-31T12:00:00Z")
    do {
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      #expect(try isUnavailable { try recorder.record(json: Sample.city("hu-budapest")) })
      let answer = try recorder.acceptClock(actor: "po-01", role: .po, clock: ledger.clock)
      #expect(answer.first == 1)
      #expect(try recorder.record(json: Sample.city("hu-budapest")).first == 2)
      #expect(
        try refusal { try recorder.acceptClock(actor: "po-01", role: .po, clock: ledger.clock) }
          == .clockNotBehind)
    }
    let again = try ledger.recorder()
    defer { again.close() }
    #expect(try again.record(json: Sample.city("tr-eskisehir")).first == 3)
    for index in Int64(0)...3 { #expect(try recordedTime(index, again) == last) }
    try ledger.setClock("2026-11-01T00:00:01Z")
    #expect(try again.record(json: Sample.city("at-wien")).first == 4)
    #expect(try recordedTime(4, again) == last.adding(milliseconds: 1_000))
    try ledger.setClock("2026-10-31T23:00:00Z")
    #expect(try isUnavailable { try again.record(json: Sample.city("de-koeln")) })
  }

  @Test func `only the programme office accepts a clock, by this way alone`() throws {
    let ledger = try TemporaryLedger()
    try ledger.setClock("2026-10-31T12:00:00Z")
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    #expect(
      try refusal { try recorder.acceptClock(actor: "au-01", role: .au, clock: ledger.clock) }
        == .roleMayNotRecord)
    #expect(throws: RecordError.self) {
      try recorder.acceptClock(actor: "Jane Doe", role: .po, clock: ledger.clock)
    }
    let command = """
      {"type":"ClockAccepted","subject":"ledger/self","actor":"po-01","role":"PO","data":\
      {"clock":"2026-10-31T12:00:00.000Z","last_recorded":"2026-11-01T00:00:00.000Z"}}
      """
    try ledger.setClock("2026-11-01T00:00:00Z")
    #expect(try refusal { try recorder.record(json: command) } == .recordedByRuleOnly)
    #expect(
      try refusal { try recorder.acceptClock(actor: "po-01", role: .po, clock: ledger.clock) }
        == .clockNotBehind)
    #expect(try recorder.store.size().value == 1)
  }

  /// A clock that wanders, jumps and is accepted now and then, beside a model of ten lines.
  @Test(arguments: [UInt64(21), 22, 23])
  func `whatever the clock does, recorded times never go back`(seed: UInt64) throws {
    let ledger = try TemporaryLedger()
    var dice = SeededDice(seed: seed)
    var now = try Instant(people: "2026-11-01T00:00:00Z")
    var (last, accepted, outcomes) = (now, nil as Instant?, [0, 0, 0, 0])
    var size: Int64 = 1
    var recorder = try ledger.recorder()
    defer { recorder.close() }
    for step in 0..<300 {
      let range = dice.below(4) == 0 ? 86_400_000 : 8_000
      now = now.adding(milliseconds: Int64(dice.below(2 * range) - range))
      try ledger.setClock(now.description)
      let isHeld = (accepted ?? last).milliseconds(since: now) <= 5_000
      if dice.below(3) == 0 {
        let found = try refusal {
          try recorder.acceptClock(actor: "po-01", role: .po, clock: ledger.clock)
        }
        #expect(found == (isHeld ? .clockNotBehind : nil), "seed \(seed), step \(step)")
        outcomes[isHeld ? 0 : 1] += 1
        if isHeld { continue }
        accepted = now
      } else {
        let slug = "xa-town\(step)"
        let isStopped = try isUnavailable { try recorder.record(json: Sample.city(slug)) }
        #expect(isStopped == !isHeld, "seed \(seed), step \(step)")
        outcomes[isHeld ? 2 : 3] += 1
        if isStopped { continue }
        if now > last { (last, accepted) = (now, nil) }
      }
      #expect(try recordedTime(size, recorder) == last, "seed \(seed), step \(step)")
      size += 1
      if dice.below(10) == 0 { try reopen(&recorder, ledger) }
    }
    #expect(outcomes.allSatisfy { $0 > 10 }, "\(outcomes)")
  }

  private func reopen(_ recorder: inout Recorder, _ ledger: TemporaryLedger) throws {
    let aside = try TemporaryLedger()
    recorder.close()
    // The old one holds the store for as long as it is kept.
    recorder = try aside.recorder()
    recorder.close()
    recorder = try ledger.recorder()
  }
}
