import Testing

@testable import Twinning

@Suite struct LedgerRulesTests {
  private func opening(rules version: Int = 1, synthetic: Bool = true) -> Told {
    told(
      "LedgerOpened", "ledger/self",
      #"""
      {"origin":"example.org/t","rules_version":\#(version),"synthetic":\#(synthetic),
       "zone":"Europe/Brussels"}
      """#)
  }

  private func accept(_ clock: String, lastRecorded: String, by role: Role? = nil) -> Told {
    told(
      "ClockAccepted", "ledger/self",
      #"{"clock":"\#(clock)","last_recorded":"\#(lastRecorded)"}"#, by: role)
  }

  @Test func `a ledger is opened once, by its first event`() throws {
    let spec = try Spec()
    try spec.when(opening()).then("LedgerOpened")
    try spec.when(opening()).thenRefused(.onlyFirstEvent)
    let late = try Spec()
    try late.given([
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#)
    ])
    try late.when(opening()).thenRefused(.onlyFirstEvent)
  }

  @Test func `rules that this program doesn't know are not adopted`() throws {
    let spec = try Spec()
    let unknown = Int(Ruleset.known.upperBound) + 1
    try spec.when(opening(rules: unknown)).thenRefused(.rulesUnknown)
    try spec.given([opening()])
    let adopt = { (version: Int) in
      told(
        "RulesAdopted", "ledger/self", #"{"version":\#(version),"digest":"\#(Spec.digest)"}"#)
    }
    try spec.when(adopt(unknown)).thenRefused(.rulesUnknown)
    try spec.when(adopt(1)).then("RulesAdopted")
    let ledger = try #require(spec.world.ledgerState)
    #expect(ledger.rulesVersion == 1)
    #expect(ledger.rulesVersion(at: 0) == 1)
    #expect(ledger.adoptions.count == 2)
  }

  @Test func `a new key is kept beside the one before`() throws {
    let spec = try Spec()
    let key = "example.org/t+0123abcd+AQAA"
    let rotation = told("KeyRotated", "ledger/self", #"{"verifier_key":"\#(key)"}"#)
    try spec.when(rotation).thenRefused(.notBorn)
    try spec.given([opening()])
    try spec.when(rotation).then("KeyRotated")
    #expect(spec.world.ledgerState?.rotations.map(\.verifierKey) == [key])
  }

  @Test func `a clock is accepted where it is more than five seconds behind, once`() throws {
    let last = "2024-01-02T00:00:00.000Z"
    let spec = try Spec(clock: last)
    try spec.given([opening(synthetic: false)])
    try spec.when(accept("2024-01-02T00:00:00.001Z", lastRecorded: last))
      .thenRefused(.clockNotBehind)
    try spec.when(accept("2024-01-01T23:59:55.000Z", lastRecorded: last))
      .thenRefused(.clockNotBehind)
    try spec.when(accept("2024-01-01T00:00:00.000Z", lastRecorded: "2024-01-01T12:00:00.000Z"))
      .thenRefused(.clockNotBehind)
    try spec.when(accept("2024-01-01T00:00:00.000Z", lastRecorded: last, by: .au))
      .thenRefused(.roleMayNotRecord)
    let just = "2024-01-01T23:59:54.999Z"
    #expect(!spec.world.isHeld(try Instant(canonical: just)))
    try spec.when(accept(just, lastRecorded: last)).then("ClockAccepted")
    #expect(spec.world.isHeld(try Instant(canonical: just)))
    #expect(spec.world.isHeld(try Instant(canonical: "2024-01-01T23:59:49.999Z")))
    #expect(!spec.world.isHeld(try Instant(canonical: "2024-01-01T23:59:49.998Z")))
    try spec.when(accept(just, lastRecorded: last)).thenRefused(.clockNotBehind)
    try spec.when(accept("2024-01-01T00:00:00.000Z", lastRecorded: last)).then("ClockAccepted")
    #expect(spec.world.acceptedClock?.fact.index == 2)
  }

  @Test func `an accepted clock counts until something is recorded later`() throws {
    let spec = try Spec(clock: "2024-01-02T00:00:00.000Z")
    let behind = "2024-01-01T00:00:00.000Z"
    try spec.given([
      opening(synthetic: false), accept(behind, lastRecorded: "2024-01-02T00:00:00.000Z"),
    ])
    #expect(spec.world.isHeld(try Instant(canonical: behind)))
    try spec.at("2024-01-02T00:00:00.001Z")
    try spec.given([
      told("KeyRotated", "ledger/self", #"{"verifier_key":"e.org/t+0123abcd+AQAA"}"#)
    ])
    #expect(spec.world.acceptedClock == nil)
    #expect(!spec.world.isHeld(try Instant(canonical: behind)))
  }

  @Test func `the clock of a synthetic ledger doesn't matter`() throws {
    let spec = try Spec(clock: "2024-01-02T00:00:00.000Z")
    try spec.given([opening()])
    #expect(spec.world.isHeld(try Instant(canonical: "2000-01-01T00:00:00.000Z")))
    try spec.when(
      accept("2000-01-01T00:00:00.000Z", lastRecorded: "2024-01-02T00:00:00.000Z")
    ).thenRefused(.clockNotBehind)
  }

  @Test func `an accepted clock is kept with the ledger's state, and is not amended`() throws {
    let spec = try Spec(clock: "2024-01-02T00:00:00.000Z")
    try spec.given([
      opening(synthetic: false),
      accept("2024-01-01T00:00:00.000Z", lastRecorded: "2024-01-02T00:00:00.000Z"),
    ])
    let ledger = spec.world.interner.ledger
    let state = try #require(spec.world.stateBytes(of: ledger))
    #expect(
      String(decoding: state, as: UTF8.self).contains(
        #""clock_acceptances":[{"clock":"2024-01-01T00:00:00.000Z","fact":{"index":1,"#))
    let packed = try #require(spec.world.packedState(of: ledger))
    #expect(try spec.world.canonicalState(of: ledger, packed: packed) == state)
    guard
      case .success(let admitted) = try spec.when(
        accept("2023-12-31T00:00:00.000Z", lastRecorded: "2024-01-02T00:00:00.000Z")
      ).result, let last = admitted.first
    else { throw Refusal(.clockNotBehind, "the clock went further back, and wasn't accepted") }
    let target = #"{"id":"\#(last.id.text)","index":\#(last.event.index)}"#
    try spec.when(
      told("EventVoided", "ledger/self", #"{"cause":"test","target":\#(target)}"#, by: .po)
    ).thenRefused(.targetNotCorrectable)
  }
}
