/// Reads the members of a state from what a ``PackedWriter`` wrote. It believes nothing: bytes that
/// no writer writes are refused, and nothing is reserved before it is there.
struct PackedReader: MemberCoder, ~Escapable {
  private let bytes: Span<UInt8>
  private let interner: Interner

  /// Whether references are numbers of names that the interner has.
  private let numbersRefs: Bool
  private var position = 0
  private var flags: UInt8 = 0
  private var flagsLeft = 0
  private var lastMilliseconds: Int64 = 0

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, interner: Interner, numbersRefs: Bool = false) {
    self.bytes = bytes
    self.interner = interner
    self.numbersRefs = numbersRefs
  }

  var isReading: Bool { true }

  /// How many bytes are left.
  var bytesLeft: Int { bytes.count - position }

  /// Begins another state behind what was read.
  mutating func beginState() {
    flagsLeft = 0
    lastMilliseconds = 0
  }

  /// A number of things: no negative one, and none that doesn't fit.
  mutating func count() throws(SchemaError) -> Int {
    let number = try varint()
    guard number < 1 << 48 else { throw failure("a number that can't be") }
    return Int(number)
  }

  /// Checks that nothing follows.
  func finish() throws(SchemaError) {
    if position != bytes.count { throw failure("more bytes than the state has members") }
  }

  // MARK: Parts

  @inline(never)
  func failure(_ message: String) -> SchemaError {
    SchemaError(.wrongType, pointer: "", offset: position, "a packed state: \(message)")
  }

  mutating func byte() throws(SchemaError) -> UInt8 {
    guard position < bytes.count else { throw failure("it ends too early") }
    position += 1
    return bytes[position - 1]
  }

  private mutating func flag() throws(SchemaError) -> Bool {
    if flagsLeft == 0 {
      flags = try byte()
      flagsLeft = 8
    }
    let isSet = flags & 1 != 0
    flags >>= 1
    flagsLeft -= 1
    return isSet
  }

  mutating func varint() throws(SchemaError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw failure("a number over 64 bits") }
      number |= UInt64(next & 0x7F) << shift
      if next < 0x80 {
        if next == 0, shift > 0 { throw failure("a number longer than it need be") }
        return number
      }
      shift += 7
    }
  }

  mutating func signed() throws(SchemaError) -> Int64 {
    let number = try varint()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  private mutating func word() throws(SchemaError) -> UInt64 {
    var word: UInt64 = 0
    for _ in 0..<8 { word = word << 8 | UInt64(try byte()) }
    return word
  }

  private mutating func range(_ count: UInt64) throws(SchemaError) -> Range<Int> {
    guard count <= UInt64(bytes.count - position) else { throw failure("it ends too early") }
    defer { position += Int(count) }
    return position..<position + Int(count)
  }

  private mutating func milliseconds() throws(SchemaError) -> Instant {
    lastMilliseconds &+= try signed()
    let instant = Instant(milliseconds: lastMilliseconds)
    guard instant.hasText else { throw failure("an instant outside of the years 0000 to 9999") }
    return instant
  }

  // MARK: MemberCoder

  mutating func key<K: MemberKey>(_ name: K) {}

  mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) throws(SchemaError) -> Bool {
    try flag()
  }

  mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError) {
    try value.code(&self)
  }

  mutating func beginObject() {}
  mutating func endObject() {}
  mutating func beginArray() {}

  mutating func nextElement(remains: Bool) throws(SchemaError) -> Bool { try flag() }

  mutating func notReported(_ isNotReported: Bool, always: Bool) throws(SchemaError) -> Bool {
    try flag()
  }

  mutating func integer(
    _ value: inout Int64, in bounds: ClosedRange<Int64>
  ) throws(SchemaError) {
    value = try signed()
    if !bounds.contains(value) { throw failure("\(value) out of its bounds") }
  }

  mutating func bool(_ value: inout Bool) throws(SchemaError) { value = try flag() }

  mutating func word<V: Vocabulary>(_ value: inout V) throws(SchemaError) {
    let number = try byte()
    guard let word = V(rawValue: number) else { throw failure("no word has number \(number)") }
    value = word
  }

  mutating func text(_ value: inout Text, _ rule: TextRule) throws(SchemaError) {
    var own = ""
    try string(&own)
    value = Text(own)
  }

  mutating func string(_ value: inout String) throws(SchemaError) {
    let range = try range(try varint())
    guard let utf8 = try? UTF8Span(validating: bytes.extracting(range)) else {
      throw failure("a text that isn't UTF-8")
    }
    value = String(copying: utf8)
  }

  mutating func ref(_ value: inout Ref, _ kind: Kind) throws(SchemaError) {
    if numbersRefs {
      value = try anyRef()
      if interner.kind(of: value) != kind { throw failure("a name of another kind") }
    } else {
      value = try slug(kind)
    }
  }

  /// A reference of any kind by its number.
  mutating func anyRef() throws(SchemaError) -> Ref {
    let number = try varint()
    guard number < UInt64(interner.count) else { throw failure("no name has number \(number)") }
    return Ref(rawValue: UInt32(number))
  }

  /// A reference by its slug.
  mutating func slug(_ kind: Kind) throws(SchemaError) -> Ref {
    interner.intern(kind, bytes.extracting(try range(UInt64(try byte()))))
  }

  mutating func subject(_ value: inout Ref) throws(SchemaError) {
    let number = try byte()
    guard let kind = Kind(rawValue: number) else { throw failure("no kind has number \(number)") }
    try ref(&value, kind)
  }

  mutating func country(_ value: inout Ref) throws(SchemaError) { try ref(&value, .country) }

  mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) throws(SchemaError) {
    let scale = try byte()
    guard scale <= 6 else { throw failure("\(scale) digits after a decimal's point") }
    value = FixedDecimal(unscaled: try signed(), scale: scale)
  }

  mutating func digest(_ value: inout ContentDigest) throws(SchemaError) {
    value.a = try word()
    value.b = try word()
    value.c = try word()
    value.d = try word()
  }

  mutating func uuid(_ value: inout EventID) throws(SchemaError) {
    value = EventID(high: try word(), low: try word())
  }

  mutating func currency(_ value: inout Currency) throws(SchemaError) {
    guard let currency = Currency(bytes.extracting(try range(3))) else {
      throw failure("no currency's code")
    }
    value = currency
  }

  mutating func zone(_ value: inout Zone) throws(SchemaError) {
    var name = ""
    try string(&name)
    guard let zone = try? Zone(name) else { throw failure("no zone is named \(name)") }
    value = zone
  }

  mutating func instant(_ value: inout Instant) throws(SchemaError) { value = try milliseconds() }

  mutating func point(_ value: inout PointInTime) throws(SchemaError) {
    guard let point = PointInTime(packedWords: (try signed(), try signed())) else {
      throw failure("no point in time")
    }
    value = point
  }

  mutating func deadline(_ value: inout Deadline) throws(SchemaError) {
    var literal = ""
    var zone = Zone.utc
    try string(&literal)
    try self.zone(&zone)
    let instant = try milliseconds()
    let number = try byte()
    guard let precision = Deadline.Precision(rawValue: number) else {
      throw failure("no precision has number \(number)")
    }
    var reading: Deadline.Reading?
    if try flag() {
      var readingZone = Zone.utc
      var abbreviation = ""
      try self.zone(&readingZone)
      try string(&abbreviation)
      reading = Deadline.Reading(zone: readingZone, abbreviation: abbreviation)
    }
    value = Deadline(
      literal: literal, zone: zone, instant: instant, precision: precision, reading: reading)
  }

  mutating func raw(_ value: inout [UInt8]) throws(SchemaError) {
    let range = try range(try varint())
    value = []
    value.reserveCapacity(range.count)
    for index in range { value.append(bytes[index]) }
  }

  mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) throws(SchemaError) {
    if !holds { throw failure(message()) }
  }
}
