import ArgumentParser
import Ledger
import TransparencyLog

/// `twinledger rotate-key`.
struct RotateKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rotate-key",
    abstract: "Replace the key that signs checkpoints.",
    discussion: """
      An event that names the new key is recorded, and a checkpoint with it is signed by the old \
      key; from then on the new one signs. Old checkpoints are verified with the old key only. A \
      rotation that was cut goes on when it is asked for again.

      Example: twinledger rotate-key
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  func run() throws {
    let old: VerifierKey?
    let fresh: VerifierKey
    do {
      let recorder = try key.recorder(location)
      defer { recorder.close() }
      old = recorder.verifierKey
      fresh = try recorder.rotateKey()
    }
    let output = Output()
    try output.write(
      """
      old key \(old?.text ?? "")
      new key \(fresh.text)
      Give the new key to those who have the old one. They keep both: each verifies its own \
      checkpoints.

      """)
    try output.flush()
  }
}
