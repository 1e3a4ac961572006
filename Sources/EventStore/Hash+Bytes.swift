internal import TransparencyLog

extension Hash {
  /// The hash whose bytes begin at `start`.
  init(_ bytes: Span<UInt8>, at start: Int) {
    var copy = InlineArray<32, UInt8>(repeating: 0)
    for position in 0..<Self.bytesCount { copy[position] = bytes[start + position] }
    self.init(copy)
  }
}

extension Arena {
  mutating func append(_ hash: Hash) { append(hash.bytes.span) }
}

extension Frontier {
  /// Adds a leaf, and appends its hash and those of the subtrees it completes, lowest first.
  mutating func append(_ leaf: Hash, keptIn hashes: inout Arena) {
    append(leaf) { _, _, hash in hashes.append(hash) }
  }
}
