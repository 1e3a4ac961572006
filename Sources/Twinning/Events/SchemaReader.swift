internal import CanonicalJSON

/// How much of a payload is checked while it is read.
public enum ReadingStrength: Sendable {
  /// Everything the schema says: for what comes in.
  case admit
  /// Structure, types and vocabularies: for what was admitted before. Texts stay where they lie.
  case replay
}

/// Reads values from canonical bytes, in one pass and without copying texts.
///
/// It can't outlive the bytes. After an error it is of no further use.
public struct SchemaReader: ~Escapable {
  /// The reader underneath.
  var json: CanonicalReader

  /// Where references are kept.
  let interner: Interner

  /// Whether everything is checked.
  let isAdmitting: Bool

  /// Where the first `"NR"` stood that only an imported record may hold, or -1.
  var notReportedOffset = -1

  /// A reader at the beginning of `bytes`.
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>, strength: ReadingStrength, interner: Interner) {
    json = CanonicalReader(bytes)
    self.interner = interner
    isAdmitting = strength == .admit
  }

  /// Checks that nothing follows.
  public func finish() throws(SchemaError) {
    do throws(JSONError) { try json.finish() } catch { throw SchemaError(error) }
  }

  /// An error at an offset.
  @inline(never)
  func failure(_ code: SchemaError.Code, at offset: Int, _ message: String) -> SchemaError {
    SchemaError(code, pointer: json.pointer(at: offset), offset: offset, message)
  }

  /// The error of a time text that starts at an offset.
  @inline(never)
  func failure(_ error: TimeError, at offset: Int) -> SchemaError {
    failure(.timeRefused, at: offset, "\(error)")
  }

  /// The text at a range.
  func quoted(_ range: Range<Int>) -> String { "\"\(decodeString(json.bytes.extracting(range)))\"" }

  /// What it means that `name` isn't the next member.
  @inline(never)
  func missing(_ name: String) -> SchemaError {
    let container = json.containerPointer(at: json.offset)
    var look = json
    if let next = try? look.nextKeyRange() {
      let found = decodeString(json.bytes.extracting(next))
      if found.utf8.lexicographicallyPrecedes(name.utf8) { return unknown(found, next) }
    }
    return SchemaError(
      .missingMember, pointer: "\(container)/\(name)", offset: json.offset,
      "the member \"\(name)\" is required")
  }

  @inline(never)
  func unknown(_ name: String, _ range: Range<Int>) -> SchemaError {
    failure(
      .unknownMember, at: range.lowerBound - 1, "there is no member \"\(name)\" here, or not twice")
  }

  /// What it means that an object doesn't end here.
  @inline(never)
  func notEnded(_ error: JSONError) -> SchemaError {
    var look = json
    if let next = try? look.nextKeyRange() {
      return unknown(decodeString(json.bytes.extracting(next)), next)
    }
    return SchemaError(error)
  }

  /// Adds to an unknown member's error what would be accepted.
  @inline(never)
  func explained<T: SchemaObject>(_ error: SchemaError, _: T.Type) -> SchemaError {
    guard error.code == .unknownMember, !error.message.hasSuffix(")") else { return error }
    var explained = error
    explained.message += " (members: \(MemberNames.of(T.self).joined(separator: ", ")))"
    return explained
  }
}

/// Names of members, prepared once.
private struct PointKeys: Sendable {
  static let all = PointKeys()

  let at: JSONKey = "at"
  let precision: JSONKey = "precision"
}

extension SchemaReader: MemberCoder {
  @inline(__always)
  public var isReading: Bool { true }

  @inline(__always)
  public mutating func key<K: MemberKey>(_ name: K) throws(SchemaError) {
    if !name.isNext(in: &json) { throw missing(name.name) }
  }

  @inline(__always)
  public mutating func key<K: MemberKey>(
    _ name: K, isPresent: Bool
  ) throws(SchemaError) -> Bool {
    name.isNext(in: &json)
  }

