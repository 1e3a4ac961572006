/// An impact summary: the versions that were published. None is ever changed.
public struct SummaryState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, published, restated

    /// The words, in the order of the cases.
    public static let words = ["none", "published", "restated"]
  }

  /// One published version.
  public struct Version: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// From 1, without gaps.
    public var number: Int64
    /// The size of the log that the figures were computed at.
    public var asOfSize: Int64
    /// The recorded time up to which the figures know.
    public var asOfTime: Instant
    /// The version of the definitions that the figures follow.
    public var definitionVersion: String
    /// The digest of the published figures.
    public var figuresSha256: ContentDigest

    /// For a restatement: how many figures changed.
    public var changedFigures: Int64?
    /// For a restatement: the digest of what changed.
    public var deltasSha256: ContentDigest?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none

  /// What it is about: a programme, a cohort, a pairing …
  public private(set) var scope: Ref?
  /// The reporting period.
  public private(set) var period: Ref?
  /// What was published, in the order of the versions.
  public private(set) var versions: [Version] = []

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .impactSummaryPublished(let summary):
      try require([.none], for: event)
      try checkNumber(summary.version, is: 1)
      try checkSize(summary.asOfSize, event)
    case .impactSummaryRestated(let summary):
      try require([.published, .restated], for: event)
      let last = versions.last?.number ?? 0
      try checkNumber(summary.version, is: last + 1)
      try checkSize(summary.asOfSize, event)
      if summary.supersedes == last { return }
      throw Refusal(
        .summaryVersionNotNext,
        "it supersedes version \(summary.supersedes), but version \(last) is in force.",
        admitted: "Let it supersede version \(last).")
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "summary", for: event, allowed: allowed)
  }

  private func checkNumber(_ number: Int64, is expected: Int64) throws(Refusal) {
    if number == expected { return }
    throw Refusal(
      .summaryVersionNotNext, "version \(number) doesn't follow; the next one is \(expected).",
      admitted: "Publish it as version \(expected).")
  }

  private func checkSize(_ size: Int64, _ event: borrowing Event) throws(Refusal) {
    if size <= event.index { return }
    throw Refusal(
      .cutOffBeyondLog, "the figures are as of size \(size), but the log holds \(event.index).",
      admitted: "Give the size that the figures were computed at, at most \(event.index).")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .impactSummaryPublished(let summary):
      status = .published
      scope = summary.scope
      period = summary.period
      versions.append(
        Version(
          fact: Fact(event), number: summary.version, asOfSize: summary.asOfSize,
          asOfTime: summary.asOfTime,
          definitionVersion: summary.definitionVersion.string(in: bytes),
          figuresSha256: summary.figuresSha256))
    case .impactSummaryRestated(let summary):
      status = .restated
      versions.append(
        Version(
          fact: Fact(event), number: summary.version, asOfSize: summary.asOfSize,
          asOfTime: summary.asOfTime,
          definitionVersion: summary.definitionVersion.string(in: bytes),
          figuresSha256: summary.figuresSha256, changedFigures: summary.changedFigures,
          deltasSha256: summary.deltasSha256))
    default: break
    }
  }
}

extension SummaryState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("period", &period, RefForm(.period))
    try c.optional("scope", &scope, RefForm.subject)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.unlessEmpty("versions", &versions, ArrayForm(ValueForm<Version>(), 0...1_000_000))
  }
}

extension SummaryState.Version: SchemaObject {
  /// What a reader and a fold begin with.
  public init() {
    self.init(
      fact: Fact(), number: 0, asOfSize: 0, asOfTime: Instant(milliseconds: 0),
      definitionVersion: "", figuresSha256: ContentDigest())
  }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("as_of_size", &asOfSize, in: 0...Int64.max)
    try c.key("as_of_time")
    try c.instant(&asOfTime)
    try c.optional("changed_figures", &changedFigures, in: 0...1_000_000)
    try c.required("definition_version", &definitionVersion, StringForm())
    try c.optional("deltas_sha256", &deltasSha256)
    try c.required("fact", &fact)
    try c.required("figures_sha256", &figuresSha256)
    try c.required("number", &number, in: 1...1_000_000)
  }
}
