import Testing

@testable import Twinning

/// I26 and I13 over a few claims that can be counted by hand.
@Suite struct `Travel in figures` {
  /// A visit, a workshop and a closing event for the whole cohort, and claims for each of them.
  private func claimed() throws -> Spec {
    let spec = try Spec.withPairing()
    var closing = Spec.held("ClosingEventHeld", "closing", on: "2024-05-14")
    closing.data = closing.data.replacing(
      #""pairing_ids":["c1--hu-budapest--tr-eskisehir"]"#, with: #""cohort_id":"c1""#)
    try spec.given([
      Spec.visit("visit", on: "2024-05-10"), Spec.visit("second", on: "2024-05-11"),
      Spec.held("WorkshopHeld", "workshop", on: "2024-05-12"), closing,
    ])
    for (claim, activity, person, minor) in [
      ("a", "visit", "per-001", 30_000), ("b", "visit", "per-002", 20_001),
      ("c", "second", "per-001", 10_000), ("d", "workshop", "per-001", 7_000),
      ("e", "closing", "per-003", 5_000), ("f", "visit", "per-004", 99_000),
    ] {
      try spec.given([
        recorded(
          "TravelClaimSubmitted", "claim/\(claim)",
          #"""
          {"participation_id":"c1--tr-eskisehir--twin","activity_id":"\#(activity)",
           "amount_minor":\#(minor),"currency":"EUR","person_id":"\#(person)"}
          """#, "2024-05-20T09:00:00.000Z")
      ])
      if claim == "f" { continue }
      try spec.given([
        recorded(
          "TravelClaimApproved", "claim/\(claim)", #"{"approved_minor":\#(minor)}"#,
          "2024-05-21T09:00:00.000Z"),
        paid(claim, minor, on: "2024-06-03"),
      ])
    }
    return spec
  }

  private func recorded(_ type: String, _ subject: String, _ data: String, _ time: String)
    -> Told
  {
    told(
      type, subject, data, actor: type == "TravelClaimSubmitted" ? "tl-001" : "fo-001",
      occurred: time)
  }

  private func paid(_ claim: String, _ minor: Int, on day: String) -> Told {
    told(
      "TravelReimbursed", "claim/\(claim)",
      #"""
      {"amount_minor":\#(minor),"currency":"EUR","eur_minor":\#(minor),
       "paid_on":\#(Spec.day(day)),"payment_ref":"p/1"}
      """#, actor: "fo-001", recorded: "\(day)T18:00:00.000Z")
  }

  private func summary(
    _ spec: Spec, _ change: (inout ReportScope) throws -> Void = { _ in }
  ) throws -> ImpactSummary {
    var scope = ReportScope()
    try change(&scope)
    return try History(of: spec.world).summary(scope)
  }

  private func period(_ from: String, _ to: String) throws -> ReportPeriod? {
    ReportPeriod(
      from: PointInTime(day: try CivilDate(from)), to: PointInTime(day: try CivilDate(to)),
      in: try Zone("Europe/Brussels"))
  }

  @Test func `what was paid less what came back, and that of visits a visit`() throws {
    let spec = try claimed()
    try spec.given([
      told(
        "ReimbursementRecovered", "claim/a",
        #"{"amount_minor":4000,"currency":"EUR","eur_minor":4000}"#, by: .fo, actor: "fo-001",
        occurred: "2024-07-02T09:00:00.000Z")
    ])
    let summary = try summary(spec)
    #expect(summary.shown("I26", "reimbursed") == "72001")
    #expect(summary.shown("I26", "recovered") == "4000")
    #expect(summary.shown("I26", "net") == "68001")
    // 56001 for two visits: half a cent goes up.
    #expect(summary.shown("I26", "net_per_visit") == "28001")
    #expect(summary.shown("I26", "claims_over_ceiling") == "0")
    #expect(summary.shown("I13", "all") == "4")
  }

  @Test func `each payment counts in the period of its own day`() throws {
    let spec = try claimed()
    try spec.given([
      told(
        "ReimbursementRecovered", "claim/a",
        #"""
        {"amount_minor":4000,"currency":"EUR","eur_minor":4000,
         "recovered_on":{"at":"2024-07","precision":"month"}}
        """#, by: .fo, actor: "fo-001", recorded: "2024-08-02T09:00:00.000Z")
    ])
    let first = try summary(spec) { $0.period = try period("2024-01-01", "2024-07-01") }
    #expect(first.shown("I26", "net") == "72001")
    let second = try summary(spec) { $0.period = try period("2024-07-01", "2025-01-01") }
    #expect(second.shown("I26", "net") == "-4000")
    #expect(second.shown("I26", "net_per_visit") == "-4000")
    let middle = try summary(spec) { $0.period = try period("2024-06-15", "2024-07-15") }
    #expect(middle.shown("I26", "net") == "0")
    #expect(middle.shown("I26", "net_per_visit") == "NR")
    #expect(middle.shown("I26", "date_uncertain") == "1")
  }

  @Test func `a claim is its participation's, and the pairing's whose activity it was`() throws {
    let spec = try claimed()
    let pairing = try summary(spec) { $0.pairing = try spec.ref(Spec.pairing) }
    #expect(pairing.shown("I26", "net") == "67001")
    let cohort = try summary(spec) { $0.cohort = try spec.ref("cohort/c1") }
    #expect(cohort.shown("I26", "net") == "72001")
    let host = try summary(spec) { $0.city = try spec.ref("city/hu-budapest") }
    #expect(host.shown("I26", "net") == "0")
    #expect(host.shown("I13", "all") == "0")
    let twin = try summary(spec) { $0.city = try spec.ref("city/tr-eskisehir") }
    #expect(twin.shown("I26", "net") == "72001")
    let theme = try summary(spec) { $0.theme = .mobility }
    #expect(theme.shown("I26", "net") == "NR")
  }

  @Test func `the events behind it are the payments, and for visits those too`() throws {
    let spec = try claimed()
    let summary = try summary(spec)
    let payments = spec.world.pending.values.flatMap { $0.map(\.event) }
      .filter { $0.data.type == .travelReimbursed }.map(\.index).sorted()
    #expect(summary.events("I26", "net") == payments)
    let visits = spec.world.pending.values.flatMap { $0.map(\.event) }
      .filter { $0.data.type == .siteVisitHeld }.map(\.index)
    #expect(Set(summary.events("I26", "net_per_visit")).isSuperset(of: visits))
    #expect(summary.events("I26", "net_per_visit").count == visits.count + 3)
  }
}
