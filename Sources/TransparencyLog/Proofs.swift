/// The root of a tree of `size` leaves, from kept hashes of its full subtrees.
///
/// - Parameter hash: finds the root of the full subtree number `index`, from 0, of 2^`level`
///   leaves.
/// - Complexity: O(log `size`) calls of `hash`.
/// - Throws: what `hash` throws.
public func root<Failure: Error>(
  at size: UInt64, hash: (_ level: Int, _ index: UInt64) throws(Failure) -> Hash
) throws(Failure) -> Hash {
  try Frontier(size: size, hash: hash).root
}

/// The proof that a leaf lies in a tree: PATH of RFC 6962, 2.1.1, the leaf's sibling first.
///
/// - Parameters:
///   - index: the leaf's place, from 0; below `size`.
///   - size: how many leaves the tree has.
///   - hash: finds the root of the full subtree number `index`, from 0, of 2^`level` leaves.
/// - Complexity: O(log `size`) calls of `hash`.
/// - Throws: what `hash` throws.
public func inclusionProof<Failure: Error>(
  of index: UInt64, in size: UInt64,
  hash: (_ level: Int, _ index: UInt64) throws(Failure) -> Hash
) throws(Failure) -> [Hash] {
  precondition(index < size && size <= sizeMax, "a leaf's index is below the tree's size")
  var siblings: [Range<UInt64>] = []
  var leaves = 0..<size
  while leaves.count > 1 {
    let middle = split(leaves)
    let isLeft = index < middle
    siblings.append(isLeft ? middle..<leaves.upperBound : leaves.lowerBound..<middle)
    leaves = isLeft ? leaves.lowerBound..<middle : middle..<leaves.upperBound
  }
  return try roots(of: siblings, hash: hash)
}

/// The proof that a tree is the beginning of a larger one: PROOF of RFC 6962, 2.1.2.
///
/// From size 0, and between equal sizes, the proof is empty.
/// - Parameters:
///   - old: how many leaves the smaller tree has; at most `new`.
///   - new: how many leaves the larger tree has.
///   - hash: finds the root of the full subtree number `index`, from 0, of 2^`level` leaves.
/// - Complexity: O(log `new`) calls of `hash`.
/// - Throws: what `hash` throws.
public func consistencyProof<Failure: Error>(
  from old: UInt64, to new: UInt64,
  hash: (_ level: Int, _ index: UInt64) throws(Failure) -> Hash
) throws(Failure) -> [Hash] {
  precondition(old <= new && new <= sizeMax, "a tree is consistent with larger ones only")
  if old == 0 || old == new { return [] }
  var ranges: [Range<UInt64>] = []
  var leaves = 0..<new
  while old != leaves.upperBound {
    let middle = split(leaves)
    if old <= middle {
      ranges.append(middle..<leaves.upperBound)
      leaves = leaves.lowerBound..<middle
    } else {
      ranges.append(leaves.lowerBound..<middle)
      leaves = middle..<leaves.upperBound
    }
  }
  // The old tree itself is known to who verifies; only a part of it must be named.
  if leaves.lowerBound > 0 { ranges.append(leaves) }
  return try roots(of: ranges, hash: hash)
}

/// Where RFC 6962 splits a run of at least two leaves: behind the largest power of two below its
/// length.
private func split(_ leaves: Range<UInt64>) -> UInt64 {
  let length = leaves.upperBound - leaves.lowerBound
  return leaves.lowerBound + 1 << UInt64(63 - (length - 1).leadingZeroBitCount)
}

/// The roots of runs of leaves, last run first.
private func roots<Failure: Error>(
  of runs: [Range<UInt64>], hash: (_ level: Int, _ index: UInt64) throws(Failure) -> Hash
) throws(Failure) -> [Hash] {
  var roots: [Hash] = []
  roots.reserveCapacity(runs.count)
  for run in runs.reversed() {
    var parts: [Hash] = []
    for node in FullSubtrees(of: run) { parts.append(try hash(node.level, node.index)) }
    var root = parts.removeLast()
    for part in parts.reversed() { root = nodeHash(part, root) }
    roots.append(root)
  }
  return roots
}
