import ArgumentParser
import EventStore
import Foundation
import Ledger
import TransparencyLog

/// `twinledger recover`.
struct RecoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: "Bring back the events that a restored ledger lacks, byte for byte.",
    discussion: """
      From an export: a directory of tiles, or a file of events with its checkpoint beside it. It \
      is verified first by the log's key; each command is then admitted anew and must make the \
      very bytes of the export.

      Example: twinledger recover public/log --vkey "$(cat ledger.key/vkey)"
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(
    help: ArgumentHelp("A directory of tiles, or a file of events.", valueName: "path"),
    completion: .file())
  var path: String

  @Option(
    name: .customLong("vkey"),
    help: ArgumentHelp(
      "The log's verifier key; once for each key it has had, oldest first.", valueName: "key"))
  var keys: [String]

  func validate() throws {
    if keys.isEmpty { throw ValidationError("Name the log's key with --vkey.") }
  }

  func run() throws {
    let keys = try keys.map { try VerifierKey(option: $0) }
    let copy = try ExportedLog(path)
    let progress = Progress("recovering")
    defer { progress.end() }
    let report: CopyVerification.Report
    do { report = try copy.verify(keys: keys) { progress.show(0.5 * $0) } } catch let error
      as NoteError
    { throw Failure(.integrity, "\(path): \(error)") }
    if let finding = report.findings.first {
      throw Failure(
        .integrity,
        "\(path) isn't what its checkpoint says (\(finding.place)); nothing was brought back. Run "
          + "verify, and take another export.")
    }
    var events = try copy.events(size: report.checkpoint.size)
    let outcome: Recovery.Outcome
    do {
      outcome = try Recovery.run(
        directory: location.directory, checkpoint: report.checkpoint, next: { try events.next() },
        progress: { progress.show(0.5 + 0.5 * $0) })
    } catch let error as Recovery.Refusal {
      throw Failure(.integrity, "\(error)")
    }
    progress.end()
    // From here on it must be what was signed, like any other ledger that is written to.
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    try recorder.checkpoint()
    let output = Output()
    try output.write("\(outcome.size - outcome.from) events brought back; size \(outcome.size)\n")
    try output.flush()
  }
}
