internal import CanonicalJSON

/// Why a payload or an envelope isn't what its schema says: what is wrong, where it stands, and
/// what would be accepted.
///
/// Two errors are equal when their codes are: a test states the code and looks at the pointer
/// where it matters.
public struct SchemaError: Error, Sendable {
  /// What is wrong. More may be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    private enum Kind: String, Sendable {
      case notJSON, unknownMember, missingMember, wrongType, outOfRange, wrongCount, duplicateItem
      case notInVocabulary, patternMismatch, wrongLength, contactFound, timeRefused
      case notReportedNotAllowed, alternatives, unknownType
    }

    private let kind: Kind
    private init(_ kind: Kind) { self.kind = kind }

    /// The bytes aren't canonical JSON.
    public static let notJSON = Code(.notJSON)
    /// A member that the schema doesn't have.
    public static let unknownMember = Code(.unknownMember)
    /// A member that the schema requires isn't there.
    public static let missingMember = Code(.missingMember)
    /// A value of another type.
    public static let wrongType = Code(.wrongType)
    /// A number outside its bounds.
    public static let outOfRange = Code(.outOfRange)
    /// A list with too few or too many items.
    public static let wrongCount = Code(.wrongCount)
    /// A set that names an item twice.
    public static let duplicateItem = Code(.duplicateItem)
    /// A word that isn't in its vocabulary.
    public static let notInVocabulary = Code(.notInVocabulary)
    /// A text that breaks its pattern.
    public static let patternMismatch = Code(.patternMismatch)
    /// A text that is too short or too long.
    public static let wrongLength = Code(.wrongLength)
    /// A text that holds an e-mail address or a telephone number.
    public static let contactFound = Code(.contactFound)
    /// A time that doesn't exist or isn't written as asked.
    public static let timeRefused = Code(.timeRefused)
    /// `"NR"` without `"basis":"imported_record"`.
    public static let notReportedNotAllowed = Code(.notReportedNotAllowed)
    /// None, or more than one, of members that exclude each other.
    public static let alternatives = Code(.alternatives)
    /// A type that this program doesn't know.
    public static let unknownType = Code(.unknownType)

    /// The code's name.
    public var description: String { kind.rawValue }
  }

  /// What is wrong.
  public var code: Code

  /// The JSON Pointer (RFC 6901) to the member, from the top of what was read.
  public var pointer: String

  /// The byte offset in what was read, from 0.
  public var offset: Int

  /// What is wrong and what would be accepted, in words.
  public var message: String

  /// Puts the parts together.
  public init(_ code: Code, pointer: String, offset: Int, _ message: String) {
    self.code = code
    self.pointer = pointer
    self.offset = offset
    self.message = message
  }

  /// An error of the JSON reader.
  init(_ error: JSONError) {
    self.init(
      error.code == .unexpected ? .wrongType : .notJSON, pointer: error.pointer,
      offset: error.offset, "\(error)")
  }
}

extension SchemaError: Hashable {
  public static func == (a: SchemaError, b: SchemaError) -> Bool { a.code == b.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension SchemaError: CustomStringConvertible {
  /// The pointer and the message.
  public var description: String { pointer.isEmpty ? message : "\(pointer): \(message)" }
}
