import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger report impact`.
struct ReportImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Print every indicator, with numerator, denominator and the events behind it.",
    discussion: """
      Filters are added up: what all of them let through counts. The period selects by when \
      something happened; its end is left out. NR is not reported, never zero. report definitions \
      says what each figure counts and what it never does.

      html is one file to read and print; xlsx has a sheet for each part of the figures; in csv a \
      text that begins with = + - @ has ' before it, so that no spreadsheet takes it for a formula.

      Example: twinledger report impact --cohort nzc-2 --format html -o impact.html
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption
  @OptionGroup var filters: ScopeOption

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Flag(help: "In text: say above each figure what it counts.")
  var definitions = false

  @Option(help: "How: a page, one JSON text, a document, or a sheet.")
  var format = DocumentFormat.text

  @OptionGroup var file: OutputOption
  @OptionGroup var key: KeyOption

  func run() throws {
    try file.check()
    if format == .xlsx { try file.refuseTerminal(for: "xlsx") }
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let world = try ledger.known(at: resolved.size)
    let root = try ledger.store.root(at: Size(UInt64(resolved.size)))
    let summary = world.impact(
      of: try filters.scope(world), now: resolved.now, columns: world.columns, root: root?.hex)
    let bytes = try document(summary, world, ledger.store)
    try world.checkSource()
    if resolved.isProvisional, point != nil { Terminal.say(OpenLedger.words(resolved)) }
    if format == .csv { ledger.markSynthetic() }
    try file.write(bytes)
    world.letGoOfSource()
    UntilExit.hold(world)
  }

  private func document(
    _ summary: ImpactSummary, _ world: World, _ store: EventLog
  ) throws -> [UInt8] {
    let reader: ImpactReport.Audience = audience == .office ? .office : .everybody
    let report = ImpactReport(summary, interner: world.interner, audience: reader)
    switch format {
    case .text:
      let due = ImpactDocument.restatements(of: summary.scope, world, world.columns)
      return Array(
        report.text(width: Terminal.width, showsDefinitions: definitions, notes: due).utf8)
    case .json: return report.json() + [UInt8(ascii: "\n")]
    case .md, .html, .csv, .xlsx: break
    }
    let document = ImpactDocument(
      summary, world: world, columns: world.columns,
      proof: try ProofState(store, key, location), audience: reader)
    switch format {
    case .md: return Array(ImpactMarkdown(document).text.utf8)
    case .html: return Array(ImpactPage(document).html.utf8)
    case .csv: return Array(ImpactSheet(document).text.utf8)
    case .xlsx, .text, .json:
      return try TemporaryFile.bytes { try ImpactWorkbook(document).write(to: $0) }
    }
  }
}
