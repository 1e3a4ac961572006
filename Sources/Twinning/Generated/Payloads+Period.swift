// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A reporting period was closed at a size of the ledger.
///
/// Version 1 of the payload.
public struct ReportingPeriodClosedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cut_off_size`.
  public var cutOffSize: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.reportingPeriodClosed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cutOffSize, &cutOffSize, IntegerForm(0...9007199254740991))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A reporting period was opened.
///
/// Version 1 of the payload.
public struct ReportingPeriodOpenedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `from`.
  public var from = PointInTime()
  /// `programme_id`.
  public var programmeID: Ref = .none
  /// `to`.
  public var to = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.reportingPeriodOpened.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.from, &from, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.programmeID, &programmeID, RefForm(.programme))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.to, &to, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(programmeID)
  }
}

/// A closed reporting period was opened again.
///
/// Version 1 of the payload.
public struct ReportingPeriodReopenedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.reportingPeriodReopened.rawValue }

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

/// Something recorded later changes what happened in a closed period.
///
/// Version 1 of the payload.
public struct RestatementDueV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `new_time`; nil where absent.
  public var newTime: Instant?
  /// `old_time`; nil where absent.
  public var oldTime: Instant?
  /// `trigger`.
  public var trigger = EventTarget()

  public init() {}

  public var typeNumber: UInt8 { EventType.restatementDue.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.newTime, &newTime, ValueForm<Instant>())
    try c.optional(Keys.all.oldTime, &oldTime, ValueForm<Instant>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.trigger, &trigger, ValueForm<EventTarget>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
