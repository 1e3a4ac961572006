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
  private(set) var applications: ContiguousArray<ApplicationState>
  private(set) var participations: ContiguousArray<ParticipationState>
  private(set) var pairings: ContiguousArray<PairingState>
  private(set) var activities: ContiguousArray<ActivityState>
  private(set) var practices: ContiguousArray<PracticeState>
  private(set) var replications: ContiguousArray<ReplicationState>
  private(set) var deliverables: ContiguousArray<DeliverableState>
  private(set) var claims: ContiguousArray<ClaimState>

  /// By reference: where the state stands in its kind's array, or -1.
  private var slots: ContiguousArray<Int32>

  /// By slot: whose state it is.
  let cohortRefs: ContiguousArray<Ref>
  private(set) var applicationRefs: ContiguousArray<Ref>
  private(set) var participationRefs: ContiguousArray<Ref>
  private(set) var pairingRefs: ContiguousArray<Ref>
  private(set) var activityRefs: ContiguousArray<Ref>
  private(set) var practiceRefs: ContiguousArray<Ref>
  private(set) var replicationRefs: ContiguousArray<Ref>
  private(set) var deliverableRefs: ContiguousArray<Ref>
  private(set) var claimRefs: ContiguousArray<Ref>

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
    var ofPractices = blank(practices.count)
    for raw in slots.indices where slots[raw] >= 0 {
      let (ref, slot) = (Ref(rawValue: UInt32(raw)), Int(slots[raw]))
      switch kinds[raw] {
      case .cohort: ofCohorts[slot] = ref
      case .application: ofApplications[slot] = ref
      case .participation: ofParticipations[slot] = ref
      case .pairing: ofPairings[slot] = ref
      case .activity: ofActivities[slot] = ref
      case .practice: ofPractices[slot] = ref
      case .replication: ofReplications[slot] = ref
      case .deliverable: ofDeliverables[slot] = ref
      case .claim: ofClaims[slot] = ref
      default: break
      }
    }
    (cohortRefs, applicationRefs, participationRefs) = (ofCohorts, ofApplications, ofParticipations)
    (pairingRefs, activityRefs, replicationRefs) = (ofPairings, ofActivities, ofReplications)
    (deliverableRefs, claimRefs, practiceRefs) = (ofDeliverables, ofClaims, ofPractices)
    self.slots = slots
  }

  /// Where `ref`'s state stands in its kind's array; nil where it has none.
  @inline(__always)
  func slot(_ ref: Ref?) -> Int? {
    guard let ref, ref.index < slots.count, slots[ref.index] >= 0 else { return nil }
    return Int(slots[ref.index])
  }
}

/// Some of the states alone.
extension WorldTables {
  /// Slots in the tables of what belongs to a cohort or a call.
  struct Members {
    var applications: [Int] = []
    var participations: [Int] = []
    var pairings: [Int] = []
    var activities: [Int] = []
    var replications: [Int] = []
  }

  /// The same without what belongs to a cohort or a call. O(subjects).
  func withoutMembers() -> WorldTables {
    var rest = self
    for refs in [
      applicationRefs, participationRefs, pairingRefs, activityRefs, practiceRefs, replicationRefs,
      deliverableRefs, claimRefs,
    ] {
      for ref in refs where ref != .none { rest.slots[ref.index] = -1 }
    }
    (rest.applications, rest.applicationRefs) = ([], [])
    (rest.participations, rest.participationRefs) = ([], [])
    (rest.pairings, rest.pairingRefs) = ([], [])
    (rest.activities, rest.activityRefs) = ([], [])
    (rest.practices, rest.practiceRefs) = ([], [])
    (rest.replications, rest.replicationRefs) = ([], [])
    (rest.deliverables, rest.deliverableRefs) = ([], [])
    (rest.claims, rest.claimRefs) = ([], [])
    return rest
  }

  /// These tables, which are without members, with the `members` of `whole`.
  ///
  /// - Complexity: O(members), and a copy of where the subjects stand.
  func adding(_ members: Members, of whole: WorldTables) -> WorldTables {
    var part = self
    func take(_ slots: [Int], _ refs: ContiguousArray<Ref>) -> ContiguousArray<Ref> {
      var taken: ContiguousArray<Ref> = []
      for slot in slots {
        part.slots[refs[slot].index] = Int32(taken.count)
        taken.append(refs[slot])
      }
      return taken
    }
    part.applicationRefs = take(members.applications, whole.applicationRefs)
    part.participationRefs = take(members.participations, whole.participationRefs)
    part.pairingRefs = take(members.pairings, whole.pairingRefs)
    part.activityRefs = take(members.activities, whole.activityRefs)
    part.replicationRefs = take(members.replications, whole.replicationRefs)
    part.applications = ContiguousArray(members.applications.map { whole.applications[$0] })
    part.participations = ContiguousArray(members.participations.map { whole.participations[$0] })
    part.pairings = ContiguousArray(members.pairings.map { whole.pairings[$0] })
    part.activities = ContiguousArray(members.activities.map { whole.activities[$0] })
    part.replications = ContiguousArray(members.replications.map { whole.replications[$0] })
    return part
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
