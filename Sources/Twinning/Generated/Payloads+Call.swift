// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A call was cancelled.
///
/// Version 1 of the payload.
public struct CallCancelledV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.callCancelled.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A call closed.
///
/// Version 1 of the payload.
public struct CallClosedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `closed_at`.
  public var closedAt = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.callClosed.rawValue }

  public var ownDate: PointInTime? { closedAt }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.closedAt, &closedAt, ValueForm<PointInTime>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The deadline of a call was extended.
///
/// Version 1 of the payload.
public struct CallDeadlineExtendedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `closes_at`.
  public var closesAt = Deadline()

  public init() {}

  public var typeNumber: UInt8 { EventType.callDeadlineExtended.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.closesAt, &closesAt, ValueForm<Deadline>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A call was published with its window, its rules and its limits.
///
/// Version 1 of the payload.
public struct CallPublishedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `closes_at`; nil where not reported.
  public var closesAt: Deadline?
  /// `eligibility`; nil where not reported.
  public var eligibility: Eligibility?
  /// `evaluations_min`; nil where not reported.
  public var evaluationsMin: Int64?
  /// `kind`; nil where not reported.
  public var kind: CallKind?
  /// `max_pairings_per_host`; nil where not reported.
  public var maxPairingsPerHost: Int64?
  /// `max_pairings_per_twin`; nil where not reported.
  public var maxPairingsPerTwin: Int64?
  /// `opens_at`; nil where not reported.
  public var opensAt: Deadline?
  /// `programme_id`.
  public var programmeID: Ref = .none
  /// `reference_date`; nil where not reported.
  public var referenceDate: PointInTime?
  /// `rules_version`; nil where not reported.
  public var rulesVersion: Int64?
  /// `travel_ceiling`; nil where absent.
  public var travelCeiling: Money?

  public init() {}

  public var typeNumber: UInt8 { EventType.callPublished.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(Keys.all.closesAt, orNotReported: &closesAt, ValueForm<Deadline>())
    try c.required(Keys.all.eligibility, orNotReported: &eligibility, ValueForm<Eligibility>())
    try c.required(Keys.all.evaluationsMin, orNotReported: &evaluationsMin, IntegerForm(0...20))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.kind, orNotReported: &kind, WordForm())
    try c.required(
      Keys.all.maxPairingsPerHost, orNotReported: &maxPairingsPerHost, IntegerForm(0...1000))
    try c.required(
      Keys.all.maxPairingsPerTwin, orNotReported: &maxPairingsPerTwin, IntegerForm(0...1000))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.opensAt, orNotReported: &opensAt, ValueForm<Deadline>())
    try c.required(Keys.all.programmeID, &programmeID, RefForm(.programme))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.referenceDate, orNotReported: &referenceDate, ValueForm<PointInTime>())
    try c.required(Keys.all.rulesVersion, orNotReported: &rulesVersion, IntegerForm(1...10000))
    try c.optional(Keys.all.travelCeiling, &travelCeiling, ValueForm<Money>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(programmeID)
  }
}

/// The rules of a call were revised.
///
/// Version 1 of the payload.
public struct CallRulesRevisedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `patch`.
  public var patch: [PatchMember] = []
  /// `rules_version`.
  public var rulesVersion: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.callRulesRevised.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.patch, &patch, ArrayForm(ValueForm<PatchMember>(), 1...50))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.rulesVersion, &rulesVersion, IntegerForm(2...10000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