  public mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError) {
    do throws(SchemaError) {
      try beginObject()
      try value.code(&self)
      try endObject()
    } catch {
      throw explained(error, T.self)
    }
  }

  @inline(__always)
  public mutating func beginObject() throws(SchemaError) {
    do throws(JSONError) { try json.beginObject() } catch { throw SchemaError(error) }
  }

  @inline(__always)
  public mutating func endObject() throws(SchemaError) {
    do throws(JSONError) { try json.endObject() } catch { throw notEnded(error) }
  }

  @inline(__always)
  public mutating func beginArray() throws(SchemaError) {
    do throws(JSONError) { try json.beginArray() } catch { throw SchemaError(error) }
  }

  @inline(__always)
  public mutating func nextElement(remains: Bool) throws(SchemaError) -> Bool {
    do throws(JSONError) { return try json.nextElement() } catch { throw SchemaError(error) }
  }

  @inline(__always)
  public mutating func notReported(
    _ isNotReported: Bool, always: Bool
  ) throws(SchemaError) -> Bool {
    guard json.peek() == UInt8(ascii: "\"") else { return false }
    return readNotReported(always: always)
  }

  private mutating func readNotReported(always: Bool) -> Bool {
    let start = json.offset
    let bytes = json.bytes
    guard start + 4 <= bytes.count, bytes[start + 1] == UInt8(ascii: "N"),
      bytes[start + 2] == UInt8(ascii: "R"), bytes[start + 3] == UInt8(ascii: "\""),
      (try? json.string()) != nil
    else { return false }
    if !always, notReportedOffset < 0 { notReportedOffset = start }
    return true
  }

  @inline(__always)
  public mutating func integer(
    _ value: inout Int64, in bounds: ClosedRange<Int64>
  ) throws(SchemaError) {
    let start = json.offset
    do throws(JSONError) { value = try json.integer() } catch { throw SchemaError(error) }
    if value < bounds.lowerBound || value > bounds.upperBound {
      throw failure(
        .outOfRange, at: start,
        "\(value), where \(bounds.lowerBound) to \(bounds.upperBound) may be")
    }
  }

  @inline(__always)
  public mutating func bool(_ value: inout Bool) throws(SchemaError) {
    do throws(JSONError) { value = try json.bool() } catch { throw SchemaError(error) }
  }

  /// The raw bytes of a string.
  @inline(__always)
  mutating func range() throws(SchemaError) -> Range<Int> {
    do throws(JSONError) { return try json.string() } catch { throw SchemaError(error) }
  }

  @inline(__always)
  public mutating func word<V: Vocabulary>(_ value: inout V) throws(SchemaError) {
    let range = try range()
    guard let word = V(word: json.bytes.extracting(range)) else {
      throw notInVocabulary(range, V.self)
    }
    value = word
  }

  @inline(never)
  private func notInVocabulary<V: Vocabulary>(_ range: Range<Int>, _: V.Type) -> SchemaError {
    failure(
      .notInVocabulary, at: range.lowerBound - 1,
      "\(quoted(range)) is none of \(V.allCases.map(\.word).joined(separator: ", "))")
  }

  @inline(__always)
  public mutating func text(_ value: inout Text, _ rule: TextRule) throws(SchemaError) {
    let range = try range()
    if isAdmitting { try check(range, rule) }
    value = Text(range: range)
  }

  @inline(never)
  func check(_ range: Range<Int>, _ rule: TextRule) throws(SchemaError) {
    let start = range.lowerBound - 1
    let string = decodeString(json.bytes.extracting(range))
    guard rule.lengths.contains(string.unicodeScalars.count) else {
      throw failure(
        .wrongLength, at: start,
        "\(string.unicodeScalars.count) characters, where \(rule.lengths.lowerBound) to "
          + "\(rule.lengths.upperBound) may be")
    }
    switch rule.style {
    case .pattern(let pattern):
      guard pattern.matches(string.utf8.span) else {
        throw failure(
          .patternMismatch, at: start, "\(quoted(range)) is no \(pattern.expectation)")
      }
    case .people:
      do throws(TextProblem) { try TextRules.check(string) } catch {
        throw failure(.contactFound, at: start, "\(error)")
      }
    }
  }

  public mutating func string(_ value: inout String) throws(SchemaError) {
    value = decodeString(json.bytes.extracting(try range()))
  }

  @inline(__always)
  public mutating func ref(_ value: inout Ref, _ kind: Kind) throws(SchemaError) {
    let range = try range()
    let slug = json.bytes.extracting(range)
    if isAdmitting || slug.count > SlugRules.lengthMax { try checkSlug(range, kind) }
    value = interner.intern(kind, slug)
  }

  @inline(never)
  private func checkSlug(_ range: Range<Int>, _ kind: Kind) throws(SchemaError) {
    let slug = json.bytes.extracting(range)
    do throws(TextProblem) {
      if kind == .person || kind == .actor {
        try OpaqueID.check(slug)
      } else {
        try SlugRules.check(slug)
      }
    } catch { throw failure(.patternMismatch, at: range.lowerBound - 1, "\(error)") }
  }

  @inline(__always)
  public mutating func subject(_ value: inout Ref) throws(SchemaError) {
    let range = try range()
    guard let ref = interner.intern(subject: json.bytes.extracting(range)) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1,
        "\(quoted(range)) is no subject, such as pairing/hu-budapest--tr-eskisehir")
    }
    value = ref
  }

  public mutating func country(_ value: inout Ref) throws(SchemaError) {
    let range = try range()
    let code = json.bytes.extracting(range)
    guard code.count == 2, (0x41...0x5A).contains(code[0]), (0x41...0x5A).contains(code[1]) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1,
        "\(quoted(range)) is no ISO 3166-1 code of two capital letters")
    }
    let small: [2 of UInt8] = [code[0] | 0x20, code[1] | 0x20]
    value = interner.intern(.country, small.span)
  }

  public mutating func decimal(
    _ value: inout FixedDecimal, _ rule: DecimalRule
  ) throws(SchemaError) {
    let range = try range()
    guard let decimal = FixedDecimal(json.bytes.extracting(range)), rule.admits(decimal) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1,
        "\(quoted(range)) is no decimal from \(rule.bounds.lowerBound) to "
          + "\(rule.bounds.upperBound) with at most \(rule.scaleMax) digits after its point")
    }
    value = decimal
  }

  public mutating func digest(_ value: inout ContentDigest) throws(SchemaError) {
    let range = try range()
    guard let digest = ContentDigest(json.bytes.extracting(range)) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1, "a SHA-256 has 64 lower-case hexadecimal digits"
      )
    }
    value = digest
  }

  public mutating func uuid(_ value: inout EventID) throws(SchemaError) {
    let range = try range()
    guard let id = EventID(json.bytes.extracting(range)) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1,
        "\(quoted(range)) is no UUID of 36 lower-case characters")
    }
    value = id
  }

  public mutating func currency(_ value: inout Currency) throws(SchemaError) {
    let range = try range()
    guard let currency = Currency(json.bytes.extracting(range)) else {
      throw failure(
        .patternMismatch, at: range.lowerBound - 1,
        "\(quoted(range)) is no ISO 4217 code of three capital letters")
    }
    value = currency
  }

  public mutating func zone(_ value: inout Zone) throws(SchemaError) {
    let range = try range()
    do throws(TimeError) {
      value = try Zone(json.bytes.extracting(range))
    } catch { throw failure(error, at: range.lowerBound - 1) }
  }

  @inline(__always)
  public mutating func instant(_ value: inout Instant) throws(SchemaError) {
    let range = try range()
    if let instant = Instant(words: json.bytes.extracting(range)) {
      value = instant
      return
    }
    do throws(TimeError) {
      value = try Instant(canonical: json.bytes.extracting(range))
    } catch { throw failure(error, at: range.lowerBound - 1) }
  }

  public mutating func point(_ value: inout PointInTime) throws(SchemaError) {
    let start = json.offset
    try beginObject()
    if json.member(PointKeys.all.at) {
      let literal = try range()
      try key(PointKeys.all.precision)
      let word = try range()
      if let point = PointInTime(
        words: json.bytes.extracting(literal), precision: json.bytes.extracting(word))
      {
        value = point
      } else {
        value = try otherPoint(literal, word)
      }
    } else {
      try rangePoint(&value, start)
    }
    try endObject()
  }

  /// A month, a year, or what is wrong.
  @inline(never)
  private func otherPoint(
    _ literal: Range<Int>, _ word: Range<Int>
  ) throws(SchemaError) -> PointInTime {
    do throws(TimeError) {
      return try PointInTime(
        at: json.bytes.extracting(literal),
        precision: PointInTime.Precision(json.bytes.extracting(word)))
    } catch { throw failure(error, at: literal.lowerBound - 1) }
  }

  private mutating func rangePoint(
    _ value: inout PointInTime, _ start: Int
  ) throws(SchemaError) {
    let notAfter = try bound("not_after")
    let notBefore = try bound("not_before")
    try key(PointKeys.all.precision)
    let word = try range()
    do throws(TimeError) {
      let precision = try PointInTime.Precision(json.bytes.extracting(word))
      guard precision == .range else {
        throw TimeError(
          .notAPointInTime, found: precision.word,
          expected: "\"at\" with the precision "
            + precision.word)
      }
      value = try PointInTime(notBefore: notBefore, notAfter: notAfter)
    } catch { throw failure(error, at: start) }
  }

  private mutating func bound(_ name: String) throws(SchemaError) -> PointInTime.Bound? {
    guard json.member(name) else { return nil }
    let range = try range()
    do throws(TimeError) {
      return try PointInTime.Bound(canonical: json.bytes.extracting(range))
    } catch { throw failure(error, at: range.lowerBound - 1) }
  }

  public mutating func deadline(_ value: inout Deadline) throws(SchemaError) {
    let start = json.offset
    try beginObject()
    var instant = Instant()
    var literal = ""
    var zone = Zone.utc
    var reading: Deadline.Reading?
    try key("instant")
    try self.instant(&instant)
    try key("literal")
    try string(&literal)
    try key(PointKeys.all.precision)
    let word = try range()
    if json.member("reading") { reading = try self.reading() }
    try key("zone")
    try self.zone(&zone)
    try endObject()
    do throws(TimeError) {
      value = Deadline(
        literal: literal, zone: zone, instant: instant,
        precision: try Deadline.Precision(json.bytes.extracting(word)), reading: reading)
      if isAdmitting { try value.verify() }
    } catch { throw failure(error, at: start) }
  }

  private mutating func reading() throws(SchemaError) -> Deadline.Reading {
    var abbreviation = ""
    var zone = Zone.utc
    try beginObject()
    try key("abbreviation")
    try string(&abbreviation)
    try key("zone")
    try self.zone(&zone)
    try endObject()
    return Deadline.Reading(zone: zone, abbreviation: abbreviation)
  }

  public mutating func raw(_ value: inout [UInt8]) throws(SchemaError) {
    let range: Range<Int>
    do throws(JSONError) { range = try json.skipValue() } catch { throw SchemaError(error) }
    value = json.bytes.extracting(range).bytesCopied
    if isAdmitting { try checkContacts(range) }
  }

  /// Looks for contacts in every string of a value that is kept raw.
  private func checkContacts(_ value: Range<Int>) throws(SchemaError) {
    var index = value.lowerBound
    while index < value.upperBound {
      guard json.bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let start = index + 1
      index = start
      while json.bytes[index] != UInt8(ascii: "\"") {
        index += json.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      let string = decodeString(json.bytes.extracting(start..<index))
      do throws(TextProblem) { try TextRules.check(string) } catch {
        throw failure(.contactFound, at: start - 1, "\(error)")
      }
      index += 1
    }
  }

  @inline(__always)
  public mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) throws(SchemaError) {
    if !holds { throw failure(code, at: json.offset - 1, message()) }
  }

  @inline(__always)
  public mutating func demand(member name: String, _ isPresent: Bool) throws(SchemaError) {
    if !isPresent { throw missing(name) }
  }
}
