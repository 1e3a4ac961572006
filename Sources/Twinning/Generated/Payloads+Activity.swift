// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// An activity was cancelled.
///
/// Version 1 of the payload.
public struct ActivityCancelledV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.activityCancelled.rawValue }

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

/// A planned activity was confirmed.
///
/// Version 1 of the payload.
public struct ActivityConfirmedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `agenda_digest`; nil where absent.
  public var agendaDigest: ContentDigest?

  public init() {}

  public var typeNumber: UInt8 { EventType.activityConfirmed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.agendaDigest, &agendaDigest, ValueForm<ContentDigest>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The mode of a planned activity was changed.
///
/// Version 1 of the payload.
public struct ActivityModeChangedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `mode`.
  public var mode = Mode()

  public init() {}

  public var typeNumber: UInt8 { EventType.activityModeChanged.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.mode, &mode, WordForm())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// An exchange activity was planned.
///
/// Version 1 of the payload.
public struct ActivityPlannedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`; nil where absent.
  public var cohortID: Ref?
  /// `direction`; nil where absent.
  public var direction: Direction?
  /// `host_city_id`; nil where absent.
  public var hostCityID: Ref?
  /// `kind`; nil where not reported.
  public var kind: HeldKind?
  /// `mode`; nil where not reported.
  public var mode: Mode?
  /// `pairing_ids`; empty where absent.
  public var pairingIDs: [Ref] = []
  /// `planned_end`; nil where not reported.
  public var plannedEnd: PointInTime?
  /// `planned_start`; nil where not reported.
  public var plannedStart: PointInTime?

  public init() {}

  public var typeNumber: UInt8 { EventType.activityPlanned.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.optional(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.optional(Keys.all.direction, &direction, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.hostCityID, &hostCityID, RefForm(.city))
    try c.required(Keys.all.kind, orNotReported: &kind, WordForm())
    try c.required(Keys.all.mode, orNotReported: &mode, WordForm())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.unlessEmpty(Keys.all.pairingIDs, &pairingIDs, UniqueForm(RefForm(.pairing), 1...100))
    try c.required(Keys.all.plannedEnd, orNotReported: &plannedEnd, ValueForm<PointInTime>())
    try c.required(Keys.all.plannedStart, orNotReported: &plannedStart, ValueForm<PointInTime>())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.exactlyOne(of: "pairing_ids or cohort_id", !pairingIDs.isEmpty, cohortID != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let cohortID { body(cohortID) }
    if let hostCityID { body(hostCityID) }
    for item in pairingIDs { body(item) }
  }
}

/// An activity was postponed, to a new date or for an open time.
///
/// Version 1 of the payload.
public struct ActivityPostponedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `new_planned_end`; nil where absent.
  public var newPlannedEnd: PointInTime?
  /// `new_planned_start`; nil where absent.
  public var newPlannedStart: PointInTime?

  public init() {}

  public var typeNumber: UInt8 { EventType.activityPostponed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.newPlannedEnd, &newPlannedEnd, ValueForm<PointInTime>())
    try c.optional(Keys.all.newPlannedStart, &newPlannedStart, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A signed attendance list was attached to an activity.
///
/// Version 1 of the payload.
public struct AttendanceListAttachedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `sha256`.
  public var sha256 = ContentDigest()
  /// `signed_count`.
  public var signedCount: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.attendanceListAttached.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.sha256, &sha256, ValueForm<ContentDigest>())
    try c.required(Keys.all.signedCount, &signedCount, IntegerForm(0...100000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// What ClosingEventHeld, KickoffHeld, OnlineExchangeHeld, SeminarHeld, SiteVisitHeld, WorkshopHeld
/// say.
///
/// Version 1 of the payload.
public struct HeldV1: EventPayload, Hashable {
  /// Which of the types this is.
  public let type: EventType
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`; nil where absent.
  public var cohortID: Ref?
  /// `ended_at`; nil where not reported.
  public var endedAt: PointInTime?
  /// `host_city_id`; nil where absent.
  public var hostCityID: Ref?
  /// `minutes`; nil where not reported.
  public var minutes: Int64?
  /// `mode`; nil where not reported.
  public var mode: Mode?
  /// `pairing_ids`; empty where absent.
  public var pairingIDs: [Ref] = []
  /// `participants`; nil where not reported.
  public var participants: Participants?
  /// `practices_presented`; nil where not reported.
  public var practicesPresented: [Ref]?
  /// `started_at`; nil where not reported.
  public var startedAt: PointInTime?
  /// `themes`; nil where not reported.
  public var themes: ThemeSet?
  /// `visits`; nil where not reported.
  public var visits: [Visit]?

  /// The blank payload of ClosingEventHeld.
  public init() { type = .closingEventHeld }

  /// A blank payload of a type.
  public init(type: EventType) { self.type = type }

  public var typeNumber: UInt8 { type.rawValue }

  public var ownDate: PointInTime? { startedAt }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.optional(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.required(Keys.all.endedAt, orNotReported: &endedAt, ValueForm<PointInTime>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.hostCityID, &hostCityID, RefForm(.city))
    try c.demand(member: "host_city_id", hostCityID != nil || type != .siteVisitHeld)
    try c.required(Keys.all.minutes, orNotReported: &minutes, IntegerForm(0...100000))
    try c.required(Keys.all.mode, orNotReported: &mode, WordForm())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.unlessEmpty(Keys.all.pairingIDs, &pairingIDs, UniqueForm(RefForm(.pairing), 1...100))
    try c.required(Keys.all.participants, orNotReported: &participants, ValueForm<Participants>())
    try c.required(
      Keys.all.practicesPresented, orNotReported: &practicesPresented,
      UniqueForm(RefForm(.practice), 0...50))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.startedAt, orNotReported: &startedAt, ValueForm<PointInTime>())
    try c.required(Keys.all.themes, orNotReported: &themes, WordSetForm(0...6))
    if type == .siteVisitHeld {
      try c.required(
        Keys.all.visits, orNotReported: &visits, ArrayForm(ValueForm<Visit>(), 1...100))
    }
    try c.exactlyOne(of: "pairing_ids or cohort_id", !pairingIDs.isEmpty, cohortID != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let cohortID { body(cohortID) }
    if let hostCityID { body(hostCityID) }
    for item in pairingIDs { body(item) }
    participants?.forEachRef(body)
    for item in practicesPresented ?? [] { body(item) }
    for item in visits ?? [] { item.forEachRef(body) }
  }
}

