/// How activities are held, and what is recorded about them afterwards.
extension SyntheticProgramme {
  /// Puts down that `activity` is recorded as held: mostly within days, now and then weeks later.
  func putDownHolding(of activity: SyntheticActivity) {
    let lag = dice.chance(percent: 17) ? dice.number(16...42) : dice.number(0...5)
    at(activity.end.adding(days: lag).adding(milliseconds: Int64(dice.number(1...7_000_000)))) {
      $0.hold(activity)
    }
  }

  private func hold(_ activity: SyntheticActivity) {
    if let pairing = activity.pairing, !isLive(pairing) { return }
    let state = world.activity(activity.ref)
    guard state == nil || state?.isOpen == true else { return }
    holdEnded(activity)
  }

  /// Records `activity` as held, whatever became of its pairing since.
  func holdEnded(_ activity: SyntheticActivity) {
    var held = holding(of: activity)
    let usual = dice.pick(
      activity.pairing.map { [$0.facilitator, $0.facilitator, $0.hosts[0].lead, $0.twin.lead] }
        ?? staff.facilitators)
    let actor = author(of: activity.start, usual, &held.common)
    guard let recorded = record(.held(held, activity.kind), on: activity.ref, by: actor) else {
      return
    }
    activity.held = (held, recorded)
    putDownFollowUps(of: activity, held)
    if dice.chance(percent: 7) { after(2...25) { $0.correct(activity) } }
    if dice.chance(percent: 2), activity.pairing != nil {
      after(1...6) { $0.holdAgain(activity, held) }
    }
    guard activity.kind == .siteVisit, let pairing = activity.pairing else { return }
    putDownClaims(of: activity)
    if dice.chance(percent: 6) {
      after(20...40) { $0.waiveReport(of: activity.ref, pairing) }
    } else {
      after(8...24) { $0.submit(.visitReport, of: pairing, about: activity) }
    }
  }

  // MARK: What was held

  private func holding(of activity: SyntheticActivity) -> HeldV1 {
    var held = HeldV1(type: activity.kind.eventType)
    held.startedAt = PointInTime(activity.start)
    held.endedAt = PointInTime(activity.end)
    held.minutes = Int64(activity.minutes)
    held.mode = activity.mode
    held.hostCityID = activity.hostCity
    held.themes = someThemes()
    held.common.evidence = [file()]
    if activity.mode != .online { held.common.evidence.append(file("image/png")) }
    if let pairing = activity.pairing {
      held.pairingIDs = [pairing.ref]
      held.participants = participants(of: pairing.cities, atLeast: 1, atMost: 6)
      held.practicesPresented = dice.chance(percent: 35) ? Array(pairing.practices.prefix(2)) : []
    } else {
      held.cohortID = cohort
      held.participants = participants(of: citiesTakingPart, atLeast: 1, atMost: 4)
      held.practicesPresented = []
    }
    if let direction = activity.direction, let pairing = activity.pairing {
      var visit = Visit()
      visit.direction = direction
      visit.pairingID = pairing.ref
      held.visits = [visit]
    }
    return held
  }

  private var citiesTakingPart: [Applicant] {
    applicants.filter {
      $0.participation.flatMap { world.participation($0) }.map { !$0.hasEnded } ?? false
    }
  }

  private func participants(
    of cities: [Applicant], atLeast: Int, atMost: Int
  ) -> Participants {
    var participants = Participants()
    for applicant in cities {
      var total = CityTotal()
      total.cityID = applicant.city
      total.total = Int64(dice.number(atLeast...atMost))
      participants.byCity.append(total)
    }
    participants.external = dice.chance(percent: 40) ? Int64(dice.number(1...5)) : 0
    let total = Int(participants.total)
    if total >= 5 {
      var gender = GenderCounts()
      gender.u = Int64(dice.below(max(1, total / 8)))
      gender.f = Int64(dice.number(total / 3...2 * total / 3)) - gender.u / 2
      gender.m = Int64(total) - gender.f - gender.u
      participants.gender = gender
    }
    return participants
  }

  /// The same once more in a stream of its own, by somebody who didn't know; and its void.
  private func holdAgain(_ activity: SyntheticActivity, _ held: HeldV1) {
    guard let pairing = activity.pairing, isLive(pairing) else { return }
    var held = held
    held.common = CommonMembers()
    held.common.evidence = [file()]
    let ref = interner.intern(.activity, interner.slug(of: activity.ref) + "--again")
    let actor = author(of: activity.start, pairing.twin.lead, &held.common)
    guard let recorded = record(.held(held, activity.kind), on: ref, by: actor) else { return }
    after(2...14) { $0.void(recorded, .duplicate) }
  }

