import CanonicalJSON
import Testing

@testable import Twinning

/// What a correction names is found by the rules, as if it had been named from the start.
@Suite struct `Rules of what a correction names` {
  private static let other = "pairing/c1--at-wien--tr-eskisehir"

  /// Two pairings of one cohort, and an activity planned for the first.
  private func planned() throws -> Spec {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ParticipationConfirmed", "participation/c1--at-wien--host",
        #"{"basis":"imported_record","cohort_id":"c1","city_id":"at-wien","role":"host"}"#),
      told(
        "PairingFormed", Self.other,
        #"""
        {"basis":"imported_record","cohort_id":"c1","host_party":{"cities":["at-wien"]},
         "twin_city_id":"tr-eskisehir","start_date":\#(Spec.day("2024-02-01"))}
        """#),
      told(
        "ActivityPlanned", "activity/meeting",
        #"""
        {"kind":"workshop","mode":"online","pairing_ids":["c1--hu-budapest--tr-eskisehir"],
         "host_city_id":"hu-budapest","planned_start":\#(Spec.day("2024-09-01")),
         "planned_end":\#(Spec.day("2024-09-01"))}
        """#, occurred: "2024-03-01T09:00:00.000Z"),
    ])
    return spec
  }

  private func corrected(_ spec: Spec, _ patch: String) throws -> Told {
    let stream = spec.world.stream(of: try spec.ref("activity/meeting"))
    let target = try #require(stream.recorded.first)
    return told(
      "EventCorrected", "activity/meeting",
      #"{"target":{"index":\#(target.event.index),"id":"\#(target.id.text)"},"#
        + #""patch":[\#(patch)]}"#, by: .po)
  }

  private func dissolved(_ pairing: String) -> Told {
    told(
      "PairingDissolved", pairing,
      #"{"cause":"mutual","effective_on":\#(Spec.day("2024-06-01"))}"#,
      occurred: "2024-06-01T09:00:00.000Z")
  }

  @Test(arguments: [
    [
      #"/data/pairing_ids/0","old":"#, #""c1--hu-budapest--tr-eskisehir""#,
      #""c1--at-wien--tr-eskisehir""#,
    ],
    [
      #"/data/pairing_ids","old":"#, #"["c1--hu-budapest--tr-eskisehir"]"#,
      #"["c1--at-wien--tr-eskisehir"]"#,
    ],
  ])
  func `an activity moved to another pairing is cancelled with that one`(parts: [String]) throws {
    let patch = #"{"path":"\#(parts[0])\#(parts[1]),"new":\#(parts[2])}"#
    let spec = try planned()
    try spec.given([corrected(spec, patch)])
    // Whether or not somebody asked for mentions before.
    try spec.when(dissolved(Spec.pairing)).then("PairingDissolved")
    try spec.when(dissolved(Self.other)).then("PairingDissolved", "ActivityCancelled")
  }

  @Test func `every member that names a subject is known, with the kind it names`() throws {
    var found: [String: String] = [:]
    func walk(_ value: JSONValue, _ name: String) {
      if case .array(let items) = value { for item in items { walk(item, name) } }
      guard case .object(let members) = value else { return }
      for (key, value) in members where key != "examples" {
        if key == "x-ref", case .string(let kind) = value { found[name] = kind }
        if key == "properties", case .object(let properties) = value {
          for (name, value) in properties { walk(value, name) }
        } else {
          walk(value, name)
        }
      }
    }
    for type in EventType.allCases { walk(try Contracts.schema("\(type.name).v1"), "") }
    walk(try Contracts.common(), "")
    let known = PatchMember.kindsByMember.mapValues { $0?.word ?? "*" }
    #expect(known == found)
  }
}
