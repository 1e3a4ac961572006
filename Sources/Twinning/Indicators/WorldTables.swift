/// The states of a world for those who walk all of them: each kind's in one array, and where each
/// subject's state stands.
///
/// An array may hold empty states in between; they don't exist.
struct WorldTables {
  let cities: ContiguousArray<CityState>
  let countries: ContiguousArray<CountryState>
  let programmes: ContiguousArray<ProgrammeState>
  let calls: ContiguousArray<CallState>
  let cohorts: ContiguousArray<CohortState>
  let applications: ContiguousArray<ApplicationState>
  let participations: ContiguousArray<ParticipationState>
  let pairings: ContiguousArray<PairingState>
  let activities: ContiguousArray<ActivityState>
  let practices: ContiguousArray<PracticeState>
  let replications: ContiguousArray<ReplicationState>
  let deliverables: ContiguousArray<DeliverableState>
  let claims: ContiguousArray<ClaimState>

  /// By reference: where the state stands in its kind's array, or -1.
  private let slots: ContiguousArray<Int32>

  /// By slot: whose state it is.
  let cohortRefs: ContiguousArray<Ref>
  let applicationRefs: ContiguousArray<Ref>
  let participationRefs: ContiguousArray<Ref>
  let pairingRefs: ContiguousArray<Ref>
  let activityRefs: ContiguousArray<Ref>
  let replicationRefs: ContiguousArray<Ref>
  let deliverableRefs: ContiguousArray<Ref>
  let claimRefs: ContiguousArray<Ref>

  /// - Complexity: O(subjects); a world with a source reads the states it doesn't hold.
  init(of world: World) {
    var slots = ContiguousArray<Int32>(repeating: -1, count: world.interner.count)
    var kinds = ContiguousArray<Kind>(repeating: .actor, count: slots.count)
    for raw in slots.indices {
      let ref = Ref(rawValue: UInt32(raw))
      kinds[raw] = world.interner.kind(of: ref)
      slots[raw] = world.slotForWalk(of: ref, kinds[raw]) ?? -1
    }
    cities = world.cities.values
    countries = world.countries.values
    programmes = world.programmes.values
    calls = world.calls.values
    cohorts = world.cohorts.values
    applications = world.applications.values
    participations = world.participations.values
    pairings = world.pairings.values
    activities = world.activities.values
    practices = world.practices.values
    replications = world.replications.values
    deliverables = world.deliverables.values
    claims = world.claims.values
    func blank(_ count: Int) -> ContiguousArray<Ref> {
      ContiguousArray(repeating: .none, count: count)
    }
    var (ofCohorts, ofApplications) = (blank(cohorts.count), blank(applications.count))
    var (ofParticipations, ofPairings) = (blank(participations.count), blank(pairings.count))
    var (ofActivities, ofReplications) = (blank(activities.count), blank(replications.count))
    var (ofDeliverables, ofClaims) = (blank(deliverables.count), blank(claims.count))
    for raw in slots.indices where slots[raw] >= 0 {
      let (ref, slot) = (Ref(rawValue: UInt32(raw)), Int(slots[raw]))
      switch kinds[raw] {
      case .cohort: ofCohorts[slot] = ref
      case .application: ofApplications[slot] = ref
      case .participation: ofParticipations[slot] = ref
      case .pairing: ofPairings[slot] = ref
      case .activity: ofActivities[slot] = ref
      case .replication: ofReplications[slot] = ref
      case .deliverable: ofDeliverables[slot] = ref
      case .claim: ofClaims[slot] = ref
      default: break
      }
    }
    (cohortRefs, applicationRefs, participationRefs) = (ofCohorts, ofApplications, ofParticipations)
    (pairingRefs, activityRefs, replicationRefs) = (ofPairings, ofActivities, ofReplications)
    (deliverableRefs, claimRefs) = (ofDeliverables, ofClaims)
    self.slots = slots
  }

  /// Where `ref`'s state stands in its kind's array; nil where it has none.
  @inline(__always)
  func slot(_ ref: Ref?) -> Int? {
    guard let ref, ref.index < slots.count, slots[ref.index] >= 0 else { return nil }
    return Int(slots[ref.index])
  }
}

extension World {
  /// The slot of `ref`'s state in its kind's table, for the kinds that figures walk.
  fileprivate func slotForWalk(of ref: Ref, _ kind: Kind) -> Int32? {
    switch kind {
    case .city: slot(of: ref, in: &cities)
    case .country: slot(of: ref, in: &countries)
    case .programme: slot(of: ref, in: &programmes)
    case .call: slot(of: ref, in: &calls)
    case .cohort: slot(of: ref, in: &cohorts)
    case .application: slot(of: ref, in: &applications)
    case .participation: slot(of: ref, in: &participations)
    case .pairing: slot(of: ref, in: &pairings)
    case .activity: slot(of: ref, in: &activities)
    case .practice: slot(of: ref, in: &practices)
    case .replication: slot(of: ref, in: &replications)
    case .deliverable: slot(of: ref, in: &deliverables)
    case .claim: slot(of: ref, in: &claims)
    default: nil
    }
  }
}
