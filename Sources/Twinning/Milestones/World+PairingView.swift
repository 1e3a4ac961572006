/// Making the view of one pairing from its streams.
extension World {
  /// The view of `pairing` from `relations`, `withChanges` together with what took back a milestone
  /// that isn't achieved; nil where it was never formed or follows no known template.
  func view(
    of pairing: Ref, now: Instant, relations: PairingRelations, withChanges: Bool = true
  ) -> PairingView? {
    guard let slot = slot(of: pairing, in: &pairings), pairings[slot].exists else { return nil }
    let frame = pairings[slot].cohort.flatMap { self.frame(ofCohort: $0, now: now) }
    let zone = self.zone(of: pairing)
    guard
      var maker = PairingViewMaker(
        of: pairing, pairings.values, Int(slot), frame, zone: zone, columns: columns)
    else { return nil }
    for ref in relations.activities {
      guard let slot = self.slot(of: ref, in: &activities) else { continue }
      maker.take(activities.values, Int(slot), ref)
    }
    for ref in relations.participations {
      guard let slot = self.slot(of: ref, in: &participations), participations[slot].exists,
        let city = participations[slot].city, maker.concerns(city, participations[slot].role)
      else { continue }
      maker.note(participation: participations[slot].record.amendments)
      maker.take(
        participations.values, Int(slot), city: city, role: participations[slot].role)
    }
    for ref in relations.replications {
      guard let slot = self.slot(of: ref, in: &replications) else { continue }
      maker.take(replications.values, Int(slot))
    }
    for ref in relations.deliverables {
      guard let slot = self.slot(of: ref, in: &deliverables) else { continue }
      if deliverables[slot].wasRevoked(after: now) {
        if let past = deliverable(ref, at: now) { maker.take([past], 0) }
      } else {
        maker.take(deliverables.values, Int(slot))
      }
    }
    let (doubts, suspects) = (maker.doubts, maker.suspects)
    var view = maker.finish()
    if withChanges {
      view.findChanges(doubts, now: now) {
        (suspects, PairingPast(of: pairing, zone: zone, relations: relations, in: self, now: now))
      }
    }
    return view
  }
}

extension PairingView {
  /// Finds what took back a milestone that isn't achieved. `past` is asked for only where one may
  /// have been.
  mutating func findChanges(
    _ doubts: MilestoneDoubts, now: Instant, past: () -> (suspects: [Int64], past: PairingPast)
  ) {
    if doubts.isEmpty { return }
    var open: [Criterion] = []
    for one in terms
    where mayHaveBeenFulfilled(one.criterion, doubts, now: now)
      && achievement(of: one.criterion, now: now) == nil
    {
      open.append(one.criterion)
    }
    if open.isEmpty { return }
    var (suspects, past) = past()
    let needs = open.reduce(into: CriterionNeeds()) { $0.formUnion($1.needs) }
    while !open.isEmpty, let index = suspects.popLast() {
      guard let before = past.view(at: index, needs) else { continue }
      let isUndecided = open.map { before.achievement(of: $0, now: now) == nil }
      if isUndecided.allSatisfy(\.self) { continue }
      guard let after = past.view(at: index + 1, needs) else { continue }
      changes.insert(Change(by: index, before: before, after: after), at: 0)
      open = zip(open, isUndecided).filter(\.1).map(\.0)
    }
  }
}

/// The streams beside the pairing's own that criteria look at.
struct CriterionNeeds: OptionSet {
  let rawValue: UInt8

  static let activities = CriterionNeeds(rawValue: 1)
  static let participations = CriterionNeeds(rawValue: 2)
  static let replications = CriterionNeeds(rawValue: 4)
  static let deliverables = CriterionNeeds(rawValue: 8)
}

extension Criterion {
  /// What it looks at.
  fileprivate var needs: CriterionNeeds {
    switch self {
    case .all(let parts), .any(let parts):
      parts.reduce(into: []) { $0.formUnion($1.needs) }
    case .held: .activities
    case .representatives: .participations
    case .accepted(let demand):
      demand.everyVisit ?? false ? [.activities, .deliverables] : .deliverables
    case .replication: .replications
    case .pairingCompleted: []
    }
  }
}

/// A pairing as it was known at earlier sizes of the log: its streams as they were, in the cohort
/// and the programme as they are.
struct PairingPast {
  private let world: World
  private let pairing: Ref
  private let zone: Zone
  private let relations: PairingRelations
  private let now: Instant

  /// The streams that were read, each once.
  private var streams: [Ref: Stream] = [:]

