/// Why a JSON text was refused: what is wrong, where it stands, and what to do about it.
///
/// Two errors are equal when their `code` is equal, so that a test or a caller can state the error
/// it means without repeating places and prose.
public struct JSONError: Error, Hashable, Sendable {
  /// What is wrong. New codes may be added, so a `switch` over them needs a `default`.
  public let code: Code

  /// Where it is wrong: byte offset, line, column and the pointer to the member.
  public let place: Place

  /// What was found, in words; may be empty. It is no part of equality.
  public let detail: String

  /// The byte offset, from 0, in the text that was read.
  public var offset: Int { place.offset }

  /// The line, from 1.
  public var line: Int { place.line }

  /// The column, from 1, in Unicode scalars (not in bytes, not in what a terminal draws).
  public var column: Int { place.column }

  /// The RFC 6901 pointer to the member or element; empty for the whole text.
  public var pointer: String { place.pointer }

  /// An error at a place that is already known.
  public init(_ code: Code, at place: Place, detail: String = "") {
    self.code = code
    self.place = place
    self.detail = detail
  }

  /// An error at a byte offset of `source`; finds line, column and pointer.
  ///
  /// - Complexity: O(`offset`).
  @inline(never)
  public init(_ code: Code, at offset: Int, in source: borrowing Span<UInt8>, detail: String = "") {
    self.init(code, at: Place(offset: offset, in: source), detail: detail)
  }

  /// Whether the codes are equal.
  public static func == (left: JSONError, right: JSONError) -> Bool { left.code == right.code }

  /// Feeds the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension JSONError {
  /// The kinds of error.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: UInt8 {
      case unexpected, truncated, trailingBytes, byteOrderMark
      case invalidUTF8, nul, controlCharacter, invalidEscape, loneSurrogate
      case duplicateMember, numberNotInteger, numberOutOfRange
      case tooDeep, tooLarge, notNFC, forbiddenScalar, notCanonical
      case noSuchMember, malformedPointer
    }

    private let kind: Kind

    /// A byte that the grammar of JSON does not allow at this place.
    public static let unexpected = Code(kind: .unexpected)
    /// The text ends inside a value.
    public static let truncated = Code(kind: .truncated)
    /// Something follows the one value of the text.
    public static let trailingBytes = Code(kind: .trailingBytes)
    /// The text starts with a UTF-8 byte-order mark.
    public static let byteOrderMark = Code(kind: .byteOrderMark)
    /// Bytes that are no UTF-8: stray, overlong, cut short, surrogates or past U+10FFFF.
    public static let invalidUTF8 = Code(kind: .invalidUTF8)
    /// U+0000, raw, or escaped where the rules exclude it.
    public static let nul = Code(kind: .nul)
    /// A control character below U+0020 that stands unescaped in a string.
    public static let controlCharacter = Code(kind: .controlCharacter)
    /// A backslash that begins no JSON escape.
    public static let invalidEscape = Code(kind: .invalidEscape)
    /// An escaped surrogate without its other half.
    public static let loneSurrogate = Code(kind: .loneSurrogate)
    /// A second member of the same name in one object.
    public static let duplicateMember = Code(kind: .duplicateMember)
    /// A number with a fraction, an exponent or a negative zero where integers are required.
    public static let numberNotInteger = Code(kind: .numberNotInteger)
    /// An integer outside ±(2⁵³−1), or a number that no double can hold.
    public static let numberOutOfRange = Code(kind: .numberOutOfRange)
    /// Arrays and objects nested deeper than the rules allow.
    public static let tooDeep = Code(kind: .tooDeep)
    /// A text longer than the rules allow.
    public static let tooLarge = Code(kind: .tooLarge)
    /// A string that is not in Unicode normalization form C.
    public static let notNFC = Code(kind: .notNFC)
    /// An unassigned, private-use or non-character code point.
    public static let forbiddenScalar = Code(kind: .forbiddenScalar)
    /// Valid JSON, but not the one canonical spelling of it.
    public static let notCanonical = Code(kind: .notCanonical)
    /// A pointer to something that is not there.
    public static let noSuchMember = Code(kind: .noSuchMember)
    /// A text that is no RFC 6901 pointer.
    public static let malformedPointer = Code(kind: .malformedPointer)

    /// The code's name, as it is spelled in Swift.
    public var description: String { "\(kind)" }
  }
}

extension JSONError: CustomStringConvertible {
  /// What is wrong and what to do, without the place.
  public var message: String {
    let found = detail.isEmpty ? "" : " (\(detail))"
    return "\(code.problem)\(found); \(code.remedy)"
  }

  /// What is wrong, where, and what to do, in one sentence or two.
  public var description: String {
    let location = pointer.isEmpty ? "" : ", at \(pointer)"
    return "line \(line), column \(column) (byte \(offset))\(location): \(message)"
  }
}

extension JSONError.Code {
  fileprivate var problem: String {
    switch self {
    case .unexpected: "this is not JSON"
    case .truncated: "the text ends too early"
    case .trailingBytes: "something follows the value"
    case .byteOrderMark: "the text starts with a byte-order mark"
    case .invalidUTF8: "these bytes are not UTF-8"
    case .nul: "U+0000 is not allowed"
    case .controlCharacter: "a control character stands unescaped in a string"
    case .invalidEscape: "a backslash begins no JSON escape"
    case .loneSurrogate: "half of a surrogate pair stands alone"
    case .duplicateMember: "the object already has a member of this name"
    case .numberNotInteger: "only whole numbers are allowed"
    case .numberOutOfRange: "the number is too large"
    case .tooDeep: "the nesting is too deep"
    case .tooLarge: "the text is too long"
    case .notNFC: "the text is not in normalization form C"
    case .forbiddenScalar: "a code point without a public meaning is not allowed"
    case .notCanonical: "this is not the canonical form"
    case .noSuchMember: "there is nothing at this pointer"
    case .malformedPointer: "this is no JSON pointer"
    default: "the text was refused"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .unexpected: "correct the text at this place"
    case .truncated: "send the whole text"
    case .trailingBytes: "send one value only"
    case .byteOrderMark: "save the text as UTF-8 without a mark"
    case .invalidUTF8: "save the text as UTF-8"
    case .nul: "remove it"
    case .controlCharacter: "write it as an escape, for example \\n"
    case .invalidEscape: "double the backslash or complete the escape"
    case .loneSurrogate: "write both halves, or the character itself"
    case .duplicateMember: "keep one of the two"
    case .numberNotInteger: "write an integer, or a decimal in a string"
    case .numberOutOfRange: "keep within ±9007199254740991, or write it as a string"
    case .tooDeep: "flatten the value"
    case .tooLarge: "shorten it, or keep the document elsewhere and send its digest"
    case .notNFC: "normalize the text to NFC before sending it"
    case .forbiddenScalar: "replace the character"
    case .notCanonical: "write the text by RFC 8785"
    case .noSuchMember: "name a member that exists"
    case .malformedPointer: "begin with / and write ~ as ~0 and / as ~1"
    default: "correct it"
    }
  }
}
