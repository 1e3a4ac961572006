import Testing

@testable import Twinning

@Suite struct LedgerRulesTests {
  private func opening(rules version: Int = 1) -> Told {
    told(
      "LedgerOpened", "ledger/self",
      #"""
      {"origin":"example.org/t","rules_version":\#(version),"synthetic":true,
       "zone":"Europe/Brussels"}
      """#)
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
}
