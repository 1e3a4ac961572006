import Testing
import TransparencyLog

struct HashTests {
  private let some = hashed([1, 2, 3])

  @Test func `the empty tree and the empty leaf have their published hashes`() {
    #expect(
      emptyRoot.hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let nothing: [UInt8] = []
    let leaf = leafHash(of: nothing.span)
    #expect(leaf.hex == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    #expect(Digest256().finish() == emptyRoot)
  }

  @Test func `a digest of pieces is the digest of the whole`() {
    var pieces = Digest256()
    for piece in [[0], [1, 2], [], [3]] as [[UInt8]] { pieces.update(piece.span) }
    #expect(pieces.finish() == some)
    #expect(pieces.finish() == some)
  }

  @Test func `hexadecimal is read back, and only in lower case and whole`() {
    #expect(Hash(hex: some.hex) == some)
    #expect("\(some)" == some.hex)
    #expect(Hash(hex: some.hex.uppercased()) == nil)
    #expect(Hash(hex: some.hex.dropLast()) == nil)
    #expect(Hash(hex: some.hex + "0") == nil)
    #expect(Hash(hex: "g" + some.hex.dropFirst()) == nil)
  }

  @Test func `base64 is read back`() {
    for byte in UInt8.min...UInt8.max {
      let hash = hashed([byte])
      #expect(hash.base64.utf8.count == 44)
      #expect(Hash(base64: hash.base64) == hash)
    }
    #expect(emptyRoot.base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }

  @Test func `base64 has one spelling for a hash`() {
    let text = emptyRoot.base64
    let loose = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV="
    for wrong in [
      String(text.dropLast()), text + "=", text + "\n", loose, "-" + text.dropFirst(),
      String(text.dropLast()) + "A", "",
    ] {
      #expect(Hash(base64: wrong) == nil, "\(wrong)")
    }
  }

  @Test func `thirty-two bytes make a hash and no other count does`() {
    let bytes = Array(UInt8(0)..<33)
    for count in 0...33 {
      let some = Array(bytes[..<count])
      let hash = Hash(some.span)
      #expect((hash != nil) == (count == 32))
      if let hash { #expect(hash.hex.hasPrefix("000102030405")) }
    }
  }

  @Test func `hashes that differ in one bit are unequal`() {
    for bit in 0..<256 {
      #expect(flipped(some, bit: bit) != some)
      #expect(flipped(flipped(some, bit: bit), bit: bit) == some)
    }
  }
}

/// A hash with one bit changed.
func flipped(_ hash: Hash, bit: Int) -> Hash {
  var bytes = hash.bytes
  bytes[bit / 8] ^= 1 << UInt8(bit % 8)
  return Hash(bytes)
}
