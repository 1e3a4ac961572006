internal import Crypto

/// What stands before a key's own bytes: the algorithm. Type 1 is Ed25519 over the note's text.
private let ed25519Type: UInt8 = 1

/// Whether `name` may name a key: not empty, without spaces, plus signs and control characters.
func isKeyName(_ name: String) -> Bool {
  !name.isEmpty
    && name.unicodeScalars.allSatisfy {
      !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F
    }
}

extension StringProtocol {
  /// Whether two texts are the same bytes. `==` takes texts for equal that Unicode calls
  /// canonically equivalent, which others who check a signature don't.
  func isSpelled(as other: some StringProtocol) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// The first four bytes of SHA-256 over the name, a newline, the type and the key.
private func keyID(name: String, key: [UInt8]) -> UInt32 {
  var digest = SHA256()
  digest.update(data: Array(name.utf8) + [0x0A, ed25519Type] + key)
  return digest.finalize().prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
}

private func isLowerHexDigit(_ character: UInt8) -> Bool {
  (0x30...0x39).contains(character) || (0x61...0x66).contains(character)
}

private func hex8(_ id: UInt32) -> String {
  let digits = String(id, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}

/// Whether `bytes`, the lowest first, spell a number below 2²⁵⁵−19 under the sign, as each point is
/// spelled once, and not one of the eight points of order 8 or less: under those as a key anybody
/// can sign.
private func isEd25519Key(_ bytes: [UInt8]) -> Bool {
  guard bytes.count == 32 else { return false }
  var number = Array(bytes.reversed())
  number[0] &= 0x7F
  let isBelowPrime = number[0] < 0x7F || number[31] < 0xED || number[1..<31].contains { $0 != 0xFF }
  return isBelowPrime && !smallOrders.contains(number)
}

/// The y of the points of order 1, 2, 4 and 8, the highest byte first.
private let smallOrders: [[UInt8]] = {
  let zeros = [UInt8](repeating: 0, count: 31)
  let minusOne = [0x7F] + [UInt8](repeating: 0xFF, count: 30) + [0xEC]
  let orderEight: [[UInt8]] = [
    [
      0x05, 0xFC, 0x53, 0x6D, 0x88, 0x02, 0x38, 0xB1, 0x39, 0x33, 0xC6, 0xD3, 0x05, 0xAC, 0xDF,
      0xD5, 0xF0, 0x98, 0xEF, 0xF2, 0x89, 0xF4, 0xC3, 0x45, 0xB0, 0x27, 0xB2, 0xC2, 0x8F, 0x95,
      0xE8, 0x26,
    ],
    [
      0x7A, 0x03, 0xAC, 0x92, 0x77, 0xFD, 0xC7, 0x4E, 0xC6, 0xCC, 0x39, 0x2C, 0xFA, 0x53, 0x20,
      0x2A, 0x0F, 0x67, 0x10, 0x0D, 0x76, 0x0B, 0x3C, 0xBA, 0x4F, 0xD8, 0x4D, 0x3D, 0x70, 0x6A,
      0x17, 0xC7,
    ],
  ]
  return [zeros + [0], zeros + [1], minusOne] + orderEight
}()

/// A name, an id and the bytes of a key, from the last three parts of its text.
private func keyParts(
  _ name: Substring, _ id: Substring, _ base64: Substring
) throws(NoteError) -> (name: String, id: UInt32, bytes: [UInt8]) {
  let name = String(name)
  guard isKeyName(name), id.utf8.count == 8, id.utf8.allSatisfy(isLowerHexDigit),
    let id = UInt32(id, radix: 16), let bytes = Base64.bytes(of: base64), bytes.count > 1
  else {
    throw NoteError(
      .keyMalformed,
      "a key is a name, a plus sign, eight hexadecimal digits, a plus sign and base64.")
  }
  guard bytes[0] == ed25519Type else {
    throw NoteError(
      .keyTypeUnknown, "the key is of type \(bytes[0]); only type 1, Ed25519, is known.")
  }
  guard bytes.count == 33 else {
    throw NoteError(.keyMalformed, "an Ed25519 key has 32 bytes, this has \(bytes.count - 1).")
  }
  return (name, id, Array(bytes.dropFirst()))
}

/// The public key of a signer, as a C2SP signed note's verifier has it: `vkey`.
public struct VerifierKey: Hashable, Sendable {
  /// Who signs; for a log, its origin.
  public let name: String

  /// What a signature line names the key by.
  public let id: UInt32

  private let key: [UInt8]

  /// The key that a text such as `ledger.example.org+1f8d2c3b+AThtZ0vI…` names.
  ///
  /// - Throws: ``NoteError`` where the text breaks the grammar or contradicts itself.
  public init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, text.utf8.count <= 1_000 else {
      throw NoteError(
        .keyMalformed,
        "a verifier key is a name, a plus sign, eight hexadecimal digits, a plus sign and base64.")
    }
    let (name, id, bytes) = try keyParts(
      Substring(parts[0]), Substring(parts[1]), Substring(parts[2]))
    try self.init(name: name, bytes: bytes)
    guard self.id == id else {
      throw NoteError(
        .keyIDMismatch, "the key's id is \(hex8(self.id)), its text says \(hex8(id)).")
    }
  }

  fileprivate init(name: String, bytes: [UInt8]) throws(NoteError) {
    guard isEd25519Key(bytes), (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
    else { throw NoteError(.keyMalformed, "these 32 bytes are no Ed25519 key.") }
    self.name = name
    key = bytes
    id = keyID(name: name, key: bytes)
  }

  /// The text that ``init(_:)`` reads.
  public var text: String { "\(name)+\(hex8(id))+\(Base64.text(of: [ed25519Type] + key))" }

  /// Whether `signature` is this key's over `text`.
  func accepts(_ signature: [UInt8], over text: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
    return key.isValidSignature(signature, for: text)
  }
}

/// The private key of a signer. Who has it can sign any history: keep it readable for its owner
/// alone.
public struct SignerKey: Sendable {
  private let seed: [UInt8]

  /// The public half.
  public let verifier: VerifierKey

  /// A new key with the system's random numbers.
  ///
  /// - Throws: ``NoteError`` for a name that can't name a key.
  public init(name: String) throws(NoteError) {
    try self.init(name: name, seed: Array(Curve25519.Signing.PrivateKey().rawRepresentation))
  }

  /// The key that Go's tools write as `PRIVATE+KEY+name+id+base64`.
  ///
  /// - Throws: ``NoteError`` where the text breaks the grammar or contradicts itself. It never
  ///   repeats the text.
  public init(_ text: some StringProtocol) throws(NoteError) {
    let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY", text.utf8.count <= 1_000
    else {
      throw NoteError(.keyMalformed, "a private key begins with PRIVATE+KEY+ and has three parts.")
    }
    let (name, id, bytes) = try keyParts(
      Substring(parts[2]), Substring(parts[3]), Substring(parts[4]))
    try self.init(name: name, seed: bytes)
    guard verifier.id == id else {
      throw NoteError(.keyIDMismatch, "the private key's id isn't that of its public half.")
    }
  }

  private init(name: String, seed: [UInt8]) throws(NoteError) {
    guard isKeyName(name), let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else {
      throw NoteError(.keyMalformed, "\"\(name)\" can't name a key: no spaces, no plus signs.")
    }
    self.seed = seed
    verifier = try VerifierKey(name: name, bytes: Array(key.publicKey.rawRepresentation))
  }

  /// The text that ``init(_:)`` reads: the secret itself.
  public var text: String {
    "PRIVATE+KEY+\(verifier.name)+\(hex8(verifier.id))+"
      + Base64.text(of: [ed25519Type] + seed)
  }

  /// The Ed25519 signature over `text` (RFC 8032), 64 bytes.
  func signature(over text: [UInt8]) throws(NoteError) -> [UInt8] {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
      let signature = try? key.signature(for: text)
    else { throw NoteError(.keyMalformed, "the key can't sign.") }
    return Array(signature)
  }
}
