/// A SHA-256 digest: a leaf's, a node's or a root's.
public struct Hash: Hashable, Sendable {
  /// How many bytes a hash has: 32.
  public static let bytesCount = 32

  /// The digest's bytes, the most significant first.
  public let bytes: InlineArray<32, UInt8>

  /// A hash of known bytes.
  public init(_ bytes: InlineArray<32, UInt8>) { self.bytes = bytes }

  /// The hash whose bytes these are, or nil if there are not 32 of them.
  public init?(_ bytes: borrowing Span<UInt8>) {
    guard bytes.count == Self.bytesCount else { return nil }
    var copy = InlineArray<32, UInt8>(repeating: 0)
    for index in 0..<32 { copy[index] = bytes[index] }
    self.bytes = copy
  }

  /// Whether all bytes are equal.
  public static func == (left: Hash, right: Hash) -> Bool {
    var difference: UInt8 = 0
    for index in 0..<32 { difference |= left.bytes[index] ^ right.bytes[index] }
    return difference == 0
  }

  /// Feeds the first eight bytes, which are as good as random already.
  public func hash(into hasher: inout Hasher) {
    var word: UInt64 = 0
    for index in 0..<8 { word = word << 8 | UInt64(bytes[index]) }
    hasher.combine(word)
  }
}

extension Hash: CustomStringConvertible {
  /// The hash in hexadecimal.
  public var description: String { hex }

  /// The hash as 64 lower-case hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(64)
    for index in 0..<32 {
      text.append(digits[Int(bytes[index] >> 4)])
      text.append(digits[Int(bytes[index] & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The hash that 64 lower-case hexadecimal digits spell, or nil.
  public init?(hex: some StringProtocol) {
    let text = Array(hex.utf8)
    guard text.count == 64 else { return nil }
    var copy = InlineArray<32, UInt8>(repeating: 0)
    for index in 0..<64 {
      let digit: UInt8
      switch text[index] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = text[index] - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = text[index] - UInt8(ascii: "a") + 10
      default: return nil
      }
      copy[index / 2] = copy[index / 2] << 4 | digit
    }
    bytes = copy
  }

  private static let base64Alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The hash in base64 with padding, as checkpoints and proofs write it: 44 characters.
  public var base64: String {
    var text: [UInt8] = []
    text.reserveCapacity(44)
    for start in stride(from: 0, to: 32, by: 3) {
      var group: UInt32 = 0
      for index in start..<start + 3 {
        group = group << 8 | (index < 32 ? UInt32(bytes[index]) : 0)
      }
      for place in 0..<4 {
        text.append(Self.base64Alphabet[Int(group >> UInt32(18 - 6 * place) & 63)])
      }
    }
    text[43] = UInt8(ascii: "=")
    return String(decoding: text, as: UTF8.self)
  }

  /// The hash that 44 characters of base64 spell, or nil.
  ///
  /// Read strictly, so that a hash has one spelling: with padding, without white space, and with
  /// the unused bits of the last digit zero.
  public init?(base64: some StringProtocol) {
    let text = Array(base64.utf8)
    guard text.count == 44, text[43] == UInt8(ascii: "=") else { return nil }
    var copy = InlineArray<32, UInt8>(repeating: 0)
    var bits: UInt32 = 0
    var bitCount = 0
    var written = 0
    for character in text.dropLast() {
      guard let digit = Self.base64Alphabet.firstIndex(of: character) else { return nil }
      bits = bits << 6 | UInt32(digit)
      bitCount += 6
      if bitCount >= 8, written < 32 {
        bitCount -= 8
        copy[written] = UInt8(truncatingIfNeeded: bits >> UInt32(bitCount))
        written += 1
      }
    }
    guard bits & 0b11 == 0 else { return nil }
    bytes = copy
  }
}
