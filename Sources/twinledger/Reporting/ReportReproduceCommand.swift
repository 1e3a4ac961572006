import ArgumentParser
import Ledger
import Twinning

/// `twinledger report reproduce`.
struct ReportReproduceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reproduce",
    abstract: "Make published figures again, byte for byte, and hold them against their digest.",
    discussion: """
      The figures are made from the events that the published version knew, whatever was recorded, \
      corrected or voided since. Ends with 65 where they aren't what was published.

      Example: twinledger report reproduce nzc-2-2025 1 -o figures.json
      """)

  @OptionGroup var location: LedgerOption

  @Argument(help: ArgumentHelp("The summary's id.", valueName: "summary"))
  var summary: String

  @Argument(help: ArgumentHelp("Which version; the newest otherwise.", valueName: "version"))
  var version: Int64?

  @OptionGroup var file: OutputOption

  func run() throws {
    try file.check()
    let ledger = try OpenLedger(location)
    let published = try PublishedSummary(ledger, summary)
    let one = try version.map(published.version) ?? published.newest()
    let made = try published.reproduce(one, ledger)
    try file.write(made.bytes)
    Terminal.say(
      "version \(one.number), published by event \(one.fact.index): the figures of size "
        + "\(one.asOfSize) have the digest that was published, \(made.digest)")
  }
}
