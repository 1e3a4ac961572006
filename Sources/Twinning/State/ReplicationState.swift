/// A replication: a twin city's own adaptation of a practice.
public struct ReplicationState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, proposed, started, paused, completed, abandoned

    /// The words, in the order of the cases.
    public static let words = [
      "none", "proposed", "started", "paused", "completed", "abandoned",
    ]
  }

  /// How far it had come on a day.
  public struct Progress: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The day it is about.
    public var on: PointInTime
    /// How much is done, 0 to 100.
    public var percent: Int64
  }

  /// An effect on emissions, expected or measured, in one year.
  public struct Estimate: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Whether it is expected or was measured.
    public var basis: EffectBasis

    /// The year of the effect.
    public var year: Int64

    /// Tonnes of CO2 equivalent in that year; less than zero where it emits more.
    public var tonnes: FixedDecimal

    /// The part of the effect that this replication claims, 0 to 1.
    public var share: FixedDecimal
    /// How uncertain it is, in percent.
    public var uncertaintyPct: Int64?
    /// The reviewed document that says how it was estimated.
    public var methodRef: String
  }

  /// A pause, over once it was resumed.
  public struct Pause: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The day it began.
    public var on: PointInTime
    /// The event that ended the pause.
    public var resumed: Fact?
    /// The day it went on.
    public var resumedOn: PointInTime?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The city that replicates.
  public private(set) var twinCity: Ref?
  /// The pairing that it grew from.
  public private(set) var pairing: Ref?
  /// The practice that it adapts, if one is named.
  public private(set) var practice: Ref?
  /// The fields that it is about; none where they are not reported.
  public private(set) var themes: ThemeSet = []
  /// The levers that it uses; none where they are not reported.
  public private(set) var levers: LeverSet = []
  /// Whether it was taken over from a record whose origin is not in the ledger.
  public private(set) var isFromRecord = false
  /// When it was proposed.
  public private(set) var proposed: Fact?
  /// When it was started.
  public private(set) var started: Fact?
  /// The day it started.
  public private(set) var startedOn: PointInTime?
  /// What it may cost, if reported.
  public private(set) var budget: Money?
  /// Who pays for it, if reported.
  public private(set) var fundingSource: String?
  /// When it paused, in time order.
  public private(set) var pauses: [Pause] = []
  /// When it was given up.
  public private(set) var abandoned: Fact?
  /// The day it was given up.
  public private(set) var abandonedOn: PointInTime?
  /// When it was completed.
  public private(set) var completed: Fact?
  /// The day it was completed.
  public private(set) var completedOn: PointInTime?
  /// What came of it, in the programme's own word.
  public private(set) var resultCode: String?

  /// Every report of progress, in the order of the days they are about.
  public private(set) var progress: [Progress] = []

  /// Every estimate, in the order in which they were made.
  public private(set) var estimates: [Estimate] = []

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The estimate that counts for a basis and a year: the latest. O(estimates).
  public func estimate(_ basis: EffectBasis, year: Int64) -> Estimate? {
    estimates.last { $0.basis == basis && $0.year == year }
  }

  /// The estimates that count: the latest of each basis and year. O(n²) in the estimates.
  public var currentEstimates: [Estimate] {
    estimates.indices.compactMap { index in
      let one = estimates[index]
      let isOutdone = estimates[(index + 1)...].contains {
        $0.basis == one.basis && $0.year == one.year
      }
      return isOutdone ? nil : one
    }
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .replicationProposed: try require([.none], for: event)
    case .replicationStarted: try require([.proposed], for: event)
    case .replicationProgressReported(let report):
      try require([.started, .paused], for: event)
      guard let last = progress.last, report.percent < last.percent,
        report.common.reason == nil
      else { return }
      throw Refusal(
        .progressFallsWithoutReason,
        "the progress falls from \(last.percent) to \(report.percent) percent.",
        admitted: "Add a reason if it did fall back, or correct the earlier report.")
    case .emissionEffectEstimated(let estimate): try checkEstimate(estimate.basis, event)
    case .replicationPaused: try require([.started], for: event)
    case .replicationResumed: try require([.paused], for: event)
    case .replicationAbandoned, .replicationCompleted:
      try require([.started, .paused], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "replication", for: event, allowed: allowed)
  }

  /// Effects are expected once something began; measured ones may come at any time after birth.
  private func checkEstimate(
    _ basis: EffectBasis, _ event: borrowing Event
  ) throws(Refusal) {
    if status == .none { try require([.proposed, .started, .paused, .completed], for: event) }
    if basis == .measured { return }
    if status == .abandoned { try require([.started, .paused, .completed], for: event) }
    if started != nil { return }
    throw Refusal(
      .estimateNeedsStart, "the replication is \(status.word): nothing has started yet.",
      admitted: "Record ReplicationStarted before an effect is estimated ex ante.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .replicationProposed(let proposal):
      status = .proposed
      proposed = Fact(event)
      twinCity = proposal.twinCityID
      pairing = proposal.pairingID
      practice = proposal.practiceID
      themes = proposal.themes ?? []
      levers = proposal.levers ?? []
      isFromRecord = event.isFromRecord
    case .replicationStarted(let start):
      status = .started
      started = Fact(event)
      startedOn = start.startedOn
      budget = start.budget
      fundingSource = start.fundingSource?.string(in: bytes)
    case .replicationProgressReported(let report):
      progress.append(Progress(fact: Fact(event), on: report.on, percent: report.percent))
    case .emissionEffectEstimated(let estimate):
      estimates.append(
        Estimate(
          fact: Fact(event), basis: estimate.basis, year: estimate.year,
          tonnes: estimate.tco2ePerYear, share: estimate.share,
          uncertaintyPct: estimate.uncertaintyPct,
          methodRef: estimate.methodRef.string(in: bytes)))
    default: evolveCourse(event, in: bytes)
    }
  }

  private mutating func evolveCourse(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .replicationPaused(let pause):
      status = .paused
      pauses.append(Pause(fact: Fact(event), on: pause.on))
    case .replicationResumed(let resumption):
      status = .started
      guard !pauses.isEmpty else { return }
      pauses[pauses.count - 1].resumed = Fact(event)
      pauses[pauses.count - 1].resumedOn = resumption.on
    case .replicationAbandoned(let end):
      status = .abandoned
      abandoned = Fact(event)
      abandonedOn = end.on
    case .replicationCompleted(let end):
      status = .completed
      completed = Fact(event)
      completedOn = end.completedOn
      resultCode = end.resultCode.string(in: bytes)
    default: break
    }
  }
}

