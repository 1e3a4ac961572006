import Crypto
import Testing
import TransparencyLog

/// Signed notes against the example of Go's `sumdb/note`, and what a verifier must refuse.
@Suite struct NoteTests {
  private static let vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
  private static let secret =
    "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
  private static let text =
    "If you think cryptography is the answer to your problem,\n"
    + "then you don't know what your problem is.\n"
  private static let signature =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb"
    + "6KE6RyyBwJnAM=\n"

  private func note(_ text: String) throws(NoteError) -> SignedNote {
    try SignedNote(Array(text.utf8))
  }

  @Test func `a note that Go signed is verified, and written again to the same bytes`() throws {
    let key = try VerifierKey(Self.vkey)
    #expect(key.name == "PeterNeumann")
    #expect(key.id == 0xC74F_20A3)
    #expect(key.text == Self.vkey)
    let whole = Self.text + "\n" + Self.signature
    let parsed = try note(whole)
    #expect(parsed.text == Self.text)
    #expect(try parsed.verified(by: [key]) == [key])
    #expect(parsed.bytes == Array(whole.utf8))
  }

  @Test func `a private key as Go writes it signs what its public half verifies`() throws {
    let signer = try SignerKey(Self.secret)
    #expect(signer.text == Self.secret)
    #expect(signer.verifier.text == Self.vkey)
    let signed = try SignedNote(signing: Self.text, with: signer)
    let again = try SignedNote(signed.bytes)
    #expect(try again.verified(by: [VerifierKey(Self.vkey)]).count == 1)
  }

  @Test func `the signatures begin behind the last empty line`() throws {
    let signer = try SignerKey(name: "example.org/log")
    let signed = try SignedNote(signing: "a\n\nb\n\n", with: signer)
    let again = try SignedNote(signed.bytes)
    #expect(again.text == "a\n\nb\n\n")
    #expect(try again.verified(by: [signer.verifier]) == [signer.verifier])
  }

  @Test func `lines of unknown keys are passed over, a known key's bad line refuses the note`()
    throws
  {
    let known = try VerifierKey(Self.vkey)
    let other = try SignerKey(name: "somebody.else")
    let otherLine = String(
      decoding: try SignedNote(signing: Self.text, with: other).bytes, as: UTF8.self
    ).split(separator: "\n").last.map { "\($0)\n" }
    let line = try #require(otherLine)
    let both = try note(Self.text + "\n" + line + Self.signature)
    #expect(try both.verified(by: [known]) == [known])
    #expect(try both.verified(by: [known, other.verifier]).count == 2)
    #expect(throws: NoteError.self) { try note(Self.text + "\n" + line).verified(by: [known]) }
    let forged = Self.signature.replacing("x08go/ZJ", with: "x08go/ZK")
    let bad = try note(Self.text + "\n" + line + forged)
    do throws(NoteError) {
      _ = try bad.verified(by: [known, other.verifier])
      Issue.record("a bad signature of a known key was taken")
    } catch {
      #expect(error.code == .signatureInvalid)
    }
    #expect(try bad.verified(by: [other.verifier]) == [other.verifier])
  }

