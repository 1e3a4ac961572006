import Testing

@testable import Twinning

@Suite struct `When a milestone is due` {
  @Test func `at the last millisecond of the month's last day, in the programme's zone`() throws {
    let story = try Story(base: "2024-01-31")
    #expect(try story.due("M01") == "2024-02-29T22:59:59.999Z")
    #expect(try story.due("M03") == "2024-04-30T21:59:59.999Z")
    #expect(try Story(base: "2023-01-31").due("M01") == "2023-02-28T22:59:59.999Z")
  }

  @Test func `the clock change moves the instant and not the day`() throws {
    let story = try Story(base: "2024-02-29")
    #expect(try story.due("M01") == "2024-03-29T22:59:59.999Z")
    #expect(try Story(base: "2024-03-01").due("M01") == "2024-04-01T21:59:59.999Z")
    #expect(try Story(base: "2024-02-29").due("M10") == "2025-02-28T22:59:59.999Z")
    #expect(try Story(base: "2024-09-27").due("M01") == "2024-10-27T22:59:59.999Z")
  }

  @Test func `days come after the months and aren't scaled`() throws {
    #expect(try Story(base: "2024-01-31").due("M11") == "2025-04-01T21:59:59.999Z")
    #expect(try Story(base: "2024-01-31", months: 18).due("M11") == "2025-09-29T21:59:59.999Z")
  }

  @Test(arguments: [
    (18, "M01", "2024-03-31"), (18, "M03", "2024-06-30"), (18, "M04", "2024-09-30"),
    (18, "M06", "2025-03-31"), (18, "M08", "2025-06-30"), (18, "M12", "2026-04-30"),
    (20, "M01", "2024-03-31"), (20, "M03", "2024-06-30"), (20, "M04", "2024-10-31"),
    (20, "M06", "2025-04-30"), (20, "M08", "2025-08-31"), (20, "M10", "2025-09-30"),
    (12, "M04", "2024-06-30"), (12, "M12", "2025-07-31"),
  ])
  func `months scale with the duration, up to whole months`(
    duration: Int, id: String, day: String
  ) throws {
    let story = try Story(base: "2024-01-31", months: duration)
    let due = try #require(try story.milestone(id, now: "2024-02-01").due)
    #expect("\(story.view.zone.date(of: due))" == day)
  }

  @Test func `unknown where base date or duration isn't reported`() throws {
    var story = try Story()
    story.view.base = nil
    let open = try story.milestone("M03", now: "2030-01-01")
    #expect(open.due == nil)
    #expect(open.status == .notDue)
    #expect(open.flags == .dateUncertain)
    try story.report(.roadmap, submitted: "2024-03-01", accepted: "2024-03-05")
    let achieved = try story.milestone("M03", now: "2030-01-01")
    #expect(achieved.status == .achieved)
    #expect(achieved.daysLate == nil)
    #expect(achieved.isInTime == nil)
    try story.extend("M03", on: "2024-02-01", to: "2024-03-03")
    #expect(try story.milestone("M03", now: "2030-01-01").isInTime == true)
  }
}

@Suite struct `What moves a due date` {
  // M03 of a base date of 31 January is due on 30 April.

  @Test func `each paused day adds one`() throws {
    var story = try Story()
    try story.pause("2024-03-01", "2024-03-11")
    #expect(try story.due("M03", now: "2024-06-01") == "2024-05-10T21:59:59.999Z")
    #expect(try story.due("M01", now: "2024-06-01") == "2024-02-29T22:59:59.999Z")
  }

  @Test func `a pause from the due date on counts, one from the day after doesn't`() throws {
    var on = try Story()
    try on.pause("2024-04-30", "2024-05-03")
    #expect(try on.due("M03", now: "2024-06-01") == "2024-05-03T21:59:59.999Z")
    var after = try Story()
    try after.pause("2024-05-01", "2024-05-04")
    #expect(try after.due("M03", now: "2024-06-01") == "2024-04-30T21:59:59.999Z")
  }

