/// A published deadline: the text as it was published, the zone it is read in, and the instant that
/// it means. "By" includes that instant, to the millisecond.
///
/// The resolved instant is kept in the event and wins; `verify()` checks that it is what the text
/// says.
public struct Deadline: Sendable, Hashable {
  /// What the literal names.
  public enum Precision: UInt8, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// A minute or finer; "17:00" is 17:00:00.000.
    case instant
    /// A day, which means its last millisecond in the zone.
    case day

    /// The word in JSON.
    public var word: String { self == .instant ? "instant" : "day" }

    /// Reads the word in JSON.
    ///
    /// - Throws: `unknownPrecision`.
    public init(_ word: borrowing Span<UInt8>) throws(TimeError) {
      for precision in Precision.allCases where word.equals(precision.word) {
        self = precision
        return
      }
      throw TimeError(.unknownPrecision, found: word, expected: "instant or day for a deadline")
    }
  }

  /// Which clock was followed, where the literal's abbreviation and the zone disagree or where the
  /// zone's clocks show the time twice: the local time of the literal by what `abbreviation` means
  /// in `zone`.
  public struct Reading: Sendable, Hashable {
    /// Where the abbreviation has its meaning; usually the deadline's own zone.
    public let zone: Zone
    /// Either the literal's own ("CET": the literal was followed) or what clocks in the deadline's
    /// zone were on ("CEST": the clocks were followed).
    public let abbreviation: String

    /// A reading by what `abbreviation` means in `zone`.
    public init(zone: Zone, abbreviation: String) {
      self.zone = zone
      self.abbreviation = abbreviation
    }
  }

  /// The text as it was published, for example "2023-06-30T23:59 CET".
  public let literal: String
  /// The zone it is read in.
  public let zone: Zone
  /// The last instant in time.
  public let instant: Instant
  /// What the literal names.
  public let precision: Precision
  /// Which clock was followed, where there was a choice.
  public let reading: Reading?

  /// A deadline as it was recorded; nothing is checked before `verify()`.
  public init(
    literal: String, zone: Zone, instant: Instant, precision: Precision, reading: Reading? = nil
  ) {
    self.literal = literal
    self.zone = zone
    self.instant = instant
    self.precision = precision
    self.reading = reading
  }

  /// What a literal means in a zone.
  ///
  /// A literal is "YYYY-MM-DD", or "YYYY-MM-DDTHH:MM" with seconds if need be and then nothing, an
  /// abbreviation or an offset; or the same in English, such as "31 May 2024" or "Friday, 28 March
  /// 2025 at 17:00 (CET)". It has at most 100 bytes. An abbreviation is a fixed offset at every
  /// season. Where the zone's
  /// clocks were on another one, the literal is followed and the result's `reading` says so, unless
  /// the `reading` given says that the clocks are to be followed.
  ///
  /// - Throws: `notADeadline`, `noSuchDay`, `noSuchTime`, `leapSecond`, `unknownAbbreviation`;
  ///   `localTimeAmbiguous` or `localTimeSkipped` for a time without abbreviation that the zone's
  ///   clocks showed twice or never; `readingDoesNotFit` for a reading that follows neither.
  /// - Complexity: O(log n) in the zone's clock changes.
  public static func resolve(
    literal: String, zone: Zone, reading: Reading? = nil
  ) throws(TimeError) -> Deadline {
    let written = try Written(literal, in: zone)
    if let reading {
      let instant = try written.instant(by: reading, in: zone)
      return Deadline(
        literal: literal, zone: zone, instant: instant, precision: written.precision,
        reading: reading)
    }
    if written.precision == .day {
      return Deadline(
        literal: literal, zone: zone, instant: zone.end(of: written.local.date), precision: .day)
    }
    if let offset = written.offset {
      let instant = written.local.asIfUTC.adding(milliseconds: Int64(-offset) * 1000)
      var chosen: Reading?
      if let abbreviation = written.abbreviation, zone.offsetSeconds(at: instant) != offset {
        chosen = Reading(zone: zone, abbreviation: abbreviation)
      }
      return Deadline(
        literal: literal, zone: zone, instant: instant, precision: .instant, reading: chosen)
    }
    return Deadline(
      literal: literal, zone: zone, instant: try written.onlyInstant(in: zone), precision: .instant)
  }

  /// Checks that the instant and the precision are what the literal gives by the zone and the
  /// reading, and that there is a reading where literal and zone disagree.
  ///
  /// - Throws: what `resolve` throws, `precisionDoesNotFit`, `instantDoesNotFit`, or
  ///   `readingDoesNotFit` for a reading that is missing.
  public func verify() throws(TimeError) {
    let resolved = try Deadline.resolve(literal: literal, zone: zone, reading: reading)
    if resolved.precision != precision {
      throw TimeError(
        .precisionDoesNotFit, found: precision.word,
        expected: "the precision \(resolved.precision.word) for the literal \(literal)")
    }
    if let chosen = resolved.reading, reading == nil {
      throw TimeError(
        .readingDoesNotFit, found: literal,
        expected: "a reading: the literal says \(chosen.abbreviation), but clocks in \(zone) were "
          + "on \(zone.abbreviation(at: resolved.instant)); say which was followed")
    }
    if resolved.instant != instant {
      throw TimeError(
        .instantDoesNotFit, found: instant.description,
        expected: "\(resolved.instant), which \(literal) is in \(zone)"
          + (reading.map { " read as \($0.abbreviation)" } ?? ""))
    }
  }

  /// Whether something received at `moment` is in time.
  public func admits(_ moment: Instant) -> Bool { moment <= instant }

  /// Whether something that happened somewhere in `interval` is in time, late, or can't be told.
  public func relation(of interval: Interval) -> Interval.Relation {
    interval.relation(to: instant)
  }
}
