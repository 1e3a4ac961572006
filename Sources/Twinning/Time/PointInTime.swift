/// A moment as exactly as it is known: an instant, a day, a month, a year, or a range.
///
/// In canonical JSON `{"at":"2024-05-31","precision":"day"}` or
/// `{"not_after":"2024-04-07","precision":"range"}`. Each value has one such text, and reading it
/// gives the same value. 16 bytes, trivially copyable.
public struct PointInTime: Sendable, Hashable, BitwiseCopyable {
  /// How exactly a moment is known.
  public enum Precision: UInt8, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    case instant, day, month, year, range

    /// The word in JSON.
    public var word: String {
      switch self {
      case .instant: "instant"
      case .day: "day"
      case .month: "month"
      case .year: "year"
      case .range: "range"
      }
    }

    /// Reads the word in JSON.
    ///
    /// - Throws: `unknownPrecision`.
    public init(_ word: borrowing Span<UInt8>) throws(TimeError) {
      for precision in Precision.allCases where word.equals(precision.word) {
        self = precision
        return
      }
      throw TimeError(
        .unknownPrecision, found: word, expected: "one of instant, day, month, year, range")
    }
  }

  /// A literal: what stands in `at`, or at one end of a range, which then holds all of it.
  public enum Bound: Sendable, Hashable, BitwiseCopyable {
    case instant(Instant)
    case day(CivilDate)
    /// By its first day.
    case month(CivilDate)
    /// By its first day.
    case year(CivilDate)

    /// Reads exactly "YYYY-MM-DDTHH:MM:SS.mmmZ", "YYYY-MM-DD", "YYYY-MM" or "YYYY".
    ///
    /// - Throws: what is wrong with it.
    /// - Complexity: O(1); allocates only to throw.
    public init(canonical literal: borrowing Span<UInt8>) throws(TimeError) {
      switch literal.count {
      case 4: self = try Bound(canonical: literal, as: .year)
      case 7: self = try Bound(canonical: literal, as: .month)
      case 10: self = try Bound(canonical: literal, as: .day)
      default: self = try Bound(canonical: literal, as: .instant)
      }
    }

    fileprivate init(
      canonical literal: borrowing Span<UInt8>, as precision: Precision
    ) throws(TimeError) {
      switch precision {
      case .instant: self = .instant(try Instant(canonical: literal))
      case .day: self = .day(try CivilDate(canonical: literal))
      case .month:
        guard literal.count == 7, literal.holds("-", at: 4),
          let first = CivilDate(
            year: literal.number(at: 0, digits: 4), month: literal.number(at: 5, digits: 2), day: 1)
        else {
          throw TimeError(
            .notADate, found: literal, expected: "a month as YYYY-MM, for example 2024-05")
        }
        self = .month(first)
      case .year:
        guard literal.count == 4,
          let first = CivilDate(year: literal.number(at: 0, digits: 4), month: 1, day: 1)
        else {
          throw TimeError(.notADate, found: literal, expected: "a year as YYYY, for example 2024")
        }
        self = .year(first)
      case .range:
        throw TimeError(
          .emptyRange, found: literal, expected: "not_before or not_after instead of at in a range")
      }
    }

    /// Appends the literal that `init(canonical:)` reads.
    public func append(to bytes: inout [UInt8]) {
      switch self {
      case .instant(let instant): instant.append(to: &bytes)
      case .day(let date): date.append(to: &bytes)
      case .month(let date):
        bytes.append(fourDigits: date.year)
        bytes.append(0x2D)
        bytes.append(twoDigits: date.month)
      case .year(let date): bytes.append(fourDigits: date.year)
      }
    }

    /// How exactly it names a moment.
    public var precision: Precision {
      switch self {
      case .instant: .instant
      case .day: .day
      case .month: .month
      case .year: .year
      }
    }

    /// Its first and its last day; nil for an instant.
    private var days: (first: CivilDate, last: CivilDate)? {
      switch self {
      case .instant: nil
      case .day(let date): (date, date)
      case .month(let first): (first, first.adding(months: 1).adding(days: -1))
      case .year(let first): (first, first.adding(months: 11).adding(days: 30))
      }
    }

    /// Its first millisecond in a zone.
    fileprivate func first(in zone: Zone) -> Instant {
      switch self {
      case .instant(let instant): instant
      case .day(let date), .month(let date), .year(let date): zone.start(of: date)
      }
    }

    /// Its last millisecond in a zone.
    fileprivate func last(in zone: Zone) -> Instant {
      switch (self, days) {
      case (.instant(let instant), _): instant
      case (_, let days?): zone.end(of: days.last)
      default: preconditionFailure("what is no instant has days")
      }
    }

    /// Whether, in every zone, all of this is before all of `other`: offsets go from -12 to +14
    /// hours.
    fileprivate func isBeforeEverywhere(_ other: Bound) -> Bool {
      if let days, let others = other.days { return days.last < others.first }
      let hour = Instant.millisecondsPerHour
      let (last, first) = (self.last(in: .utc), other.first(in: .utc))
      return last.adding(milliseconds: days == nil ? 0 : 12 * hour)
        < first.adding(milliseconds: other.days == nil ? 0 : -14 * hour)
    }
  }

  /// What a packed word means; `point` as the second word says that there is no range.
  private enum Tag {
    static let open: Int64 = 0
    static let instant: Int64 = 1
    static let day: Int64 = 2
    static let month: Int64 = 3
    static let year: Int64 = 4
    static let point: Int64 = 5
  }

  // A value and its tag, in the lower three bits: the literal, or the two ends of a range.
  private let first: Int64
  private let second: Int64

  /// A moment as exactly as a literal names it; an instant must have a text form.
  public init(_ literal: Bound) {
    if case .instant(let instant) = literal {
      precondition(instant.hasText, "an instant outside of the years 0000 to 9999")
    }
    first = PointInTime.packed(literal)
    second = Tag.point
  }

  /// A moment known to the millisecond; it must have a text form.
  public init(_ instant: Instant) {
    self.init(.instant(instant))
  }

  /// A moment on a day.
  public init(day date: CivilDate) {
    self.init(.day(date))
  }

  /// A moment in a month; nil unless the year is 0 to 9999 and the month 1 to 12.
  public init?(year: Int, month: Int) {
    guard let first = CivilDate(year: year, month: month, day: 1) else { return nil }
    self.init(.month(first))
  }

  /// A moment in a year; nil unless it is 0 to 9999.
  public init?(year: Int) {
    guard let first = CivilDate(year: year, month: 1, day: 1) else { return nil }
    self.init(.year(first))
  }

  /// A moment between two ends, both included; one of them may be open.
  ///
  /// - Throws: `emptyRange` if both are nil, `rangeReversed` if in every zone the second is before
  ///   the first.
  public init(notBefore: Bound?, notAfter: Bound?) throws(TimeError) {
    guard notBefore != nil || notAfter != nil else {
      throw TimeError(
        .emptyRange, found: "range", expected: "not_before, not_after or both in a range")
    }
    if let notBefore, let notAfter, notAfter.isBeforeEverywhere(notBefore) {
      var bytes: [UInt8] = []
      notAfter.append(to: &bytes)
      throw TimeError(
        .rangeReversed, found: String(decoding: bytes, as: UTF8.self),
        expected: "a not_after that is not before not_before")
    }
    first = PointInTime.packed(notBefore)
    second = PointInTime.packed(notAfter)
  }

  private static func packed(_ bound: Bound?) -> Int64 {
    switch bound {
    case nil: Tag.open
    case .instant(let instant): instant.milliseconds << 3 | Tag.instant
    case .day(let date): Int64(date.dayNumber) << 3 | Tag.day
    case .month(let date): Int64(date.dayNumber) << 3 | Tag.month
    case .year(let date): Int64(date.dayNumber) << 3 | Tag.year
    }
  }

  private static func bound(_ word: Int64) -> Bound? {
    let value = word >> 3
    switch word & 7 {
    case Tag.instant: return .instant(Instant(milliseconds: value))
    case Tag.day: return .day(CivilDate(dayNumber: Int(value)))
    case Tag.month: return .month(CivilDate(dayNumber: Int(value)))
    case Tag.year: return .year(CivilDate(dayNumber: Int(value)))
    default: return nil
    }
  }

  /// The value in two words: the literal, or the two ends of a range.
  var packedWords: (Int64, Int64) { (first, second) }

  /// The value whose ``packedWords`` these are, or nil where no value has them.
  init?(packedWords words: (Int64, Int64)) {
    func isWhole(_ word: Int64) -> Bool {
      if word == Tag.open { return true }
      guard let bound = PointInTime.bound(word), PointInTime.packed(bound) == word else {
        return false
      }
      if case .instant(let instant) = bound { return instant.hasText }
      return true
    }
    guard isWhole(words.0), words.1 == Tag.point || isWhole(words.1),
      words.0 != Tag.open || words.1 != Tag.open && words.1 != Tag.point
    else { return nil }
    (first, second) = words
  }

  /// The literal of the member `at`; nil for a range.
  public var at: Bound? {
    second == Tag.point ? PointInTime.bound(first) : nil
  }

  /// How exactly it is known.
  public var precision: Precision { at?.precision ?? .range }

  /// The beginning of a range; nil if it is open, or for a point.
  public var notBefore: Bound? {
    second == Tag.point ? nil : PointInTime.bound(first)
  }

  /// The end of a range; nil if it is open, or for a point.
  public var notAfter: Bound? {
    second == Tag.point ? nil : PointInTime.bound(second)
  }
}

