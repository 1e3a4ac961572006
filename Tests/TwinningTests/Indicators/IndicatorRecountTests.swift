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

  @Test(arguments: seeds)
  func `every figure equals its recount over a made-up history`(seed: UInt64) throws {
    let history = try History.made(seed: seed)
    for period in try Self.periods() {
      try history.compare(ReportScope(period: period), "seed \(seed)")
    }
  }

  @Test func `every figure equals its recount for one cohort and for one city`() throws {
    let history = try History.made(seed: 7, programmes: 2, pairings: 5)
    for cohort in history.world.subjects(of: .cohort) {
      try history.compare(ReportScope(cohort: cohort), "seed 7")
    }
    for programme in history.world.subjects(of: .programme) {
      try history.compare(ReportScope(programme: programme), "seed 7")
    }
    for city in history.world.subjects(of: .city).prefix(4) {
      for period in try Self.periods().prefix(3) {
        try history.compare(ReportScope(city: city, period: period), "seed 7")
      }
    }
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
