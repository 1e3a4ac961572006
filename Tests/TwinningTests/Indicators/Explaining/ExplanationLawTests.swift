import Testing

@testable import Twinning

/// Explanations over made-up histories in which much is corrected, voided and recorded late, held
/// against the figures and against the plain events.
@Suite struct `Explanations hold for every figure and key` {
  @Test(arguments: [33, 32] as [UInt64])
  func `in a disturbed history`(seed: UInt64) throws {
    let disturbance = Disturbance(seed: seed, choosing: Self.isDisturbed)
    let history = try History.made(seed: seed, programmes: 2, pairings: 4) {
      try disturbance.disturb($0, $1)
    }
    #expect(history.voided.count > 20 && !history.corrections.isEmpty, "seed \(seed)")
    try check(history, seed)
  }

  @Test(arguments: [20_240_917] as [UInt64])
  func `in a history with its own mistakes`(seed: UInt64) throws {
    let history = try History.made(seed: seed, programmes: 2, pairings: 4)
    #expect(history.corrections.count > 5, "seed \(seed)")
    try check(history, seed)
  }

  private func check(_ history: History, _ seed: UInt64) throws {
    print("seed \(seed)")
    history.world.columns = history.columns
    var seen: Set<String> = []
    for (scope, about) in try Self.scopes(history) {
      let plain = history.summary(scope)
      for figure in plain.figures {
        let check = try FigureCheck(history, scope, figure, "seed \(seed), \(about)")
        try check.run()
        seen.formUnion(check.seen)
      }
    }
    let met = [
      "afterEnd", "afterMoment", "corrects", "elsewhere", "has_estimates", "notInScope",
      "not_accepted", "not_eligible", "otherTheme", "outsidePeriod", "owner", "plan_open",
      "recordedOutsidePeriod", "superseded", "themeless", "voided", "voids",
    ]
    #expect(seen.isSuperset(of: met), "seed \(seed) never met \(Set(met).subtracting(seen))")
  }

  /// What may be taken back without taking the programme along: no beginnings but of activities.
  private static func isDisturbed(_ type: EventType) -> Bool {
    switch type.kind {
    case .activity?, nil: true
    case .participation?, .pairing?, .practice?, .replication?, .deliverable?: !type.isBirth
    case .application?: type != .applicationSubmitted && !type.isBirth
    default: false
    }
  }

  static func scopes(_ history: History) throws -> [(ReportScope, String)] {
    let zone = try Zone("Europe/Brussels")
    func period(_ from: String, _ to: String) throws -> ReportPeriod? {
      ReportPeriod(
        from: PointInTime(day: try CivilDate(from)), to: PointInTime(day: try CivilDate(to)),
        in: zone)
    }
    let halves = [
      try period("2024-01-01", "2024-07-01"), try period("2024-07-01", "2025-01-01"),
      try period("2025-03-01", "2025-03-01"),
    ]
    let world = history.world
    let pairing = world.subjects(of: .pairing).first { world.pairing($0)?.formed != nil }
    let city = pairing.flatMap { world.pairing($0)?.cities.first }
    return [
      (ReportScope(), "everything"), (ReportScope(period: halves[0]), "the first half"),
      (ReportScope(period: halves[1]), "the second half"), (ReportScope(period: halves[2]), "none"),
      (ReportScope(programme: world.subjects(of: .programme).last), "a programme"),
      (ReportScope(cohort: world.subjects(of: .cohort).last, period: halves[1]), "a cohort"),
      (ReportScope(pairing: pairing), "a pairing"), (ReportScope(city: city), "a city"),
      (ReportScope(country: city.flatMap { world.city($0)?.country }), "a country"),
      (ReportScope(theme: .mobility, period: halves[0]), "a theme"),
    ]
  }
}

/// One figure and all its keys.
private final class FigureCheck {
  let history: History
  let scope: ReportScope
  let figure: Figure
  let about: String
  private(set) var seen: Set<String> = []
  private let trace: FigureTrace
  private let summary: ImpactSummary

