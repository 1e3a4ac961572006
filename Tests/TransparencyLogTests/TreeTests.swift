import Testing
import TransparencyLog

/// The tree against the definitions of RFC 6962, for every size to 300.
struct TreeTests {
  static let sizeMax = 300
  private let naive: NaiveTree
  private let kept: KeptHashes

  init() {
    let leaves = (0...Self.sizeMax).map(numberedLeaf)
    var kept = KeptHashes()
    for leaf in leaves { kept.append(leaf) }
    naive = NaiveTree(leaves: leaves)
    self.kept = kept
  }

  @Test func `every root is that of the definition`() {
    var frontier = Frontier()
    for size in 0...Self.sizeMax {
      let expected = naive.root(0..<size)
      #expect(frontier.root == expected)
      #expect(root(at: UInt64(size), hash: kept.hash) == expected)
      frontier.append(hashed(naive.leaves[size]))
    }
  }

  @Test func `every inclusion proof is that of the definition and is accepted`() throws {
    for size in 0...Self.sizeMax {
      let whole = naive.root(0..<size)
      for index in 0..<size {
        let proof = inclusionProof(of: UInt64(index), in: UInt64(size), hash: kept.hash)
        #expect(proof == naive.path(index, 0..<size))
        let leaf = hashed(naive.leaves[index])
        try verifyInclusion(
          of: leaf, at: UInt64(index), in: UInt64(size), root: whole, proof: proof)
      }
    }
  }

  @Test func `every consistency proof is that of the definition and is accepted`() throws {
    let roots = (0...Self.sizeMax).map { root(at: UInt64($0), hash: kept.hash) }
    for new in 0...Self.sizeMax {
      for old in 0...new {
        let proof = consistencyProof(from: UInt64(old), to: UInt64(new), hash: kept.hash)
        #expect(proof == (old == 0 ? [] : naive.proof(old, 0..<new)))
        try verifyConsistency(
          from: UInt64(old), root: roots[old], to: UInt64(new), root: roots[new], proof: proof)
      }
    }
  }

  @Test func `a frontier is restored from what was kept`() {
    var frontier = Frontier()
    for size in 0...Self.sizeMax {
      #expect(Frontier(size: UInt64(size), hash: kept.hash) == frontier)
      frontier.append(hashed(naive.leaves[size]))
    }
  }

  @Test func `a leaf hands over its hash and those of the subtrees it completes`() {
    var frontier = Frontier()
    for index in 0..<UInt64(Self.sizeMax) {
      var places: [UInt64] = []
      frontier.append(hashed(naive.leaves[Int(index)])) { (level, place, hash) in
        #expect(level == places.count)
        #expect((place + 1) << UInt64(level) == index + 1)
        let leaves = Int(place << UInt64(level))..<Int(index + 1)
        #expect(hash == naive.root(leaves))
        places.append(place)
      }
      #expect(places.count == (index + 1).trailingZeroBitCount + 1)
    }
  }

  @Test func `a frontier whose store fails is as it was`() {
    struct Failure: Error {}
    for size in 0..<20 {
      var frontier = Frontier(size: UInt64(size), hash: kept.hash)
      let before = frontier
      let leaf = hashed([1])
      for failing in 0...(UInt64(size + 1).trailingZeroBitCount) {
        #expect(throws: Failure.self) {
          try frontier.append(leaf) { (level, _, _) throws(Failure) in
            if level == failing { throw Failure() }
          }
        }
        #expect(frontier == before)
      }
    }
  }
}
