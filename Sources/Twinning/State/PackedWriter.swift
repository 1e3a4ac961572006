/// Writes the members of a state in their packed form.
///
/// Whether something is there takes a bit: the first bit of eight appends a byte, and those that
/// follow fill it up, from the lowest on, wherever the values between them have come to.
struct PackedWriter: MemberCoder {
  private(set) var bytes: [UInt8] = []
  let interner: Interner

  /// Whether a reference is written as its number, for who has the names as well.
  private let numbersRefs: Bool
  private var flagsAt = 0
  private var flagsLeft = 0

  /// The instant that was written last, in milliseconds: the next is told by its distance.
  private var lastMilliseconds: Int64 = 0

  init(interner: Interner, numbersRefs: Bool = false) {
    self.interner = interner
    self.numbersRefs = numbersRefs
    bytes.reserveCapacity(384)
  }

  /// Begins another state behind what was written.
  mutating func beginState() {
    flagsLeft = 0
    lastMilliseconds = 0
  }

  var isReading: Bool { false }

  // MARK: Parts

  private mutating func flag(_ isSet: Bool) {
    if flagsLeft == 0 {
      flagsAt = bytes.count
      flagsLeft = 8
      bytes.append(0)
    }
    if isSet { bytes[flagsAt] |= 1 << UInt8(8 - flagsLeft) }
    flagsLeft -= 1
  }

  mutating func varint(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// A number with the sign in its lowest bit, so that small ones of either sign are short.
  mutating func signed(_ number: Int64) {
    varint(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  mutating func byte(_ byte: UInt8) { bytes.append(byte) }

  private mutating func words(_ value: UInt64...) {
    for word in value {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }

  private mutating func milliseconds(_ instant: Instant) {
    signed(instant.milliseconds &- lastMilliseconds)
    lastMilliseconds = instant.milliseconds
  }

  // MARK: MemberCoder

  mutating func key<K: MemberKey>(_ name: K) {}

  mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) -> Bool {
    flag(isPresent)
    return isPresent
  }

  mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError) {
    try value.code(&self)
  }

  mutating func beginObject() {}
  mutating func endObject() {}
  mutating func beginArray() {}

  mutating func nextElement(remains: Bool) -> Bool {
    flag(remains)
    return remains
  }

  mutating func notReported(_ isNotReported: Bool, always: Bool) -> Bool {
    flag(isNotReported)
    return isNotReported
  }

  mutating func integer(_ value: inout Int64, in bounds: ClosedRange<Int64>) { signed(value) }

  mutating func bool(_ value: inout Bool) { flag(value) }

  mutating func word<V: Vocabulary>(_ value: inout V) { bytes.append(value.rawValue) }

  mutating func text(_ value: inout Text, _ rule: TextRule) {
    var own = value.string(in: Span())
    string(&own)
  }

  mutating func string(_ value: inout String) {
    varint(UInt64(value.utf8.count))
    bytes.append(contentsOf: value.utf8)
  }

  mutating func ref(_ value: inout Ref, _ kind: Kind) {
    if numbersRefs { return varint(UInt64(value.rawValue)) }
    slug(of: value)
  }

  /// Writes the slug of a reference, its length before it.
  mutating func slug(of ref: Ref) {
    bytes.append(UInt8(truncatingIfNeeded: interner.slugLength(of: ref)))
    interner.appendSlug(of: ref, to: &bytes)
  }

  mutating func subject(_ value: inout Ref) {
    bytes.append(interner.kind(of: value).rawValue)
    ref(&value, interner.kind(of: value))
  }

  mutating func country(_ value: inout Ref) { ref(&value, .country) }

  mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) {
    bytes.append(value.scale)
    signed(value.unscaled)
  }

  mutating func digest(_ value: inout ContentDigest) { words(value.a, value.b, value.c, value.d) }

  mutating func uuid(_ value: inout EventID) { words(value.high, value.low) }

  mutating func currency(_ value: inout Currency) { bytes.append(contentsOf: value.code.utf8) }

  mutating func zone(_ value: inout Zone) {
    var name = value.name
    string(&name)
  }

  mutating func instant(_ value: inout Instant) { milliseconds(value) }

  mutating func point(_ value: inout PointInTime) {
    let (first, second) = value.packedWords
    signed(first)
    signed(second)
  }

  mutating func deadline(_ value: inout Deadline) {
    var (literal, deadlineZone) = (value.literal, value.zone)
    string(&literal)
    zone(&deadlineZone)
    milliseconds(value.instant)
    bytes.append(value.precision.rawValue)
    flag(value.reading != nil)
    guard let reading = value.reading else { return }
    var (readingZone, abbreviation) = (reading.zone, reading.abbreviation)
    zone(&readingZone)
    string(&abbreviation)
  }

  mutating func raw(_ value: inout [UInt8]) {
    varint(UInt64(value.count))
    bytes.append(contentsOf: value)
  }

  mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) {}
}
