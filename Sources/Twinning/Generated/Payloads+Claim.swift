// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// Money that was paid out on a travel claim came back.
///
/// Version 1 of the payload.
public struct ReimbursementRecoveredV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// What came back, in minor units of the currency (`amount_minor`).
  public var amountMinor: Int64 = 0
  /// `currency`.
  public var currency = Currency()
  /// What it brought in cents of a euro (`eur_minor`).
  public var eurMinor: Int64 = 0
  /// The rate that the euro amount goes by, where one is known (`fx`); nil where absent.
  public var fx: ExchangeRate?
  /// The payment in the books (`payment_ref`); nil where absent.
  public var paymentRef: Text?
  /// The day on which it came back (`recovered_on`); nil where absent.
  public var recoveredOn: PointInTime?

  public init() {}

  public var typeNumber: UInt8 { EventType.reimbursementRecovered.rawValue }

  public var ownDate: PointInTime? { recoveredOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.amountMinor, &amountMinor, IntegerForm(1...1000000000000))
    try c.required(Keys.all.currency, &currency, ValueForm<Currency>())
    try c.required(Keys.all.eurMinor, &eurMinor, IntegerForm(0...1000000000000))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.fx, &fx, ValueForm<ExchangeRate>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.paymentRef, &paymentRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.recoveredOn, &recoveredOn, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A travel claim was approved, in full or in part; beyond the ceiling of the call it takes a
/// reason.
///
/// Version 1 of the payload.
public struct TravelClaimApprovedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// What is approved, in minor units of the claim's currency (`approved_minor`).
  public var approvedMinor: Int64 = 0

  public init() {}

  public var typeNumber: UInt8 { EventType.travelClaimApproved.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.approvedMinor, &approvedMinor, IntegerForm(1...1000000000000))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A travel claim was rejected.
///
/// Version 1 of the payload.
public struct TravelClaimRejectedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.travelClaimRejected.rawValue }

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

/// A person's travel to an exchange activity was claimed.
///
/// Version 1 of the payload.
public struct TravelClaimSubmittedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// The activity travelled to (`activity_id`).
  public var activityID: Ref = .none
  /// `amount_minor`; nil where not reported.
  public var amountMinor: Int64?
  /// `currency`; nil where not reported.
  public var currency: Currency?
  /// The participation it counts for (`participation_id`).
  public var participationID: Ref = .none
  /// Who travelled (`person_id`).
  public var personID: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.travelClaimSubmitted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.activityID, &activityID, RefForm(.activity))
    try c.required(
      Keys.all.amountMinor, orNotReported: &amountMinor, IntegerForm(1...1000000000000))
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(Keys.all.currency, orNotReported: &currency, ValueForm<Currency>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.participationID, &participationID, RefForm(.participation))
    try c.required(Keys.all.personID, &personID, RefForm(.person))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(activityID)
    body(participationID)
    body(personID)
  }
}

/// Money was paid out on an approved travel claim.
///
/// Version 1 of the payload.
public struct TravelReimbursedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// What was paid, in minor units of the currency (`amount_minor`).
  public var amountMinor: Int64 = 0
  /// `currency`.
  public var currency = Currency()
  /// What it cost in cents of a euro (`eur_minor`).
  public var eurMinor: Int64 = 0
  /// The rate that the euro amount goes by, where one is known (`fx`); nil where absent.
  public var fx: ExchangeRate?
  /// The day of the payment (`paid_on`).
  public var paidOn = PointInTime()
  /// The payment in the books (`payment_ref`).
  public var paymentRef = Text()

  public init() {}

  public var typeNumber: UInt8 { EventType.travelReimbursed.rawValue }

  public var ownDate: PointInTime? { paidOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.amountMinor, &amountMinor, IntegerForm(1...1000000000000))
    try c.required(Keys.all.currency, &currency, ValueForm<Currency>())
    try c.required(Keys.all.eurMinor, &eurMinor, IntegerForm(0...1000000000000))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.fx, &fx, ValueForm<ExchangeRate>())
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.paidOn, &paidOn, ValueForm<PointInTime>())
    try c.required(Keys.all.paymentRef, &paymentRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
