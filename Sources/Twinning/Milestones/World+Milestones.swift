/// Gathering what milestones are derived from.
extension World {
  /// The milestones of `pairing` as of `now`: what happened later doesn't count; empty for one that
  /// was never formed, or whose cohort follows no known template. In the template's order.
  ///
  /// - Complexity: O(k) in the events that mention the pairing or its cohort.
  public func milestones(of pairing: Ref, now: Instant) -> [MilestoneProgress] {
    view(of: pairing, now: now)?.milestones(now: now) ?? []
  }

  /// The milestones of every pairing as of `now`, by the order of first mention of the pairings.
  ///
  /// - Complexity: O(n) in the states of the world.
  public func milestonesOfAllPairings(now: Instant) -> [MilestoneProgress] {
    viewsOfAllPairings(now: now).flatMap { $0.milestones(now: now) }
  }

  /// The deliverables that the milestones of every pairing ask for as of `now`.
  ///
  /// - Complexity: O(n) in the states of the world.
  public func deliverablesExpected(now: Instant) -> [ExpectedDeliverable] {
    viewsOfAllPairings(now: now).flatMap { $0.expectedDeliverables(now: now) }
  }

  /// What the milestones of every pairing are derived from: for those who want both milestones and
  /// expected deliverables of them.
  ///
  /// - Complexity: O(n) in the states of the world.
  public func viewsOfAllPairings(now: Instant) -> [PairingView] {
    let buckets = PairingBuckets(of: self)
    return buckets.pairings.compactMap { pairing in
      view(of: pairing, now: now, relations: buckets.relations(of: pairing, in: self))
    }
  }

  /// What the milestones of `pairing` are derived from, or nil where it has none.
  public func view(of pairing: Ref, now: Instant) -> PairingView? {
    view(of: pairing, now: now, withChanges: true)
  }

  private func view(of pairing: Ref, now: Instant, withChanges: Bool) -> PairingView? {
    guard let cohort = self.pairing(pairing)?.cohort else { return nil }
    let mentioning = mentioning(pairing)
    let wide = mentioningCohort(cohort)
    let relations = PairingRelations(
      activities: mentioning.filter { interner.kind(of: $0) == .activity } + wide.activities,
      deliverables: mentioning.filter { interner.kind(of: $0) == .deliverable },
      replications: mentioning.filter { interner.kind(of: $0) == .replication },
      participations: wide.participations)
    return view(of: pairing, now: now, relations: relations, withChanges: withChanges)
  }

  private func mentioningCohort(_ cohort: Ref) -> (activities: [Ref], participations: [Ref]) {
    var activities: [Ref] = []
    var participations: [Ref] = []
    for ref in mentioning(cohort) {
      switch interner.kind(of: ref) {
      case .activity: activities.append(ref)
      case .participation: participations.append(ref)
      default: break
      }
    }
    return (activities, participations)
  }

  /// Refuses the completion of `pairing` at `time` where a mandatory milestone is neither achieved
  /// nor waived nor inapplicable by the end of that day; those that the completion itself achieves
  /// count as achieved.
  ///
  /// - Complexity: O(k) in the events that mention the pairing or its cohort.
  func checkPairingCompletion(pairing: Ref, at time: Instant) throws(Refusal) {
    guard let before = self.pairing(pairing), before.formed != nil else { return }
    let zone = zone(of: pairing)
    let end = zone.end(of: zone.date(of: time))
    guard var view = view(of: pairing, now: end, withChanges: false) else { return }
    let completion = Fact(index: size, time: time, recordedTime: time)
    view.completed = PairingView.Dated(completion)
    let open = view.milestones(now: end).filter { milestone in
      guard milestone.isMandatory else { return false }
      switch milestone.status {
      case .achieved, .waived, .notApplicable: return false
      case .overdue, .dueSoon, .notDue: return true
      }
    }
    if open.isEmpty { return }
    let names = open.map { "\($0.milestone) \($0.name)" }.joined(separator: ", ")
    throw Refusal(
      .milestonesOpen,
      "\(interner.subject(of: pairing)) has \(open.count) mandatory milestones that are open: "
        + "\(names).",
      admitted: "Record what achieved them, or let the programme office waive them.",
      dependents: open.map(\.milestone))
  }
}

/// The streams that a pairing's milestones are derived from, beside its own.
struct PairingRelations {
  var activities: [Ref]
  var deliverables: [Ref]
  var replications: [Ref]
  var participations: [Ref]
}

/// The relations of all pairings, gathered in one pass over the world.
struct PairingBuckets {
  private(set) var pairings: [Ref] = []
  private var activities: [Ref: [Ref]] = [:]
  private var deliverables: [Ref: [Ref]] = [:]
  private var replications: [Ref: [Ref]] = [:]
  private var participations: [Ref: [Ref]] = [:]

  init(of world: World) {
    for raw in 0..<UInt32(world.interner.count) {
      let ref = Ref(rawValue: raw)
      // States are read in place: copying each whole would cost more than all the rest.
      switch world.interner.kind(of: ref) {
      case .pairing: if world.pairing(ref) != nil { pairings.append(ref) }
      case .activity:
        guard let slot = world.slot(of: ref, in: &world.activities) else { continue }
        for pairing in world.activities[slot].pairings {
          activities[pairing, default: []].append(ref)
        }
        if let cohort = world.activities[slot].cohort {
          activities[cohort, default: []].append(ref)
        }
        if world.activities[slot].record.amendments.isEmpty { continue }
        Self.addFormer(ref, to: &activities, in: world)
      case .deliverable:
        guard let slot = world.slot(of: ref, in: &world.deliverables) else { continue }
        let current = world.deliverables[slot].pairing
        if let current { deliverables[current, default: []].append(ref) }
        if world.deliverables[slot].record.amendments.isEmpty { continue }
        Self.addFormer(ref, to: &deliverables, in: world)
      case .replication:
        guard let slot = world.slot(of: ref, in: &world.replications) else { continue }
        let current = world.replications[slot].pairing
        if let current { replications[current, default: []].append(ref) }
        if world.replications[slot].record.amendments.isEmpty { continue }
        Self.addFormer(ref, to: &replications, in: world)
      case .participation:
        guard let slot = world.slot(of: ref, in: &world.participations) else { continue }
        let current = world.participations[slot].cohort
        if let current { participations[current, default: []].append(ref) }
        if world.participations[slot].record.amendments.isEmpty { continue }
        Self.addFormer(ref, to: &participations, in: world)
      default: break
      }
    }
  }

  /// Puts what was corrected also under all that it ever named, so that it is seen what the
  /// correction took away.
  private static func addFormer(_ ref: Ref, to bucket: inout [Ref: [Ref]], in world: World) {
    var named: Set<Ref> = []
    for entry in world.stream(of: ref).recorded {
      entry.event.data.forEachRef { other in
        let kind = world.interner.kind(of: other)
        if kind == .pairing || kind == .cohort { named.insert(other) }
      }
    }
    for scope in named where bucket[scope]?.contains(ref) != true {
      bucket[scope, default: []].append(ref)
    }
  }

  func relations(of pairing: Ref, in world: World) -> PairingRelations {
    let cohort = world.pairing(pairing)?.cohort
    return PairingRelations(
      activities: (activities[pairing] ?? []) + (cohort.flatMap { activities[$0] } ?? []),
      deliverables: deliverables[pairing] ?? [], replications: replications[pairing] ?? [],
      participations: cohort.flatMap { participations[$0] } ?? [])
  }
}
