import Testing

@testable import Twinning

@Suite struct DeadlineTests {
  private let brussels: Zone

  init() throws {
    brussels = try Zone("Europe/Brussels")
  }

  private func resolve(
    _ literal: String, following abbreviation: String? = nil
  ) throws -> Deadline {
    let reading = abbreviation.map { Deadline.Reading(zone: brussels, abbreviation: $0) }
    return try Deadline.resolve(literal: literal, zone: brussels, reading: reading)
  }

  @Test(arguments: [
    ("2025-03-28T17:00 CET", "2025-03-28T16:00:00.000Z"),
    ("2025-09-12T17:00 CEST", "2025-09-12T15:00:00.000Z"),
    ("2024-11-14T17:00 CET", "2024-11-14T16:00:00.000Z"),
    ("2024-11-14T17:00", "2024-11-14T16:00:00.000Z"),
    ("2024-05-31", "2024-05-31T21:59:59.999Z"),
    ("2024-06-07", "2024-06-07T21:59:59.999Z"),
    ("2024-10-31", "2024-10-31T22:59:59.999Z"),
    ("2025-03-28T16:00:00Z", "2025-03-28T16:00:00.000Z"),
    ("2025-03-28T17:00:00.250+01:00", "2025-03-28T16:00:00.250Z"),
    ("2025-03-28 17:00CET", "2025-03-28T16:00:00.000Z"),
  ])
  func `a published deadline means an instant`(literal: String, instant: String) throws {
    let deadline = try resolve(literal)
    #expect(deadline.instant.description == instant)
    #expect(deadline.literal == literal)
    #expect(deadline.reading == nil)
    #expect(deadline.precision == (literal.utf8.count == 10 ? .day : .instant))
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test(arguments: [
    ("28 March 2025, 17:00 CET", "2025-03-28T16:00:00.000Z"),
    ("Friday, 28 March 2025 at 17:00 (CET)", "2025-03-28T16:00:00.000Z"),
    ("17.00 Brussels time, 28.3.2025", "2025-03-28T16:00:00.000Z"),
    ("5:00 CEST on September 12th, 2025", "2025-09-12T03:00:00.000Z"),
    ("12 Sept 2025 17:00 CEST", "2025-09-12T15:00:00.000Z"),
    ("31 May 2024", "2024-05-31T21:59:59.999Z"),
    ("7 Jun 2024", "2024-06-07T21:59:59.999Z"),
    ("2024-11-14 (17:00 CET)", "2024-11-14T16:00:00.000Z"),
  ])
  func `a deadline published in English is read`(literal: String, instant: String) throws {
    let deadline = try resolve(literal)
    #expect(deadline.instant.description == instant)
    #expect(deadline.literal == literal)
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test func `a literal in CET while Brussels is on CEST is followed, and the reading says so`()
    throws
  {
    let deadline = try resolve("2023-06-30T23:59 CET")
    #expect(deadline.instant.description == "2023-06-30T22:59:00.000Z")
    #expect(deadline.reading == Deadline.Reading(zone: brussels, abbreviation: "CET"))
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test func `the clocks may be followed instead, and the reading says so`() throws {
    let deadline = try resolve("30 June 2023, 23:59 CET", following: "CEST")
    #expect(deadline.instant.description == "2023-06-30T21:59:00.000Z")
    #expect(deadline.reading?.abbreviation == "CEST")
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test func `a reading may say what literal and zone agree on`() throws {
    let deadline = try resolve("2025-03-28T17:00 CET", following: "CET")
    #expect(deadline.instant.description == "2025-03-28T16:00:00.000Z")
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test func `a missing reading is asked for where literal and zone disagree`() throws {
    let resolved = try resolve("2023-06-30T23:59 CET")
    let deadline = Deadline(
      literal: resolved.literal, zone: brussels, instant: resolved.instant, precision: .instant)
    let error = #expect(throws: TimeError.self) { try deadline.verify() }
    #expect(error?.code == .readingDoesNotFit)
    #expect(error?.expected.contains("CET") == true && error?.expected.contains("CEST") == true)
  }

  @Test func `a reading that follows neither literal nor clocks is refused`() throws {
    for literal in ["2023-06-30T23:59 CET", "2023-06-30T23:59", "2023-06-30"] {
      let error = #expect(throws: TimeError.self) { try resolve(literal, following: "EEST") }
      #expect(error?.code == .readingDoesNotFit)
    }
    let winter = #expect(throws: TimeError.self) {
      try resolve("2025-03-28T17:00 CET", following: "CEST")
    }
    #expect(winter?.code == .readingDoesNotFit)
    let tokyo = Deadline.Reading(zone: try Zone("Asia/Tokyo"), abbreviation: "JST")
    #expect(throws: TimeError.self) {
      try Deadline.resolve(literal: "2023-06-30T23:59 CET", zone: brussels, reading: tokyo)
    }
  }

  @Test func `a deadline in another zone's time may be read there`() throws {
    let athens = Deadline.Reading(zone: try Zone("Europe/Athens"), abbreviation: "EET")
    let deadline = try Deadline.resolve(
      literal: "2025-01-31T17:00 EET", zone: brussels, reading: athens)
    #expect(deadline.instant.description == "2025-01-31T15:00:00.000Z")
    #expect(throws: Never.self) { try deadline.verify() }
  }

  @Test func `by a deadline includes its millisecond and not the next`() throws {
    let deadline = try resolve("2025-03-28T17:00 CET")
    #expect(deadline.admits(try Instant(canonical: "2025-03-28T16:00:00.000Z")))
    #expect(!deadline.admits(try Instant(canonical: "2025-03-28T16:00:00.001Z")))
    let day = try PointInTime(people: "2025-03-28").interval(in: brussels)
    #expect(deadline.relation(of: day) == .uncertain)
    #expect(try resolve("2025-03-28").relation(of: day) == .within)
    #expect(try resolve("2025-03-27").relation(of: day) == .outside)
  }

  @Test func `a time that clocks showed twice needs its abbreviation`() throws {
    let error = #expect(throws: TimeError.self) { try resolve("2025-10-26T02:30") }
    #expect(error?.code == .localTimeAmbiguous)
    let summer = try resolve("2025-10-26T02:30 CEST")
    #expect(summer.instant.description == "2025-10-26T00:30:00.000Z" && summer.reading == nil)
    let winter = try resolve("2025-10-26T02:30 CET")
    #expect(winter.instant.description == "2025-10-26T01:30:00.000Z" && winter.reading == nil)
    let read = try resolve("2025-10-26T02:30", following: "CET")
    #expect(read.instant == winter.instant)
    #expect(throws: Never.self) { try read.verify() }
  }

  @Test func `a time that clocks never showed is refused unless its abbreviation fixes it`() throws
  {
    let error = #expect(throws: TimeError.self) { try resolve("2025-03-30T02:30") }
    #expect(error?.code == .localTimeSkipped)
    let fixed = try resolve("2025-03-30T02:30 CET")
    #expect(fixed.instant.description == "2025-03-30T01:30:00.000Z")
    #expect(fixed.reading?.abbreviation == "CET")
  }

  @Test func `another instant or precision than the literal's is refused`() throws {
    let resolved = try resolve("2025-03-28T17:00 CET")
    let shifted = Deadline(
      literal: resolved.literal, zone: brussels,
      instant: resolved.instant.adding(milliseconds: 1), precision: .instant)
    let error = #expect(throws: TimeError.self) { try shifted.verify() }
    #expect(error?.code == .instantDoesNotFit)
    #expect(error?.expected.contains("2025-03-28T16:00:00.000Z") == true)
    let day = Deadline(
      literal: resolved.literal, zone: brussels, instant: resolved.instant, precision: .day)
    #expect(#expect(throws: TimeError.self) { try day.verify() }?.code == .precisionDoesNotFit)
    let midnight = Deadline(
      literal: "2024-05-31", zone: brussels,
      instant: try Instant(canonical: "2024-05-31T22:00:00.000Z"), precision: .day)
    #expect(#expect(throws: TimeError.self) { try midnight.verify() }?.code == .instantDoesNotFit)
  }

  @Test(arguments: [
    ("2024-02-30", TimeError.Code.noSuchDay), ("30 February 2024", .noSuchDay),
    ("Monday, 28 March 2025", .noSuchDay), ("2024-05-31T24:00", .noSuchTime),
    ("2024-05-31T23:59:60 CET", .leapSecond), ("2024-05-31T17:00 XYZT", .unknownAbbreviation),
    ("2024-05-31 CET", .notADeadline), ("31/05/2024", .notADeadline), ("", .notADeadline),
    ("end of May 2024", .notADeadline), ("2024-05-31T17:00 cet", .notADeadline),
    ("31 31 May 2024", .notADeadline), ("2024-05-31T17", .notADeadline),
    ("31 May 2024 2024-05-31", .notADeadline), ("31 mai 2024", .notADeadline),
    ("2024-05-31T17:00 \"CET\"", .notADeadline),
  ])
  func `what is no deadline is refused with what would be one`(
    literal: String, code: TimeError.Code
  ) {
    let error = #expect(throws: TimeError.self) { try resolve(literal) }
    #expect(error?.code == code)
    #expect(error?.found == literal)
  }

  @Test func `a literal of a hundred bytes is the longest`() {
    let long = "31 May 2024" + String(repeating: " ", count: 90)
    #expect(throws: TimeError.self) { try resolve(long) }
    #expect(throws: Never.self) { try resolve(String(long.dropLast())) }
  }

  @Test func `what a literal resolves to passes its own verification in every zone`() throws {
    let seed: UInt64 = 0xDEAD
    var dice = SeededDice(seed: seed)
    let words = ["", " CET", " CEST", " EET", " UTC", " Z", "+02:00"]
    for zone in Zone.all {
      for _ in 0..<20 {
        let moment = Instant(
          milliseconds: .random(in: 1_600_000_000_000...1_900_000_000_000, using: &dice))
        let text = String(zone.local(of: moment).description.prefix(16))
        let literal = text + (words.randomElement(using: &dice) ?? "")
        let deadline: Deadline
        do throws(TimeError) {
          deadline = try Deadline.resolve(literal: literal, zone: zone)
        } catch {
          #expect(error.code == .localTimeAmbiguous, "\(zone) \(literal), seed \(seed)")
          continue
        }
        #expect(throws: Never.self, "\(zone) \(literal), seed \(seed)") { try deadline.verify() }
      }
    }
  }
}
