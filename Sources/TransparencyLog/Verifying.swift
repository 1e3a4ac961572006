/// Why a proof proves nothing.
public struct ProofError: Error, Hashable, Sendable, CustomStringConvertible {
  private enum Kind: UInt8 {
    case indexNotInTree, sizesReversed, sizeOutOfRange, proofTooShort, proofTooLong
    case rootMismatch, oldRootMismatch, emptyRootMismatch
  }

  private let kind: Kind

  /// The leaf's index is not below the tree's size.
  public static let indexNotInTree = ProofError(kind: .indexNotInTree)
  /// The older tree is larger than the newer one.
  public static let sizesReversed = ProofError(kind: .sizesReversed)
  /// A size above 2⁶³−1.
  public static let sizeOutOfRange = ProofError(kind: .sizeOutOfRange)
  /// The proof has fewer hashes than a proof for these sizes.
  public static let proofTooShort = ProofError(kind: .proofTooShort)
  /// The proof has more hashes than a proof for these sizes.
  public static let proofTooLong = ProofError(kind: .proofTooLong)
  /// The proof leads to another root than the tree's, or than the newer tree's.
  public static let rootMismatch = ProofError(kind: .rootMismatch)
  /// The proof leads to another root than the older tree's.
  public static let oldRootMismatch = ProofError(kind: .oldRootMismatch)
  /// A tree of size 0 is said to have another root than SHA-256 of nothing.
  public static let emptyRootMismatch = ProofError(kind: .emptyRootMismatch)

  /// What is wrong, in words.
  public var description: String {
    switch kind {
    case .indexNotInTree: "the tree has no leaf of this index; ask for an index below its size"
    case .sizesReversed: "the older tree is larger than the newer; exchange them"
    case .sizeOutOfRange: "a tree has at most 9223372036854775807 leaves; check the size"
    case .proofTooShort: "the proof ends too early for these sizes; ask for it again"
    case .proofTooLong: "the proof has hashes left over for these sizes; ask for it again"
    case .rootMismatch: "the proof leads to another root: leaf, proof or tree were changed"
    case .oldRootMismatch: "the newer tree does not begin with the older: history was changed"
    case .emptyRootMismatch: "the root given for an empty tree is not that of an empty tree"
    }
  }
}

/// Checks that a leaf lies in a tree (RFC 9162, 2.1.3.2).
///
/// - Parameters:
///   - leaf: the leaf's hash, made from its bytes by who verifies.
///   - index: the leaf's place, from 0.
///   - size: how many leaves the tree has.
///   - root: the tree's root, from a checkpoint that is trusted.
///   - proof: the hashes on the way, the leaf's sibling first.
/// - Complexity: O(log `size`) hashes.
/// - Throws: why the proof proves nothing.
public func verifyInclusion(
  of leaf: Hash, at index: UInt64, in size: UInt64, root: Hash, proof: [Hash]
) throws(ProofError) {
  guard size <= sizeMax else { throw .sizeOutOfRange }
  guard index < size else { throw .indexNotInTree }
  var walk = EdgeWalk(node: index, last: size - 1)
  var hash = leaf
  for sibling in proof {
    guard !walk.isAtRoot else { throw .proofTooLong }
    hash = walk.step() == .left ? nodeHash(sibling, hash) : nodeHash(hash, sibling)
  }
  guard walk.isAtRoot else { throw .proofTooShort }
  guard hash == root else { throw .rootMismatch }
}

/// Checks that a tree is the beginning of another (RFC 9162, 2.1.4.2).
///
/// Size 0, which the RFC leaves out, is decided here: the empty tree is the beginning of every
/// tree, by an empty proof, and its root must be `emptyRoot`. It says nothing of the newer tree.
/// - Parameters:
///   - old: how many leaves the older tree has.
///   - oldRoot: the older tree's root.
///   - new: how many leaves the newer tree has; at least `old`.
///   - newRoot: the newer tree's root.
///   - proof: the hashes on the way.
/// - Complexity: O(log `new`) hashes.
/// - Throws: why the proof proves nothing.
public func verifyConsistency(
  from old: UInt64, root oldRoot: Hash, to new: UInt64, root newRoot: Hash, proof: [Hash]
) throws(ProofError) {
  guard new <= sizeMax else { throw .sizeOutOfRange }
  guard old <= new else { throw .sizesReversed }
  if old == 0 || old == new {
    if old == 0, oldRoot != emptyRoot { throw .emptyRootMismatch }
    if new == 0, newRoot != emptyRoot { throw .emptyRootMismatch }
    guard proof.isEmpty else { throw .proofTooLong }
    guard old != new || oldRoot == newRoot else { throw .rootMismatch }
    return
  }
  var rest = proof[...]
  // A full old tree is a node of the new one, so that its root need not be in the proof.
  let isFull = old & (old - 1) == 0
  guard let first = isFull ? oldRoot : rest.popFirst() else { throw .proofTooShort }
  var walk = EdgeWalk(node: old - 1, last: new - 1)
  walk.skipRightEdge()
  var (oldHash, newHash) = (first, first)
  for sibling in rest {
    guard !walk.isAtRoot else { throw .proofTooLong }
    if walk.step() == .left {
      oldHash = nodeHash(sibling, oldHash)
      newHash = nodeHash(sibling, newHash)
    } else {
      newHash = nodeHash(newHash, sibling)
    }
  }
  guard walk.isAtRoot else { throw .proofTooShort }
  guard oldHash == oldRoot else { throw .oldRootMismatch }
  guard newHash == newRoot else { throw .rootMismatch }
}

/// The way from a node to the root: on which side each sibling lies. The node and the last node of
/// its level are RFC 9162's `fn` and `sn`.
private struct EdgeWalk {
  enum Side { case left, right }

  var node: UInt64
  var last: UInt64

  var isAtRoot: Bool { last == 0 }

  /// Goes up as long as the node is a right child.
  mutating func skipRightEdge() {
    let levels = UInt64((~node).trailingZeroBitCount)
    node >>= levels
    last >>= levels
  }

  /// Goes up past the next sibling and says where it lies.
  mutating func step() -> Side {
    let isLeft = node & 1 == 1 || node == last
    if isLeft {
      // On the right edge levels without a sibling are passed over.
      while node & 1 == 0, node != 0 { up() }
    }
    up()
    return isLeft ? .left : .right
  }

  private mutating func up() {
    node >>= 1
    last >>= 1
  }
}
