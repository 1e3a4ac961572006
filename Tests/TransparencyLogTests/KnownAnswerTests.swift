import Testing
import TransparencyLog

struct KnownAnswerTests {
  private func bytes(_ hex: String) throws -> [UInt8] {
    let digits = Array(hex)
    return try stride(from: 0, to: digits.count, by: 2).map { start in
      try #require(UInt8(String(digits[start...start + 1]), radix: 16))
    }
  }

  @Test func `the reference tree has the hashes that other implementations give it`() throws {
    var kept = KeptHashes()
    #expect(kept.frontier.root.hex == KnownAnswers.roots[0])
    for (index, leaf) in KnownAnswers.leaves.enumerated() {
      let leaf = try bytes(leaf)
      let hash = leafHash(of: leaf.span)
      #expect(hash.hex == KnownAnswers.leafHashes[index])
      kept.append(leaf)
      #expect(kept.frontier.root.hex == KnownAnswers.roots[index + 1])
      #expect(root(at: UInt64(index + 1), hash: kept.hash).hex == KnownAnswers.roots[index + 1])
    }
    for (index, size, expected) in KnownAnswers.inclusion {
      #expect(inclusionProof(of: index, in: size, hash: kept.hash).map(\.hex) == expected)
    }
    for (old, new, expected) in KnownAnswers.consistency {
      #expect(consistencyProof(from: old, to: new, hash: kept.hash).map(\.hex) == expected)
    }
  }

  @Test func `the roots of all sizes to 130 are those of other implementations`() {
    var kept = KeptHashes()
    var digest = Digest256()
    for size in 0...KnownAnswers.rollingSizeMax {
      digest.update(Array("\(size) \(kept.frontier.root.hex)\n".utf8).span)
      kept.append(numberedLeaf(Int(size)))
    }
    #expect(digest.finish().hex == KnownAnswers.rollingRoots)
  }

  @Test func `the proofs of all sizes to 130 are those of other implementations`() {
    var kept = KeptHashes()
    var (inclusion, consistency) = (Digest256(), Digest256())
    for size in 0...KnownAnswers.rollingSizeMax {
      for index in 0..<size {
        let proof = inclusionProof(of: index, in: size, hash: kept.hash).map { " " + $0.hex }
        inclusion.update(Array("\(index) \(size)\(proof.joined())\n".utf8).span)
      }
      for old in 1..<(size + 1) {
        let proof = consistencyProof(from: old, to: size, hash: kept.hash).map { " " + $0.hex }
        consistency.update(Array("\(old) \(size)\(proof.joined())\n".utf8).span)
      }
      kept.append(numberedLeaf(Int(size)))
    }
    #expect(inclusion.finish().hex == KnownAnswers.rollingInclusion)
    #expect(consistency.finish().hex == KnownAnswers.rollingConsistency)
  }
}
