import Testing
import TransparencyLog

/// Checkpoints and proof files: what is written is read, and nothing else is.
@Suite struct CheckpointTests {
  private let origin = "ledger.example.org/twinning"

  private func tree(_ count: Int) -> (leaves: [[UInt8]], tree: NaiveTree) {
    let leaves = (0..<count).map { index in Array("entry \(index)".utf8) }
    return (leaves, NaiveTree(leaves: leaves))
  }

  @Test func `a checkpoint is three lines, signed by the key of its origin`() throws {
    let key = try SignerKey(name: origin)
    let root = tree(5).tree.root(0..<5)
    let checkpoint = try Checkpoint(origin: origin, size: 5, root: root)
    #expect(checkpoint.text == "\(origin)\n5\n\(root.base64)\n")
    let note = try SignedNote(try checkpoint.signed(with: key).bytes)
    #expect(try Checkpoint(note, keys: [key.verifier]) == checkpoint)
    let other = try SignerKey(name: "other.example.org")
    #expect(throws: NoteError.self) { try checkpoint.signed(with: other) }
    let foreign = try SignedNote(signing: checkpoint.text, with: other)
    #expect(throws: NoteError.self) { try Checkpoint(foreign, keys: [other.verifier]) }
  }

  @Test func `the empty log has one root`() throws {
    _ = try Checkpoint(origin: origin, size: 0, root: emptyRoot)
    #expect(throws: NoteError.self) {
      try Checkpoint(origin: origin, size: 0, root: leafHash(of: [UInt8]().span))
    }
    #expect(throws: NoteError.self) {
      try Checkpoint(origin: origin, size: 1 << 63, root: emptyRoot)
    }
  }

  @Test(arguments: [
    "", "o\n5\n", "o\n5\nROOT", "o\n05\nROOT\n", "o\n+5\nROOT\n", "o\n-5\nROOT\n", "o\n5 \nROOT\n",
    "\n5\nROOT\n", "o p\n5\nROOT\n", "o\n5\nROOT\nextension\n", "o\n5\nROOT\n\n",
    "o\n9223372036854775808\nROOT\n", "o\n٥\nROOT\n", "o\n5\nROO\n",
  ])
  func `a text that is no checkpoint is refused`(text: String) {
    let text = text.replacing("ROOT", with: emptyRoot.base64)
    #expect(throws: NoteError.self) { try Checkpoint(text: text) }
  }

  @Test func `a proof file proves each entry of each tree and no other`() throws {
    let key = try SignerKey(name: origin)
    for count in [1, 2, 3, 7, 8, 20] {
      let (leaves, tree) = tree(count)
      let checkpoint = try Checkpoint(
        origin: origin, size: UInt64(count), root: tree.root(0..<count))
      let note = try checkpoint.signed(with: key)
      for index in 0..<count {
        let proof = OfflineProof(
          entry: leaves[index], index: UInt64(index), path: tree.path(index, 0..<count), note: note)
        let read = try OfflineProof(proof.bytes)
        #expect(read == proof)
        #expect(try read.verify(keys: [key.verifier]) == checkpoint)
        #expect(throws: NoteError.self) {
          try read.verify(entry: Array("entry x".utf8), keys: [key.verifier])
        }
        let bare = OfflineProof(
          entry: nil, index: UInt64(index), path: tree.path(index, 0..<count), note: note)
        #expect(throws: NoteError.self) { try bare.verify(keys: [key.verifier]) }
        #expect(try bare.verify(entry: leaves[index], keys: [key.verifier]) == checkpoint)
      }
    }
  }

  @Test func `every altered bit of a proof file is noticed`() throws {
    let key = try SignerKey(name: origin)
    let (leaves, tree) = tree(6)
    let note = try Checkpoint(origin: origin, size: 6, root: tree.root(0..<6)).signed(with: key)
    let bytes = OfflineProof(
      entry: leaves[4], index: 4, path: tree.path(4, 0..<6), note: note
    ).bytes
    for place in bytes.indices {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(bit)
        #expect(throws: NoteError.self, "byte \(place), bit \(bit)") {
          try OfflineProof(damaged).verify(keys: [key.verifier])
        }
      }
    }
    for count in 0..<bytes.count {
      #expect(throws: NoteError.self) {
        try OfflineProof(Array(bytes[..<count])).verify(keys: [key.verifier])
      }
    }
  }

  @Test func `tiles lie where the specification puts them`() {
    func path(_ number: UInt64, _ width: Int = 256) -> String {
      TilePath(.hashes(level: 0), number: number, width: width).text
    }
    #expect(path(0) == "tile/0/000")
    #expect(path(999) == "tile/0/999")
    #expect(path(1_000) == "tile/0/x001/000")
    #expect(path(1_234_067, 8) == "tile/0/x001/x234/067.p/8")
    #expect(TilePath(.entries, number: 5).text == "tile/entries/005")
    #expect(TilePath(.hashes(level: 63), number: 0, width: 1).text == "tile/63/000.p/1")
  }

  @Test func `a log has the tiles that the specification counts`() {
    let names = TilePath.all(of: 70_000).map(\.text)
    #expect(names.count { $0.hasPrefix("tile/0/") && !$0.contains(".p/") } == 273)
    #expect(names.count { $0.hasPrefix("tile/entries/") } == 274)
    for name in ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"] {
      #expect(names.contains(name), "\(name)")
    }
    #expect(names.count { $0.contains(".p/") } == 4)
    #expect(
      TilePath.all(of: 256).map(\.text) == ["tile/entries/000", "tile/0/000", "tile/1/000.p/1"])
    #expect(TilePath.all(of: 0).isEmpty)
    let more = TilePath.all(of: 1_000, beyond: 600).map(\.text)
    #expect(
      more == [
        "tile/entries/002", "tile/entries/003.p/232", "tile/0/002", "tile/0/003.p/232",
        "tile/1/000.p/3",
      ])
  }
}
