// Written by Tools/generate from the JSON Schemas. Change those, not this file.

@testable import Twinning

/// A letter was lost.
///
/// Version 1 of the payload.
struct LetterLostV1: EventPayload, Hashable {
  /// What any event may carry.
  var common = CommonMembers()

  init() {}

  var typeNumber: UInt8 { FixtureEventType.letterLost.rawValue }

  var ownDate: PointInTime? { nil }

  mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required(FixtureKeys.all.reason, some: &common.reason, ValueForm<Reason>())
  }

  /// Calls `body` with every reference.
  func forEachRef(_ body: (Ref) -> Void) {}
}

/// A letter was sent.
///
/// Version 1 of the payload.
struct LetterSentV1: EventPayload, Hashable {
  /// What any event may carry.
  var common = CommonMembers()
  /// `city_id`.
  var cityID: Ref = .none
  /// `pages`; nil where not reported.
  var pages: Int64?

  init() {}

  var typeNumber: UInt8 { FixtureEventType.letterSent.rawValue }

  var ownDate: PointInTime? { nil }

  mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(FixtureKeys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(FixtureKeys.all.cityID, &cityID, RefForm(.city))
    try c.required(FixtureKeys.all.pages, orNotReported: &pages, IntegerForm(1...100))
  }

  /// Calls `body` with every reference.
  func forEachRef(_ body: (Ref) -> Void) {
    body(cityID)
  }
}

/// A letter was sent to one or several cities.
///
/// Version 2 of the payload.
struct LetterSentV2: EventPayload, Hashable {
  /// What any event may carry.
  var common = CommonMembers()
  /// `city_ids`.
  var cityIDs: [Ref] = []
  /// `pages`; nil where not reported.
  var pages: Int64?
  /// `tone`; nil where absent.
  var tone: FixtureTone?

  init() {}

  var typeNumber: UInt8 { FixtureEventType.letterSent.rawValue }

  var ownDate: PointInTime? { nil }

  mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional(FixtureKeys.all.basis, &common.basis, WordForm(among: [.importedRecord]))
    try c.required(FixtureKeys.all.cityIDs, &cityIDs, UniqueForm(RefForm(.city), 1...10))
    try c.required(FixtureKeys.all.pages, orNotReported: &pages, IntegerForm(1...100))
    try c.optional(FixtureKeys.all.tone, &tone, WordForm())
  }

  /// Calls `body` with every reference.
  func forEachRef(_ body: (Ref) -> Void) {
    for item in cityIDs { body(item) }
  }
}
