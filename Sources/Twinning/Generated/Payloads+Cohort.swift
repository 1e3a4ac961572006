// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A cohort was cancelled.
///
/// Version 1 of the payload.
public struct CohortCancelledV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortCancelled.rawValue }

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

/// A cohort completed its programme.
///
/// Version 1 of the payload.
public struct CohortCompletedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortCompleted.rawValue }

  public var ownDate: PointInTime? { on }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.on, &on, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The duration of a cohort was changed.
///
/// Version 1 of the payload.
public struct CohortDurationChangedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `duration_months`.
  public var durationMonths: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortDurationChanged.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.durationMonths, &durationMonths, IntegerForm(1...36))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A cohort was formed.
///
/// Version 1 of the payload.
public struct CohortFormedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `call_ids`; nil where not reported.
  public var callIDs: [Ref]?
  /// `duration_months`; nil where not reported.
  public var durationMonths: Int64?
  /// `name`; nil where not reported.
  public var name: Text?
  /// `programme_id`.
  public var programmeID: Ref = .none
  /// `start_date`; nil where not reported.
  public var startDate: PointInTime?
  /// `template_id`; nil where not reported.
  public var templateID: Text?
  /// `template_version`; nil where not reported.
  public var templateVersion: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortFormed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(Keys.all.callIDs, orNotReported: &callIDs, UniqueForm(RefForm(.call), 0...20))
    try c.required(Keys.all.durationMonths, orNotReported: &durationMonths, IntegerForm(1...36))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.name, orNotReported: &name, TextForm(.people(120)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.programmeID, &programmeID, RefForm(.programme))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.startDate, orNotReported: &startDate, ValueForm<PointInTime>())
    try c.required(
      Keys.all.templateID, orNotReported: &templateID, TextForm(.pattern(.token, 1...64)))
    try c.required(
      Keys.all.templateVersion, orNotReported: &templateVersion, IntegerForm(1...10000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    for item in callIDs ?? [] { body(item) }
    body(programmeID)
  }
}

/// A cohort started.
///
/// Version 1 of the payload.
public struct CohortStartedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortStarted.rawValue }

  public var ownDate: PointInTime? { on }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.on, &on, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The milestone template of a cohort was changed.
///
/// Version 1 of the payload.
public struct CohortTemplateChangedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `template_id`.
  public var templateID = Text()
  /// `template_version`.
  public var templateVersion: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.cohortTemplateChanged.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.templateID, &templateID, TextForm(.pattern(.token, 1...64)))
    try c.required(Keys.all.templateVersion, &templateVersion, IntegerForm(1...10000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
