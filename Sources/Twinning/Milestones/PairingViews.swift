/// The views of all pairings of a world, made one after the other.
struct PairingViews {
  private let world: World
  private let tables: WorldTables
  private let buckets: PairingBuckets

  /// By the slots of the cohorts.
  private let frames: [PairingFrame?]
  private let zones: [Zone?]

  /// - Complexity: O(n) in the states of the world.
  init(of world: World, _ tables: WorldTables) {
    self.world = world
    self.tables = tables
    buckets = PairingBuckets(of: world, tables)
    var frames = [PairingFrame?](repeating: nil, count: tables.cohorts.count)
    var zones = [Zone?](repeating: nil, count: tables.cohorts.count)
    for slot in tables.cohorts.indices where tables.cohorts[slot].exists {
      frames[slot] = world.frame(ofCohort: tables.cohortRefs[slot])
      zones[slot] = world.zone(of: tables.cohortRefs[slot])
    }
    self.frames = frames
    self.zones = zones
  }

  /// The slots of all pairings in effect, by the order of first mention of the pairings.
  var slots: [Int] {
    tables.pairings.indices.filter { tables.pairings[$0].exists }
      .sorted { tables.pairingRefs[$0] < tables.pairingRefs[$1] }
  }

  /// The view of the pairing whose state stands at `slot`; nil where it has none.
  func view(at slot: Int, now: Instant) -> PairingView? {
    guard let cohort = tables.slot(tables.pairings[slot].cohort), let zone = zones[cohort] else {
      return nil
    }
    let pairing = tables.pairingRefs[slot]
    guard
      var maker = PairingViewMaker(
        of: pairing, tables.pairings[slot], frames[cohort], zone: zone, columns: world.columns)
    else { return nil }
    buckets.forEachActivity(ofPairing: slot, inCohort: cohort) { activity in
      maker.take(tables.activities[activity], tables.activityRefs[activity])
    }
    for participation in buckets.participations[cohort] {
      take(tables.participations[Int(participation)], &maker)
    }
    for replication in buckets.replications[slot] {
      maker.take(tables.replications[Int(replication)])
    }
    for deliverable in buckets.deliverables[slot] {
      maker.take(tables.deliverables[Int(deliverable)])
    }
    let doubts = maker.doubts
    let suspects = doubts.isEmpty ? [] : maker.suspects
    var view = maker.finish()
    view.findChanges(doubts, now: now) {
      let relations = buckets.relations(ofPairing: slot, inCohort: cohort, tables)
      return (suspects, PairingPast(of: pairing, zone: zone, relations: relations, in: world))
    }
    return view
  }

  @inline(__always)
  private func take(_ participation: borrowing ParticipationState, _ maker: inout PairingViewMaker)
  {
    guard participation.exists, let city = participation.city,
      maker.concerns(city, participation.role)
    else { return }
    maker.note(participation)
    maker.take(participation, city: city, role: participation.role)
  }
}
