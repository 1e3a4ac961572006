import Testing
import Twinning

@testable import Reporting

@Suite struct PageTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) + "\n" }

  @Test func `an impact summary as a page and as JSON`() throws {
    let ledger = try SmallLedger.made()
    let report = ImpactReport(try ledger.summary(), interner: ledger.world.interner)
    try Golden.expect(report.text(width: 100), is: "impact.txt")
    try Golden.expect(
      report.text(width: 80, showsDefinitions: true), is: "impact-definitions.txt")
    try Golden.expect(text(report.json()), is: "impact.json")
  }

  @Test func `an impact summary of one city in one period`() throws {
    let ledger = try SmallLedger.made()
    let period = try #require(
      ReportPeriod(
        from: try SmallLedger.day("2024-03-01"), to: try SmallLedger.day("2024-04-01"),
        in: try Zone("Europe/Brussels")))
    let scope = ReportScope(city: ledger.ref(.city, "hu-pecs"), period: period)
    let report = ImpactReport(
      try ledger.summary(scope), interner: ledger.world.interner, audience: .office)
    try Golden.expect(report.text(width: 100), is: "impact-city.txt")
    try Golden.expect(text(report.json()), is: "impact-city.json")
  }

  @Test func `what an event changed in the figures, as a page and as JSON`() throws {
    let ledger = try SmallLedger.made()
    let old = try ledger.summary()
    // The feedback on the kick-off never came.
    var void = EventVoidedV1()
    void.target.index = 29
    void.target.id = ledger.ids[29]
    void.cause = .didNotHappen
    var reason = Reason()
    reason.code = .didNotHappen
    void.common.reason = reason
    try ledger.record(ledger.lines[29].subject, .eventVoided(void))
    let report = ChangeReport(
      from: old, ledger.world.interner, to: try ledger.summary(), world: ledger.world,
      columns: ledger.columns)
    try Golden.expect(report.text(width: 100), is: "changes.txt")
    try Golden.expect(text(report.json()), is: "changes.json")
  }

  @Test func `columns are named by what they are about, and points are before and after`() throws {
    let ledger = try SmallLedger.made()
    let names = ledger.world.interner
    func titles(_ one: ReportScope, _ other: ReportScope) throws -> [String] {
      let report = ChangeReport(
        from: try ledger.summary(one), names, to: try ledger.summary(other), world: ledger.world,
        columns: ledger.columns)
      let lines = report.text(width: 200).split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("First:  ") })
      #expect(lines.contains { $0.hasPrefix("Second: ") })
      let line = try #require(lines.first { $0.hasPrefix("figure ") })
      return line.split(separator: " ").dropFirst(2).prefix(2).map(String.init)
    }
    func period(_ from: String, _ to: String) throws -> ReportScope {
      let zone = try Zone("Europe/Brussels")
      return ReportScope(
        period: ReportPeriod(
          from: try SmallLedger.day(from), to: try SmallLedger.day(to), in: zone))
    }
    let first = ReportScope(cohort: ledger.ref(.cohort, "first"))
    let absent = ReportScope(cohort: ledger.ref(.cohort, "second"))
    #expect(try titles(first, absent) == ["first", "second"])
    #expect(
      try titles(first, ReportScope(cohort: ledger.ref(.cohort, "nzc-2"))) == ["first", "nzc-2"])
    #expect(try titles(first, ReportScope()) == ["first", "second"])
    let pairings = ["first--host--pecs", "first--host--evil"].map {
      ReportScope(pairing: ledger.ref(.pairing, $0))
    }
    #expect(try titles(pairings[0], pairings[1]) == ["host--pecs", "host--evil"])
    let year = try period("2024-01-01", "2025-01-01")
    for (from, to, name) in [
      ("2023-01-01", "2024-01-01", "2023"), ("2024-07-01", "2025-01-01", "2024-H2"),
      ("2024-04-01", "2024-07-01", "2024-Q2"), ("2024-02-01", "2024-03-01", "2024-02"),
      ("2023-07-01", "2024-07-01", "2023-07..2024-07"),
      ("2024-02-01", "2024-05-01", "2024-02..2024-05"),
      ("2024-02-05", "2024-12-12", "2024-02-05..2024-12-12"),
    ] {
      #expect(try titles(period(from, to), year) == [name, "2024"])
    }
  }

  @Test func `figures explained as pages and as JSON`() throws {
    let ledger = try SmallLedger.made()
    let year = try #require(
      ReportPeriod(
        from: try SmallLedger.day("2024-01-01"), to: try SmallLedger.day("2024-04-01"),
        in: try Zone("Europe/Brussels")))
    let scopes = [
      ReportScope(), ReportScope(city: ledger.ref(.city, "hu-pecs"), period: year),
    ]
    var pages = ""
    for name in ["I04", "I05/rate", "I08/kind/workshop", "I12", "I15/rate", "I22", "I28"] {
      for scope in scopes {
        let explanation = try ledger.explanation(of: name, scope)
        let report = ExplanationReport(explanation, interner: ledger.world.interner)
        pages += report.text(width: 80) + "\n"
      }
    }
    try Golden.expect(pages, is: "explanations.txt")
    let explanation = try ledger.explanation(of: "I05/rate", scopes[0])
    let proof = ExplanationReport.Evidence.Proof(leafHash: "bGVhZg==", hashes: ["aGFzaA=="])
    let counting = explanation.events.filter(\.counts).map(\.index)
    let evidence = ExplanationReport.Evidence(
      origin: "ledger.example.org/pages", size: 5, root: "cm9vdA==",
      checkpoint: "ledger.example.org/pages\n5\n",
      proofs: Dictionary(uniqueKeysWithValues: counting.dropLast().map { ($0, proof) }))
    let report = ExplanationReport(explanation, interner: ledger.world.interner)
    try Golden.expect(text(report.json(evidence)), is: "explanation.json")
  }

  @Test func `every reason has its own words and its own code`() throws {
    let ledger = try SmallLedger.made()
    let explanation = try ledger.explanation(
      of: "I08", ReportScope(city: ledger.ref(.city, "hu-pecs"), theme: .mobility))
    let words = ExplanationWords(of: explanation, ledger.world.interner)
    let some = try #require(explanation.events.first)
    let plain: [LeftOut] = [
      .voided(by: 1), .voids(1), .corrects(1), .outsidePeriod, .afterEnd, .afterMoment,
      .notYetInEffect, .recordedOutsidePeriod, .dateUncertain, .notInScope, .otherTheme,
      .themeless, .fromRecord, .notFirst(1), .superseded(by: 1), .owner(1), .stands("paused"),
      .notReported("minutes"), .elsewhere(["all"]),
    ]
    let all = plain + LeftOut.Circumstance.allCases.map { .circumstance($0) }
    let texts = all.map { leftOut in
      var event = some
      event.leftOut = leftOut
      return "\(leftOut.code): \(words.reason(for: event))"
    }
    #expect(Set(all.map(\.code)).count == all.count)
    try Golden.expect(texts.joined(separator: "\n") + "\n", is: "reasons.txt")
  }

  @Test func `milestones as a page and as JSON`() throws {
    let ledger = try SmallLedger.made()
    let report = MilestoneReport(
      ledger.world.milestonesOfAllPairings(now: ledger.now), world: ledger.world, now: ledger.now)
    try Golden.expect(report.text(width: 100), is: "milestones.txt")
    try Golden.expect(text(report.json()), is: "milestones.json")
  }

  @Test func `every kind as a list`() throws {
    let ledger = try SmallLedger.made()
    let report = StateReport(ledger.world, now: ledger.now)
    var pages = report.overview(width: 100)
    for kind in Kind.shown { pages += "\n" + report.list(kind, width: 100) }
    try Golden.expect(pages, is: "lists.txt")
  }

  @Test func `every kind as JSON`() throws {
    let ledger = try SmallLedger.made()
    let report = StateReport(ledger.world, now: ledger.now)
    var pages = ""
    for kind in Kind.shown { pages += "\(kind.plural)\n\(text(report.json(kind)))" }
    try Golden.expect(pages, is: "lists.json")
    #expect(!pages.contains("4711"), "an opaque id of a person is no part of what is shown")
  }

  @Test func `one subject in full`() throws {
    let ledger = try SmallLedger.made()
    let report = StateReport(ledger.world, now: ledger.now, countsMembers: false)
    var pages = ""
    for (kind, slug) in [
      (Kind.call, "twins"), (.pairing, "first--host--evil"), (.activity, "kick-off"),
      (.participation, "first--hu-pecs--twin"), (.city, "hu-evil"),
    ] {
      let ref = ledger.ref(kind, slug)
      pages += try #require(report.text(subject: ref, width: 100)) + "\n"
      pages += text(try #require(report.json(subject: ref))) + "\n"
    }
    try Golden.expect(pages, is: "subjects.txt")
    #expect(report.text(subject: ledger.ref(.city, "hu-unheard-of"), width: 80) == nil)
    #expect(!pages.contains("4711"))
  }

  @Test func `what was announced beside what is counted`() throws {
    let ledger = try SmallLedger.made()
    let day = try Instant(canonical: "2024-02-01T00:00:00.000Z")
    var columns = ledger.columns
    try columns.finish(ledger.world)
    let comparisons = ledger.world.announcements(
      believedOn: day, now: ledger.now, columns: columns)
    let report = AnnouncementReport(comparisons, world: ledger.world, believedOn: day)
    try Golden.expect(report.text(width: 100), is: "announcements.txt")
    try Golden.expect(text(report.json()), is: "announcements.json")
  }

  @Test func `what changed between two sizes`() throws {
    let ledger = try SmallLedger.made()
    let early = try SmallLedger.made(until: .pairings)
    let subjects = [
      "participation/first--hu-tokyo--twin", "activity/kick-off", "replication/pecs-trams",
    ]
    let changes = try subjects.map { subject in
      let ref = try #require(ledger.world.interner.intern(subject: subject))
      let before = try #require(early.world.interner.intern(subject: subject))
      return DiffReport.SubjectChange(
        subject: subject, before: early.world.stateBytes(of: before),
        after: ledger.world.stateBytes(of: ref),
        events: ledger.lines.filter { $0.subject == subject && $0.index >= early.world.size })
    }
    let report = DiffReport(
      changes, from: early.world.size, to: ledger.world.size, isSynthetic: true)
    try Golden.expect(report.text(width: 100), is: "diff.txt")
    try Golden.expect(text(report.json()), is: "diff.json")
  }

  @Test func `the log for people, and the ledger's size`() throws {
    let ledger = try SmallLedger.made()
    let log = LogReport(width: 100)
    let page = ledger.lines.reduce(log.heading(isSynthetic: true)) { $0 + log.line($1) }
    try Golden.expect(page, is: "log.txt")
    let statistics = StatisticsReport(
      origin: "ledger.example.org/pages", size: ledger.world.size,
      root: String(repeating: "ab", count: 32), recordedTime: ledger.now, isSynthetic: true,
      counts: [("bytes", 12_345), ("subjects", 21)])
    try Golden.expect(
      statistics.text(width: 80) + text(statistics.json()), is: "statistics.txt")
  }

  @Test func `an empty ledger has pages too`() throws {
    let world = World()
    let states = StateReport(world, now: .first)
    let pages =
      states.overview(width: 80) + states.list(.pairing, width: 80) + text(states.json(.pairing))
      + MilestoneReport([], world: world, now: .first).text(width: 80)
      + text(MilestoneReport([], world: world, now: .first).json())
      + AnnouncementReport([], world: world, believedOn: .first).text(width: 80)
    try Golden.expect(pages, is: "empty.txt")
  }
}
