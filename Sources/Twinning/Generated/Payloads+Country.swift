// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// A country's association to the framework programme became known.
///
/// Version 1 of the payload.
public struct CountryAssociationRecordedV1: EventPayload, Hashable {
  /// What any event may carry.
  public var common = CommonMembers()
  /// `scope`; nil where not reported.
  public var scope: AssociationScope?
  /// `status`; nil where not reported.
  public var status: AssociationStatus?
  /// `valid_from`; nil where not reported.
  public var validFrom: PointInTime?
  /// `valid_to`; nil where absent.
  public var validTo: PointInTime?

  public init() {}

  public var typeNumber: UInt8 { EventType.countryAssociationRecorded.rawValue }

  public var ownDate: PointInTime? { nil }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(Keys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.unlessEmpty(
      Keys.all.evidence, &common.evidence, ArrayForm(ValueForm<EvidenceItem>(), 1...20))
    try c.optional(Keys.all.onBehalfOf, &common.onBehalfOf, OnBehalfOfForm())
    try c.optional(Keys.all.reason, &common.reason, ValueForm<Reason>())
    try c.required(Keys.all.scope, orNotReported: &scope, WordForm())
    try c.required(Keys.all.status, orNotReported: &status, WordForm())
    try c.required(Keys.all.validFrom, orNotReported: &validFrom, ValueForm<PointInTime>())
    try c.optional(Keys.all.validTo, &validTo, ValueForm<PointInTime>())
  }

  /// Calls `body` with every reference.
  public func forEachRef(_ body: (Ref) -> Void) {}
}
