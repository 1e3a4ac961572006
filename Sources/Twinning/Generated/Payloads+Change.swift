// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A requested change was approved.
///
/// Version 1 of the payload.
public struct ChangeApprovedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `effective_on`; nil where absent.
  public var effectiveOn: PointInTime?
  /// `text_ref`; nil where absent.
  public var textRef: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.changeApproved.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.effectiveOn, &effectiveOn, ValueForm<PointInTime>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.textRef, &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A requested change was refused.
///
/// Version 1 of the payload.
public struct ChangeRefusedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `text_ref`; nil where absent.
  public var textRef: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.changeRefused.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.textRef, &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A major change was requested.
///
/// Version 1 of the payload.
public struct ChangeRequestedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `about`.
  public var about: Ref = .none
  /// `text_ref`; nil where not reported.
  public var textRef: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.changeRequested.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.about, &about, RefForm.subject)
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(
      Keys.all.textRef, orNotReported: &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(about)
  }
}

/// A minor departure from the plan was reported.
///
/// Version 1 of the payload.
public struct DeviationReportedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `about`.
  public var about: Ref = .none
  /// `text_ref`; nil where absent.
  public var textRef: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.deviationReported.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.about, &about, RefForm.subject)
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.textRef, &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(about)
  }
}
