/// Why a text about time was not taken, or why two of them do not fit together.
///
/// Equality goes by `code` alone, so that a test or a caller can name the error it means; the
/// words are for people.
public struct TimeError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case notAnInstant, notADate, noSuchDay, noSuchTime, leapSecond, offsetMissing
      case unknownPrecision, notAPointInTime, emptyRange, rangeReversed
      case unknownZone, unknownAbbreviation, localTimeSkipped, localTimeAmbiguous
      case notADeadline, readingDoesNotFit, instantDoesNotFit, precisionDoesNotFit
    }

    private let kind: Kind

    private init(_ kind: Kind) {
      self.kind = kind
    }

    /// The text is not of the form of an instant.
    public static let notAnInstant = Code(.notAnInstant)
    /// The text is not of the form of a date.
    public static let notADate = Code(.notADate)
    /// The form is right, but the calendar has no such day: 30 February.
    public static let noSuchDay = Code(.noSuchDay)
    /// The form is right, but no clock shows that time: 24:00 or 12:60.
    public static let noSuchTime = Code(.noSuchTime)
    /// A second numbered 60.
    public static let leapSecond = Code(.leapSecond)
    /// A local time where an instant is needed.
    public static let offsetMissing = Code(.offsetMissing)
    /// The word is no precision.
    public static let unknownPrecision = Code(.unknownPrecision)
    /// The text is neither an instant nor a day, a month or a year.
    public static let notAPointInTime = Code(.notAPointInTime)
    /// A range that is open on both sides.
    public static let emptyRange = Code(.emptyRange)
    /// A range that ends before it begins.
    public static let rangeReversed = Code(.rangeReversed)
    /// The name is not in the zone table.
    public static let unknownZone = Code(.unknownZone)
    /// The abbreviation has no meaning in its zone, or more than one.
    public static let unknownAbbreviation = Code(.unknownAbbreviation)
    /// The clocks of the zone went over that local time.
    public static let localTimeSkipped = Code(.localTimeSkipped)
    /// The clocks of the zone showed that local time twice.
    public static let localTimeAmbiguous = Code(.localTimeAmbiguous)
    /// The literal is not of a deadline's form.
    public static let notADeadline = Code(.notADeadline)
    /// The reading is neither the literal's nor the zone's.
    public static let readingDoesNotFit = Code(.readingDoesNotFit)
    /// Literal, zone and reading give another instant.
    public static let instantDoesNotFit = Code(.instantDoesNotFit)
    /// The literal has another precision.
    public static let precisionDoesNotFit = Code(.precisionDoesNotFit)

    public var description: String { kind.rawValue }
  }

  /// What was wrong.
  public let code: Code
  /// The text as it was given, at most 64 bytes of it.
  public let found: String
  /// What would have been taken, as a clause that follows "expected".
  public let expected: String

  /// Makes an error; of `found` the first 64 bytes are kept.
  init(_ code: Code, found: String, expected: String) {
    self.code = code
    self.found = found.utf8.count <= 64 ? found : String(found.prefix(64))
    self.expected = expected
  }

  /// The same with the text still in bytes; what is no UTF-8 is shown as U+FFFD.
  init(_ code: Code, found: borrowing Span<UInt8>, expected: String) {
    var bytes: [UInt8] = []
    for index in 0..<min(found.count, 64) {
      bytes.append(found[index])
    }
    self.init(code, found: String(decoding: bytes, as: UTF8.self), expected: expected)
  }

  public var description: String { "\"\(found)\": expected \(expected)" }

  public static func == (a: TimeError, b: TimeError) -> Bool { a.code == b.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
