/// A moment, to the millisecond, in UTC; leap seconds do not exist.
///
/// Its one text form is "YYYY-MM-DDTHH:MM:SS.mmmZ", for the years 0000 to 9999. Arithmetic that
/// would overflow ends at `distantPast` or `distantFuture`, which have no text form of their own.
public struct Instant: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// Milliseconds since 1970-01-01T00:00:00.000Z, negative before it.
  public var milliseconds: Int64

  /// The moment so many milliseconds after 1970-01-01T00:00:00.000Z.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Before every moment: the open beginning of an interval.
  public static let distantPast = Instant(milliseconds: .min)
  /// After every moment: the open end of an interval.
  public static let distantFuture = Instant(milliseconds: .max)
  /// 0000-01-01T00:00:00.000Z, the first one with a text form.
  public static let first = Instant(milliseconds: -62_167_219_200_000)
  /// 9999-12-31T23:59:59.999Z, the last one with a text form.
  public static let last = Instant(milliseconds: 253_402_300_799_999)

  /// 60,000.
  public static let millisecondsPerMinute: Int64 = 60_000
  /// 3,600,000.
  public static let millisecondsPerHour: Int64 = 3_600_000
  /// 86,400,000.
  public static let millisecondsPerDay: Int64 = 86_400_000

  /// Whether it has a text form, that is, lies in the years 0000 to 9999.
  public var hasText: Bool { Instant.first <= self && self <= Instant.last }

  /// The moment so many milliseconds later, or earlier if negative.
  public func adding(milliseconds delta: Int64) -> Instant {
    let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
    return overflow ? (delta < 0 ? .distantPast : .distantFuture) : Instant(milliseconds: sum)
  }

  /// The moment so many times 24 hours later, or earlier if negative: no calendar days.
  public func adding(days: Int) -> Instant {
    let (product, overflow) = Int64(days).multipliedReportingOverflow(
      by: Instant.millisecondsPerDay)
    return adding(milliseconds: overflow ? (days < 0 ? .min : .max) : product)
  }

  /// How many milliseconds after `other` this is; negative if before, at most what Int64 holds.
  public func milliseconds(since other: Instant) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow ? (self < other ? .min : .max) : difference
  }

  /// How many full 24 hours after `other` this is, rounded toward the past.
  public func wholeDays(since other: Instant) -> Int64 {
    floorDivided(milliseconds(since: other), by: Instant.millisecondsPerDay).quotient
  }

  public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

extension Instant: CustomStringConvertible {
  /// How many bytes the text form has.
  public static let textLength = 24

  /// What a canonical literal must look like.
  static let expectation =
    "an instant as YYYY-MM-DDTHH:MM:SS.mmmZ, for example 2025-03-28T16:00:00.000Z"

  /// What people may write.
  static let lenientExpectation =
    "an instant as YYYY-MM-DDTHH:MM with seconds if need be, then Z or an offset, for example "
    + "2025-03-28T16:00Z or 2025-03-28T17:00+01:00"

  /// Reads exactly "YYYY-MM-DDTHH:MM:SS.mmmZ".
  ///
  /// - Throws: `notAnInstant`, `noSuchDay`, `noSuchTime` or `leapSecond`.
  /// - Complexity: O(1); allocates only to throw.
  public init(canonical literal: borrowing Span<UInt8>) throws(TimeError) {
    guard literal.count == Instant.textLength, literal[4] == 0x2D, literal[7] == 0x2D,
      literal[10] == 0x54, literal[13] == 0x3A, literal[16] == 0x3A, literal[19] == 0x2E,
      literal[23] == 0x5A
    else { throw TimeError(.notAnInstant, found: literal, expected: Instant.expectation) }
    let year = literal.number(at: 0, digits: 4)
    let month = literal.number(at: 5, digits: 2)
    let day = literal.number(at: 8, digits: 2)
    let hour = literal.number(at: 11, digits: 2)
    let minute = literal.number(at: 14, digits: 2)
    let second = literal.number(at: 17, digits: 2)
    let millisecond = literal.number(at: 20, digits: 3)
    guard let date = CivilDate(year: year, month: month, day: day),
      let local = LocalDateTime(
        date, hour: hour, minute: minute, second: second, millisecond: millisecond)
    else {
      // What is wrong is found again by the reader that takes its time.
      try self.init(people: literal)
      throw TimeError(.notAnInstant, found: literal, expected: Instant.expectation)
    }
    self = local.asIfUTC
  }

  /// Reads exactly "YYYY-MM-DDTHH:MM:SS.mmmZ".
  ///
  /// - Throws: `notAnInstant`, `noSuchDay`, `noSuchTime` or `leapSecond`.
  public init(canonical text: String) throws(TimeError) {
    try self.init(canonical: text.utf8.span)
  }

  /// Reads what people and other programs write: seconds may be missing, a fraction may have 1 to
  /// 9 digits (those after the third are cut off), "T" may be a blank, and the offset may be "Z",
  /// "+01:00", "+0100" or "+01".
  ///
  /// - Throws: `notAnInstant`, `offsetMissing`, `noSuchDay`, `noSuchTime` (hour 24 is none) or
  ///   `leapSecond`; the error says what would be taken.
  public init(people text: String) throws(TimeError) {
    try self.init(people: text.utf8.span)
  }

  /// The same from bytes.
  public init(people text: borrowing Span<UInt8>) throws(TimeError) {
    let written = try WrittenDateTime(
      in: text, otherwise: .notAnInstant, expected: Instant.lenientExpectation)
    guard written.end < text.count else {
      throw TimeError(
        .offsetMissing, found: text,
        expected: "Z or an offset such as +01:00 after the time: \(Instant.lenientExpectation)")
    }
    guard let offset = WrittenDateTime.offset(in: text, from: written.end) else {
      throw TimeError(.notAnInstant, found: text, expected: Instant.lenientExpectation)
    }
    self = written.local.asIfUTC.adding(milliseconds: Int64(-offset) * 1000)
    guard hasText else {
      throw TimeError(.noSuchTime, found: text, expected: "a year from 0000 to 9999 in UTC")
    }
  }

  /// Appends "YYYY-MM-DDTHH:MM:SS.mmmZ".
  ///
  /// The moment must have a text form (`hasText`).
  /// - Complexity: O(1); no allocation where `bytes` has 24 bytes of room.
  public func append(to bytes: inout [UInt8]) {
    precondition(hasText, "an instant outside of the years 0000 to 9999 has no text")
    let local = LocalDateTime(asIfUTC: self)
    let start = bytes.count
    // Filled in place: twice as fast as appending byte by byte.
    bytes.append(contentsOf: "0000-00-00T00:00:00.000Z".utf8)
    var text = bytes.mutableSpan
    text.put(local.date.year / 100, at: start)
    text.put(local.date.year % 100, at: start + 2)
    text.put(local.date.month, at: start + 5)
    text.put(local.date.day, at: start + 8)
    text.put(local.hour, at: start + 11)
    text.put(local.minute, at: start + 14)
    text.put(local.second, at: start + 17)
    text.put(local.millisecond / 10, at: start + 20)
    text[start + 22] = UInt8(truncatingIfNeeded: 0x30 + local.millisecond % 10)
  }

  /// "YYYY-MM-DDTHH:MM:SS.mmmZ"; for a moment without a text form, its milliseconds.
  public var description: String {
    guard hasText else { return "\(milliseconds) ms" }
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
