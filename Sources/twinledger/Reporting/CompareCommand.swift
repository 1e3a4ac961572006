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
    abstract: "Lay figures side by side, with the events that part them.",
    discussion: """
      One of --as-of, --period, --cohort and --pairing is given twice: that is what is compared, \
      the rest holds for both sides. Only values that differ are listed: for two points, with the \
      events recorded, corrected or voided in between; for anything else, with the events behind \
      one side alone.

      Example: twinledger compare --as-of 2024-12-31T23:59:59Z --as-of 2025-06-30T23:59:59Z \
      --cohort nzc-2
      """)

  @OptionGroup var location: LedgerOption

  @Option(
    name: .customLong("as-of"),
    help: ArgumentHelp(
      "As known then: a number of events, or an instant such as 2025-03-28T16:00:00Z.",
      valueName: "size|time"))
  var points: [String] = []

  @Option(
    help: ArgumentHelp(
      "Happened in this time, such as 2024-01-01..2025-01-01.", valueName: "from..to"))
  var period: [String] = []

  @Option(help: ArgumentHelp("Only this cohort.", valueName: "id"))
  var cohort: [String] = []

  @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"))
  var pairing: [String] = []

  @Option(help: ArgumentHelp("Only this programme.", valueName: "id"))
  var programme: String?

  @Option(help: ArgumentHelp("Only this city.", valueName: "id"))
  var city: String?

  @Option(help: ArgumentHelp("Only this country, such as hu.", valueName: "id"))
  var country: String?

  @Option(
    help: ArgumentHelp("Only this theme.", valueName: "theme"),
    completion: .list(Theme.allCases.map(\.word)))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    try checkCounts()
    let ledger = try OpenLedger(location)
    var sides = try [0, 1].map { try (asOf: asOf(ledger, $0), text: text($0)) }
    if sides[0].asOf.size > sides[1].asOf.size { sides.swapAt(0, 1) }
    let old = try summary(ledger, sides[0].asOf, sides[0].text)
    let new = try summary(ledger, sides[1].asOf, sides[1].text)
    let report = ChangeReport(
      from: old.summary, old.world.interner, to: new.summary, world: new.world,
      columns: new.world.columns, audience: audience == .office ? .office : .everybody)
    try new.world.checkSource()
    let output = Output()
    switch format {
    case .text: try output.write(report.text(width: Terminal.width))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }

  /// Exactly one option makes the two sides.
  private func checkCounts() throws(InputError) {
    let counts = [points.count, period.count, cohort.count, pairing.count]
    guard counts.count(where: { $0 == 2 }) == 1, counts.allSatisfy({ $0 <= 2 }) else {
      throw InputError(
        "two things are compared: give one of --as-of, --period, --cohort and --pairing twice, and "
          + "the others once at most.")
    }
  }

  /// What an option says about a side: the same about both where it was given once.
  private func given(_ values: [String], _ side: Int) -> String? {
    values.count == 2 ? values[side] : values.first
  }

  private func asOf(_ ledger: OpenLedger, _ side: Int) throws -> LedgerReader.AsOf {
    guard let text = given(points, side) else { return try ledger.resolve(nil) }
    return try ledger.resolve(text, option: "--as-of")
  }

  private func text(_ side: Int) -> ScopeText {
    ScopeText(
      programme: programme, cohort: given(cohort, side), pairing: given(pairing, side), city: city,
      country: country, theme: theme, period: given(period, side))
  }

  private func summary(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf, _ text: ScopeText
  ) throws -> (summary: ImpactSummary, world: World) {
    let world = try ledger.known(at: asOf.size)
    let root = try ledger.store.root(at: Size(UInt64(asOf.size)))
    let summary = world.impact(
      of: try text.scope(world), now: asOf.now, columns: world.columns, root: root?.hex)
    try world.checkSource()
    return (summary, world)
  }
}
