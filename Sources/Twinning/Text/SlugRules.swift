/// The grammar of slugs: what stands after the kind in a subject, and in a payload's references.
///
/// `^[a-z0-9](-{0,2}[a-z0-9])*$`, 1 to 120 bytes: words of a-z and 0-9 with a hyphen between them,
/// and two hyphens between the parts of a name made of several.
public enum SlugRules {
  /// At most so many bytes.
  public static let lengthMax = 120

  static let accepted =
    "1 to 120 characters of a-z and 0-9, with one hyphen between words and two between parts, for "
    + "example hu-budapest or cohort-1--hu-budapest--tr-eskisehir"

  /// Whether the bytes are a slug.
  ///
  /// - Complexity: O(n).
  public static func accepts(_ bytes: borrowing Span<UInt8>) -> Bool {
    guard bytes.count >= 1, bytes.count <= lengthMax else { return false }
    var hyphens = 3
    for index in bytes.indices {
      let byte = bytes[index]
      if isWord(byte) {
        hyphens = 0
      } else if byte == 0x2D, hyphens < 2 {
        hyphens += 1
      } else {
        return false
      }
    }
    return hyphens == 0
  }

  /// Checks that the bytes are a slug.
  ///
  /// - Throws: `empty`, `tooLong`, `forbiddenCharacter` or `misplacedHyphen`.
  /// - Complexity: O(n).
  public static func check(_ bytes: borrowing Span<UInt8>) throws(TextProblem) {
    if accepts(bytes) { return }
    throw TextProblem(fault(of: bytes, atMost: lengthMax), found: bytes, accepted: accepted)
  }

  /// Checks that a text is a slug.
  ///
  /// - Throws: `empty`, `tooLong`, `forbiddenCharacter` or `misplacedHyphen`.
  public static func check(_ text: String) throws(TextProblem) {
    try check(text.utf8.span)
  }

  /// a-z and 0-9.
  static func isWord(_ byte: UInt8) -> Bool {
    byte >= 0x61 && byte <= 0x7A || byte >= 0x30 && byte <= 0x39
  }

  /// What is wrong with bytes that are no slug.
  static func fault(of bytes: borrowing Span<UInt8>, atMost length: Int) -> TextProblem.Code {
    if bytes.isEmpty { return .empty }
    if bytes.count > length { return .tooLong }
    for index in bytes.indices where !isWord(bytes[index]) && bytes[index] != 0x2D {
      return .forbiddenCharacter
    }
    return .misplacedHyphen
  }
}
