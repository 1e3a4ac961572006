/// What a log says of itself at one size (C2SP tlog-checkpoint v1.0.0): three lines and no more.
public struct Checkpoint: Hashable, Sendable {
  /// Which log; the name of its key.
  public let origin: String
  /// How many leaves the tree has.
  public let size: UInt64
  /// The tree's root.
  public let root: Hash

  /// Puts the parts together.
  ///
  /// - Throws: ``NoteError`` for an origin that can't name a key, a size above 2⁶³−1, or a root of
  ///   nothing that isn't SHA-256 of nothing.
  public init(origin: String, size: UInt64, root: Hash) throws(NoteError) {
    guard isKeyName(origin) else {
      throw NoteError(.checkpointMalformed, "\"\(origin)\" can't name a log's key.")
    }
    guard size <= sizeMax else {
      throw NoteError(.checkpointMalformed, "a log has at most 2^63-1 entries.")
    }
    guard size > 0 || root == emptyRoot else {
      throw NoteError(.emptyRootMismatch, "the root of an empty log is SHA-256 of nothing.")
    }
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The checkpoint that a signed text spells.
  ///
  /// - Throws: ``NoteError`` unless it is exactly an origin, a size without leading zeros and a
  ///   root in base64, a line each.
  public init(text: String) throws(NoteError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count == 4, lines[3].isEmpty, let size = strictDecimal(lines[1]),
      let root = Hash(base64: lines[2])
    else {
      throw NoteError(
        .checkpointMalformed,
        "a checkpoint is three lines: origin, size in decimal digits, root in base64.")
    }
    try self.init(origin: String(lines[0]), size: size, root: root)
  }

  /// The checkpoint in `note`, which a key of its origin among `keys` must have signed.
  ///
  /// - Throws: ``NoteError`` where the signatures or the text are wrong, or a key of another name
  ///   signed.
  public init(_ note: SignedNote, keys: [VerifierKey]) throws(NoteError) {
    let signers = try note.verified(by: keys)
    try self.init(text: note.text)
    guard signers.contains(where: { [origin] in $0.name.isSpelled(as: origin) }) else {
      throw NoteError(
        .originMismatch, "the checkpoint is of \(origin), which isn't the name of the key.")
    }
  }

  /// What is signed.
  public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

  /// The checkpoint signed by the log's key.
  ///
  /// Whoever calls this must never do it for two different roots of one size.
  public func signed(with key: SignerKey) throws(NoteError) -> SignedNote {
    guard key.verifier.name.isSpelled(as: origin) else {
      throw NoteError(
        .originMismatch, "the key is named \(key.verifier.name), the log \(origin).")
    }
    return try SignedNote(signing: text, with: key)
  }
}

/// The number that decimal digits spell: no sign, no leading zeros, at most 2⁶³−1; or nil.
func strictDecimal(_ text: some StringProtocol) -> UInt64? {
  let digits = text.utf8
  guard (1...19).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }),
    digits.first != 0x30 || digits.count == 1, let number = UInt64(String(text)),
    number <= sizeMax
  else { return nil }
  return number
}
