/// The states of a world by the cohort or call that they belong to, for those who ask for figures
/// about one cohort after the other: each then costs what belongs to it, and not the whole world.
///
/// Only what applications, participations, pairings, exchanges and replications are counted from is
/// in a part.
struct WorldParts {
  let whole: WorldTables
  private let rest: WorldTables
  private var ofCohorts: [Ref: WorldTables.Members] = [:]
  private var ofCalls: [Ref: [Int]] = [:]

  /// - Complexity: O(subjects).
  init(of world: World) {
    whole = WorldTables(of: world)
    rest = whole.withoutMembers()
    for slot in whole.participations.indices where whole.participationRefs[slot] != .none {
      guard let cohort = whole.participations[slot].cohort else { continue }
      ofCohorts[cohort, default: WorldTables.Members()].participations.append(slot)
    }
    for slot in whole.pairings.indices where whole.pairingRefs[slot] != .none {
      guard let cohort = whole.pairings[slot].cohort else { continue }
      ofCohorts[cohort, default: WorldTables.Members()].pairings.append(slot)
    }
    for slot in whole.activities.indices where whole.activityRefs[slot] != .none {
      for cohort in cohorts(ofActivityAt: slot) {
        ofCohorts[cohort, default: WorldTables.Members()].activities.append(slot)
      }
    }
    for slot in whole.replications.indices where whole.replicationRefs[slot] != .none {
      guard let cohort = cohort(ofPairing: whole.replications[slot].pairing) else { continue }
      ofCohorts[cohort, default: WorldTables.Members()].replications.append(slot)
    }
    for slot in whole.applications.indices where whole.applicationRefs[slot] != .none {
      if let call = whole.applications[slot].call { ofCalls[call, default: []].append(slot) }
      if let cohort = whole.applications[slot].outcome?.cohort {
        ofCohorts[cohort, default: WorldTables.Members()].applications.append(slot)
      }
    }
  }

  private func cohort(ofPairing ref: Ref?) -> Ref? {
    whole.slot(ref).flatMap { whole.pairings[$0].cohort }
  }

  private func cohorts(ofActivityAt slot: Int) -> Set<Ref> {
    var cohorts = Set(whole.activities[slot].pairings.compactMap { cohort(ofPairing: $0) })
    if let own = whole.activities[slot].cohort { cohorts.insert(own) }
    return cohorts
  }

  /// The tables from which figures about `scope` come out as from the whole: those of its cohorts
  /// and calls where it names a programme, a cohort or a pairing and nothing else.
  ///
  /// - Complexity: O(what is in them), and a copy of where the subjects stand.
  func tables(for scope: ReportScope) -> WorldTables {
    guard scope.hasFrame, !scope.hasPlace, scope.theme == nil else { return whole }
    let cohorts = whole.cohorts.indices.filter { slot in
      let ref = whole.cohortRefs[slot]
      return (scope.programme == nil || whole.cohorts[slot].programme == scope.programme)
        && (scope.cohort == nil || ref == scope.cohort)
        && (scope.pairing == nil || ref == cohort(ofPairing: scope.pairing))
    }
    var members = WorldTables.Members()
    var calls: Set<Ref> = []
    for slot in cohorts {
      calls.formUnion(whole.cohorts[slot].calls)
      guard let own = ofCohorts[whole.cohortRefs[slot]] else { continue }
      members.applications += own.applications
      members.participations += own.participations
      members.pairings += own.pairings
      members.activities += own.activities
      members.replications += own.replications
    }
    for call in ofCalls.keys {
      let isOfProgramme =
        scope.programme != nil
        && whole.slot(call).flatMap { whole.calls[$0].programme } == scope.programme
      if isOfProgramme || calls.contains(call) { members.applications += ofCalls[call] ?? [] }
    }
    members.applications = Set(members.applications).sorted()
    members.activities = Set(members.activities).sorted()
    return rest.adding(members, of: whole)
  }

  /// The applications to one call, and nothing else.
  func tables(ofCall call: Ref) -> WorldTables {
    var members = WorldTables.Members()
    members.applications = ofCalls[call] ?? []
    return rest.adding(members, of: whole)
  }
}
