/// Reading bytes eight at a time without leaving safe Swift: the compiler sees that all eight
/// indices are in bounds after one comparison and joins the loads into one.
extension Span where Element == UInt8 {
  /// The eight bytes from `index` as a little-endian word, or nil if fewer are left.
  @inlinable @inline(__always)
  func word(at index: Int) -> UInt64? {
    guard index >= 0 else { return nil }
    let rest = extracting(droppingFirst: index)
    guard rest.count >= 8 else { return nil }
    let low =
      UInt64(rest[0]) | UInt64(rest[1]) &<< 8 | UInt64(rest[2]) &<< 16 | UInt64(rest[3]) &<< 24
    let high =
      UInt64(rest[4]) | UInt64(rest[5]) &<< 8 | UInt64(rest[6]) &<< 16 | UInt64(rest[7]) &<< 24
    return low | high &<< 32
  }

  /// The first offset from `start` on whose byte cannot stand for itself in an ASCII string: a
  /// quote, a backslash, a control character or a byte of a longer sequence; else the end.
  @inlinable @inline(__always)
  func plainEnd(from start: Int) -> Int {
    var index = start
    while let word = word(at: index) {
      let special = specialBytes(word)
      if special != 0 { return index &+ special.trailingZeroBitCount &>> 3 }
      index &+= 8
    }
    while index < count {
      let byte = self[index]
      if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return index }
      index &+= 1
    }
    return index
  }

  /// The length, 2 to 4, of the well-formed UTF-8 sequence of several bytes at `index`, or 0.
  @usableFromInline
  func sequenceLength(at index: Int) -> Int {
    let lead = self[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, count - index >= length else { return 0 }
    let second = self[index + 1]
    guard second & 0xC0 == 0x80 else { return 0 }
    if length == 2 { return 2 }
    guard self[index + 2] & 0xC0 == 0x80 else { return 0 }
    switch lead {
    case 0xE0 where second < 0xA0: return 0
    case 0xED where second > 0x9F: return 0
    case 0xF0 where second < 0x90: return 0
    case 0xF4 where second > 0x8F: return 0
    default: break
    }
    if length == 3 { return 3 }
    return self[index + 3] & 0xC0 == 0x80 ? 4 : 0
  }

  /// The scalar of the well-formed sequence of `length` bytes at `index`.
  func scalar(at index: Int, length: Int) -> UInt32 {
    let lead = UInt32(self[index])
    if length == 1 { return lead }
    var value = length == 2 ? lead & 0x1F : length == 3 ? lead & 0x0F : lead & 0x07
    for next in index + 1..<index + length { value = value << 6 | UInt32(self[next] & 0x3F) }
    return value
  }
}

/// The high bit of every byte that is a quote, a backslash, below 0x20 or above 0x7F. Bits above
/// the lowest set one may be wrong, which does not matter to who asks for the first.
@inlinable @inline(__always)
func specialBytes(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let highs: UInt64 = 0x8080_8080_8080_8080
  let quote = word ^ (ones &* 0x22)
  let backslash = word ^ (ones &* 0x5C)
  let found =
    (quote &- ones) & ~quote | (backslash &- ones) & ~backslash
    | (word &- ones &* 0x20) & ~word | word
  return found & highs
}

/// Whether a byte is JSON white space.
@inlinable @inline(__always)
func isSpace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
}

/// Whether a byte is an ASCII digit.
@inlinable @inline(__always)
func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

/// The value of a hexadecimal digit, or nil.
@inlinable
func hexValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
  case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
  default: nil
  }
}

extension [UInt8] {
  /// Appends a span's bytes.
  @inlinable @inline(__always)
  mutating func append(bytes: borrowing Span<UInt8>) {
    append(addingCapacity: bytes.count) { (room: inout OutputSpan<UInt8>) in
      for index in bytes.indices { room.append(bytes[index]) }
    }
  }
}
