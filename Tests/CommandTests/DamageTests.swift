import Foundation
import Testing

/// An audit of files whose bits were flipped: it ends with a word on it, whatever the bits were.
@Suite struct DamageTests {
  private func run(_ stage: Stage, _ command: String) throws -> [String] { try stage.play(command) }

  @Test func `a flipped bit of the file is found, or isn't in what the ledger says`() throws {
    let stage = try Stage()
    _ = try run(
      stage,
      "twinledger init --origin ledger.example.org/damage --synthetic > /dev/null; "
        + "twinledger synthesize --seed 3 --pairings 2 | head -300 > c.ndjson; "
        + "twinledger import c.ndjson 2> /dev/null > /dev/null")
    let sound = try run(stage, "twinledger audit | tail -1")
    #expect(sound == ["sound", "! SYNTHETIC LEDGER"] || sound == ["sound"])
    let whole = "twinledger log --format ndjson; twinledger replay --format json"
    let before = try run(stage, "(\(whole)) | sha256sum")
    let size = try Int(#require(run(stage, "stat -c %s ledger/data.mdb").first)) ?? 0
    var dice = SeededDice(seed: 7)
    for round in 0..<60 {
      let (place, bit) = (dice.below(size), dice.below(8))
      let flipped = try run(
        stage,
        "rm -rf d d.key; cp -r ledger d; cp -r ledger.key d.key; cp d/data.mdb x; "
          + "b=$(od -An -tu1 -j \(place) -N 1 x); "
          + "printf \"\\\\x$(printf %02x $((b ^ (1 << \(bit)))))\" "
          + "| dd of=d/data.mdb bs=1 seek=\(place) conv=notrunc 2> /dev/null; "
          + "timeout 60 twinledger --ledger d audit > report 2> /dev/null; echo $?")
      let status = flipped.last ?? ""
      #expect(
        ["0", "64", "65", "74"].contains(status), "round \(round), byte \(place): \(flipped)")
      guard status == "0" else { continue }
      let after = try run(
        stage, "(\(whole.replacing("twinledger", with: "twinledger --ledger d"))) | sha256sum")
      #expect(after == before, "round \(round), byte \(place), bit \(bit)")
    }
  }
}

/// Random numbers that are the same for the same seed (SplitMix64).
private struct SeededDice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
  }
}
