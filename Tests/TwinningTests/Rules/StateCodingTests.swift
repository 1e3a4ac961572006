import CanonicalJSON
import Testing

@testable import Twinning

/// States are shown and digested as canonical JSON and stored packed: what is read back of the one
/// writes the other.
@Suite struct StateCodingTests {
  private func roundTrip<S: StreamState>(
    _ type: S.Type, _ state: S?, _ interner: Interner,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var state = try #require(state, sourceLocation: sourceLocation)
    let bytes = StateCoding.bytes(of: &state, interner: interner)
    try checkCanonical(bytes.span)
    let packed = PackedState.bytes(of: &state, interner: interner)
    var back = try PackedState.read(type, from: packed.span, interner: interner)
    #expect(
      StateCoding.bytes(of: &back, interner: interner) == bytes, sourceLocation: sourceLocation)
    #expect(packed.count < bytes.count, sourceLocation: sourceLocation)
    var empty = S()
    let none = StateCoding.bytes(of: &empty, interner: interner)
    try checkCanonical(none.span)
    #expect(none != bytes, sourceLocation: sourceLocation)
  }

  private func story() throws -> Spec {
    let spec = try Spec.withCall(evaluationsMin: 1).submitted()
    try spec.given([
      told(
        "RulesAdopted", "ledger/self", #"{"version":1,"digest":"\#(Spec.digest)"}"#),
      told("KeyRotated", "ledger/self", #"{"verifier_key":"example.org/t+0123abcd+AQAA"}"#),
      Spec.city("be-brussel", kind: "region", more: #","part_of":"hu-budapest""#),
      told(
        "CityDetailsAmended", "city/hu-budapest",
        #"""
        {"latitude":"47.49801","longitude":"19.03991","geonames_id":3054643,
         "population":{"value":1700000,"source":"\"census\" é","covers":"entity","year":2024},
         "members":["de-koln","ch-zurich"],"zone":"Europe/Budapest"}
        """#),
      told(
        "MissionStatusEnded", "city/hu-budapest",
        #"{"status":"mission","valid_to":\#(Spec.day("2030-01-01"))}"#),
      told(
        "MissionLabelAwarded", "city/hu-budapest",
        #"{"awarded_on":\#(Spec.day("2024-02-01")),"label_round":"round-1"}"#),
      told("CitySuperseded", "city/hu-budapest", #"{"by":"be-brussel"}"#),
      told(
        "CountryAssociationRecorded", "country/ch",
        #"""
        {"basis":"imported_record","status":"associated","scope":"NR","valid_from":"NR",
         "valid_to":\#(Spec.day("2027-12-31"))}
        """#),
    ])
    return spec
  }

  @Test func `states of the registry are read back as they were written`() throws {
    let spec = try story()
    let world = spec.world
    try roundTrip(LedgerState.self, world.ledgerState, world.interner)
    try roundTrip(CityState.self, world.city(try spec.ref("city/hu-budapest")), world.interner)
    try roundTrip(CountryState.self, world.country(try spec.ref("country/ch")), world.interner)
  }

  @Test func `states of an application are read back as they were written`() throws {
    let spec = try story()
    try spec.given([
      told(
        "ApplicationReopened", Spec.application, #"{"until":\#(Spec.day("2024-05-10"))}"#),
      told(
        "ApplicationAmended", Spec.application,
        #"""
        {"answers_digest":"\#(Spec.digest)","preferred_partners":["hu-budapest"],
         "co_applicants":["ch-zurich"],"themes":["other"],"levers":["culture"]}
        """#, by: .tl),
      Spec.submission(
        at: "2024-05-09T09:00:00.000Z", receivedAt: "2024-05-08T09:00:00.000Z"),
      Spec.verdict(false), Spec.verdict(more: #","reason":{"code":"other"}"#),
      Spec.evaluation(by: "ev-001"), Spec.evaluation(by: "ev-002"),
      told("ConflictOfInterestDeclared", Spec.application, #"{"evaluator":"ev-002"}"#),
      Spec.cohort(), Spec.selection("Rejected"),
      told(
        "ComplaintReceived", Spec.application, #"{"about":"selection","text_ref":"c/1"}"#),
      told(
        "SelectionOverturned", Spec.application,
        #"{"new_outcome":"selected","cohort_id":"c1","rank":3}"#),
    ])
    let world = spec.world
    let application = world.application(try spec.ref(Spec.application))
    try roundTrip(ApplicationState.self, application, world.interner)
    let other = try Spec.withCall()
    try other.given([
      Spec.draft(), told("ApplicationWithdrawn", Spec.application, by: .tl),
    ])
    try roundTrip(
      ApplicationState.self, other.world.application(try other.ref(Spec.application)),
      other.world.interner)
  }

  @Test func `states of programmes, calls and cohorts are read back as they were written`() throws {
    let spec = try Spec.withCall(eligibility: fullEligibility).selected()
    try spec.given([
      told(
        "CallRulesRevised", "call/call-2",
        #"{"rules_version":2,"patch":[{"path":"/data/evaluations_min","old":0,"new":1}]}"#),
      told(
        "CallDeadlineExtended", "call/call-2",
        #"{"closes_at":\#(try deadline("2024-06-28T23:59 CET"))}"#),
      told("CohortDurationChanged", "cohort/c1", #"{"duration_months":18}"#),
      told(
        "AnnouncementRecorded", "programme/p",
        #"""
        {"about":"cohort/c1","announced_on":{"at":"2024-04","precision":"month"},
         "basis":"announced","figure":"twins","value":40}
        """#),
      told(
        "FinalPaymentRecorded", "programme/p",
        #"""
        {"paid_on":\#(Spec.day("2024-04-15")),"grant_ref":"grant-1",
         "funding":{"minor":1,"currency":"EUR"}}
        """#),
      told(
        "CohortStarted", "cohort/c1", #"{"on":\#(Spec.day("2024-10-01"))}"#,
        recorded: "2024-10-02T09:00:00.000Z"),
      told(
        "CohortCompleted", "cohort/c1", #"{"on":\#(Spec.day("2025-10-01"))}"#,
        recorded: "2025-10-02T09:00:00.000Z"),
    ])
    let world = spec.world
    _ = try world.admit(
      world.due(at: try Instant(canonical: "2040-01-01T00:00:00.000Z")),
      commandID: EventID(high: 0x7001, low: 0x8000_0000_0000_0001),
      at: try Instant(canonical: "2040-01-01T00:00:00.000Z"))
    try roundTrip(ProgrammeState.self, world.programme(try spec.ref("programme/p")), world.interner)
    try roundTrip(CallState.self, world.call(try spec.ref("call/call-2")), world.interner)
    try roundTrip(CohortState.self, world.cohort(try spec.ref("cohort/c1")), world.interner)
  }

  private var fullEligibility: String {
    Spec.eligibility(
      required: #""mission""#, forbidden: #""pilot","mission_minded""#, roles: #""twin""#,
      associations: #"{"scope":"pillar_ii","status":"associated"}"#,
      more: #","population_min":1,"population_max":2"#)
  }

  @Test func `states of a participation are read back as they were written`() throws {
    let spec = try Spec.withCall().selected()
    let subject = "participation/c1--de-koln--twin"
    try spec.given([
      Spec.confirmation(),
      told("RepresentativeAssigned", subject, #"{"person_id":"per-001"}"#, by: .po),
      told(
        "RepresentativeReplaced", subject,
        #"{"person_id":"per-002","replaced_person_id":"per-001"}"#, by: .po),
      told(
        "ParticipationAgreementSigned", subject, #"{"signed_on":\#(Spec.day("2024-05-02"))}"#,
        recorded: "2024-05-03T09:00:00.000Z"),
      told(
        "ParticipationWithdrawn", subject, #"{"effective_on":{"at":"2024","precision":"year"}}"#,
        by: .po),
    ])
    try roundTrip(
      ParticipationState.self, spec.world.participation(try spec.ref(subject)),
      spec.world.interner)
  }
}
