// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The ledger's clock was accepted as right although an event was recorded later than it says.
///
/// Version 1 of the payload.
public struct ClockAcceptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `clock`.
  public var clock = Instant()
  /// `last_recorded`.
  public var lastRecorded = Instant()

  public init() {}

  public var typeNumber: UInt8 { EventType.clockAccepted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.clock, &clock, ValueForm<Instant>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.lastRecorded, &lastRecorded, ValueForm<Instant>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The key that signs checkpoints was replaced.
///
/// Version 1 of the payload.
public struct KeyRotatedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `verifier_key`.
  public var verifierKey = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.keyRotated.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.verifierKey, &verifierKey, TextForm(.pattern(.verifierKey, 1...400)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A ledger was opened under its origin, its zone and its first ruleset.
///
/// Version 1 of the payload.
public struct LedgerOpenedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `origin`.
  public var origin = Text()
  /// `predecessor_checkpoint`; nil where absent.
  public var predecessorCheckpoint: Text?
  /// `rules_version`.
  public var rulesVersion: Int64 = 0
  /// `synthetic`.
  public var synthetic: Bool = false
  /// `zone`.
  public var zone = Zone()

  public init() {}

  public var typeNumber: UInt8 { EventType.ledgerOpened.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.origin, &origin, TextForm(.pattern(.origin, 1...200)))
    try c.optional(
      Keys.all.predecessorCheckpoint, &predecessorCheckpoint,
      TextForm(.pattern(.signedNote, 1...8000)))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.rulesVersion, &rulesVersion, IntegerForm(1...1000000))
    try c.required(Keys.all.synthetic, &synthetic, BoolForm())
    try c.required(Keys.all.zone, &zone, ValueForm<Zone>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A ruleset was adopted that judges every event from this index on.
///
/// Version 1 of the payload.
public struct RulesAdoptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `digest`.
  public var digest = ContentDigest()
  /// `version`.
  public var version: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.rulesAdopted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.digest, &digest, ValueForm<ContentDigest>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.version, &version, IntegerForm(1...1000000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