  init(_ history: History, _ scope: ReportScope, _ figure: Figure, _ about: String) throws {
    self.history = history
    self.scope = scope
    self.figure = figure
    self.about = "\(about), \(figure.id)"
    trace = FigureTrace(of: figure.id)
    var summary = history.world.impact(
      of: scope, now: try #require(history.world.recordedTime), columns: history.columns,
      root: nil, trace: trace)
    summary.figures.removeAll { $0.id != figure.id }
    self.summary = summary
  }

  func run() throws {
    #expect(summary.figures == [figure], "\(about): tracing changes the figure")
    for key in [nil] + figure.values.map({ Optional($0.key) }) {
      let explanation = Explanation(summary: summary, key: key, events: [])
      var explainer = Explainer(history.world, explanation, trace, history.columns)
      let events = explainer.events()
      let about = "\(self.about)/\(key ?? "")"
      let values = figure.values.filter { key == nil || $0.key == key }
      let behind = Set(values.flatMap(\.events))
      #expect(
        events.filter(\.counts).map(\.index) == behind.sorted(), "\(about): other events count")
      #expect(
        Set(history.recorded.filter(isInQuestion).map(\.index))
          .isSubset(of: events.map(\.index)), "\(about): events are missing")
      let counting = behind
      for event in events {
        check(event, counting, key, about)
      }
      checkSides(events, key, about)
    }
  }

  private func isInQuestion(_ event: Event) -> Bool {
    FigureEvidence.of(figure.id).looks(at: event.data.type)
  }

  private func checkSides(_ events: [ExplainedEvent], _ key: String?, _ about: String) {
    guard let key, let value = figure.value(key), value.denominator != nil, value.unit != .hours,
      value.unit != .personHours, scope.theme == nil
    else { return }
    #expect(events.allSatisfy { !$0.counts || $0.side != nil }, "\(about)")
    let below = events.count { $0.side == .denominator || $0.side == .both }
    // What was due and never came has no event.
    let hasEvents = value.denominator != 0 && figure.id != "I24"
    #expect(!hasEvents || below > 0, "\(about)")
  }

  // MARK: Reasons

  private lazy var effective = Dictionary(
    uniqueKeysWithValues: history.effective.map { ($0.index, $0) })

  private func check(
    _ event: ExplainedEvent, _ counting: Set<Int64>, _ key: String?, _ about: String
  ) {
    var words: String { "\(about): \(event)" }
    #expect(event.index < history.world.size)
    let recorded = history.recorded[Int(event.index)]
    #expect(recorded.subject == event.subject && recorded.data.type == event.type, "\(words)")
    #expect(event.correctedBy == history.corrections[event.index] ?? [], "\(words)")
    if let own = effective[event.index] { #expect(own.time == event.time, "\(words)") }
    if let before = event.timeAsRecorded { #expect(before == recorded.time, "\(words)") }
    guard let leftOut = event.leftOut else {
      #expect((event.role != nil) != (event.corrects != nil), "\(words)")
      return
    }
    seen.insert(Self.code(leftOut))
    #expect(isTrue(leftOut, of: event, recorded, counting, key), "\(words)")
  }

  static func code(_ leftOut: LeftOut) -> String {
    if case .circumstance(let one) = leftOut { return one.rawValue }
    return String(String(describing: leftOut).prefix { $0 != "(" })
  }

  /// Whether a reason is so, by the plain events alone as far as they tell.
  private func isTrue(
    _ leftOut: LeftOut, of event: ExplainedEvent, _ recorded: Event, _ counting: Set<Int64>,
    _ key: String?
  ) -> Bool {
    let data = { (index: Int64) in self.history.recorded[Int(index)].data }
    // How the log was kept goes by when an event was recorded and by its stream first.
    if history.voided.contains(event.index), !["I27", "I28"].contains(figure.id) {
      switch leftOut {
      case .voided, .themeless: break
      default: return false
      }
    }
    switch leftOut {
    case .voided(let by):
      guard case .eventVoided(let void) = data(by) else { return false }
      return void.target.index == event.index
    case .voids(let target):
      guard case .eventVoided(let void) = recorded.data else { return false }
      return void.target.index == target
    case .corrects(let target):
      guard case .eventCorrected(let correction) = recorded.data else { return false }
      return correction.target.index == target && !counting.contains(target)
    case .outsidePeriod, .afterEnd, .dateUncertain, .recordedOutsidePeriod, .afterMoment:
      return isTrueOfTime(leftOut, event, recorded)
    case .notYetInEffect: return recorded.data.effectiveDay != nil
    case .notInScope: return scope.hasFrame || scope.hasPlace
    case .otherTheme, .themeless: return scope.theme != nil
    case .fromRecord: return isFromRecord(event.subject)
    case .notFirst(let other), .superseded(let other):
      return other != event.index && effective[other]?.subject == event.subject
        && !history.voided.contains(other)
    case .owner(let other):
      return other != event.index && (key == nil || !counting.contains(other))
    case .stands(let word): return !word.isEmpty
    case .notReported: return true
    case .elsewhere(let keys):
      return !keys.isEmpty && key.map { !keys.contains($0) } ?? false
        && keys.allSatisfy { figure.value($0)?.events.contains(event.index) ?? false }
    case .circumstance(let one): return isTrue(one, event, recorded)
    }
  }

  private func isTrueOfTime(_ leftOut: LeftOut, _ event: ExplainedEvent, _ recorded: Event) -> Bool
  {
    let latest = effective[event.index]?.latest ?? event.time
    let now = history.world.recordedTime ?? .distantPast
    if case .afterMoment = leftOut {
      return event.time > (scope.period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now)
    }
    guard let period = scope.period else { return false }
    switch leftOut {
    case .outsidePeriod: return event.time < period.from || event.time >= period.to
    case .afterEnd: return event.time >= period.to
    case .dateUncertain:
      return event.time < period.from && latest >= period.from
        || event.time < period.to && latest >= period.to
    default: return recorded.recordedTime < period.from || recorded.recordedTime >= period.to
    }
  }

  private func isFromRecord(_ subject: Ref) -> Bool {
    history.effective.contains { $0.subject == subject && $0.isFromRecord }
  }

  private func isTrue(
    _ one: LeftOut.Circumstance, _ event: ExplainedEvent, _ recorded: Event
  ) -> Bool {
    let data = effective[event.index]?.data ?? recorded.data
    switch (one, data) {
    case (.unexplained, _): return false
    case (.notEligible, .applicationDeclaredIneligible): return true
    case (.notEligible, _), (.notSelected, .applicationSelected): return false
    case (.noPractice, _): return data.held?.practicesPresented?.isEmpty ?? true
    case (.onlyUnderstood, .practiceAdopted(let step)): return step.stage == .understood
    case (.otherBasis, .emissionEffectEstimated(let estimate)):
      return (estimate.basis == .exAnte) == (figure.id == "I23")
    case (.namesNoPairing, _):
      return !history.effective.contains {
        $0.subject == event.subject && !($0.data.held?.pairingIDs ?? []).isEmpty
      }
    case (.heldWithoutPlan, _):
      return !history.effective.contains {
        if case .activityPlanned = $0.data { return $0.subject == event.subject }
        return false
      }
    case (.amendment, _): return data.isCorrection
    case (.notOfProgramme, _): return !data.type.isDomainEvent
    default: return true
    }
  }
}

extension EventData {
  /// The day on which it has its effect, where it has a member for that.
  fileprivate var effectiveDay: PointInTime? {
    switch self {
    case .participationWithdrawn(let end): end.effectiveOn
    case .participationSuspended(let pause): pause.from
    case .participationResumed(let resumption): resumption.to
    case .participationCompleted(let end): end.completedOn
    case .pairingDissolved(let end): end.effectiveOn
    case .pairingPaused(let pause): pause.from
    case .pairingResumed(let resumption): resumption.to
    default: nil
    }
  }
}
