public import TransparencyLog

/// Why a ledger's checkpoint can't be signed, or its key directory can't be used. Nothing was
/// signed and nothing in the directory changed.
public enum SigningError: Error, Sendable {
  /// The directory has no key.
  case keyMissing(String)
  /// Others than its owner can read or write the key.
  case keyOpenToOthers(String)
  /// The key or a key's list breaks its grammar.
  case keyMalformed(String, NoteError)
  /// The key is another log's.
  case foreignKey(String, name: String, origin: String)
  /// There is a key and no head, so nobody knows what was signed last.
  case headMissing(String)
  /// The head isn't a checkpoint that this key, or one before it, signed.
  case headInvalid(String, NoteError)
  /// The ledger is shorter than what was signed: a backup was restored, or it is another copy.
  case behind(size: UInt64, signed: UInt64)
  /// The ledger has another history than what was signed.
  case forked(size: UInt64, signed: Hash, found: Hash)
  /// What was to be adopted isn't a checkpoint of this ledger.
  case notAdoptable(String)
  /// The system refused.
  case system(String)

  /// Whether the ledger isn't what was signed, or nobody can say whether it is.
  public var isIntegrityFailure: Bool {
    switch self {
    case .headMissing, .headInvalid, .behind, .forked, .notAdoptable: true
    case .keyMissing, .keyOpenToOthers, .keyMalformed, .foreignKey, .system: false
    }
  }
}

extension SigningError: CustomStringConvertible {
  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .keyMissing(let path):
      "there is no key at \(path). Name the directory that init made with --key-dir or "
        + "$TWINLEDGER_KEY_DIR; a copy without a key is for reading."
    case .keyOpenToOthers(let path):
      "others than its owner can use \(path). If nobody did, chmod 600 it; if somebody may have, "
        + "replace the key."
    case .keyMalformed(let path, let error): "\(path) can't be used: \(error)"
    case .foreignKey(let path, let name, let origin):
      "the key in \(path) is of \(name), the ledger is \(origin). Name the ledger's own with "
        + "--key-dir."
    case .headMissing(let path):
      "\(path) is missing: nobody here knows which checkpoint was signed last, so nothing is "
        + "signed or appended. Bring the last one from an export, a receipt or an auditor and run "
        + "doctor --adopt-head FILE."
    case .headInvalid(let path, let error):
      "\(path) isn't a checkpoint that this ledger's key signed: \(error) Bring the last one from "
        + "outside and run doctor --adopt-head FILE."
    case .behind(let size, let signed):
      "the ledger has \(size) events, but a checkpoint of \(signed) was signed: events are "
        + "missing, as after restoring a backup. Nothing is appended or signed. Bring them back "
        + "with recover, or open a new ledger that begins with the old checkpoint; doctor says how."
    case .forked(let size, let signed, let found):
      "the first \(size) events aren't those that were signed: their root is \(found.hex), the "
        + "signed one \(signed.hex). This is another history under the same key. Nothing is "
        + "appended or signed; compare with a copy, doctor says how."
    case .notAdoptable(let reason): reason
    case .system(let words): words
    }
  }
}