// MARK: - As an interval

extension PointInTime {
  /// Where the moment may lie, both ends included: a day to its last millisecond in the zone, an
  /// open side to `Instant.distantPast` or `Instant.distantFuture`.
  ///
  /// A range of a day and an instant that are in order in some zones but not in this one is the one
  /// millisecond at its beginning.
  public func interval(in zone: Zone) -> Interval {
    if let at { return Interval(start: at.first(in: zone), end: at.last(in: zone)) }
    let start = notBefore?.first(in: zone) ?? .distantPast
    let end = notAfter?.last(in: zone) ?? .distantFuture
    return Interval(start: start, end: max(start, end))
  }

  /// The event's `time`: the start of the interval in the programme's zone.
  ///
  /// Where the beginning is open nothing is known but the end: then it is the start of `not_after`,
  /// of that day, month, year or instant: the latest beginning that contradicts nothing.
  public func time(in zone: Zone) -> Instant {
    if let at { return at.first(in: zone) }
    if let notBefore { return notBefore.first(in: zone) }
    return notAfter?.first(in: zone) ?? .first
  }

  /// Whether this was, wherever it lies in its interval, before `other`, wherever that lies.
  public func provablyBefore(_ other: PointInTime, in zone: Zone) -> Bool {
    interval(in: zone).provablyBefore(other.interval(in: zone))
  }

