extension Deadline {
  /// A literal taken apart.
  struct Written {
    let literal: String
    let local: LocalDateTime
    let precision: Precision
    /// The abbreviation after the time, if one is there.
    let abbreviation: String?
    /// What that, or the offset after the time, stands for, in seconds.
    let offset: Int?

    static let expectation =
      "a deadline as YYYY-MM-DD or YYYY-MM-DDTHH:MM, or in English with the month as a word, and "
      + "nothing, an abbreviation or an offset after the time, for example 2025-03-28T17:00 CET or "
      + "28 March 2025, 17:00 CET"

    init(_ literal: String, in zone: Zone) throws(TimeError) {
      guard literal.utf8.count <= 100 else {
        throw TimeError(.notADeadline, found: literal, expected: Written.expectation)
      }
      let text = try EnglishDate.plain(literal, in: zone) ?? literal
      do throws(TimeError) {
        try self.init(plain: text, of: literal, in: zone)
      } catch {
        throw TimeError(error.code, found: literal, expected: error.expected)
      }
    }

    private init(plain text: String, of literal: String, in zone: Zone) throws(TimeError) {
      self.literal = literal
      let bytes = text.utf8.span
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
      if written.end == bytes.count {
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
