// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The effect of a replication on emissions was estimated or measured.
///
/// Version 1 of the payload.
public struct EmissionEffectEstimatedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `basis`.
  public var basis = EffectBasis()
  /// `method_ref`.
  public var methodRef = Text()
  /// `share`.
  public var share = FixedDecimal()
  /// `tco2e_per_year`.
  public var tco2ePerYear = FixedDecimal()
  /// `uncertainty_pct`; nil where absent.
  public var uncertaintyPct: Int64?
  /// `year`.
  public var year: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.emissionEffectEstimated.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.basis, &basis, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.methodRef, &methodRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.share, &share, DecimalForm(DecimalRule(0...1, scaleMax: 6)))
    try c.required(
      Keys.all.tco2ePerYear, &tco2ePerYear,
      DecimalForm(DecimalRule(-1_000_000_000_000...1_000_000_000_000, scaleMax: 6)))
    try c.optional(Keys.all.uncertaintyPct, &uncertaintyPct, IntegerForm(0...1000))
    try c.required(Keys.all.year, &year, IntegerForm(1990...2200))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A replication was abandoned.
///
/// Version 1 of the payload.
public struct ReplicationAbandonedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationAbandoned.rawValue }

  public var ownDate: PointInTime? { on }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.on, &on, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A replication was completed.
///
/// Version 1 of the payload.
public struct ReplicationCompletedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `completed_on`.
  public var completedOn = PointInTime()
  /// `result_code`.
  public var resultCode = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationCompleted.rawValue }

  public var ownDate: PointInTime? { completedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.completedOn, &completedOn, ValueForm<PointInTime>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.resultCode, &resultCode, TextForm(.pattern(.code, 1...64)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A replication was paused.
///
/// Version 1 of the payload.
public struct ReplicationPausedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationPaused.rawValue }

  public var ownDate: PointInTime? { on }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.on, &on, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The progress of a replication was reported.
///
/// Version 1 of the payload.
public struct ReplicationProgressReportedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()
  /// `percent`.
  public var percent: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationProgressReported.rawValue }

  public var ownDate: PointInTime? { on }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.on, &on, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.percent, &percent, IntegerForm(0...100))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A twin city proposed its own adaptation of a practice.
///
/// Version 1 of the payload.
public struct ReplicationProposedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `levers`; nil where not reported.
  public var levers: LeverSet?
  /// `pairing_id`.
  public var pairingID: Ref = .none
  /// `practice_id`; nil where absent.
  public var practiceID: Ref?
  /// `scope_note_ref`; nil where not reported.
  public var scopeNoteRef: Text?
  /// `themes`; nil where not reported.
  public var themes: ThemeSet?
  /// `twin_city_id`.
  public var twinCityID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationProposed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.levers, orNotReported: &levers, WordSetForm(0...7))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.pairingID, &pairingID, RefForm(.pairing))
    try c.optional(Keys.all.practiceID, &practiceID, RefForm(.practice))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(
      Keys.all.scopeNoteRef, orNotReported: &scopeNoteRef,
      TextForm(.pattern(.documentRef, 1...500)))
    try c.required(Keys.all.themes, orNotReported: &themes, WordSetForm(0...6))
    try c.required(Keys.all.twinCityID, &twinCityID, RefForm(.city))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(pairingID)
    if let practiceID { body(practiceID) }
    body(twinCityID)
  }
}

/// A paused replication was resumed.
///
/// Version 1 of the payload.
public struct ReplicationResumedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `on`.
  public var on = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationResumed.rawValue }

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

/// A replication started.
///
/// Version 1 of the payload.
public struct ReplicationStartedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `budget`; nil where absent.
  public var budget: Money?
  /// `first_action_ref`.
  public var firstActionRef = Text()
  /// `funding_source`; nil where absent.
  public var fundingSource: Text?
  /// `started_on`.
  public var startedOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.replicationStarted.rawValue }

  public var ownDate: PointInTime? { startedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.budget, &budget, ValueForm<Money>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(
      Keys.all.firstActionRef, &firstActionRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.optional(Keys.all.fundingSource, &fundingSource, TextForm(.people(200)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.startedOn, &startedOn, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
