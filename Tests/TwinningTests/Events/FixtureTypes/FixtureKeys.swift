// Written by Tools/generate from the JSON Schemas. Change those, not this file.

internal import CanonicalJSON

/// The names of members, prepared once.
enum FixtureKeys {
  static let basis: JSONKey = "basis"
  static let cityID: JSONKey = "city_id"
  static let cityIDs: JSONKey = "city_ids"
  static let pages: JSONKey = "pages"
  static let reason: JSONKey = "reason"
  static let tone: JSONKey = "tone"
}
