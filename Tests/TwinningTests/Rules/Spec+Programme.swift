import CanonicalJSON
import Testing

@testable import Twinning

extension Spec {
  static let pairing = "pairing/c1--hu-budapest--tr-eskisehir"

  /// A programme with one cohort from 31 January 2024 on and one pairing in it, Budapest with
  /// Eskişehir, formed on 1 February 2024; Wien takes no part.
  static func withPairing(formed: Bool = true) throws -> Spec {
    let spec = try Spec()
    try spec.given([
      told(
        "LedgerOpened", "ledger/self",
        #"{"origin":"example.org/t","rules_version":1,"synthetic":true,"zone":"Europe/Brussels"}"#,
        by: .sys),
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told("MilestoneTemplateAdopted", "programme/p", twelveMonths),
    ])
    for city in ["hu-budapest", "tr-eskisehir", "at-wien"] {
      try spec.given([
        told(
          "CityRegistered", "city/\(city)",
          #"{"name":"\#(city.dropFirst(3))","iso_country":"\#(city.prefix(2).uppercased())","#
            + #""kind":"city"}"#)
      ])
    }
    try spec.given([
      told(
        "CohortFormed", "cohort/c1",
        #"""
        {"basis":"imported_record","programme_id":"p","call_ids":"NR","name":"C1",
         "duration_months":12,"template_id":"twelve-months","template_version":1,
         "start_date":{"at":"2024-01-31","precision":"day"}}
        """#)
    ])
    for (city, role) in [("hu-budapest", "host"), ("tr-eskisehir", "twin")] {
      try spec.given([
        told(
          "ParticipationConfirmed", "participation/c1--\(city)--\(role)",
          #"{"basis":"imported_record","cohort_id":"c1","city_id":"\#(city)","role":"\#(role)"}"#)
      ])
    }
    try spec.given([
      told(
        "MatchProposed", pairing,
        #"""
        {"cohort_id":"c1","host_party":{"cities":["hu-budapest"]},"twin_city_id":"tr-eskisehir",
         "themes":["mobility"],"rationale_code":"shared_challenge"}
        """#, occurred: "2024-01-10T09:00:00.000Z")
    ])
    if formed { try spec.formPairing() }
    return spec
  }

  /// Both sides accept the match, and the pairing is formed.
  func formPairing() throws {
    try given([
      told(
        "MatchAccepted", Self.pairing, #"{"by_side":"host"}"#,
        occurred: "2024-01-20T09:00:00.000Z"),
      told(
        "MatchAccepted", Self.pairing, #"{"by_side":"twin"}"#,
        occurred: "2024-01-21T09:00:00.000Z"),
      told(
        "PairingFormed", Self.pairing,
        #"""
        {"basis":"match","cohort_id":"c1","host_party":{"cities":["hu-budapest"]},
         "twin_city_id":"tr-eskisehir","start_date":{"at":"2024-02-01","precision":"day"}}
        """#, occurred: "2024-02-01T09:00:00.000Z"),
    ])
  }

  /// A visit of the pairing, from Eskişehir to Budapest or back.
  static func visit(
    _ slug: String, on day: String, direction: String = "twin_to_host",
    pairings: String = #"["c1--hu-budapest--tr-eskisehir"]"#
  ) -> Told {
    held(
      "SiteVisitHeld", slug, on: day, pairings: pairings,
      more: #","visits":[{"pairing_id":"c1--hu-budapest--tr-eskisehir","#
        + #""direction":"\#(direction)"}]"#)
  }

  /// An activity of the pairing with six participants.
  static func held(
    _ type: String, _ slug: String, on day: String,
    pairings: String = #"["c1--hu-budapest--tr-eskisehir"]"#, more: String = ""
  ) -> Told {
    told(
      type, "activity/\(slug)",
      #"""
      {"pairing_ids":\#(pairings),"host_city_id":"hu-budapest",
       "started_at":{"at":"\#(day)T09:00:00.000Z","precision":"instant"},
       "ended_at":{"at":"\#(day)T15:00:00.000Z","precision":"instant"},
       "mode":"in_person","minutes":360,"practices_presented":[],"themes":["mobility"],
       "participants":{"by_city":[{"city_id":"hu-budapest","total":3},
         {"city_id":"tr-eskisehir","total":3}],"external":0,"gender":"NR"}\#(more)}
      """#, recorded: "\(day)T18:00:00.000Z")
  }

  static func day(_ day: String) -> String { #"{"at":"\#(day)","precision":"day"}"# }

  /// The states of `subjects` are packed and read again to the same canonical bytes.
  func expectStatesRoundTrip(
    _ subjects: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for subject in subjects {
      let ref = try ref(subject)
      let bytes = try #require(world.stateBytes(of: ref), sourceLocation: sourceLocation)
      let isWrittenCanonically = isCanonical(bytes.span)
      #expect(isWrittenCanonically, "\(subject)", sourceLocation: sourceLocation)
      let packed = try #require(world.packedState(of: ref), sourceLocation: sourceLocation)
      let again = try world.canonicalState(of: ref, packed: packed)
      #expect(again == bytes, "\(subject)", sourceLocation: sourceLocation)
    }
  }
}
