import Testing

@testable import Twinning

@Suite struct InstantTests {
  @Test func `an instant written and read is the same instant`() throws {
    let seed: UInt64 = 0x1A57
    var dice = SeededDice(seed: seed)
    for _ in 0..<5000 {
      let instant = Instant(
        milliseconds: .random(
          in: Instant.first.milliseconds...Instant.last.milliseconds, using: &dice))
      var bytes: [UInt8] = []
      instant.append(to: &bytes)
      #expect(bytes.count == Instant.textLength)
      #expect(try Instant(canonical: bytes.span) == instant, "seed \(seed)")
      #expect(try Instant(people: instant.description) == instant, "seed \(seed)")
    }
  }

  @Test(
    arguments: [
      ("1970-01-01T00:00:00.000Z", 0),
      ("1969-12-31T23:59:59.999Z", -1),
      ("2000-02-29T12:00:00.001Z", 951_825_600_001),
      ("2025-03-28T16:00:00.000Z", 1_743_177_600_000),
      ("0000-01-01T00:00:00.000Z", -62_167_219_200_000),
      ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] as [(String, Int64)])
  func `a known instant is read and written`(text: String, milliseconds: Int64) throws {
    #expect(try Instant(canonical: text).milliseconds == milliseconds)
    #expect(Instant(milliseconds: milliseconds).description == text)
  }

  @Test func `instants sort as their texts do`() {
    let seed: UInt64 = 0x50F7
    var dice = SeededDice(seed: seed)
    for _ in 0..<1000 {
      let range = Instant.first.milliseconds...Instant.last.milliseconds
      let a = Instant(milliseconds: .random(in: range, using: &dice))
      let b = Instant(milliseconds: .random(in: range, using: &dice))
      #expect((a < b) == (a.description < b.description), "seed \(seed)")
    }
  }

  @Test(arguments: [
    ("2024-03-12T09:00:00Z", TimeError.Code.notAnInstant),
    ("2024-03-12T09:00:00.000+00:00", .notAnInstant),
    ("2024-03-12 09:00:00.000Z", .notAnInstant),
    ("2024-03-12t09:00:00.000Z", .notAnInstant),
    ("2024-03-12T09:00:00.000z", .notAnInstant),
    ("+024-03-12T09:00:00.000Z", .notAnInstant),
    ("2024-03-12T09:00:00.00éZ", .notAnInstant),
    ("", .notAnInstant),
    ("2024-02-30T09:00:00.000Z", .noSuchDay),
    ("2023-02-29T09:00:00.000Z", .noSuchDay),
    ("2024-13-01T09:00:00.000Z", .noSuchDay),
    ("2024-00-10T09:00:00.000Z", .noSuchDay),
    ("2024-03-12T24:00:00.000Z", .noSuchTime),
    ("2024-03-12T09:60:00.000Z", .noSuchTime),
    ("2016-12-31T23:59:60.000Z", .leapSecond),
  ])
  func `only the one form is canonical`(text: String, code: TimeError.Code) {
    let error = #expect(throws: TimeError.self) { try Instant(canonical: text) }
    #expect(error?.code == code)
    #expect(error?.expected.isEmpty == false)
  }

  @Test func `a changed byte in an instant is refused or gives another one`() throws {
    let seed: UInt64 = 0xB17E
    var dice = SeededDice(seed: seed)
    let text = Array("2025-03-28T16:00:00.000Z".utf8)
    let instant = try Instant(canonical: text.span)
    for _ in 0..<5000 {
      var changed = text
      let place = Int.random(in: 0..<24, using: &dice)
      changed[place] = .random(in: 0...255, using: &dice)
      guard changed != text else { continue }
      let read = try? Instant(canonical: changed.span)
      #expect(read != instant, "seed \(seed), byte \(place)")
      if let read { #expect(Array(read.description.utf8) == changed) }
    }
  }

  @Test(arguments: [
    ("2025-03-28T16:00Z", "2025-03-28T16:00:00.000Z"),
    ("2025-03-28 16:00:00z", "2025-03-28T16:00:00.000Z"),
    ("2025-03-28t17:00:00.5+01:00", "2025-03-28T16:00:00.500Z"),
    ("2025-03-28T17:00:00.123456789+0100", "2025-03-28T16:00:00.123Z"),
    ("2025-03-28T17:00+01", "2025-03-28T16:00:00.000Z"),
    ("2025-01-01T00:30-03:30", "2025-01-01T04:00:00.000Z"),
    ("2025-01-01T00:30+14:00", "2024-12-31T10:30:00.000Z"),
    ("2025-01-01T00:30-00:00", "2025-01-01T00:30:00.000Z"),
    ("2025-01-01T00:00:00.9999Z", "2025-01-01T00:00:00.999Z"),
  ])
  func `people may write instants in many ways`(text: String, canonical: String) throws {
    #expect(try Instant(people: text).description == canonical)
  }

  @Test(arguments: [
    ("2025-03-28T16:00", TimeError.Code.offsetMissing),
    ("2025-03-28", .notAnInstant),
    ("28.03.2025 16:00Z", .notAnInstant),
    ("2025-02-30T16:00Z", .noSuchDay),
    ("2025-03-28T24:00Z", .noSuchTime),
    ("2025-03-28T23:59:60Z", .leapSecond),
    ("2025-03-28T23:59:61Z", .noSuchTime),
    ("2025-03-28T16:00:00.Z", .notAnInstant),
    ("2025-03-28T16:00:00.1234567890Z", .notAnInstant),
    ("2025-03-28T16:00 CET", .notAnInstant),
    ("2025-03-28T16:00+24:00", .notAnInstant),
    ("2025-03-28T16:00+1:00", .notAnInstant),
    ("2025-03-28T16:00Z ", .notAnInstant),
    ("0000-01-01T00:00+01:00", .noSuchTime),
    ("9999-12-31T23:59-01:00", .noSuchTime),
  ])
  func `what is no instant is refused with what would be one`(text: String, code: TimeError.Code) {
    let error = #expect(throws: TimeError.self) { try Instant(people: text) }
    #expect(error?.code == code)
    #expect(error?.description.contains("expected") == true)
  }

  @Test func `arithmetic ends at the sentinels instead of overflowing`() {
    #expect(Instant.distantFuture.adding(milliseconds: 1) == .distantFuture)
    #expect(Instant.distantPast.adding(days: -1) == .distantPast)
    #expect(Instant(milliseconds: 0).adding(days: .max) == .distantFuture)
    #expect(Instant(milliseconds: 0).adding(days: .min) == .distantPast)
    #expect(Instant.distantFuture.milliseconds(since: .distantPast) == .max)
    #expect(Instant.distantPast.milliseconds(since: .distantFuture) == .min)
    #expect(Instant.distantPast.description == "-9223372036854775808 ms")
  }

  @Test func `whole days are rounded toward the past`() {
    let base = Instant(milliseconds: 0)
    #expect(base.adding(days: 3).wholeDays(since: base) == 3)
    #expect(base.adding(days: 3).adding(milliseconds: -1).wholeDays(since: base) == 2)
    #expect(base.adding(milliseconds: -1).wholeDays(since: base) == -1)
  }
}
