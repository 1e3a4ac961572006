// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A city amended its answer to a call.
///
/// Version 1 of the payload.
public struct ApplicationAmendedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `answers_digest`.
  public var answersDigest = ContentDigest()
  /// `co_applicants`; empty where absent.
  public var coApplicants: [Ref] = []
  /// `hours_per_month`; nil where absent.
  public var hoursPerMonth: Int64?
  /// `language_level`; nil where absent.
  public var languageLevel: LanguageLevel?
  /// `levers`; empty where absent.
  public var levers: LeverSet = []
  /// `neutrality_target_year`; nil where absent.
  public var neutralityTargetYear: Int64?
  /// `preferred_partners`; empty where absent.
  public var preferredPartners: [Ref] = []
  /// `representatives_count`; nil where absent.
  public var representativesCount: Int64?
  /// `themes`; empty where absent.
  public var themes: ThemeSet = []

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationAmended.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.answersDigest, &answersDigest, ValueForm<ContentDigest>())
    try c.unlessEmpty(Keys.all.coApplicants, &coApplicants, UniqueForm(RefForm(.city), 1...20))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.hoursPerMonth, &hoursPerMonth, IntegerForm(0...744))
    try c.optional(Keys.all.languageLevel, &languageLevel, WordForm())
    try c.unlessEmpty(Keys.all.levers, &levers, WordSetForm(1...7))
    try c.optional(Keys.all.neutralityTargetYear, &neutralityTargetYear, IntegerForm(2000...2200))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.unlessEmpty(
      Keys.all.preferredPartners, &preferredPartners, UniqueForm(RefForm(.city), 1...20))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.representativesCount, &representativesCount, IntegerForm(1...2))
    try c.unlessEmpty(Keys.all.themes, &themes, WordSetForm(1...6))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    for item in coApplicants { body(item) }
    for item in preferredPartners { body(item) }
  }
}

/// An application was found ineligible.
///
/// Version 1 of the payload.
public struct ApplicationDeclaredIneligibleV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `checks`.
  public var checks: [EligibilityCheck] = []

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationDeclaredIneligible.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.checks, &checks, ArrayForm(ValueForm<EligibilityCheck>(), 1...50))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city began its answer to a call.
///
/// Version 1 of the payload.
public struct ApplicationDraftedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `call_id`.
  public var callID: Ref = .none
  /// `city_id`.
  public var cityID: Ref = .none
  /// `co_applicants`; empty where absent.
  public var coApplicants: [Ref] = []
  /// `levers`; nil where not reported.
  public var levers: LeverSet?
  /// `role`.
  public var role = ApplicantRole()
  /// `themes`; nil where not reported.
  public var themes: ThemeSet?

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationDrafted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(Keys.all.callID, &callID, RefForm(.call))
    try c.required(Keys.all.cityID, &cityID, RefForm(.city))
    try c.unlessEmpty(Keys.all.coApplicants, &coApplicants, UniqueForm(RefForm(.city), 1...20))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.levers, orNotReported: &levers, WordSetForm(0...7))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.role, &role, WordForm())
    try c.required(Keys.all.themes, orNotReported: &themes, WordSetForm(0...6))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(callID)
    body(cityID)
    for item in coApplicants { body(item) }
  }
}

/// An application was rejected.
///
/// Version 1 of the payload.
public struct ApplicationRejectedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`; nil where absent.
  public var cohortID: Ref?
  /// `rank`; nil where absent.
  public var rank: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationRejected.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.rank, &rank, IntegerForm(1...100000))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let cohortID { body(cohortID) }
  }
}

/// An application was given back to its city for changes.
///
/// Version 1 of the payload.
public struct ApplicationReopenedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `until`.
  public var until = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationReopened.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.until, &until, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// An application was put on the reserve list.
///
/// Version 1 of the payload.
public struct ApplicationReservedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`; nil where absent.
  public var cohortID: Ref?
  /// `rank`; nil where absent.
  public var rank: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationReserved.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.rank, &rank, IntegerForm(1...100000))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let cohortID { body(cohortID) }
  }
}

