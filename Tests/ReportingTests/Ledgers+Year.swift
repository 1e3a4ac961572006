import Testing
import Twinning

/// What happens in the small ledger's year.
extension SmallLedger {
  func addPairings() throws {
    for city in ["hu-pecs", "hu-evil"] {
      var pairing = PairingFormedV1()
      pairing.common = Self.record(pairing)
      pairing.cohortID = ref(.cohort, "first")
      pairing.hostParty = .cities([ref(.city, "hu-host")], name: nil)
      pairing.twinCityID = ref(.city, city)
      pairing.startDate = try Self.day("2024-02-01")
      pairing.title = city == "hu-evil" ? "A title that is longer than most terminals like" : nil
      try record("pairing/first--host--\(city.dropFirst(3))", .pairingFormed(pairing))
    }
  }

  func addYear() throws {
    try addActivities()
    try addPapers()
    try addReplication()
    var end = ParticipationWithdrawnV1()
    end.effectiveOn = try Self.day("2024-07-01")
    end.common.reason = Self.decision
    try record(
      "participation/first--hu-tokyo--twin", .participationWithdrawn(end),
      at: "2024-07-01T09:00:00.000Z")
    var period = ReportingPeriodOpenedV1()
    period.programmeID = ref(.programme, "made-up")
    period.from = try Self.day("2024-01-01")
    period.to = try Self.day("2024-07-01")
    try record("period/made-up--h1", .reportingPeriodOpened(period))
    var deviation = DeviationReportedV1()
    deviation.about = ref(.cohort, "first")
    deviation.common.reason = Self.decision
    try record("change/slow-start", .deviationReported(deviation))
    try addTravel()
  }

  /// One claim in forints, paid and partly recovered, and one that nobody has judged.
  private func addTravel() throws {
    var claim = TravelClaimSubmittedV1()
    claim.participationID = ref(.participation, "first--hu-pecs--twin")
    claim.activityID = ref(.activity, "kick-off")
    claim.personID = ref(.person, "per-4711")
    claim.amountMinor = 12_345_000
    claim.currency = Currency("HUF")
    claim.common.evidence = [Self.file]
    try record(
      "claim/pecs-kick-off", .travelClaimSubmitted(claim), by: .tl, actor: "twin-01")
    claim.amountMinor = 9_900
    claim.currency = .eur
    try record("claim/pecs-taxi", .travelClaimSubmitted(claim), by: .tl, actor: "twin-01")
    var approval = TravelClaimApprovedV1()
    approval.approvedMinor = 12_000_000
    try record("claim/pecs-kick-off", .travelClaimApproved(approval), by: .fo, actor: "purse-01")
    var payment = TravelReimbursedV1()
    payment.amountMinor = 12_000_000
    payment.currency = Currency("HUF") ?? .eur
    payment.eurMinor = 30_500
    payment.paidOn = try Self.day("2024-07-01")
    payment.paymentRef = "payments/17"
    try record(
      "claim/pecs-kick-off", .travelReimbursed(payment), by: .fo, actor: "purse-01")
    var recovery = ReimbursementRecoveredV1()
    recovery.amountMinor = 2_000_000
    recovery.currency = payment.currency
    recovery.eurMinor = 5_083
    recovery.recoveredOn = try Self.day("2024-07-01")
    recovery.common.reason = Self.decision
    try record(
      "claim/pecs-kick-off", .reimbursementRecovered(recovery), by: .fo, actor: "purse-01")
  }

