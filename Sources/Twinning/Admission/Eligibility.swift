/// What was known when something was decided: events before an index that had happened by a time
/// (L16).
public struct DecisionPoint: Hashable, Sendable {
  /// Only events before this index were known.
  public var index: Int64

  /// Only what had happened by then could count.
  public var time: Instant

  /// A point of the log and of time.
  public init(index: Int64, time: Instant) {
    self.index = index
    self.time = time
  }

  /// The point of a decision that the ledger holds.
  init(_ decision: Fact) { self.init(index: decision.index, time: decision.time) }

  /// Everything that is known.
  public static let today = DecisionPoint(index: .max, time: .distantFuture)
}

/// Eligibility, derived from a call's own data.
extension World {
  /// What the rules of its call say of an application: places and countries as of the call's
  /// reference date **and** as known at `decision`, the rules as in force then (L16).
  ///
  /// One check for each status, role and bound that the call names, with the value that it was
  /// judged on; `NR` where that isn't reported. Empty where the call's eligibility isn't reported.
  /// What the programme office gave as its checks stands in the verdict; these are to compare.
  public func eligibility(
    of application: Ref, at decision: DecisionPoint
  ) -> [EligibilityCheck] {
    eligibility(of: application, rulesAt: decision, knowing: decision)
  }

  /// The checks that come out otherwise today than at the last verdict, for the same rules: what
  /// was known changed, perhaps with effect from before. The decision stands (L16).
  ///
  /// - Complexity: O(n) in the events of the city, its country, the call and the participations.
  public func checksChangedSinceVerdict(
    of application: Ref
  ) -> [(then: EligibilityCheck, today: EligibilityCheck)] {
    guard let verdict = self.application(application)?.verdict else { return [] }
    let decision = DecisionPoint(verdict.fact)
    let then = eligibility(of: application, rulesAt: decision, knowing: decision)
    let today = eligibility(of: application, rulesAt: decision, knowing: .today)
    return zip(then, today).filter { $0.result != $1.result }.map { (then: $0, today: $1) }
  }

  /// Whether an application judged before would be found eligible where it wasn't, or the other
  /// way round, by what is known today. It changes nothing.
  public func wouldBeDecidedDifferentlyToday(_ application: Ref) -> Bool {
    guard let verdict = self.application(application)?.verdict else { return false }
    let decision = DecisionPoint(verdict.fact)
    let then = eligibility(of: application, rulesAt: decision, knowing: decision)
    let today = eligibility(of: application, rulesAt: decision, knowing: .today)
    return then.contains { $0.result == .notMet } != today.contains { $0.result == .notMet }
  }

  private func eligibility(
    of ref: Ref, rulesAt decision: DecisionPoint, knowing point: DecisionPoint
  ) -> [EligibilityCheck] {
    guard let application = application(ref), let city = application.city,
      let callRef = application.call,
      let call = known(CallState.self, callRef, current: call(callRef), at: decision),
      let eligibility = call.rules.eligibility
    else { return [] }
    let zone = zone(of: callRef)
    // Decided before the day that the call names, only what was known is left to go by.
    let day = call.rules.referenceDate?.interval(in: zone) ?? Interval(decision.time)
    var judgement = Judgement(
      zone: zone, day: day, city: known(CityState.self, city, current: self.city(city), at: point))
    judgement.judgeStatuses(eligibility)
    for role in eligibility.notParticipatingAs.words {
      let taking = participation(of: city, as: role, on: day, in: call.programme, at: point)
      judgement.judge(role, participation: taking.map { interner.slug(of: $0) })
    }
    if !eligibility.associationAnyOf.isEmpty {
      let country = judgement.city?.country.flatMap {
        known(CountryState.self, $0, current: self.country($0), at: point)
      }
      judgement.judge(eligibility.associationAnyOf, country)
    }
    judgement.judgePopulation(eligibility)
    return judgement.checks
  }

  /// A stream's state as it was known at `point`; nil where it didn't exist then.
  private func known<S: StreamState>(
    _ type: S.Type, _ ref: Ref, current: S?, at point: DecisionPoint
  ) -> S? {
    if point.index >= size { return state(type, of: ref, current: current, at: point.time) }
    var past = Stream()
    for entry in stream(of: ref).recorded where entry.event.index < point.index {
      past.append(entry)
    }
    let state = try? fold(type, past, zone: zone(of: ref), until: point.time)
    guard let state, state.exists else { return nil }
    return state
  }

  /// A participation of `city` in a role that went on during `day`, as known at `point`.
  private func participation(
    of city: Ref, as role: ParticipantRole, on day: Interval, in programme: Ref?,
    at point: DecisionPoint
  ) -> Ref? {
    subjects(.participation, mentioning: city).first { ref in
      let current = participation(ref)
      guard
        let state = known(ParticipationState.self, ref, current: current, at: point),
        state.city == city, state.role == role, self.programme(of: ref) == programme,
        let begun = state.history.first, begun.fact.time <= day.end
      else { return false }
      guard let ending = state.ending else { return true }
      let end = ending.effectiveOn?.interval(in: zone(of: ref)).start ?? ending.fact.time
      return end > day.start
    }
  }
}

/// The checks of one application, as they are made.
private struct Judgement {
  let zone: Zone
  let day: Interval
  let city: CityState?
  var checks: [EligibilityCheck] = []

  init(zone: Zone, day: Interval, city: CityState?) {
    self.zone = zone
    self.day = day
    self.city = city
  }

  private mutating func note(_ rule: String, _ isMet: Bool, _ value: String) {
    var check = EligibilityCheck()
    check.ruleID = Text(rule)
    check.result = isMet ? .met : .notMet
    check.referenceValue = Text(value)
    checks.append(check)
  }

  mutating func judgeStatuses(_ eligibility: Eligibility) {
    for status in eligibility.statusesRequired.words {
      let standing = standing(status)
      note("statuses_required.\(status.word)", standing != nil, written(standing))
    }
    for status in eligibility.statusesForbidden.words {
      let standing = standing(status)
      note("statuses_forbidden.\(status.word)", standing == nil, written(standing))
    }
  }

  private func standing(_ status: MissionStatus) -> CityState.Standing? {
    city?.standings.last { $0.status == status && $0.holds(at: day.start, in: zone) }
  }

  private func written(_ standing: CityState.Standing?) -> String {
    guard let standing else { return "none" }
    return "\(standing.status.word) from \(standing.validFrom)"
  }

  mutating func judge(_ role: ParticipantRole, participation: String?) {
    note("not_participating_as.\(role.word)", participation == nil, participation ?? "none")
  }

  mutating func judge(_ demands: [AssociationDemand], _ country: CountryState?) {
    guard let held = country?.association(at: day.start, in: zone) else {
      return note("association_any_of", false, "none")
    }
    let isMet = demands.contains { $0.scope == held.scope && $0.status == held.status }
    let status = held.status?.word ?? "NR"
    let scope = held.scope?.word ?? "NR"
    let from = held.validFrom.map { "\($0)" } ?? "NR"
    note("association_any_of", isMet, "\(status) \(scope) from \(from)")
  }

  /// Only a number of the place itself counts; that of a part of it or of a stand-in proves
  /// nothing.
  mutating func judgePopulation(_ eligibility: Eligibility) {
    let population = city?.population.flatMap { $0.covers == .entity ? $0.value : nil }
    let value = population.map { String($0) } ?? "NR"
    if let least = eligibility.populationMin {
      note("population_min", population.map { $0 >= least } ?? false, value)
    }
    if let most = eligibility.populationMax {
      note("population_max", population.map { $0 <= most } ?? false, value)
    }
  }
}
