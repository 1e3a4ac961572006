// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A learner city took a practice one stage further.
///
/// Version 1 of the payload.
public struct PracticeAdoptedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `learner_city_id`.
  public var learnerCityID: Ref = .none
  /// `pairing_id`.
  public var pairingID: Ref = .none
  /// `stage`.
  public var stage = AdoptionStage()

  public init() {}

  public var typeNumber: UInt8 { EventType.practiceAdopted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.learnerCityID, &learnerCityID, RefForm(.city))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.pairingID, &pairingID, RefForm(.pairing))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.stage, &stage, WordForm())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(learnerCityID)
    body(pairingID)
  }
}

/// A city offered a described solution.
///
/// Version 1 of the payload.
public struct PracticeDescribedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `levers`; nil where not reported.
  public var levers: LeverSet?
  /// `owner_city_id`.
  public var ownerCityID: Ref = .none
  /// `source_ref`; nil where not reported.
  public var sourceRef: Text?
  /// `themes`; nil where not reported.
  public var themes: ThemeSet?
  /// `title`; nil where not reported.
  public var title: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.practiceDescribed.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.required(Keys.all.levers, orNotReported: &levers, WordSetForm(0...7))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.ownerCityID, &ownerCityID, RefForm(.city))
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(
      Keys.all.sourceRef, orNotReported: &sourceRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.required(Keys.all.themes, orNotReported: &themes, WordSetForm(0...6))
    try c.required(Keys.all.title, orNotReported: &title, TextForm(.people(200)))
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(ownerCityID)
  }
}

/// A practice is no longer offered.
///
/// Version 1 of the payload.
public struct PracticeRetiredV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()

  public init() {}

  public var typeNumber: UInt8 { EventType.practiceRetired.rawValue }

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

/// The description of a practice was revised.
///
/// Version 1 of the payload.
public struct PracticeRevisedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `levers`; empty where absent.
  public var levers: LeverSet = []
  /// `source_ref`; nil where absent.
  public var sourceRef: Text?
  /// `themes`; empty where absent.
  public var themes: ThemeSet = []
  /// `title`; nil where absent.
  public var title: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.practiceRevised.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.unlessEmpty(Keys.all.levers, &levers, WordSetForm(1...7))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.sourceRef, &sourceRef, TextForm(.pattern(.documentRef, 1...500)))
    try c.unlessEmpty(Keys.all.themes, &themes, WordSetForm(1...6))
    try c.optional(Keys.all.title, &title, TextForm(.people(200)))
    try c.atLeastOne(
      of: "title, themes, levers, source_ref",
      title != nil || !themes.isEmpty || !levers.isEmpty || sourceRef != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
