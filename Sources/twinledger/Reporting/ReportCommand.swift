import ArgumentParser

/// `twinledger report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Compute figures, each with the events behind it.",
    discussion: "Example: twinledger report impact --period 2024-01-01..2025-01-01",
    subcommands: [
      ReportImpactCommand.self, ReportProgressCommand.self, ReportDefinitionsCommand.self,
      ReportPublishCommand.self, ReportRestateCommand.self, ReportReproduceCommand.self,
    ])

  @OptionGroup var location: LedgerOption
}
