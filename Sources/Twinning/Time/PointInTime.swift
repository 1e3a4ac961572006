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

  /// One end of a range: a day, all of which is in the range, or an instant.
  public enum Bound: Sendable, Hashable, BitwiseCopyable {
    case day(CivilDate)
    case instant(Instant)

    /// Reads exactly "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM:SS.mmmZ".
    ///
    /// - Throws: what is wrong with it.
    public init(canonical literal: borrowing Span<UInt8>) throws(TimeError) {
      if literal.count == 10 {
        self = .day(try CivilDate(canonical: literal))
      } else {
        self = .instant(try Instant(canonical: literal))
      }
    }

    /// Appends the literal that `init(canonical:)` reads.
    public func append(to bytes: inout [UInt8]) {
      switch self {
      case .day(let date): date.append(to: &bytes)
      case .instant(let instant): instant.append(to: &bytes)
      }
    }

    fileprivate func first(in zone: Zone) -> Instant {
      switch self {
      case .day(let date): zone.start(of: date)
      case .instant(let instant): instant
      }
    }

    fileprivate func last(in zone: Zone) -> Instant {
      switch self {
      case .day(let date): zone.end(of: date)
      case .instant(let instant): instant
      }
    }

    /// The first and the last instant that it may mean in any zone: offsets go from -12 to +14
    /// hours.
    fileprivate var anywhere: (first: Instant, last: Instant) {
      switch self {
      case .instant(let instant): return (instant, instant)
      case .day(let date):
        let start = LocalDateTime.start(of: date).asIfUTC
        let hour = Instant.millisecondsPerHour
        return (start.adding(milliseconds: -14 * hour), start.adding(milliseconds: 36 * hour - 1))
      }
    }
  }

  /// What a packed word means; `point` as the second word says that there is no range.
  private enum Tag: Int64 {
    case open, day, instant, month, year, point
  }

  // A value and its tag, in the lower three bits: the literal, or the two ends of a range.
  private let first: Int64
  private let second: Int64

  private init(_ tag: Tag, _ value: Int64) {
    first = value << 3 | tag.rawValue
    second = Tag.point.rawValue
  }

  /// A moment known to the millisecond; it must have a text form.
  public init(_ instant: Instant) {
    precondition(instant.hasText, "an instant outside of the years 0000 to 9999")
    self.init(.instant, instant.milliseconds)
  }

  /// A moment on a day.
  public init(day date: CivilDate) {
    self.init(.day, Int64(date.dayNumber))
  }

  /// A moment in a month; nil unless the year is 0 to 9999 and the month 1 to 12.
  public init?(year: Int, month: Int) {
    guard (0...9999).contains(year), (1...12).contains(month) else { return nil }
    self.init(.month, Int64(year * 12 + month - 1))
  }

  /// A moment in a year; nil unless it is 0 to 9999.
  public init?(year: Int) {
    guard (0...9999).contains(year) else { return nil }
    self.init(.year, Int64(year))
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
    if let notBefore, let notAfter {
      let reversed =
        switch (notBefore, notAfter) {
        case (.day(let from), .day(let to)): to < from
        default: notAfter.anywhere.last < notBefore.anywhere.first
        }
      if reversed {
        var bytes: [UInt8] = []
        notAfter.append(to: &bytes)
        throw TimeError(
          .rangeReversed, found: String(decoding: bytes, as: UTF8.self),
          expected: "a not_after that is not before not_before")
      }
    }
    first = PointInTime.packed(notBefore)
    second = PointInTime.packed(notAfter)
  }

  private static func packed(_ bound: Bound?) -> Int64 {
    switch bound {
    case nil: Tag.open.rawValue
    case .day(let date): Int64(date.dayNumber) << 3 | Tag.day.rawValue
    case .instant(let instant):
      instant.milliseconds << 3 | Tag.instant.rawValue
    }
  }

  private static func bound(_ word: Int64) -> Bound? {
    switch word & 7 {
    case Tag.day.rawValue: .day(CivilDate(dayNumber: Int(word >> 3)))
    case Tag.instant.rawValue: .instant(Instant(milliseconds: word >> 3))
    default: nil
    }
  }

  /// How exactly it is known.
  public var precision: Precision {
    guard second == Tag.point.rawValue else { return .range }
    switch first & 7 {
    case Tag.instant.rawValue: return .instant
    case Tag.day.rawValue: return .day
    case Tag.month.rawValue: return .month
    default: return .year
    }
  }

  /// The beginning of a range; nil if it is open, or for a point.
  public var notBefore: Bound? {
    precision == .range ? PointInTime.bound(first) : nil
  }

  /// The end of a range; nil if it is open, or for a point.
  public var notAfter: Bound? {
    precision == .range ? PointInTime.bound(second) : nil
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
    let value = first >> 3
    switch precision {
    case .instant: return Interval(Instant(milliseconds: value))
    case .day:
      let date = CivilDate(dayNumber: Int(value))
      return Interval(start: zone.start(of: date), end: zone.end(of: date))
    case .month:
      let (year, month) = (Int(value) / 12, Int(value) % 12 + 1)
      return days(from: (year, month, 1), to: (year, month, 31), in: zone)
    case .year:
      return days(from: (Int(value), 1, 1), to: (Int(value), 12, 31), in: zone)
    case .range:
      let start = notBefore?.first(in: zone) ?? .distantPast
      let end = notAfter?.last(in: zone) ?? .distantFuture
      return Interval(start: start, end: max(start, end))
    }
  }

  private func days(
    from first: (year: Int, month: Int, day: Int), to last: (year: Int, month: Int, day: Int),
    in zone: Zone
  ) -> Interval {
    let end = min(last.day, CivilDate.days(inMonth: last.month, of: last.year))
    guard let from = CivilDate(year: first.year, month: first.month, day: first.day),
      let to = CivilDate(year: last.year, month: last.month, day: end)
    else { preconditionFailure("a month of the calendar has a first and a last day") }
    return Interval(start: zone.start(of: from), end: zone.end(of: to))
  }

  /// The event's `time`: the start of the interval in the programme's zone.
  ///
  /// Where the beginning is open nothing is known but the end: then it is the start of `not_after`,
  /// of that day or that instant, the latest beginning that contradicts nothing.
  public func time(in zone: Zone) -> Instant {
    if let notAfter, notBefore == nil { return notAfter.first(in: zone) }
    return interval(in: zone).start
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
    switch precision {
    case .instant: self.init(try Instant(canonical: literal))
    case .day: self.init(day: try CivilDate(canonical: literal))
    case .month:
      guard literal.count == 7, literal.holds("-", at: 4),
        let value = PointInTime(
          year: literal.number(at: 0, digits: 4), month: literal.number(at: 5, digits: 2))
      else {
        throw TimeError(.notADate, found: literal, expected: "a month as YYYY-MM, such as 2024-05")
      }
      self = value
    case .year:
      guard literal.count == 4, let value = PointInTime(year: literal.number(at: 0, digits: 4))
      else { throw TimeError(.notADate, found: literal, expected: "a year as YYYY, such as 2024") }
      self = value
    case .range:
      throw TimeError(
        .emptyRange, found: literal, expected: "not_before or not_after instead of at in a range")
    }
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
    let value = first >> 3
    switch precision {
    case .instant: Instant(milliseconds: value).append(to: &bytes)
    case .day: CivilDate(dayNumber: Int(value)).append(to: &bytes)
    case .month:
      bytes.append(Int(value) / 12, digits: 4)
      bytes.append(0x2D)
      bytes.append(Int(value) % 12 + 1, digits: 2)
    case .year: bytes.append(Int(value), digits: 4)
    case .range: break
    }
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
