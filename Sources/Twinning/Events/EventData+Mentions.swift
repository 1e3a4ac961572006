internal import CanonicalJSON

extension EventData {
  /// Calls `body` with every subject that the payload mentions, of a correction also with those
  /// that its new values name: from then on its target mentions them. Perhaps more than once.
  ///
  /// - Complexity: O(payload).
  public func forEachMention(in interner: Interner, _ body: (Ref) -> Void) {
    forEachRef(body)
    guard case .eventCorrected(let correction) = self else { return }
    for member in correction.patch { member.forEachMention(in: interner, body) }
  }
}

extension PatchMember {
  /// The kind of subject that a member names, wherever in a payload it stands; the members of
  /// `x-ref` in the schemas. `nil` within for a subject with its kind.
  static let kindsByMember: [String: Kind?] = [
    "about": Kind?.none, "activity_id": .activity, "application": .application, "by": .city,
    "call_id": .call, "call_ids": .call, "cities": .city, "city_id": .city,
    "co_applicants": .city, "cohort_id": .cohort, "evaluator": .actor, "host_city_id": .city,
    "iso_country": .country, "learner_city_id": .city, "members": .city,
    "new_pairing_id": .pairing, "owner_city_id": .city, "pairing_id": .pairing,
    "pairing_ids": .pairing, "part_of": .city, "participation_id": .participation, "peers": .city,
    "period": .period, "person_id": .person, "practice_id": .practice,
    "practices_presented": .practice, "preferred_partners": .city, "programme_id": .programme,
    "replaced_person_id": .person, "scope": Kind?.none, "twin_city_id": .city,
  ]

  fileprivate func forEachMention(in interner: Interner, _ body: (Ref) -> Void) {
    guard let new, let value = try? JSONValue(parsing: new.span) else { return }
    let name = path.split(separator: "/").last { Int($0) == nil } ?? ""
    Self.forEachMention(in: value, of: String(name), interner, body)
  }

  private static func forEachMention(
    in value: JSONValue, of name: String, _ interner: Interner, _ body: (Ref) -> Void
  ) {
    switch value {
    case .string(let text):
      guard let kind = kindsByMember[name], text.utf8.count <= 255 else { return }
      let slug = kind == .country ? text.lowercased() : text
      let subject = kind.map { "\($0.word)/\(slug)" } ?? text
      if let ref = interner.intern(subject: subject) { body(ref) }
    case .array(let items):
      for item in items { forEachMention(in: item, of: name, interner, body) }
    case .object(let members):
      for (name, value) in members { forEachMention(in: value, of: name, interner, body) }
    default: break
    }
  }
}
