/// A reporting period of a programme.
public struct PeriodState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, open, closed

    /// The words, in the order of the cases.
    public static let words = ["none", "open", "closed"]
  }

  /// A closing: what happened later than `cutOffSize` events is not in the period's figures.
  public struct Closing: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The size of the log up to which events are in the period's figures.
    public var cutOffSize: Int64
    /// The event that opened the period again, if one did.
    public var reopened: Fact?
  }

  /// That what was recorded since a closing bears on the period (P5).
  public struct Restatement: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The index of the event that came into or went out of effect in the period.
    public var trigger: Int64
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The programme that is reported on.
  public private(set) var programme: Ref?

  /// The beginning, part of the period.
  public private(set) var from = PointInTime()

  /// The end, no part of the period any more.
  public private(set) var to = PointInTime()
  /// When it was opened.
  public private(set) var opened: Fact?
  /// Each closing of the period, in time order.
  public private(set) var closings: [Closing] = []

  /// What made a restatement due since the period was closed.
  public private(set) var restatementsDue: [Restatement] = []

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// Whether it is closed now.
  public var isClosed: Bool { status == .closed }

  /// How many events the figures of the last closing know; nil where the period was never closed.
  /// The closing itself is among them where nothing came before it that they don't know: its
  /// recorded time is then the moment as of which they are judged.
  public var sizeAtClosing: Int64? {
    guard let last = closings.last else { return nil }
    return last.cutOffSize == last.fact.index ? last.cutOffSize + 1 : last.cutOffSize
  }

  /// The first instant of the period in `zone`.
  public func start(in zone: Zone) -> Instant { from.time(in: zone) }

  /// The first instant after the period in `zone`.
  public func end(in zone: Zone) -> Instant { to.time(in: zone) }

  /// Whether `time` lies in the period, whose days are those of `zone`. O(1), and mostly without a
  /// look at the zone's table.
  public func contains(_ time: Instant, in zone: Zone) -> Bool {
    // No zone is more than 15 hours from UTC: only near an end does the zone decide.
    let margin: Int64 = 15 * 3_600_000
    let from = from.time(in: .utc).milliseconds
    let to = to.time(in: .utc).milliseconds
    let time = time.milliseconds
    if time < from - margin || time >= to + margin { return false }
    if time >= from + margin && time < to - margin { return true }
    return time >= start(in: zone).milliseconds && time < end(in: zone).milliseconds
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .reportingPeriodOpened: try require([.none], for: event)
    case .reportingPeriodClosed(let closing):
      try require([.open], for: event)
      if closing.cutOffSize <= event.index { return }
      throw Refusal(
        .cutOffBeyondLog,
        "the cut-off size is \(closing.cutOffSize), but the log holds \(event.index) events.",
        admitted: "Give a size of at most \(event.index).")
    case .reportingPeriodReopened: try require([.closed], for: event)
    case .restatementDue: try require([.open, .closed], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "period", for: event, allowed: allowed)
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .reportingPeriodOpened(let opening):
      status = .open
      opened = Fact(event)
      programme = opening.programmeID
      from = opening.from
      to = opening.to
    case .reportingPeriodClosed(let closing):
      status = .closed
      closings.append(Closing(fact: Fact(event), cutOffSize: closing.cutOffSize))
    case .reportingPeriodReopened:
      status = .open
      guard !closings.isEmpty else { return }
      closings[closings.count - 1].reopened = Fact(event)
    case .restatementDue(let due):
      restatementsDue.append(Restatement(fact: Fact(event), trigger: due.trigger.index))
    default: break
    }
  }
}

extension PeriodState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("closings", &closings, ArrayForm(ValueForm<Closing>(), 0...1_000_000))
    try c.required("from", &from)
    try c.optional("opened", &opened)
    try c.optional("programme", &programme, RefForm(.programme))
    try c.unlessEmpty(
      "restatements_due", &restatementsDue, ArrayForm(ValueForm<Restatement>(), 0...10_000_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.required("to", &to)
  }
}

extension PeriodState.Closing: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), cutOffSize: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("cut_off_size", &cutOffSize, in: 0...Int64.max)
    try c.required("fact", &fact)
    try c.optional("reopened", &reopened)
  }
}

extension PeriodState.Restatement: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), trigger: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("trigger", &trigger, in: 0...Int64.max)
  }
}
