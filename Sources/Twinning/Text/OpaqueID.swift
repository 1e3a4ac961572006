/// The id of an actor or a person: one that says nothing about its bearer.
///
/// 2 to 64 characters of a-z, 0-9 and "-" as in a slug, at least one digit among them, and no run
/// of more than three letters unless they are all hexadecimal or one of the words actor, person,
/// user, staff, node, test. So a random id passes and a name or an address does not. "sys", the
/// program itself, is the one id without a digit.
public struct OpaqueID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// At least so many bytes.
  public static let lengthMin = 2
  /// At most so many bytes.
  public static let lengthMax = 64

  /// The program itself, as the actor of what follows by its rules.
  public static let sys = OpaqueID(unchecked: "sys")

  private static let words = ["actor", "person", "user", "staff", "node", "test"]

  private static let accepted =
    "an id that names nobody: 2 to 64 characters of a-z, 0-9 and single or double hyphens, with a "
    + "digit, and no words but hexadecimal ones and actor, person, user, staff, node, test; for "
    + "example person-7f3a9c21 or a UUID in lower case"

  /// The id.
  public let text: String

  private init(unchecked text: String) {
    self.text = text
  }

  /// An id.
  ///
  /// - Throws: what `check` throws.
  public init(_ text: String) throws(TextProblem) {
    try OpaqueID.check(text.utf8.span)
    self.text = text
  }

  /// An id from bytes.
  ///
  /// - Throws: what `check` throws.
  public init(_ bytes: borrowing Span<UInt8>) throws(TextProblem) {
    try OpaqueID.check(bytes)
    text = bytes.text
  }

  /// Checks that the bytes are an opaque id.
  ///
  /// - Throws: `empty`, `tooShort`, `tooLong`, `forbiddenCharacter`, `misplacedHyphen`, `noDigit`
  /// or   `likeAName`.
  /// - Complexity: O(n); allocates only to throw.
  public static func check(_ bytes: borrowing Span<UInt8>) throws(TextProblem) {
    guard bytes.count <= lengthMax, SlugRules.accepts(bytes) else {
      throw TextProblem(
        SlugRules.fault(of: bytes, atMost: lengthMax), found: bytes, accepted: accepted)
    }
    if bytes.count < lengthMin { throw TextProblem(.tooShort, found: bytes, accepted: accepted) }
    var hasDigit = false
    var index = 0
    while index < bytes.count {
      let start = index
      var isHexadecimal = true
      while index < bytes.count, bytes[index] >= 0x61 {
        if bytes[index] > 0x66 { isHexadecimal = false }
        index += 1
      }
      if !isHexadecimal, index - start > 3, !isKnown(bytes.extracting(start..<index)) {
        throw TextProblem(.likeAName, found: bytes, accepted: accepted)
      }
      if index < bytes.count {
        if bytes[index] != 0x2D { hasDigit = true }
        index += 1
      }
    }
    guard hasDigit || bytes.equals("sys") else {
      throw TextProblem(.noDigit, found: bytes, accepted: accepted)
    }
  }

  private static func isKnown(_ word: borrowing Span<UInt8>) -> Bool {
    for known in words where word.equals(known) {
      return true
    }
    return false
  }

  public static func < (a: OpaqueID, b: OpaqueID) -> Bool { a.text < b.text }

  /// The id.
  public var description: String { text }
}
