import Testing

@testable import Twinning

@Suite struct `Rules of travel claims` {
  private static let twin = "c1--tr-eskisehir--twin"
  private static let claim = "claim/claim-1"

  /// A pairing whose twin visited the host on 10 May 2024.
  private func visited() throws -> Spec {
    let spec = try Spec.withPairing()
    try spec.given([Spec.visit("visit", on: "2024-05-10")])
    return spec
  }

  /// The same in a programme whose twin call allows 900 EUR per person.
  private func visitedUnderCall(_ ceiling: Int? = 90_000) throws -> Spec {
    let spec = try Spec.withCall()
    let rules = ceiling.map {
      #"[{"path":"/data/travel_ceiling","new":{"currency":"EUR","minor":\#($0)}}]"#
    }
    if let rules {
      try spec.given([
        told("CallRulesRevised", "call/call-2", #"{"rules_version":2,"patch":\#(rules)}"#)
      ])
    }
    _ = try spec.selected()
    try spec.given([
      Spec.confirmation(),
      told(
        "ParticipationConfirmed", "participation/c1--hu-budapest--host",
        #"{"basis":"imported_record","cohort_id":"c1","city_id":"hu-budapest","role":"host"}"#),
      told(
        "PairingFormed", "pairing/c1--hu-budapest--de-koln",
        #"""
        {"basis":"imported_record","cohort_id":"c1","host_party":{"cities":["hu-budapest"]},
         "twin_city_id":"de-koln","start_date":\#(Spec.day("2024-10-01"))}
        """#),
    ])
    for number in 1...3 { try spec.given([visit(number)]) }
    return spec
  }

  private func visit(_ number: Int) -> Told {
    told(
      "SiteVisitHeld", "activity/visit-\(number)",
      #"""
      {"pairing_ids":["c1--hu-budapest--de-koln"],"host_city_id":"hu-budapest",
       "started_at":{"at":"2024-11-0\#(number)T09:00:00.000Z","precision":"instant"},
       "ended_at":{"at":"2024-11-0\#(number)T15:00:00.000Z","precision":"instant"},
       "mode":"in_person","minutes":360,"practices_presented":[],"themes":["mobility"],
       "participants":{"by_city":[{"city_id":"de-koln","total":3}],"external":0,"gender":"NR"},
       "visits":[{"pairing_id":"c1--hu-budapest--de-koln","direction":"twin_to_host"}]}
      """#, recorded: "2024-11-0\(number)T18:00:00.000Z")
  }

  private func submitted(
    _ slug: String = "claim-1", minor: String = "50000", currency: String = #""EUR""#,
    participation: String = twin, activity: String = "visit", person: String = "per-001",
    more: String = "", on time: String? = "2024-05-20T09:00:00.000Z"
  ) -> Told {
    told(
      "TravelClaimSubmitted", "claim/\(slug)",
      #"""
      {"participation_id":"\#(participation)","activity_id":"\#(activity)","amount_minor":\#(minor),
       "currency":\#(currency),"person_id":"\#(person)"\#(more)}
      """#, by: .tl, actor: "tl-001", occurred: time)
  }

  /// A claim of Köln's, for the visit of a number.
  private func submittedByKoln(
    _ slug: String, _ minor: Int, visit: Int = 1, currency: String = "EUR",
    person: String = "per-001"
  ) -> Told {
    submitted(
      slug, minor: "\(minor)", currency: "\"\(currency)\"",
      participation: "c1--de-koln--twin", activity: "visit-\(visit)", person: person, on: nil)
  }

  private func approved(
    _ slug: String = "claim-1", _ minor: Int = 50_000, reason: Bool = false,
    by actor: String = "fo-001", on time: String? = nil
  ) -> Told {
    let more = reason ? #","reason":{"code":"organiser_decision"}"# : ""
    return told(
      "TravelClaimApproved", "claim/\(slug)", #"{"approved_minor":\#(minor)\#(more)}"#, by: .fo,
      actor: actor, occurred: time)
  }

  private func paid(
    _ slug: String = "claim-1", _ minor: Int = 50_000, currency: String = "EUR",
    eur: Int? = nil, on day: String = "2024-06-03", more: String = ""
  ) -> Told {
    told(
      "TravelReimbursed", "claim/\(slug)",
      #"""
      {"amount_minor":\#(minor),"currency":"\#(currency)","eur_minor":\#(eur ?? minor),
       "paid_on":\#(Spec.day(day)),"payment_ref":"payments/1"\#(more)}
      """#, by: .fo, actor: "fo-001", recorded: "\(day)T18:00:00.000Z")
  }

  private func recovered(
    _ slug: String = "claim-1", _ minor: Int, currency: String = "EUR", eur: Int? = nil,
    on day: String = "2024-07-01"
  ) -> Told {
    told(
      "ReimbursementRecovered", "claim/\(slug)",
      #"""
      {"amount_minor":\#(minor),"currency":"\#(currency)","eur_minor":\#(eur ?? minor),
       "recovered_on":\#(Spec.day(day)),"reason":{"code":"audit_finding"}}
      """#, by: .fo, actor: "fo-001", recorded: "\(day)T18:00:00.000Z")
  }

  private func proposed(
    _ type: String, in spec: Spec, _ change: String, of subject: String = claim,
    by actor: String = "po-001"
  ) throws -> Told {
    let target = try spec.target(type, in: subject)
    return told(
      "CorrectionProposed", subject,
      #"{"target":\#(target),\#(change),"reason":{"code":"wrong_count"}}"#, by: .po, actor: actor)
  }

  private func corrected(
    _ type: String, in spec: Spec, _ patch: String, of subject: String = claim,
    by actor: String = "po-002"
  ) throws -> Told {
    let target = try spec.target(type, in: subject)
    return told(
      "EventCorrected", subject,
      #"{"target":\#(target),\#(patch),"reason":{"code":"wrong_count"}}"#, by: .po, actor: actor)
  }

  private func state(_ spec: Spec, _ subject: String = claim) throws -> ClaimState {
    try #require(spec.world.claim(try spec.ref(subject)))
  }

  // MARK: The journey

  @Test func `claimed for a participation and an activity that was held`() throws {
    let spec = try visited()
    try spec.when(submitted(participation: "c1--at-wien--twin")).thenRefused(.unknownReference)
    try spec.when(submitted(activity: "nowhere")).thenRefused(.unknownReference)
    try spec.given([
      told(
        "ActivityPlanned", "activity/planned",
        #"""
        {"kind":"workshop","mode":"in_person","pairing_ids":["c1--hu-budapest--tr-eskisehir"],
         "host_city_id":"hu-budapest","planned_start":\#(Spec.day("2024-06-01")),
         "planned_end":\#(Spec.day("2024-06-01"))}
        """#)
    ])
    try spec.when(submitted(activity: "planned")).thenRefused(.activityNotHeld)
    try spec.when(submitted(on: "2024-05-10T08:59:59.999Z")).thenRefused(.activityNotHeld)
    try spec.when(submitted(on: "2024-05-10T09:00:00.000Z")).then("TravelClaimSubmitted")
    try spec.when(submitted()).thenRefused(.stateForbids)
  }

  @Test func `an activity online is nowhere to travel to`() throws {
    let spec = try visited()
    func held(_ slug: String, _ mode: String) throws {
      var workshop = Spec.held("WorkshopHeld", slug, on: "2024-05-11")
      workshop.data = workshop.data.replacing(
        #""mode":"in_person""#, with: #""mode":"\#(mode)""#)
      try spec.given([workshop])
    }
    try held("online", "online")
    try held("hybrid", "hybrid")
    try spec.when(submitted(activity: "online")).thenRefused(.activityNotInPerson)
    try spec.when(submitted(activity: "hybrid")).then("TravelClaimSubmitted")
  }

  @Test func `somebody of the city took part`() throws {
    let spec = try visited()
    var alone = Spec.held("WorkshopHeld", "alone", on: "2024-05-11")
    alone.data = alone.data.replacing(
      #"{"city_id":"tr-eskisehir","total":3}"#, with: #"{"city_id":"tr-eskisehir","total":0}"#)
    try spec.given([alone])
    try spec.when(submitted(activity: "alone")).thenRefused(.cityNotThere)
    try spec.when(
      submitted(participation: "c1--hu-budapest--host", activity: "alone")
    ).then("TravelClaimSubmitted")
  }

  @Test func `what a record doesn't report is not held against a claim`() throws {
    let spec = try visited()
    let unknown = submitted(
      minor: #""NR""#, currency: #""NR""#, more: #","basis":"imported_record""#)
    try spec.when(unknown, approved("claim-1", 70_000, by: "tl-001"))
      .then("TravelClaimSubmitted", "TravelClaimApproved")
    try spec.when(paid("claim-1", 300_000, currency: "SEK", eur: 26_000))
      .thenRefused(.paidOverApproved)
    try spec.when(paid("claim-1", 70_000, currency: "SEK", eur: 6_100)).then("TravelReimbursed")
    #expect(try state(spec).currency?.code == "SEK")
    try spec.when(recovered("claim-1", 1_000)).thenRefused(.currencyDiffers)
  }

  // MARK: Decisions

  @Test func `approved by another than who submitted it, and at most what was claimed`() throws {
    let spec = try visited()
    try spec.given([submitted()])
    try spec.when(approved(by: "tl-001")).thenRefused(.approverIsSubmitter)
    try spec.when(approved("claim-1", 50_001)).thenRefused(.approvedOverClaimed)
    try spec.when(approved()).then("TravelClaimApproved")
    try spec.when(approved()).thenRefused(.stateForbids)
    try spec.when(told("TravelClaimRejected", Self.claim)).thenRefused(.stateForbids)
  }

  @Test func `decided by the finance officer, or by the office on their behalf with a reason`()
    throws
  {
    let spec = try visited()
    try spec.given([submitted()])
    var byLead = approved()
    byLead.role = .tl
    try spec.when(byLead).thenRefused(.roleMayNotRecord)
    var byOffice = approved()
    byOffice.role = .po
    try spec.when(byOffice).thenRefused(.roleMayNotRecord)
    byOffice.data = #"{"approved_minor":50000,"on_behalf_of":{"role":"FO"}}"#
    try spec.when(byOffice).thenRefused(.onBehalfNeedsReason)
  }

  @Test func `a rejected claim is neither approved nor paid`() throws {
    let spec = try visited()
    try spec.when(told("TravelClaimRejected", Self.claim)).thenRefused(.notBorn)
    try spec.given([submitted(), told("TravelClaimRejected", Self.claim)])
    try spec.when(approved()).thenRefused(.stateForbids)
    try spec.when(paid()).thenRefused(.stateForbids)
  }

  // MARK: Payments

  @Test func `paid in the claim's currency, in parts, and no more than approved`() throws {
    let spec = try visited()
    try spec.given([submitted()])
    try spec.when(paid()).thenRefused(.stateForbids)
    try spec.given([approved("claim-1", 45_000, on: "2024-05-27T09:00:00.000Z")])
    try spec.when(paid("claim-1", 45_001)).thenRefused(.paidOverApproved)
    try spec.when(paid("claim-1", 500, currency: "SEK", eur: 45)).thenRefused(.currencyDiffers)
    try spec.when(paid("claim-1", 45_000, on: "2024-05-26")).thenRefused(.stateForbids)
    try spec.given([paid("claim-1", 20_000)])
    try spec.when(paid("claim-1", 25_001)).thenRefused(.paidOverApproved)
    try spec.given([paid("claim-1", 25_000)])
    try spec.when(paid("claim-1", 1)).thenRefused(.paidOverApproved)
    #expect(try state(spec).netEurMinor == 45_000)
  }

  @Test func `a payment in euro is the same in euro, and another has a rate above 0 or none`()
    throws
  {
    let spec = try visited()
    try spec.given([submitted(), approved()])
    try spec.when(paid("claim-1", 50_000, eur: 49_999)).thenRefused(.eurAmountDiffers)
    let fx = #","fx":{"date":\#(Spec.day("2024-06-03")),"rate":"1"}"#
    try spec.when(paid(more: fx)).thenRefused(.exchangeRateInvalid)
    try spec.given([
      submitted("claim-2", minor: "500000", currency: #""SEK""#), approved("claim-2", 500_000),
    ])
    func inCrowns(_ rate: String) -> Told {
      paid(
        "claim-2", 500_000, currency: "SEK", eur: 44_000,
        more: #","fx":{"date":\#(Spec.day("2024-06-03")),"rate":"\#(rate)"}"#)
    }
    try spec.when(inCrowns("0.00")).thenRefused(.exchangeRateInvalid)
    try spec.when(inCrowns("11.36")).then("TravelReimbursed")
    try spec.expectStatesRoundTrip(["claim/claim-2"])
  }

  @Test func `no payment in the future`() throws {
    let spec = try visited()
    try spec.given([submitted(), approved()])
    var late = paid(on: "2024-06-20")
    late.recorded = "2024-06-18T00:00:00.000Z"
    try spec.when(late).thenRefused(.inTheFuture)
  }

  @Test func `no more comes back than was paid`() throws {
    let spec = try visited()
    try spec.given([submitted(), approved()])
    try spec.when(recovered("claim-1", 1)).thenRefused(.stateForbids)
    try spec.given([paid("claim-1", 30_000)])
    try spec.when(recovered("claim-1", 30_001)).thenRefused(.recoveredOverPaid)
    try spec.given([recovered("claim-1", 10_000)])
    try spec.when(recovered("claim-1", 20_001)).thenRefused(.recoveredOverPaid)
    try spec.when(paid("claim-1", 1_000, on: "2024-07-02")).thenRefused(.stateForbids)
    try spec.given([recovered("claim-1", 20_000)])
    let state = try state(spec)
    #expect(state.status == .recovered)
    #expect(state.netEurMinor == 0)
    try spec.expectStatesRoundTrip([Self.claim])
  }

  // MARK: The ceiling

  @Test func `what is approved for a person stays within the call's ceiling, or has a reason`()
    throws
  {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 50_000), submittedByKoln("b", 50_000, visit: 2),
      submittedByKoln("c", 20_000, visit: 3), submittedByKoln("d", 50_000, person: "per-002"),
      approved("a"),
    ])
    try spec.when(approved("b")).thenRefused(.travelCeilingExceeded)
    try spec.when(approved("b", 40_001)).thenRefused(.travelCeilingExceeded)
    try spec.when(approved("d")).then("TravelClaimApproved")
    try spec.when(approved("b", 50_000, reason: true)).then("TravelClaimApproved")
    try spec.when(approved("c", 1)).thenRefused(.travelCeilingExceeded)
    try spec.given([paid("a", on: "2024-11-20")])
    #expect(try state(spec, "claim/a").status == .reimbursed)
  }

  @Test func `exactly the ceiling is within it`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 50_000), submittedByKoln("b", 50_000, visit: 2), approved("a"),
    ])
    try spec.when(approved("b", 40_000)).then("TravelClaimApproved")
  }

  @Test func `without a ceiling in the call, and without a call, there is none`() throws {
    let spec = try visitedUnderCall(nil)
    try spec.given([submittedByKoln("a", 5_000_000)])
    try spec.when(approved("a", 5_000_000)).then("TravelClaimApproved")
    let other = try visited()
    try other.given([submitted(minor: "5000000")])
    try other.when(approved("claim-1", 5_000_000)).then("TravelClaimApproved")
  }

  @Test func `an approval that reaches back doesn't bring a later one over the ceiling`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 50_000), submittedByKoln("b", 50_000, visit: 2),
      approved("a", 50_000, on: "2024-11-20T09:00:00.000Z"),
    ])
    let early = approved("b", 50_000, on: "2024-11-10T09:00:00.000Z")
    try spec.when(early).thenRefused(.travelCeilingExceeded)
    try spec.when(approved("b", 50_000, reason: true, on: "2024-11-10T09:00:00.000Z"))
      .then("TravelClaimApproved")
  }

  @Test func `in another currency what it cost in euro counts as it is paid`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 50_000), submittedByKoln("b", 500_000, visit: 2, currency: "SEK"),
      approved("a"), approved("b", 500_000),
    ])
    try spec.when(paid("b", 500_000, currency: "SEK", eur: 44_000, on: "2024-11-20"))
      .thenRefused(.travelCeilingExceeded)
    try spec.when(paid("b", 440_000, currency: "SEK", eur: 40_000, on: "2024-11-20"))
      .then("TravelReimbursed")
    let reason = #","reason":{"code":"organiser_decision"}"#
    try spec.when(
      paid("b", 60_000, currency: "SEK", eur: 5_000, on: "2024-11-21", more: reason)
    ).then("TravelReimbursed")
  }

  @Test func `a ceiling that was revised applies from then on`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 60_000), submittedByKoln("b", 60_000, visit: 2), approved("a", 60_000),
    ])
    try spec.when(approved("b", 60_000)).thenRefused(.travelCeilingExceeded)
    let old = #"{"currency":"EUR","minor":90000}"#
    try spec.given([
      told(
        "CallRulesRevised", "call/call-2",
        #"""
        {"rules_version":3,"patch":[{"path":"/data/travel_ceiling","old":\#(old),
         "new":{"currency":"EUR","minor":120000}}]}
        """#, occurred: "2024-12-01T00:00:00.000Z")
    ])
    let before = approved("b", 60_000, on: "2024-11-30T00:00:00.000Z")
    try spec.when(before).thenRefused(.travelCeilingExceeded)
    try spec.when(approved("b", 60_000, on: "2024-12-02T00:00:00.000Z")).then("TravelClaimApproved")
  }

  @Test func `without an application the calls of the cohort tell the ceiling`() throws {
    let spec = try visitedUnderCall()
    try spec.given([Spec.city("fr-lyon")])
    try spec.given([
      told(
        "ParticipationConfirmed", "participation/c1--fr-lyon--twin",
        #"{"basis":"imported_record","cohort_id":"c1","city_id":"fr-lyon","role":"twin"}"#)
    ])
    var visit = Spec.held(
      "WorkshopHeld", "workshop", on: "2024-11-12", pairings: #"["c1--hu-budapest--de-koln"]"#)
    visit.data = visit.data.replacing("tr-eskisehir", with: "fr-lyon")
    try spec.given([visit])
    try spec.given([
      submitted(
        "a", minor: "100000", participation: "c1--fr-lyon--twin", activity: "workshop", on: nil),
      submitted(
        "b", minor: "100000", participation: "c1--hu-budapest--host", activity: "workshop",
        on: nil),
    ])
    try spec.when(approved("a", 90_001)).thenRefused(.travelCeilingExceeded)
    // The twin call's ceiling is none of the host's.
    try spec.when(approved("b", 100_000)).then("TravelClaimApproved")
  }

  // MARK: Corrections

  @Test func `everything about money is corrected by two people`() throws {
    let spec = try visited()
    try spec.given([submitted(), approved(), paid("claim-1", 40_000), recovered("claim-1", 5_000)])
    for (type, patch) in [
      ("TravelClaimSubmitted", #""patch":[{"path":"/data/amount_minor","old":50000,"new":51000}]"#),
      (
        "TravelClaimApproved", #""patch":[{"path":"/data/approved_minor","old":50000,"new":49000}]"#
      ),
      (
        "TravelReimbursed",
        #""patch":[{"path":"/data/payment_ref","old":"payments/1","new":"p/2"}]"#
      ),
      (
        "ReimbursementRecovered",
        #""patch":[{"path":"/data/recovered_on/at","old":"2024-07-01","new":"2024-07-02"}]"#
      ),
    ] {
      try spec.when(corrected(type, in: spec, patch)).thenRefused(.secondPersonNeeded)
      try spec.given([proposed(type, in: spec, patch)])
      try spec.when(corrected(type, in: spec, patch, by: "po-001")).thenRefused(.secondPersonNeeded)
      try spec.when(corrected(type, in: spec, patch)).then("EventCorrected")
    }
    let state = try state(spec)
    #expect(state.amountMinor == 51_000)
    #expect(state.approved?.approvedMinor == 49_000)
    #expect(state.payments.map(\.paymentRef) == ["p/2"])
    #expect(state.recoveries[0].on == PointInTime(day: try CivilDate("2024-07-02")))
    let rejected = try visited()
    try rejected.given([submitted(), told("TravelClaimRejected", Self.claim)])
    let target = try rejected.target("TravelClaimRejected", in: Self.claim)
    try rejected.when(
      told("EventVoided", Self.claim, #"{"target":\#(target),"cause":"test"}"#, by: .po)
    ).thenRefused(.secondPersonNeeded)
  }

  @Test func `the change rests on its proposal`() throws {
    let spec = try visited()
    try spec.given([submitted(), approved()])
    let patch = #""patch":[{"path":"/data/approved_minor","old":50000,"new":49000}]"#
    let proposal = try #require(
      try spec.when(proposed("TravelClaimApproved", in: spec, patch)).result.get().first)
    let change = try #require(
      try spec.when(corrected("TravelClaimApproved", in: spec, patch)).result.get().first)
    #expect(change.cause == proposal.event.index)
  }

  @Test func `a correction under what was paid is refused with the payment named`() throws {
    let spec = try visited()
    try spec.given([submitted(), approved(), paid("claim-1", 40_000)])
    let patch = #""patch":[{"path":"/data/approved_minor","old":50000,"new":39999}]"#
    try spec.given([proposed("TravelClaimApproved", in: spec, patch)])
    try spec.when(corrected("TravelClaimApproved", in: spec, patch)).thenRefused(.paidOverApproved)
    let lower = #""patch":[{"path":"/data/amount_minor","old":50000,"new":100}]"#
    try spec.given([proposed("TravelClaimSubmitted", in: spec, lower)])
    try spec.when(corrected("TravelClaimSubmitted", in: spec, lower))
      .thenRefused(.approvedOverClaimed)
  }

  @Test func `nor under what was paid on the day of the approval, at whatever hour that was`()
    throws
  {
    let spec = try visited()
    try spec.given([
      submitted(), approved(on: "2024-06-03T15:00:00.000Z"), paid("claim-1", 40_000),
    ])
    let patch = #""patch":[{"path":"/data/approved_minor","old":50000,"new":39999}]"#
    try spec.given([proposed("TravelClaimApproved", in: spec, patch)])
    try spec.when(corrected("TravelClaimApproved", in: spec, patch)).thenRefused(.paidOverApproved)
  }

  @Test func `a correction can't go over the ceiling, alone or in a batch`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 100_000), submittedByKoln("b", 50_000, visit: 2),
      submittedByKoln("c", 50_000, visit: 3, person: "per-002"), approved("a", 40_000),
      approved("b", 50_000), approved("c", 50_000),
    ])
    let higher = #""patch":[{"path":"/data/approved_minor","old":40000,"new":40001}]"#
    try spec.given([proposed("TravelClaimApproved", in: spec, higher, of: "claim/a")])
    let change = try corrected("TravelClaimApproved", in: spec, higher, of: "claim/a")
    try spec.when(change).thenRefused(.travelCeilingExceeded)
    try spec.when(change, submittedByKoln("d", 1)).thenRefused(.travelCeilingExceeded)
    let person = #""patch":[{"path":"/data/person_id","old":"per-002","new":"per-001"}]"#
    try spec.given([proposed("TravelClaimSubmitted", in: spec, person, of: "claim/c")])
    try spec.when(corrected("TravelClaimSubmitted", in: spec, person, of: "claim/c"))
      .thenRefused(.travelCeilingExceeded)
  }

  @Test func `a claim that a correction gave to another person counts for that one`() throws {
    let spec = try visitedUnderCall()
    try spec.given([
      submittedByKoln("a", 50_000, person: "per-002"), submittedByKoln("b", 50_000, visit: 2),
    ])
    let person = #""patch":[{"path":"/data/person_id","old":"per-002","new":"per-001"}]"#
    try spec.given([
      approved("a"), proposed("TravelClaimSubmitted", in: spec, person, of: "claim/a"),
      corrected("TravelClaimSubmitted", in: spec, person, of: "claim/a"),
    ])
    try spec.when(approved("b")).thenRefused(.travelCeilingExceeded)
  }

  @Test func `a visit that was travelled to is voided only together with its claims`() throws {
    let spec = try visited()
    try spec.given([submitted()])
    func void(_ type: String, _ subject: String) throws -> Told {
      told(
        "EventVoided", subject,
        #"{"target":\#(try spec.target(type, in: subject)),"cause":"did_not_happen"}"#, by: .po,
        actor: "po-002")
    }
    let visit = try void("SiteVisitHeld", "activity/visit")
    try spec.when(visit).thenRefused(.dependentsBroken)
    try spec.given([
      proposed("TravelClaimSubmitted", in: spec, #""cause":"did_not_happen""#)
    ])
    try spec.when(visit, void("TravelClaimSubmitted", Self.claim)).then(
      "EventVoided", "EventVoided")
    #expect(spec.world.claim(try spec.ref(Self.claim)) == nil)
    try spec.when(submitted()).thenRefused(.unknownReference)
  }

  @Test func `a correction that takes the city or the place away from a claim is refused`() throws {
    let spec = try visited()
    try spec.given([submitted()])
    let target = try spec.target("SiteVisitHeld", in: "activity/visit")
    func changed(_ path: String, _ old: String, _ new: String) -> Told {
      told(
        "EventCorrected", "activity/visit",
        #"{"target":\#(target),"patch":[{"path":"/data/\#(path)","old":\#(old),"new":\#(new)}]}"#,
        by: .po)
    }
    try spec.when(
      changed("started_at/at", #""2024-05-10T09:00:00.000Z""#, #""2024-05-09T09:00:00.000Z""#)
    )
    .then("EventCorrected")
    try spec.when(changed("participants/by_city/1/total", "3", "0")).thenRefused(
      .visitWithoutVisitors)
  }

  // MARK: Periods

  @Test func `a payment in a closed period is the office's, and makes a restatement due`() throws {
    let spec = try visited()
    try spec.given([
      submitted(), approved("claim-1", 50_000, on: "2024-05-27T09:00:00.000Z"),
      told(
        "ReportingPeriodOpened", "period/p--h1",
        #"{"programme_id":"p","from":\#(Spec.day("2024-01-01")),"to":\#(Spec.day("2024-07-01"))}"#),
      told(
        "ReportingPeriodClosed", "period/p--h1", #"{"cut_off_size":10}"#,
        occurred: "2024-07-10T00:00:00.000Z"),
    ])
    var late = paid(on: "2024-06-03")
    try spec.when(late).thenRefused(.periodClosed)
    late.role = .po
    late.data = late.data.replacing(
      #""payment_ref""#,
      with: #""on_behalf_of":{"role":"FO"},"reason":{"code":"late_evidence"},"payment_ref""#)
    try spec.when(late).then("TravelReimbursed", "RestatementDue")
  }
}
