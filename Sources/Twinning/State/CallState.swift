internal import CanonicalJSON

/// A call: one published invitation, its window, and what it decides by.
public struct CallState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, published, closed, cancelled

    /// The words, in the order of the cases.
    public static let words = ["none", "published", "closed", "cancelled"]
  }

  /// What a call decides by: the part of it that a revision may change. A member is nil where it
  /// is not reported.
  public struct Rules: Hashable, Sendable {
    /// Who may apply.
    public var eligibility: Eligibility?

    /// How many evaluations without a conflict a decision needs.
    public var evaluationsMin: Int64?
    /// How many pairings a host may have; a consortium counts once.
    public var maxPairingsPerHost: Int64?
    /// How many pairings a twin city may have.
    public var maxPairingsPerTwin: Int64?

    /// The day as of which places and countries are judged.
    public var referenceDate: PointInTime?

    /// The most that may be paid for travel per person and participation; nil for no ceiling.
    public var travelCeiling: Money?

    /// Nothing is reported.
    public init() {}
  }

  /// A deadline, and since when it is in force.
  public struct DeadlineChange: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The deadline.
    public var closesAt: Deadline
  }

  /// A version of the rules, and since when it is in force.
  public struct Revision: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The version.
    public var version: Int64
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The programme that it belongs to.
  public private(set) var programme: Ref?
  /// Whom it invites; nil where that is not reported.
  public private(set) var kind: CallKind?
  /// When it opens; nil where that is not reported.
  public private(set) var opensAt: Deadline?

  /// Every deadline that was in force, the latest last.
  public private(set) var deadlines: [DeadlineChange] = []
  /// What it decides by now.
  public private(set) var rules = Rules()

  /// Every version of the rules, the latest last.
  public private(set) var revisions: [Revision] = []
  /// Whether it was taken over from a record whose origin is not in the ledger.
  public private(set) var isFromRecord = false

  /// The closing that is in effect; an extension takes it back.
  public private(set) var closed: Fact?
  /// When it was cancelled; nil unless it was.
  public private(set) var cancelled: Fact?

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The deadline in force; nil where it is not reported.
  public var closesAt: Deadline? { deadlines.last?.closesAt }

  /// The deadline in force as the ledger knew it before the event at `index`.
  public func closesAt(knownBefore index: Int64) -> Deadline? {
    deadlines.last { $0.fact.index < index }?.closesAt
  }

  /// The version of the rules in force; nil where it is not reported.
  public var rulesVersion: Int64? { revisions.last?.version }

  /// How many pairings a host may have; a consortium counts once.
  public var maxPairingsPerHost: Int64? { rules.maxPairingsPerHost }
  /// How many pairings a twin city may have.
  public var maxPairingsPerTwin: Int64? { rules.maxPairingsPerTwin }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .callPublished(let call):
      try require([.none], for: event)
      try checkWindow(from: call.opensAt, to: call.closesAt)
    case .callRulesRevised(let revision):
      try require([.published, .closed], for: event)
      try checkRevision(revision)
    case .callDeadlineExtended(let ext):
      try require([.published, .closed], for: event)
      try checkExtension(to: ext.closesAt, event)
    case .callClosed(let closing): try checkClosing(at: closing.closedAt, event)
    case .callCancelled: try require([.published, .closed], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "call", for: event, allowed: allowed)
  }

  /// Refuses a closing before the deadline that was known. What became known later, as having been
  /// before, takes a closing back and doesn't make it wrong; nor does an extension that turned out
  /// not to be one.
  private func checkClosing(at moment: PointInTime, _ event: borrowing Event) throws(Refusal) {
    let latestKnown = max(deadlines.last?.fact.index ?? -1, cancelled?.index ?? -1)
    if latestKnown > event.index { return }
    if event.role == .sys, let closed, closed.time < event.time { return }
    try require([.published], for: event)
    guard let closesAt, event.latest < closesAt.instant else { return }
    throw Refusal(
      .callStillOpen, "the call is open until \(closesAt.instant); closed_at is \(moment).",
      admitted: "Close it at \(closesAt.instant) or later.")
  }

  private func checkWindow(from opensAt: Deadline?, to closesAt: Deadline?) throws(Refusal) {
    if let opensAt { try checkResolved(opensAt, "opens_at") }
    if let closesAt { try checkResolved(closesAt, "closes_at") }
    guard let opensAt, let closesAt, opensAt.instant >= closesAt.instant else { return }
    throw Refusal(
      .windowReversed,
      "the call would open at \(opensAt.instant) and close at \(closesAt.instant).",
      admitted: "Give an opens_at before closes_at.")
  }

  private func checkResolved(_ deadline: Deadline, _ member: String) throws(Refusal) {
    do throws(TimeError) {
      try deadline.verify()
    } catch {
      throw Refusal(
        .deadlineUnresolved, "\(member) is not what its literal says: \(error)",
        admitted: "Give the instant that \"\(deadline.literal)\" is in \(deadline.zone.name), or a "
          + "reading.")
    }
  }

  private func checkRevision(_ revision: CallRulesRevisedV1) throws(Refusal) {
    if let version = rulesVersion, revision.rulesVersion != version + 1 {
      throw Refusal(
        .rulesVersionNotNext,
        "version \(version) of the call's rules is in force, not \(revision.rulesVersion - 1).",
        admitted: "Revise to version \(version + 1).")
    }
    if try rules.revised(by: revision.patch) == rules {
      throw Refusal(
        .changesNothing, "the revision leaves the call's rules as they are.",
        admitted: "Give the new value of at least one member.")
    }
  }

  private func checkExtension(to new: Deadline, _ event: borrowing Event) throws(Refusal) {
    try checkResolved(new, "closes_at")
    guard let current = closesAt else { return }
    if new.instant <= current.instant {
      throw Refusal(
        .deadlineNotLater,
        "the call closes at \(current.instant) already, not before \(new.instant).",
        admitted: "Extend it to later than \(current.instant).")
    }
    let last = current.instant.adding(days: 1)
    if event.time > last {
      throw Refusal(
        .deadlinePassed,
        "the call closed at \(current.instant), more than a day before \(event.time).",
        admitted: "A deadline is extended until \(last) at the latest.")
    }
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .callPublished(let call): publish(call, event)
    case .callRulesRevised(let revision):
      rules = (try? rules.revised(by: revision.patch)) ?? rules
      revisions.append(Revision(fact: Fact(event), version: revision.rulesVersion))
    case .callDeadlineExtended(let ext):
      deadlines.append(DeadlineChange(fact: Fact(event), closesAt: ext.closesAt))
      status = .published
      closed = nil
    case .callClosed:
      let isOver = closesAt.map { event.latest >= $0.instant } ?? true
      guard status == .published, isOver else { return }
      status = .closed
      closed = Fact(event)
    case .callCancelled:
      status = .cancelled
      cancelled = Fact(event)
    default: break
    }
  }

  private mutating func publish(_ call: CallPublishedV1, _ event: borrowing Event) {
    status = .published
    programme = call.programmeID
    kind = call.kind
    opensAt = call.opensAt
    isFromRecord = event.isFromRecord
    rules.eligibility = call.eligibility
    rules.evaluationsMin = call.evaluationsMin
    rules.maxPairingsPerHost = call.maxPairingsPerHost
    rules.maxPairingsPerTwin = call.maxPairingsPerTwin
    rules.referenceDate = call.referenceDate
    rules.travelCeiling = call.travelCeiling
    if let closesAt = call.closesAt {
      deadlines = [DeadlineChange(fact: Fact(event), closesAt: closesAt)]
    }
    if let version = call.rulesVersion {
      revisions = [Revision(fact: Fact(event), version: version)]
    }
  }
}

