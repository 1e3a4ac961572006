/// A good practice: a described solution that a city offers, and who took it how far.
public struct PracticeState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, described, retired

    /// The words, in the order of the cases.
    public static let words = ["none", "described", "retired"]
  }

  /// A learner city took the practice to a stage.
  public struct Adoption: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The city that learned.
    public var learnerCity: Ref
    /// The pairing in which it learned.
    public var pairing: Ref
    /// The stage.
    public var stage: AdoptionStage
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The city that offers it.
  public private(set) var ownerCity: Ref?
  /// What it is called; nil where that is not reported.
  public private(set) var title: String?
  /// The fields that it is about; none where they are not reported.
  public private(set) var themes: ThemeSet = []
  /// The levers that it uses; none where they are not reported.
  public private(set) var levers: LeverSet = []
  /// The document that describes it; nil where that is not reported.
  public private(set) var sourceRef: String?
  /// When it was described.
  public private(set) var described: Fact?
  /// When its description was revised.
  public private(set) var revisions: [Fact] = []
  /// When it ceased to be offered.
  public private(set) var retired: Fact?

  /// Every step that was recorded, in the order in which they happened.
  public private(set) var adoptions: [Adoption] = []

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// How far `city` has taken the practice: its latest step, or nil. O(adoptions).
  public func adoption(by city: Ref) -> Adoption? {
    adoptions.last { $0.learnerCity == city }
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .practiceDescribed: try require([.none], for: event)
    case .practiceRevised, .practiceRetired: try require([.described], for: event)
    case .practiceAdopted(let step):
      try require([.described, .retired], for: event)
      guard let reached = adoption(by: step.learnerCityID)?.stage,
        step.stage.rawValue < reached.rawValue
      else { return }
      throw Refusal(
        .stageGoesBack, "the city has reached the stage \(reached.word) already.",
        admitted: "Correct or void the earlier event if the city never got so far.")
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "practice", for: event, allowed: allowed)
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .practiceDescribed(let description):
      status = .described
      described = Fact(event)
      ownerCity = description.ownerCityID
      title = description.title?.string(in: bytes)
      themes = description.themes ?? []
      levers = description.levers ?? []
      sourceRef = description.sourceRef?.string(in: bytes)
    case .practiceRevised(let revision):
      revisions.append(Fact(event))
      if let title = revision.title { self.title = title.string(in: bytes) }
      if !revision.themes.isEmpty { themes = revision.themes }
      if !revision.levers.isEmpty { levers = revision.levers }
      if let source = revision.sourceRef { sourceRef = source.string(in: bytes) }
    case .practiceRetired:
      status = .retired
      retired = Fact(event)
    case .practiceAdopted(let step):
      adoptions.append(
        Adoption(
          fact: Fact(event), learnerCity: step.learnerCityID, pairing: step.pairingID,
          stage: step.stage))
    default: break
    }
  }
}

extension PracticeState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("adoptions", &adoptions, ArrayForm(ValueForm<Adoption>(), 0...1_000_000))
    try c.optional("described", &described)
    try c.required("levers", &levers, WordSetForm(0...16))
    try c.optional("owner_city", &ownerCity, RefForm(.city))
    try c.optional("retired", &retired)
    try c.unlessEmpty("revisions", &revisions, ArrayForm(ValueForm<Fact>(), 0...1_000_000))
    try c.optional("source_ref", &sourceRef, StringForm())
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.required("themes", &themes, WordSetForm(0...16))
    try c.optional("title", &title, StringForm())
  }
}

extension PracticeState.Adoption: SchemaObject {
  /// What a reader and a fold begin with.
  public init() {
    self.init(fact: Fact(), learnerCity: .none, pairing: .none, stage: AdoptionStage())
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("learner_city", &learnerCity, RefForm(.city))
    try c.required("pairing", &pairing, RefForm(.pairing))
    try c.required("stage", &stage, WordForm())
  }
}
