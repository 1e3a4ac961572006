import Testing

@testable import Twinning

@Suite struct EligibilityTests {
  private static let zurich = "application/call-2--ch-zurich--twin"

  private func checks(
    _ spec: Spec, _ subject: String, at point: DecisionPoint = .today
  ) throws -> [String: CheckResult] {
    let checks = spec.world.eligibility(of: try spec.ref(subject), at: point)
    return Dictionary(
      uniqueKeysWithValues: checks.map { ($0.ruleID.string(in: []), $0.result) })
  }

  private func value(_ spec: Spec, _ rule: String, _ subject: String) throws -> String? {
    spec.world.eligibility(of: try spec.ref(subject), at: .today)
      .first { $0.ruleID.string(in: []) == rule }?.referenceValue.string(in: [])
  }

  @Test func `statuses are judged as of the reference date`() throws {
    let rules = Spec.eligibility(required: #""mission""#, forbidden: #""pilot""#)
    let spec = try Spec.withCall(eligibility: rules)
    let subject = "application/call-2--hu-budapest--twin"
    try spec.given([Spec.draft("hu-budapest"), Spec.draft()])
    #expect(
      try checks(spec, subject) == [
        "statuses_required.mission": .met, "statuses_forbidden.pilot": .met,
      ])
    #expect(try checks(spec, Spec.application)["statuses_required.mission"] == .notMet)
    // A status from the day after the reference date on doesn't count; one from that day does.
    for (day, result) in [("2024-05-02", CheckResult.met), ("2024-05-01", .notMet)] {
      let spec = try Spec.withCall(eligibility: rules)
      try spec.given([
        Spec.draft("hu-budapest"),
        told(
          "MissionStatusGranted", "city/hu-budapest",
          #"{"status":"pilot","valid_from":\#(Spec.day(day))}"#),
      ])
      #expect(try checks(spec, subject)["statuses_forbidden.pilot"] == result)
    }
  }

  @Test func `a population counts where it is of the place itself`() throws {
    let rules = Spec.eligibility(more: #","population_min":50000,"population_max":1000000"#)
    for (value, covers, least, most) in [
      (50_000, "entity", CheckResult.met, CheckResult.met),
      (49_999, "entity", .notMet, .met), (1_000_001, "entity", .met, .notMet),
      (60_000, "part", .notMet, .notMet),
    ] {
      let spec = try Spec.withCall(eligibility: rules)
      try spec.given([
        Spec.draft(),
        told(
          "CityDetailsAmended", "city/de-koln",
          #"{"population":{"value":\#(value),"source":"census","covers":"\#(covers)"}}"#),
      ])
      #expect(
        try checks(spec, Spec.application) == ["population_min": least, "population_max": most])
    }
    let spec = try Spec.withCall(eligibility: rules)
    try spec.given([Spec.draft()])
    #expect(try value(spec, "population_min", Spec.application) == "NR")
  }

  @Test func `who takes part already is judged on the reference date`() throws {
    let spec = try Spec.withCall(eligibility: Spec.eligibility(roles: #""twin","host""#))
    try spec.given([
      Spec.cohort("c0", calls: "[]"), Spec.draft(),
      Spec.confirmation(cohort: "c0", basis: "imported_record", application: nil),
    ])
    #expect(
      try checks(spec, Spec.application) == [
        "not_participating_as.twin": .notMet, "not_participating_as.host": .met,
      ])
    #expect(
      try value(spec, "not_participating_as.twin", Spec.application) == "c0--de-koln--twin")
    try spec.given([
      told(
        "ParticipationWithdrawn", "participation/c0--de-koln--twin",
        #"{"effective_on":\#(Spec.day("2024-05-01"))}"#, by: .po)
    ])
    #expect(try checks(spec, Spec.application)["not_participating_as.twin"] == .met)
  }

  @Test func `an association that became known later changes no decision, and is flagged`() throws {
    let rules = Spec.eligibility(
      associations: #"""
        {"scope":"full","status":"member_state"},{"scope":"full","status":"associated"}
        """#)
    let spec = try Spec()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      Spec.city("ch-zurich"), Spec.city("de-koln"),
      told(
        "CountryAssociationRecorded", "country/de",
        #"{"status":"member_state","scope":"full","valid_from":\#(Spec.day("1958-01-01"))}"#),
      try Spec.call(
        "call-2", opensAt: "2025-03-01", closesAt: "2025-09-12T17:00 CEST", eligibility: rules,
        referenceDate: "2025-08-01"),
      Spec.draft("ch-zurich"), Spec.draft(),
      Spec.submission(Self.zurich, at: "2025-08-20T09:00:00.000Z"),
      Spec.submission(at: "2025-08-20T09:00:00.000Z"),
    ])
    try spec.at("2025-09-01T09:00:00.000Z")
    try spec.given([Spec.verdict(false, Self.zurich), Spec.verdict()])
    let zurich = try spec.ref(Self.zurich)
    let verdict = try #require(spec.world.application(zurich)?.verdict)
    #expect(!spec.world.wouldBeDecidedDifferentlyToday(zurich))
    #expect(try value(spec, "association_any_of", Self.zurich) == "none")

    try spec.at("2025-11-10T09:00:00.000Z")
    try spec.given([
      told(
        "CountryAssociationRecorded", "country/ch",
        #"{"status":"associated","scope":"full","valid_from":\#(Spec.day("2025-01-01"))}"#)
    ])
    #expect(spec.world.wouldBeDecidedDifferentlyToday(zurich))
    #expect(!spec.world.wouldBeDecidedDifferentlyToday(try spec.ref(Spec.application)))
    #expect(try checks(spec, Self.zurich) == ["association_any_of": .met])
    #expect(
      try checks(spec, Self.zurich, at: DecisionPoint(verdict.fact)) == [
        "association_any_of": .notMet
      ])
    let changed = spec.world.checksChangedSinceVerdict(of: zurich)
    #expect(
      changed.map { $0.today.referenceValue.string(in: []) } == ["associated full from 2025-01-01"])
    #expect(spec.world.application(zurich)?.status == .ineligible)
  }

  @Test func `a correction of what was known is flagged, and the decision knew the old value`()
    throws
  {
    let spec = try Spec.withCall(eligibility: Spec.eligibility(required: #""mission""#)).submitted()
    try spec.given([
      told(
        "MissionStatusGranted", "city/de-koln",
        #"{"status":"mission","valid_from":\#(Spec.day("2024-05-02"))}"#),
      Spec.verdict(false),
    ])
    let application = try spec.ref(Spec.application)
    #expect(!spec.world.wouldBeDecidedDifferentlyToday(application))
    try spec.given([
      told(
        "EventCorrected", "city/de-koln",
        #"""
        {"target":\#(try spec.target("MissionStatusGranted", in: "city/de-koln")),
         "patch":[{"path":"/data/valid_from","old":\#(Spec.day("2024-05-02")),
         "new":\#(Spec.day("2024-05-01"))}],"reason":{"code":"wrong_date"}}
        """#, by: .po)
    ])
    #expect(spec.world.wouldBeDecidedDifferentlyToday(application))
  }
}