  // MARK: Afterwards

  private func putDownFollowUps(of activity: SyntheticActivity, _ held: HeldV1) {
    let total = Int(held.participants?.total ?? 0)
    let isBig = activity.kind != .onlineExchange
    if dice.chance(percent: isBig ? 88 : 55) {
      putDown(activity) { $0.attachAttendance(to: activity, total, occurred: $1) }
    }
    if total >= 7, dice.chance(percent: isBig ? 75 : 22) {
      putDown(activity) { $0.summariseFeedback(on: activity, total, occurred: $1) }
    }
    let insights = isBig ? dice.number(0...2) : dice.chance(percent: 25) ? 1 : 0
    for _ in 0..<insights {
      putDown(activity) { $0.noteInsight(from: activity, occurred: $1) }
    }
  }

  /// Puts down an action for some days from now; now and then it is only entered weeks after it
  /// happened.
  private func putDown(
    _ activity: SyntheticActivity,
    _ action: @escaping (SyntheticProgramme, Instant?) -> Void
  ) {
    if dice.chance(percent: 13) {
      let occurred = now.adding(milliseconds: Int64(dice.number(1...40)) * 3_600_000)
      after(17...34) { action($0, occurred) }
    } else {
      after(1...12) { action($0, nil) }
    }
  }

  private func isHeld(_ activity: SyntheticActivity) -> Bool {
    world.activity(activity.ref)?.status == .held
  }

  private func attachAttendance(
    to activity: SyntheticActivity, _ total: Int, occurred: Instant?
  ) {
    guard isHeld(activity) else { return }
    var list = AttendanceListAttachedV1()
    list.sha256 = dice.digest()
    list.signedCount = Int64(max(1, total - dice.below(3)))
    list.common.evidence = [file(), file("image/png")]
    let usual = activity.pairing?.facilitator ?? staff.facilitators[0]
    let actor = author(of: occurred ?? now, usual, &list.common)
    let event = EventData.attendanceListAttached(list)
    guard let recorded = record(event, on: activity.ref, by: actor, occurred: occurred) else {
      return
    }
    if dice.chance(percent: 3) {
      after(3...30) { $0.correctCounts(of: activity, list, recorded) }
      return
    }
    guard list.signedCount > 2, dice.chance(percent: 4) else { return }
    after(1...20) { programme in
      let count = list.signedCount
      programme.correct(
        recorded, .wrongCount, [.number("/data/signed_count", old: count, new: count - 1)])
    }
  }

  private func summariseFeedback(
    on activity: SyntheticActivity, _ total: Int, occurred: Instant?
  ) {
    guard isHeld(activity) else { return }
    var feedback = FeedbackSummarisedV1()
    let responses = dice.number(5...max(5, total - 1))
    feedback.responses = Int64(responses)
    feedback.meanUsefulness = FixedDecimal(unscaled: Int64(dice.number(310...495)), scale: 2)
    feedback.newUnderstandingYes = Int64(dice.number(responses / 2...responses))
    feedback.intendsToUseYes = Int64(dice.number(responses / 4...responses))
    let usual = activity.pairing?.facilitator ?? staff.facilitators[0]
    let actor = author(of: occurred ?? now, usual, &feedback.common)
    record(.feedbackSummarised(feedback), on: activity.ref, by: actor, occurred: occurred)
  }

  private func noteInsight(from activity: SyntheticActivity, occurred: Instant?) {
    guard isHeld(activity) else { return }
    let pairing = activity.pairing ?? dice.pick(pairings)
    let learner = dice.chance(percent: 65) ? pairing.twin : dice.pick(pairing.hosts)
    var insight = InsightRecordedV1()
    insight.learnerCityID = learner.city
    insight.textRef = document("insight")
    if dice.chance(percent: 50) { insight.practiceID = pairing.practices.first }
    let actor = author(of: occurred ?? now, learner.lead, &insight.common)
    record(.insightRecorded(insight), on: activity.ref, by: actor, occurred: occurred)
  }
}

extension EventData {
  /// What was held, as the event of its kind.
  static func held(_ held: HeldV1, _ kind: HeldKind) -> EventData {
    switch kind {
    case .workshop: .workshopHeld(held)
    case .siteVisit: .siteVisitHeld(held)
    case .onlineExchange: .onlineExchangeHeld(held)
    case .seminar: .seminarHeld(held)
    case .kickoff: .kickoffHeld(held)
    case .closingEvent: .closingEventHeld(held)
    }
  }
}
