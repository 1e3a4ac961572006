import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog

/// `twinledger export pack`.
struct ExportPack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Write one HTML file that an auditor opens offline and that verifies itself.",
    discussion: """
      It holds the events' own bytes, a checkpoint, every state as of every event, and the figures \
      with the events behind them. It needs no network and no other file. verify checks it without \
      a browser.

      Example: twinledger export pack audit-2026-11.html
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp(
      "A checkpoint signed before, to export up to; otherwise one is signed now.",
      valueName: "file"),
    completion: .file())
  var checkpoint: String?

  @Option(
    name: .customLong("vkey"),
    help: ArgumentHelp(
      "With --checkpoint: the verifier key that signed it, where there is no key directory.",
      valueName: "key"))
  var verifierKey: String?

  func run() throws {
    try Output.check(file)
    let ledger = try OpenLedger(location)
    let (note, key) = try signed(ledger.store)
    let progress = Progress("exporting")
    defer { progress.end() }
    try Pack.write(
      to: file, of: ledger.reader, note: note, key: key, figures: PackFigures.made,
      progress: progress.show)
    progress.end()
    ledger.markSynthetic()
    let output = Output()
    try output.write("\(file): \(try Checkpoint(text: note.text).size) events\n")
    try output.flush()
  }

  /// The checkpoint to export at, and the key that signed it.
  private func signed(_ store: EventLog) throws -> (SignedNote, VerifierKey) {
    guard let checkpoint else {
      let (note, keys) = try ExportSource.note(store, key, location)
      guard let signer = try note.verified(by: keys).last else {
        throw Failure(.storeFailed, "the checkpoint isn't signed by a key of this ledger.")
      }
      return (note, signer)
    }
    do {
      let note = try SignedNote(try SourceText("@" + checkpoint, option: "--checkpoint").bytes)
      guard let signer = try note.verified(by: try keys(store)).last else {
        throw InputError("no key that is known signed it.", member: "--checkpoint")
      }
      return (note, signer)
    } catch let error as NoteError {
      throw InputError("\(error)", member: "--checkpoint")
    }
  }

  private func keys(_ store: EventLog) throws -> [VerifierKey] {
    if let verifierKey {
      return [try VerifierKey(option: verifierKey)]
    }
    guard let keys = try key.keysIfPresent(location, origin: store.head().origin) else {
      throw InputError("name the key that signed the checkpoint.", member: "--vkey")
    }
    return keys.verifierKeys
  }
}
