/// SipHash-2-4 with a fixed, published key: the same number on every machine and in every version.
///
/// Swift's own `Hasher` changes from run to run, so it can't name anything on a disk. The key is
/// the one of the published test vectors; it is no secret, and nothing here needs it to be.
struct SipHash {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64
  private var word: UInt64 = 0
  private var count: UInt64 = 0

  init() {
    let key0: UInt64 = 0x0706_0504_0302_0100
    let key1: UInt64 = 0x0f0e_0d0c_0b0a_0908
    v0 = key0 ^ 0x736f_6d65_7073_6575
    v1 = key1 ^ 0x646f_7261_6e64_6f6d
    v2 = key0 ^ 0x6c79_6765_6e65_7261
    v3 = key1 ^ 0x7465_6462_7974_6573
  }

  mutating func add(_ byte: UInt8) {
    word |= UInt64(byte) << (8 * (count & 7))
    count &+= 1
    if count & 7 == 0 {
      absorb(word)
      word = 0
    }
  }

  mutating func add(_ bytes: Span<UInt8>) {
    for position in bytes.indices { add(bytes[position]) }
  }

  consuming func finish() -> UInt64 {
    absorb(word | count << 56)
    v2 ^= 0xff
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func absorb(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func round() {
    v0 = v0 &+ v1
    v1 = (v1 << 13 | v1 >> 51) ^ v0
    v0 = v0 << 32 | v0 >> 32
    v2 = v2 &+ v3
    v3 = (v3 << 16 | v3 >> 48) ^ v2
    v0 = v0 &+ v3
    v3 = (v3 << 21 | v3 >> 43) ^ v0
    v2 = v2 &+ v1
    v1 = (v1 << 17 | v1 >> 47) ^ v2
    v2 = v2 << 32 | v2 >> 32
  }
}
