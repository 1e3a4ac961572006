/// Why a text was not taken as an identifier, or may not stand in an event.
///
/// Equality goes by `code` alone; the words are for people.
public struct TextProblem: Error, Sendable, Hashable, CustomStringConvertible {
  /// What was wrong.
  public struct Code: Sendable, Hashable, CustomStringConvertible {
    private enum Kind: String {
      case empty, tooShort, tooLong, forbiddenCharacter, misplacedHyphen
      case noDigit, likeAName, emailAddress, telephoneNumber
    }

    private let kind: Kind

    private init(_ kind: Kind) {
      self.kind = kind
    }

    /// Nothing is there.
    public static let empty = Code(.empty)
    /// Fewer bytes than it must have.
    public static let tooShort = Code(.tooShort)
    /// More bytes than it may have.
    public static let tooLong = Code(.tooLong)
    /// A character other than a-z, 0-9 and "-".
    public static let forbiddenCharacter = Code(.forbiddenCharacter)
    /// A hyphen at the beginning or the end, or three in a row.
    public static let misplacedHyphen = Code(.misplacedHyphen)
    /// An opaque id without a digit.
    public static let noDigit = Code(.noDigit)
    /// An opaque id with a word in it that may be somebody's name.
    public static let likeAName = Code(.likeAName)
    /// An e-mail address in a text.
    public static let emailAddress = Code(.emailAddress)
    /// A telephone number in a text.
    public static let telephoneNumber = Code(.telephoneNumber)

    public var description: String { kind.rawValue }
  }

  /// What was wrong.
  public let code: Code
  /// The text or the part of it that was wrong, at most 64 bytes; never a contact that was found,
  /// so that the error may be logged.
  public let found: String
  /// What would have been accepted, as a clause that follows "accepted is".
  public let accepted: String

  init(_ code: Code, found: String, accepted: String) {
    self.code = code
    self.found = found.utf8.count <= 64 ? found : String(found.prefix(64))
    self.accepted = accepted
  }

  init(_ code: Code, found: borrowing Span<UInt8>, accepted: String) {
    self.init(code, found: found.text, accepted: accepted)
  }

  public var description: String { "\"\(found)\": \(code); accepted is \(accepted)" }

  public static func == (a: TextProblem, b: TextProblem) -> Bool { a.code == b.code }

  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
