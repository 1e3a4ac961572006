internal import CanonicalJSON

/// The attributes of an event, and where in its bytes the payload lies.
public struct EventHead: Sendable {
  /// Where a text stands in the event's bytes, without its quotes.
  struct Place: Sendable, BitwiseCopyable {
    var start: UInt32 = 0
    var count: UInt32 = 0

    init() {}

    init(_ range: Range<Int>) {
      start = UInt32(truncatingIfNeeded: range.lowerBound)
      count = UInt32(truncatingIfNeeded: range.count)
    }

    /// The text; nil where there is none.
    var text: Text? {
      count == 0 ? nil : Text(range: Int(start)..<Int(start) + Int(count))
    }
  }

  /// The place in the log, from 0.
  public var index: Int64 = 0
  /// The stream; ``Ref/none`` where the event is unknown and its subject no known kind's.
  public var subject = Ref.none
  /// The place in the stream, from 1.
  public var streamVersion: Int64 = 0
  /// When it happened.
  public var time = Instant()
  /// When the ledger recorded it.
  public var recordedTime = Instant()
  /// The type, or nil where this program doesn't know it or its version.
  public var type: EventType?
  /// The version that the payload is written in; 0 where the type is unknown.
  public var version = 0
  /// The role in which it was recorded, or nil where this program doesn't know it.
  public var role: Role?
  /// Who recorded it, under ``Kind/actor``.
  public var actor = Ref.none
  /// The event's id, a UUID of version 7.
  public var id = EventID()
  /// The caller's id of the command.
  public var commandID = EventID()
  /// The id of the event that caused this one.
  public var causationID: EventID?
  /// The id of the root command.
  public var correlationID: EventID?
  var importBatchPlace = Place()
  var traceParentPlace = Place()
  var sourcePlace = Place()
  var typePlace = Place()
  /// Where the payload stands in the bytes.
  public var data = 0..<0
  /// Whether it has an attribute that this program doesn't know.
  public var hasUnknownAttribute = false

  public init() {}

  /// The batch of a bulk import.
  public var importBatch: Text? { importBatchPlace.text }

  /// The trace context of the request.
  public var traceParent: Text? { traceParentPlace.text }

  /// The ledger's origin.
  public var source: Text { sourcePlace.text ?? Text() }

  /// The text of `type`, whether or not this program knows it.
  public var typeText: Text { typePlace.text ?? Text() }

  /// Whether this program doesn't know the event: it is kept, sent on and shown, but not folded.
  public var isUnknown: Bool { type == nil || role == nil || hasUnknownAttribute }

  /// Reads the attributes of one event from its canonical bytes; the payload is passed over.
  ///
  /// An event that this program doesn't know is no error: see ``isUnknown``.
  /// - Throws: what is wrong with the envelope, with a pointer from its top.
  /// - Complexity: O(bytes), without allocating.
  public static func read(
    _ bytes: Span<UInt8>, strength: ReadingStrength = .replay, interner: Interner
  ) throws(SchemaError) -> EventHead {
    var reader = EnvelopeReader(bytes, strength: strength, interner: interner)
    try reader.readBeforeData()
    try reader.skipData()
    try reader.readAfterData()
    return reader.head
  }
}

/// An event read from its bytes: the attributes and, where this program knows it, the payload.
///
/// The payload's texts are ranges of the event's bytes.
public struct StoredEvent: Sendable {
  /// The attributes.
  public var head: EventHead
  /// The payload in its latest version; nil where ``EventHead/isUnknown``.
  public var data: EventData?

  /// Reads one event from its canonical bytes in one pass.
  ///
  /// - Throws: what is wrong, with a pointer from the top of the event.
  /// - Complexity: O(bytes).
  public static func read(
    _ bytes: Span<UInt8>, strength: ReadingStrength, interner: Interner
  ) throws(SchemaError) -> StoredEvent {
    var reader = EnvelopeReader(bytes, strength: strength, interner: interner)
    reader.findType()
    try reader.readBeforeData()
    guard let type = reader.head.type else {
      try reader.skipData()
      try reader.readAfterData()
      return StoredEvent(head: reader.head, data: nil)
    }
    let data = try reader.readData(type)
    try reader.readAfterData()
    if reader.head.isUnknown { return StoredEvent(head: reader.head, data: nil) }
    return StoredEvent(head: reader.head, data: data)
  }
}

/// Names of attributes, prepared once.
private struct EnvelopeKeys: Sendable {
  static let all = EnvelopeKeys()

