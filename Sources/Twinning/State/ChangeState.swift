/// A departure from the plan: a minor deviation that was reported, or a change that was asked for.
public struct ChangeState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, deviation, requested, approved, refused

    /// The words, in the order of the cases.
    public static let words = ["none", "deviation", "requested", "approved", "refused"]
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none

  /// What it is about.
  public private(set) var about: Ref?
  /// The reviewed document that describes it.
  public private(set) var textRef: String?

  /// The report or the request.
  public private(set) var raised: Fact?

  /// The answer, of which there is one.
  public private(set) var answered: Fact?
  /// The day from which an approved change holds.
  public private(set) var effectiveOn: PointInTime?

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .deviationReported, .changeRequested: try require([.none], for: event)
    case .changeApproved, .changeRefused: try require([.requested], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "change", for: event, allowed: allowed)
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .deviationReported(let deviation):
      status = .deviation
      raised = Fact(event)
      about = deviation.about
      textRef = deviation.textRef?.string(in: bytes)
    case .changeRequested(let request):
      status = .requested
      raised = Fact(event)
      about = request.about
      textRef = request.textRef?.string(in: bytes)
    case .changeApproved(let approval):
      status = .approved
      answered = Fact(event)
      effectiveOn = approval.effectiveOn
    case .changeRefused:
      status = .refused
      answered = Fact(event)
    default: break
    }
  }
}

extension ChangeState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("about", &about, RefForm.subject)
    try c.optional("answered", &answered)
    try c.optional("effective_on", &effectiveOn)
    try c.optional("raised", &raised)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.optional("text_ref", &textRef, StringForm())
  }
}
