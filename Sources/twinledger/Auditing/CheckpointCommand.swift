import ArgumentParser
import CanonicalJSON
import Ledger
import TransparencyLog

/// `twinledger checkpoint`.
struct CheckpointCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checkpoint",
    abstract: "Sign what the ledger is now, and print it.",
    discussion: """
      A checkpoint is three lines, origin, size and root, with an Ed25519 signature (C2SP signed \
      note). It proves nothing while only the operator has it: give it to somebody else.

      Example: twinledger checkpoint > checkpoint-2026-11
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Option(help: "How: the note, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    guard let note = try recorder.checkpoint(), let verifier = recorder.verifierKey else {
      throw Failure(.storeFailed, "there is no key to sign with.")
    }
    let output = Output()
    switch format {
    case .text: try output.write(note.bytes)
    case .json:
      let checkpoint = try Checkpoint(text: note.text)
      try output.line(
        JSONValue.object([
          ("note", .string(String(decoding: note.bytes, as: UTF8.self))),
          ("origin", .string(checkpoint.origin)), ("root", .string(checkpoint.root.hex)),
          ("size", .integer(Int64(checkpoint.size))), ("verifierKey", .string(verifier.text)),
        ]).canonicalBytes())
    }
    try output.flush()
  }
}