extension ReplicationState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("abandoned", &abandoned)
    try c.optional("abandoned_on", &abandonedOn)
    try c.optional("budget", &budget)
    try c.optional("completed", &completed)
    try c.optional("completed_on", &completedOn)
    try c.unlessEmpty("estimates", &estimates, ArrayForm(ValueForm<Estimate>(), 0...1_000_000))
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("funding_source", &fundingSource, StringForm())
    try c.required("levers", &levers, WordSetForm(0...16))
    try c.optional("pairing", &pairing, RefForm(.pairing))
    try c.unlessEmpty("pauses", &pauses, ArrayForm(ValueForm<Pause>(), 0...1_000_000))
    try c.optional("practice", &practice, RefForm(.practice))
    try c.unlessEmpty("progress", &progress, ArrayForm(ValueForm<Progress>(), 0...1_000_000))
    try c.optional("proposed", &proposed)
    try c.optional("result_code", &resultCode, StringForm())
    try c.optional("started", &started)
    try c.optional("started_on", &startedOn)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.required("themes", &themes, WordSetForm(0...16))
    try c.optional("twin_city", &twinCity, RefForm(.city))
  }
}

extension ReplicationState.Progress: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), on: PointInTime(), percent: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("on", &on)
    try c.required("percent", &percent, in: 0...100)
  }
}

extension ReplicationState.Estimate: SchemaObject {
  /// What a reader and a fold begin with.
  public init() {
    self.init(
      fact: Fact(), basis: EffectBasis(), year: 0, tonnes: FixedDecimal(), share: FixedDecimal(),
      methodRef: "")
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("basis", &basis, WordForm())
    try c.required("fact", &fact)
    try c.required("method_ref", &methodRef, StringForm())
    try c.required("share", &share, DecimalForm(.share))
    try c.required("tco2e_per_year", &tonnes, DecimalForm(.tonnes))
    try c.optional("uncertainty_pct", &uncertaintyPct, in: 0...1_000)
    try c.required("year", &year, in: 0...9_999)
  }
}

extension ReplicationState.Pause: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), on: PointInTime()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("on", &on)
    try c.optional("resumed", &resumed)
    try c.optional("resumed_on", &resumedOn)
  }
}

extension DecimalRule {
  fileprivate static let share = DecimalRule(0...1, scaleMax: 6)
  fileprivate static let tonnes = DecimalRule(
    -1_000_000_000_000...1_000_000_000_000, scaleMax: 6)
}
