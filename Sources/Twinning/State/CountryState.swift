/// A country's standing towards the framework programme over time.
public struct CountryState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, recorded

    /// The words, in the order of the cases.
    public static let words = ["none", "recorded"]
  }

  /// A standing, from when to when it holds, and when that was known.
  public struct Association: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The standing; nil where the source doesn't say.
    public var status: AssociationStatus?
    /// How much it covers; nil where the source doesn't say.
    public var scope: AssociationScope?

    /// From when it holds; nil where the source doesn't say.
    public var validFrom: PointInTime?

    /// Until when it holds, included; nil while no end is known.
    public var validTo: PointInTime?

    /// Whether it holds at `moment`, dates read in `zone`. Where the source doesn't say from when,
    /// it holds from when it was recorded to have become known.
    public func holds(at moment: Instant, in zone: Zone) -> Bool {
      if moment < start(in: zone) { return false }
      guard let validTo else { return true }
      return moment <= validTo.interval(in: zone).end
    }

    func start(in zone: Zone) -> Instant { validFrom?.interval(in: zone).start ?? fact.time }
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none

  /// Every recorded standing, in the order in which they came about.
  public private(set) var associations: [Association] = []

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// The standing at `moment`: of those that hold then, the one that begins last, and of several
  /// that begin together the one recorded last; nil where none holds.
  public func association(at moment: Instant, in zone: Zone) -> Association? {
    var found: Association?
    for association in associations where association.holds(at: moment, in: zone) {
      if let best = found, association.start(in: zone) < best.start(in: zone) { continue }
      found = association
    }
    return found
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    guard case .countryAssociationRecorded(let association) = event.data else {
      throw Refusal.foreign(event)
    }
    guard let from = association.validFrom, let to = association.validTo,
      to.provablyBefore(from, in: .utc)
    else { return }
    throw Refusal(
      .intervalReversed, "valid_to, \(to), lies before valid_from, \(from).",
      admitted: "Give a valid_to not before valid_from, or leave it out while no end is known.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    guard case .countryAssociationRecorded(let association) = event.data else { return }
    status = .recorded
    associations.append(
      Association(
        fact: Fact(event), status: association.status, scope: association.scope,
        validFrom: association.validFrom, validTo: association.validTo))
  }
}

extension CountryState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      "associations", &associations, ArrayForm(ValueForm<Association>(), 0...1_000_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
  }
}

extension CountryState.Association: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.optional("scope", &scope, WordForm())
    try c.optional("status", &status, WordForm())
    try c.optional("valid_from", &validFrom)
    try c.optional("valid_to", &validTo)
  }
}
