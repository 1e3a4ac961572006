import Testing

@testable import Twinning

@Suite struct IndicatorRecountTests {
  /// One history for all the ways of asking.
  private static let seeds: [UInt64] = [1, 20_240_917]

  private static func periods() throws -> [ReportPeriod?] {
    let zone = try Zone("Europe/Brussels")
    func period(_ from: String, _ to: String) throws -> ReportPeriod? {
      ReportPeriod(
        from: PointInTime(day: try CivilDate(from)), to: PointInTime(day: try CivilDate(to)),
        in: zone)
    }
    return [
      nil, try period("2024-01-01", "2024-07-01"), try period("2024-07-01", "2025-01-01"),
      try period("2025-01-01", "2025-07-01"), try period("2025-03-01", "2025-03-01"),
    ]
  }

  private func compare(_ summary: ImpactSummary, _ recount: Recount, _ about: String) {
    func same(_ id: String, _ key: String, _ expected: String) {
      #expect(summary.shown(id, key) == expected, "\(id) \(key) of \(about)")
    }
    for (key, count) in recount.received { same("I01", key, "\(count)") }
    same("I02", "rate", recount.rates.eligible)
    same("I03", "rate", recount.rates.selected)
    let participations = recount.participations
    same("I04", "ever", "\(participations.count)")
    for state in ["active", "suspended", "withdrawn", "completed"] {
      same("I04", state, "\(participations.count { $0.state == state })")
    }
    let withdrawn = participations.count { $0.state == "withdrawn" }
    same("I05", "rate", percentText(participations.count - withdrawn, participations.count))
    let pairings = recount.pairings
    same("I06", "formed", "\(pairings.count)")
    for state in ["active", "paused", "dissolved", "completed"] {
      same("I06", state, "\(pairings.count { $0.state == state })")
    }
    same("I06", "dissolved/replaced", "\(pairings.count { $0.isReplaced })")
    same("I07", "median", recount.daysToMatch)
    same("I13", "all", "\(recount.persons)")
    same("I26", "net", "\(recount.travel.reimbursed - recount.travel.recovered)")
    same("I26", "net_per_visit", recount.travel.perVisit)
    same("I26", "claims_over_ceiling", "\(recount.travel.claimsOver.count)")
    compareExchanges(summary, recount, about)
    compareEffects(summary, recount, about)
  }

  private func compareExchanges(
    _ summary: ImpactSummary, _ recount: Recount, _ about: String
  ) {
    func same(_ id: String, _ key: String, _ expected: String) {
      #expect(summary.shown(id, key) == expected, "\(id) \(key) of \(about)")
    }
    for (key, count) in recount.heldCounts { same("I08", key, "\(count)") }
    for (key, count) in recount.visits { same("I09", key, "\(count)") }
    same("I10", "all", "\(recount.heldCounts["kind/workshop"] ?? 0)")
    same("I11", "hours", recount.hours.own)
    same("I11", "person_hours", recount.hours.persons)
    let genders = recount.genders
    let isKnown = genders.values.contains { $0 > 0 }
    for (key, count) in genders where key == "NR" || summary.shown("I12", key) != "NR" {
      same("I12", key, "\(count)")
    }
    if isKnown {
      let (f, m, x) = (genders["F"] ?? 0, genders["M"] ?? 0, genders["X"] ?? 0)
      same("I12", "share_of_women", percentText(f, f + m + x))
    }
    same("I14", "rate", recount.evidenceCoverage)
    same("I15", "rate", recount.planReliability.rate)
    same("I15", "postponements_per_plan", recount.planReliability.postponements)
    same("I16", "mean", recount.feedback.mean)
    same("I16", "response_rate", recount.feedback.responseRate)
    same("I17", "rate", recount.feedback.learning)
    same("I18", "offered", "\(recount.practices.offered)")
    same("I18", "transferred", "\(recount.practices.transferred)")
    same("I19", "rate", recount.twoWay)
  }

