/// Which subjects a report's filters let through. Themes are left to each figure: they are those
/// of the event itself.
struct ScopeMembership {
  let scope: ReportScope
  let tables: WorldTables

  /// By slot: in the programme, cohort and pairing asked for, whatever the place.
  private(set) var cohortIsInFrame: ContiguousArray<Bool>
  private(set) var pairingIsInFrame: ContiguousArray<Bool>

  /// By slot: also of the place asked for.
  private(set) var pairingIsIn: ContiguousArray<Bool>
  private(set) var participationIsIn: ContiguousArray<Bool>
  private(set) var applicationIsIn: ContiguousArray<Bool>
  private(set) var activityIsIn: ContiguousArray<Bool>
  private(set) var claimIsIn: ContiguousArray<Bool>

  init(_ scope: ReportScope, _ tables: WorldTables) {
    self.scope = scope
    self.tables = tables
    cohortIsInFrame = ContiguousArray(repeating: false, count: tables.cohorts.count)
    pairingIsInFrame = ContiguousArray(repeating: false, count: tables.pairings.count)
    pairingIsIn = pairingIsInFrame
    participationIsIn = ContiguousArray(repeating: false, count: tables.participations.count)
    applicationIsIn = ContiguousArray(repeating: false, count: tables.applications.count)
    activityIsIn = ContiguousArray(repeating: false, count: tables.activities.count)
    claimIsIn = ContiguousArray(repeating: false, count: tables.claims.count)
    guard scope.hasFrame || scope.hasPlace else {
      takeAll()
      return
    }
    findCohorts()
    findPairings()
    findParticipations()
    findApplications()
    findActivities()
    findClaims()
  }

  /// Nothing is asked for: all that exist are in.
  private mutating func takeAll() {
    for slot in cohortIsInFrame.indices { cohortIsInFrame[slot] = tables.cohorts[slot].exists }
    for slot in pairingIsIn.indices { pairingIsIn[slot] = tables.pairings[slot].exists }
    pairingIsInFrame = pairingIsIn
    for slot in participationIsIn.indices {
      participationIsIn[slot] = tables.participations[slot].exists
    }
    for slot in applicationIsIn.indices {
      applicationIsIn[slot] = tables.applications[slot].exists
    }
    for slot in activityIsIn.indices { activityIsIn[slot] = tables.activities[slot].exists }
    for slot in claimIsIn.indices { claimIsIn[slot] = tables.claims[slot].exists }
  }

  private mutating func findCohorts() {
    let ofPairing = tables.slot(scope.pairing).flatMap { tables.pairings[$0].cohort }
    for slot in tables.cohorts.indices where tables.cohorts[slot].exists {
      let ref = tables.cohortRefs[slot]
      cohortIsInFrame[slot] =
        (scope.programme == nil || tables.cohorts[slot].programme == scope.programme)
        && (scope.cohort == nil || ref == scope.cohort)
        && (scope.pairing == nil || ref == ofPairing)
    }
  }

  /// Whether a cohort is in the frame; one that isn't known is where nothing is asked for.
  func isInFrame(cohort: Ref?) -> Bool {
    tables.slot(cohort).map { cohortIsInFrame[$0] } ?? !scope.hasFrame
  }

  /// Whether a pairing is in the frame; one that isn't known is where nothing is asked for.
  func isInFrame(pairing: Ref?) -> Bool {
    tables.slot(pairing).map { pairingIsInFrame[$0] } ?? !scope.hasFrame
  }

  /// Whether a pairing is in the frame and of the place asked for.
  func isIn(pairing: Ref?) -> Bool {
    tables.slot(pairing).map { pairingIsIn[$0] } ?? (!scope.hasFrame && !scope.hasPlace)
  }

  private mutating func findPairings() {
    for slot in tables.pairings.indices where tables.pairings[slot].exists {
      let isInFrame =
        isInFrame(cohort: tables.pairings[slot].cohort)
        && (scope.pairing == nil || tables.pairingRefs[slot] == scope.pairing)
      pairingIsInFrame[slot] = isInFrame
      pairingIsIn[slot] = isInFrame && (!scope.hasPlace || isOfPlace(pairingAt: slot))
    }
  }

