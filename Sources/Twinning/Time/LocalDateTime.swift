/// What a calendar and a clock on a wall show, in no zone, to the millisecond.
public struct LocalDateTime: Sendable, Hashable, Comparable, BitwiseCopyable {
  /// The day.
  public let date: CivilDate
  private let packedTime: Int32

  /// Milliseconds since the clock showed 00:00, from 0 to 86,399,999.
  public var millisecondOfDay: Int { Int(packedTime) }
  /// 0 to 23.
  public var hour: Int { millisecondOfDay / 3_600_000 }
  /// 0 to 59.
  public var minute: Int { millisecondOfDay / 60_000 % 60 }
  /// 0 to 59.
  public var second: Int { millisecondOfDay / 1000 % 60 }
  /// 0 to 999.
  public var millisecond: Int { millisecondOfDay % 1000 }

  /// A time of day, or nil where no clock shows it: a leap second and 24:00 are not shown.
  public init?(
    _ date: CivilDate, hour: Int = 0, minute: Int = 0, second: Int = 0, millisecond: Int = 0
  ) {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
      (0...999).contains(millisecond)
    else { return nil }
    self.init(
      date, millisecondOfDay: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
  }

  /// The day's first millisecond by the clock.
  public static func start(of date: CivilDate) -> LocalDateTime {
    LocalDateTime(date, millisecondOfDay: 0)
  }

  /// The day's last millisecond by the clock, 23:59:59.999.
  public static func end(of date: CivilDate) -> LocalDateTime {
    LocalDateTime(date, millisecondOfDay: 86_399_999)
  }

  private init(_ date: CivilDate, millisecondOfDay: Int) {
    self.date = date
    packedTime = Int32(millisecondOfDay)
  }

  /// The local time that a clock in UTC shows at an instant; beyond the years 0 to 9999 their end.
  init(asIfUTC instant: Instant) {
    let (day, rest) = floorDivided(instant.milliseconds, by: Instant.millisecondsPerDay)
    self.init(CivilDate(dayNumber: Int(day)), millisecondOfDay: Int(rest))
  }

  /// The instant at which a clock in UTC shows this.
  var asIfUTC: Instant {
    Instant(
      milliseconds: Int64(date.dayNumber) * Instant.millisecondsPerDay + Int64(packedTime))
  }

  public static func < (a: LocalDateTime, b: LocalDateTime) -> Bool {
    (a.date, a.packedTime) < (b.date, b.packedTime)
  }
}

extension LocalDateTime: CustomStringConvertible {
  /// Appends "YYYY-MM-DDTHH:MM:SS.mmm".
  public func append(to bytes: inout [UInt8]) {
    date.append(to: &bytes)
    bytes.append(0x54)
    bytes.append(twoDigits: hour)
    bytes.append(0x3A)
    bytes.append(twoDigits: minute)
    bytes.append(0x3A)
    bytes.append(twoDigits: second)
    bytes.append(0x2E)
    bytes.append(threeDigits: millisecond)
  }

  /// "YYYY-MM-DDTHH:MM:SS.mmm".
  public var description: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A date, a time of day and what follows them, as people write them.
struct WrittenDateTime {
  /// What the clock shows.
  let local: LocalDateTime
  /// Where the text after it begins.
  let end: Int

  /// Reads "YYYY-MM-DDTHH:MM", with ":SS" and a fraction of 1 to 9 digits where they are, at the
  /// beginning of a text; "T" may be "t" or a blank. Digits after the third are cut off.
  ///
  /// - Throws: what is wrong with it; for another form `form` with `expected`.
  init(
    in text: borrowing Span<UInt8>, otherwise form: TimeError.Code, expected: String
  ) throws(TimeError) {
    let between = text.count > 10 ? text[10] : 0
    guard between == 0x54 || between == 0x74 || between == 0x20 else {
      throw TimeError(form, found: text, expected: expected)
    }
    let date: CivilDate
    do throws(TimeError) {
      date = try CivilDate(in: text, at: 0)
    } catch {
      if error.code == .noSuchDay { throw error }
      throw TimeError(form, found: text, expected: expected)
    }
    let hour = text.number(at: 11, digits: 2)
    let minute = text.number(at: 14, digits: 2)
    guard hour >= 0, minute >= 0, text.holds(":", at: 13) else {
      throw TimeError(form, found: text, expected: expected)
    }
    var (second, millisecond, position) = (0, 0, 16)
    if text.holds(":", at: position) {
      second = text.number(at: position + 1, digits: 2)
      position += 3
      if second >= 0, text.holds(".", at: position) {
        (millisecond, position) = WrittenDateTime.fraction(of: text, at: position + 1)
      }
    }
    guard second >= 0, millisecond >= 0 else {
      throw TimeError(form, found: text, expected: expected)
    }
    guard second < 60 else {
      throw TimeError(
        second == 60 ? .leapSecond : .noSuchTime, found: text,
        expected: "seconds from 00 to 59 (leap seconds are not kept)")
    }
    guard
      let local = LocalDateTime(
        date, hour: hour, minute: minute, second: second, millisecond: millisecond)
    else {
      throw TimeError(
        .noSuchTime, found: text,
        expected: "hours from 00 to 23 and minutes from 00 to 59 (midnight is 00:00 of a day)")
    }
    self.local = local
    end = position
  }

  /// The milliseconds of 1 to 9 digits at `start`, or -1, and where the digits end.
  private static func fraction(of text: borrowing Span<UInt8>, at start: Int) -> (Int, Int) {
    var (value, end) = (0, start)
    while end < text.count, text.number(at: end, digits: 1) >= 0 {
      if end < start + 3 { value = value * 10 + text.number(at: end, digits: 1) }
      end += 1
    }
    guard end > start, end <= start + 9 else { return (-1, end) }
    for _ in 0..<max(0, start + 3 - end) {
      value *= 10
    }
    return (value, end)
  }

  /// The offset in seconds written "Z", "+HH:MM", "+HHMM" or "+HH" (or with "-") from `start` to
  /// the text's end; nil for anything else.
  static func offset(in text: borrowing Span<UInt8>, from start: Int) -> Int? {
    let length = text.count - start
    if length == 1, text.holds("Z", at: start) || text.holds("z", at: start) { return 0 }
    let negative = text.holds("-", at: start)
    guard negative || text.holds("+", at: start) else { return nil }
    let hours = text.number(at: start + 1, digits: 2)
    let minutes: Int
    switch length {
    case 3: minutes = 0
    case 5: minutes = text.number(at: start + 3, digits: 2)
    case 6 where text.holds(":", at: start + 3): minutes = text.number(at: start + 4, digits: 2)
    default: return nil
    }
    guard (0...23).contains(hours), (0...59).contains(minutes) else { return nil }
    let seconds = (hours * 60 + minutes) * 60
    return negative ? -seconds : seconds
  }
}
