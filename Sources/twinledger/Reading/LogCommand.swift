import ArgumentParser
import EventStore
import Ledger
import Reporting
import Twinning

/// `twinledger log`.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "List events in the order of the log.",
    discussion: """
      ndjson gives the events' exact bytes, a line each. --since and --until go by when an event \
      was recorded, both included; --period by when it happened, corrections considered, its end \
      left out, and voided events with it.

      Example: twinledger log --type SiteVisitHeld --city hu-budapest --limit 10
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var filters: EventFilters
  @OptionGroup var asOf: AsOfOption

  @Option(help: ArgumentHelp("Begin at this index.", valueName: "index"))
  var from: Int64?

  @Option(help: ArgumentHelp("At most so many events.", valueName: "number"))
  var limit: Int?

  @Option(help: ArgumentHelp("Recorded at this time or later.", valueName: "time"))
  var since: String?

  @Option(help: ArgumentHelp("Recorded at this time or earlier.", valueName: "time"))
  var until: String?

  @Option(
    help: ArgumentHelp(
      "Happened in this time, such as 2024-01-01..2025-01-01.", valueName: "from..to"))
  var period: String?

  @Flag(help: "From the latest event to the earliest.")
  var reverse = false

  @Option(help: "How: lines for people, a JSON array, or the events' bytes.")
  var format = EventFormat.text

  func validate() throws {
    if let from, from < 0 { throw ValidationError("--from is an index: 0 or more.") }
    if let limit, limit < 0 { throw ValidationError("--limit is a number of events: 0 or more.") }
  }

  func run() throws {
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let query = try LogQuery(filters.filter, of: ledger.reader)
    let range = try range(ledger, resolved)
    let isInPeriod = try happened(ledger, resolved)
    let output = Output()
    var writer = EventPrinter(format, ledger, output)
    if point != nil { try writer.say(OpenLedger.words(resolved)) }
    try writer.begin()
    var left = limit ?? .max
    if left > 0 {
      try query.forEachEvent(in: range, reversed: reverse) { index, bytes in
        guard isInPeriod(index) else { return true }
        try writer.write(index, bytes)
        left -= 1
        return left > 0
      }
    }
    try writer.end()
    try output.flush()
  }

  /// The indexes between which the events lie: what is known, where to begin, when recorded.
  private func range(_ ledger: OpenLedger, _ asOf: LedgerReader.AsOf) throws -> Range<Int64> {
    var lower: Int64 = 0
    var upper = asOf.size
    if let from {
      if reverse { upper = min(upper, from < .max ? from + 1 : from) } else { lower = from }
    }
    if let since {
      let instant = try Moment.instant(since, in: ledger.zone, option: "--since")
      lower = max(lower, try ledger.reader.size(at: instant.adding(milliseconds: -1)))
    }
    if let until {
      let instant = try Moment.end(until, in: ledger.zone, option: "--until")
      upper = min(upper, try ledger.reader.size(at: instant))
    }
    return lower..<max(lower, upper)
  }

  /// Whether an event lies in the period; all do where none is asked for.
  private func happened(
    _ ledger: OpenLedger, _ asOf: LedgerReader.AsOf
  ) throws -> (Int64) -> Bool {
    guard let period else { return { _ in true } }
    let wanted = try PeriodText.period(period, in: ledger.zone)
    let columns = try ledger.known(at: asOf.size).columns
    return { index in
      guard let time = columns.effectiveTime(at: index) else { return false }
      return time >= wanted.from && time < wanted.to
    }
  }
}

/// Prints events as they come, in one of the forms of a log.
struct EventPrinter {
  private let format: EventFormat
  private let ledger: OpenLedger
  private let output: Output
  private let report = LogReport(width: Terminal.width)
  private let interner = Interner()
  private var isFirst = true

  init(_ format: EventFormat, _ ledger: OpenLedger, _ output: Output) {
    self.format = format
    self.ledger = ledger
    self.output = output
  }

  /// A remark: on the page, or beside the events where machines read them.
  func say(_ words: String) throws {
    if format == .text { try output.write(words + "\n") } else { Terminal.say(words) }
  }

  func begin() throws {
    switch format {
    case .text: try output.write(report.heading(isSynthetic: ledger.isSynthetic))
    case .json:
      ledger.markSynthetic()
      try output.write("[")
    case .ndjson: ledger.markSynthetic()
    }
  }

  mutating func write(_ index: Int64, _ bytes: Span<UInt8>) throws {
    switch format {
    case .text: try output.write(report.line(Self.line(index, bytes, interner)))
    case .json:
      if !isFirst { try output.write(",\n") }
      try output.bytes(bytes)
    case .ndjson: try output.line(bytes)
    }
    isFirst = false
  }

  func end() throws { if format == .json { try output.write("]\n") } }

  /// What a line says of an event, also of one whose form this program doesn't know.
  static func line(
    _ index: Int64, _ bytes: Span<UInt8>, _ interner: Interner
  ) -> LogReport.Line {
    do throws(SchemaError) {
      let stored = try StoredEvent.read(bytes, strength: .replay, interner: interner)
      return LogReport.Line(stored, in: bytes, interner: interner)
    } catch {
      return LogReport.Line(
        index: index, recordedTime: .distantPast, time: .distantPast, type: "?", subject: "-",
        role: "-", note: "unknown to this program: \(error.message)")
    }
  }
}
