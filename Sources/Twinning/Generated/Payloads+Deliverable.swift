// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The acceptance of a deliverable was revoked.
///
/// Version 1 of the payload.
public struct AcceptanceRevokedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.acceptanceRevoked.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A deliverable was accepted.
///
/// Version 1 of the payload.
public struct DeliverableAcceptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `version`; nil where absent.
  public var version: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.deliverableAccepted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.version, &version, IntegerForm(1...1000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A deliverable was returned for changes.
///
/// Version 1 of the payload.
public struct DeliverableReturnedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `version`; nil where absent.
  public var version: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.deliverableReturned.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.version, &version, IntegerForm(1...1000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A version of a deliverable was submitted.
///
/// Version 1 of the payload.
public struct DeliverableSubmittedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `activity_id`; nil where absent.
  public var activityID: Ref?
  /// `pairing_id`.
  public var pairingID: Ref = .none
  /// `sha256`; nil where not reported.
  public var sha256: ContentDigest?
  /// `type`; nil where not reported.
  public var type: DeliverableType?
  /// `version`; nil where not reported.
  public var version: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.deliverableSubmitted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.activityID, &activityID, RefForm(.activity))
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.pairingID, &pairingID, RefForm(.pairing))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.sha256, orNotReported: &sha256, ValueForm<ContentDigest>())
    try c.required(Keys.all.type, orNotReported: &type, WordForm())
    try c.required(Keys.all.version, orNotReported: &version, IntegerForm(1...1000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let activityID { body(activityID) }
    body(pairingID)
  }
}

/// The report on one visit was waived.
///
/// Version 1 of the payload.
public struct DeliverableWaivedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `activity_id`.
  public var activityID: Ref = .none
  /// `pairing_id`.
  public var pairingID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.deliverableWaived.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.activityID, &activityID, RefForm(.activity))
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.pairingID, &pairingID, RefForm(.pairing))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(activityID)
    body(pairingID)
  }
}
