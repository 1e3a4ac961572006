import TransparencyLog

/// The definitions of RFC 6962, 2.1, as they stand there: recursive and obviously right. Roots that
/// were computed are remembered, or the larger sizes would take minutes.
final class NaiveTree {
  let leaves: [[UInt8]]
  private var roots: [Range<Int>: Hash] = [:]

  init(leaves: [[UInt8]]) { self.leaves = leaves }

  func root(_ range: Range<Int>) -> Hash {
    if let known = roots[range] { return known }
    let root: Hash
    switch range.count {
    case 0: root = emptyRoot
    case 1: root = hashed(leaves[range.lowerBound])
    default:
      let middle = range.lowerBound + half(range.count)
      root = nodeHash(self.root(range.lowerBound..<middle), self.root(middle..<range.upperBound))
    }
    roots[range] = root
    return root
  }

  func path(_ index: Int, _ range: Range<Int>) -> [Hash] {
    if range.count == 1 { return [] }
    let middle = range.lowerBound + half(range.count)
    if index < half(range.count) {
      return path(index, range.lowerBound..<middle) + [root(middle..<range.upperBound)]
    }
    return path(index - half(range.count), middle..<range.upperBound)
      + [root(range.lowerBound..<middle)]
  }

  func proof(_ size: Int, _ range: Range<Int>) -> [Hash] { subproof(size, range, true) }

  private func subproof(_ size: Int, _ range: Range<Int>, _ isWhole: Bool) -> [Hash] {
    if size == range.count { return isWhole ? [] : [root(range)] }
    let middle = range.lowerBound + half(range.count)
    if size <= half(range.count) {
      return subproof(size, range.lowerBound..<middle, isWhole)
        + [root(middle..<range.upperBound)]
    }
    return subproof(size - half(range.count), middle..<range.upperBound, false)
      + [root(range.lowerBound..<middle)]
  }

  /// The largest power of two below a count.
  private func half(_ count: Int) -> Int {
    var power = 1
    while power * 2 < count { power *= 2 }
    return power
  }
}

/// A store of the hashes that a frontier hands over, as a database would keep them.
struct KeptHashes {
  private(set) var frontier = Frontier()
  private var rows: [[Hash]] = []

  mutating func append(_ leaf: [UInt8]) { rows.append(frontier.append(leafHash(of: leaf.span))) }

  /// The hash of a full subtree: it was completed by the last of its leaves.
  func hash(_ level: Int, _ index: UInt64) -> Hash {
    rows[Int((index + 1) << UInt64(level)) - 1][level]
  }
}

/// Leaf i is the byte i, and past 255 a further byte.
func numberedLeaf(_ index: Int) -> [UInt8] {
  index < 256 ? [UInt8(index)] : [UInt8(index >> 8), UInt8(index & 0xFF)]
}

/// The hash of a leaf.
func hashed(_ leaf: [UInt8]) -> Hash { leafHash(of: leaf.span) }
