import Testing

@testable import Twinning

@Suite struct CivilDateTests {
  @Test func `days follow each other through all four hundred years of a cycle`() {
    var (year, month, day) = (1600, 1, 1)
    let first = CivilDate(year: 1600, month: 1, day: 1)?.dayNumber ?? 0
    for number in first..<first + 146_097 {
      let date = CivilDate(dayNumber: number)
      guard (date.year, date.month, date.day) == (year, month, day), date.dayNumber == number else {
        Issue.record("day \(number) is \(date), not \(year)-\(month)-\(day)")
        return
      }
      day += 1
      if CivilDate(year: year, month: month, day: day) == nil { (month, day) = (month + 1, 1) }
      if month > 12 { (year, month) = (year + 1, 1) }
    }
    #expect((year, month, day) == (2000, 1, 1))
  }

  @Test func `the calendar has its first and its last day`() {
    #expect(CivilDate(dayNumber: .min).description == "0000-01-01")
    #expect(CivilDate(dayNumber: .max).description == "9999-12-31")
    #expect(CivilDate(dayNumber: 0).description == "1970-01-01")
    #expect(CivilDate(dayNumber: 0).adding(days: .min).description == "0000-01-01")
    #expect(CivilDate(dayNumber: 0).adding(months: .max).description == "9999-12-31")
    #expect(CivilDate(dayNumber: 0).adding(months: .min).description == "0000-01-01")
  }

  @Test(arguments: [
    ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
    ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", 48, "2028-02-29"),
    ("2023-10-31", 1, "2023-11-30"), ("2023-12-31", 2, "2024-02-29"),
    ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -13, "2022-12-15"),
    ("2100-01-30", 1, "2100-02-28"), ("2000-01-30", 1, "2000-02-29"),
  ])
  func `months are added and stay within the month`(
    date: String, months: Int, sum: String
  ) throws {
    #expect(try CivilDate(date).adding(months: months).description == sum)
  }

  @Test func `a date written and read is the same, and dates sort as days do`() throws {
    let seed: UInt64 = 0xCA1E
    var dice = SeededDice(seed: seed)
    for _ in 0..<2000 {
      let a = CivilDate(dayNumber: .random(in: -719_528...2_932_896, using: &dice))
      let b = a.adding(days: .random(in: -400...400, using: &dice))
      #expect(try CivilDate(a.description) == a, "seed \(seed)")
      #expect((a < b) == (a.dayNumber < b.dayNumber), "seed \(seed)")
    }
  }

  @Test(arguments: ["2024-5-31", "2024/05/31", "24-05-31", "2024-05-31 ", "2024-05", "२०२४-०५-३१"])
  func `another form is no date`(text: String) {
    #expect(throws: TimeError.self) { try CivilDate(text) }
  }

  @Test(arguments: ["2024-02-30", "2100-02-29", "2024-04-31", "2024-13-01", "2024-01-00"])
  func `a day that the calendar lacks is named so`(text: String) {
    let error = #expect(throws: TimeError.self) { try CivilDate(text) }
    #expect(error?.code == .noSuchDay)
  }
}
