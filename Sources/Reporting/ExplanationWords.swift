internal import Twinning

/// Why events count or don't, in words.
struct ExplanationWords {
  private let explanation: Explanation
  private let interner: Interner

  init(of explanation: Explanation, _ interner: Interner) {
    self.explanation = explanation
    self.interner = interner
  }

  func type(of event: ExplainedEvent) -> String { event.type?.name ?? "unknown" }

  func subject(of event: ExplainedEvent) -> String {
    event.subject == .none ? "-" : interner.subject(of: event.subject)
  }

  /// The reason, beginning with what corrected the event.
  func reason(for event: ExplainedEvent) -> String {
    let own = event.leftOut.map { words($0) } ?? counting(event)
    guard !event.correctedBy.isEmpty else { return own }
    let corrections = "corrected by \(Self.events(event.correctedBy))"
    guard let before = event.timeAsRecorded else { return "\(corrections); \(own)" }
    return "\(corrections): it happened at \(Spelling.moment(event.time)), not at "
      + "\(Spelling.moment(before)); \(own)"
  }

  private static func events(_ indexes: [Int64]) -> String {
    let list = indexes.map { String($0) }.joined(separator: ", ")
    return indexes.count == 1 ? "event \(list)" : "events \(list)"
  }

  // MARK: What counts

  private func counting(_ event: ExplainedEvent) -> String {
    var parts: [String] = []
    if let target = event.corrects { parts.append("corrects event \(target), which counts") }
    if let role = event.role { parts.append(role) }
    if let period = explanation.summary.scope.period { parts.append(time(of: event, period)) }
    switch event.side {
    case .numerator?: parts.append("in the numerator")
    case .denominator?: parts.append("in the denominator")
    case .both?: parts.append("in the numerator and the denominator")
    case .subtracted?: parts.append("takes a participation off the numerator")
    case nil: break
    }
    let words = parts.filter { !$0.isEmpty }.joined(separator: "; ")
    return explanation.key == nil ? "\(words); under \(list(event.keys))" : words
  }

  private func time(of event: ExplainedEvent, _ period: ReportPeriod) -> String {
    switch explanation.figure.definition.timing {
    case .recorded: "recorded in the period"
    case .flow where event.time >= period.from && event.time < period.to: "in the period"
    case .flow, .stock: event.time < period.to ? "before the period's end" : ""
    }
  }

  private func list(_ keys: [String]) -> String { keys.joined(separator: ", ") }

  // MARK: What doesn't

  private func words(_ leftOut: LeftOut) -> String {
    switch leftOut {
    case .voided(let event): "voided by event \(event)"
    case .voids(let event): "voids event \(event), which therefore doesn't count"
    case .corrects(let event): "corrects event \(event), which doesn't count"
    case .outsidePeriod: "outside the period"
    case .afterEnd: "after the period's end"
    case .afterMoment: "after the moment that the figure is about"
    case .notYetInEffect: "takes effect only after the moment that the figure is about"
    case .recordedOutsidePeriod:
      "recorded outside the period, and this figure goes by when events were recorded"
    case .dateUncertain:
      "its date is uncertain: it lies on both sides of the period's boundary, and is taken neither "
        + "for inside nor for outside"
    case .notInScope: "not of \(list(explanation.summary.subjects(interner)))"
    case .otherTheme:
      "not about the theme \(explanation.summary.scope.theme?.word ?? Spelling.notReported)"
    case .themeless: "events of this figure name no theme, so none can be asked for"
    case .fromRecord:
      "an imported record, from before the ledger or beside it, which this figure leaves out"
    case .notFirst(let event): "a later submission of its application; the first is event \(event)"
    case .superseded(let event): "event \(event) took its place"
    case .owner(let event): "belongs to event \(event), which doesn't count"
    case .stands(let word): "what it is about is \(word) at the moment that the figure is about"
    case .notReported(let what): "NR: the \(what) aren't reported; it stands beside the value"
    case .elsewhere(let keys): "counts under \(list(keys))\(notHere)"
    case .circumstance(let one): one.words(end)
    }
  }

  private var end: String {
    explanation.summary.scope.period == nil ? "so far" : "by the period's end"
  }

  private var notHere: String { explanation.key.map { ", not under \($0)" } ?? "" }
}

extension LeftOut {
  /// A word for machines.
  var code: String {
    switch self {
    case .voided: "voided"
    case .voids: "voids"
    case .corrects: "corrects"
    case .outsidePeriod: "outside_period"
    case .afterEnd: "after_end"
    case .afterMoment: "after_moment"
    case .notYetInEffect: "not_yet_in_effect"
    case .recordedOutsidePeriod: "recorded_outside_period"
    case .dateUncertain: "date_uncertain"
    case .notInScope: "not_in_scope"
    case .otherTheme: "other_theme"
    case .themeless: "themeless"
    case .fromRecord: "imported_record"
    case .notFirst: "not_first"
    case .superseded: "superseded"
    case .owner: "owner_does_not_count"
    case .stands: "stands_otherwise"
    case .notReported: "not_reported"
    case .elsewhere: "elsewhere"
    case .circumstance(let one): one.rawValue
    }
  }
}

extension LeftOut.Circumstance {
  /// - Parameter end: until when something may have happened to count.
  fileprivate func words(_ end: String) -> String {
    switch self {
    case .streamNotInEffect: "what its stream began with is not in effect"
    case .notEligible: "the verdict isn't eligible"
    case .notSelected: "the last outcome of its application isn't a selection"
    case .verdictDoesNotCount: "no verdict of eligible on its application counts"
    case .neverFormed: "its pairing was never formed"
    case .noPairingRestsOnIt:
      "no pairing that counts rests on it: those rest on the first submissions of their two sides"
    case .pairingDoesNotCount: "its pairing isn't among those that count"
    case .oneSided: "only one side of its pairing noted insights"
    case .neitherSide: "its learner city stands on neither side of the pairing"
    case .namesNoPairing: "its exchange names no pairing"
    case .heldWithoutPlan: "held without a plan"
    case .planOpen: "what was planned has been neither held nor cancelled \(end)"
    case .cancelledInstead: "its exchange was cancelled, so that postponements say nothing more"
    case .noFeedback: "no feedback that counts is about it"
    case .noPractice: "presented no practice"
    case .onlyUnderstood: "the practice was only understood, neither adapted nor reused"
    case .notStarted: "its replication hasn't been started \(end)"
    case .otherBasis: "of the other basis: expected and measured effects are never added"
    case .abandoned: "its replication was abandoned: nothing is expected of it"
    case .hasEstimates: "its replication has estimates, which count instead"
    case .notDue: "what asks for it isn't due yet"
    case .notAccepted: "not accepted, or no longer"
    case .notAsked: "no milestone that counts asks for it, or another deliverable met it before"
    case .noMilestone:
      "no milestone of the pairings that count rests on it: none asks for it, or another event met "
        + "it before"
    case .amendment: "a correction, a void or the proposal of one"
    case .notOfProgramme:
      "about the ledger, its periods, its summaries or another event: no domain event"
    case .placeUnknown: "its place isn't registered"
    case .nested: "its place lies in another that takes part, or is a member of one that does"
    case .notNew: "its place took part before"
    case .tookNoPart: "its place takes no part in what is reported"
    case .notInForce:
      "not the standing, at the moment that the figure is about, of a country that counts"
    case .withinCeiling: "with it, its traveller stays within the ceiling"
    case .noPayment: "no travel to it was paid for \(end)"
    case .unknownType: "of a type that this program doesn't know"
    case .unexplained: "not part of what the figure is made of"
    }
  }
}
