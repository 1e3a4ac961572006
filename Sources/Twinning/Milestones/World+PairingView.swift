/// Making the view of one pairing from its streams.
extension World {
  /// The view of `pairing` from `relations`, `withChanges` together with what took back a milestone
  /// that isn't achieved; nil where it was never formed or follows no known template.
  func view(
    of pairing: Ref, now: Instant, relations: PairingRelations, withChanges: Bool = true
  ) -> PairingView? {
    guard let slot = slot(of: pairing, in: &pairings), pairings[slot].exists else { return nil }
    let frame = pairings[slot].cohort.flatMap { self.frame(ofCohort: $0) }
    let zone = self.zone(of: pairing)
    guard
      var maker = PairingViewMaker(
        of: pairing, pairings[slot], frame, zone: zone, columns: columns)
    else { return nil }
    for ref in relations.activities {
      guard let slot = self.slot(of: ref, in: &activities) else { continue }
      maker.take(activities[slot], ref)
    }
    for ref in relations.participations {
      guard let slot = self.slot(of: ref, in: &participations), participations[slot].exists,
        let city = participations[slot].city, maker.concerns(city, participations[slot].role)
      else { continue }
      maker.note(participations[slot])
      maker.take(participations[slot], city: city, role: participations[slot].role)
    }
    for ref in relations.replications {
      guard let slot = self.slot(of: ref, in: &replications) else { continue }
      maker.take(replications[slot])
    }
    for ref in relations.deliverables {
      guard let slot = self.slot(of: ref, in: &deliverables) else { continue }
      maker.take(deliverables[slot])
    }
    let (doubts, suspects) = (maker.doubts, maker.suspects)
    var view = maker.finish()
    if withChanges {
      view.findChanges(doubts, now: now) {
        (suspects, PairingPast(of: pairing, zone: zone, relations: relations, in: self))
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
    while !open.isEmpty, let index = suspects.popLast() {
      guard let before = past.view(at: index) else { continue }
      let isUndecided = open.map { before.achievement(of: $0, now: now) == nil }
      if isUndecided.allSatisfy(\.self) { continue }
      guard let after = past.view(at: index + 1) else { continue }
      changes.insert(Change(by: index, before: before, after: after), at: 0)
      open = zip(open, isUndecided).filter(\.1).map(\.0)
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

  /// The streams that were read, each once.
  private var streams: [Ref: Stream] = [:]

  init(of pairing: Ref, zone: Zone, relations: PairingRelations, in world: World) {
    self.world = world
    self.pairing = pairing
    self.zone = zone
    self.relations = relations
  }

  /// The view as known at a size of the log; nil where the pairing wasn't formed then.
  ///
  /// - Complexity: O(n) in the events of the streams, those aside that are as they were.
  mutating func view(at size: Int64) -> PairingView? {
    guard let state = known(world.pairing(pairing), pairing, size) else { return nil }
    let frame = state.cohort.flatMap { world.frame(ofCohort: $0) }
    guard
      var maker = PairingViewMaker(
        of: pairing, state, frame, zone: zone, columns: world.columns)
    else { return nil }
    for ref in relations.activities {
      if let state = known(world.activity(ref), ref, size) { maker.take(state, ref) }
    }
    for ref in relations.participations {
      let current = world.participation(ref)
      guard let named = current ?? known(nil, ref, size), let city = named.city,
        maker.concerns(city, named.role), let state = known(current, ref, size)
      else { continue }
      maker.take(state, city: city, role: named.role)
    }
    for ref in relations.replications {
      if let state = known(world.replication(ref), ref, size) { maker.take(state) }
    }
    for ref in relations.deliverables {
      if let state = known(world.deliverable(ref), ref, size) { maker.take(state) }
    }
    return maker.finish()
  }

  /// The state as known then: the current one where nothing was recorded since.
  private mutating func known<S: StreamState>(_ current: S?, _ ref: Ref, _ size: Int64) -> S? {
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
