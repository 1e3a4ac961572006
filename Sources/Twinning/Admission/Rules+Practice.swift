/// Rules of good practices that look at other streams (DOMAIN 4, Good practice).
extension World {
  /// Refuses what other streams don't allow for a practice's `event`. As a recheck, only whether
  /// what it rests on exists and had begun.
  func checkPracticeAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .practiceDescribed(let description):
      try requireStream(description.ownerCityID, "city")
    case .practiceAdopted(let step):
      try requireStream(step.learnerCityID, "city")
      try requireBegun(step.pairingID, for: event)
      if isRecheck { return }
      try requireInPairing(step.learnerCityID, step.pairingID, at: event)
    default: break
    }
  }

  /// Refuses a pairing that is not known, was never formed, or began only after `event`.
  func requireBegun(_ ref: Ref, for event: Event) throws(Refusal) {
    try requireStream(ref, "pairing")
    guard let pairing = pairing(ref), let formed = pairing.formed else {
      throw Refusal(
        .pairingNotLive, "\(interner.subject(of: ref)) is not formed.",
        admitted: "Record PairingFormed before.")
    }
    if formed.time <= event.latest || event.isFromRecord || pairing.isFromRecord { return }
    guard let life = pairing.lifetime(in: zone(of: ref)), event.latest < life.start else { return }
    throw Refusal(
      .pairingNotLive,
      "\(interner.subject(of: ref)) began at \(life.start), after \(event.time).",
      admitted: "Correct the date, or the pairing's start_date.")
  }

  /// Refuses a city that stands on no side of a pairing; a party of unreported cities may hold any.
  private func requireInPairing(
    _ city: Ref, _ ref: Ref, at event: Event
  ) throws(Refusal) {
    guard let pairing = pairing(ref) else { return }
    if pairing.twinCity == city || pairing.hostCities.contains(city)
      || pairing.peers.contains(city)
    {
      return
    }
    if pairing.hostCities.isEmpty && pairing.peers.isEmpty { return }
    // Who left a consortium may have learned before.
    if pairing.memberChanges.contains(where: { $0.city == city }) { return }
    throw Refusal(
      .notParticipating,
      "\(interner.slug(of: city)) is on no side of \(interner.subject(of: ref)).",
      admitted: "Name a city of the pairing, or the pairing in which the city learned.")
  }
}
