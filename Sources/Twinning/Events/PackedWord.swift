/// A word of at most 32 bytes, laid out so that two compare in four machine words.
///
/// Vocabularies and type names are compared this way: exact, without strings and without a hash
/// that could collide. A longer word packs to a value that equals no vocabulary's.
struct PackedWord: Hashable, Sendable, BitwiseCopyable {
  var a: UInt64 = 0
  var b: UInt64 = 0
  var c: UInt64 = 0
  var d: UInt64 = 0

  /// The word that equals no word of 1 to 32 bytes.
  init() {}

  init(_ a: UInt64, _ b: UInt64 = 0, _ c: UInt64 = 0, _ d: UInt64 = 0) {
    self.a = a
    self.b = b
    self.c = c
    self.d = d
  }

  /// Packs a word's bytes. O(1).
  @inline(__always)
  init(_ bytes: borrowing Span<UInt8>) {
    let count = bytes.count
    guard count <= 32 else { return }
    a = bytes.packed(from: 0)
    if count > 8 { b = bytes.packed(from: 8) }
    if count > 16 { c = bytes.packed(from: 16) }
    if count > 24 { d = bytes.packed(from: 24) }
  }

  /// Packs a string's bytes.
  init(_ word: String) { self.init(word.utf8.span) }
}

extension Span where Element == UInt8 {
  /// Up to eight bytes from `start` as a little-endian number, zeros after the end.
  @inline(__always)
  func packed(from start: Int) -> UInt64 {
    let rest = extracting(droppingFirst: start)
    if rest.count >= 8 {
      let low =
        UInt64(rest[0]) | UInt64(rest[1]) &<< 8 | UInt64(rest[2]) &<< 16 | UInt64(rest[3]) &<< 24
      let high =
        UInt64(rest[4]) | UInt64(rest[5]) &<< 8 | UInt64(rest[6]) &<< 16 | UInt64(rest[7]) &<< 24
      return low | high &<< 32
    }
    var value: UInt64 = 0
    for index in rest.indices { value |= UInt64(rest[index]) &<< (UInt64(index) &* 8) }
    return value
  }
}
