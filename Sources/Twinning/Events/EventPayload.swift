internal import CanonicalJSON

/// The payload of one type and version of event.
public protocol EventPayload: SchemaObject, Sendable {
  /// The number of the type in its ``EventUnion``.
  var typeNumber: UInt8 { get }

  /// What any event may carry.
  var common: CommonMembers { get set }

  /// The date from which the event's `time` derives; nil where the type has none, or where it
  /// isn't given or not reported.
  var ownDate: PointInTime? { get }

  /// Calls `body` with every reference of the payload, in the order of the members; one that is
  /// named twice comes twice.
  func forEachRef(_ body: (Ref) -> Void)
}

/// Does something with a payload of whatever type.
public protocol PayloadVisitor {
  associatedtype Result
  associatedtype Failure: Error

  mutating func visit<P: EventPayload>(_ payload: borrowing P) throws(Failure) -> Result
}

/// The payloads of a family of events, one case a type, always in the latest version.
public protocol EventUnion: Sendable {
  associatedtype Name: RawRepresentable<UInt8>

  /// Reads a payload of any released version; what is older than the latest is brought up to it.
  static func read(
    _ type: Name, version: Int, with c: inout SchemaReader
  ) throws(SchemaError) -> Self

  /// Calls the visitor with the payload.
  func accept<V: PayloadVisitor>(_ visitor: inout V) throws(V.Failure) -> V.Result
}

extension SchemaReader {
  /// Reads a payload: its members, and that nothing is "NR" which may not be.
  mutating func payload<P: EventPayload>(_ blank: P) throws(SchemaError) -> P {
    var payload = blank
    notReportedOffset = -1
    try object(&payload)
    if notReportedOffset >= 0, !payload.common.isImportedRecord {
      throw failure(
        .notReportedNotAllowed, at: notReportedOffset,
        "\"NR\" may stand only in an event with \"basis\":\"imported_record\"")
    }
    return payload
  }

  /// The error of a version that was never released.
  func unknownVersion(_ name: String, _ version: Int) -> SchemaError {
    SchemaError(
      .unknownType, pointer: "", offset: json.offset,
      "\(name) has no version \(version) in this program")
  }
}

extension EventUnion {
  /// Reads a payload that is the whole of `bytes`.
  ///
  /// - Parameters:
  ///   - version: the version that the bytes are written in.
  public static func read(
    _ type: Name, version: Int, from bytes: Span<UInt8>, strength: ReadingStrength,
    interner: Interner
  ) throws(SchemaError) -> Self {
    var reader = SchemaReader(bytes, strength: strength, interner: interner)
    let data = try read(type, version: version, with: &reader)
    try reader.finish()
    return data
  }

  /// Writes the payload as canonical bytes, in the latest version.
  ///
  /// - Parameter source: the bytes that its texts are ranges of.
  public func write(texts source: Span<UInt8>, interner: Interner) -> [UInt8] {
    var visitor = WritingVisitor(interner: interner, source: source.bytesCopied)
    return accept(&visitor)
  }

  /// What any event may carry.
  public var common: CommonMembers {
    var visitor = CommonVisitor()
    return accept(&visitor)
  }

  /// The date from which the event's `time` derives; nil where the type has none, or where it
  /// isn't given or not reported.
  public var ownDate: PointInTime? {
    var visitor = DateVisitor()
    return accept(&visitor)
  }

  /// Calls `body` with every reference of the payload.
  public func forEachRef(_ body: (Ref) -> Void) {
    withoutActuallyEscaping(body) { body in
      var visitor = RefVisitor(body: body)
      accept(&visitor)
    }
  }

  /// The number of the type.
  var typeNumber: UInt8 {
    var visitor = TypeVisitor()
    return accept(&visitor)
  }
}

private struct WritingVisitor: PayloadVisitor {
  let interner: Interner
  let source: [UInt8]

  func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) -> [UInt8] {
    var writer = SchemaWriter(texts: source.span, interner: interner)
    var copy = copy payload
    // A writer never throws: it checks nothing.
    try? writer.object(&copy)
    return writer.bytes
  }
}

private struct CommonVisitor: PayloadVisitor {
  func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) -> CommonMembers {
    payload.common
  }
}

private struct DateVisitor: PayloadVisitor {
  func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) -> PointInTime? {
    payload.ownDate
  }
}

private struct TypeVisitor: PayloadVisitor {
  func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) -> UInt8 {
    payload.typeNumber
  }
}

private struct RefVisitor: PayloadVisitor {
  let body: (Ref) -> Void

  func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) {
    payload.forEachRef(body)
  }
}

extension Span where Element == UInt8 {
  var bytesCopied: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices { bytes.append(self[index]) }
    return bytes
  }
}
