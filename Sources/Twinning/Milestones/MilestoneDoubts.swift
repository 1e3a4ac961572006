/// What of a pairing corrections, voids and revocations may have changed: where there was none that
/// a criterion looks at, nothing can have taken its fulfilment back.
///
/// It says too much rather than too little.
struct MilestoneDoubts {
  /// Its parties, start or completion.
  private(set) var isOfPairing = false
  private(set) var isOfRepresentatives = false
  private(set) var isOfReplications = false

  /// For each amendment of an activity the kind that was held; nil for any.
  private(set) var held: [HeldKind?] = []

  /// For each amendment or revocation of a deliverable its type; nil for any.
  private(set) var deliverables: [DeliverableType?] = []

  /// Whether nothing was changed.
  var isEmpty: Bool {
    !isOfPairing && !isOfRepresentatives && !isOfReplications && held.isEmpty
      && deliverables.isEmpty
  }

  /// Notes the amendments of a stream of `kind`.
  mutating func note(
    _ amendments: [Amendment], of kind: Kind, type: DeliverableType? = nil,
    columns: borrowing EventColumns
  ) {
    for amendment in amendments where columns.isSeenByMilestones(amendment) {
      note(columns.type(at: amendment.target), kind, type)
    }
  }

  /// Notes that the acceptance of a deliverable of this type was revoked.
  mutating func noteRevocation(of type: DeliverableType?) { deliverables.append(type) }

  /// Notes that an event of `target` was corrected or voided; nil where its type isn't known.
  private mutating func note(
    _ target: EventType?, _ kind: Kind, _ type: DeliverableType?
  ) {
    switch kind {
    case .pairing: isOfPairing = true
    case .activity: held.append(target?.heldKind)
    case .participation: isOfRepresentatives = true
    case .replication: isOfReplications = true
    case .deliverable:
      // With what was submitted its type may have changed.
      deliverables.append(target == nil || target == .deliverableSubmitted ? nil : type)
    default: break
    }
  }

  /// Whether one of the activities may have been of `kinds`.
  func concern(_ kinds: HeldKindSet) -> Bool { count(of: kinds) > 0 }

  /// How many activities may have been of `kinds`.
  func count(of kinds: HeldKindSet) -> Int { held.count { $0.map(kinds.contains) ?? true } }

  /// Whether one of the deliverables may have been of `type`.
  func concern(_ type: DeliverableType) -> Bool {
    deliverables.contains { $0 == nil || $0 == type }
  }
}

extension EventColumns {
  /// Whether an amendment may change something that a milestone looks at.
  func isSeenByMilestones(_ amendment: Amendment) -> Bool {
    if !amendment.voids, marks(at: amendment.fact.index).contains(.idle) { return false }
    return type(at: amendment.target)?.isSeenByMilestones ?? true
  }

  /// The marks of an event; none for one that lies beyond what is known.
  func marks(at index: Int64) -> Marks {
    index >= 0 && index < count ? rows[Int(index)].marks : []
  }
}

extension EventType {
  /// Whether a criterion of a milestone may look at what an event of this type says, in streams of
  /// pairings, activities, participations, replications and deliverables.
  var isSeenByMilestones: Bool {
    switch self {
    case .matchProposed, .pairingFormed, .pairingCompleted, .consortiumMemberJoined,
      .consortiumMemberLeft, .participationConfirmed, .representativeAssigned,
      .representativeReplaced, .replicationProposed, .replicationStarted,
      .replicationProgressReported, .deliverableSubmitted, .deliverableAccepted,
      .deliverableWaived, .acceptanceRevoked:
      true
    default: heldKind != nil
    }
  }
}

extension PairingView {
  /// Whether `criterion`, which isn't fulfilled, may have been before one of the changes that
  /// `doubts` are about. Facts only come to streams that nobody amended, so that what they fulfil
  /// they fulfil for good; where that isn't so, and of the rest, it says too much rather than too
  /// little.
  func mayHaveBeenFulfilled(
    _ criterion: Criterion, _ doubts: MilestoneDoubts, now: Instant
  ) -> Bool {
    isDoubtful(criterion, doubts) && couldBe(criterion, doubts, now)
  }

  /// Whether `criterion` looks at what `doubts` are about. Where it doesn't, each of the changes
  /// left it as it was.
  private func isDoubtful(_ criterion: Criterion, _ doubts: MilestoneDoubts) -> Bool {
    if doubts.isOfPairing { return true }
    switch criterion {
    case .all(let parts), .any(let parts): return parts.contains { isDoubtful($0, doubts) }
    case .held(let demand): return doubts.concern(demand.kinds)
    case .representatives: return doubts.isOfRepresentatives
    case .accepted(let demand):
      return doubts.concern(demand.type)
        || demand.everyVisit ?? false && doubts.concern(.siteVisit)
    case .replication: return doubts.isOfReplications
    case .pairingCompleted: return false
    }
  }

  /// Whether all that is known, taken together with all that was ever doubted, is enough.
  private func couldBe(
    _ criterion: Criterion, _ doubts: MilestoneDoubts, _ now: Instant
  ) -> Bool {
    if doubts.isOfPairing { return true }
    switch criterion {
    case .all(let parts): return parts.allSatisfy { couldBe($0, doubts, now) }
    case .any(let parts): return parts.contains { couldBe($0, doubts, now) }
    case .held(let demand):
      let known = exchanges.count { demand.kinds.contains($0.kind) && $0.held.time <= now }
      return known + doubts.count(of: demand.kinds) >= Int(demand.minimum)
    case .representatives:
      return doubts.isOfRepresentatives || hasPartyChanged
        || achievement(of: criterion, now: now) != nil
    case .accepted(let demand):
      if doubts.concern(demand.type) { return true }
      return demand.everyVisit ?? false
        ? reports.contains { $0.type == demand.type && ($0.acceptance != nil || $0.waived != nil) }
        : achievement(of: criterion, now: now) != nil
    case .replication:
      return doubts.isOfReplications || achievement(of: criterion, now: now) != nil
    case .pairingCompleted: return achievement(of: criterion, now: now) != nil
    }
  }
}
