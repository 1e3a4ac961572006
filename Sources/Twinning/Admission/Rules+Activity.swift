/// Rules of exchange activities that look at other streams (DOMAIN 4, Exchange activity).
extension World {
  /// Refuses what other streams don't allow for an activity's `event`. As a recheck, only whether
  /// what it rests on exists and had begun: an ending that reaches back leaves what was held.
  func checkActivityAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .activityPlanned(let plan):
      try checkScope(plan.pairingIDs, plan.cohortID)
      if let host = plan.hostCityID { try requireStream(host, "city") }
      for pairing in plan.pairingIDs {
        try checkLive(pairing, at: event, isRecheck: isRecheck)
      }
      try checkOrder(
        plan.plannedStart, plan.plannedEnd, "planned_start", "planned_end", of: event.subject)
    case .insightRecorded(let insight):
      try requireStream(insight.learnerCityID, "city")
      if let practice = insight.practiceID { try requireStream(practice, "practice") }
    default:
      guard let (kind, held) = event.data.holding else { return }
      try checkHolding(kind, held, event, isRecheck: isRecheck)
    }
  }

  private func checkHolding(
    _ kind: HeldKind, _ held: HeldV1, _ event: Event, isRecheck: Bool
  ) throws(Refusal) {
    let pairings = held.pairingIDs
    try checkScope(pairings, held.cohortID)
    if let host = held.hostCityID { try requireStream(host, "city") }
    if held.hostCityID == nil, held.mode == .inPerson || held.mode == .hybrid, !event.isFromRecord {
      throw Refusal(
        .hostCityMissing,
        "an activity held \(held.mode == .hybrid ? "in part " : "")in person "
          + "names no host city.", admitted: "Give host_city_id, or the mode online.")
    }
    for practice in held.practicesPresented ?? [] { try requireStream(practice, "practice") }
    for pairing in pairings { try checkLive(pairing, at: event, isRecheck: isRecheck) }
    if let cohort = held.cohortID, let formed = self.cohort(cohort)?.record.birth,
      event.latest < formed.time
    {
      throw Refusal(
        .cohortNotFormed,
        "\(interner.subject(of: cohort)) was formed at \(formed.time), after \(event.time).",
        admitted: "A cohort-wide activity is held once its cohort is formed.")
    }
    try checkOrder(held.startedAt, held.endedAt, "started_at", "ended_at", of: event.subject)
    try checkParticipants(held)
    if kind == .siteVisit { try checkVisit(held, pairings, event) }
  }

  private func checkScope(_ pairings: [Ref], _ cohort: Ref?) throws(Refusal) {
    for pairing in pairings { try requireStream(pairing, "pairing") }
    if let cohort { try requireStream(cohort, "cohort") }
    if pairings.isEmpty == (cohort == nil) {
      throw Refusal(
        .pairingOrCohort, "an activity names its pairings or its cohort, one of the two.",
        admitted: "Give pairing_ids, or cohort_id for a cohort-wide activity.")
    }
  }

  /// Refuses a pairing that was not live when `event` happened.
  private func checkLive(_ ref: Ref, at event: Event, isRecheck: Bool) throws(Refusal) {
    let zone = zone(of: ref)
    lazy var name = interner.subject(of: ref)
    guard let life = look(ref, &pairings, { $0.lifetime(in: zone) }) ?? nil else {
      throw Refusal(
        .pairingNotLive, "\(name) is not formed.",
        admitted: "Record PairingFormed before.")
    }
    if event.latest < life.start {
      throw Refusal(
        .pairingNotLive, "\(name) began at \(life.start), after \(event.time).",
        admitted: "Correct the date, or the pairing's start_date.")
    }
    if isRecheck || event.time <= life.end { return }
    // Other streams are read as of the event's time: an ending that was decided later doesn't
    // refuse what was held before the decision.
    if let then = pairing(ref, at: event.time), then.isLive { return }
    throw Refusal(
      .pairingNotLive, "\(name) ended at \(life.end), before \(event.time).",
      admitted: "Name a pairing that was active or paused then, or correct the date.")
  }

  private func checkOrder(
    _ start: PointInTime?, _ end: PointInTime?, _ startName: String, _ endName: String,
    of subject: Ref
  ) throws(Refusal) {
    guard let start, let end else { return }
    let zone = zone(of: subject)
    guard end.interval(in: zone).provablyBefore(start.interval(in: zone)) else { return }
    throw Refusal(
      .endBeforeStart, "\(endName) lies before \(startName).", admitted: "Correct one of the two.")
  }

  /// Totals must agree, and small numbers must not single people out.
  private func checkParticipants(_ held: HeldV1) throws(Refusal) {
    guard let participants = held.participants else { return }
    for count in participants.byCity { try requireStream(count.cityID, "city") }
    guard let gender = participants.gender else { return }
    let total = participants.total
    let sum = gender.f + gender.m + gender.x + gender.u
    if sum != total {
      throw Refusal(
        .totalsDiffer,
        "the gender cells add up to \(sum), the cities and external participants to \(total).",
        admitted: "Count those who didn't say in U, so that both add up to the same.")
    }
    if total < 5 {
      throw Refusal(
        .genderTooFine, "gender is given for \(total) participants, fewer than 5.",
        admitted: "Give \"NR\" as gender below 5 participants.")
    }
    if (1...4).contains(gender.x) {
      throw Refusal(
        .genderTooFine, "X is \(gender.x): a number of 1 to 4 could single people out.",
        admitted: "Count them in U.")
    }
  }

  private func checkVisit(_ held: HeldV1, _ pairings: [Ref], _ event: Event) throws(Refusal) {
    if held.mode == .online {
      throw Refusal(
        .visitNotInPerson, "a site visit is not held online.",
        admitted: "Give the mode in_person or hybrid, or record OnlineExchangeHeld.")
    }
    guard let visits = held.visits else { return }
    for visit in visits {
      try requireStream(visit.pairingID, "pairing")
      if held.cohortID == nil, !pairings.contains(visit.pairingID) {
        throw Refusal(
          .visitPairingMismatch,
          "\(interner.slug(of: visit.pairingID)) is in visits and not in pairing_ids.",
          admitted: "Name each visited pairing in both.")
      }
      let side: [Ref]? = look(visit.pairingID, &self.pairings) { pairing in
        if !pairing.peers.isEmpty { return pairing.peers }
        if visit.direction != .twinToHost { return pairing.hostCities }
        return pairing.twinCity.map { [$0] } ?? []
      }
      guard let participants = held.participants, let visitors = side else { continue }
      if visitors.isEmpty || visitors.contains(where: { participants.total(of: $0) > 0 }) {
        continue
      }
      throw Refusal(
        .visitWithoutVisitors,
        "nobody of the visiting side of \(interner.slug(of: visit.pairingID)) took part.",
        admitted: "Give at least one participant of "
          + visitors.map { interner.slug(of: $0) }.joined(separator: ", ") + ".")
    }
  }
}