/// The feedback on an activity was summarised.
///
/// Version 1 of the payload.
public struct FeedbackSummarisedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `intends_to_use_yes`.
  public var intendsToUseYes: Int64 = 0
  /// `mean_usefulness`.
  public var meanUsefulness = FixedDecimal()
  /// `new_understanding_yes`.
  public var newUnderstandingYes: Int64 = 0
  /// `responses`.
  public var responses: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.feedbackSummarised.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.intendsToUseYes, &intendsToUseYes, IntegerForm(0...100000))
    try c.required(
      Keys.all.meanUsefulness, &meanUsefulness, DecimalForm(DecimalRule(1...5, scaleMax: 2)))
    try c.required(Keys.all.newUnderstandingYes, &newUnderstandingYes, IntegerForm(0...100000))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.responses, &responses, IntegerForm(5...100000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city recorded what it learned from an activity.
///
/// Version 1 of the payload.
public struct InsightRecordedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `learner_city_id`.
  public var learnerCityID: Ref = .none
  /// `practice_id`; nil where absent.
  public var practiceID: Ref?
  /// `text_ref`.
  public var textRef = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.insightRecorded.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.learnerCityID, &learnerCityID, RefForm(.city))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.practiceID, &practiceID, RefForm(.practice))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.textRef, &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(learnerCityID)
    if let practiceID { body(practiceID) }
  }
}
