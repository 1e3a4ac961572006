/// An exchange activity: planned, perhaps moved, held or cancelled.
public struct ActivityState: StreamState {
  /// Where an activity stands (DOMAIN 4, state machines).
  public enum Status: UInt8, StateVocabulary {
    case none, planned, confirmed, postponed, cancelled, held

    /// The states' words.
    public static let words = ["none", "planned", "confirmed", "postponed", "cancelled", "held"]
  }

  /// What was planned at first, and how often it moved.
  public struct Plan: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The kind of activity.
    public var kind: HeldKind?
    /// In person, online or both; nil where it is not reported.
    public var mode: Mode?
    /// When it was to begin; nil while that is open.
    public var plannedStart: PointInTime?
    /// When it was to end.
    public var plannedEnd: PointInTime?
    /// Who was to travel.
    public var direction: Direction?
  }

  /// What was held: the facts that override the plan.
  public struct Holding: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The kind of activity.
    public var kind: HeldKind
    /// In person, online or both; nil where it is not reported.
    public var mode: Mode?
    /// When it began; nil where it is not reported.
    public var startedAt: PointInTime?
    /// When it ended; nil where it is not reported.
    public var endedAt: PointInTime?
    /// How long it took; nil where it is not reported.
    public var minutes: Int64?
    /// Who was there, in numbers; nil where it is not reported.
    public var participants: Participants?
    /// The practices that were presented.
    public var practices: [Ref]
    /// What it was about.
    public var themes: ThemeSet
    /// For which pairings it was a visit, and who travelled.
    public var visits: [Visit]
    /// Whether it was taken over from a record older than the ledger.
    public var isFromRecord: Bool
  }

  /// The attendance list, once attached.
  public struct Attendance: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// How many signed.
    public var signedCount: Int64
  }

  /// The latest summary of the participants' feedback.
  public struct Feedback: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// How many responded.
    public var responses: Int64

    /// The mean usefulness, 1 to 5.
    public var meanUsefulness: FixedDecimal
    /// How many understood something new.
    public var newUnderstandingYes: Int64
    /// How many mean to use it.
    public var intendsToUseYes: Int64
  }

  /// An insight that somebody noted for a learner city.
  public struct Insight: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The city that learned.
    public var learnerCity: Ref
    /// The practice it is about, if any.
    public var practice: Ref?
  }

  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The pairings it belongs to; none where it is cohort-wide.
  public private(set) var pairings: [Ref] = []
  /// The cohort of a cohort-wide activity.
  public private(set) var cohort: Ref?
  /// Where it is held.
  public private(set) var hostCity: Ref?
  /// What was planned, as it stands now.
  public private(set) var plan: Plan?
  /// Its confirmation.
  public private(set) var confirmed: Fact?
  /// The events that postponed it.
  public private(set) var postponements: [Fact] = []
  /// The events that changed its mode.
  public private(set) var modeChanges: [Fact] = []
  /// Its cancellation.
  public private(set) var cancelled: Fact?
  /// Whether a rule cancelled it, so that it may be held all the same.
  public private(set) var isCancelledByRule = false
  /// What was held.
  public private(set) var held: Holding?
  /// The attendance list.
  public private(set) var attendance: Attendance?
  /// The feedback, as last summarised.
  public private(set) var feedback: Feedback?
  /// The insights, in order.
  public private(set) var insights: [Insight] = []

  public init() {}

  public var exists: Bool { status != .none }

  /// Whether it is still to be held.
  public var isOpen: Bool { status == .planned || status == .confirmed || status == .postponed }

  /// What it belongs to: its first pairing, or its cohort.
  public var scope: Ref? { pairings.first ?? cohort }

  /// Whether an attendance list or feedback exists.
  public var isReported: Bool { attendance != nil || feedback != nil }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .activityPlanned: try require([.none], for: event)
    case .activityConfirmed: try require([.planned], for: event)
    case .activityModeChanged, .activityPostponed, .activityCancelled:
      try require([.planned, .confirmed, .postponed], for: event)
    case .attendanceListAttached(let list):
      try checkCount(list.signedCount, "signatures", event)
    case .feedbackSummarised(let feedback):
      try checkCount(feedback.responses, "responses", event)
      let answers = max(feedback.newUnderstandingYes, feedback.intendsToUseYes)
      if answers > feedback.responses {
        throw Refusal(
          .moreThanParticipants, "\(answers) said yes of \(feedback.responses) who responded.")
      }
    case .insightRecorded: try requireHeld(event)
    default:
      guard event.data.type.heldKind != nil else { throw Refusal.foreign(event) }
      if status == .cancelled, isCancelledByRule { return }
      try require([.none, .planned, .confirmed, .postponed], for: event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "activity", for: event, allowed: allowed)
  }

  private func requireHeld(_ event: borrowing Event) throws(Refusal) {
    if status == .held { return }
    throw Refusal(
      .activityNotHeld, "the activity is \(status.word), not held.",
      admitted: "Record that it was held before \(event.data.type.name).")
  }

  private func checkCount(
    _ count: Int64, _ what: String, _ event: borrowing Event
  ) throws(Refusal) {
    try requireHeld(event)
    guard let participants = held?.participants, count > participants.total else { return }
    throw Refusal(
      .moreThanParticipants,
      "\(count) \(what), but \(participants.total) people took part.",
      admitted: "Give at most \(participants.total), or correct the participants before.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .activityPlanned(let plan): take(plan, event)
    case .activityConfirmed:
      status = .confirmed
      confirmed = Fact(event)
    case .activityModeChanged(let change):
      plan?.mode = change.mode
      modeChanges.append(Fact(event))
    case .activityPostponed(let postponement):
      postponements.append(Fact(event))
      plan?.plannedStart = postponement.newPlannedStart
      plan?.plannedEnd = postponement.newPlannedEnd
      status = postponement.newPlannedStart == nil ? .postponed : .planned
    case .activityCancelled:
      status = .cancelled
      cancelled = Fact(event)
      isCancelledByRule = event.role == .sys
    case .attendanceListAttached(let list):
      attendance = Attendance(fact: Fact(event), signedCount: list.signedCount)
    case .feedbackSummarised(let summary):
      feedback = Feedback(
        fact: Fact(event), responses: summary.responses,
        meanUsefulness: summary.meanUsefulness,
        newUnderstandingYes: summary.newUnderstandingYes,
        intendsToUseYes: summary.intendsToUseYes)
    case .insightRecorded(let insight):
      insights.append(
        Insight(
          fact: Fact(event), learnerCity: insight.learnerCityID, practice: insight.practiceID))
    default: hold(event)
    }
  }

  private mutating func take(_ planned: ActivityPlannedV1, _ event: borrowing Event) {
    status = .planned
    pairings = planned.pairingIDs
    cohort = planned.cohortID
    hostCity = planned.hostCityID
    plan = Plan(
      fact: Fact(event), kind: planned.kind, mode: planned.mode,
      plannedStart: planned.plannedStart, plannedEnd: planned.plannedEnd,
      direction: planned.direction)
  }

  private mutating func hold(_ event: borrowing Event) {
    guard let (kind, held) = event.data.holding else { return }
    status = .held
    pairings = held.pairingIDs
    cohort = held.cohortID
    hostCity = held.hostCityID ?? hostCity
    self.held = Holding(
      fact: Fact(event), kind: kind, mode: held.mode, startedAt: held.startedAt,
      endedAt: held.endedAt, minutes: held.minutes, participants: held.participants,
      practices: held.practicesPresented ?? [], themes: held.themes ?? [],
      visits: held.visits ?? [],
      isFromRecord: event.isFromRecord)
  }
}

