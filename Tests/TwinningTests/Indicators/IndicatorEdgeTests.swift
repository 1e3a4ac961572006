import Testing

@testable import Twinning

/// Small ledgers with numbers that can be counted by hand.
@Suite struct IndicatorEdgeTests {
  static let record =
    #""basis":"imported_record","evidence":[{"kind":"web","seen_on":{"at":"2023-10-01","#
    + #""precision":"day"},"url":"https://example.org/list"}]"#

  func day(_ day: String) -> String { #"{"at":"\#(day)","precision":"day"}"# }

  func instant(_ instant: String) -> String {
    #"{"at":"\#(instant)","precision":"instant"}"#
  }

  var opened: Told {
    told(
      "LedgerOpened", "ledger/self",
      #"{"origin":"example.org/p","rules_version":1,"synthetic":true,"zone":"Europe/Brussels"}"#,
      by: .sys)
  }

  /// A programme with a cohort of so many twins, and their host.
  func cohort(twins: Int) throws -> Spec {
    let spec = try Spec(clock: "2023-09-01T08:00:00.000Z")
    try spec.given([
      opened,
      told(
        "CountryAssociationRecorded", "country/hu",
        #"{"status":"member_state","scope":"full","valid_from":\#(day("2021-01-01"))}"#),
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"EU","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told(
        "CohortFormed", "cohort/c",
        #"{"programme_id":"p",\#(Self.record),"call_ids":"NR","duration_months":"NR","#
          + #""name":"C","start_date":\#(day("2023-10-01")),"template_id":"NR","#
          + #""template_version":"NR"}"#
      ),
      city("host"),
      confirmed("host", "host"),
    ])
    for number in 1...max(1, twins) where number <= twins {
      try spec.given([city("t\(number)"), confirmed("t\(number)", "twin")])
    }
    return spec
  }

  func city(_ slug: String, _ more: String = "") -> Told {
    told(
      "CityRegistered", "city/hu-\(slug)",
      #"{"name":"\#(slug)","iso_country":"HU","kind":"city","population":{"value":1000,"#
        + #""source":"census","covers":"entity"}\#(more)}"#
    )
  }

  func confirmed(_ slug: String, _ role: String) -> Told {
    told(
      "ParticipationConfirmed", "participation/c--hu-\(slug)--\(role)",
      #"{\#(Self.record),"cohort_id":"c","city_id":"hu-\#(slug)","role":"\#(role)"}"#)
  }

  func formed(_ number: Int, start: String = "2023-10-01") -> Told {
    told(
      "PairingFormed", "pairing/c--host--t\(number)",
      #"{\#(Self.record),"cohort_id":"c","host_party":{"cities":["hu-host"]},"#
        + #""twin_city_id":"hu-t\#(number)","start_date":\#(day(start))}"#
    )
  }

  func held(
    _ type: String, _ slug: String, pairings: [Int], on day: String, minutes: String = "90",
    participants: String, more: String = ""
  ) -> Told {
    let ids = pairings.map { "\"c--host--t\($0)\"" }.joined(separator: ",")
    return told(
      type, "activity/\(slug)",
      #"{"pairing_ids":[\#(ids)],"host_city_id":"hu-host","#
        + #""started_at":\#(instant(day + "T09:00:00.000Z")),"#
        + #""ended_at":\#(instant(day + "T10:30:00.000Z")),"mode":"in_person","#
        + #""minutes":\#(minutes),"participants":\#(participants),"practices_presented":[],"#
        + #""themes":["mobility"]\#(more)}"#,
      recorded: day + "T18:00:00.000Z")
  }

  func withdrawn(_ number: Int, on day: String) -> Told {
    told(
      "ParticipationWithdrawn", "participation/c--hu-t\(number)--twin",
      #"{"effective_on":\#(self.day(day))}"#, by: .po, recorded: day + "T12:00:00.000Z")
  }

  func summary(
    _ spec: Spec, _ scope: ReportScope = ReportScope(), now: String? = nil
  ) throws -> ImpactSummary {
    let history = try History(of: spec.world)
    return history.summary(scope, now: try now.map { try Instant(canonical: $0) })
  }

  @Test func `40 confirmed and 3 withdrawn leave 37 active and keep 92.5 percent`() throws {
    let spec = try cohort(twins: 40)
    let twins = ReportScope(cohort: try spec.ref("cohort/c"))
    var first = try summary(spec, twins)
    #expect(first.shown("I04", "ever/twin") == "40")
    #expect(first.shown("I04", "active/twin") == "40")
    for number in 1...3 { try spec.given([withdrawn(number, on: "2024-03-01")]) }
    first = try summary(spec, twins)
    #expect(first.shown("I04", "active/twin") == "37")
    #expect(first.shown("I04", "withdrawn") == "3")
    // The host takes part too: 38 of 41 are left.
    #expect(first.shown("I05", "rate") == "92.7")
    #expect(first.shown("I05", "rate/twin") == "92.5")
  }

  @Test func `an ending counts from the day on which it takes effect`() throws {
    let spec = try cohort(twins: 2)
    try spec.given([
      told(
        "ParticipationWithdrawn", "participation/c--hu-t1--twin",
        #"{"effective_on":\#(day("2024-06-01"))}"#, by: .po, recorded: "2024-03-01T12:00:00.000Z")
    ])
    #expect(
      try summary(spec, now: "2024-05-31T12:00:00.000Z").shown("I04", "active/twin") == "2")
    #expect(
      try summary(spec, now: "2024-06-01T12:00:00.000Z").shown("I04", "active/twin") == "1")
  }

  @Test func `nothing recorded gives no share, and no number that was made up`() throws {
    let spec = try Spec()
    try spec.given([
      opened,
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"EU","grant_refs":[],"zone":"Europe/Brussels"}"#),
    ])
    let summary = try summary(spec)
    for (id, key) in [
      ("I02", "rate"), ("I03", "rate"), ("I05", "rate"), ("I07", "median"), ("I14", "rate"),
      ("I15", "rate"), ("I16", "mean"), ("I17", "rate"), ("I19", "rate"), ("I21", "rate"),
      ("I24", "rate"), ("I12", "share_of_women"),
    ] { #expect(summary.shown(id, key) == "NR", "\(id)") }
    #expect(summary.shown("I08", "all") == "0")
    #expect(summary.figures.map(\.id) == DefinitionSet.current.indicators.map(\.id).sorted())
  }

  @Test func `a workshop of two pairings counts once, and once for each of them`() throws {
    let spec = try cohort(twins: 2)
    try spec.given([formed(1), formed(2)])
    try spec.given([
      held(
        "WorkshopHeld", "w", pairings: [1, 2], on: "2023-11-02",
        participants:
          #"{"by_city":[{"city_id":"hu-host","total":4},{"city_id":"hu-t1","#
          + #""total":3},{"city_id":"hu-t2","total":2}],"external":1,"gender":{"F":5,"M":4,"#
          + #""U":1,"X":0}}"#
      )
    ])
    let all = try summary(spec)
    #expect(all.shown("I08", "all") == "1")
    #expect(all.shown("I10", "all") == "1")
    #expect(all.shown("I11", "hours") == "1.5")
    #expect(all.shown("I11", "person_hours") == "15.0")
    #expect(all.shown("I12", "share_of_women") == "55.6")
    for number in 1...2 {
      let one = try summary(
        spec, ReportScope(pairing: try spec.ref("pairing/c--host--t\(number)")))
      #expect(one.shown("I08", "all") == "1")
    }
    let twin = try summary(spec, ReportScope(city: try spec.ref("city/hu-t2")))
    #expect(twin.shown("I08", "all") == "1")
    #expect(twin.shown("I11", "person_hours") == "3.0")
    #expect(twin.shown("I12", "F") == "NR")
    #expect(twin.shown("I12", "NR") == "2")
  }

  @Test func `what isn't reported stands beside, and is never taken for nothing`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([formed(1)])
    try spec.given([
      told(
        "SiteVisitHeld", "activity/v",
        #"{\#(Self.record),"pairing_ids":["c--host--t1"],"host_city_id":"hu-host","#
          + #""started_at":{"at":"2023-11","precision":"month"},"ended_at":"NR","mode":"NR","#
          + #""minutes":"NR","participants":"NR","practices_presented":"NR","themes":"NR","#
          + #""visits":"NR"}"#,
        by: .fa, recorded: "2024-02-01T08:00:00.000Z")
    ])
    let all = try summary(spec)
    #expect(all.shown("I08", "all") == "1")
    #expect(all.shown("I08", "mode/NR") == "1")
    #expect(all.shown("I09", "direction/NR") == "1")
    #expect(all.shown("I11", "hours") == "NR")
    #expect(all.figure("I11")?.value("hours")?.notReported == 1)
    #expect(all.shown("I12", "F") == "NR")
    #expect(all.figure("I12")?.value("NR")?.notReported == 1)
    let half = ReportScope(
      period: ReportPeriod(
        from: try Instant(canonical: "2023-11-14T23:00:00.000Z"),
        to: try Instant(canonical: "2024-01-01T00:00:00.000Z")))
    let uncertain = try summary(spec, half)
    #expect(uncertain.shown("I08", "all") == "0")
    #expect(uncertain.shown("I08", "date_uncertain") == "1")
  }

  @Test func `a corrected count counts as corrected, and a voided exchange not at all`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([formed(1)])
    try spec.given([
      held(
        "WorkshopHeld", "w", pairings: [1], on: "2023-11-02",
        participants: #"{"by_city":[{"city_id":"hu-t1","total":3}],"external":0,"gender":"NR"}"#)
    ])
    let workshop = try #require(spec.world.pending[try spec.ref("activity/w")]?.first)
    let target = #""target":{"id":"\#(workshop.id.text)","index":\#(workshop.event.index)}"#
    try spec.given([
      told(
        "EventCorrected", "activity/w",
        #"{\#(target),"patch":[{"path":"/data/minutes","old":90,"new":120}],"#
          + #""reason":{"code":"typo"}}"#,
        by: .fa, recorded: "2023-11-05T08:00:00.000Z")
    ])
    var all = try summary(spec)
    #expect(all.shown("I11", "hours") == "2.0")
    #expect(all.events("I11", "hours") == [workshop.event.index, spec.world.size - 1])
    #expect(all.shown("I28", "reason/typo") == "1")
    try spec.given([
      told(
        "EventVoided", "activity/w",
        #"{\#(target),"cause":"did_not_happen","reason":{"code":"did_not_happen"}}"#, by: .fa,
        recorded: "2023-11-06T08:00:00.000Z")
    ])
    all = try summary(spec)
    #expect(all.shown("I08", "all") == "0")
    #expect(all.shown("I11", "hours") == "0.0")
    #expect(all.shown("I28", "all") == "2")
  }

  @Test func `a corrected date moves an exchange to another period, and its lag with it`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([formed(1)])
    try spec.given([
      held(
        "WorkshopHeld", "w", pairings: [1], on: "2023-12-30",
        participants: #"{"by_city":[{"city_id":"hu-t1","total":3}],"external":0,"gender":"NR"}"#)
    ])
    func half(_ from: String, _ to: String) throws -> ImpactSummary {
      try summary(
        spec,
        ReportScope(
          period: ReportPeriod(
            from: try Instant(canonical: from + "T00:00:00.000Z"),
            to: try Instant(canonical: to + "T00:00:00.000Z"))))
    }
    #expect(try half("2023-12-01", "2024-01-01").shown("I08", "all") == "1")
    #expect(try half("2023-11-01", "2023-12-01").shown("I08", "all") == "0")
    #expect(try half("2023-12-01", "2024-01-01").shown("I27", "rate") == "100.0")
    let workshop = try #require(spec.world.pending[try spec.ref("activity/w")]?.first)
    let old = instant("2023-12-30T09:00:00.000Z")
    let new = instant("2023-11-30T09:00:00.000Z")
    try spec.given([
      told(
        "EventCorrected", "activity/w",
        #"{"target":{"id":"\#(workshop.id.text)","index":\#(workshop.event.index)},"#
          + #""patch":[{"path":"/data/started_at","old":\#(old),"new":\#(new)}],"#
          + #""reason":{"code":"wrong_date"}}"#,
        by: .fa, recorded: "2024-01-05T08:00:00.000Z")
    ])
    #expect(try half("2023-12-01", "2024-01-01").shown("I08", "all") == "0")
    #expect(try half("2023-11-01", "2023-12-01").shown("I08", "all") == "1")
    // It was recorded 30 days late after all, which is said where it was recorded.
    #expect(try half("2023-12-01", "2024-01-01").shown("I27", "rate") == "0.0")
    #expect(try summary(spec).shown("I28", "reason/wrong_date") == "1")
  }

  @Test func `a joint entry counts once, and not its members`() throws {
    let spec = try cohort(twins: 0)
    try spec.given([
      city("a"), city("b"),
      told(
        "CityRegistered", "city/hu-a-b",
        #"{"name":"A and B","iso_country":"HU","kind":"joint","members":["hu-a","hu-b"],"#
          + #""population":{"value":5000,"source":"census","covers":"entity"}}"#
      ),
      confirmed("a-b", "twin"), confirmed("a", "host"),
    ])
    let all = try summary(spec)
    #expect(all.shown("I04", "ever/twin") == "1")
    #expect(all.shown("I30", "cities") == "2")
    #expect(all.shown("I30", "population") == "6000")
    #expect(all.shown("I30", "countries/member_state") == "1")
  }

  @Test func `what was announced is kept beside what the ledger counts`() throws {
    let spec = try cohort(twins: 5)
    for (value, date, basis) in [(40, "2023-09-25", "announced"), (37, "2025-09-12", "counted")] {
      try spec.given([
        told(
          "AnnouncementRecorded", "programme/p",
          #"{"figure":"twins","value":\#(value),"about":"cohort/c","#
            + #""announced_on":\#(day(date)),"basis":"\#(basis)"}"#,
          by: .po, recorded: "2025-10-01T08:00:00.000Z")
      ])
    }
    let now = try Instant(canonical: "2025-10-01T08:00:00.000Z")
    let columns = try History(of: spec.world).columns
    func believed(_ moment: String) throws -> [Int64?] {
      spec.world.announcements(
        believedOn: try Instant(canonical: moment), now: now, columns: columns
      ).map { $0.believed?.value }
    }
    #expect(try believed("2023-09-01T00:00:00.000Z") == [nil])
    #expect(try believed("2024-01-01T00:00:00.000Z") == [40])
    #expect(try believed("2025-10-01T00:00:00.000Z") == [37])
    let comparison = try #require(
      spec.world.announcements(believedOn: now, now: now, columns: columns).first)
    #expect(comparison.announcements.map(\.value) == [40, 37])
    #expect(comparison.own?.amount == .integer(5))
    #expect(comparison.indicator == "I04")
  }

  @Test func `a theme says nothing about what has no theme`() throws {
    let spec = try cohort(twins: 1)
    let summary = try summary(spec, ReportScope(theme: .mobility))
    #expect(summary.shown("I04", "ever") == "NR")
    #expect(summary.shown("I08", "all") == "0")
    #expect(summary.figure("I04")?.notes.isEmpty == false)
  }
}