/// An application was selected for a cohort.
///
/// Version 1 of the payload.
public struct ApplicationSelectedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`.
  public var cohortID: Ref = .none
  /// `rank`; nil where absent.
  public var rank: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationSelected.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.rank, &rank, IntegerForm(1...100000))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(cohortID)
  }
}

/// A city submitted its answer to a call.
///
/// Version 1 of the payload.
public struct ApplicationSubmittedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `answers_digest`.
  public var answersDigest = ContentDigest()
  /// `hours_per_month`.
  public var hoursPerMonth: Int64 = 0
  /// `language_level`.
  public var languageLevel = LanguageLevel()
  /// `neutrality_target_year`.
  public var neutralityTargetYear: Int64 = 0
  /// `preferred_partners`.
  public var preferredPartners: [Ref] = []
  /// `received_at`; nil where absent.
  public var receivedAt: PointInTime?
  /// `representatives_count`.
  public var representativesCount: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationSubmitted.rawValue }

  public var ownDate: PointInTime? { receivedAt }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.answersDigest, &answersDigest, ValueForm<ContentDigest>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.hoursPerMonth, &hoursPerMonth, IntegerForm(0...744))
    try c.required(Keys.all.languageLevel, &languageLevel, WordForm())
    try c.required(Keys.all.neutralityTargetYear, &neutralityTargetYear, IntegerForm(2000...2200))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(
      Keys.all.preferredPartners, &preferredPartners, UniqueForm(RefForm(.city), 0...20))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.receivedAt, &receivedAt, ValueForm<PointInTime>())
    try c.required(Keys.all.representativesCount, &representativesCount, IntegerForm(1...2))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    for item in preferredPartners { body(item) }
  }
}

/// A city withdrew its application.
///
/// Version 1 of the payload.
public struct ApplicationWithdrawnV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.applicationWithdrawn.rawValue }

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

/// A complaint about a decision was received.
///
/// Version 1 of the payload.
public struct ComplaintReceivedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `about`.
  public var about = ComplaintSubject()
  /// `text_ref`; nil where absent.
  public var textRef: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.complaintReceived.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.about, &about, WordForm())
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.textRef, &textRef, TextForm(.pattern(.documentRef, 1...500)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// An evaluator declared a conflict of interest.
///
/// Version 1 of the payload.
public struct ConflictOfInterestDeclaredV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `evaluator`.
  public var evaluator: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.conflictOfInterestDeclared.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.evaluator, &evaluator, RefForm(.actor))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(evaluator)
  }
}

/// An application was found eligible.
///
/// Version 1 of the payload.
public struct EligibilityConfirmedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `checks`.
  public var checks: [EligibilityCheck] = []

  public init() {}

  public var typeNumber: UInt8 { EventType.eligibilityConfirmed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.checks, &checks, ArrayForm(ValueForm<EligibilityCheck>(), 1...50))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// An evaluator scored an application.
///
/// Version 1 of the payload.
public struct EvaluationRecordedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `evaluator`.
  public var evaluator: Ref = .none
  /// `scores`.
  public var scores: [CriterionScore] = []
  /// `weight_version`.
  public var weightVersion = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.evaluationRecorded.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.evaluator, &evaluator, RefForm(.actor))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.scores, &scores, ArrayForm(ValueForm<CriterionScore>(), 1...50))
    try c.required(Keys.all.weightVersion, &weightVersion, TextForm(.pattern(.token, 1...64)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(evaluator)
  }
}

/// The outcome of a selection was overturned.
///
/// Version 1 of the payload.
public struct SelectionOverturnedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `cohort_id`; nil where absent.
  public var cohortID: Ref?
  /// `new_outcome`.
  public var newOutcome = SelectionOutcome()
  /// `rank`; nil where absent.
  public var rank: Int64?

  public init() {}

  public var typeNumber: UInt8 { EventType.selectionOverturned.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.cohortID, &cohortID, RefForm(.cohort))
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.newOutcome, &newOutcome, WordForm())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.rank, &rank, IntegerForm(1...100000))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    if let cohortID { body(cohortID) }
  }
}
