import ArgumentParser
import Ledger

/// What was known when.
struct AsOfOption: ParsableArguments {
  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "As known then: a number of events, or an instant such as 2025-03-28T16:00:00Z.",
      valueName: "size|time"))
  var text: String?

  /// The point, or nil for all that is known.
  func point() throws(InputError) -> LedgerReader.Point? {
    guard let text else { return nil }
    return try LedgerReader.Point(text)
  }
}
