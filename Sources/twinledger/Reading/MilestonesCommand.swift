import ArgumentParser
import Ledger
import Reporting
import Twinning

/// `twinledger milestones`.
struct MilestonesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "milestones",
    abstract: "Show where every pairing stands: due, achieved, late, with the events behind it.",
    discussion: """
      "Now" is the as-of instant, with a size the recorded time of its last event, else the clock.

      Example: twinledger milestones --cohort nzc-2 --as-of 2025-06-30T00:00:00Z
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption

  @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"))
  var pairing: String?

  @Option(help: ArgumentHelp("Only the pairings of this cohort.", valueName: "id"))
  var cohort: String?

  @Option(help: "How: a page, or for machines.")
  var format = ListFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let (world, milestones) = try gathered(ledger, resolved)
    let report = MilestoneReport(milestones, world: world, now: resolved.now)
    let text = format == .text ? report.text(width: Terminal.width) : ""
    let array = format == .text ? [] : report.json()
    try world.checkSource()
    let output = Output()
    if point != nil {
      let words = OpenLedger.words(resolved)
      if format == .text { try output.write(words + "\n") } else { Terminal.say(words) }
    }
    if format != .text { ledger.markSynthetic() }
    switch format {
    case .text: try output.write(text)
    case .json: try output.line(array)
    case .ndjson: try Listing.lines(array, to: output)
    case .csv: try Listing.sheet(array, to: output)
    }
    try output.flush()
  }

  /// One pairing's, or one cohort's, from the streams that they take; all of them from the whole
  /// log.
  private func gathered(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf
  ) throws -> (World, [MilestoneProgress]) {
    if let pairing {
      let world = try ledger.world(at: asOf)
      let ref = try world.subject(.pairing, pairing, option: "--pairing")
      return (world, world.milestones(of: ref, now: asOf.now))
    }
    let world = try ledger.known(at: asOf.size)
    guard let cohort else { return (world, world.milestonesOfAllPairings(now: asOf.now)) }
    let wanted = try world.subject(.cohort, cohort, option: "--cohort")
    let found = world.milestonesOfAllPairings(now: asOf.now).filter {
      guard case .pairing(let state)? = world.state(of: $0.pairing) else { return false }
      return state.cohort == wanted
    }
    return (world, found)
  }
}
