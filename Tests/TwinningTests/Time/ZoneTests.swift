import Testing

@testable import Twinning

@Suite struct ZoneTests {
  /// "YYYY-MM-DDTHH:MM:SS.mmm".
  private func local(_ text: some StringProtocol) throws -> LocalDateTime {
    LocalDateTime(asIfUTC: try Instant(canonical: text + "Z"))
  }

  private var answers: [[Substring]] {
    zoneKnownAnswers.split(separator: "\n").map { $0.split(separator: " ") }
  }

  @Test func `clocks show what another program says they do`() throws {
    #expect(zoneKnownAnswersVersion == Zone.tableVersion)
    var count = 0
    for answer in answers where answer[0] == "i" {
      let zone = try Zone(String(answer[1]))
      let instant = Instant(milliseconds: try #require(Int64(answer[2])))
      #expect(zone.local(of: instant).description == answer[3], "\(zone) at \(instant)")
      #expect(zone.abbreviation(at: instant) == answer[4], "\(zone) at \(instant)")
      count += 1
    }
    #expect(count > 500)
  }

  @Test func `local times are once, twice or never where another program says so`() throws {
    var counts = [0, 0, 0]
    for answer in answers where answer[0] == "l" {
      let zone = try Zone(String(answer[1]))
      let expected = answer.dropFirst(3).compactMap { Int64($0) }.map(Instant.init(milliseconds:))
      let found: [Instant]
      switch zone.instant(of: try local(answer[2])) {
      case .one(let instant): found = [instant]
      case .ambiguous(let earlier, let later): found = [earlier, later]
      case .skipped: found = []
      }
      #expect(found == expected, "\(zone) at \(answer[2])")
      counts[min(expected.count, 2)] += 1
    }
    #expect(counts.allSatisfy { $0 > 100 })
  }

  @Test func `every instant leads back to itself in every zone`() {
    let seed: UInt64 = 0x20E5
    var dice = SeededDice(seed: seed)
    for zone in Zone.all {
      for _ in 0..<50 {
        // From 1980 to 2060: beyond the table's years too.
        let instant = Instant(
          milliseconds: .random(in: 315_532_800_000...2_840_140_800_000, using: &dice))
        switch zone.instant(of: zone.local(of: instant)) {
        case .one(let only): #expect(only == instant, "\(zone), seed \(seed)")
        case .ambiguous(let earlier, let later):
          #expect(earlier < later && [earlier, later].contains(instant), "\(zone), seed \(seed)")
        case .skipped: Issue.record("\(zone) shows \(instant) never, seed \(seed)")
        }
      }
    }
  }

  @Test func `days of a zone follow each other without gap`() throws {
    // In these zones clocks were set back over midnight until 2011: two days of theirs overlap.
    let overlapping = ["America/St_Johns", "America/Goose_Bay", "America/Moncton"]
    for zone in Zone.all where !overlapping.contains(zone.name) {
      var date = try CivilDate("2005-01-01")
      while date.year < 2012 {
        let next = date.adding(days: 1)
        guard zone.start(of: next) == zone.end(of: date).adding(milliseconds: 1),
          zone.date(of: zone.start(of: date)) == date, zone.date(of: zone.end(of: date)) == date
        else {
          Issue.record("\(zone): after \(date)")
          break
        }
        date = next
      }
    }
  }

  @Test func `the spring and autumn of Brussels are known`() throws {
    let brussels = try Zone("Europe/Brussels")
    let spring = try Instant(canonical: "2025-03-30T01:00:00.000Z")
    #expect(brussels.offsetSeconds(at: spring.adding(milliseconds: -1)) == 3600)
    #expect(brussels.offsetSeconds(at: spring) == 7200)
    #expect(
      brussels.instant(of: try local("2025-03-30T02:30:00.000"))
        == .skipped(at: spring, seconds: 3600))
    #expect(
      brussels.instant(of: try local("2025-10-26T02:30:00.000"))
        == .ambiguous(
          earlier: try Instant(canonical: "2025-10-26T00:30:00.000Z"),
          later: try Instant(canonical: "2025-10-26T01:30:00.000Z")))
  }

  @Test func `a day whose midnight was skipped begins when the clocks changed`() throws {
    let cairo = try Zone("Africa/Cairo")
    let date = try CivilDate("2024-04-26")
    #expect(cairo.start(of: date).description == "2024-04-25T22:00:00.000Z")
    #expect(cairo.local(of: cairo.start(of: date)).hour == 1)
    #expect(cairo.end(of: date.adding(days: -1)).description == "2024-04-25T21:59:59.999Z")
  }

  @Test func `a day that is set back at its end ends the second time`() throws {
    let cairo = try Zone("Africa/Cairo")
    #expect(
      cairo.end(of: try CivilDate("2024-10-31")).description == "2024-10-31T21:59:59.999Z")
  }

  @Test func `every zone of the mission cities is in the table`() throws {
    let names = [
      "Europe/Vienna", "Europe/Brussels", "Europe/Sofia", "Asia/Nicosia", "Europe/Prague",
      "Europe/Berlin", "Europe/Copenhagen", "Europe/Tallinn", "Europe/Madrid", "Europe/Helsinki",
      "Europe/Paris", "Europe/Athens", "Europe/Zagreb", "Europe/Budapest", "Europe/Dublin",
      "Europe/Rome", "Europe/Vilnius", "Europe/Luxembourg", "Europe/Riga", "Europe/Malta",
      "Europe/Amsterdam", "Europe/Warsaw", "Europe/Lisbon", "Europe/Bucharest",
      "Europe/Stockholm", "Europe/Ljubljana", "Europe/Bratislava", "Europe/Tirane",
      "Europe/Sarajevo", "Europe/London", "Asia/Jerusalem", "Atlantic/Reykjavik",
      "Europe/Podgorica", "Europe/Oslo", "Europe/Istanbul", "Europe/Kyiv", "Europe/Kiev",
      "Africa/Tunis", "Africa/Casablanca", "Asia/Yerevan", "Asia/Tbilisi", "Europe/Chisinau",
      "Europe/Zurich", "America/Toronto", "Asia/Seoul", "Pacific/Auckland", "Asia/Tokyo",
      "Africa/Cairo", "Atlantic/Faroe", "Atlantic/Canary", "Atlantic/Azores", "UTC",
    ]
    for name in names {
      #expect(try Zone(name).name == name)
    }
    #expect(Zone.utc.name == "UTC")
    let all = Zone.all.map(\.name)
    #expect(all == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test(arguments: ["", "CET", "europe/brussels", "Europe/Bruxelles", "Europe/", "Zulu", "\u{0}"])
  func `a zone that is not in the table is refused`(name: String) {
    let error = #expect(throws: TimeError.self) { try Zone(name) }
    #expect(error?.code == .unknownZone)
    #expect(error?.expected.contains(Zone.tableVersion) == true)
  }

  @Test func `an abbreviation is a fixed offset at every season`() throws {
    let brussels = try Zone("Europe/Brussels")
    for month in 1...12 {
      let date = try #require(CivilDate(year: 2023, month: month, day: 15))
      let noon = try #require(LocalDateTime(date, hour: 12))
      #expect(try brussels.offsetSeconds(ofAbbreviation: "CET", near: noon) == 3600)
      #expect(try brussels.offsetSeconds(ofAbbreviation: "CEST", near: noon) == 7200)
      #expect(try brussels.offsetSeconds(ofAbbreviation: "EET", near: noon) == 7200)
      #expect(try brussels.offsetSeconds(ofAbbreviation: "UTC", near: noon) == 0)
    }
  }

  @Test func `an abbreviation means what its zone calls by it`() throws {
    let noon = try local("2023-07-15T12:00:00.000")
    #expect(try Zone("Europe/Dublin").offsetSeconds(ofAbbreviation: "IST", near: noon) == 3600)
    #expect(try Zone("Asia/Jerusalem").offsetSeconds(ofAbbreviation: "IST", near: noon) == 7200)
    let moscow = try Zone("Europe/Moscow")
    #expect(
      try moscow.offsetSeconds(
        ofAbbreviation: "MSK", near: try local("2012-07-15T12:00:00.000")) == 14400)
    #expect(try moscow.offsetSeconds(ofAbbreviation: "MSK", near: noon) == 10800)
    #expect(throws: TimeError.self) {
      try Zone("Europe/Brussels").offsetSeconds(ofAbbreviation: "IST", near: noon)
    }
  }
}
