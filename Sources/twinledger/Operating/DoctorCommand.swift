import ArgumentParser
import CanonicalJSON
import EventStore
import LMDB
import Ledger
import TransparencyLog
import Twinning

/// `twinledger doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Examine the ledger and the machine under it, and say what to do.",
    discussion: """
      --clear-failed-sync verifies every event first and removes the mark that a failed sync left.

      Example: twinledger doctor --all
      """)

  @OptionGroup var location: LedgerOption

  @Flag(help: "Verify every event's bytes and hashes, not only the last ones.")
  var all = false

  @Flag(help: "After verifying everything, remove the mark of a failed sync.")
  var clearFailedSync = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    var examination = Examination(
      directory: location.directory, verifiesAll: all || clearFailedSync)
    try examination.run()
    if clearFailedSync { try clear(&examination) }
    let output = Output()
    switch format {
    case .text: try output.write(examination.text)
    case .json: try output.line(examination.json.canonicalBytes())
    }
    try output.flush()
    if let status = examination.worst { throw ExitCode(status.rawValue) }
  }

  private func clear(_ examination: inout Examination) throws {
    guard examination.isLogWhole else {
      throw Failure(
        .integrity, "the mark of the failed sync stays: the log isn't whole, as printed by doctor.")
    }
    var writer = try LogWriter(opening: location.directory)
    try writer.clearFailedSync()
    examination.noteCleared()
  }
}