  init(
    of pairing: Ref, zone: Zone, relations: PairingRelations, in world: World, now: Instant
  ) {
    self.now = now
    self.world = world
    self.pairing = pairing
    self.zone = zone
    self.relations = relations
  }

  /// The view as known at a size of the log, of what is needed alone: the rest is missing from it.
  /// nil where the pairing wasn't formed then.
  ///
  /// - Complexity: O(n) in the events of the streams, those aside that are as they were.
  mutating func view(at size: Int64, _ needs: CriterionNeeds) -> PairingView? {
    guard let state = known(world.pairing(pairing), pairing, size) else { return nil }
    let frame = state.cohort.flatMap { world.frame(ofCohort: $0, now: now) }
    guard
      var maker = PairingViewMaker(
        of: pairing, [state], 0, frame, zone: zone, columns: world.columns)
    else { return nil }
    for ref in needs.contains(.activities) ? relations.activities : [] {
      if let state = known(world.activity(ref), ref, size) { maker.take([state], 0, ref) }
    }
    for ref in needs.contains(.participations) ? relations.participations : [] {
      let current = world.participation(ref)
      guard let named = current ?? known(nil, ref, size), let city = named.city,
        maker.concerns(city, named.role), let state = known(current, ref, size)
      else { continue }
      maker.take([state], 0, city: city, role: named.role)
    }
    for ref in needs.contains(.replications) ? relations.replications : [] {
      if let state = known(world.replication(ref), ref, size) { maker.take([state], 0) }
    }
    for ref in needs.contains(.deliverables) ? relations.deliverables : [] {
      if let state = known(world.deliverable(ref), ref, size) { maker.take([state], 0) }
    }
    return maker.finish()
  }

  /// The state as known then: the current one where nothing was recorded since, or nothing that a
  /// criterion looks at.
  private mutating func known<S: MilestoneSource>(_ current: S?, _ ref: Ref, _ size: Int64) -> S? {
    if let current, current.record.amendments.isEmpty {
      if let wasAsNow = current.saidTheSame(before: size) { return wasAsNow ? current : nil }
    }
    let whole = streams[ref] ?? world.stream(of: ref)
    streams[ref] = whole
    guard let last = whole.recorded.last else { return nil }
    if last.event.index < size { return current }
    var stream = Stream()
    for entry in whole.recorded where entry.event.index < size { stream.append(entry) }
    if stream.recorded.isEmpty { return nil }
    let state = try? world.fold(S.self, stream, zone: zone)
    return (state?.exists ?? false) ? state : nil
  }
}

/// A state that says by itself what it said to criteria at an earlier size of the log, as far as
/// that can be told without its events.
private protocol MilestoneSource: StreamState {
  /// Of a state that nobody amended: true where it said the same with the events before `size`
  /// alone, false where it said nothing, nil where its events have to be asked.
  func saidTheSame(before size: Int64) -> Bool?
}

extension ActivityState: MilestoneSource {
  // An activity is held once, and what is held says whose it is.
  fileprivate func saidTheSame(before size: Int64) -> Bool? {
    held.map { $0.fact.index < size } ?? false
  }
}

extension DeliverableState: MilestoneSource {
  // What was neither accepted nor waived fulfils nothing.
  fileprivate func saidTheSame(before size: Int64) -> Bool? {
    if !revocations.isEmpty { return nil }
    guard let settled = [accepted?.fact.index, waived?.index].compactMap(\.self).max() else {
      return false
    }
    return settled < size && versions.allSatisfy { $0.fact.index < size } ? true : nil
  }
}

extension ReplicationState: MilestoneSource {
  fileprivate func saidTheSame(before size: Int64) -> Bool? {
    let facts = [proposed, started].compactMap(\.self) + progress.map(\.fact)
    return facts.allSatisfy { $0.index < size } ? true : nil
  }
}

extension ParticipationState: MilestoneSource {
  fileprivate func saidTheSame(before size: Int64) -> Bool? {
    let facts = [record.birth].compactMap(\.self) + representatives.map(\.assigned)
    return facts.allSatisfy { $0.index < size } ? true : nil
  }
}

extension PairingState: MilestoneSource {
  // What criteria ask of a pairing is set once it is formed, its completion and its party aside.
  fileprivate func saidTheSame(before size: Int64) -> Bool? {
    guard let formed, formed.index < size else { return false }
    if let completed, completed.index >= size { return nil }
    return memberChanges.allSatisfy { $0.fact.index < size } ? true : nil
  }
}

extension DeliverableState {
  /// Whether an acceptance was taken back after `now`, so that it stood otherwise then.
  func wasRevoked(after now: Instant) -> Bool { revocations.contains { $0.time > now } }
}
