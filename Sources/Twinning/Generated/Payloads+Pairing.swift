// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A city joined the host party of a pairing.
///
/// Version 1 of the payload.
public struct ConsortiumMemberJoinedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `city_id`.
  public var cityID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.consortiumMemberJoined.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cityID, &cityID, RefForm(.city))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cityID)
  }
}

/// A city left the host party of a pairing.
///
/// Version 1 of the payload.
public struct ConsortiumMemberLeftV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `city_id`.
  public var cityID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.consortiumMemberLeft.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cityID, &cityID, RefForm(.city))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cityID)
  }
}

/// One side accepted the proposed match.
///
/// Version 1 of the payload.
public struct MatchAcceptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `by_side`.
  public var bySide = PairingSide()

  public init() {}

  public var typeNumber: UInt8 { EventType.matchAccepted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.bySide, &bySide, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// One side declined the proposed match.
///
/// Version 1 of the payload.
public struct MatchDeclinedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `by_side`.
  public var bySide = PairingSide()

  public init() {}

  public var typeNumber: UInt8 { EventType.matchDeclined.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.bySide, &bySide, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A host party and a twin city were proposed to each other.
///
/// Version 1 of the payload.
public struct MatchProposedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`.
  public var cohortID: Ref = .none
  /// `host_party`.
  public var hostParty = HostParty()
  /// `rationale_code`; nil where not reported.
  public var rationaleCode: Text?
  /// `score`; nil where absent.
  public var score: FixedDecimal?
  /// `themes`; nil where not reported.
  public var themes: ThemeSet?
  /// `twin_city_id`.
  public var twinCityID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.matchProposed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.hostParty, &hostParty, ValueForm<HostParty>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(
      Keys.all.rationaleCode, orNotReported: &rationaleCode, TextForm(.pattern(.code, 1...64)))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(
      Keys.all.score, &score,
      DecimalForm(DecimalRule(-1_000_000_000_000...1_000_000_000_000, scaleMax: 6)))
    try c.required(Keys.all.themes, orNotReported: &themes, WordSetForm(0...6))
    try c.required(Keys.all.twinCityID, &twinCityID, RefForm(.city))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cohortID)
    hostParty.forEachRef(body)
    body(twinCityID)
  }
}

/// A milestone of a pairing was given a new due date.
///
/// Version 1 of the payload.
public struct MilestoneExtendedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `milestone`.
  public var milestone = Text()
  /// `new_due`.
  public var newDue = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.milestoneExtended.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.milestone, &milestone, TextForm(.pattern(.milestoneId, 1...32)))
    try c.required(Keys.all.newDue, &newDue, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A milestone of a pairing was waived.
///
/// Version 1 of the payload.
public struct MilestoneWaivedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `milestone`.
  public var milestone = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.milestoneWaived.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.milestone, &milestone, TextForm(.pattern(.milestoneId, 1...32)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A pairing was completed.
///
/// Version 1 of the payload.
public struct PairingCompletedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `completed_on`.
  public var completedOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingCompleted.rawValue }

  public var ownDate: PointInTime? { completedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.completedOn, &completedOn, ValueForm<PointInTime>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A pairing was dissolved before its end.
///
/// Version 1 of the payload.
public struct PairingDissolvedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cause`.
  public var cause = DissolutionCause()
  /// `effective_on`.
  public var effectiveOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingDissolved.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cause, &cause, WordForm())
    try c.required(Keys.all.effectiveOn, &effectiveOn, ValueForm<PointInTime>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// The focus of a pairing was changed.
///
/// Version 1 of the payload.
public struct PairingFocusChangedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `ccc_action_refs`.
  public var cccActionRefs: [Text] = []
  /// `themes`.
  public var themes: ThemeSet = []

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingFocusChanged.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(
      Keys.all.cccActionRefs, &cccActionRefs,
      ArrayForm(TextForm(.pattern(.documentRef, 1...500)), 0...50))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.themes, &themes, WordSetForm(0...6))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A pairing was formed.
///
/// Version 1 of the payload.
public struct PairingFormedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`.
  public var cohortID: Ref = .none
  /// `focus`; nil where absent.
  public var focus: PairingFocus?
  /// `host_party`; nil where absent.
  public var hostParty: HostParty?
  /// `peers`; empty where absent.
  public var peers: [Ref] = []
  /// `start_date`; nil where not reported.
  public var startDate: PointInTime?
  /// `title`; nil where absent.
  public var title: Text?
  /// `twin_city_id`; nil where absent.
  public var twinCityID: Ref?

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingFormed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.basis, some: &common.basis, WordForm(among: [.match, .importedRecord]))
    try c.required(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.focus, &focus, ValueForm<PairingFocus>())
    try c.optional(Keys.all.hostParty, &hostParty, ValueForm<HostParty>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.unlessEmpty(Keys.all.peers, &peers, UniqueForm(RefForm(.city), 2...2))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.startDate, orNotReported: &startDate, ValueForm<PointInTime>())
    try c.optional(Keys.all.title, &title, TextForm(.people(200)))
    try c.optional(Keys.all.twinCityID, &twinCityID, RefForm(.city))
    try c.exactlyOne(
      of: "host_party and twin_city_id or peers", hostParty != nil && twinCityID != nil,
      !peers.isEmpty)
    try c.together("host_party and twin_city_id", hostParty != nil, twinCityID != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cohortID)
    hostParty?.forEachRef(body)
    for item in peers { body(item) }
    if let twinCityID { body(twinCityID) }
  }
}

/// A pairing was paused.
///
/// Version 1 of the payload.
public struct PairingPausedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `from`.
  public var from = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingPaused.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.from, &from, ValueForm<PointInTime>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A dissolved pairing was replaced by a new one.
///
/// Version 1 of the payload.
public struct PairingReplacedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `new_pairing_id`.
  public var newPairingID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingReplaced.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.newPairingID, &newPairingID, RefForm(.pairing))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(newPairingID)
  }
}

/// A paused pairing was resumed.
///
/// Version 1 of the payload.
public struct PairingResumedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `to`.
  public var to = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.pairingResumed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.to, &to, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
