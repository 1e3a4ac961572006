import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger stats`.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Print how large the ledger is, and the root by which it can be checked.",
    discussion: "Example: twinledger stats --format json")

  @OptionGroup var location: LedgerOption

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let head = try ledger.store.head()
    let statistics = try ledger.store.statistics()
    let report = StatisticsReport(
      origin: head.origin, size: Int64(head.size.value), root: head.root.hex,
      recordedTime: head.recordedTimeMilliseconds.map { Instant(milliseconds: $0) },
      isSynthetic: ledger.isSynthetic,
      counts: [
        ("eventBytes", Int64(head.eventBytes)), ("fileBytes", Int64(statistics.fileBytes)),
        ("formatVersion", Int64(head.formatVersion)), ("freeBytes", Int64(statistics.freeBytes)),
        ("mapBytes", Int64(statistics.mapBytes)),
        ("meanEventBytes", Int64(statistics.meanEventBytes)),
        ("readersInUse", Int64(statistics.readersInUse)),
      ])
    let output = Output()
    switch format {
    case .text: try output.write(report.text(width: Terminal.width))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }
}
