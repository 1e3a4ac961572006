import ArgumentParser
import Foundation

/// Where the ledger is; the same before and after the command's name.
struct LedgerOption: ParsableArguments {
  @Option(
    name: .customLong("ledger"),
    help: ArgumentHelp(
      "The ledger's directory; $TWINLEDGER_DIR or ./ledger otherwise.", valueName: "dir"),
    completion: .directory)
  var given: String?

  /// The directory as it was named.
  var directory: String {
    if let given { return given }
    let environment = ProcessInfo.processInfo.environment["TWINLEDGER_DIR"] ?? ""
    return environment.isEmpty ? "ledger" : environment
  }
}