  @Test func `every altered bit of a note is noticed`() throws {
    let signer = try SignerKey(name: "example.org/log")
    let bytes = try SignedNote(signing: "text of a note\n", with: signer).bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(throws: NoteError.self, "byte \(place), bit \(bit)") {
          try SignedNote(damaged).verified(by: [signer.verifier])
        }
      }
    }
  }

  private static var malformed: [String] {
    let head: String = text + "\n"
    var texts: [String] = ["", "\n", "text\n", "text\n\n", "text\n" + signature]
    texts.append(head + String(signature.dropLast()))
    for (old, new) in [("—", "-"), ("— P", "—  P"), ("=\n", "\n"), ("AM=", "AN=")] {
      texts.append(head + signature.replacing(old, with: new))
    }
    texts.append(head + signature + "\n")
    texts.append(head + signature + "more\n")
    texts.append(head + "— PeterNeumann x08gow==\n")
    texts.append(text.replacing("you", with: "y\tou") + "\n" + signature)
    texts.append(head + String(repeating: signature, count: 65))
    return texts
  }

  @Test(arguments: malformed)
  func `a text that is no signed note is refused`(text: String) {
    #expect(throws: NoteError.self) { try note(text) }
  }

  @Test func `bytes that are no UTF-8, or too many, are refused`() {
    var bytes = Array((Self.text + "\n" + Self.signature).utf8)
    bytes[3] = 0xFF
    #expect(throws: NoteError.self) { try SignedNote(bytes) }
    let long = [UInt8](repeating: 0x61, count: SignedNote.bytesMax) + bytes
    #expect(throws: NoteError.self) { try SignedNote(long) }
  }

  private static var mangledKeys: [String] {
    var keys = ["", "PeterNeumann", "PeterNeumann+c74f20a3", vkey + "=", vkey + "\n"]
    keys.append(vkey.lowercased())
    for (old, new) in [
      ("c74f20a3", "c74f20a4"), ("c74f20a3", "C74F20A3"), ("c74f20a3", "74f20a3"),
      ("Peter", "Peter "), ("+AR", "+BR"), ("+AR", "+AS"), ("PeterNeumann", ""),
    ] { keys.append(vkey.replacing(old, with: new)) }
    return keys
  }

  @Test(arguments: mangledKeys)
  func `a mangled verifier key is refused`(text: String) {
    #expect(throws: NoteError.self) { try VerifierKey(text) }
  }

  /// Under these as a key somebody without any secret can sign: the points of order 8 or less, and
  /// a point whose number is spelled above the prime.
  @Test func `a key under which anybody could sign is no key`() {
    for bytes: [UInt8] in [
      [1] + .init(repeating: 0, count: 31), .init(repeating: 0, count: 32),
      [1] + .init(repeating: 0, count: 30) + [0x80],
      [0xEC] + .init(repeating: 0xFF, count: 30) + [0x7F],
      [0xEE] + .init(repeating: 0xFF, count: 30) + [0x7F],
      Base64.bytes(of: "JuiVj8KyJ7BFw/SJ8u+Y8NXfrAXTxjM5sTgCiG1T/AU=") ?? [],
      Base64.bytes(of: "xxdqcD1N2E+6PAt2DRBnDyogU/osOczGTsf9d5KsA/o=") ?? [],
    ] {
      var digest = SHA256()
      digest.update(data: Array("a.example".utf8) + [0x0A, 1] + bytes)
      let id = digest.finalize().prefix(4).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      let text = "a.example+\(id.joined())+\(Base64.text(of: [1] + bytes))"
      do throws(NoteError) {
        _ = try VerifierKey(text)
        Issue.record("\(text) was taken")
      } catch { #expect(error.code == .keyMalformed, "\(text): \(error)") }
    }
  }

  @Test func `names are compared by their bytes, not as Unicode takes them for equal`() throws {
    let signer = try SignerKey(name: "caf\u{E9}.example")
    let signed = try SignedNote(signing: "text\n", with: signer)
    let other = String(decoding: signed.bytes, as: UTF8.self).unicodeScalars.reduce(into: "") {
      $0.unicodeScalars.append(contentsOf: $1 == "\u{E9}" ? ["e", "\u{301}"] : [$1])
    }
    let renamed = try note(other)
    #expect(throws: NoteError.self) { try renamed.verified(by: [signer.verifier]) }
    let origin = try Checkpoint(origin: "cafe\u{301}.example", size: 0, root: emptyRoot)
    #expect(throws: NoteError.self) { try origin.signed(with: signer) }
    let note = try SignedNote(signing: origin.text, with: signer)
    #expect(throws: NoteError.self) { try Checkpoint(note, keys: [signer.verifier]) }
  }

  @Test func `a mangled private key is refused, and isn't repeated in the error`() {
    for text in [
      Self.secret.replacing("PRIVATE", with: "PUBLIC"), Self.vkey, "",
      Self.secret.replacing("AYEK", with: "AYEL"), Self.secret.replacing("c74f", with: "c74e"),
    ] {
      do throws(NoteError) {
        _ = try SignerKey(text)
        Issue.record("\(text) was taken")
      } catch {
        #expect(!error.description.contains("FALVFGyNhPJEMzD1"))
      }
    }
  }

  @Test func `base64 has one spelling`() {
    for count in 0..<40 {
      let bytes = (0..<count).map { UInt8($0 * 37 & 255) }
      let text = Base64.text(of: bytes)
      #expect(Base64.bytes(of: text) == bytes)
      if count % 3 != 0 { #expect(Base64.bytes(of: text.dropLast()) == nil) }
    }
    #expect(Base64.text(of: Array("foobar".utf8)) == "Zm9vYmFy")
    #expect(Base64.text(of: Array("fooba".utf8)) == "Zm9vYmE=")
    for text in ["Zg=", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm-v", "=", "====", "Zg==Zg=="] {
      #expect(Base64.bytes(of: text) == nil, "\(text)")
    }
  }
}
