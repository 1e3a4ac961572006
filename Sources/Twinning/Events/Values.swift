/// SHA-256 of a file or of a text kept elsewhere.
public struct ContentDigest: Hashable, Sendable, BitwiseCopyable {
  var a: UInt64 = 0
  var b: UInt64 = 0
  var c: UInt64 = 0
  var d: UInt64 = 0

  /// All zeros: what a reader holds before it has read.
  public init() {}

  /// The digest that 64 lower-case hexadecimal digits spell, or nil.
  public init?(_ digits: borrowing Span<UInt8>) {
    guard digits.count == 64, let a = digits.hexWord(at: 0), let b = digits.hexWord(at: 16),
      let c = digits.hexWord(at: 32), let d = digits.hexWord(at: 48)
    else { return nil }
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  /// The digest that 64 lower-case hexadecimal digits spell, or nil.
  public init?(_ digits: String) { self.init(digits.utf8.span) }

  /// Appends 64 lower-case hexadecimal digits.
  public func append(to bytes: inout [UInt8]) {
    for word in [a, b, c, d] { bytes.append(hexOf: word, digits: 16) }
  }

  /// 64 lower-case hexadecimal digits.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A UUID: an event's or a command's id.
public struct EventID: Hashable, Sendable, BitwiseCopyable {
  /// The first eight bytes, the first byte highest.
  public var high: UInt64
  /// The last eight bytes.
  public var low: UInt64

  /// All zeros: what a reader holds before it has read.
  public init() { (high, low) = (0, 0) }

  /// Puts the parts together.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// The UUID that 36 lower-case characters spell, or nil.
  public init?(_ text: borrowing Span<UInt8>) {
    guard text.count == 36, text[8] == 0x2D, text[13] == 0x2D, text[18] == 0x2D,
      text[23] == 0x2D,
      let a = Words.hexadecimal(text.packed(from: 0)),
      let b = Words.hexadecimal(
        text.packed(from: 9) & 0xFFFF_FFFF | (text.packed(from: 14) & 0xFFFF_FFFF) &<< 32),
      let c = Words.hexadecimal(
        text.packed(from: 19) & 0xFFFF_FFFF | (text.packed(from: 24) & 0xFFFF_FFFF) &<< 32),
      let d = Words.hexadecimal(text.packed(from: 28))
    else { return nil }
    high = a << 32 | b
    low = c << 32 | d
  }

  /// The UUID that 36 lower-case characters spell, or nil.
  public init?(_ text: String) { self.init(text.utf8.span) }

  /// The UUID of 16 bytes, or nil for another count.
  public init?(bytes: borrowing Span<UInt8>) {
    guard bytes.count == 16 else { return nil }
    var (high, low) = (UInt64(0), UInt64(0))
    for index in 0..<8 {
      high = high << 8 | UInt64(bytes[index])
      low = low << 8 | UInt64(bytes[index + 8])
    }
    self.init(high: high, low: low)
  }

  /// A version 7 UUID: the milliseconds of an instant from 1970 on, then 74 random bits.
  ///
  /// - Parameters:
  ///   - random: 80 random bits, of which 6 make room for version and variant.
  public init(version7 instant: Instant, random: (UInt16, UInt64)) {
    precondition(
      (0..<1 << 48).contains(instant.milliseconds), "a version 7 UUID needs 48 bits of milliseconds"
    )
    high = UInt64(instant.milliseconds) << 16 | 0x7000 | UInt64(random.0 & 0x0FFF)
    low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
  }

  /// A version 8 UUID for a line of an imported file: the same file and line give the same id.
  ///
  /// - Parameters:
  ///   - digest: SHA-256 of the file.
  ///   - line: the line, from 1, below 2⁴⁰.
  public init(version8 digest: ContentDigest, line: Int) {
    precondition((0..<1 << 40).contains(line), "a line's number has at most 40 bits")
    high = (digest.a & ~0xF000) | 0x8000
    low = 0x8000_0000_0000_0000 | (digest.b >> 42) << 40 | UInt64(line)
  }

  /// The version's digit.
  public var version: Int { Int(high >> 12 & 0xF) }

  /// The milliseconds in a version 7 UUID.
  public var milliseconds: Int64 { Int64(high >> 16) }

  /// Appends 36 lower-case characters.
  public func append(to bytes: inout [UInt8]) {
    bytes.append(hexOf: high >> 32, digits: 8)
    bytes.append(0x2D)
    bytes.append(hexOf: high >> 16, digits: 4)
    bytes.append(0x2D)
    bytes.append(hexOf: high, digits: 4)
    bytes.append(0x2D)
    bytes.append(hexOf: low >> 48, digits: 4)
    bytes.append(0x2D)
    bytes.append(hexOf: low, digits: 12)
  }

  /// Appends the 16 bytes.
  public func appendBytes(to bytes: inout [UInt8]) {
    for word in [high, low] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
  }

  /// 36 lower-case characters.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An exact decimal number with up to 12 digits before the point and 6 after it.
///
/// Trailing zeros are kept, so that it is written as it was read; equality is of the spelling, and
/// ``millionths`` compares values.
public struct FixedDecimal: Hashable, Sendable, BitwiseCopyable {
  /// The digits without the point.
  public var unscaled: Int64
  /// How many of them stand after the point, 0 to 6.
  public var scale: UInt8

  /// Zero.
  public init() { (unscaled, scale) = (0, 0) }

  /// The number `unscaled` / 10^`scale`.
  public init(unscaled: Int64, scale: UInt8) {
    precondition(scale <= 6, "a decimal has at most 6 digits after its point")
    self.unscaled = unscaled
    self.scale = scale
  }

  /// The number that a text spells, or nil: `12`, `-0.5` and `3.10` are taken; `+1`, `.5`, `01`
  /// and `-0` are not.
  public init?(_ text: borrowing Span<UInt8>) {
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    let start = index
    var value: Int64 = 0
    while index < text.count, text[index] &- 0x30 < 10, index - start <= 12 {
      value = value * 10 + Int64(text[index] - 0x30)
      index += 1
    }
    let digits = index - start
    guard digits >= 1, digits <= 12, digits == 1 || text[start] != 0x30 else { return nil }
    var places: UInt8 = 0
    if index < text.count {
      guard text[index] == UInt8(ascii: ".") else { return nil }
      index += 1
      while index < text.count, text[index] &- 0x30 < 10, places < 7 {
        value = value * 10 + Int64(text[index] - 0x30)
        index += 1
        places += 1
      }
      guard places >= 1, places <= 6, index == text.count else { return nil }
    }
    if isNegative, value == 0 { return nil }
    unscaled = isNegative ? -value : value
    scale = places
  }

  /// The number that a text spells, or nil.
  public init?(_ text: String) { self.init(text.utf8.span) }

  /// The number in millionths: exact.
  public var millionths: Int64 {
    var value = unscaled
    for _ in scale..<6 { value *= 10 }
    return value
  }

  /// The text that ``init(_:)-(String)`` reads.
  public var text: String {
    let digits = String(unscaled.magnitude)
    let sign = unscaled < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(Int(scale))).\(padded.suffix(Int(scale)))"
  }
}

/// An ISO 4217 code.
public struct Currency: Hashable, Sendable, BitwiseCopyable {
  private var letters: UInt32

  /// The euro.
  public static let eur = Currency()

  /// The euro: what a reader holds before it has read.
  public init() { letters = 0x455552 }

  /// The currency of three capital letters, or nil.
  public init?(_ code: borrowing Span<UInt8>) {
    guard code.count == 3 else { return nil }
    var letters: UInt32 = 0
    for index in 0..<3 {
      guard (0x41...0x5A).contains(code[index]) else { return nil }
      letters = letters << 8 | UInt32(code[index])
    }
    self.letters = letters
  }

  /// The currency of three capital letters, or nil.
  public init?(_ code: String) { self.init(code.utf8.span) }

  /// The three letters.
  public var code: String {
    let bytes = [UInt8(letters >> 16), UInt8(letters >> 8 & 0xFF), UInt8(letters & 0xFF)]
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// An amount of money in minor units (cents) of a currency.
public struct Money: Hashable, Sendable, BitwiseCopyable {
  /// The amount in minor units, from 0 to 10¹².
  public var minorUnits: Int64
  /// The currency.
  public var currency: Currency

  /// Puts the parts together.
  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}

extension Span where Element == UInt8 {
  /// The number that 16 lower-case hexadecimal digits spell, or nil.
  @inline(__always)
  fileprivate func hexWord(at start: Int) -> UInt64? {
    guard let high = Words.hexadecimal(packed(from: start)),
      let low = Words.hexadecimal(packed(from: start &+ 8))
    else { return nil }
    return high &<< 32 | low
  }
}

extension [UInt8] {
  /// Appends the lower digits of a number in lower-case hexadecimal.
  mutating func append(hexOf value: UInt64, digits: Int) {
    for shift in stride(from: (digits - 1) * 4, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 0xF
      append(digit < 10 ? 0x30 + digit : 0x57 + digit)
    }
  }
}
