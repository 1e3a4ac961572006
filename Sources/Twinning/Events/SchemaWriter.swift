internal import CanonicalJSON

/// Writes values as canonical bytes.
///
/// Its own bounds are those of the types: what it writes, a ``SchemaReader`` with the same list of
/// members reads.
public struct SchemaWriter: ~Escapable {
  /// The writer underneath.
  private(set) var json: CanonicalWriter

  private let interner: Interner

  /// The bytes that the values' texts are ranges of.
  private let source: Span<UInt8>

  /// A writer of values whose texts are ranges of `source`.
  @_lifetime(copy source)
  public init(texts source: Span<UInt8>, interner: Interner, capacity: Int = 1024) {
    json = CanonicalWriter(capacity: capacity)
    self.interner = interner
    self.source = source
  }

  /// What was written.
  public var bytes: [UInt8] { json.bytes }

  /// Writes what a text form appends, in quotes.
  private mutating func quoted(_ append: (inout [UInt8]) -> Void) {
    var bytes: [UInt8] = []
    append(&bytes)
    json.string(rawCanonical: bytes.span)
  }
}

extension SchemaWriter: MemberCoder {
  public var isReading: Bool { false }

  public mutating func key<K: MemberKey>(_ name: K) { name.write(to: &json) }

  public mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) -> Bool {
    if isPresent { name.write(to: &json) }
    return isPresent
  }

  public mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError) {
    json.beginObject()
    try value.code(&self)
    json.endObject()
  }

  public mutating func beginObject() { json.beginObject() }

  public mutating func endObject() { json.endObject() }

  public mutating func beginArray() { json.beginArray() }

  public mutating func nextElement(remains: Bool) -> Bool {
    if !remains { json.endArray() }
    return remains
  }

  public mutating func notReported(_ isNotReported: Bool, always: Bool) -> Bool {
    if isNotReported { json.string("NR") }
    return isNotReported
  }

  public mutating func integer(_ value: inout Int64, in bounds: ClosedRange<Int64>) {
    json.integer(value)
  }

  public mutating func bool(_ value: inout Bool) { json.bool(value) }

  public mutating func word<V: Vocabulary>(_ value: inout V) { json.string(value.word) }

  public mutating func text(_ value: inout Text, _ rule: TextRule) {
    if let range = value.range {
      json.string(rawCanonical: source.extracting(range))
    } else {
      json.string(value.string(in: source))
    }
  }

  public mutating func string(_ value: inout String) { json.string(value) }

  public mutating func ref(_ value: inout Ref, _ kind: Kind) {
    let (ref, interner) = (value, interner)
    quoted { interner.appendSlug(of: ref, to: &$0) }
  }

  public mutating func subject(_ value: inout Ref) {
    let (ref, interner) = (value, interner)
    quoted { interner.appendSubject(of: ref, to: &$0) }
  }

  public mutating func country(_ value: inout Ref) {
    json.string(interner.slug(of: value).uppercased())
  }

  public mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) {
    json.string(value.text)
  }

  public mutating func digest(_ value: inout ContentDigest) {
    let digest = value
    quoted { digest.append(to: &$0) }
  }

  public mutating func uuid(_ value: inout EventID) {
    let id = value
    quoted { id.append(to: &$0) }
  }

  public mutating func currency(_ value: inout Currency) { json.string(value.code) }

  public mutating func zone(_ value: inout Zone) { json.string(value.name) }

  public mutating func instant(_ value: inout Instant) {
    let instant = value
    quoted { instant.append(to: &$0) }
  }

  public mutating func point(_ value: inout PointInTime) {
    var bytes: [UInt8] = []
    value.appendJSON(to: &bytes)
    json.raw(bytes.span)
  }

  public mutating func deadline(_ value: inout Deadline) {
    json.beginObject()
    json.key("instant")
    json.string(value.instant.description)
    json.key("literal")
    json.string(value.literal)
    json.key("precision")
    json.string(value.precision.word)
    if let reading = value.reading {
      json.key("reading")
      json.beginObject()
      json.key("abbreviation")
      json.string(reading.abbreviation)
      json.key("zone")
      json.string(reading.zone.name)
      json.endObject()
    }
    json.key("zone")
    json.string(value.zone.name)
    json.endObject()
  }

  public mutating func raw(_ value: inout [UInt8]) { json.raw(value.span) }

  public mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) {}
}
