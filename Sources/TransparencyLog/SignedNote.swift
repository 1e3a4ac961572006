/// A text with signatures (C2SP signed-note v1.0.0).
///
/// ```
/// text lines, each ended by a newline
/// (an empty line)
/// — name base64(key id, 4 bytes ‖ signature)
/// ```
public struct SignedNote: Hashable, Sendable {
  /// One signature line.
  public struct Signature: Hashable, Sendable {
    /// The key's name.
    public let name: String
    /// The key's id.
    public let id: UInt32
    /// What follows the id: for Ed25519 64 bytes.
    public let bytes: [UInt8]
  }

  /// What was signed, with the newline at its end.
  public let text: String

  /// The signatures, in the order of their lines; those of unknown keys too.
  public private(set) var signatures: [Signature]

  /// How many bytes a note may have.
  public static let bytesMax = 65_536

  /// How many signature lines a note may have.
  public static let signaturesMax = 64

  private static let dash = "\u{2014} "

  /// The note that `bytes` spell. Nothing is verified yet.
  ///
  /// - Throws: ``NoteError`` where the grammar is broken: no UTF-8, a control character, no empty
  ///   line before the signatures, none of these, or one that is malformed.
  /// - Complexity: O(n) in the bytes, at most ``bytesMax``.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.bytesMax else {
      throw NoteError(.tooLong, "a note has at most \(Self.bytesMax) bytes, this \(bytes.count).")
    }
    guard let whole = String(validating: bytes, as: UTF8.self),
      bytes.allSatisfy({ $0 >= 0x20 || $0 == 0x0A })
    else { throw NoteError(.malformed, "the note is no UTF-8 text, or has control characters.") }
    guard let split = Self.lastEmptyLine(bytes), bytes.last == 0x0A else {
      throw NoteError(
        .malformed, "a note is a text, an empty line, and signature lines that end in a newline.")
    }
    text = String(decoding: bytes[...split], as: UTF8.self)
    let lines = whole.utf8.dropFirst(split + 2).dropLast().split(
      separator: 0x0A, omittingEmptySubsequences: false)
    guard lines.count <= Self.signaturesMax else {
      throw NoteError(
        .tooManySignatures, "at most \(Self.signaturesMax) signature lines are looked at.")
    }
    var signatures: [Signature] = []
    for (number, line) in lines.enumerated() {
      guard let signature = Self.signature(Substring(line)) else {
        throw NoteError(
          .signatureMalformed,
          "signature line \(number + 1) isn't an em dash, a key's name and base64.")
      }
      signatures.append(signature)
    }
    self.signatures = signatures
  }

  /// The index of the newline that ends the text: the first of the last two in a row.
  private static func lastEmptyLine(_ bytes: [UInt8]) -> Int? {
    var index = bytes.count - 2
    while index >= 0 {
      if bytes[index] == 0x0A, bytes[index + 1] == 0x0A { return index }
      index -= 1
    }
    return nil
  }

  private static func signature(_ line: Substring) -> Signature? {
    guard line.utf8.starts(with: dash.utf8) else { return nil }
    let rest = Substring(line.utf8.dropFirst(dash.utf8.count))
    let parts = rest.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, isKeyName(String(parts[0])), let bytes = Base64.bytes(of: parts[1]),
      bytes.count > 4
    else { return nil }
    let id = bytes[..<4].reduce(0) { $0 << 8 | UInt32($1) }
    return Signature(name: String(parts[0]), id: id, bytes: Array(bytes[4...]))
  }

  /// `text` signed by `key`.
  ///
  /// - Throws: ``NoteError`` for a text that doesn't end in a newline or has control characters.
  public init(signing text: String, with key: SignerKey) throws(NoteError) {
    guard text.hasSuffix("\n"), text.utf8.allSatisfy({ $0 >= 0x20 || $0 == 0x0A }) else {
      throw NoteError(.malformed, "what is signed ends in a newline and has no control characters.")
    }
    self.text = text
    signatures = [
      Signature(
        name: key.verifier.name, id: key.verifier.id,
        bytes: try key.signature(over: Array(text.utf8)))
    ]
  }

  /// The same text with `key`'s signature behind those that are there: while one key follows
  /// another, whoever has either can verify.
  public func alsoSigned(with key: SignerKey) throws(NoteError) -> SignedNote {
    var both = self
    both.signatures += try SignedNote(signing: text, with: key).signatures
    return both
  }

  /// The note's own bytes.
  public var bytes: [UInt8] {
    var bytes = Array(text.utf8)
    bytes.append(0x0A)
    for signature in signatures {
      let id = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: signature.id >> UInt32($0)) }
      let line = "\(Self.dash)\(signature.name) \(Base64.text(of: id + signature.bytes))\n"
      bytes.append(contentsOf: line.utf8)
    }
    return bytes
  }

  /// The keys among `keys` that signed. Lines of unknown keys are passed over.
  ///
  /// - Throws: ``NoteError/Code/signatureInvalid`` for a line that names a known key and isn't its
  ///   signature, whatever the other lines are; ``NoteError/Code/notSigned`` where no known key
  ///   signed.
  public func verified(by keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    let signed = Array(text.utf8)
    var found: [VerifierKey] = []
    for signature in signatures {
      for key in keys where key.id == signature.id && key.name.isSpelled(as: signature.name) {
        guard key.accepts(signature.bytes, over: signed) else {
          throw NoteError(
            .signatureInvalid, "the signature that names \(key.text) isn't that key's.")
        }
        if !found.contains(key) { found.append(key) }
      }
    }
    if found.isEmpty {
      let names = signatures.map(\.name).joined(separator: ", ")
      throw NoteError(.notSigned, "no key that was given has signed; signed by \(names).")
    }
    return found
  }
}
