import Testing

@testable import Twinning

/// A deadline in Brussels by its literal, resolved.
func deadline(_ literal: String, zone: String = "Europe/Brussels") throws -> String {
  var deadline = try Deadline.resolve(literal: literal, zone: try Zone(zone))
  var writer = SchemaWriter(texts: Span(), interner: Interner())
  writer.deadline(&deadline)
  return String(decoding: writer.bytes, as: UTF8.self)
}

extension Spec {
  static let application = "application/call-2--de-koln--twin"
  static let digest = String(repeating: "cd", count: 32)

  /// A programme in Brussels, a Mission City, two others, and a twin call: open from 8 April 2024,
  /// to close on 31 May, judged as of 1 May.
  static func withCall(
    _ slug: String = "call-2", kind: String = "twin_application",
    closesAt: String = "2024-05-31", evaluationsMin: Int = 0,
    eligibility: String = openToAll
  ) throws -> Spec {
    let spec = try Spec()
    try spec.given([
      told(
        "LedgerOpened", "ledger/self",
        #"{"origin":"example.org/t","rules_version":1,"synthetic":true,"zone":"Europe/Brussels"}"#),
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told("MilestoneTemplateAdopted", "programme/p", twelveMonths),
      city("hu-budapest"), city("de-koln"), city("ch-zurich"),
      told(
        "MissionStatusGranted", "city/hu-budapest",
        #"{"status":"mission","valid_from":\#(day("2022-04-28"))}"#),
      try call(
        slug, kind: kind, closesAt: closesAt, evaluationsMin: evaluationsMin,
        eligibility: eligibility),
    ])
    return spec
  }

  static let openToAll = eligibility()

  static func eligibility(
    required: String = "", forbidden: String = "", roles: String = "", associations: String = "",
    more: String = ""
  ) -> String {
    #"{"association_any_of":[\#(associations)],"not_participating_as":[\#(roles)],"#
      + #""statuses_forbidden":[\#(forbidden)],"statuses_required":[\#(required)]\#(more)}"#
  }

  static func city(_ slug: String, kind: String = "city", more: String = "") -> Told {
    told(
      "CityRegistered", "city/\(slug)",
      #"{"name":"\#(slug.dropFirst(3))","iso_country":"\#(slug.prefix(2).uppercased())","#
        + #""kind":"\#(kind)"\#(more)}"#)
  }

  static func call(
    _ slug: String, kind: String = "twin_application", opensAt: String = "2024-04-08",
    closesAt: String = "2024-05-31", evaluationsMin: Int = 0, eligibility: String = openToAll,
    programme: String = "p", referenceDate: String = "2024-05-01"
  ) throws -> Told {
    told(
      "CallPublished", "call/\(slug)",
      #"""
      {"programme_id":"\#(programme)","kind":"\#(kind)","opens_at":\#(try deadline(opensAt)),
       "closes_at":\#(try deadline(closesAt)),"rules_version":1,"eligibility":\#(eligibility),
       "reference_date":\#(day(referenceDate)),"evaluations_min":\#(evaluationsMin),
       "max_pairings_per_host":2,"max_pairings_per_twin":1}
      """#)
  }

  static func cohort(
    _ slug: String = "c1", calls: String = #"["call-2"]"#, months: Int = 12,
    template: String = "twelve-months", version: Int = 1
  ) -> Told {
    told(
      "CohortFormed", "cohort/\(slug)",
      #"""
      {"programme_id":"p","call_ids":\#(calls),"name":"C","start_date":\#(day("2024-10-01")),
       "duration_months":\#(months),"template_id":"\#(template)","template_version":\#(version)}
      """#)
  }

  static func draft(
    _ city: String = "de-koln", call: String = "call-2", role: String = "twin",
    number: String = "", more: String = "", occurred: String? = nil
  ) -> Told {
    told(
      "ApplicationDrafted", "application/\(call)--\(city)--\(role)\(number)",
      #"""
      {"call_id":"\#(call)","city_id":"\#(city)","role":"\#(role)","themes":["mobility"],
       "levers":["data"]\#(more)}
      """#, by: .tl, occurred: occurred)
  }

  /// A submission as the ledger receives it, at the time `recorded`.
  static func submission(
    _ subject: String = application, at recorded: String, receivedAt: String? = nil
  ) -> Told {
    let receipt = receivedAt.map { #","received_at":{"at":"\#($0)","precision":"instant"}"# } ?? ""
    let office = #","on_behalf_of":{"role":"TL"},"reason":{"code":"late_evidence"}"#
    return told(
      "ApplicationSubmitted", subject,
      #"""
      {"answers_digest":"\#(digest)","hours_per_month":10,"language_level":"B2",
       "neutrality_target_year":2030,"preferred_partners":[],"representatives_count":2\#(receipt)
       \#(receivedAt == nil ? "" : office)}
      """#, by: receivedAt == nil ? .tl : .po, recorded: recorded)
  }

  static func verdict(
    _ isEligible: Bool = true, _ subject: String = application, more: String = ""
  ) -> Told {
    told(
      isEligible ? "EligibilityConfirmed" : "ApplicationDeclaredIneligible", subject,
      #"""
      {"checks":[{"rule_id":"association_any_of","result":"\#(isEligible ? "met" : "not_met")",
       "reference_value":"as of 1 May"}]\#(more)}
      """#)
  }

  static func evaluation(by evaluator: String, _ subject: String = application) -> Told {
    told(
      "EvaluationRecorded", subject,
      #"""
      {"evaluator":"\#(evaluator)","weight_version":"w1",
       "scores":[{"criterion":"ambition","score":"4.5"}]}
      """#)
  }

  static func selection(
    _ outcome: String = "Selected", cohort: String = "c1", _ subject: String = application
  ) -> Told {
    told("Application\(outcome)", subject, #"{"cohort_id":"\#(cohort)"}"#)
  }

  static func confirmation(
    _ city: String = "de-koln", role: String = "twin", cohort: String = "c1", number: String = "",
    basis: String = "application", application: String? = "call-2--de-koln--twin"
  ) -> Told {
    let named = application.map { #","application":"\#($0)""# } ?? ""
    return told(
      "ParticipationConfirmed", "participation/\(cohort)--\(city)--\(role)\(number)",
      #"""
      {"basis":"\#(basis)","cohort_id":"\#(cohort)","city_id":"\#(city)","role":"\#(role)"\#(named)}
      """#)
  }

  /// The application of Köln, drafted on 10 April and submitted on 1 May.
  func submitted() throws -> Spec {
    try given([
      Spec.draft(occurred: "2024-04-10T09:00:00.000Z"),
      Spec.submission(at: "2024-05-01T09:00:00.000Z"),
    ])
  }

  /// The application of Köln, selected for the cohort c1.
  func selected() throws -> Spec {
    try submitted().given([Spec.verdict(), Spec.cohort(), Spec.selection()])
  }

  /// What names an event as a target: the last one of a type in a stream.
  func target(_ type: String, in subject: String) throws -> String {
    let stream = world.stream(of: try ref(subject))
    let entry = try #require(stream.recorded.last { $0.event.data.type.name == type })
    return #"{"id":"\#(entry.id.text)","index":\#(entry.event.index)}"#
  }
}
