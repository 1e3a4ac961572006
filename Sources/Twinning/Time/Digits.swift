extension Span<UInt8> {
  /// The number in `count` ASCII digits from `offset` on, or -1 where there are none.
  ///
  /// At most 18 digits, so that the number fits. A sentinel instead of an optional: this is the
  /// inner loop of every event that is read.
  func number(at offset: Int, digits count: Int) -> Int {
    guard offset >= 0, offset + count <= self.count else { return -1 }
    var value = 0
    for index in offset..<offset + count {
      let digit = Int(self[index]) - 0x30
      guard digit >= 0, digit <= 9 else { return -1 }
      value = value * 10 + digit
    }
    return value
  }

  /// Whether `byte` stands at `offset`.
  func holds(_ byte: Character, at offset: Int) -> Bool {
    offset < count && self[offset] == byte.asciiValue
  }

  /// Whether the bytes are those of `text`.
  func equals(_ text: String) -> Bool {
    let other = text.utf8
    guard other.count == count else { return false }
    var index = 0
    for byte in other {
      guard self[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// The bytes as text; what is no UTF-8 becomes U+FFFD.
  var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for index in indices {
      bytes.append(self[index])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension [UInt8] {
  /// Appends `value`, 0 to 99, as two digits.
  mutating func append(twoDigits value: Int) {
    append(UInt8(truncatingIfNeeded: 0x30 + value / 10))
    append(UInt8(truncatingIfNeeded: 0x30 + value % 10))
  }

  /// Appends `value`, 0 to 999, as three digits.
  mutating func append(threeDigits value: Int) {
    append(UInt8(truncatingIfNeeded: 0x30 + value / 100))
    append(twoDigits: value % 100)
  }

  /// Appends `value`, 0 to 9999, as four digits.
  mutating func append(fourDigits value: Int) {
    append(twoDigits: value / 100)
    append(twoDigits: value % 100)
  }
}

extension MutableSpan<UInt8> {
  /// Puts `value`, 0 to 99, as two digits.
  mutating func put(_ value: Int, at offset: Int) {
    self[offset] = UInt8(truncatingIfNeeded: 0x30 + value / 10)
    self[offset + 1] = UInt8(truncatingIfNeeded: 0x30 + value % 10)
  }
}

/// The quotient rounded toward negative infinity, and the remainder, never negative.
func floorDivided(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
  let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
  return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
