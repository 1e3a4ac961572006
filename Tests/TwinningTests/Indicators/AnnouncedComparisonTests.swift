import Testing

@testable import Twinning

/// What was announced, beside the ledger's own count and what that is made of.
@Suite struct AnnouncedComparisonTests {
  @Test(arguments: [UInt64(11), .random(in: 12...(.max))])
  func `the count beside an announcement is the indicator's, whatever it is about`(
    seed: UInt64
  ) throws {
    print("the count beside an announcement: seed \(seed)")
    let world = try History.made(seed: seed, programmes: 3, pairings: 4).world
    let now = try #require(world.recordedTime)
    try announceEverything(in: world, at: now)
    let history = try History(of: world)
    let comparisons = world.announcements(believedOn: now, now: now, columns: history.columns)
    var counted = 0
    for one in comparisons {
      guard let indicator = one.indicator,
        let scope = ReportScope(about: one.about, of: world.interner)
      else { continue }
      let about = "\(world.interner.subject(of: one.about)) \(one.figure.word), seed \(seed)"
      let figure = try #require(history.summary(scope).figure(indicator), "\(about)")
      let own = try #require(one.own, "\(about)")
      #expect(figure.values.contains(own), "\(about)")
      let signed = one.parts.map { part -> Int64 in
        guard case .integer(let count) = part.value.amount else { return 0 }
        #expect(Int64(part.value.events.count) >= part.fromRecord)
        return part.isTakenAway ? -count : count
      }
      #expect(own.amount == .integer(signed.reduce(0, +)), "\(about)")
      for (announcement, then) in zip(one.announcements, one.ownThen) {
        var early = scope
        let end = announcement.announcedOn.interval(in: world.zone(of: scope)).end
        early.period = ReportPeriod(from: .distantPast, to: end.adding(milliseconds: 1))
        let expected = history.summary(early).figure(indicator)?.value(own.key)
        #expect(then == expected, "\(about) on \(announcement.announcedOn)")
      }
      counted += 1
    }
    #expect(counted > 60, "seed \(seed)")
    let first = try #require(comparisons.first)
    let some = world.announcements(
      believedOn: now, of: first.programme, about: first.about, now: now,
      columns: history.columns, limit: 1)
    #expect(some == [first])
  }

  /// Every figure that can be announced, about two subjects of each kind, on two days.
  private func announceEverything(in world: World, at now: Instant) throws {
    let programmes = world.subjects(of: .programme)
    let kinds = [Kind.programme, .cohort, .pairing, .call, .city, .country]
    let subjects = kinds.flatMap { world.subjects(of: $0).suffix(2) }
    var number: UInt64 = 1 << 40
    for (place, about) in subjects.enumerated() {
      for figure in AnnouncedFigure.allCases {
        for day in ["2024-11-20", "2025-03"] {
          var announcement = AnnouncementRecordedV1()
          announcement.about = about
          announcement.figure = figure
          announcement.basis = .counted
          announcement.value = Int64(place)
          announcement.announcedOn = try PointInTime(people: day)
          announcement.common.evidence = [.page("news", seen: try CivilDate("2026-04-01"))]
          let data = EventData.announcementRecorded(announcement)
          number += 1
          _ = try world.admit(
            [
              Command(
                subject: programmes[place % programmes.count], data: data,
                bytes: data.write(texts: Span(), interner: world.interner),
                actor: world.interner.intern(.actor, "office-99"), role: .po)
            ], commandID: EventID(high: 0x7000, low: 1 << 63 | number), at: now)
        }
      }
    }
  }
}
