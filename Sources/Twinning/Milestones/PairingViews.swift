/// The views of all pairings of a world, made one after the other.
final class PairingViews {
  private let world: World
  private let tables: WorldTables
  private let columns: EventColumns
  private let buckets: PairingBuckets

  /// By the slots of the cohorts.
  private let frames: [PairingFrame?]
  private let zones: [Zone?]

  /// Of each cohort the last base date that was met, and when milestones are due by it: its
  /// pairings mostly have the same.
  private var planned: [(base: CivilDate, dues: [PairingView.PlannedDue])?]

  /// By the slots of the participations: the city, or none where it isn't in effect. To look at
  /// each state of a cohort for each of its pairings would cost more than all the rest.
  private let cities: ContiguousArray<Ref>

  private let now: Instant

  /// Of what happened up to `now`.
  ///
  /// - Complexity: O(n) in the states of the world.
  init(of world: World, _ tables: WorldTables, now: Instant) {
    self.now = now
    self.world = world
    self.tables = tables
    columns = world.columns
    buckets = PairingBuckets(of: world, tables)
    var frames = [PairingFrame?](repeating: nil, count: tables.cohorts.count)
    var zones = [Zone?](repeating: nil, count: tables.cohorts.count)
    for slot in tables.cohorts.indices where tables.cohorts[slot].exists {
      frames[slot] = world.frame(ofCohort: tables.cohortRefs[slot], now: now)
      zones[slot] = world.zone(of: tables.cohortRefs[slot])
    }
    self.frames = frames
    planned = Array(repeating: nil, count: frames.count)
    self.zones = zones
    cities = ContiguousArray(
      tables.participations.indices.map {
        tables.participations[$0].exists ? tables.participations[$0].city ?? .none : .none
      })
  }

  /// The slots of all pairings in effect, by the order of first mention of the pairings.
  var slots: [Int] {
    tables.pairings.indices.filter { tables.pairings[$0].exists }
      .sorted { tables.pairingRefs[$0] < tables.pairingRefs[$1] }
  }

  /// The view of the pairing whose state stands at `slot`; nil where it has none.
  func view(at slot: Int) -> PairingView? {
    guard let cohort = tables.slot(tables.pairings[slot].cohort), let zone = zones[cohort] else {
      return nil
    }
    let pairing = tables.pairingRefs[slot]
    guard
      var maker = PairingViewMaker(
        of: pairing, tables.pairings, slot, frames[cohort], zone: zone, columns: columns)
    else { return nil }
    let (own, wide) = buckets.activities(ofPairing: slot, inCohort: cohort)
    maker.reserve(exchanges: own.count + wide.count)
    for activity in own {
      maker.take(tables.activities, Int(activity), tables.activityRefs[Int(activity)])
    }
    for activity in wide where !own.contains(activity) {
      maker.take(tables.activities, Int(activity), tables.activityRefs[Int(activity)])
    }
    for participation in buckets.participations[cohort] {
      let city = cities[Int(participation)]
      if city == .none || !maker.concerns(city) { continue }
      take(participation: Int(participation), of: city, &maker)
    }
    for replication in buckets.replications[slot] {
      maker.take(tables.replications, Int(replication))
    }
    for deliverable in buckets.deliverables[slot] {
      take(deliverable: Int(deliverable), &maker)
    }
    let doubts = maker.doubts
    let suspects = doubts.isEmpty ? [] : maker.suspects
    var view = maker.finish()
    view.planned = planned(view, inCohort: cohort)
    view.findChanges(doubts, now: now) {
      let relations = buckets.relations(ofPairing: slot, inCohort: cohort, tables)
      return (
        suspects, PairingPast(of: pairing, zone: zone, relations: relations, in: world, now: now)
      )
    }
    return view
  }

  /// Takes a deliverable as it stood: one whose acceptance was taken back later was accepted then.
  private func take(deliverable slot: Int, _ maker: inout PairingViewMaker) {
    guard tables.deliverables[slot].wasRevoked(after: now) else {
      return maker.take(tables.deliverables, slot)
    }
    let ref = tables.deliverableRefs[slot]
    if let past = world.deliverable(ref, at: now) { maker.take([past], 0) }
  }

  private func planned(_ view: PairingView, inCohort cohort: Int) -> [PairingView.PlannedDue] {
    guard let base = view.base else { return [] }
    if let known = planned[cohort], known.base == base { return known.dues }
    let dues = view.plannedDues
    planned[cohort] = (base, dues)
    return dues
  }

  private func take(participation slot: Int, of city: Ref, _ maker: inout PairingViewMaker) {
    let role = tables.participations[slot].role
    guard maker.concerns(city, role) else { return }
    maker.note(participation: tables.participations[slot].record.amendments)
    maker.take(tables.participations, slot, city: city, role: role)
  }
}
