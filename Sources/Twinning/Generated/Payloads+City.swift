// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// Details of a registered place were amended.
///
/// Version 1 of the payload.
public struct CityDetailsAmendedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `geonames_id`; nil where absent.
  public var geonamesID: Int64?
  /// `kind`; nil where absent.
  public var kind: CityKind?
  /// `latitude`; nil where absent.
  public var latitude: FixedDecimal?
  /// `longitude`; nil where absent.
  public var longitude: FixedDecimal?
  /// `members`; empty where absent.
  public var members: [Ref] = []
  /// `name`; nil where absent.
  public var name: Text?
  /// `part_of`; nil where absent.
  public var partOf: Ref?
  /// `population`; nil where absent.
  public var population: Population?
  /// `zone`; nil where absent.
  public var zone: Zone?

  public init() {}

  public var typeNumber: UInt8 { EventType.cityDetailsAmended.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.geonamesID, &geonamesID, IntegerForm(1...1000000000))
    try c.optional(Keys.all.kind, &kind, WordForm())
    try c.optional(Keys.all.latitude, &latitude, DecimalForm(DecimalRule(-90...90, scaleMax: 6)))
    try c.optional(
      Keys.all.longitude, &longitude, DecimalForm(DecimalRule(-180...180, scaleMax: 6)))
    try c.unlessEmpty(Keys.all.members, &members, UniqueForm(RefForm(.city), 1...50))
    try c.optional(Keys.all.name, &name, TextForm(.people(200)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.partOf, &partOf, RefForm(.city))
    try c.optional(Keys.all.population, &population, ValueForm<Population>())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.zone, &zone, ValueForm<Zone>())
    try c.atLeastOne(
      of: "name, kind, members, part_of, geonames_id, latitude, longitude, zone, population",
      name != nil || kind != nil || !members.isEmpty || partOf != nil || geonamesID != nil
        || latitude != nil || longitude != nil || zone != nil || population != nil)
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    for item in members { body(item) }
    if let partOf { body(partOf) }
  }
}

/// A city, or another place that can take part, was registered.
///
/// Version 1 of the payload.
public struct CityRegisteredV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `geonames_id`; nil where absent.
  public var geonamesID: Int64?
  /// `iso_country`.
  public var isoCountry: Ref = .none
  /// `kind`; nil where not reported.
  public var kind: CityKind?
  /// `latitude`; nil where absent.
  public var latitude: FixedDecimal?
  /// `longitude`; nil where absent.
  public var longitude: FixedDecimal?
  /// `members`; empty where absent.
  public var members: [Ref] = []
  /// `name`; nil where not reported.
  public var name: Text?
  /// `part_of`; nil where absent.
  public var partOf: Ref?
  /// `population`; nil where absent.
  public var population: Population?
  /// `zone`; nil where absent.
  public var zone: Zone?

  public init() {}

  public var typeNumber: UInt8 { EventType.cityRegistered.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.geonamesID, &geonamesID, IntegerForm(1...1000000000))
    try c.required(Keys.all.isoCountry, &isoCountry, RefForm.country)
    try c.required(Keys.all.kind, orNotReported: &kind, WordForm())
    try c.optional(Keys.all.latitude, &latitude, DecimalForm(DecimalRule(-90...90, scaleMax: 6)))
    try c.optional(
      Keys.all.longitude, &longitude, DecimalForm(DecimalRule(-180...180, scaleMax: 6)))
    try c.unlessEmpty(Keys.all.members, &members, UniqueForm(RefForm(.city), 1...50))
    try c.required(Keys.all.name, orNotReported: &name, TextForm(.people(200)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.partOf, &partOf, RefForm(.city))
    try c.optional(Keys.all.population, &population, ValueForm<Population>())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.optional(Keys.all.zone, &zone, ValueForm<Zone>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(isoCountry)
    for item in members { body(item) }
    if let partOf { body(partOf) }
  }
}

/// A registered place was superseded by another.
///
/// Version 1 of the payload.
public struct CitySupersededV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `by`.
  public var by: Ref = .none

  public init() {}

  public var typeNumber: UInt8 { EventType.citySuperseded.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.by, &by, RefForm(.city))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {
    body(by)
  }
}

/// A city was awarded the Mission Label.
///
/// Version 1 of the payload.
public struct MissionLabelAwardedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `awarded_on`.
  public var awardedOn = PointInTime()
  /// `label_round`; nil where absent.
  public var labelRound: Text?

  public init() {}

  public var typeNumber: UInt8 { EventType.missionLabelAwarded.rawValue }

  public var ownDate: PointInTime? { awardedOn }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(Keys.all.awardedOn, &awardedOn, ValueForm<PointInTime>())
    try c.required(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.labelRound, &labelRound, TextForm(.pattern(.token, 1...64)))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city's standing towards the Mission ended.
///
/// Version 1 of the payload.
public struct MissionStatusEndedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `status`.
  public var status = MissionStatus()
  /// `valid_to`.
  public var validTo = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.missionStatusEnded.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.required(Keys.all.reason, some: &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.status, &status, WordForm())
    try c.required(Keys.all.validTo, &validTo, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}

/// A city gained a standing towards the Mission.
///
/// Version 1 of the payload.
public struct MissionStatusGrantedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `status`.
  public var status = MissionStatus()
  /// `valid_from`.
  public var validFrom = PointInTime()

  public init() {}

  public var typeNumber: UInt8 { EventType.missionStatusGranted.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.status, &status, WordForm())
    try c.required(Keys.all.validFrom, &validFrom, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
