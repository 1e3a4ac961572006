import ArgumentParser
import EventStore
import Foundation
import Ledger
import TransparencyLog

/// `twinledger export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the log to files that anybody can verify without this ledger.",
    discussion: "Example: twinledger export tiles public/log",
    subcommands: [ExportTiles.self, ExportLines.self, ExportPack.self])
}

/// `twinledger export tiles`.
struct ExportTiles: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tiles",
    abstract: "Write or bring up to date a directory of tiles (C2SP tlog-tiles).",
    discussion: """
      Any static web server can serve the directory as it is. A run adds what is new and puts the \
      checkpoint in place last; one that was cut goes on with the next.

      Example: twinledger export tiles public/log
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(
    help: ArgumentHelp("The directory; made if it isn't there.", valueName: "dir"),
    completion: .directory)
  var directory: String

  func run() throws {
    try Output.check(directory: directory)
    let store = try LedgerReader(directory: location.directory).store
    let (note, keys) = try ExportSource.note(store, key, location)
    let progress = Progress("exporting")
    defer { progress.end() }
    let outcome: TileExport.Outcome
    do {
      outcome = try TileExport.write(
        store, to: directory, note: note, keys: keys, progress: progress.show)
    } catch let error as TileExport.Refusal {
      throw Failure(.integrity, error.description)
    }
    progress.end()
    let output = Output()
    try output.write(
      "\(directory): \(outcome.size) events, \(outcome.size - outcome.from) new, "
        + "\(outcome.files) files written\n")
    try output.flush()
  }
}

/// `twinledger export ndjson`.
struct ExportLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ndjson",
    abstract: "Write the events' exact bytes, a line each, and the checkpoint beside them.",
    discussion: """
      The checkpoint is FILE with .checkpoint appended, and is written last.

      Example: twinledger export ndjson events.ndjson
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(help: ArgumentHelp("The file.", valueName: "file"), completion: .file())
  var file: String

  func run() throws {
    try Output.check(file)
    let store = try LedgerReader(directory: location.directory).store
    let (note, _) = try ExportSource.note(store, key, location)
    let size = try Checkpoint(text: note.text).size
    let progress = Progress("exporting")
    defer { progress.end() }
    try LineExport.write(store, upTo: Size(size), note: note, to: file, progress: progress.show)
    progress.end()
    let output = Output()
    try output.write("\(file): \(size) events; \(file).checkpoint\n")
    try output.flush()
  }
}

/// What an export is made by.
enum ExportSource {
  /// The checkpoint to export at, and the keys that may have signed it or those before it.
  static func note(
    _ store: EventLog, _ key: KeyOption, _ location: LedgerOption
  ) throws -> (note: SignedNote, keys: [VerifierKey]) {
    guard let keys = try key.keysIfPresent(location, origin: store.head().origin) else {
      throw Failure(
        .storeFailed,
        "there is no key in \(key.directory(for: location)) to sign the export's checkpoint. Name "
          + "it with --key-dir or $TWINLEDGER_KEY_DIR.")
    }
    let note = try keys.sign(store)
    // The key may have been replaced meanwhile: those that lie there now include the note's.
    let later = try key.keysIfPresent(location, origin: store.head().origin) ?? keys
    return (note, later.verifierKeys)
  }
}
