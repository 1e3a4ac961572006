internal import TransparencyLog

/// The roots of the full subtrees that a log of some size consists of, largest first: what is
/// needed to go on appending.
struct Peaks: Sendable {
  private(set) var size: UInt64 = 0
  private var hashes: [Hash] = []

  init() {}

  /// The peaks of a log of `size` events, whose hashes `hash` finds by level and place.
  init(
    size: UInt64, hash: (_ level: Int, _ place: UInt64) throws -> Hash
  ) throws {
    self.size = size
    var covered: UInt64 = 0
    for level in stride(from: 63, through: 0, by: -1) where size >> UInt64(level) & 1 == 1 {
      hashes.append(try hash(level, covered >> UInt64(level)))
      covered += 1 << UInt64(level)
    }
  }

  /// Adds a leaf, and appends to `completed` its hash and those of the subtrees it completes,
  /// lowest first.
  mutating func append(leaf: Hash, completed: inout Arena) {
    var hash = leaf
    completed.append(hash)
    for _ in 0..<size.trailingOneBitCount {
      hash = nodeHash(hashes.removeLast(), hash)
      completed.append(hash)
    }
    hashes.append(hash)
    size += 1
  }

  /// The root of the whole tree.
  var root: Hash {
    guard var root = hashes.last else { return Hash.ofEmptyTree }
    for hash in hashes.dropLast().reversed() { root = nodeHash(hash, root) }
    return root
  }
}

extension UInt64 {
  /// The one bits at the low end: how many subtrees above the leaf this index completes.
  var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}

extension Hash {
  static let sizeBytes = 32
  static let ofEmptyTree = Digest256().finish()

  /// The hash whose bytes begin at `start`.
  init(_ bytes: Span<UInt8>, at start: Int) {
    var copy = InlineArray<32, UInt8>(repeating: 0)
    for position in 0..<32 { copy[position] = bytes[start + position] }
    self.init(copy)
  }
}

extension Arena {
  mutating func append(_ hash: Hash) { append(hash.bytes.span) }
}
