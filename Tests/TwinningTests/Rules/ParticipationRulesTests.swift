import Testing

@testable import Twinning

@Suite struct ParticipationRulesTests {
  private static let koln = "participation/c1--de-koln--twin"

  private func state(_ spec: Spec, _ subject: String = koln) throws -> ParticipationState {
    try #require(spec.world.participation(try spec.ref(subject)))
  }

  private func event(
    _ type: String, _ data: String = "{}", of subject: String = koln, recorded: String? = nil
  ) -> Told {
    told(type, subject, data, by: .po, recorded: recorded)
  }

  private func assigned(_ person: String) -> Told {
    event("RepresentativeAssigned", #"{"person_id":"\#(person)"}"#)
  }

  private func replaced(_ old: String, by new: String) -> Told {
    event(
      "RepresentativeReplaced", #"{"person_id":"\#(new)","replaced_person_id":"\#(old)"}"#)
  }

  @Test func `a participation rests on a selected application`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([Spec.verdict(), Spec.cohort()])
    try spec.when(Spec.confirmation()).thenRefused(.applicationNotSelected)
    try spec.given([Spec.selection()])
    try spec.when(Spec.confirmation(application: nil)).thenRefused(.applicationNotSelected)
    try spec.when(Spec.confirmation(application: "call-2--ch-zurich--twin"))
      .thenRefused(.unknownReference)
    try spec.when(Spec.confirmation("ch-zurich")).thenRefused(.applicationNotSelected)
    try spec.when(Spec.confirmation(role: "host")).thenRefused(.applicationNotSelected)
    try spec.when(Spec.confirmation()).then("ParticipationConfirmed")
  }

  @Test func `a city is confirmed in the cohort that it was selected for`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.cohort("c2")])
    try spec.when(Spec.confirmation(cohort: "c2")).thenRefused(.applicationNotSelected)
    try spec.when(Spec.confirmation(cohort: "c9")).thenRefused(.unknownReference)
    try spec.when(Spec.confirmation()).then("ParticipationConfirmed")
  }

  @Test func `a co-applicant has a participation of its own`() throws {
    let spec = try Spec.withCall()
    try spec.given([
      Spec.draft(more: #","co_applicants":["ch-zurich"]"#),
      Spec.submission(at: "2024-05-01T09:00:00.000Z"), Spec.verdict(), Spec.cohort(),
      Spec.selection(),
    ])
    try spec.when(Spec.confirmation("ch-zurich")).then("ParticipationConfirmed")
    try spec.when(Spec.confirmation("hu-budapest")).thenRefused(.applicationNotSelected)
  }

  @Test func `what is taken over from a record names its source`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.cohort()])
    let imported = Spec.confirmation(basis: "imported_record", application: nil)
    try spec.when(imported).then("ParticipationConfirmed")
    var birth = ParticipationConfirmedV1()
    birth.cityID = try spec.ref("city/ch-zurich")
    birth.cohortID = try spec.ref("cohort/c1")
    birth.role = .twin
    birth.common.basis = .importedRecord
    let event = Event(
      index: 99, subject: try spec.ref("participation/c1--ch-zurich--twin"), version: 1,
      time: spec.clock, latest: spec.clock, recordedTime: spec.clock, actor: spec.world.system,
      role: .po, isImported: false, data: .participationConfirmed(birth))
    #expect(throws: Refusal(.importNeedsSource, "")) {
      try spec.world.checkParticipationAcross(event, recordedTime: spec.clock, isRecheck: false)
    }
  }

  @Test func `nobody takes part in a cohort before it was formed, or after it was cancelled`()
    throws
  {
    let spec = try Spec.withCall().selected()
    var early = Spec.confirmation(basis: "imported_record", application: nil)
    early.occurred = "2024-04-30T09:00:00.000Z"
    try spec.when(early).thenRefused(.cohortNotFormed)
    try spec.given([told("CohortCancelled", "cohort/c1", recorded: "2024-06-01T09:00:00.000Z")])
    try spec.when(Spec.confirmation()).thenRefused(.cohortNotFormed)
  }

  @Test func `a city that comes back is a new subject, once it has left`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.confirmation()])
    try spec.when(Spec.confirmation(number: "--2")).thenRefused(.participationExists)
    try spec.given([
      event("ParticipationWithdrawn", #"{"effective_on":\#(Spec.day("2024-05-02"))}"#)
    ])
    #expect(try state(spec).ending?.status == .withdrawn)
    try spec.when(Spec.confirmation(number: "--2")).then("ParticipationConfirmed")
  }

  @Test func `at most two persons represent a city`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.confirmation(), assigned("per-001")])
    try spec.when(assigned("per-001")).thenRefused(.alreadyRepresentative)
    try spec.given([assigned("per-002")])
    try spec.when(assigned("per-003")).thenRefused(.tooManyRepresentatives)
    try spec.when(replaced("per-003", by: "per-004")).thenRefused(.notARepresentative)
    try spec.when(replaced("per-001", by: "per-002")).thenRefused(.alreadyRepresentative)
    try spec.when(replaced("per-001", by: "per-003")).then("RepresentativeReplaced")
    try spec.when(replaced("per-001", by: "per-004")).thenRefused(.notARepresentative)
    let persons = try state(spec).representatives
    #expect(persons.count == 3)
    #expect(persons.filter(\.isActive).count == 2)
  }

  @Test func `an agreement is signed while a city takes part`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.confirmation()])
    let signed = event(
      "ParticipationAgreementSigned", #"{"signed_on":\#(Spec.day("2024-05-20"))}"#,
      recorded: "2024-05-21T09:00:00.000Z")
    try spec.when(signed).then("ParticipationAgreementSigned")
    try spec.given([
      event(
        "ParticipationSuspended", #"{"from":\#(Spec.day("2024-06-01"))}"#,
        recorded: "2024-05-22T09:00:00.000Z")
    ])
    let later = event(
      "ParticipationAgreementSigned", #"{"signed_on":\#(Spec.day("2024-05-23"))}"#,
      recorded: "2024-05-24T09:00:00.000Z")
    try spec.when(later).thenRefused(.stateForbids)
  }

  @Test func `a suspension is resumed, not before it began`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.confirmation()])
    let suspended = event("ParticipationSuspended", #"{"from":\#(Spec.day("2024-06-01"))}"#)
    let resumed = { (day: String) in
      self.event("ParticipationResumed", #"{"to":\#(Spec.day(day))}"#)
    }
    try spec.when(resumed("2024-06-01")).thenRefused(.stateForbids)
    try spec.given([suspended])
    try spec.when(suspended).thenRefused(.stateForbids)
    #expect(try !state(spec).isActive)
    try spec.when(resumed("2024-05-31")).thenRefused(.intervalReversed)
    try spec.when(resumed("2024-06-01")).then("ParticipationResumed")
    #expect(try state(spec).history.map(\.status) == [.active, .suspended, .active])
  }

  @Test func `a participation completes once its pairings ended and one was completed`() throws {
    let spec = try Spec.withPairing()
    let host = "participation/c1--hu-budapest--host"
    let completed = event(
      "ParticipationCompleted", #"{"completed_on":\#(Spec.day("2025-02-01"))}"#, of: host,
      recorded: "2025-02-02T09:00:00.000Z")
    try spec.when(completed).thenRefused(.pairingsNotEnded)
    try spec.given([
      told(
        "PairingDissolved", Spec.pairing,
        #"{"cause":"mutual","effective_on":\#(Spec.day("2025-01-15"))}"#, by: .po,
        occurred: "2025-01-15T09:00:00.000Z")
    ])
    try spec.when(completed).thenRefused(.pairingsNotEnded)
  }

  @Test func `a participation completes with its pairing`() throws {
    let spec = try Spec.withPairing()
    let milestones = (1...11).map { $0 < 10 ? "M0\($0)" : "M\($0)" }
    try spec.given(
      milestones.map {
        told(
          "MilestoneWaived", Spec.pairing, #"{"milestone":"\#($0)"}"#,
          occurred: "2025-01-20T09:00:00.000Z")
      })
    try spec.given([
      told(
        "PairingCompleted", Spec.pairing, #"{"completed_on":\#(Spec.day("2025-01-31"))}"#,
        by: .po, recorded: "2025-02-02T09:00:00.000Z")
    ])
    let host = "participation/c1--hu-budapest--host"
    let completed = { (day: String) in
      self.event(
        "ParticipationCompleted", #"{"completed_on":\#(Spec.day(day))}"#, of: host,
        recorded: "2025-02-02T09:00:00.000Z")
    }
    try spec.when(completed("2025-01-30")).thenRefused(.pairingsNotEnded)
    try spec.when(completed("2025-01-31")).then("ParticipationCompleted")
    #expect(try state(spec, host).status == .completed)
    try spec.when(
      event("ParticipationSuspended", #"{"from":\#(Spec.day("2025-02-01"))}"#, of: host)
    ).thenRefused(.stateForbids)
  }

  @Test func `a selection that a participation rests on isn't voided alone`() throws {
    let spec = try Spec.withCall().selected()
    try spec.given([Spec.confirmation()])
    let void = told(
      "EventVoided", Spec.application,
      #"""
      {"target":\#(try spec.target("ApplicationSelected", in: Spec.application)),
       "cause":"did_not_happen","reason":{"code":"did_not_happen"}}
      """#, by: .po)
    try spec.when(void).thenRefused(.dependentsBroken)
    let both = told(
      "EventVoided", Self.koln,
      #"""
      {"target":\#(try spec.target("ParticipationConfirmed", in: Self.koln)),
       "cause":"did_not_happen","reason":{"code":"did_not_happen"}}
      """#, by: .po)
    try spec.when(void, both).then("EventVoided", "EventVoided")
    #expect(spec.world.participation(try spec.ref(Self.koln)) == nil)
  }
}