  private func addActivities() throws {
    var plan = ActivityPlannedV1()
    plan.kind = .siteVisit
    plan.mode = .inPerson
    plan.pairingIDs = [ref(.pairing, "first--host--pecs")]
    plan.hostCityID = ref(.city, "hu-host")
    plan.plannedStart = try Self.day("2024-09-10")
    plan.plannedEnd = try Self.day("2024-09-11")
    try record("activity/visit", .activityPlanned(plan), by: .fa, at: "2024-03-02T09:00:00.000Z")
    var held = HeldV1(type: .kickoffHeld)
    held.pairingIDs = [ref(.pairing, "first--host--pecs"), ref(.pairing, "first--host--evil")]
    held.hostCityID = ref(.city, "hu-host")
    held.startedAt = PointInTime(try Instant(canonical: "2024-03-20T09:00:00.000Z"))
    held.endedAt = PointInTime(try Instant(canonical: "2024-03-20T11:00:00.000Z"))
    held.mode = .inPerson
    held.minutes = 125
    var participants = Participants()
    participants.byCity = [total("hu-host", 6), total("hu-pecs", 4), total("hu-evil", 5)]
    participants.gender = GenderCounts()
    participants.gender?.f = 8
    participants.gender?.m = 5
    participants.gender?.u = 2
    held.participants = participants
    held.practicesPresented = []
    held.themes = ThemeSet([.mobility, .energySystems])
    held.common.evidence = [Self.file]
    try record("activity/kick-off", .kickoffHeld(held), by: .fa, at: "2024-03-21T09:00:00.000Z")
    var list = AttendanceListAttachedV1()
    list.signedCount = 15
    list.common.evidence = [Self.file]
    try record("activity/kick-off", .attendanceListAttached(list), by: .fa)
    var feedback = FeedbackSummarisedV1()
    feedback.responses = 9
    feedback.meanUsefulness = FixedDecimal(unscaled: 425, scale: 2)
    feedback.newUnderstandingYes = 7
    feedback.intendsToUseYes = 4
    try record("activity/kick-off", .feedbackSummarised(feedback), by: .fa)
  }

  private func total(_ city: String, _ count: Int64) -> CityTotal {
    var total = CityTotal()
    total.cityID = ref(.city, city)
    total.total = count
    return total
  }

  private func addPapers() throws {
    var roadmap = DeliverableSubmittedV1()
    roadmap.type = .roadmap
    roadmap.pairingID = ref(.pairing, "first--host--pecs")
    roadmap.version = 1
    roadmap.sha256 = ContentDigest()
    roadmap.common.evidence = [Self.file]
    try record(
      "deliverable/pecs-roadmap", .deliverableSubmitted(roadmap), by: .tl,
      at: "2024-05-10T09:00:00.000Z", actor: "twin-01")
    var accepted = DeliverableAcceptedV1()
    accepted.version = 1
    try record("deliverable/pecs-roadmap", .deliverableAccepted(accepted))
  }

  private func addReplication() throws {
    var practice = PracticeDescribedV1()
    practice.ownerCityID = ref(.city, "hu-host")
    practice.title = "Trams on grass"
    practice.sourceRef = "doc:trams"
    practice.themes = ThemeSet(.mobility)
    practice.levers = LeverSet(.technology)
    try record("practice/trams", .practiceDescribed(practice), by: .hl)
    var proposal = ReplicationProposedV1()
    proposal.twinCityID = ref(.city, "hu-pecs")
    proposal.pairingID = ref(.pairing, "first--host--pecs")
    proposal.practiceID = ref(.practice, "trams")
    proposal.themes = ThemeSet(.mobility)
    proposal.levers = LeverSet(.technology)
    proposal.scopeNoteRef = "doc:scope"
    try record("replication/pecs-trams", .replicationProposed(proposal), by: .tl)
    var start = ReplicationStartedV1()
    start.startedOn = try Self.day("2024-05-20")
    start.firstActionRef = "doc:first"
    start.common.evidence = [Self.file]
    try record(
      "replication/pecs-trams", .replicationStarted(start), by: .tl,
      at: "2024-05-21T09:00:00.000Z")
    var estimate = EmissionEffectEstimatedV1()
    estimate.basis = .exAnte
    estimate.year = 2030
    estimate.tco2ePerYear = FixedDecimal(unscaled: 1_250, scale: 1)
    estimate.share = FixedDecimal(unscaled: 5, scale: 1)
    estimate.methodRef = "doc:method"
    try record("replication/pecs-trams", .emissionEffectEstimated(estimate), by: .tl)
  }
}