  private func compareEffects(_ summary: ImpactSummary, _ recount: Recount, _ about: String) {
    func same(_ id: String, _ key: String, _ expected: String) {
      #expect(summary.shown(id, key) == expected, "\(id) \(key) of \(about)")
    }
    for (key, count) in recount.replicationCounts { same("I20", key, "\(count)") }
    same("I21", "rate", recount.yield)
    for (id, basis) in [("I22", EffectBasis.exAnte), ("I23", .measured)] {
      let (years, without) = recount.effect(basis)
      for (year, tenths) in years {
        let sign = tenths < 0 ? "-" : ""
        same(id, "year/\(year)", "\(sign)\(tenths.magnitude / 10).\(tenths.magnitude % 10)")
      }
      let shown = summary.figure(id)?.values.count { $0.key.hasPrefix("year/") }
      #expect(shown == years.count, "\(id) of \(about)")
      same(id, "without_estimate", "\(without)")
    }
    same("I30", "cities", "\(recount.geography.cities)")
    same("I30", "countries", "\(recount.geography.countries)")
    guard recount.cohort == nil, recount.city == nil else { return }
    same("I27", "rate", recount.timeliness.rate)
    same("I27", "median_lag", recount.timeliness.median)
    same("I28", "rate", recount.correctionRate.rate)
    same("I28", "all", "\(recount.correctionRate.count)")
  }

  @Test(arguments: seeds)
  func `every figure equals its recount over a made-up history`(seed: UInt64) throws {
    let history = try History.made(seed: seed)
    let now = try #require(history.world.recordedTime)
    for period in try Self.periods() {
      let scope = ReportScope(period: period)
      compare(
        history.summary(scope), Recount(history, now: now, period: period),
        "seed \(seed), \(period.map { "\($0.from) to \($0.to)" } ?? "all time")")
    }
  }

  @Test func `every figure equals its recount for one cohort and for one city`() throws {
    let history = try History.made(seed: 7, programmes: 2, pairings: 5)
    let now = try #require(history.world.recordedTime)
    let cohort = try #require(history.world.subjects(of: .cohort).last)
    var recount = Recount(history, now: now)
    recount.cohort = cohort
    compare(history.summary(ReportScope(cohort: cohort)), recount, "a cohort, seed 7")
    for city in Set(recount.participations.map(\.confirmed.cityID)).sorted().prefix(4) {
      for period in try Self.periods().prefix(3) {
        var recount = Recount(history, now: now, period: period)
        recount.city = city
        compare(
          history.summary(ReportScope(city: city, period: period)), recount,
          "\(history.world.interner.subject(of: city)), seed 7, \(String(describing: period))")
      }
    }
  }

  @Test func `milestones are counted as they stand`() throws {
    let history = try History.made(seed: 3)
    let now = try #require(history.world.recordedTime)
    let summary = history.summary()
    let milestones = history.world.milestonesOfAllPairings(now: now)
    for status in MilestoneStatus.allCases {
      #expect(
        summary.shown("I25", status.word) == "\(milestones.count { $0.status == status })")
    }
    let late = milestones.filter { $0.status == .achieved }.compactMap(\.daysLate).filter { $0 > 0 }
    #expect(summary.shown("I25", "median_days_late") == medianText(late))
    let due = history.world.deliverablesExpected(now: now).filter {
      $0.due.map { $0 <= now } ?? false
    }
    let inTime = due.count { one in
      one.acceptance.map { $0.submitted.time <= (one.due ?? .distantPast) } ?? false
    }
    #expect(summary.shown("I24", "rate") == percentText(inTime, due.count))
  }

  @Test(arguments: seeds)
  func `every value names the events behind it, in order, with what corrected them`(
    seed: UInt64
  ) throws {
    let history = try History.made(seed: seed)
    let summary = history.summary()
    for figure in summary.figures {
      for value in figure.values {
        let events = Set(value.events)
        #expect(value.events == events.sorted(), "\(figure.id) \(value.key), seed \(seed)")
        #expect(events.allSatisfy { (0..<history.world.size).contains($0) })
        if case .integer(let count) = value.amount, count > 0,
          !["I25"].contains(figure.id) || value.key.hasPrefix("achieved")
        {
          #expect(!events.isEmpty, "\(figure.id) \(value.key), seed \(seed)")
        }
        if ["I27", "I28", "I29"].contains(figure.id) { continue }
        #expect(
          events.isDisjoint(with: history.voided), "\(figure.id) \(value.key), seed \(seed)")
        for event in events {
          let corrections = history.corrections[event] ?? []
          #expect(
            events.isSuperset(of: corrections.filter { !history.voided.contains($0) }),
            "\(figure.id) \(value.key), event \(event), seed \(seed)")
        }
      }
    }
  }

  @Test func `a period's figures don't change with what happens after it`() throws {
    let history = try History.made(seed: 5)
    let now = try #require(history.world.recordedTime)
    let period = try #require(try Self.periods()[2])
    let early = history.summary(ReportScope(period: period), now: period.to)
    let late = history.summary(ReportScope(period: period), now: now)
    #expect(early.figures == late.figures)
  }
}
