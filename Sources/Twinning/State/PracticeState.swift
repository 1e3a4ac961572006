/// A good practice: a described solution that a city offers, and who took it how far.
public struct PracticeState: StreamState {
  public enum Status: UInt8, StateVocabulary {
    case none, described, retired

    public static let words = ["none", "described", "retired"]
  }

  /// A learner city took the practice to a stage.
  public struct Adoption: Hashable, Sendable {
    public var fact: Fact
    public var learnerCity: Ref
    public var pairing: Ref
    public var stage: AdoptionStage
  }

  public var record = StreamRecord()
  public private(set) var status = Status.none
  public private(set) var ownerCity: Ref?
  public private(set) var title: String?
  public private(set) var themes: ThemeSet = []
  public private(set) var levers: LeverSet = []
  public private(set) var sourceRef: String?
  public private(set) var described: Fact?
  public private(set) var revisions: [Fact] = []
  public private(set) var retired: Fact?

  /// Every step that was recorded, in the order in which they happened.
  public private(set) var adoptions: [Adoption] = []

  public init() {}

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
  public init() {
    self.init(fact: Fact(), learnerCity: .none, pairing: .none, stage: AdoptionStage())
  }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("learner_city", &learnerCity, RefForm(.city))
    try c.required("pairing", &pairing, RefForm(.pairing))
    try c.required("stage", &stage, WordForm())
  }
}
