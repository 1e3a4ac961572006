import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger compare`.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Lay figures as known at two points side by side, with the events that part them.",
    discussion: """
      Only values that differ are listed: those that count an event recorded in between, those of \
      which an event was corrected or voided in between, and those that time alone moved.

      Example: twinledger compare --as-of 2024-12-31T23:59:59Z --as-of 2025-06-30T23:59:59Z \
      --cohort nzc-2
      """)

  @OptionGroup var location: LedgerOption

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "As known then: a number of events, or an instant. Given twice; the second may be left out "
        + "and is now then.", valueName: "size|time"))
  var points: [String] = []

  @OptionGroup var filters: ScopeOption

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    guard (1...2).contains(points.count) else {
      throw InputError("two points are compared: give --as-of once or twice.", member: "--as-of")
    }
    let ledger = try OpenLedger(location)
    let first = try ledger.resolve(points[0], option: "--as-of")
    let second =
      try points.count == 2 ? ledger.resolve(points[1], option: "--as-of") : ledger.resolve(nil)
    let (earlier, later) = first.size <= second.size ? (first, second) : (second, first)
    let old = try summary(ledger, earlier)
    let new = try summary(ledger, later)
    let report = ChangeReport(
      from: old.summary, to: new.summary, world: new.world, columns: new.world.columns,
      audience: audience == .office ? .office : .everybody)
    try new.world.checkSource()
    let output = Output()
    switch format {
    case .text: try output.write(report.text(width: Terminal.width))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }

  private func summary(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf
  ) throws -> (summary: ImpactSummary, world: World) {
    let world = try ledger.known(at: asOf.size)
    let root = try ledger.store.root(at: Size(UInt64(asOf.size)))
    let summary = world.impact(
      of: try filters.scope(world), now: asOf.now, columns: world.columns, root: root?.hex)
    try world.checkSource()
    return (summary, world)
  }
}
