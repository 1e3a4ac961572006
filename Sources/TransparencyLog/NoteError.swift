/// Why a key, a note, a checkpoint or a proof file isn't what it should be.
///
/// Two errors are equal when their codes are.
public struct NoteError: Error, Sendable, CustomStringConvertible {
  /// What is wrong. More may be added.
  public struct Code: Hashable, Sendable {
    private enum Kind: UInt8 {
      case keyMalformed, keyTypeUnknown, keyIDMismatch
      case tooLong, malformed, signatureMalformed, tooManySignatures
      case signatureInvalid, notSigned
      case checkpointMalformed, originMismatch, emptyRootMismatch
      case proofMalformed, proofInvalid, entryMissing
    }

    private let kind: Kind
    private init(_ kind: Kind) { self.kind = kind }

    /// A key's text breaks its grammar.
    public static let keyMalformed = Code(.keyMalformed)
    /// A key of another algorithm than Ed25519.
    public static let keyTypeUnknown = Code(.keyTypeUnknown)
    /// A key's text names another id than the key has.
    public static let keyIDMismatch = Code(.keyIDMismatch)
    /// More bytes than such a text may have.
    public static let tooLong = Code(.tooLong)
    /// A note that breaks the grammar of signed notes.
    public static let malformed = Code(.malformed)
    /// A signature line that breaks its grammar.
    public static let signatureMalformed = Code(.signatureMalformed)
    /// More signature lines than are looked at.
    public static let tooManySignatures = Code(.tooManySignatures)
    /// A signature by a known key that isn't this key's: the text was changed, or the signature.
    public static let signatureInvalid = Code(.signatureInvalid)
    /// No signature by a known key.
    public static let notSigned = Code(.notSigned)
    /// A signed text that is no checkpoint.
    public static let checkpointMalformed = Code(.checkpointMalformed)
    /// A checkpoint of another log.
    public static let originMismatch = Code(.originMismatch)
    /// A checkpoint of size 0 with another root than that of nothing.
    public static let emptyRootMismatch = Code(.emptyRootMismatch)
    /// A proof file that breaks its grammar.
    public static let proofMalformed = Code(.proofMalformed)
    /// A proof that leads to another root.
    public static let proofInvalid = Code(.proofInvalid)
    /// A proof file without the entry, where none was given beside it.
    public static let entryMissing = Code(.entryMissing)
  }

  /// What is wrong.
  public let code: Code

  /// What is wrong in words, and where.
  public let description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}

extension NoteError: Equatable {
  public static func == (left: NoteError, right: NoteError) -> Bool { left.code == right.code }
}