  let actor: JSONKey = "actor"
  let actorrole: JSONKey = "actorrole"
  let causationid: JSONKey = "causationid"
  let commandid: JSONKey = "commandid"
  let correlationid: JSONKey = "correlationid"
  let data: JSONKey = "data"
  let id: JSONKey = "id"
  let importbatch: JSONKey = "importbatch"
  let recordedtime: JSONKey = "recordedtime"
  let sequence: JSONKey = "sequence"
  let source: JSONKey = "source"
  let specversion: JSONKey = "specversion"
  let streamversion: JSONKey = "streamversion"
  let subject: JSONKey = "subject"
  let time: JSONKey = "time"
  let traceparent: JSONKey = "traceparent"
  let type: JSONKey = "type"
}

/// Walks an envelope: the attributes in their canonical order.
private struct EnvelopeReader: ~Escapable {
  var reader: SchemaReader
  var head = EventHead()

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, strength: ReadingStrength, interner: Interner) {
    reader = SchemaReader(bytes, strength: strength, interner: interner)
  }

  /// Finds the type from the end: it is the last attribute of every event that is known.
  mutating func findType() {
    let bytes = reader.json.bytes
    let close = bytes.count - 2
    guard close > 8, bytes[close] == UInt8(ascii: "\""), bytes[close + 1] == UInt8(ascii: "}")
    else { return }
    var open = close - 1
    while open > 8, bytes[open] != UInt8(ascii: "\"") { open -= 1 }
    guard open > 8, bytes.packed(from: open - 8) == 0x3A22_6570_7974_222C,
      let found = EventType.find(typeText: bytes.extracting(open + 1..<close))
    else { return }
    (head.type, head.version) = found
    head.typePlace = EventHead.Place(open + 1..<close)
  }

  mutating func readBeforeData() throws(SchemaError) {
    try reader.beginObject()
    try expect(EnvelopeKeys.all.actor)
    try reader.ref(&head.actor, .actor)
    try expect(EnvelopeKeys.all.actorrole)
    let role = try reader.range()
    head.role = Role(word: reader.json.bytes.extracting(role))
    if try allow(EnvelopeKeys.all.causationid) { head.causationID = try uuid() }
    try expect(EnvelopeKeys.all.commandid)
    try reader.uuid(&head.commandID)
    if try allow(EnvelopeKeys.all.correlationid) { head.correlationID = try uuid() }
    try expect(EnvelopeKeys.all.data)
  }

  mutating func skipData() throws(SchemaError) {
    do throws(JSONError) {
      guard reader.json.peek() == UInt8(ascii: "{") else {
        throw reader.json.failure(.unexpected, at: reader.json.offset, "expected an object")
      }
      head.data = try reader.json.skipValue()
    } catch { throw SchemaError(error) }
  }

  mutating func readData(_ type: EventType) throws(SchemaError) -> EventData {
    let start = reader.json.offset
    let data = try EventData.read(type, version: head.version, with: &reader)
    head.data = start..<reader.json.offset
    return data
  }

  mutating func readAfterData() throws(SchemaError) {
    try expect(EnvelopeKeys.all.id)
    let id = reader.json.offset
    try reader.uuid(&head.id)
    if try allow(EnvelopeKeys.all.importbatch) {
      head.importBatchPlace = try text(.pattern(.token, 1...64))
    }
    try expect(EnvelopeKeys.all.recordedtime)
    try reader.instant(&head.recordedTime)
    if reader.isAdmitting {
      try reader.demand(
        head.id.version == 7 && head.id.milliseconds == head.recordedTime.milliseconds
          && head.id.low >> 62 == 2, at: id, .patternMismatch,
        "the id must be a UUID of version 7 with the milliseconds of recordedtime")
    }
    try expect(EnvelopeKeys.all.sequence)
    head.index = try sequence()
    try expect(EnvelopeKeys.all.source)
    head.sourcePlace = try text(.pattern(.origin, 1...200))
    try expect(EnvelopeKeys.all.specversion)
    try readSpecVersion()
    try expect(EnvelopeKeys.all.streamversion)
    try reader.integer(&head.streamVersion, in: 1...9_007_199_254_740_991)
    try expect(EnvelopeKeys.all.subject)
    try readSubject()
    try expect(EnvelopeKeys.all.time)
    try reader.instant(&head.time)
    if try allow(EnvelopeKeys.all.traceparent) {
      head.traceParentPlace = try text(.pattern(.traceParent, 55...55))
    }
    try expect(EnvelopeKeys.all.type)
    try readType()
    try passUnknown(before: nil)
    try reader.endObject()
    try reader.finish()
  }

  /// An attribute that must be there; unknown ones before it are passed over and noted.
  @inline(__always)
  mutating func expect(_ name: JSONKey) throws(SchemaError) {
    if !reader.json.member(name) { try find(name) }
  }

  /// An attribute that may be there.
  @inline(__always)
  mutating func allow(_ name: JSONKey) throws(SchemaError) -> Bool { reader.json.member(name) }

  @inline(never)
  mutating func find(_ name: JSONKey) throws(SchemaError) {
    try passUnknown(before: name.name)
    if !reader.json.member(name) { throw reader.missing(name.name) }
  }

  /// Passes over attributes whose names come before `name`, or over all that are left.
  @inline(never)
  mutating func passUnknown(before name: String?) throws(SchemaError) {
    while true {
      var look = reader.json
      do throws(JSONError) {
        guard let key = try look.nextKeyRange() else { return }
        let found = decodeString(look.bytes.extracting(key))
        if let name, !found.utf8.lexicographicallyPrecedes(name.utf8) { return }
        try look.skipValue()
      } catch { throw SchemaError(error) }
      reader.json = look
      head.hasUnknownAttribute = true
    }
  }

  private mutating func uuid() throws(SchemaError) -> EventID {
    var id = EventID()
    try reader.uuid(&id)
    return id
  }

  private mutating func text(_ rule: TextRule) throws(SchemaError) -> EventHead.Place {
    let range = try reader.range()
    if reader.isAdmitting { try reader.check(range, rule) }
    return EventHead.Place(range)
  }

  /// An index, as 20 digits.
  private mutating func sequence() throws(SchemaError) -> Int64 {
    let range = try reader.range()
    if range.count == 20, let value = low(sequence: reader.json.bytes.extracting(range)) {
      return value
    }
    var value: Int64 = 0
    var isNumber = range.count == 20
    for offset in range where isNumber {
      let digit = reader.json.bytes[offset] &- 0x30
      let (product, overflow) = value.multipliedReportingOverflow(by: 10)
      isNumber = digit < 10 && !overflow && product <= .max - 9
      value = isNumber ? product + Int64(digit) : 0
    }
    if !isNumber {
      throw reader.failure(
        .patternMismatch, at: range.lowerBound - 1, "an index is written with 20 digits")
    }
    return value
  }

  /// An index below 10¹⁶, or nil for what is read digit by digit.
  @inline(__always)
  private func low(sequence digits: borrowing Span<UInt8>) -> Int64? {
    guard digits.packed(from: 0) & 0xFFFF_FFFF == 0x3030_3030,
      let high = Words.decimal(digits.packed(from: 4)),
      let low = Words.decimal(digits.packed(from: 12))
    else { return nil }
    return Int64(high &* 100_000_000 &+ low)
  }

  private mutating func readSpecVersion() throws(SchemaError) {
    let range = try reader.range()
    let bytes = reader.json.bytes
    guard range.count == 3, bytes[range.lowerBound] == UInt8(ascii: "1"),
      bytes[range.lowerBound + 1] == UInt8(ascii: "."),
      bytes[range.lowerBound + 2] == UInt8(ascii: "0")
    else {
      throw reader.failure(
        .patternMismatch, at: range.lowerBound - 1, "the version of CloudEvents must be \"1.0\"")
    }
  }

  private mutating func readSubject() throws(SchemaError) {
    let range = try reader.range()
    if let ref = reader.interner.intern(subject: reader.json.bytes.extracting(range)) {
      head.subject = ref
    } else if head.type != nil {
      throw reader.failure(
        .patternMismatch, at: range.lowerBound - 1, "\(reader.quoted(range)) is no subject")
    }
  }

  private mutating func readType() throws(SchemaError) {
    let range = try reader.range()
    // What was found from the end is the same text.
    let isKnown = head.type != nil && head.typePlace.start == UInt32(range.lowerBound)
    head.typePlace = EventHead.Place(range)
    if isKnown { return }
    if let found = EventType.find(typeText: reader.json.bytes.extracting(range)) {
      (head.type, head.version) = found
    } else {
      (head.type, head.version) = (nil, 0)
    }
  }
}

extension SchemaReader {
  /// Refuses what stands at an offset unless `holds`.
  fileprivate func demand(
    _ holds: Bool, at offset: Int, _ code: SchemaError.Code, _ message: String
  ) throws(SchemaError) {
    if !holds { throw failure(code, at: offset, message) }
  }
}