  /// Whether one of its cities, now or earlier, is of the place.
  private func isOfPlace(pairingAt slot: Int) -> Bool {
    if tables.pairings[slot].twinCity.map(isOfPlace) ?? false { return true }
    return tables.pairings[slot].hostCities.contains(where: isOfPlace)
      || tables.pairings[slot].peers.contains(where: isOfPlace)
      || tables.pairings[slot].memberChanges.contains { isOfPlace($0.city) }
  }

  /// Whether `city` is the one, or in the country, that is asked for.
  func isOfPlace(_ city: Ref) -> Bool {
    if let wanted = scope.city, wanted != city { return false }
    guard let country = scope.country else { return true }
    return tables.slot(city).flatMap { tables.cities[$0].country } == country
  }

  private mutating func findParticipations() {
    let ofPairing = tables.slot(scope.pairing).map { parties(ofPairingAt: $0) }
    for slot in tables.participations.indices where tables.participations[slot].exists {
      guard isInFrame(cohort: tables.participations[slot].cohort) else { continue }
      let city = tables.participations[slot].city
      if let ofPairing, !(city.map { ofPairing.contains($0) } ?? false) { continue }
      participationIsIn[slot] = !scope.hasPlace || (city.map(isOfPlace) ?? false)
    }
  }

  private func parties(ofPairingAt slot: Int) -> [Ref] {
    tables.pairings[slot].cities + tables.pairings[slot].memberChanges.map(\.city)
  }

  private mutating func findApplications() {
    var ofPairing: Set<Ref> = []
    if scope.pairing != nil {
      for slot in tables.participations.indices where participationIsIn[slot] {
        if let application = tables.participations[slot].application {
          ofPairing.insert(application)
        }
      }
    }
    var calls: Set<Ref> = []
    for slot in tables.cohorts.indices where cohortIsInFrame[slot] {
      calls.formUnion(tables.cohorts[slot].calls)
    }
    for slot in tables.applications.indices where tables.applications[slot].exists {
      if scope.hasPlace, !(tables.applications[slot].city.map(isOfPlace) ?? false) { continue }
      applicationIsIn[slot] = isInFrame(applicationAt: slot, calls, ofPairing)
    }
  }

  private func isInFrame(
    applicationAt slot: Int, _ calls: Set<Ref>, _ ofPairing: Set<Ref>
  ) -> Bool {
    if scope.pairing != nil { return ofPairing.contains(tables.applicationRefs[slot]) }
    let call = tables.applications[slot].call
    if let cohort = scope.cohort, tables.applications[slot].outcome?.cohort != cohort,
      !(call.map { calls.contains($0) } ?? false)
    {
      return false
    }
    guard let programme = scope.programme else { return true }
    return tables.slot(call).flatMap { tables.calls[$0].programme } == programme
  }

  private mutating func findActivities() {
    for slot in tables.activities.indices where tables.activities[slot].exists {
      guard isInFrame(activityAt: slot) else { continue }
      activityIsIn[slot] = !scope.hasPlace || isOfPlace(activityAt: slot)
    }
  }

  /// An activity for a whole cohort belongs to the cohort, and to none of its pairings.
  private func isInFrame(activityAt slot: Int) -> Bool {
    if !scope.hasFrame { return true }
    if tables.activities[slot].pairings.contains(where: { isInFrame(pairing: $0) }) { return true }
    guard scope.pairing == nil, let cohort = tables.activities[slot].cohort else { return false }
    return isInFrame(cohort: cohort)
  }

  /// A claim is its participation's; to a pairing it belongs by the activity travelled to.
  private mutating func findClaims() {
    for slot in tables.claims.indices where tables.claims[slot].exists {
      guard let participation = tables.slot(tables.claims[slot].participation),
        participationIsIn[participation]
      else { continue }
      claimIsIn[slot] =
        scope.pairing == nil
        || (tables.slot(tables.claims[slot].activity).map { isInFrame(activityAt: $0) } ?? false)
    }
  }

  /// Whether the place hosted or took part; before an activity is held, whether it is to.
  private func isOfPlace(activityAt slot: Int) -> Bool {
    if tables.activities[slot].hostCity.map(isOfPlace) ?? false { return true }
    if tables.activities[slot].held != nil {
      return tables.activities[slot].held?.participants?.byCity.contains {
        $0.total > 0 && isOfPlace($0.cityID)
      } ?? false
    }
    return tables.activities[slot].pairings.contains {
      tables.slot($0).map { isOfPlace(pairingAt: $0) } ?? false
    }
  }
}
