/// The ledger itself: what it is called, whether it is real, and which rules judge in it.
public struct LedgerState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, open

    /// The words, in the order of the cases.
    public static let words = ["none", "open"]
  }

  /// A version of the rules coming into force.
  public struct Adoption: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The version.
    public var version: Int64

    /// The digest of the rules; nil for those the ledger was opened with.
    public var digest: ContentDigest?
  }

  /// A key coming into use.
  public struct Rotation: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// The new key by which checkpoints are verified.
    public var verifierKey: String
  }

  /// A clock that was accepted although an event had been recorded later than it said.
  public struct ClockAcceptance: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// What the clock said.
    public var clock: Instant

    /// The last recorded time then. Events are recorded at that time until the clock has passed it.
    public var lastRecorded: Instant
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none

  /// The ledger's name: the first line of its checkpoints.
  public private(set) var origin = ""

  /// The zone in which dates are read that belong to no programme.
  public private(set) var zone: Zone?

  /// Whether everything in it is made up; every output says so.
  public private(set) var isSynthetic = false

  /// The last checkpoint of the ledger that this one continues, if any.
  public private(set) var predecessorCheckpoint: String?

  /// The versions of the rules, in the order in which they came into force.
  public private(set) var adoptions: [Adoption] = []
  /// Every later key, in the order in which they came into use.
  public private(set) var rotations: [Rotation] = []
  /// Every clock that was accepted, in the order in which that was recorded.
  public private(set) var clockAcceptances: [ClockAcceptance] = []

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The version of the rules that judges the next event; 0 before the ledger is open.
  public var rulesVersion: Int64 { adoptions.last?.version ?? 0 }

  /// The version of the rules that judged the event at `index`. O(n) in the adoptions.
  public func rulesVersion(at index: Int64) -> Int64 {
    adoptions.last { $0.fact.index < index }?.version ?? adoptions.first?.version ?? 0
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .ledgerOpened(let opening):
      if event.index != 0 || exists {
        throw Refusal(
          .onlyFirstEvent, "LedgerOpened would be event \(event.index).",
          admitted: "A ledger is opened once, by its event 0.")
      }
      try checkKnown(opening.rulesVersion)
    case .rulesAdopted(let adoption):
      try requireOpen(event)
      try checkKnown(adoption.version)
      if adoption.version < rulesVersion {
        throw Refusal(
          .rulesVersionNotNext,
          "version \(rulesVersion) of the rules is in force; \(adoption.version) is older.",
          admitted: "Adopt version \(rulesVersion) or a later one.")
      }
    case .keyRotated, .clockAccepted: try requireOpen(event)
    default: throw Refusal.foreign(event)
    }
  }

  private func requireOpen(_ event: borrowing Event) throws(Refusal) {
    if status == .open { return }
    throw Refusal.state(status, of: "ledger", for: event, allowed: [.open])
  }

  private func checkKnown(_ version: Int64) throws(Refusal) {
    if Ruleset.known.contains(version) { return }
    throw Refusal(
      .rulesUnknown,
      "this program knows the rules from version \(Ruleset.known.lowerBound) to "
        + "\(Ruleset.known.upperBound), not \(version).",
      admitted: "Use a program that knows version \(version), or adopt a version known here.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .ledgerOpened(let opening):
      status = .open
      origin = opening.origin.string(in: bytes)
      zone = opening.zone
      isSynthetic = opening.synthetic
      predecessorCheckpoint = opening.predecessorCheckpoint?.string(in: bytes)
      adoptions = [Adoption(fact: Fact(event), version: opening.rulesVersion)]
    case .rulesAdopted(let adoption):
      adoptions.append(
        Adoption(fact: Fact(event), version: adoption.version, digest: adoption.digest))
    case .keyRotated(let rotation):
      rotations.append(
        Rotation(fact: Fact(event), verifierKey: rotation.verifierKey.string(in: bytes)))
    case .clockAccepted(let acceptance):
      clockAcceptances.append(
        ClockAcceptance(
          fact: Fact(event), clock: acceptance.clock, lastRecorded: acceptance.lastRecorded))
    default: break
    }
  }
}

/// The released versions of the rules that this program can judge by.
public enum Ruleset {
  /// From the first release on; a released version stays.
  public static let known: ClosedRange<Int64> = 1...1
}

extension LedgerState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("adoptions", &adoptions, ArrayForm(ValueForm<Adoption>(), 0...1_000_000))
    try c.unlessEmpty(
      "clock_acceptances", &clockAcceptances,
      ArrayForm(ValueForm<ClockAcceptance>(), 0...1_000_000))
    try c.required("origin", &origin, StringForm())
    try c.optional("predecessor_checkpoint", &predecessorCheckpoint, StringForm())
    try c.unlessEmpty("rotations", &rotations, ArrayForm(ValueForm<Rotation>(), 0...1_000_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.required("synthetic", &isSynthetic, BoolForm())
    try c.optional("zone", &zone)
  }
}

extension LedgerState.Adoption: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), version: 0) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("digest", &digest)
    try c.required("fact", &fact)
    try c.required("version", &version, in: 0...1_000_000)
  }
}

extension LedgerState.Rotation: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), verifierKey: "") }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("verifier_key", &verifierKey, StringForm())
  }
}

extension LedgerState.ClockAcceptance: SchemaObject {
  /// What a reader begins with.
  public init() {
    let none = Instant(milliseconds: 0)
    self.init(fact: Fact(), clock: none, lastRecorded: none)
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.key("clock")
    try c.instant(&clock)
    try c.required("fact", &fact)
    try c.key("last_recorded")
    try c.instant(&lastRecorded)
  }
}
