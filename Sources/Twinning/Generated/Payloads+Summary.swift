// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// An impact summary was published.
///
/// Version 1 of the payload.
public struct ImpactSummaryPublishedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `as_of_size`.
  public var asOfSize: Int64 = 0
  /// `as_of_time`.
  public var asOfTime = Instant()
  /// `definition_version`.
  public var definitionVersion = Text()
  /// `figures_sha256`.
  public var figuresSha256 = ContentDigest()
  /// `period`.
  public var period: Ref = .none
  /// `scope`.
  public var scope: Ref = .none
  /// `version`.
  public var version: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.impactSummaryPublished.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.asOfSize, &asOfSize, IntegerForm(0...9007199254740991))
    try c.required(Keys.all.asOfTime, &asOfTime, ValueForm<Instant>())
    try c.required(
      Keys.all.definitionVersion, &definitionVersion, TextForm(.pattern(.token, 1...64)))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.figuresSha256, &figuresSha256, ValueForm<ContentDigest>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.period, &period, RefForm(.period))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.scope, &scope, RefForm.subject)
    try c.required(Keys.all.version, &version, IntegerForm(1...100000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(period)
    body(scope)
  }
}

/// A published impact summary was restated in a new version.
///
/// Version 1 of the payload.
public struct ImpactSummaryRestatedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `as_of_size`.
  public var asOfSize: Int64 = 0
  /// `as_of_time`.
  public var asOfTime = Instant()
  /// `changed_figures`.
  public var changedFigures: Int64 = 0
  /// `definition_version`.
  public var definitionVersion = Text()
  /// `deltas_sha256`.
  public var deltasSha256 = ContentDigest()
  /// `figures_sha256`.
  public var figuresSha256 = ContentDigest()
  /// `supersedes`.
  public var supersedes: Int64 = 0
  /// `version`.
  public var version: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.impactSummaryRestated.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.asOfSize, &asOfSize, IntegerForm(0...9007199254740991))
    try c.required(Keys.all.asOfTime, &asOfTime, ValueForm<Instant>())
    try c.required(Keys.all.changedFigures, &changedFigures, IntegerForm(0...10000))
    try c.required(
      Keys.all.definitionVersion, &definitionVersion, TextForm(.pattern(.token, 1...64)))
    try c.required(Keys.all.deltasSha256, &deltasSha256, ValueForm<ContentDigest>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.figuresSha256, &figuresSha256, ValueForm<ContentDigest>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.supersedes, &supersedes, IntegerForm(1...100000))
    try c.required(Keys.all.version, &version, IntegerForm(2...100000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
