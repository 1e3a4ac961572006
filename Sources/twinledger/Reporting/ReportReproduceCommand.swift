import ArgumentParser
import EventStore
import Ledger
import Reporting
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
    let ledger = try OpenLedger(location)
    let world = try ledger.world(at: ledger.resolve(nil))
    let ref = try world.subject(.summary, summary, option: "SUMMARY")
    guard case .summary(let state)? = world.state(of: ref), let about = state.scope,
      let period = state.period
    else { throw InputError("there is no \(summary).", member: "SUMMARY") }
    let published = try version(of: state)
    try world.checkSource()
    guard published.definitionVersion == IndicatorDefinition.setVersion else {
      throw InputError(
        "version \(published.number) follows the definitions \(published.definitionVersion); this "
          + "program has \(IndicatorDefinition.setVersion) only. A program of that time makes it.")
    }
    let made = try PublishedFigures(
      ledger, about: world.interner.subject(of: about), in: world.interner.subject(of: period),
      at: published.asOfSize)
    let expected = published.figuresSha256.text
    guard made.digest == expected else {
      throw Failure(
        .integrity,
        "version \(published.number) of \(summary), published by event \(published.fact.index), "
          + "has the digest \(expected); the figures of size \(published.asOfSize) have "
          + "\(made.digest). Nothing was written.")
    }
    try file.write(made.bytes)
    Terminal.say(
      "version \(published.number), published by event \(published.fact.index): the figures of "
        + "size \(published.asOfSize) have the digest that was published, \(expected)")
  }

  private func version(of state: SummaryState) throws(InputError) -> SummaryState.Version {
    let found = version.map { wanted in state.versions.first { $0.number == wanted } }
    guard let one = found ?? state.versions.last else {
      let known = state.versions.map { String($0.number) }.joined(separator: ", ")
      throw InputError(
        "\(summary) has no version \(version ?? 1); it has \(known).", member: "VERSION")
    }
    return one
  }
}
