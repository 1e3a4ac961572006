/// A cohort: the participants that start together, for how long, and by which milestones.
public struct CohortState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, formed, started, completed, cancelled

    /// The words, in the order of the cases.
    public static let words = ["none", "formed", "started", "completed", "cancelled"]
  }

  /// A duration, and since when it is planned.
  public struct Duration: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The duration in months, 1 to 36.
    public var months: Int64
  }

  /// A template's version, and since when it is followed.
  public struct TemplateChoice: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The template's name.
    public var id: String
    /// The template's version.
    public var version: Int64
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The programme that it belongs to.
  public private(set) var programme: Ref?

  /// The calls that it was formed from; none where they are not reported.
  public private(set) var calls: [Ref] = []
  /// What it is called; nil where that is not reported.
  public private(set) var name: String?
  /// When it was planned to start; nil where that is not reported.
  public private(set) var startDate: PointInTime?

  /// Every duration that was planned, the latest last.
  public private(set) var durations: [Duration] = []

  /// Every template that was to be followed, the latest last.
  public private(set) var templateChoices: [TemplateChoice] = []
  /// Whether it was taken over from a record whose origin is not in the ledger.
  public private(set) var isFromRecord = false
  /// When it started; nil before.
  public private(set) var started: Fact?
  /// The day of the start.
  public private(set) var startedOn: PointInTime?
  /// When it was completed; nil before.
  public private(set) var completed: Fact?
  /// The day of the completion.
  public private(set) var completedOn: PointInTime?
  /// When it was cancelled; nil unless it was.
  public private(set) var cancelled: Fact?

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The duration in months, 1 to 36; nil where it is not reported.
  public var durationMonths: Int64? { durations.last?.months }

  /// The template followed now; nil where it is not reported.
  public var template: TemplateChoice? { templateChoices.last }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .cohortFormed(let cohort):
      try require([.none], for: event)
      if let months = cohort.durationMonths { try checkDuration(months) }
    case .cohortDurationChanged(let change):
      try require([.formed, .started], for: event)
      try checkDuration(change.durationMonths)
      if change.durationMonths == durationMonths {
        throw Refusal(
          .changesNothing,
          "the cohort lasts \(change.durationMonths) months already.",
          admitted: "Give another duration from 1 to 36 months.")
      }
    case .cohortTemplateChanged, .cohortCancelled: try require([.formed, .started], for: event)
    case .cohortStarted: try require([.formed], for: event)
    case .cohortCompleted: try require([.started], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "cohort", for: event, allowed: allowed)
  }

  private func checkDuration(_ months: Int64) throws(Refusal) {
    if (1...36).contains(months) { return }
    throw Refusal(
      .durationOutOfBounds, "a duration of \(months) months.", admitted: "From 1 to 36 months.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .cohortFormed(let cohort): form(cohort, event, in: bytes)
    case .cohortDurationChanged(let change):
      durations.append(Duration(fact: Fact(event), months: change.durationMonths))
    case .cohortTemplateChanged(let change):
      templateChoices.append(
        TemplateChoice(
          fact: Fact(event), id: change.templateID.string(in: bytes),
          version: change.templateVersion))
    case .cohortStarted(let start):
      status = .started
      started = Fact(event)
      startedOn = start.on
    case .cohortCompleted(let end):
      status = .completed
      completed = Fact(event)
      completedOn = end.on
    case .cohortCancelled:
      status = .cancelled
      cancelled = Fact(event)
    default: break
    }
  }

  private mutating func form(
    _ cohort: CohortFormedV1, _ event: borrowing Event, in bytes: Span<UInt8>
  ) {
    status = .formed
    programme = cohort.programmeID
    calls = cohort.callIDs ?? []
    name = cohort.name?.string(in: bytes)
    startDate = cohort.startDate
    isFromRecord = event.isFromRecord
    if let months = cohort.durationMonths {
      durations = [Duration(fact: Fact(event), months: months)]
    }
    if let id = cohort.templateID, let version = cohort.templateVersion {
      templateChoices = [
        TemplateChoice(fact: Fact(event), id: id.string(in: bytes), version: version)
      ]
    }
  }
}

extension CohortState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("calls", &calls, ArrayForm(RefForm(.call), 0...1_000))
    try c.optional("cancelled", &cancelled)
    try c.optional("completed", &completed)
    try c.optional("completed_on", &completedOn)
    try c.unlessEmpty("durations", &durations, ArrayForm(ValueForm<Duration>(), 0...1_000_000))
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("name", &name, StringForm())
    try c.optional("programme", &programme, RefForm(.programme))
    try c.optional("start_date", &startDate)
    try c.optional("started", &started)
    try c.optional("started_on", &startedOn)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.unlessEmpty(
      "templates", &templateChoices, ArrayForm(ValueForm<TemplateChoice>(), 0...1_000_000))
  }
}

extension CohortState.Duration: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), months: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("months", &months, in: 0...36)
  }
}

extension CohortState.TemplateChoice: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), id: "", version: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("id", &id, StringForm())
    try c.required("version", &version, in: 0...10_000)
  }
}