  @Test func `a pause that goes on moves it with every day`() throws {
    var story = try Story()
    try story.pause("2024-04-21", nil)
    #expect(try story.due("M03", now: "2024-04-21") == "2024-04-30T21:59:59.999Z")
    #expect(try story.due("M03", now: "2024-04-22") == "2024-05-01T21:59:59.999Z")
    #expect(try story.due("M03", now: "2024-07-20") == "2024-07-29T21:59:59.999Z")
    #expect(try story.milestone("M03", now: "2024-07-20").status == .dueSoon)
  }

  @Test func `a pause that nobody ended ends with the pairing`() throws {
    var story = try Story()
    try story.pause("2024-04-21", nil)
    story.view.completed = PairingView.Dated(try story.fact("2024-04-26"))
    #expect(try story.due("M03", now: "2025-04-21") == "2024-05-05T21:59:59.999Z")
  }

  @Test func `what was achieved before a pause isn't moved by it`() throws {
    var story = try Story()
    try story.report(.roadmap, submitted: "2024-03-01", accepted: "2024-03-05")
    try story.pause("2024-03-06", "2024-04-06")
    #expect(try story.due("M03", now: "2024-06-01") == "2024-04-30T21:59:59.999Z")
    #expect(try story.milestone("M03", now: "2024-06-01").events.count == 2)
    #expect(try story.due("M04", now: "2024-06-01") == "2024-07-31T21:59:59.999Z")
  }

  @Test func `an extension replaces it, and later pauses add to the new one`() throws {
    var story = try Story()
    try story.pause("2024-03-01", "2024-03-11")
    try story.extend("M03", on: "2024-04-01", to: "2024-06-15")
    try story.pause("2024-06-10", "2024-06-20")
    let milestone = try story.milestone("M03", now: "2024-07-01")
    #expect(milestone.due.map { "\($0)" } == "2024-06-25T21:59:59.999Z")
    #expect(milestone.flags == .extended)
    #expect(try story.milestone("M04", now: "2024-07-01").flags == [])
  }

  @Test func `an extension counts from when it was decided`() throws {
    var story = try Story()
    try story.extend("M03", on: "2024-04-20", to: "2024-05-31")
    #expect(try story.due("M03", now: "2024-04-19") == "2024-04-30T21:59:59.999Z")
    #expect(try story.due("M03", now: "2024-04-20") == "2024-05-31T21:59:59.999Z")
  }

  @Test func `an extension recomputes lateness`() throws {
    var story = try Story()
    try story.report(.roadmap, submitted: "2024-05-10", accepted: "2024-05-12")
    #expect(try story.milestone("M03", now: "2024-06-01").daysLate == 10)
    try story.extend("M03", on: "2024-05-20", to: "2024-05-10")
    #expect(try story.milestone("M03", now: "2024-06-01").daysLate == 0)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `as a count day by day says`(seed: UInt64) throws {
    print("seed \(seed)")
    var random = SeededDice(seed: seed)
    for _ in 0..<200 {
      var story = try Story(base: "2024-01-31")
      let start = try CivilDate("2024-02-01")
      var paused: Set<Int> = []
      var from = 0
      for _ in 0..<Int(random.next() % 4) {
        from += 1 + Int(random.next() % 60)
        let length = Int(random.next() % 50)
        try story.pause(
          "\(start.adding(days: from))", "\(start.adding(days: from + length))")
        for day in from..<from + length { paused.insert(day) }
        from += length
      }
      var extended: [Int: CivilDate] = [:]
      for _ in 0..<Int(random.next() % 3) {
        let on = Int(random.next() % 200)
        if extended[on] != nil { continue }
        let day = start.adding(days: Int(random.next() % 300))
        extended[on] = day
        try story.extend("M03", on: "\(start.adding(days: on))", to: "\(day)")
      }
      var due = try CivilDate("2024-04-30")
      for day in 0..<700 {
        if let replaced = extended[day] { due = replaced }
        if paused.contains(day), start.adding(days: day) <= due { due = due.adding(days: 1) }
      }
      let found = try #require(try story.milestone("M03", now: "2026-01-01").due)
      #expect(story.view.zone.date(of: found) == due, "seed \(seed)")
    }
  }
}