extension Participants {
  /// How many people took part: those of the cities and the external ones.
  public var total: Int64 { byCity.reduce(external) { $0 + $1.total } }

  /// How many of `city` took part.
  public func total(of city: Ref) -> Int64 {
    byCity.reduce(0) { $0 + ($1.cityID == city ? $1.total : 0) }
  }
}

extension ActivityState: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("attendance", &attendance)
    try c.required("by_rule", &isCancelledByRule, BoolForm())
    try c.optional("cancelled", &cancelled)
    try c.optional("cohort", &cohort, RefForm(.cohort))
    try c.optional("confirmed", &confirmed)
    try c.optional("feedback", &feedback)
    try c.optional("held", &held)
    try c.optional("host_city", &hostCity, RefForm(.city))
    try c.unlessEmpty("insights", &insights, ArrayForm(ValueForm<Insight>(), 0...100_000))
    try c.unlessEmpty("mode_changes", &modeChanges, ArrayForm(ValueForm<Fact>(), 0...100_000))
    try c.unlessEmpty("pairings", &pairings, ArrayForm(RefForm(.pairing), 0...1_000))
    try c.optional("plan", &plan)
    try c.unlessEmpty("postponements", &postponements, ArrayForm(ValueForm<Fact>(), 0...100_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
  }
}

extension ActivityState.Plan: SchemaObject {
  public init() { self.init(fact: Fact()) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("direction", &direction, WordForm())
    try c.required("fact", &fact)
    try c.optional("kind", &kind, WordForm())
    try c.optional("mode", &mode, WordForm())
    try c.optional("planned_end", &plannedEnd)
    try c.optional("planned_start", &plannedStart)
  }
}

extension ActivityState.Holding: SchemaObject {
  public init() {
    self.init(
      fact: Fact(), kind: HeldKind(), practices: [], themes: [], visits: [], isFromRecord: false)
  }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("ended_at", &endedAt)
    try c.required("fact", &fact)
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.required("kind", &kind, WordForm())
    try c.optional("minutes", &minutes, in: 0...Int64.max)
    try c.optional("mode", &mode, WordForm())
    try c.optional("participants", &participants)
    try c.unlessEmpty("practices", &practices, ArrayForm(RefForm(.practice), 0...1_000))
    try c.optional("started_at", &startedAt)
    try c.required("themes", &themes, WordSetForm(0...16))
    try c.unlessEmpty("visits", &visits, ArrayForm(ValueForm<Visit>(), 0...1_000))
  }
}

extension ActivityState.Attendance: SchemaObject {
  public init() { self.init(fact: Fact(), signedCount: 0) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("signed_count", &signedCount, in: 0...Int64.max)
  }
}

extension ActivityState.Feedback: SchemaObject {
  public init() {
    self.init(
      fact: Fact(), responses: 0, meanUsefulness: FixedDecimal(), newUnderstandingYes: 0,
      intendsToUseYes: 0)
  }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("intends_to_use_yes", &intendsToUseYes, in: 0...Int64.max)
    try c.required("mean_usefulness", &meanUsefulness, DecimalForm(DecimalRule(1...5, scaleMax: 2)))
    try c.required("new_understanding_yes", &newUnderstandingYes, in: 0...Int64.max)
    try c.required("responses", &responses, in: 0...Int64.max)
  }
}

extension ActivityState.Insight: SchemaObject {
  public init() { self.init(fact: Fact(), learnerCity: .none) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("learner_city", &learnerCity, RefForm(.city))
    try c.optional("practice", &practice, RefForm(.practice))
  }
}
