/// A walk through the parts of a stored row.
///
/// Every method throws ``IntegrityError`` where the row ends too soon or holds what can't be.
struct ByteReader: ~Escapable {
  private let bytes: Span<UInt8>
  private(set) var position = 0
  private let place: IntegrityError.Position

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, at place: IntegrityError.Position) {
    self.bytes = bytes
    self.place = place
  }

  var isAtEnd: Bool { position == bytes.count }

  @inline(never)
  private func tooShort() -> IntegrityError {
    IntegrityError(place, expected: "more bytes", found: "\(bytes.count) bytes")
  }

  @_lifetime(self: copy self)
  mutating func byte() throws(IntegrityError) -> UInt8 {
    guard position < bytes.count else { throw tooShort() }
    position += 1
    return bytes[position - 1]
  }

  @_lifetime(self: copy self)
  mutating func bigEndian<T: FixedWidthInteger>(_: T.Type = T.self) throws(IntegrityError) -> T {
    let width = T.bitWidth / 8
    guard width <= bytes.count - position else { throw tooShort() }
    var number: T = 0
    let end = position + width
    while position < end {
      number = number << 8 | T(truncatingIfNeeded: bytes[position])
      position += 1
    }
    return number
  }

  @_lifetime(self: copy self)
  mutating func varint() throws(IntegrityError) -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return number }
      shift += 7
      if shift > 63 {
        throw IntegrityError(place, expected: "a number of at most 64 bits", found: "a longer one")
      }
    }
    throw tooShort()
  }

  /// A number that counts bytes or entries of this row, so it can't be greater than the row.
  @_lifetime(self: copy self)
  mutating func count() throws(IntegrityError) -> Int {
    let number = try varint()
    guard number <= UInt64(bytes.count) else { throw tooShort() }
    return Int(number)
  }

  @_lifetime(copy self)
  @_lifetime(self: copy self)
  mutating func bytes(_ length: Int) throws(IntegrityError) -> Span<UInt8> {
    guard length <= bytes.count - position else { throw tooShort() }
    position += length
    return bytes.extracting((position - length)..<position)
  }

  @_lifetime(copy self)
  @_lifetime(self: copy self)
  mutating func rest() throws(IntegrityError) -> Span<UInt8> {
    try bytes(bytes.count - position)
  }
}
