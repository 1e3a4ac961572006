import CanonicalJSON
import Foundation
import Testing

@testable import Twinning

/// Corrections and voids of a random history: of any event, in any member that a figure reads.
extension RandomHistory {
  /// Corrects or voids one of the events, mostly of the latest.
  func amend() throws {
    guard let target = chooseTarget() else { return }
    let subject = world.interner.subject(of: target.event.subject)
    let name = #""target":{"index":\#(target.event.index),"id":"\#(target.id.text)"}"#
    let patch = chance(72) ? try patch(of: target) : nil
    let change = patch.map { #""patch":[\#($0.joined(separator: ","))]"# } ?? #""cause":"test""#
    if target.event.data.needsSecondPerson {
      try tell("CorrectionProposed", subject, "\(name),\(change)", by: "office-04")
    }
    let admitted = try tell(
      patch == nil ? "EventVoided" : "EventCorrected", subject, "\(name),\(change)",
      by: "office-05")
    guard admitted != nil else { return }
    let type = target.event.data.type
    count(patch == nil ? "void of \(type.name)" : "correction of \(type.name)")
    if patch != nil { count("corrected \(tried)") }
    if patch == nil, type.isBirth { count("void of a birth") }
    if patch == nil, type.heldKind != nil { count("void of what was held") }
  }

  /// Mostly something that happened in the programme, often something held.
  private func chooseTarget() -> Admitted? {
    if chance(15) { return targets.randomElement(using: &dice) }
    let work: Set<Kind> = [.claim, .replication, .deliverable]
    let choice = number(0...99)
    return targets.filter { item in
      switch choice {
      case 0...39: item.event.data.held != nil
      case 40...64: work.contains(world.interner.kind(of: item.event.subject))
      default: item.event.data.type.isBoundByPeriods
      }
    }.randomElement(using: &dice)
  }

  /// A new value of one member or two, as items of a patch; nil where there is none to change.
  private func patch(of target: Admitted) throws -> [String]? {
    let subject = target.event.subject
    let entry = try world.stream(of: subject).effectiveEntry(
      at: target.event.index, zone: world.zone(of: subject), interner: world.interner)
    guard let entry else { return nil }
    let payload = try members(of: Array(entry.bytes[entry.payload]))
    var names = payload.keys.sorted().filter {
      !["evidence", "reason", "on_behalf_of"].contains($0)
    }
    if target.event.data.type.isBirth, payload["basis"] == nil { names.append("basis") }
    names.shuffle(using: &dice)
    var found: (name: String, value: String)?
    for name in names where found == nil {
      found = try value(of: name, target.event, payload).map { (name, $0) }
    }
    guard let (name, value) = found else { return nil }
    tried = name
    var patch = [try item(name, payload[name], value)]
    if name == "started_at" {
      patch.append(try item("ended_at", payload["ended_at"], #""NR""#))
      if payload["basis"] == nil {
        patch.append(try item("basis", nil, #""imported_record""#))
      }
    }
    return patch
  }

  private func item(_ name: String, _ old: Any?, _ new: String) throws -> String {
    let old =
      try old.map { #","old":\#(String(decoding: try canonical($0), as: UTF8.self))"# } ?? ""
    return #"{"path":"/data/\#(name)"\#(old),"new":\#(new)}"#
  }

  /// Another value of a member, by its name.
  private func value(of name: String, _ event: Event, _ payload: [String: Any]) throws -> String? {
    let type = event.data.type
    switch name {
    case "started_at":
      return point(event.time.adding(days: number(-90...60)), isMostlyInstant: true)
    case "started_on", "on", "completed_on", "effective_on", "from", "to", "paid_on",
      "recovered_on",
      "start_date", "new_due", "valid_from", "received_at", "new_planned_start", "planned_start":
      return point(event.time.adding(days: number(-90...60)))
    case "minutes", "signed_count", "responses", "new_understanding_yes", "approved_minor",
      "amount_minor", "eur_minor", "percent":
      return (payload[name] as? Int).map { "\(max(1, $0 + number(-9...9)))" }
    case "duration_months": return one(of: ["12", "14", "18"])
    case "year": return "\(number(2025...2027))"
    case "host_city_id", "learner_city_id", "city_id", "twin_city_id", "owner_city_id", "by":
      return "\"\(one(of: Self.cities))\""
    case "mode": return "\"\(one(of: Mode.allCases).word)\""
    case "stage": return "\"\(one(of: AdoptionStage.allCases).word)\""
    case "new_outcome": return "\"\(one(of: SelectionOutcome.allCases).word)\""
    case "basis":
      if type == .emissionEffectEstimated { return "\"\(one(of: EffectBasis.allCases).word)\"" }
      return payload[name] == nil ? #""imported_record""# : nil
    case "themes": return "[\(themes())]"
    case "participants": return participants(some(of: Self.cities, atLeast: 1, upTo: 4))
    case "practices_presented": return presented()
    case "population": return population()
    case "tco2e_per_year": return "\"\(tonnes())\""
    case "share": return one(of: [#""0.5""#, #""0.125""#, #""1""#])
    case "mean_usefulness": return #""\#(number(1...4)).\#(number(0...9))""#
    case "person_id": return #""per-00\#(number(1...6))""#
    default: return try reference(name, payload)
    }
  }

  /// Another subject, or something made of some.
  private func reference(_ name: String, _ payload: [String: Any]) throws -> String? {
    switch name {
    case "pairing_ids":
      let names = some(of: pairings, atLeast: 1, upTo: 2).map { "\"\($0.name)\"" }
      return "[\(names.joined(separator: ","))]"
    case "pairing_id": return recent(pairings).map { "\"\($0.name)\"" }
    case "cohort_id": return "\"\(one(of: cohorts))\""
    case "visits":
      guard var visits = payload[name] as? [[String: Any]], !visits.isEmpty else { return nil }
      visits[0]["direction"] = one(of: Direction.allCases).word
      return String(decoding: try canonical(visits), as: UTF8.self)
    case "iso_country": return one(of: [#""HU""#, #""TR""#, #""RS""#])
    case "type": return "\"\(one(of: DeliverableType.allCases).word)\""
    case "activity_id": return recent(held).map { "\"\($0.name)\"" }
    case "host_party": return #"{"cities":["\#(one(of: Self.cities))"]}"#
    case "currency": return one(of: [#""EUR""#, #""HUF""#])
    case "closes_at": return try deadline("2024-0\(number(1...5))-15")
    case "milestone": return #""M0\#(number(1...9))""#
    default: return nil
    }
  }
}

/// The members of a JSON object.
func members(of bytes: [UInt8]) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
}

/// A JSON value in canonical form.
func canonical(_ value: Any) throws -> [UInt8] {
  let data = try JSONSerialization.data(withJSONObject: value, options: [.fragmentsAllowed])
  var bytes: [UInt8] = []
  try canonicalize([UInt8](data).span, into: &bytes)
  return bytes
}
