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

  /// The hash in base64 with padding, as checkpoints and proofs write it: 44 characters.
  public var base64: String { Base64.text(of: bytes.indices.map { bytes[$0] }) }

  /// The hash that 44 characters of base64 spell, or nil.
  ///
  /// Read strictly, as ``Base64`` says.
  public init?(base64: some StringProtocol) {
    guard base64.utf8.count == 44, let bytes = Base64.bytes(of: base64) else { return nil }
    self.init(bytes.span)
  }
}
