/// A cohort: the participants that start together, for how long, and by which milestones.
public struct CohortState: StreamState {
  public enum Status: UInt8, StateVocabulary {
    case none, formed, started, completed, cancelled

    public static let words = ["none", "formed", "started", "completed", "cancelled"]
  }

  /// A duration, and since when it is planned.
  public struct Duration: Hashable, Sendable {
    public var fact: Fact
    public var months: Int64
  }

  /// A template's version, and since when it is followed.
  public struct TemplateChoice: Hashable, Sendable {
    public var fact: Fact
    public var id: String
    public var version: Int64
  }

  public var record = StreamRecord()
  public private(set) var status = Status.none
  public private(set) var programme: Ref?

  /// The calls that it was formed from; none where they are not reported.
  public private(set) var calls: [Ref] = []
  public private(set) var name: String?
  public private(set) var startDate: PointInTime?

  /// Every duration that was planned, the latest last.
  public private(set) var durations: [Duration] = []

  /// Every template that was to be followed, the latest last.
  public private(set) var templateChoices: [TemplateChoice] = []
  public private(set) var isFromRecord = false
  public private(set) var started: Fact?
  public private(set) var startedOn: PointInTime?
  public private(set) var completed: Fact?
  public private(set) var completedOn: PointInTime?
  public private(set) var cancelled: Fact?

  public init() {}

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
  public init() { self.init(fact: Fact(), months: 0) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("months", &months, in: 0...36)
  }
}

extension CohortState.TemplateChoice: SchemaObject {
  public init() { self.init(fact: Fact(), id: "", version: 0) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("id", &id, StringForm())
    try c.required("version", &version, in: 0...10_000)
  }
}
