/// Base64 as signed notes and proofs write it (RFC 4648, section 4): the standard alphabet, with
/// padding, on one line.
///
/// Read strictly, so that bytes have one spelling: without white space, with all of the padding,
/// and with the unused bits of the last digit zero.
public enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// By a character's code: its six bits, or 255 for what is no digit.
  private static let digits: [UInt8] = {
    var digits = [UInt8](repeating: 255, count: 256)
    for (value, character) in alphabet.enumerated() { digits[Int(character)] = UInt8(value) }
    return digits
  }()

  /// The text of `bytes`. O(n).
  public static func text(of bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    var group: UInt32 = 0
    var count = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      for shift in [UInt32(18), 12, 6, 0] { text.append(alphabet[Int(group >> shift & 63)]) }
      (group, count) = (0, 0)
    }
    if count > 0 {
      group <<= UInt32(8 * (3 - count))
      for place in 0..<4 {
        let isDigit = place <= count
        text.append(isDigit ? alphabet[Int(group >> UInt32(18 - 6 * place) & 63)] : 0x3D)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that `text` spells, or nil. O(n).
  public static func bytes(of text: some StringProtocol) -> [UInt8]? {
    var characters = Array(text.utf8)
    guard characters.count % 4 == 0 else { return nil }
    var padding = 0
    while padding < 2, characters.last == 0x3D {
      characters.removeLast()
      padding += 1
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count * 3 / 4)
    var bits: UInt32 = 0
    var bitCount: UInt32 = 0
    for character in characters {
      let digit = digits[Int(character)]
      guard digit < 64 else { return nil }
      bits = bits << 6 | UInt32(digit)
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> bitCount))
      }
    }
    guard bits & (1 << bitCount - 1) == 0 else { return nil }
    return bytes
  }
}
