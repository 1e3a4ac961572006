// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The participation agreement was signed.
///
/// Version 1 of the payload.
public struct ParticipationAgreementSignedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `signed_on`.
  public var signedOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationAgreementSigned.rawValue }

  public var ownDate: PointInTime? { signedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.signedOn, &signedOn, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city completed its participation.
///
/// Version 1 of the payload.
public struct ParticipationCompletedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `completed_on`.
  public var completedOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationCompleted.rawValue }

  public var ownDate: PointInTime? { completedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.completedOn, &completedOn, ValueForm<PointInTime>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city's place in a cohort was confirmed.
///
/// Version 1 of the payload.
public struct ParticipationConfirmedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `application`; nil where absent.
  public var application: Ref?
  /// `city_id`.
  public var cityID: Ref = .none
  /// `cohort_id`.
  public var cohortID: Ref = .none
  /// `role`.
  public var role = ParticipantRole()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationConfirmed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.application, &application, RefForm(.application))
    try c.required(
      Keys.all.basis, some: &common.basis, WordForm(among: [.application, .importedRecord]))
    try c.required(Keys.all.cityID, &cityID, RefForm(.city))
    try c.required(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.role, &role, WordForm())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let application { body(application) }
    body(cityID)
    body(cohortID)
  }
}

/// A city's participation was resumed.
///
/// Version 1 of the payload.
public struct ParticipationResumedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `to`.
  public var to = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationResumed.rawValue }

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

/// A city's participation was suspended.
///
/// Version 1 of the payload.
public struct ParticipationSuspendedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `from`.
  public var from = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationSuspended.rawValue }

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

/// A city withdrew from its cohort.
///
/// Version 1 of the payload.
public struct ParticipationWithdrawnV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `effective_on`.
  public var effectiveOn = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.participationWithdrawn.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.effectiveOn, &effectiveOn, ValueForm<PointInTime>())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A representative was assigned.
///
/// Version 1 of the payload.
public struct RepresentativeAssignedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `person_id`.
  public var personID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.representativeAssigned.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.personID, &personID, RefForm(.person))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(personID)
  }
}

/// A representative was replaced by another.
///
/// Version 1 of the payload.
public struct RepresentativeReplacedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `person_id`.
  public var personID: Ref = .none
  /// `replaced_person_id`.
  public var replacedPersonID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.representativeReplaced.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.personID, &personID, RefForm(.person))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.replacedPersonID, &replacedPersonID, RefForm(.person))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(personID)
    body(replacedPersonID)
  }
}
