import ArgumentParser
import Ledger
import Reporting
import Twinning

/// `twinledger report progress`.
struct ReportProgressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "progress",
    abstract: "Show milestones by programme, cohort and pairing, and what is needed next.",
    discussion: """
      What is overdue comes first, the longest overdue before the rest. "Now" is the as-of \
      instant, with a size the recorded time of its last event, else the clock.

      Example: twinledger report progress --cohort nzc-2 --format html -o progress.html
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption

  @Option(help: ArgumentHelp("Only this programme.", valueName: "id"))
  var programme: String?

  @Option(help: ArgumentHelp("Only this cohort.", valueName: "id"))
  var cohort: String?

  @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"))
  var pairing: String?

  @Option(help: "How: a page, one JSON text, a document, or a sheet.")
  var format = ProgressFormat.text

  @OptionGroup var file: OutputOption

  func run() throws {
    try file.check()
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let world = try ledger.known(at: resolved.size)
    let isIn = try filter(world)
    let report = ProgressReport(ProgressModel(world, now: resolved.now, of: isIn))
    try world.checkSource()
    if resolved.isProvisional, point != nil { Terminal.say(OpenLedger.words(resolved)) }
    if format == .csv { ledger.markSynthetic() }
    switch format {
    case .text: try file.write(Array(report.text(width: Terminal.width).utf8))
    case .md: try file.write(Array(report.markdown.utf8))
    case .html: try file.write(Array(report.html.utf8))
    case .json: try file.write(report.json() + [UInt8(ascii: "\n")])
    case .csv: try file.write(Array(report.sheet.utf8))
    }
  }

  private func filter(_ world: World) throws(InputError) -> (Ref) -> Bool {
    let programme = try subject(.programme, self.programme, "--programme", world)
    let cohort = try subject(.cohort, self.cohort, "--cohort", world)
    let pairing = try subject(.pairing, self.pairing, "--pairing", world)
    return { ref in
      guard case .pairing(let state)? = world.state(of: ref) else { return false }
      if let pairing, ref != pairing { return false }
      if let cohort, state.cohort != cohort { return false }
      guard let programme else { return true }
      guard let own = state.cohort, case .cohort(let held)? = world.state(of: own) else {
        return false
      }
      return held.programme == programme
    }
  }

  private func subject(
    _ kind: Kind, _ text: String?, _ option: String, _ world: World
  ) throws(InputError) -> Ref? {
    guard let text else { return nil }
    return try world.subject(kind, text, option: option)
  }
}
