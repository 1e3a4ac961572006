/// A participation: one city in one cohort in one role.
public struct ParticipationState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, active, suspended, withdrawn, completed

    /// The words, in the order of the cases.
    public static let words = ["none", "active", "suspended", "withdrawn", "completed"]
  }

  /// A step of the state machine, and the day from which it has its effect.
  public struct StatusChange: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// What it came to be.
    public var status: Status

    /// The day that the record gives; nil where it takes effect when it happened.
    public var effectiveOn: PointInTime?
  }

  /// A person who represents the city, for as long as they do.
  public struct Representative: Hashable, Sendable {
    /// An opaque id.
    public var person: Ref
    /// When the person was named.
    public var assigned: Fact

    /// When another person took their place.
    public var replaced: Fact?

    /// Whether the person represents the city now.
    public var isActive: Bool { replaced == nil }
  }

  /// A signed agreement.
  public struct Agreement: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The day of the signature.
    public var signedOn: PointInTime
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The cohort that the city takes part in.
  public private(set) var cohort: Ref?
  /// The city.
  public private(set) var city: Ref?
  /// The role that it takes part in.
  public private(set) var role: ParticipantRole?

  /// The application that was selected; nil for what was taken over from a record.
  public private(set) var application: Ref?
  /// Whether it was taken over from a record whose origin is not in the ledger.
  public private(set) var isFromRecord = false

  /// Every step of the state machine, the latest last.
  public private(set) var history: [StatusChange] = []

  /// Everybody who represented the city, in the order of their assignment.
  public private(set) var representatives: [Representative] = []
  /// The agreements that were signed.
  public private(set) var agreements: [Agreement] = []

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// Whether it goes on: neither suspended nor ended.
  public var isActive: Bool { status == .active }

  /// Whether it has ended: withdrawn or completed.
  public var hasEnded: Bool { status == .withdrawn || status == .completed }

  /// How it ended, and when; nil while it goes on.
  public var ending: StatusChange? { hasEnded ? history.last : nil }

  /// When the first representative was named; nil before.
  public var firstRepresentative: Fact? { representatives.first?.assigned }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .participationConfirmed: try require([.none], for: event)
    case .representativeAssigned(let assignment):
      try require([.active, .suspended], for: event)
      try checkAssignment(of: assignment.personID)
    case .representativeReplaced(let replacement):
      try require([.active, .suspended], for: event)
      try checkReplacement(of: replacement.replacedPersonID, by: replacement.personID)
    case .participationAgreementSigned, .participationSuspended: try require([.active], for: event)
    case .participationResumed: try require([.suspended], for: event)
    case .participationWithdrawn, .participationCompleted:
      try require([.active, .suspended], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "participation", for: event, allowed: allowed)
  }

  private func active(_ person: Ref) -> Representative? {
    representatives.first { $0.isActive && $0.person == person }
  }

  private func checkAssignment(of person: Ref) throws(Refusal) {
    try checkIsNew(person)
    let count = representatives.count { $0.isActive }
    if count < 2 { return }
    throw Refusal(
      .tooManyRepresentatives, "\(count) persons represent the city, the most there may be.",
      admitted: "Record RepresentativeReplaced for one of them.")
  }

  private func checkReplacement(of old: Ref, by new: Ref) throws(Refusal) {
    if active(old) == nil {
      throw Refusal(
        .notARepresentative, "the person to be replaced doesn't represent the city.",
        admitted: "Name one of the \(representatives.count { $0.isActive }) who do, or record "
          + "RepresentativeAssigned.")
    }
    try checkIsNew(new)
  }

  private func checkIsNew(_ person: Ref) throws(Refusal) {
    guard let known = active(person) else { return }
    throw Refusal(
      .alreadyRepresentative,
      "the person represents the city already (event \(known.assigned.index)).",
      admitted: "Name another person.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .participationConfirmed(let birth):
      cohort = birth.cohortID
      city = birth.cityID
      role = birth.role
      application = birth.application
      isFromRecord = event.isFromRecord
      step(to: .active, event)
    case .representativeAssigned(let assignment):
      representatives.append(
        Representative(person: assignment.personID, assigned: Fact(event)))
    case .representativeReplaced(let replacement):
      let old = representatives.firstIndex {
        $0.isActive && $0.person == replacement.replacedPersonID
      }
      if let old { representatives[old].replaced = Fact(event) }
      representatives.append(
        Representative(person: replacement.personID, assigned: Fact(event)))
    case .participationAgreementSigned(let agreement):
      agreements.append(Agreement(fact: Fact(event), signedOn: agreement.signedOn))
    case .participationSuspended(let pause): step(to: .suspended, event, on: pause.from)
    case .participationResumed(let resumption): step(to: .active, event, on: resumption.to)
    case .participationWithdrawn(let end): step(to: .withdrawn, event, on: end.effectiveOn)
    case .participationCompleted(let end): step(to: .completed, event, on: end.completedOn)
    default: break
    }
  }

  private mutating func step(
    to status: Status, _ event: borrowing Event, on effectiveOn: PointInTime? = nil
  ) {
    self.status = status
    history.append(StatusChange(fact: Fact(event), status: status, effectiveOn: effectiveOn))
  }
}

extension ParticipationState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("agreements", &agreements, ArrayForm(ValueForm<Agreement>(), 0...1_000_000))
    try c.optional("application", &application, RefForm(.application))
    try c.optional("city", &city, RefForm(.city))
    try c.optional("cohort", &cohort, RefForm(.cohort))
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.unlessEmpty("history", &history, ArrayForm(ValueForm<StatusChange>(), 0...1_000_000))
    try c.unlessEmpty(
      "representatives", &representatives, ArrayForm(ValueForm<Representative>(), 0...1_000_000))
    try c.optional("role", &role, WordForm())
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
  }
}

extension ParticipationState.StatusChange: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), status: .none) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("effective_on", &effectiveOn)
    try c.required("fact", &fact)
    try c.required("state", &status, WordForm())
  }
}

extension ParticipationState.Representative: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(person: .none, assigned: Fact()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("assigned", &assigned)
    try c.required("person", &person, RefForm(.person))
    try c.optional("replaced", &replaced)
  }
}

extension ParticipationState.Agreement: SchemaObject {
  /// What a reader begins with.
  public init() { self.init(fact: Fact(), signedOn: PointInTime()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("signed_on", &signedOn)
  }
}
