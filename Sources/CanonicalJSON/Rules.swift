/// What a JSON text may hold beyond the grammar of RFC 8259.
///
/// Whatever the rules, the text is I-JSON (RFC 7493): UTF-8 without lone surrogates, and no object
/// with two members of one name.
public struct Rules: Hashable, Sendable {
  /// Which numbers are allowed.
  public enum Numbers: Hashable, Sendable {
    /// Integers within ±(2⁵³−1), without fraction, exponent or negative zero.
    case integers
    /// Every number that a finite double holds, written as ECMAScript writes it (RFC 8785,
    /// 3.2.2.3).
    case doubles
  }

  /// Which text is allowed in strings and names.
  public enum Text: Hashable, Sendable {
    /// Every Unicode scalar.
    case any
    /// Normalization form C without U+0000, unassigned, private-use and non-character code points.
    ///
    /// What is assigned is what the Unicode version of the Swift standard library says; a code
    /// point once assigned stays so, and its normalization never changes.
    case interchange
  }

  /// Which numbers are allowed.
  public var numbers: Numbers
  /// Which text is allowed.
  public var text: Text
  /// How many arrays and objects may lie in one another, 1 to 32.
  public var depthMax: Int
  /// How many bytes the canonical form may have.
  public var bytesMax: Int
  /// How many bytes the text that is read may have, white space and escapes included.
  public var sourceBytesMax: Int

  /// Rules of one's own.
  public init(
    numbers: Numbers, text: Text, depthMax: Int = 32, bytesMax: Int, sourceBytesMax: Int
  ) {
    precondition((1...32).contains(depthMax), "the nesting limit is 1 to 32")
    precondition(bytesMax > 0 && sourceBytesMax >= bytesMax, "a limit must leave room for a text")
    self.numbers = numbers
    self.text = text
    self.depthMax = depthMax
    self.bytesMax = bytesMax
    self.sourceBytesMax = sourceBytesMax
  }

  /// The rules of an event: integers, interchange text, 32 deep, 65,535 bytes in canonical form
  /// (what a tile's entry can hold), 1 MiB as sent.
  public static let event = Rules(
    numbers: .integers, text: .interchange, bytesMax: 65_535, sourceBytesMax: 1 << 20)

  /// All of RFC 8785: doubles and any text, 32 deep, 64 MiB.
  public static let general = Rules(
    numbers: .doubles, text: .any, bytesMax: 1 << 26, sourceBytesMax: 1 << 26)
}

/// The largest magnitude of an integer that every reader of JSON agrees on: 2⁵³−1.
@usableFromInline let integerMagnitudeMax: Int64 = 9_007_199_254_740_991
