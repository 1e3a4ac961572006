/// The right edge of a tree: the roots of the full subtrees that it consists of, largest first.
/// It is all that is needed to go on appending.
///
/// Their sizes are the binary digits of the tree's size, so that there are at most 63.
public struct Frontier: Hashable, Sendable {
  /// How many leaves the tree has.
  public private(set) var size: UInt64

  /// The roots of the full subtrees, largest first.
  public private(set) var peaks: [Hash]

  /// The frontier of the empty tree.
  public init() {
    size = 0
    peaks = []
    peaks.reserveCapacity(63)
  }

  /// The frontier of a tree of `size` leaves, from hashes that were kept.
  ///
  /// - Parameter hash: finds the root of the full subtree number `index`, from 0, of 2^`level`
  ///   leaves.
  /// - Complexity: O(log `size`) calls of `hash`.
  /// - Throws: what `hash` throws.
  public init<Failure: Error>(
    size: UInt64, hash: (_ level: Int, _ index: UInt64) throws(Failure) -> Hash
  ) throws(Failure) {
    self.init()
    self.size = size
    for node in FullSubtrees(of: 0..<size) { peaks.append(try hash(node.level, node.index)) }
  }

  /// Adds a leaf and hands over what a store must keep for it: the leaf's hash and that of every
  /// subtree it completes, lowest first.
  ///
  /// Leaf i completes one subtree for each one bit at the low end of i.
  /// - Parameter keep: gets the hash of the full subtree number `index`, from 0, at `level`.
  /// - Complexity: O(log `size`); two hashes are computed for each leaf on average.
  /// - Throws: what `keep` throws; the frontier is then as it was.
  public mutating func append<Failure: Error>(
    _ leaf: Hash,
    keeping keep: (_ level: Int, _ index: UInt64, _ hash: Hash) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(size < sizeMax, "a tree has at most 2^63-1 leaves")
    var hash = leaf
    var left = peaks.count
    let joins = (~size).trailingZeroBitCount
    try keep(0, size, hash)
    for level in 0..<joins {
      left -= 1
      hash = nodeHash(peaks[left], hash)
      try keep(level + 1, size >> UInt64(level + 1), hash)
    }
    peaks.removeLast(joins)
    peaks.append(hash)
    size += 1
  }

  /// Adds a leaf and returns what a store must keep for it: the leaf's hash and that of every
  /// subtree it completes, lowest first.
  ///
  /// - Complexity: O(log `size`).
  @discardableResult
  public mutating func append(_ leaf: Hash) -> [Hash] {
    var kept: [Hash] = []
    append(leaf) { (_, _, hash) in kept.append(hash) }
    return kept
  }

  /// The tree's root; SHA-256 of nothing for the empty tree.
  ///
  /// - Complexity: O(log `size`).
  public var root: Hash {
    guard var root = peaks.last else { return emptyRoot }
    for peak in peaks.dropLast().reversed() { root = nodeHash(peak, root) }
    return root
  }
}

/// The most leaves a tree can have: 2⁶³−1.
let sizeMax = UInt64(Int64.max)

/// The full subtrees that a run of leaves consists of, largest first. The run must begin where a
/// subtree of its size rounded up to a power of two may begin, as every run in RFC 6962 does.
struct FullSubtrees: Sequence, IteratorProtocol {
  private var start: UInt64
  private let end: UInt64

  init(of leaves: Range<UInt64>) {
    start = leaves.lowerBound
    end = leaves.upperBound
  }

  mutating func next() -> (level: Int, index: UInt64)? {
    guard start < end else { return nil }
    let level = 63 - (end - start).leadingZeroBitCount
    let index = start >> UInt64(level)
    start += 1 << UInt64(level)
    return (level, index)
  }
}