  /// Whether it may have been by `boundary` and may have been after it.
  public func straddles(_ boundary: Instant, in zone: Zone) -> Bool {
    interval(in: zone).straddles(boundary)
  }
}

// MARK: - As text

extension PointInTime: CustomStringConvertible {
  /// What people may write.
  private static let expectation =
    "a year (2024), a month (2024-05), a day (2024-05-31) or "
    + Instant.lenientExpectation

  /// Reads the member `at` by its precision: exactly "YYYY-MM-DDTHH:MM:SS.mmmZ", "YYYY-MM-DD",
  /// "YYYY-MM" or "YYYY".
  ///
  /// - Throws: what is wrong with it; `emptyRange` for the precision `range`, which has no `at`.
  /// - Complexity: O(1); allocates only to throw.
  public init(at literal: borrowing Span<UInt8>, precision: Precision) throws(TimeError) {
    self.init(try Bound(canonical: literal, as: precision))
  }

  /// Reads what people write, as exactly as they wrote it: "2024", "2024-05", "2024-05-31", or an
  /// instant with an offset as `Instant(people:)` takes it.
  ///
  /// - Throws: what is wrong with it, and what would be taken.
  public init(people text: String) throws(TimeError) {
    let bytes = text.utf8.span
    switch bytes.count {
    case 4: try self.init(at: bytes, precision: .year)
    case 7: try self.init(at: bytes, precision: .month)
    case 10: try self.init(at: bytes, precision: .day)
    case 11...: self.init(try Instant(people: bytes))
    default:
      throw TimeError(.notAPointInTime, found: text, expected: PointInTime.expectation)
    }
  }

  /// Appends the literal of the member `at`; nothing for a range.
  public func appendAt(to bytes: inout [UInt8]) {
    at?.append(to: &bytes)
  }

  /// Appends the canonical JSON.
  ///
  /// - Complexity: O(1).
  public func appendJSON(to bytes: inout [UInt8]) {
    if precision == .range {
      bytes.append(contentsOf: "{".utf8)
      PointInTime.append("not_after", notAfter, to: &bytes)
      PointInTime.append("not_before", notBefore, to: &bytes)
    } else {
      bytes.append(contentsOf: "{\"at\":\"".utf8)
      appendAt(to: &bytes)
      bytes.append(contentsOf: "\",".utf8)
    }
    bytes.append(contentsOf: "\"precision\":\"".utf8)
    bytes.append(contentsOf: precision.word.utf8)
    bytes.append(contentsOf: "\"}".utf8)
  }

  private static func append(_ name: String, _ bound: Bound?, to bytes: inout [UInt8]) {
    guard let bound else { return }
    bytes.append(contentsOf: "\"\(name)\":\"".utf8)
    bound.append(to: &bytes)
    bytes.append(contentsOf: "\",".utf8)
  }

  /// As a reader sees it: the literal, or the ends of a range with ".." between them.
  public var description: String {
    var bytes: [UInt8] = []
    if precision == .range {
      notBefore?.append(to: &bytes)
      bytes.append(contentsOf: "..".utf8)
      notAfter?.append(to: &bytes)
    } else {
      appendAt(to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
