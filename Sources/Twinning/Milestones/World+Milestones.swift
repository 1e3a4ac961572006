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
    var found: [MilestoneProgress] = []
    forEachView(now: now) { found += $0.milestones(now: now) }
    return found
  }

  /// The deliverables that the milestones of every pairing ask for as of `now`.
  ///
  /// - Complexity: O(n) in the states of the world.
  public func deliverablesExpected(now: Instant) -> [ExpectedDeliverable] {
    var found: [ExpectedDeliverable] = []
    forEachView(now: now) { found += $0.expectedDeliverables(now: now) }
    return found
  }

  /// What the milestones of every pairing are derived from: for those who want both milestones and
  /// expected deliverables of them.
  ///
  /// - Complexity: O(n) in the states of the world.
  public func viewsOfAllPairings(now: Instant) -> [PairingView] {
    var found: [PairingView] = []
    forEachView(now: now) { found.append($0) }
    return found
  }

  private func forEachView(now: Instant, _ body: (PairingView) -> Void) {
    let views = PairingViews(of: self, WorldTables(of: self), now: now)
    for slot in views.slots {
      if let view = views.view(at: slot) { body(view) }
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
    let own = mentioning.filter { interner.kind(of: $0) == .activity }
    let named = Set(own)
    let relations = PairingRelations(
      activities: own + wide.activities.filter { !named.contains($0) },
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
