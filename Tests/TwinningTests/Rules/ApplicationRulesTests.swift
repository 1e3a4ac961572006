import Testing

@testable import Twinning

@Suite struct ApplicationRulesTests {
  private func state(_ spec: Spec) throws -> ApplicationState {
    try #require(spec.world.application(try spec.ref(Spec.application)))
  }

  private func amended(at recorded: String) -> Told {
    told(
      "ApplicationAmended", Spec.application,
      #"{"answers_digest":"\#(Spec.digest)","hours_per_month":20}"#, by: .tl, recorded: recorded)
  }

  private func reopened(until day: String, at recorded: String) -> Told {
    told(
      "ApplicationReopened", Spec.application, #"{"until":\#(Spec.day(day))}"#, recorded: recorded)
  }

  private func withdrawn(at recorded: String? = nil) -> Told {
    told("ApplicationWithdrawn", Spec.application, by: .tl, recorded: recorded)
  }

  // MARK: Drafts

  @Test func `an application names a call and cities that are known`() throws {
    let spec = try Spec.withCall()
    try spec.when(Spec.draft(call: "call-9")).thenRefused(.unknownReference)
    try spec.when(Spec.draft("de-bonn")).thenRefused(.unknownReference)
    try spec.when(Spec.draft(more: #","co_applicants":["de-bonn"]"#)).thenRefused(.unknownReference)
    try spec.when(Spec.draft(more: #","co_applicants":["de-koln"]"#))
      .thenRefused(.applicationExists)
    try spec.when(Spec.draft(more: #","co_applicants":["ch-zurich"]"#)).then("ApplicationDrafted")
  }

  @Test func `the role is the one that the call invites`() throws {
    let spec = try Spec.withCall()
    try spec.given([try Spec.call("eoi", kind: "host_eoi")])
    try spec.when(Spec.draft(role: "host")).thenRefused(.roleNotInCall)
    try spec.when(Spec.draft(call: "eoi", role: "twin")).thenRefused(.roleNotInCall)
    try spec.when(Spec.draft(call: "eoi", role: "host")).then("ApplicationDrafted")
    try spec.when(Spec.draft(role: "twin")).then("ApplicationDrafted")
  }

  @Test func `a city applies once in a role, and again once that is withdrawn`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.draft()])
    try spec.when(Spec.draft(number: "--2")).thenRefused(.applicationExists)
    try spec.given([withdrawn()])
    try spec.when(Spec.draft(number: "--2")).then("ApplicationDrafted")
    try spec.when(Spec.draft(number: "--3")).thenRefused(.applicationExists)
  }

  @Test func `nobody applies to a call that was cancelled, or before it was published`() throws {
    let spec = try Spec.withCall()
    try spec.at("2024-04-01T00:00:00.000Z")
    try spec.when(Spec.draft(occurred: "2023-12-31T23:59:59.999Z")).thenRefused(.callNotOpen)
    try spec.given([told("CallCancelled", "call/call-2")])
    try spec.when(Spec.draft()).thenRefused(.callNotOpen)
    try spec.when(Spec.draft(occurred: "2024-03-31T23:59:59.999Z")).then("ApplicationDrafted")
  }

  // MARK: Submissions

  @Test func `an application is submitted from the opening on`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.draft()])
    // The opening day begins in Brussels at 22:00 UTC the day before.
    try spec.when(Spec.submission(at: "2024-04-07T21:59:59.999Z")).thenRefused(.callNotOpen)
    try spec.when(Spec.submission(at: "2024-04-07T22:00:00.000Z")).then("ApplicationSubmitted")
    try spec.when(Spec.submission(at: "2024-04-08T22:00:00.000Z")).thenRefused(.stateForbids)
  }

  @Test func `lateness never refuses`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.draft()])
    try spec.when(Spec.submission(at: "2024-07-01T09:00:00.000Z")).then("ApplicationSubmitted")
    #expect(spec.world.lateness(of: try spec.ref(Spec.application)) == .outside)
  }

  @Test func `a city lead's submission is received when the ledger receives it`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.draft()])
    var early = Spec.submission(at: "2024-06-05T09:00:00.000Z")
    early.occurred = "2024-05-30T09:00:00.000Z"
    try spec.when(early).thenRefused(.receiptNotAllowed)
    var receipt = Spec.submission(
      at: "2024-06-05T09:00:00.000Z", receivedAt: "2024-05-30T09:00:00.000Z")
    receipt.role = .tl
    try spec.when(receipt).thenRefused(.receiptNotAllowed)
    receipt.role = .po
    try spec.when(receipt).then("ApplicationSubmitted")
    #expect(spec.world.lateness(of: try spec.ref(Spec.application)) == .within)
  }

  @Test func `a draft isn't voided beneath a submission that came on its day`() throws {
    let spec = try Spec.withCall()
    try spec.given([
      Spec.draft(occurred: "2024-04-10T15:00:00.000Z"),
      told(
        "ApplicationSubmitted", Spec.application,
        #"""
        {"answers_digest":"\#(Spec.digest)","hours_per_month":10,"language_level":"B2",
         "neutrality_target_year":2030,"preferred_partners":[],"representatives_count":2,
         "received_at":\#(Spec.day("2024-04-10")),"on_behalf_of":{"role":"TL"},
         "reason":{"code":"late_evidence"}}
        """#, by: .po, recorded: "2024-04-11T09:00:00.000Z"),
    ])
    let target = try spec.target("ApplicationDrafted", in: Spec.application)
    try spec.when(
      told(
        "EventVoided", Spec.application, #"{"target":\#(target),"cause":"test"}"#, by: .po)
    ).thenRefused(.stateForbids)
  }

  @Test func `an application is amended until the deadline`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.when(amended(at: "2024-05-31T21:59:59.999Z")).then("ApplicationAmended")
    #expect(try state(spec).offer?.hoursPerMonth == 20)
    #expect(try state(spec).status == .submitted)
    try spec.when(amended(at: "2024-05-31T22:00:00.000Z")).thenRefused(.afterDeadline)
  }

  @Test func `given back, it is amended and submitted until the day named`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.when(
      reopened(until: "2024-06-09", at: "2024-06-10T09:00:00.000Z")
    ).thenRefused(.intervalReversed)
    try spec.given([reopened(until: "2024-06-14", at: "2024-06-10T09:00:00.000Z")])
    try spec.when(Spec.verdict()).thenRefused(.givenBack)
    try spec.when(amended(at: "2024-06-14T21:59:59.999Z")).then("ApplicationAmended")
    try spec.when(amended(at: "2024-06-14T22:00:00.000Z")).thenRefused(.afterDeadline)
    try spec.when(Spec.submission(at: "2024-06-14T22:00:00.000Z")).thenRefused(.afterDeadline)
    try spec.when(Spec.verdict()).then("EligibilityConfirmed")
    #expect(try state(spec).submissions.count == 1)
  }

  @Test func `submitted again in time, it keeps the lateness of the first submission`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([reopened(until: "2024-06-14", at: "2024-06-10T09:00:00.000Z")])
    try spec.when(Spec.submission(at: "2024-06-14T21:59:59.999Z")).then("ApplicationSubmitted")
    #expect(try state(spec).submissions.count == 2)
    #expect(spec.world.lateness(of: try spec.ref(Spec.application)) == .within)
    try spec.when(Spec.verdict()).then("EligibilityConfirmed")
    try spec.when(
      reopened(until: "2024-07-14", at: "2024-07-10T09:00:00.000Z")
    ).thenRefused(.stateForbids)
  }

  @Test func `an application is withdrawn until it is selected`() throws {
    let reserved = try Spec.withCall().submitted()
    try reserved.given([Spec.verdict(), Spec.cohort(), Spec.selection("Reserved")])
    try reserved.when(withdrawn()).then("ApplicationWithdrawn")
    let selected = try Spec.withCall().selected()
    try selected.when(withdrawn()).thenRefused(.alreadySelected)
    let rejected = try Spec.withCall().submitted()
    try rejected.given([Spec.verdict(), Spec.cohort(), Spec.selection("Rejected")])
    try rejected.when(withdrawn()).thenRefused(.stateForbids)
  }

  // MARK: Decisions

  @Test func `a verdict needs a submission, and a change of it a reason`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.draft()])
    try spec.when(Spec.verdict()).thenRefused(.stateForbids)
    try spec.given([Spec.submission(at: "2024-05-01T09:00:00.000Z")])
    try spec.when(Spec.verdict(false)).then("ApplicationDeclaredIneligible")
    try spec.when(Spec.verdict(false)).thenRefused(.stateForbids)
    try spec.when(Spec.verdict()).thenRefused(.reasonNeeded)
    try spec.when(Spec.verdict(more: #","reason":{"code":"late_evidence"}"#))
      .then("EligibilityConfirmed")
    let verdicts = try state(spec).verdicts
    #expect(verdicts.map(\.isEligible) == [false, true])
    #expect(verdicts[0].checks.map(\.referenceValue) == ["as of 1 May"])
  }

  @Test func `each evaluator scores once`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([Spec.evaluation(by: "ev-001")])
    try spec.when(Spec.evaluation(by: "ev-001")).thenRefused(.evaluatorTwice)
    try spec.when(Spec.evaluation(by: "ev-002")).then("EvaluationRecorded")
  }

  @Test func `a conflict, even a later one, discards an evaluator's score`() throws {
    let spec = try Spec.withCall(evaluationsMin: 2).submitted()
    let conflict = told(
      "ConflictOfInterestDeclared", Spec.application, #"{"evaluator":"ev-002"}"#)
    try spec.given([
      Spec.verdict(), Spec.cohort(), Spec.evaluation(by: "ev-001"), Spec.evaluation(by: "ev-002"),
      conflict,
    ])
    try spec.when(conflict).thenRefused(.evaluatorTwice)
    #expect(try state(spec).unconflictedEvaluations == 1)
    try spec.when(Spec.selection()).thenRefused(.tooFewEvaluations)
    try spec.when(Spec.selection("Rejected")).thenRefused(.tooFewEvaluations)
    try spec.given([Spec.evaluation(by: "ev-003")])
    try spec.when(Spec.selection()).then("ApplicationSelected")
  }

  @Test func `the evaluations that a decision needs are those the rules asked for then`() throws {
    let spec = try Spec.withCall(evaluationsMin: 1).submitted()
    try spec.given([Spec.verdict(), Spec.cohort(), Spec.evaluation(by: "ev-001")])
    try spec.given([
      told(
        "CallRulesRevised", "call/call-2",
        #"{"rules_version":2,"patch":[{"path":"/data/evaluations_min","old":1,"new":2}]}"#,
        recorded: "2024-06-10T09:00:00.000Z")
    ])
    try spec.when(Spec.selection()).thenRefused(.tooFewEvaluations)
    var before = Spec.selection()
    before.occurred = "2024-06-10T08:59:59.999Z"
    try spec.when(before).then("ApplicationSelected")
  }

  @Test func `only an eligible application is selected, for a cohort that exists`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([Spec.cohort()])
    try spec.when(Spec.selection()).thenRefused(.notEligible)
    try spec.given([Spec.verdict()])
    try spec.when(Spec.selection(cohort: "c9")).thenRefused(.cohortMissing)
    try spec.when(Spec.selection()).then("ApplicationSelected")
    try spec.when(Spec.selection()).thenRefused(.stateForbids)
    #expect(try state(spec).isSelected)
  }

  @Test func `a city in reserve is selected later`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([Spec.verdict(), Spec.cohort(), Spec.selection("Reserved")])
    try spec.when(Spec.selection("Rejected")).thenRefused(.stateForbids)
    try spec.when(Spec.selection()).then("ApplicationSelected")
    #expect(try state(spec).outcomes.map(\.outcome) == [.reserved, .selected])
  }

  @Test func `a selection is overturned after a complaint or an error`() throws {
    let spec = try Spec.withCall().submitted()
    try spec.given([Spec.verdict(), Spec.cohort(), Spec.selection("Rejected")])
    let overturn = { (outcome: String, reason: String, more: String) in
      told(
        "SelectionOverturned", Spec.application,
        #"{"new_outcome":"\#(outcome)","reason":{"code":"\#(reason)"}\#(more)}"#)
    }
    let cohort = #","cohort_id":"c1""#
    try spec.when(overturn("selected", "other", cohort)).thenRefused(.complaintNeeded)
    try spec.when(overturn("selected", "wrong_count", "")).thenRefused(.cohortMissing)
    try spec.when(overturn("rejected", "wrong_count", "")).thenRefused(.changesNothing)
    try spec.when(overturn("reserved", "wrong_count", "")).then("SelectionOverturned")
    try spec.given([told("ComplaintReceived", Spec.application, #"{"about":"selection"}"#)])
    try spec.when(overturn("selected", "other", cohort)).then("SelectionOverturned")
    #expect(try state(spec).outcomes.map(\.overturns) == [false, true, true])
  }

  // MARK: Deadlines, as known

  @Test func `of 5 June late as known on 5 June, on time as known on 8 June`() throws {
    let spec = try Spec.withCall()
    let application = try spec.ref(Spec.application)
    try spec.given([Spec.draft()])
    let closing = spec.world.due(at: try Instant(canonical: "2024-06-01T00:00:00.000Z"))
    _ = try spec.world.admit(
      closing, commandID: EventID(high: 0x7001, low: 0x8000_0000_0000_0001),
      at: try Instant(canonical: "2024-06-01T00:00:00.000Z"))
    try spec.given([Spec.submission(at: "2024-06-05T08:00:00.000Z")])
    #expect(spec.world.lateness(of: application) == .outside)
    let before = spec.world.size
    try spec.given([
      told(
        "CallDeadlineExtended", "call/call-2",
        #"{"closes_at":\#(try deadline("2024-06-07"))}"#, occurred: "2024-05-31T12:00:00.000Z",
        recorded: "2024-06-06T08:00:00.000Z")
    ])
    #expect(spec.world.lateness(of: application) == .within)
    let call = try #require(spec.world.call(try spec.ref("call/call-2")))
    #expect(call.status == .published)
    #expect(call.closesAt(knownBefore: before)?.literal == "2024-05-31")
    #expect(call.closesAt(knownBefore: before + 1)?.literal == "2024-06-07")
  }

  @Test func `received at the deadline it is on time, a millisecond later it is late`() throws {
    for (receipt, relation) in [
      ("2025-03-28T16:00:00.000Z", Interval.Relation.within),
      ("2025-03-28T16:00:00.001Z", .outside),
    ] {
      let spec = try Spec.withCall(
        "eoi", kind: "host_eoi", closesAt: "Friday, 28 March 2025 at 17:00 (CET)")
      let subject = "application/eoi--hu-budapest--host"
      var submission = Spec.submission(subject, at: receipt)
      submission.role = .hl
      try spec.given([Spec.draft("hu-budapest", call: "eoi", role: "host"), submission])
      #expect(spec.world.lateness(of: try spec.ref(subject)) == relation)
    }
  }

  @Test func `a receipt known to its day straddles a deadline at noon`() throws {
    let spec = try Spec.withCall(closesAt: "2024-05-31T12:00")
    let receipt = Spec.submission(
      at: "2024-06-05T09:00:00.000Z", receivedAt: "2024-05-31T09:00:00.000Z")
    let byDay = told(
      receipt.type, receipt.subject,
      receipt.data.replacing(
        #"{"at":"2024-05-31T09:00:00.000Z","precision":"instant"}"#, with: Spec.day("2024-05-31")),
      by: .po, recorded: receipt.recorded)
    try spec.given([Spec.draft(), byDay])
    #expect(spec.world.lateness(of: try spec.ref(Spec.application)) == .uncertain)
  }
}
