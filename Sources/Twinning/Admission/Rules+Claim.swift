/// Rules of travel claims that look at other streams (DOMAIN 4, Travel money).
extension World {
  /// Refuses what other streams don't allow for a claim's `event`. As a recheck, only whether the
  /// journey that it rests on still is one: approvals and payments were decided.
  func checkClaimAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .travelClaimSubmitted(let claim):
      try requireStream(claim.participationID, "participation")
      try requireStream(claim.activityID, "activity")
      try checkTakesPart(claim.participationID, event)
      try checkJourney(of: claim, event)
      if !isRecheck { try checkCeiling(event) }
    case .travelClaimApproved, .travelReimbursed:
      if !isRecheck { try checkCeiling(event) }
    default: break
    }
  }

  private func checkTakesPart(_ ref: Ref, _ event: Event) throws(Refusal) {
    guard let participation = participation(ref), let birth = participation.record.birth,
      birth.time > event.latest, !event.isFromRecord, !participation.isFromRecord
    else { return }
    throw Refusal(
      .notParticipating,
      "\(interner.subject(of: ref)) began at \(birth.time), after \(event.time).",
      admitted: "Correct one of the two dates.")
  }

  /// Refuses a journey to anything but an activity that was held in person by then, and in which
  /// somebody of the city took part. What a record doesn't say of the activity isn't held against
  /// the claim.
  private func checkJourney(of claim: TravelClaimSubmittedV1, _ event: Event) throws(Refusal) {
    let name = interner.subject(of: claim.activityID)
    guard let held = activity(claim.activityID)?.held else {
      throw Refusal(
        .activityNotHeld, "\(name) was not held.",
        admitted: "Record that it was held before travel to it is claimed.")
    }
    if held.mode == .online {
      throw Refusal(
        .activityNotInPerson, "\(name) was held online: nobody travelled to it.",
        admitted: "Name an activity that was held in person or hybrid, or correct its mode.")
    }
    if let city = participation(claim.participationID)?.city,
      let participants = held.participants, participants.total(of: city) == 0
    {
      let there = participants.byCity.filter { $0.total > 0 }.map { interner.slug(of: $0.cityID) }
      throw Refusal(
        .cityNotThere, "nobody of \(interner.slug(of: city)) took part in \(name).",
        admitted: there.isEmpty
          ? "Correct who took part, or name another activity."
          : "Claim for a city that did (\(there.joined(separator: ", "))), or correct who took "
            + "part.")
    }
    if held.fact.time <= event.latest || event.isFromRecord { return }
    throw Refusal(
      .activityNotHeld, "\(name) was held at \(held.fact.time), after \(event.time).",
      admitted: "Travel is claimed once the activity was held; correct one of the two dates.")
  }

  // MARK: The ceiling

  /// Refuses `event` where it brings what is approved for the person over the call's ceiling, or
  /// brings over it what was approved after it, and gives no reason.
  private func checkCeiling(_ event: Event) throws(Refusal) {
    guard var own = claim(event.subject), let participation = own.participation else { return }
    if !own.holds(event.index) { own.evolve(event, in: judgedBytes.span) }
    var others = TravelCeiling()
    for ref in claims(of: own.person, in: participation) where ref != event.subject {
      if let claim = claim(ref) { others.take(claim, ref) }
    }
    var all = others
    all.take(own, event.subject)
    if all.steps.contains(where: { $0.fact.index == event.index && $0.hasReason }) { return }
    func ceiling(at time: Instant) -> Money? { travelCeiling(of: participation, at: time) }
    let before = others.excesses(over: ceiling)
    let excess = all.excesses(over: ceiling).first { excess in
      !excess.step.hasReason && !before.contains { $0.step.fact == excess.step.fact }
    }
    if let excess { throw refusal(of: event, excess, in: participation) }
  }

  private func refusal(
    of event: Event, _ excess: TravelCeiling.Excess, in participation: Ref
  ) -> Refusal {
    let (step, ceiling) = (excess.step, excess.ceiling)
    let others = excess.sum.minorUnits - step.amount.minorUnits
    let left = Money(
      minorUnits: max(0, ceiling.minorUnits - others), currency: ceiling.currency)
    let isOwn = step.fact.index == event.index
    return Refusal(
      .travelCeilingExceeded,
      "with \(isOwn ? "that" : "event \(step.fact.index)"), what is approved for the person in "
        + "\(interner.subject(of: participation)) would come to \(excess.sum.text); the ceiling is "
        + "\(ceiling.text).",
      admitted: !isOwn
        ? "Give a reason for going over it, or a smaller amount."
        : (left.minorUnits > 0 ? "At most \(left.text)" : "Nothing")
          + " is left; with a reason, more is admitted.")
  }

  /// The claims of a person in a participation. They are found by either of the two, since a
  /// correction may have given a claim another one.
  private func claims(of person: Ref?, in participation: Ref) -> [Ref] {
    var found = subjects(.claim, mentioning: participation)
    if let person {
      for ref in subjects(.claim, mentioning: person) where !found.contains(ref) {
        found.append(ref)
      }
    }
    return found.filter { ref in
      look(ref, &claims) { $0.participation == participation && $0.person == person } ?? false
    }
  }
}

extension ClaimState {
  /// Whether the event at `index` is in it already.
  fileprivate func holds(_ index: Int64) -> Bool {
    submitted?.index == index || approved?.fact.index == index
      || payments.contains { $0.fact.index == index }
  }
}
