// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A figure that somebody published outside the ledger was recorded.
///
/// Version 1 of the payload.
public struct AnnouncementRecordedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `about`.
  public var about: Ref = .none
  /// `announced_on`.
  public var announcedOn = PointInTime()
  /// `basis`.
  public var basis = AnnouncementBasis()
  /// `figure`.
  public var figure = AnnouncedFigure()
  /// `value`.
  public var value: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.announcementRecorded.rawValue }

  public var ownDate: PointInTime? { announcedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.about, &about, RefForm.subject)
    try c.required(Keys.all.announcedOn, &announcedOn, ValueForm<PointInTime>())
    try c.required(Keys.all.basis, &basis, WordForm())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.figure, &figure, WordForm())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.value, &value, IntegerForm(0...1000000000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(about)
  }
}

/// The time to keep personal records ran out, and their erasure was proposed.
///
/// Version 1 of the payload.
public struct ErasureProposedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `final_payment`.
  public var finalPayment = EventTarget()
  /// `retention_ended_on`.
  public var retentionEndedOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.erasureProposed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.finalPayment, &finalPayment, ValueForm<EventTarget>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.retentionEndedOn, &retentionEndedOn, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The final payment of a grant was recorded, and the time to keep records began.
///
/// Version 1 of the payload.
public struct FinalPaymentRecordedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `funding`.
  public var funding = Money()
  /// `grant_ref`; nil where absent.
  public var grantRef: Text?
  /// `paid_on`.
  public var paidOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.finalPaymentRecorded.rawValue }

  public var ownDate: PointInTime? { paidOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.funding, &funding, ValueForm<Money>())
    try c.optional(Keys.all.grantRef, &grantRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.paidOn, &paidOn, ValueForm<PointInTime>())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A version of a milestone template was adopted.
///
/// Version 1 of the payload.
public struct MilestoneTemplateAdoptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `for_duration_months`.
  public var forDurationMonths: Int64 = 0
  /// `milestones`.
  public var milestones: [MilestoneDefinition] = []
  /// `template_id`.
  public var templateID = Text()
  /// `version`.
  public var version: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.milestoneTemplateAdopted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.forDurationMonths, &forDurationMonths, IntegerForm(1...36))
    try c.required(
      Keys.all.milestones, &milestones, ArrayForm(ValueForm<MilestoneDefinition>(), 1...60))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.templateID, &templateID, TextForm(.pattern(.token, 1...64)))
    try c.required(Keys.all.version, &version, IntegerForm(1...10000))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A programme was registered.
///
/// Version 1 of the payload.
public struct ProgrammeRegisteredV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `funder`; nil where not reported.
  public var funder: Text?
  /// `grant_refs`; nil where not reported.
  public var grantRefs: [Text]?
  /// `organiser`; nil where absent.
  public var organiser: Text?
  /// `title`; nil where not reported.
  public var title: Text?
  /// `zone`.
  public var zone = Zone()

  public init() {}

  public var typeNumber: UInt8 { EventType.programmeRegistered.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.funder, orNotReported: &funder, TextForm(.people(200)))
    try c.required(
      Keys.all.grantRefs, orNotReported: &grantRefs,
      ArrayForm(TextForm(.pattern(.documentRef, 1...500)), 0...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.organiser, &organiser, TextForm(.people(200)))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.title, orNotReported: &title, TextForm(.people(200)))
    try c.required(Keys.all.zone, &zone, ValueForm<Zone>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
