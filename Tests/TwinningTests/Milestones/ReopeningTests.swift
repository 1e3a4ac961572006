import Testing

@testable import Twinning

/// Reopened milestones of made-up programmes in which much more is taken back than usual, found
/// again in the plainest way: by folding every stream of a pairing anew before and after every
/// correction, void and revocation in them.
@Suite struct `Reopened milestones as a plain search finds them` {
  @Test(arguments: [21, 22, 23, 24] as [UInt64])
  func `in a disturbed history`(seed: UInt64) throws {
    print("seed \(seed)")
    let disturbance = Disturbance(seed: seed)
    let history = try History.made(seed: seed, pairings: 6) { try disturbance.disturb($0, $1) }
    let world = history.world
    let views = NaiveViews(of: history)
    var moments = Array(disturbance.moments.shuffled(using: &disturbance.dice).prefix(30))
    moments.append(try #require(world.recordedTime))
    var reopened = 0
    for now in moments {
      let expected = views.milestones(now: now)
      reopened += expected.count { $0.flags.contains(.reopened) }
      compare(world, expected, now, "seed \(seed) as admitted")
    }
    #expect(disturbance.moments.count > 60, "seed \(seed)")
    #expect(reopened > 20, "seed \(seed)")
    // Replay notes what each event is, so that most need no look into the past.
    world.columns = history.columns
    for now in moments {
      compare(world, views.milestones(now: now), now, "seed \(seed) as replayed")
    }
  }

  private func compare(
    _ world: World, _ expected: [MilestoneProgress], _ now: Instant, _ about: String
  ) {
    let found = world.milestonesOfAllPairings(now: now)
    #expect(found.count == expected.count, "\(about)")
    for (one, other) in zip(found, expected) where one != other {
      Issue.record("\(about) at \(now): \(one) instead of \(other)")
    }
    for pairing in Set(expected.map(\.pairing)) {
      let alone = world.milestones(of: pairing, now: now)
      for (one, other) in zip(alone, expected.filter { $0.pairing == pairing }) where one != other {
        Issue.record("\(about) alone at \(now): \(one) instead of \(other)")
      }
    }
  }

}

/// The views of the pairings of a history by the definition: with every correction, void and
/// revocation in their streams, and all these streams as known before and with each.
private final class NaiveViews {
  let history: History

  /// Of each pairing the views made, by how many revocations and decisions about its cohort had
  /// happened: no other thing of later makes a view another one.
  private var known: [Ref: [Int: PairingView]] = [:]

  init(of history: History) { self.history = history }

  private var world: World { history.world }

  func milestones(now: Instant) -> [MilestoneProgress] {
    let pairings = Set(history.recorded.map(\.subject))
      .filter { world.interner.kind(of: $0) == .pairing && world.pairing($0) != nil }
    return pairings.sorted().flatMap { view(of: $0, now: now)?.milestones(now: now) ?? [] }
  }

  private func view(of pairing: Ref, now: Instant) -> PairingView? {
    guard let cohort = world.pairing(pairing)?.cohort else { return nil }
    let relations = relations(of: pairing, cohort)
    let decisions = history.recorded.count { event in
      event.time <= now
        && (event.subject == cohort
          || event.data.type == .acceptanceRevoked
            && relations.deliverables.contains(event.subject))
    }
    if let known = known[pairing]?[decisions] { return known }
    guard var view = view(of: pairing, relations, knownAt: world.size, now: now) else { return nil }
    for index in suspects(relations, pairing) {
      guard let before = self.view(of: pairing, relations, knownAt: index, now: now),
        let after = self.view(of: pairing, relations, knownAt: index + 1, now: now)
      else { continue }
      view.changes.append(PairingView.Change(by: index, before: before, after: after))
    }
    known[pairing, default: [:]][decisions] = view
    return view
  }

  /// The streams that ever named the pairing or, of those for all of a cohort, its cohort.
  private func relations(of pairing: Ref, _ cohort: Ref) -> PairingRelations {
    var naming: [Kind: Set<Ref>] = [:]
    for event in history.recorded {
      let kind = world.interner.kind(of: event.subject)
      event.data.forEachRef { ref in
        let isWide = kind == .activity || kind == .participation
        if ref == pairing || ref == cohort && isWide {
          naming[kind, default: []].insert(event.subject)
        }
      }
    }
    return PairingRelations(
      activities: naming[.activity, default: []].sorted(),
      deliverables: naming[.deliverable, default: []].sorted(),
      replications: naming[.replication, default: []].sorted(),
      participations: naming[.participation, default: []].sorted())
  }

  private func suspects(_ relations: PairingRelations, _ pairing: Ref) -> [Int64] {
    let streams = Set(
      [pairing] + relations.activities + relations.deliverables + relations.replications
        + relations.participations)
    return history.recorded.filter { event in
      guard streams.contains(event.subject) else { return false }
      if case .acceptanceRevoked = event.data { return true }
      return event.data.isAmendment
    }.map(\.index)
  }

  /// From a world that holds these streams as known then, in the cohort and the programme as known
  /// now.
  private func view(
    of pairing: Ref, _ relations: PairingRelations, knownAt size: Int64, now: Instant
  ) -> PairingView? {
    let past = World(interner: world.interner)
    for ref in Set(history.recorded.map(\.subject)) {
      switch world.interner.kind(of: ref) {
      case .ledger: set(ref, in: past, &past.ledger, nil)
      case .programme: set(ref, in: past, &past.programmes, nil)
      case .cohort: set(ref, in: past, &past.cohorts, nil)
      default: break
      }
    }
    set(pairing, in: past, &past.pairings, size)
    for ref in relations.activities { set(ref, in: past, &past.activities, size) }
    for ref in relations.deliverables { set(ref, in: past, &past.deliverables, size, now: now) }
    for ref in relations.replications { set(ref, in: past, &past.replications, size) }
    for ref in relations.participations { set(ref, in: past, &past.participations, size) }
    return past.view(of: pairing, now: now, relations: relations, withChanges: false)
  }

  /// With `now`, a deliverable as it stood before the first revocation after that.
  private func set<S: StreamState>(
    _ ref: Ref, in past: World, _ table: inout StateTable<S>, _ size: Int64?, now: Instant? = nil
  ) {
    var stream = Stream()
    for entry in world.stream(of: ref).recorded where entry.event.index < size ?? .max {
      stream.append(entry)
    }
    let zone = world.zone(of: ref)
    guard !stream.recorded.isEmpty, var state = try? world.fold(S.self, stream, zone: zone) else {
      return
    }
    let revocations = (state as? DeliverableState)?.revocations.map(\.time) ?? []
    if let now, let next = revocations.filter({ $0 > now }).min(),
      let then = try? world.fold(
        S.self, stream, zone: zone, until: next.adding(milliseconds: -1))
    {
      state = then
    }
    past.setState(state, of: ref, in: &table)
  }
}
