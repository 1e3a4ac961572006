import Testing

@testable import Twinning

@Suite struct DueDateTests {
  private func date(_ text: String) throws -> CivilDate { try CivilDate(text) }

  @Test(arguments: [
    ("2025-11-01", 1, 0, "2025-12-01T22:59:59.999Z"),
    ("2025-11-30", 3, 0, "2026-02-28T22:59:59.999Z"),
    ("2023-11-30", 3, 0, "2024-02-29T22:59:59.999Z"),
    ("2025-11-01", 12, 60, "2026-12-31T22:59:59.999Z"),
    ("2024-01-31", 1, 1, "2024-03-01T22:59:59.999Z"),
    ("2024-08-30", 7, 0, "2025-03-30T21:59:59.999Z"),
    ("2024-09-26", 1, 0, "2024-10-26T21:59:59.999Z"),
    ("2024-09-27", 1, 0, "2024-10-27T22:59:59.999Z"),
  ])
  func `a milestone is due at the end of a day in the programme's zone`(
    base: String, months: Int, days: Int, due: String
  ) throws {
    let dueDate = DueDate(base: try date(base), months: months, days: days)
    #expect(dueDate.instant(in: try Zone("Europe/Brussels")).description == due)
  }

  @Test(arguments: [
    (1, 12, 12, 1), (1, 18, 12, 2), (3, 18, 12, 5), (5, 18, 12, 8), (12, 18, 12, 18),
    (1, 20, 12, 2), (11, 20, 12, 19), (12, 20, 12, 20), (18, 20, 12, 30), (1, 6, 12, 1),
    (3, 6, 12, 2), (0, 20, 12, 0), (7, 1, 36, 1),
  ])
  func `months are scaled to a pairing's length and rounded up`(
    months: Int, duration: Int, template: Int, scaled: Int
  ) {
    #expect(
      DueDate.scaled(months: months, duration: duration, templateDuration: template) == scaled)
  }

  @Test func `each paused day adds one until the pause ends`() throws {
    let due = DueDate(try date("2024-06-30"))
    let now = try date("2025-01-01")
    let pause = DueDate.Adjustment.paused(from: try date("2024-02-20"), to: try date("2024-03-05"))
    #expect(due.adjusted(by: [pause], now: now).date == (try date("2024-07-14")))
  }

  @Test func `an open pause counts up to the day before now`() throws {
    let due = DueDate(try date("2024-06-30"))
    let pause = DueDate.Adjustment.paused(from: try date("2024-06-01"), to: nil)
    #expect(due.adjusted(by: [pause], now: try date("2024-06-01")).date == due.date)
    #expect(due.adjusted(by: [pause], now: try date("2024-06-11")).date == (try date("2024-07-10")))
    #expect(due.adjusted(by: [pause], now: try date("2024-05-01")).date == due.date)
  }

  @Test func `a pause on the due day still counts and one after it does not`() throws {
    let due = DueDate(try date("2024-06-30"))
    let now = try date("2025-01-01")
    let onIt = DueDate.Adjustment.paused(from: try date("2024-06-30"), to: try date("2024-07-10"))
    #expect(due.adjusted(by: [onIt], now: now).date == (try date("2024-07-10")))
    let after = DueDate.Adjustment.paused(from: try date("2024-07-01"), to: try date("2024-07-10"))
    #expect(due.adjusted(by: [after], now: now).date == due.date)
  }

  @Test func `an earlier pause may bring a later one before the due date`() throws {
    let due = DueDate(try date("2024-06-30"))
    let now = try date("2025-01-01")
    let first = DueDate.Adjustment.paused(from: try date("2024-06-21"), to: try date("2024-07-01"))
    let second = DueDate.Adjustment.paused(from: try date("2024-07-05"), to: try date("2024-07-08"))
    #expect(due.adjusted(by: [second], now: now).date == due.date)
    #expect(due.adjusted(by: [second, first], now: now).date == (try date("2024-07-13")))
  }

  @Test func `an extension replaces the due date and only later pauses move it`() throws {
    let due = DueDate(try date("2024-06-30"))
    let now = try date("2025-01-01")
    let made = try date("2024-06-10")
    let extended = DueDate.Adjustment.extended(on: made, to: try date("2024-09-30"))
    let before = DueDate.Adjustment.paused(from: try date("2024-05-01"), to: try date("2024-05-11"))
    let across = DueDate.Adjustment.paused(from: try date("2024-06-05"), to: try date("2024-06-15"))
    #expect(due.adjusted(by: [extended], now: now).date == (try date("2024-09-30")))
    #expect(due.adjusted(by: [before, extended], now: now).date == (try date("2024-09-30")))
    #expect(due.adjusted(by: [extended, across], now: now).date == (try date("2024-10-05")))
    let again = DueDate.Adjustment.extended(on: made, to: try date("2024-08-31"))
    #expect(due.adjusted(by: [extended, again], now: now).date == (try date("2024-08-31")))
    #expect(due.adjusted(by: [again, extended], now: now).date == (try date("2024-09-30")))
  }

  @Test func `pauses and extensions give what counting day by day gives`() throws {
    let seed: UInt64 = 0xD0E5
    var dice = SeededDice(seed: seed)
    let base = try date("2024-01-01")
    for round in 0..<500 {
      let due = base.adding(days: .random(in: 0...120, using: &dice))
      let now = base.adding(days: .random(in: 0...200, using: &dice))
      var adjustments: [DueDate.Adjustment] = []
      for _ in 0..<Int.random(in: 0...4, using: &dice) {
        let from = base.adding(days: .random(in: 0...150, using: &dice))
        let length = Int.random(in: 0...40, using: &dice)
        switch Int.random(in: 0...3, using: &dice) {
        case 0: adjustments.append(.paused(from: from, to: nil))
        case 1: adjustments.append(.extended(on: from, to: from.adding(days: length)))
        default: adjustments.append(.paused(from: from, to: from.adding(days: length)))
        }
      }
      #expect(
        DueDate(due).adjusted(by: adjustments, now: now).date
          == counted(due, by: adjustments, now: now), "seed \(seed), round \(round)")
    }
  }

  /// The definition, day by day.
  private func counted(
    _ due: CivilDate, by adjustments: [DueDate.Adjustment], now: CivilDate
  ) -> CivilDate {
    var due = due
    for number in 19_000..<21_000 {
      let day = CivilDate(dayNumber: number)
      var isPaused = false
      for adjustment in adjustments {
        switch adjustment {
        case .extended(let on, let to) where on == day: due = to
        case .paused(let from, let to) where from <= day && day < (to ?? now): isPaused = true
        default: break
        }
      }
      if isPaused, day <= due { due = due.adding(days: 1) }
    }
    return due
  }
}