extension CallState.Rules {
  /// The rules after a revision. Refuses an old value that isn't in force, a member that a revision
  /// can't change, and what the schema of a call doesn't allow.
  func revised(by patch: [PatchMember]) throws(Refusal) -> CallState.Rules {
    var value = asJSON()
    for member in patch { try member.apply(to: &value) }
    // The rules hold no reference, so any interner serves.
    do throws(any Error) {
      let bytes = try value.canonicalBytes()
      var reader = SchemaReader(bytes.span, strength: .admit, interner: Interner())
      var revised = CallState.Rules()
      try reader.object(&revised)
      try reader.finish()
      return revised
    } catch {
      throw Refusal(
        .correctedPayloadInvalid, "the call's rules would not be valid: \(error)",
        admitted: "Revise eligibility, evaluations_min, max_pairings_per_host, "
          + "max_pairings_per_twin, reference_date or travel_ceiling, as their schema allows.")
    }
  }

  private func asJSON() -> JSONValue {
    var writer = SchemaWriter(texts: Span(), interner: Interner())
    var rules = self
    do throws(any Error) {
      try writer.object(&rules)
      return try JSONValue(parsing: writer.bytes.span)
    } catch {
      preconditionFailure("a call's rules couldn't be written: \(error)")
    }
  }
}

