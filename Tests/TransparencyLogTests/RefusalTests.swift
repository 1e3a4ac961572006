import Testing
import TransparencyLog

/// Proofs that were tampered with.
struct RefusalTests {
  private let kept: KeptHashes

  init() {
    var kept = KeptHashes()
    for index in 0..<70 { kept.append(numberedLeaf(index)) }
    self.kept = kept
  }

  private func refusesInclusion(
    _ leaf: Hash, _ index: UInt64, _ size: UInt64, _ root: Hash, _ proof: [Hash]
  ) -> ProofError? {
    do throws(ProofError) {
      try verifyInclusion(of: leaf, at: index, in: size, root: root, proof: proof)
      return nil
    } catch {
      return error
    }
  }

  private func refusesConsistency(
    _ old: UInt64, _ oldRoot: Hash, _ new: UInt64, _ newRoot: Hash, _ proof: [Hash]
  ) -> ProofError? {
    do throws(ProofError) {
      try verifyConsistency(from: old, root: oldRoot, to: new, root: newRoot, proof: proof)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [UInt64(1), 2, 3, 7, 8, 21, 64, 70])
  func `a flipped bit anywhere in an inclusion proof is refused`(size: UInt64) {
    let whole = root(at: size, hash: kept.hash)
    for index in 0..<size {
      let leaf = kept.hash(0, index)
      let proof = inclusionProof(of: index, in: size, hash: kept.hash)
      let bit = Int(index * 37 + size) % 256
      #expect(refusesInclusion(flipped(leaf, bit: bit), index, size, whole, proof) == .rootMismatch)
      #expect(refusesInclusion(leaf, index, size, flipped(whole, bit: bit), proof) == .rootMismatch)
      for place in proof.indices {
        var changed = proof
        changed[place] = flipped(proof[place], bit: bit)
        #expect(refusesInclusion(leaf, index, size, whole, changed) == .rootMismatch)
      }
      #expect(refusesInclusion(leaf, index, size, whole, proof + [leaf]) == .proofTooLong)
      if !proof.isEmpty {
        #expect(
          refusesInclusion(leaf, index, size, whole, Array(proof.dropLast())) == .proofTooShort)
        #expect(refusesInclusion(leaf, index, size, whole, Array(proof.dropFirst())) != nil)
      }
      for other in 0..<size where other != index {
        #expect(refusesInclusion(leaf, other, size, whole, proof) != nil)
      }
    }
  }

  @Test func `every single bit of a proof counts`() {
    let (index, size) = (UInt64(5), UInt64(11))
    let whole = root(at: size, hash: kept.hash)
    let proof = inclusionProof(of: index, in: size, hash: kept.hash)
    for place in proof.indices {
      for bit in 0..<256 {
        var changed = proof
        changed[place] = flipped(proof[place], bit: bit)
        #expect(refusesInclusion(kept.hash(0, index), index, size, whole, changed) != nil)
      }
    }
  }

  @Test(arguments: [UInt64(2), 3, 7, 8, 21, 64, 70])
  func `a flipped bit anywhere in a consistency proof is refused`(new: UInt64) {
    let newRoot = root(at: new, hash: kept.hash)
    for old in 1..<new {
      let oldRoot = root(at: old, hash: kept.hash)
      let proof = consistencyProof(from: old, to: new, hash: kept.hash)
      let bit = Int(old * 41 + new) % 256
      #expect(refusesConsistency(old, flipped(oldRoot, bit: bit), new, newRoot, proof) != nil)
      #expect(
        refusesConsistency(old, oldRoot, new, flipped(newRoot, bit: bit), proof) == .rootMismatch)
      for place in proof.indices {
        var changed = proof
        changed[place] = flipped(proof[place], bit: bit)
        #expect(refusesConsistency(old, oldRoot, new, newRoot, changed) != nil)
      }
      #expect(refusesConsistency(old, oldRoot, new, newRoot, proof + [oldRoot]) == .proofTooLong)
      #expect(
        refusesConsistency(old, oldRoot, new, newRoot, Array(proof.dropLast())) == .proofTooShort)
      #expect(refusesConsistency(old, oldRoot, new, newRoot, []) == .proofTooShort)
      #expect(refusesConsistency(new, newRoot, old, oldRoot, proof) == .sizesReversed)
    }
  }

  @Test func `two histories that part are told apart`() {
    var fork = KeptHashes()
    for index in 0..<70 { fork.append(index == 20 ? [0xFF] : numberedLeaf(index)) }
    for old in UInt64(21)...69 {
      let proof = consistencyProof(from: old, to: 70, hash: fork.hash)
      let error = refusesConsistency(
        old, root(at: old, hash: kept.hash), 70, root(at: 70, hash: fork.hash), proof)
      #expect(error != nil)
    }
  }

  @Test func `the empty tree is the beginning of every tree and holds nothing`() {
    let newRoot = root(at: 5, hash: kept.hash)
    #expect(consistencyProof(from: 0, to: 5, hash: kept.hash).isEmpty)
    #expect(refusesConsistency(0, emptyRoot, 5, newRoot, []) == nil)
    #expect(refusesConsistency(0, emptyRoot, 0, emptyRoot, []) == nil)
    #expect(refusesConsistency(0, newRoot, 5, newRoot, []) == .emptyRootMismatch)
    #expect(refusesConsistency(0, emptyRoot, 0, newRoot, []) == .emptyRootMismatch)
    #expect(refusesConsistency(0, emptyRoot, 5, newRoot, [newRoot]) == .proofTooLong)
    #expect(refusesInclusion(newRoot, 0, 0, emptyRoot, []) == .indexNotInTree)
  }

  @Test func `equal sizes need equal roots and no proof`() {
    let (one, other) = (root(at: 5, hash: kept.hash), root(at: 6, hash: kept.hash))
    #expect(refusesConsistency(5, one, 5, one, []) == nil)
    #expect(refusesConsistency(5, one, 5, other, []) == .rootMismatch)
    #expect(refusesConsistency(5, one, 5, one, [one]) == .proofTooLong)
  }

  @Test func `sizes that no tree has are refused and not computed with`() {
    let hash = emptyRoot
    #expect(refusesInclusion(hash, 0, 1 << 63, hash, []) == .sizeOutOfRange)
    #expect(refusesInclusion(hash, .max, .max, hash, []) == .sizeOutOfRange)
    #expect(refusesInclusion(hash, 9, 9, hash, []) == .indexNotInTree)
    #expect(refusesConsistency(1, hash, .max, hash, []) == .sizeOutOfRange)
    let many = [Hash](repeating: hash, count: 200)
    #expect(refusesInclusion(hash, 1 << 62, UInt64(Int64.max), hash, many) == .proofTooLong)
    #expect(refusesConsistency(3, hash, UInt64(Int64.max), hash, many) == .proofTooLong)
  }

  @Test func `every reason is said in words`() {
    let reasons: Set<ProofError> = [
      .indexNotInTree, .sizesReversed, .sizeOutOfRange, .proofTooShort, .proofTooLong,
      .rootMismatch, .oldRootMismatch, .emptyRootMismatch,
    ]
    #expect(Set(reasons.map { "\($0)" }).count == 8)
  }

  @Test func `asking for a proof of what is not there is the program's mistake`() async {
    await #expect(processExitsWith: .failure) {
      _ = inclusionProof(of: 3, in: 3) { (_, _) in emptyRoot }
    }
    await #expect(processExitsWith: .failure) {
      _ = consistencyProof(from: 4, to: 3) { (_, _) in emptyRoot }
    }
  }
}
