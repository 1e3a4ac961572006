/// How cities leave, pairings end early, and what was recorded by mistake of it is taken back.
extension SyntheticProgramme {
  private func withdraw(_ applicant: Applicant) -> Recorded? {
    guard let ref = applicant.participation, let state = world.participation(ref), !state.hasEnded
    else { return nil }
    var withdrawal = ParticipationWithdrawnV1()
    withdrawal.effectiveOn = calendar.point(today + 1)
    withdrawal.common.reason = reason(.organiserDecision, noted: true)
    return record(.participationWithdrawn(withdrawal), on: ref, by: applicant.lead)
  }

  /// A twin leaves, and its pairing with it; in error, until the withdrawal is voided.
  func withdrawTwin(of pairing: SyntheticPairing, isError: Bool) {
    guard isLive(pairing), let withdrawal = withdraw(pairing.twin) else { return }
    if isError {
      after(4...12) { $0.void(withdrawal, .didNotHappen) }
    } else {
      after(6...25) { $0.holdBefore(withdrawal, pairing) }
    }
  }

  /// An exchange that took place before a pairing ended and is entered after it.
  private func holdBefore(_ end: Recorded, _ pairing: SyntheticPairing) {
    let start = end.time.adding(days: -dice.number(2...12))
    let activity = SyntheticActivity(
      ref: newActivity(.onlineExchange, in: pairing), kind: .onlineExchange, pairing: pairing,
      direction: nil, hostCity: pairing.hosts[0].city, minutes: 60, mode: .online, start: start,
      postponements: 0)
    holdEnded(activity)
  }

  /// A member of a consortium leaves, the pairing lives; later on another city joins it.
  func loseMember(of pairing: SyntheticPairing) {
    guard isLive(pairing), pairing.hosts.count > 1 else { return }
    _ = withdraw(pairing.hosts[1])
    let spare = hostCities.dropFirst(headcount.parties + 2).first
    guard let spare else { return }
    after(20...40) { programme in
      guard programme.isLive(pairing) else { return }
      var joining = ConsortiumMemberJoinedV1()
      joining.cityID = spare.city
      programme.recordByOffice(.consortiumMemberJoined(joining), on: pairing.ref)
    }
    on(280) { programme in
      guard programme.isLive(pairing) else { return }
      var leaving = ConsortiumMemberLeftV1()
      leaving.cityID = spare.city
      leaving.common.reason = programme.reason(.organiserDecision)
      programme.recordByOffice(.consortiumMemberLeft(leaving), on: pairing.ref)
    }
  }

  /// Ends a pairing by agreement and looks for another host for its twin.
  func dissolve(_ pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    var dissolution = PairingDissolvedV1()
    dissolution.cause = .mutual
    dissolution.effectiveOn = calendar.point(today + 2)
    dissolution.common.reason = reason(.organiserDecision, noted: true)
    recordByOffice(.pairingDissolved(dissolution), on: pairing.ref)
    guard let host = hostCities.dropFirst(headcount.parties + 3).first else { return }
    after(3...8) { programme in
      let successor = programme.pairing(
        programme.headcount.pairings + 1, [host], pairing.twin, fate: .ordinary,
        start: programme.today + 30)
      programme.propose(successor)
      programme.on(programme.today + 28) { programme in
        guard programme.world.pairing(successor.ref)?.formed != nil else { return }
        var replacement = PairingReplacedV1()
        replacement.newPairingID = successor.ref
        programme.recordByOffice(.pairingReplaced(replacement), on: pairing.ref)
      }
    }
  }
}
