/// A published deadline: the text as it was published, the zone it is read in, and the instant that
/// it means. "By" includes that instant, to the millisecond.
///
/// The resolved instant is kept in the event and wins; `verify()` checks that it is what the text
/// says. In canonical JSON:
/// `{"instant":…,"literal":…,"precision":…,"reading":{"abbreviation":…,"zone":…},"zone":…}`.
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
  /// abbreviation or an offset. An abbreviation is a fixed offset at every season. Where the zone's
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

  /// Appends the canonical JSON.
  public func appendJSON(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: "{\"instant\":\"".utf8)
    instant.append(to: &bytes)
    bytes.append(contentsOf: "\",\"literal\":\"\(literal)\",\"precision\":\"".utf8)
    bytes.append(contentsOf: precision.word.utf8)
    bytes.append(contentsOf: "\",".utf8)
    if let reading {
      bytes.append(contentsOf: "\"reading\":{\"abbreviation\":\"\(reading.abbreviation)\",".utf8)
      bytes.append(contentsOf: "\"zone\":\"\(reading.zone.name)\"},".utf8)
    }
    bytes.append(contentsOf: "\"zone\":\"\(zone.name)\"}".utf8)
  }
}

extension Deadline {
  /// A literal taken apart.
  private struct Written {
    let literal: String
    let local: LocalDateTime
    let precision: Precision
    /// The abbreviation after the time, if one is there.
    let abbreviation: String?
    /// What that, or the offset after the time, stands for, in seconds.
    let offset: Int?

    static let expectation =
      "a deadline as YYYY-MM-DD, or as YYYY-MM-DDTHH:MM and nothing, an abbreviation or an offset "
      + "after it, for example 2025-03-28T17:00 CET"

    init(_ literal: String, in zone: Zone) throws(TimeError) {
      self.literal = literal
      let bytes = literal.utf8.span
      if bytes.count == 10 {
        do throws(TimeError) {
          local = .end(of: try CivilDate(canonical: bytes))
        } catch {
          if error.code == .noSuchDay { throw error }
          throw TimeError(.notADeadline, found: literal, expected: Written.expectation)
        }
        (precision, abbreviation, offset) = (.day, nil, nil)
        return
      }
      let written = try WrittenDateTime(
        in: bytes, otherwise: .notADeadline, expected: Written.expectation)
      local = written.local
      precision = .instant
      let rest = bytes.holds(" ", at: written.end) ? written.end + 1 : written.end
      if rest == bytes.count, written.end == bytes.count {
        (abbreviation, offset) = (nil, nil)
      } else if let exact = WrittenDateTime.offset(in: bytes, from: rest) {
        (abbreviation, offset) = (nil, exact)
      } else {
        let word = try Written.word(of: bytes, from: rest)
        abbreviation = word
        offset = try zone.offsetSeconds(ofAbbreviation: word, near: local)
      }
    }

    /// Two to five capital letters up to the end.
    private static func word(
      of bytes: borrowing Span<UInt8>, from start: Int
    ) throws(TimeError) -> String {
      var word = ""
      for index in start..<bytes.count {
        guard (0x41...0x5A).contains(bytes[index]) else { break }
        word.unicodeScalars.append(Unicode.Scalar(bytes[index]))
      }
      guard (2...5).contains(word.utf8.count), start + word.utf8.count == bytes.count else {
        throw TimeError(.notADeadline, found: bytes, expected: Written.expectation)
      }
      return word
    }

    /// The instants at which clocks in the zone show the local time.
    private func shown(in zone: Zone) -> [Instant] {
      switch zone.instant(of: local) {
      case .one(let instant): [instant]
      case .ambiguous(let earlier, let later): [earlier, later]
      case .skipped: []
      }
    }

    /// The instant of a time with nothing after it.
    func onlyInstant(in zone: Zone) throws(TimeError) -> Instant {
      switch zone.instant(of: local) {
      case .one(let instant): return instant
      case .ambiguous(let earlier, let later):
        throw TimeError(
          .localTimeAmbiguous, found: literal,
          expected: "\(zone.abbreviation(at: earlier)) or \(zone.abbreviation(at: later)) after "
            + "the time or as the reading: clocks in \(zone) showed it twice")
      case .skipped(let change, _):
        throw TimeError(
          .localTimeSkipped, found: literal,
          expected: "a time that clocks in \(zone) showed: they were set forward over it at "
            + "\(change)")
      }
    }

    /// The instant by a reading, which must follow the literal or the zone's clocks.
    func instant(by reading: Reading, in zone: Zone) throws(TimeError) -> Instant {
      let word = reading.abbreviation
      let followed = try reading.zone.offsetSeconds(ofAbbreviation: word, near: local)
      let instant = local.asIfUTC.adding(milliseconds: Int64(-followed) * 1000)
      let followsLiteral = offset == followed && (abbreviation ?? word) == word
      let followsClocks =
        (abbreviation != nil || offset == nil) && shown(in: zone).contains(instant)
        && zone.abbreviation(at: instant) == word
      guard followsLiteral || followsClocks else {
        let choices = Set(
          shown(in: zone).map { zone.abbreviation(at: $0) } + (abbreviation.map { [$0] } ?? []))
        throw TimeError(
          .readingDoesNotFit, found: word,
          expected: choices.isEmpty
            ? "a literal that clocks in \(zone) show"
            : "\(choices.sorted().joined(separator: " or ")) as the reading of \(literal)")
      }
      return instant
    }
  }
}
