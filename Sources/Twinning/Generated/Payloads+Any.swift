// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A correction or a void that needs a second person was proposed.
///
/// Version 1 of the payload.
public struct CorrectionProposedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cause`; nil where absent.
  public var cause: VoidCause?
  /// `patch`; empty where absent.
  public var patch: [PatchMember] = []
  /// `target`.
  public var target = EventTarget()

  public init() {}

  public var typeNumber: UInt8 { EventType.correctionProposed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.cause, &cause, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.unlessEmpty(Keys.all.patch, &patch, ArrayForm(ValueForm<PatchMember>(), 1...50))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.target, &target, ValueForm<EventTarget>())
    try c.exactlyOne(of: "patch or cause", !patch.isEmpty, cause != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// Members of an earlier event of this stream were corrected.
///
/// Version 1 of the payload.
public struct EventCorrectedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `patch`.
  public var patch: [PatchMember] = []
  /// `target`.
  public var target = EventTarget()

  public init() {}

  public var typeNumber: UInt8 { EventType.eventCorrected.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.patch, &patch, ArrayForm(ValueForm<PatchMember>(), 1...50))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.target, &target, ValueForm<EventTarget>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// An earlier event of this stream was declared void.
///
/// Version 1 of the payload.
public struct EventVoidedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cause`.
  public var cause = VoidCause()
  /// `target`.
  public var target = EventTarget()

  public init() {}

  public var typeNumber: UInt8 { EventType.eventVoided.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cause, &cause, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.target, &target, ValueForm<EventTarget>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
