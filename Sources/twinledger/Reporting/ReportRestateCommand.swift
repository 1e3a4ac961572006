import ArgumentParser
import CanonicalJSON
import EventStore
import Ledger
import Reporting
import Twinning

/// `twinledger report restate`.
struct ReportRestateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restate",
    abstract: "Publish the next version of figures that a later truth has changed.",
    discussion: """
      The version in force is made again and held against its digest first. Then the figures are \
      made as known now, and what differs is listed with the late, correcting and voiding events \
      that made it. Where nothing differs, nothing is recorded; nor with --dry-run.

      Example: twinledger report restate nzc-2-2025 --reason late_evidence --deltas deltas.json \
      --actor po-01 --role PO
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(help: ArgumentHelp("The summary's id.", valueName: "summary"))
  var summary: String

  @Option(
    help: ArgumentHelp("Why, such as late_evidence or wrong_count.", valueName: "code"),
    completion: .list(ReasonCode.allCases.map(\.word)))
  var reason: String?

  @Flag(help: "Show what differs, and record nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp("Where the differences go as canonical JSON.", valueName: "file"),
    completion: .file())
  var deltas: String?

  @Option(
    help: ArgumentHelp("Where the new figures go as canonical JSON.", valueName: "file"),
    completion: .file())
  var figures: String?

  @OptionGroup var version: VersionOption

  func validate() throws {
    if reason == nil, !dryRun {
      throw ValidationError("--reason says why, such as late_evidence; --dry-run needs none.")
    }
  }

  func run() throws {
    try Output.check(deltas)
    try Output.check(figures)
    if dryRun { return try restate(OpenLedger(location), recorder: nil) }
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    try restate(OpenLedger(LedgerReader(of: recorder)), recorder: recorder)
  }

  private func restate(_ ledger: OpenLedger, recorder: Recorder?) throws {
    let published = try PublishedSummary(ledger, summary)
    let inForce = try published.newest()
    let old = try published.reproduce(inForce, ledger)
    let size = Int64(try ledger.store.size().value)
    let new = try PublishedFigures(ledger, about: published.about, in: published.period, at: size)
    let report = ChangeReport(
      from: old.summary, old.world.interner, to: new.summary, world: new.world,
      columns: new.world.columns)
    let output = Output()
    try output.write(report.text(width: Terminal.width))
    if report.changes.isEmpty {
      try output.write(
        "version \(inForce.number) says what is known at size \(size); nothing was recorded\n")
      return try output.flush()
    }
    let differences = report.json()
    guard let recorder, let reason else {
      if let deltas { try Output.hand(differences, to: deltas) }
      if let figures { try Output.hand(new.bytes, to: figures) }
      return try output.flush()
    }
    let payload = payload(
      inForce, new, report, reason, digest: PublishedFigures.digest(of: differences))
    let answer = try version.record(
      .impactSummaryRestated, on: published.name, payload, ledger.zone, by: recorder)
    if let deltas { try Output.hand(differences, to: deltas) }
    if let figures { try Output.hand(new.bytes, to: figures) }
    try output.write("\n")
    try output.flush()
    try AnswerPrinter(ledger, .text).print([answer])
    try recorder.checkpoint()
  }

  private func payload(
    _ inForce: SummaryState.Version, _ new: PublishedFigures, _ report: ChangeReport,
    _ reason: String, digest: String
  ) -> [(String, JSONValue)] {
    [
      ("as_of_size", .integer(new.size)), ("as_of_time", .string(new.asOf.description)),
      ("changed_figures", .integer(Int64(Set(report.changes.map(\.id)).count))),
      ("definition_version", .string(new.summary.definitions)),
      ("deltas_sha256", .string(digest)),
      ("figures_sha256", .string(new.digest)),
      ("reason", .object([("code", .string(reason))])), ("supersedes", .integer(inForce.number)),
      ("version", .integer(inForce.number + 1)),
    ]
  }
}