extension PatchMember {
  /// Changes one member of a call's rules.
  fileprivate func apply(to value: inout JSONValue) throws(Refusal) {
    let pointer = String(path.dropFirst("/data".utf8.count))
    let current = value[pointer: pointer]
    do throws(any Error) {
      let expected = try old.map { try JSONValue(parsing: $0.span) }
      if current != expected {
        throw Refusal(
          .oldValueDiffers,
          "the call's rules have another value at \(path) than the old one given.",
          admitted: "Give the value in force as old.")
      }
      guard let new else {
        try value.remove(at: pointer)
        return
      }
      let replacement = try JSONValue(parsing: new.span)
      if current == nil {
        try value.add(replacement, at: pointer)
      } else {
        try value.replace(at: pointer, with: replacement)
      }
    } catch let refusal as Refusal {
      throw refusal
    } catch {
      throw Refusal(
        .correctedPayloadInvalid, "the call's rules have no place \(path): \(error)",
        admitted: "Name a member of the call's rules by a JSON Pointer that begins with /data/.")
    }
  }
}

extension CallState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("cancelled", &cancelled)
    try c.optional("closed", &closed)
    try c.unlessEmpty(
      "deadlines", &deadlines, ArrayForm(ValueForm<DeadlineChange>(), 0...1_000_000))
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("kind", &kind, WordForm())
    try c.optional("opens_at", &opensAt)
    try c.optional("programme", &programme, RefForm(.programme))
    try c.unlessEmpty("revisions", &revisions, ArrayForm(ValueForm<Revision>(), 0...1_000_000))
    try c.required("rules", &rules)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
  }
}

extension CallState.Rules: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    let caps: ClosedRange<Int64> = 0...1_000
    try c.required(
      "eligibility", orNotReported: &eligibility, ValueForm<Eligibility>(), always: true)
    try c.required(
      "evaluations_min", orNotReported: &evaluationsMin, IntegerForm(0...20), always: true)
    try c.required(
      "max_pairings_per_host", orNotReported: &maxPairingsPerHost, IntegerForm(caps), always: true)
    try c.required(
      "max_pairings_per_twin", orNotReported: &maxPairingsPerTwin, IntegerForm(caps), always: true)
    try c.required(
      "reference_date", orNotReported: &referenceDate, ValueForm<PointInTime>(), always: true)
    try c.optional("travel_ceiling", &travelCeiling)
  }
}

extension CallState.DeadlineChange: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), closesAt: Deadline()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("closes_at", &closesAt)
    try c.required("fact", &fact)
  }
}

extension CallState.Revision: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), version: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("version", &version, in: 0...10_000)
  }
}
