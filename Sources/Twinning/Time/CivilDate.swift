/// A day of the proleptic Gregorian calendar, from 0000-01-01 to 9999-12-31, in no zone.
///
/// Arithmetic that would leave those years stays at their end.
public struct CivilDate: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// Day number of 0000-01-01.
  private static let firstDayNumber = -719_528
  /// Day number of 9999-12-31.
  private static let lastDayNumber = 2_932_896

  private let packedYear: Int16
  private let packedMonth: UInt8
  private let packedDay: UInt8

  /// 0 to 9999.
  public var year: Int { Int(packedYear) }
  /// 1 to 12.
  public var month: Int { Int(packedMonth) }
  /// 1 to 31.
  public var day: Int { Int(packedDay) }

  /// A day, or nil where the calendar has none of that number.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CivilDate.days(inMonth: month, of: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packedYear = Int16(year)
    packedMonth = UInt8(month)
    packedDay = UInt8(day)
  }

  /// The day so many days after 1970-01-01; beyond the years 0 to 9999 their first or last day.
  ///
  /// - Complexity: O(1).
  public init(dayNumber: Int) {
    let within = min(max(dayNumber, CivilDate.firstDayNumber), CivilDate.lastDayNumber)
    // Counted from 0000-03-01, so that the leap day is a year's last. 400 years are 146,097 days.
    let shifted = within + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// Days since 1970-01-01, negative before it.
  ///
  /// - Complexity: O(1).
  public var dayNumber: Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Whether a year has a 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// How many days a month (1 to 12) has.
  public static func days(inMonth month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day so many days later, or earlier if negative.
  public func adding(days: Int) -> CivilDate {
    let (sum, overflow) = dayNumber.addingReportingOverflow(days)
    return CivilDate(dayNumber: overflow ? (days < 0 ? .min : .max) : sum)
  }

  /// The same day of the month so many months later, or that month's last day where it is shorter:
  /// one month after 31 January is 28 or 29 February.
  public func adding(months: Int) -> CivilDate {
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    if overflow ? months < 0 : sum < 0 { return CivilDate(dayNumber: CivilDate.firstDayNumber) }
    if overflow || sum > 9999 * 12 + 11 { return CivilDate(dayNumber: CivilDate.lastDayNumber) }
    let (toYear, toMonth) = (sum / 12, sum % 12 + 1)
    return CivilDate(
      unchecked: toYear, toMonth, min(day, CivilDate.days(inMonth: toMonth, of: toYear)))
  }

  /// How many days after `other` this day is; negative if it is before.
  public func days(since other: CivilDate) -> Int { dayNumber - other.dayNumber }

  public static func < (a: CivilDate, b: CivilDate) -> Bool { a.order < b.order }

  private var order: Int { year << 9 | month << 5 | day }
}

extension CivilDate: CustomStringConvertible {
  /// What a literal must look like.
  static let expectation = "a day as YYYY-MM-DD, for example 2024-05-31"

  /// Reads exactly "YYYY-MM-DD".
  ///
  /// - Throws: `notADate` or `noSuchDay`.
  /// - Complexity: O(1); allocates only to throw.
  public init(canonical literal: borrowing Span<UInt8>) throws(TimeError) {
    guard literal.count == 10 else {
      throw TimeError(.notADate, found: literal, expected: CivilDate.expectation)
    }
    try self.init(in: literal, at: 0)
  }

  /// Reads exactly "YYYY-MM-DD".
  ///
  /// - Throws: `notADate` or `noSuchDay`.
  public init(_ text: String) throws(TimeError) {
    try self.init(canonical: text.utf8.span)
  }

  /// Reads "YYYY-MM-DD" that begins at `offset`, whatever follows it.
  init(in literal: borrowing Span<UInt8>, at offset: Int) throws(TimeError) {
    let year = literal.number(at: offset, digits: 4)
    let month = literal.number(at: offset + 5, digits: 2)
    let day = literal.number(at: offset + 8, digits: 2)
    guard year >= 0, month >= 0, day >= 0, literal.holds("-", at: offset + 4),
      literal.holds("-", at: offset + 7)
    else { throw TimeError(.notADate, found: literal, expected: CivilDate.expectation) }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      throw TimeError(
        .noSuchDay, found: literal,
        expected: (1...12).contains(month)
          ? "a day from 1 to \(CivilDate.days(inMonth: month, of: year)) in that month"
          : "a month from 01 to 12")
    }
    self = date
  }

  /// Appends "YYYY-MM-DD".
  public func append(to bytes: inout [UInt8]) {
    bytes.append(fourDigits: year)
    bytes.append(0x2D)
    bytes.append(twoDigits: month)
    bytes.append(0x2D)
    bytes.append(twoDigits: day)
  }

  /// "YYYY-MM-DD".
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
