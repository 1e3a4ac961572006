import ArgumentParser
import Ledger
import Twinning

/// `twinledger tick`.
struct TickCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tick",
    abstract: "Record what has fallen due: a call's closing, a proposal to erase.",
    discussion: """
      For a timer. Nothing that is decided depends on whether it ran.

      Example: twinledger tick --format json
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Option(
    help: ArgumentHelp(
      "On a synthetic ledger: what time it is; its last recorded time otherwise.",
      valueName: "time"))
  var recorded: String?

  @Option(help: "How: a page, or one JSON text for each event.")
  var format = PageFormat.text

  func run() throws {
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    let ledger = try OpenLedger(LedgerReader(of: recorder))
    let now = try recorded.map { try Moment.instant($0, in: ledger.zone, option: "--recorded") }
    let tick = try recorder.tick(now: now)
    if tick.answers.isEmpty { Terminal.say("nothing has fallen due by \(tick.now)") }
    try AnswerPrinter(ledger, format).print(tick.answers)
    try recorder.checkpoint()
  }
}
