// Written by Tools/generate from the JSON Schemas. Change those, not this file.

internal import CanonicalJSON

/// The names of members, prepared once.
struct FixtureKeys: Sendable {
  static let all = FixtureKeys()

  let basis: JSONKey = "basis"
  let cityID: JSONKey = "city_id"
  let cityIDs: JSONKey = "city_ids"
  let pages: JSONKey = "pages"
  let reason: JSONKey = "reason"
  let tone: JSONKey = "tone"
}
