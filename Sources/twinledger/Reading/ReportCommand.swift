import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Compute figures, each with the events behind it.",
    discussion: "Example: twinledger report impact --period 2024-01-01..2025-01-01",
    subcommands: [ReportImpactCommand.self])

  @OptionGroup var location: LedgerOption
}

/// `twinledger report impact`.
struct ReportImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Print every indicator, with numerator, denominator and the events behind it.",
    discussion: """
      Filters are added up: what all of them let through counts. The period selects by when \
      something happened; its end is left out. NR is not reported, never zero.

      Example: twinledger report impact --cohort nzc-2 --format json
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption

  @OptionGroup var filters: ScopeOption

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Flag(help: "Say above each figure what it counts.")
  var definitions = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let world = try ledger.known(at: resolved.size)
    let root = try ledger.store.root(at: Size(UInt64(resolved.size)))
    let summary = world.impact(
      of: try filters.scope(world), now: resolved.now, columns: world.columns, root: root?.hex)
    try world.checkSource()
    let report = ImpactReport(
      summary, interner: world.interner, audience: audience == .office ? .office : .everybody)
    let output = Output()
    if resolved.isProvisional, point != nil { Terminal.say(OpenLedger.words(resolved)) }
    switch format {
    case .text:
      try output.write(report.text(width: Terminal.width, showsDefinitions: definitions))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }
}
