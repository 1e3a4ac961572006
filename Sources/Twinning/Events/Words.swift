/// Several characters at once: what stands in eight bytes is checked and read in a few steps
/// instead of one by one. The benchmark of reading a SiteVisitHeld spent a third of its
/// instructions on digits before.
enum Words {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The number that eight ASCII digits spell, the first in the lowest byte; nil for other bytes.
  @inline(__always)
  static func decimal(_ word: UInt64) -> UInt64? {
    let value = word &- ones &* 0x30
    guard (word &+ ones &* 0x46 | value | word) & highs == 0 else { return nil }
    let pairs = value &* 10 &+ (value &>> 8)
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = (pairs &>> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) &>> 32
  }

  /// The number that eight lower-case hexadecimal digits spell, the first in the lowest byte; nil
  /// for other bytes.
  @inline(__always)
  static func hexadecimal(_ word: UInt64) -> UInt64? {
    let letters = word &>> 6 & ones
    let digits = (word & (ones &* 0x0F)) &+ letters &* 9
    // Spelled again, the digits must be the same bytes: that refuses every other byte.
    let overNine = (digits &+ ones &* 6) &>> 4 & ones
    guard digits & (ones &* 0xF0) == 0, digits &+ ones &* 0x30 &+ overNine &* 0x27 == word
    else { return nil }
    // Each pair of digits to a byte, then the bytes from the highest down.
    let pairs = (digits &<< 4 | digits &>> 8) & 0x00FF_00FF_00FF_00FF
    let quads = (pairs &<< 8 | pairs &>> 16) & 0x0000_FFFF_0000_FFFF
    return (quads &<< 16 | quads &>> 32) & 0xFFFF_FFFF
  }
}

extension Instant {
  /// The instant of 24 canonical bytes, or nil where something is wrong with them; then
  /// `init(canonical:)` says what.
  @inline(__always)
  init?(words text: borrowing Span<UInt8>) {
    guard text.count == 24 else { return nil }
    let (a, b, c) = (text.packed(from: 0), text.packed(from: 8), text.packed(from: 16))
    guard a & 0xFF00_00FF_0000_0000 == 0x2D00_002D_0000_0000,
      b & 0x0000_FF00_00FF_0000 == 0x0000_3A00_0054_0000,
      c & 0xFF00_0000_FF00_00FF == 0x5A00_0000_2E00_003A,
      let date = Words.decimal(
        a & 0xFFFF_FFFF | (a &>> 40 & 0xFFFF) &<< 32 | (b & 0xFFFF) &<< 48),
      let clock = Words.decimal(
        b &>> 24 & 0xFFFF | (b &>> 48) &<< 16 | (c &>> 8 & 0xFFFF) &<< 32
          | (c &>> 32 & 0xFFFF) &<< 48),
      case let last = c &>> 48 & 0xFF, last >= 0x30, last <= 0x39,
      let day = Instant.dayNumber(Int(date))
    else { return nil }
    let (hour, minute) = (clock / 1_000_000, clock / 10_000 % 100)
    let (second, hundredths) = (clock / 100 % 100, clock % 100)
    guard hour < 24, minute < 60, second < 60 else { return nil }
    let seconds = (hour &* 60 &+ minute) &* 60 &+ second
    let rest = seconds &* 1000 &+ hundredths &* 10 &+ (last &- 0x30)
    self.init(milliseconds: Int64(day) &* Instant.millisecondsPerDay &+ Int64(rest))
  }

  /// Days from 1970-01-01 to the date written YYYYMMDD, or nil where there is no such day.
  @inline(__always)
  private static func dayNumber(_ date: Int) -> Int? {
    let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100)
    guard month >= 1, month <= 12, day >= 1, day <= 28 || day <= lastDay(of: month, in: year)
    else { return nil }
    // Years begin in March here, so that the leap day is the last; 400 years are 146,097 days.
    let marchYear = (month <= 2 ? year &- 1 : year) &+ 400
    let (era, yearOfEra) = (marchYear / 400, marchYear % 400)
    let dayOfYear = (153 &* (month > 2 ? month &- 3 : month &+ 9) &+ 2) / 5 &+ day &- 1
    let dayOfEra = yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear
    return (era &- 1) &* 146_097 &+ dayOfEra &- 719_468
  }

  private static func lastDay(of month: Int, in year: Int) -> Int {
    CivilDate.days(inMonth: month, of: year)
  }
}

extension PointInTime {
  /// A point known to the instant or to the day, from canonical bytes; nil for the others and for
  /// what is wrong.
  @inline(__always)
  init?(words literal: borrowing Span<UInt8>, precision: borrowing Span<UInt8>) {
    switch precision.count {
    case 7:
      guard precision.packed(from: 0) == 0x0074_6E61_7473_6E69,
        let instant = Instant(words: literal)
      else { return nil }
      self.init(instant)
    case 3:
      guard precision.packed(from: 0) == 0x79_6164, literal.count == 10, literal[4] == 0x2D,
        literal[7] == 0x2D,
        let digits = Words.decimal(
          literal.packed(from: 0) & 0xFFFF_FFFF | (literal.packed(from: 5) & 0xFFFF) &<< 32
            | (literal.packed(from: 8) & 0xFFFF) &<< 48),
        let date = CivilDate(
          year: Int(digits / 10_000), month: Int(digits / 100 % 100), day: Int(digits % 100))
      else { return nil }
      self.init(day: date)
    default: return nil
    }
  }
}
