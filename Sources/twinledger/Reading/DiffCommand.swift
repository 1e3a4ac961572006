import ArgumentParser
import EventStore
import Ledger
import Reporting
import Twinning

/// `twinledger diff`.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what changed between two points, by subject, and which events did it.",
    discussion: "Example: twinledger diff 2025-01-01T00:00:00Z 2025-04-01T00:00:00Z")

  @OptionGroup var location: LedgerOption

  @Argument(help: ArgumentHelp("Before: a number of events, or an instant.", valueName: "from"))
  var from: String

  @Argument(help: ArgumentHelp("After: a number of events, or an instant.", valueName: "to"))
  var to: String

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let before = try ledger.resolve(from, option: "FROM")
    let after = try ledger.resolve(to, option: "TO")
    guard before.size <= after.size else {
      throw InputError(
        "FROM is size \(before.size), later than TO, size \(after.size); give the earlier one "
          + "first.")
    }
    let report = DiffReport(
      try changes(ledger, before.size, after.size), from: before.size, to: after.size,
      isSynthetic: ledger.isSynthetic)
    let output = Output()
    if after.isProvisional { Terminal.say(OpenLedger.words(after)) }
    switch format {
    case .text: try output.write(report.text(width: Terminal.width))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }

  private func changes(
    _ ledger: OpenLedger, _ from: Int64, _ to: Int64
  ) throws -> [DiffReport.SubjectChange] {
    let interner = Interner()
    var events: [String: [LogReport.Line]] = [:]
    try ledger.store.events(from: Index(UInt64(from)), limit: Int(to - from)) { index, bytes in
      let line = EventPrinter.line(Int64(index.value), bytes, interner)
      events[line.subject, default: []].append(line)
      return true
    }
    if events.isEmpty { return [] }
    let areFew = events.count <= OpenLedger.fewSubjects
    let worlds = try [from, to].map { size in
      try areFew ? ledger.reader.pastWorld(at: size) : ledger.replay(until: size)
    }
    let (before, after) = (worlds[0], worlds[1])
    var changes: [DiffReport.SubjectChange] = []
    for (subject, lines) in events {
      changes.append(
        DiffReport.SubjectChange(
          subject: subject, before: Self.state(of: subject, before),
          after: Self.state(of: subject, after), events: lines))
    }
    try before.checkSource()
    try after.checkSource()
    return changes
  }

  private static func state(of subject: String, _ world: World) -> [UInt8]? {
    world.interner.intern(subject: subject).flatMap { world.stateBytes(of: $0) }
  }
}
