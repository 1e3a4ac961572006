/// Rules of participations that look at other streams (DOMAIN 4, Participation).
extension World {
  /// Refuses what other streams don't allow for a participation's `event`. As a recheck, whether
  /// what it rests on still holds: its cohort, its city, the selection of its application.
  func checkParticipationAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .participationConfirmed(let birth):
      try requireStream(birth.cohortID, "cohort")
      try requireStream(birth.cityID, "city")
      try checkBasis(birth, event)
      if isRecheck { return }
      try checkCohortStands(birth.cohortID, event)
      try checkNoOther(birth, event)
    case .participationResumed(let resumption):
      if !isRecheck { try checkResumption(to: resumption.to, event) }
    case .participationCompleted:
      if !isRecheck { try checkParticipationCompletion(event) }
    default: break
    }
  }

  private func checkBasis(
    _ birth: ParticipationConfirmedV1, _ event: Event
  ) throws(Refusal) {
    if birth.common.basis == .importedRecord {
      if birth.common.evidence.isEmpty {
        throw Refusal(
          .importNeedsSource, "a participation taken over from a record names no source.",
          admitted: "Give the source as evidence.")
      }
      if let application = birth.application { try requireStream(application, "application") }
      return
    }
    guard let ref = birth.application else {
      throw Refusal(
        .applicationNotSelected, "a participation on the basis of an application names none.",
        admitted: "Give the application, or basis imported_record with its source as evidence.")
    }
    try requireStream(ref, "application")
    try checkApplication(ref, of: birth, event)
  }

  private func checkApplication(
    _ ref: Ref, of birth: ParticipationConfirmedV1, _ event: Event
  ) throws(Refusal) {
    let name = interner.subject(of: ref)
    guard let application = application(ref, at: event.time), application.isSelected else {
      throw Refusal(
        .applicationNotSelected,
        "\(name) is \(application(ref)?.status.word ?? "not known"), or was not selected yet at "
          + "\(event.time).",
        admitted: "Record ApplicationSelected before.")
    }
    if application.city != birth.cityID, !application.coApplicants.contains(birth.cityID) {
      throw Refusal(
        .applicationNotSelected,
        "\(name) is not of \(interner.slug(of: birth.cityID)) and doesn't name it as a "
          + "co-applicant.",
        admitted: "Name the application of this city.")
    }
    if birth.role != .peer, let role = application.role, role.word != birth.role.word {
      throw Refusal(
        .applicationNotSelected, "\(name) is for the role \(role.word), not \(birth.role.word).",
        admitted: "Confirm the city as \(role.word).")
    }
    if let cohort = application.outcome?.cohort, cohort != birth.cohortID {
      throw Refusal(
        .applicationNotSelected,
        "\(name) was selected for \(interner.slug(of: cohort)), not for "
          + "\(interner.slug(of: birth.cohortID)).",
        admitted: "Confirm the city in \(interner.slug(of: cohort)).")
    }
  }

  private func checkCohortStands(_ ref: Ref, _ event: Event) throws(Refusal) {
    guard let cohort = cohort(ref) else { return }
    if let formed = cohort.record.birth, event.latest < formed.time {
      throw Refusal(
        .cohortNotFormed,
        "\(interner.subject(of: ref)) was formed at \(formed.time), after \(event.time).",
        admitted: "Correct the date, or that of the cohort's forming.")
    }
    if let cancelled = cohort.cancelled, cancelled.time <= event.time {
      throw Refusal(
        .cohortNotFormed, "\(interner.subject(of: ref)) was cancelled at \(cancelled.time).",
        admitted: "Confirm the city in another cohort.")
    }
  }

  /// Refuses a second participation of a city in a role of a cohort while an earlier one goes on.
  private func checkNoOther(
    _ birth: ParticipationConfirmedV1, _ event: Event
  ) throws(Refusal) {
    var base: [UInt8] = []
    appendName(birth.cohortID, birth.cityID, birth.role.word, to: &base)
    let other = siblings(.participation, base, of: event.subject) { ref in
      guard let other = participation(ref) else { return false }
      if !other.hasEnded { return true }
      return participation(ref, at: event.time).map { !$0.hasEnded } ?? false
    }
    guard let other else { return }
    throw Refusal(
      .participationExists,
      "\(interner.subject(of: other)) is \(participation(other)?.status.word ?? "not known").",
      admitted: "A city comes back, with the next number, once its participation has ended.")
  }

  private func checkResumption(to end: PointInTime, _ event: Event) throws(Refusal) {
    guard let participation = participation(event.subject) else { return }
    let now = Fact(event)
    let suspension = participation.history.last {
      $0.status == .suspended && now.follows($0.fact)
    }
    guard let from = suspension?.effectiveOn,
      end.provablyBefore(from, in: zone(of: event.subject))
    else { return }
    throw Refusal(
      .intervalReversed, "to, \(end), lies before the suspension's from, \(from).",
      admitted: "Give a to not before \(from).")
  }

  /// Refuses a completion while a pairing of the city goes on, or where none was completed.
  private func checkParticipationCompletion(_ event: Event) throws(Refusal) {
    guard let participation = participation(event.subject), let cohort = participation.cohort,
      let city = participation.city
    else { return }
    var completed = 0
    for ref in subjects(.pairing, mentioning: cohort) {
      guard let pairing = pairing(ref, at: event.time), pairing.cohort == cohort,
        pairing.has(city, as: participation.role)
      else { continue }
      if pairing.isOpen {
        throw Refusal(
          .pairingsNotEnded,
          "\(interner.subject(of: ref)) is \(pairing.status.word) at \(event.time).",
          admitted: "Record PairingCompleted or PairingDissolved for it before.")
      }
      if pairing.status == .completed { completed += 1 }
    }
    if completed > 0 { return }
    throw Refusal(
      .pairingsNotEnded,
      "no pairing of \(interner.slug(of: city)) was completed by \(event.time).",
      admitted: "Complete a pairing before, or record ParticipationWithdrawn.")
  }
}

extension PairingState {
  /// Whether a city stands in it on the side of a role.
  fileprivate func has(_ city: Ref, as role: ParticipantRole?) -> Bool {
    switch role {
    case .host: hostCities.contains(city)
    case .twin: twinCity == city
    case .peer: peers.contains(city)
    case nil: cities.contains(city)
    }
  }
}
