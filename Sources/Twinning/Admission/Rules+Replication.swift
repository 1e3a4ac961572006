/// Rules of replications that look at other streams (DOMAIN 4, Replication).
extension World {
  /// Refuses what other streams don't allow for a replication's `event`. As a recheck, only whether
  /// what it rests on exists and had begun.
  func checkReplicationAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .replicationProposed(let proposal):
      try requireStream(proposal.twinCityID, "city")
      try requireBegun(proposal.pairingID, for: event)
      if let practice = proposal.practiceID { try requireStream(practice, "practice") }
      if isRecheck { return }
      try requireTwin(proposal.twinCityID, proposal.pairingID)
      if !event.isFromRecord { try checkIsInTime(proposal.pairingID, event) }
      try checkReplicationWhole(event.subject)
    case .emissionEffectEstimated(let estimate):
      if isRecheck { return }
      try checkShare(estimate, event)
    default: break
    }
  }

  /// Refuses a replication by a city that doesn't learn in the pairing.
  private func requireTwin(_ city: Ref, _ ref: Ref) throws(Refusal) {
    guard let pairing = pairing(ref) else { return }
    if pairing.twinCity == city || pairing.peers.contains(city) { return }
    throw Refusal(
      .notParticipating,
      "\(interner.slug(of: city)) is not the twin city of \(interner.subject(of: ref)).",
      admitted: "Name the pairing's twin city, or the pairing in which the city is the twin.")
  }

  /// Refuses a proposal in a pairing that is neither active nor completed less than 12 months ago.
  private func checkIsInTime(_ ref: Ref, _ event: Event) throws(Refusal) {
    // A pairing may have begun by its start date before its forming was recorded.
    guard let state = pairing(ref, at: event.time) ?? pairing(ref) else { return }
    if state.status == .active { return }
    guard state.status == .completed, let completedOn = state.completedOn else {
      throw Refusal(
        .pairingNotLive,
        "\(interner.subject(of: ref)) was \(state.status.word) at \(event.time).",
        admitted: "A replication is proposed while the pairing is active, or up to 12 months after "
          + "it was completed.")
    }
    let zone = zone(of: ref)
    let ended = completedOn.interval(in: zone).end
    if ended == .distantFuture { return }
    let last = DueDate(base: zone.date(of: ended), months: 12)
    if event.time <= last.instant(in: zone) { return }
    throw Refusal(
      .pairingTooOld,
      "\(interner.subject(of: ref)) was completed at \(ended), more than 12 months before.",
      admitted: "The last day for it was \(last.date).")
  }

  // MARK: Shares

  /// Refuses an estimate with which more than the whole of an effect would be claimed.
  private func checkShare(
    _ estimate: EmissionEffectEstimatedV1, _ event: Event
  ) throws(Refusal) {
    guard let own = replication(event.subject), let practice = own.practice,
      let city = own.twinCity
    else { return }
    // In its own stream a later estimate may outdo this one already.
    let others = own.estimates.last {
      $0.basis == estimate.basis && $0.year == estimate.year && $0.fact.index != event.index
    }
    var share = estimate.share.millionths
    if let others, (others.fact.time, others.fact.index) > (event.time, event.index) {
      share = others.share.millionths
    }
    try checkSum(
      of: event.subject, share, practice: practice, city: city, estimate.basis, estimate.year)
  }

  /// Refuses the replication as it now is where it claims, with others of its practice and city,
  /// more than the whole of an effect: after a correction, which may have moved it among them, or
  /// a void, which may have brought an earlier estimate back.
  func checkReplicationWhole(_ ref: Ref) throws(Refusal) {
    guard let state = replication(ref), let practice = state.practice, let city = state.twinCity,
      !state.estimates.isEmpty
    else { return }
    for estimate in state.currentEstimates {
      if state.status == .abandoned && estimate.basis == .exAnte { continue }
      try checkSum(
        of: ref, estimate.share.millionths, practice: practice, city: city, estimate.basis,
        estimate.year)
    }
  }

  private func checkSum(
    of ref: Ref, _ share: Int64, practice: Ref, city: Ref, _ basis: EffectBasis, _ year: Int64
  ) throws(Refusal) {
    var sum = share
    for other in subjects(.replication, mentioning: practice) where other != ref {
      guard let state = replication(other), state.practice == practice, state.twinCity == city
      else { continue }
      // What was abandoned is expected to have no effect; what it measurably had, it had.
      if state.status == .abandoned && basis == .exAnte { continue }
      sum += state.estimate(basis, year: year)?.share.millionths ?? 0
    }
    if sum <= 1_000_000 { return }
    let left = FixedDecimal(unscaled: max(0, 1_000_000 - (sum - share)), scale: 6)
    throw Refusal(
      .shareOverOne,
      "the shares that replications of \(interner.slug(of: practice)) in "
        + "\(interner.slug(of: city)) claim of \(year) add up to "
        + "\(FixedDecimal(unscaled: sum, scale: 6).text).",
      admitted: "At most \(left.text) is left; correct the other shares before claiming more.")
  }
}
