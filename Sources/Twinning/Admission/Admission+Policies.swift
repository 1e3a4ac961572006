internal import CanonicalJSON

/// What follows by rule from what was admitted (DOMAIN 4, policies P1, P2 and P5). Consequences
/// are admitted with their trigger, in role SYS; replay never makes them anew.
extension Admission {
  /// Takes in what follows from `event`, named as caused by it or by `cause`.
  mutating func follow(_ event: Event, cause: Int64? = nil) throws(Refusal) {
    switch event.data {
    case .participationWithdrawn(let withdrawal):
      try followWithdrawal(of: event, withdrawal, cause: cause ?? event.index)
    case .pairingDissolved:
      try followDissolution(of: event, cause: cause ?? event.index)
    default: break
    }
  }

  /// P1: a consortium with members left loses one; other pairings of the city are dissolved.
  private mutating func followWithdrawal(
    of event: Event, _ withdrawal: ParticipationWithdrawnV1, cause: Int64
  ) throws(Refusal) {
    guard let participation = world.participation(event.subject),
      let cohort = participation.cohort, let city = participation.city
    else { return }
    for ref in world.subjects(.pairing, mentioning: cohort) {
      guard let pairing = world.pairing(ref), pairing.isOpen, pairing.cohort == cohort else {
        continue
      }
      let isHost = pairing.hostCities.contains(city)
      let isTwin = pairing.twinCity == city
      let isPeer = pairing.peers.contains(city)
      let concerns =
        participation.role == .host ? isHost : participation.role == .twin ? isTwin : isPeer
      guard concerns else { continue }
      if isHost && !isTwin && pairing.hostCities.count > 1 && pairing.status != .proposed {
        var left = ConsortiumMemberLeftV1()
        left.cityID = city
        left.common.reason = Reason(.organiserDecision)
        try take(.consortiumMemberLeft(left), on: ref, after: event, cause: cause)
      } else {
        var dissolved = PairingDissolvedV1()
        dissolved.cause = isTwin ? .twinWithdrew : isHost ? .hostWithdrew : .other
        dissolved.effectiveOn = withdrawal.effectiveOn
        dissolved.common.reason = Reason(.organiserDecision)
        try take(.pairingDissolved(dissolved), on: ref, after: event, cause: cause)
      }
    }
  }

  /// P1: open activities that no live pairing is left for are cancelled.
  private mutating func followDissolution(of event: Event, cause: Int64) throws(Refusal) {
    for ref in world.subjects(.activity, mentioning: event.subject) {
      guard let activity = world.activity(ref), activity.isOpen,
        activity.pairings.contains(event.subject)
      else { continue }
      let isWanted = activity.pairings.contains { world.pairing($0)?.isLive ?? false }
      if isWanted { continue }
      var cancelled = ActivityCancelledV1()
      cancelled.common.reason = Reason(.organiserDecision)
      try take(.activityCancelled(cancelled), on: ref, after: event, cause: cause)
    }
  }

  /// P5: what came into or went out of effect in a closed period makes a restatement due.
  mutating func noteRestatements() throws(Refusal) {
    var noted: Set<Ref> = []
    for moved in movedTimes {
      let zone = world.zone(of: moved.programme)
      for ref in world.subjects(.period, mentioning: moved.programme) {
        let isIn = world.look(ref, &world.periods) { period in
          period.isClosed
            && (moved.old.map { period.contains($0, in: zone) } ?? false
              || moved.new.map { period.contains($0, in: zone) } ?? false)
        }
        guard isIn ?? false, !noted.contains(ref),
          let trigger = admitted.first(where: { $0.event.index == moved.index })
        else {
          continue
        }
        noted.insert(ref)
        var due = RestatementDueV1()
        due.newTime = moved.new
        due.oldTime = moved.old
        due.trigger.id = trigger.id
        due.trigger.index = trigger.event.index
        try take(.restatementDue(due), on: ref, after: trigger.event, cause: moved.index)
      }
    }
  }

  /// Takes in a consequence. It happened when its trigger did, or right after what its stream
  /// already holds.
  private mutating func take(
    _ data: EventData, on subject: Ref, after trigger: Event, cause: Int64
  ) throws(Refusal) {
    let last = world.record(of: subject).last?.time ?? trigger.time
    let command = Command(
      subject: subject, data: data, bytes: data.canonicalBytes(interner: world.interner),
      occurred: max(trigger.time, last), actor: world.system, role: .sys, isByRule: true)
    try take(command, cause: cause)
  }
}
