import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger tail`.
struct TailCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tail",
    abstract: "Stream events in order, an event's exact bytes a line.",
    discussion: """
      A cursor is index-hash: an event's index and the first 16 digits of the tree's root at size \
      index + 1. --after goes on behind it. A cursor of another history is refused as gone (65), \
      one beyond the end as ahead (74): try again later.

      Example: twinledger tail --follow --cursors --after 41-8f1ac2a9d3f0b7e5
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var filters: EventFilters

  @Option(help: ArgumentHelp("Go on behind this cursor.", valueName: "cursor"))
  var after: String?

  @Flag(help: "Wait for new events at the end.")
  var follow = false

  @Flag(help: "Put each event's cursor and a tab before it.")
  var cursors = false

  @Option(help: ArgumentHelp("End after so many events.", valueName: "number"))
  var limit: Int?

  @Option(help: "How: the events' bytes, or lines for people; json and ndjson are the same here.")
  var format = EventFormat.ndjson

  /// How long to wait for growth at a time, in milliseconds; the wait ends early when it comes.
  private static let patienceMilliseconds = 60_000

  func validate() throws {
    if let limit, limit < 0 { throw ValidationError("--limit is a number of events: 0 or more.") }
  }

  func run() throws {
    let ledger = try OpenLedger(location)
    let query = try LogQuery(filters.filter, of: ledger.reader)
    var next = try start(ledger)
    let output = Output()
    let (report, interner) = (LogReport(width: Terminal.width), Interner())
    ledger.markSynthetic()
    var left = limit ?? .max
    while left > 0 {
      let size = Int64(try ledger.store.size().value)
      if next < size {
        try query.forEachEvent(in: next..<size) { index, bytes in
          if cursors { try output.write(try cursor(index, ledger.store).text + "\t") }
          if format == .text {
            try output.write(report.line(EventPrinter.line(index, bytes, interner)))
          } else {
            try output.line(bytes)
          }
          left -= 1
          return left > 0
        }
        next = size
      }
      try output.flush()
      if !follow || left == 0 { return }
      _ = try ledger.store.waitForGrowth(
        beyond: Size(UInt64(next)), atMostMilliseconds: Self.patienceMilliseconds)
    }
  }

  private func cursor(_ index: Int64, _ store: EventLog) throws -> StreamCursor {
    guard let root = try store.root(at: Size(UInt64(index) + 1)) else {
      throw IntegrityError(.tree(Index(UInt64(index))), expected: "a root", found: "none")
    }
    return StreamCursor(index: index, root: root)
  }

  /// Where to begin: behind the cursor, if it is one of this history.
  private func start(_ ledger: OpenLedger) throws -> Int64 {
    guard let after else { return 0 }
    guard let cursor = StreamCursor(after) else {
      throw InputError(
        "\"\(after)\" is no cursor: an index, a hyphen and 16 digits 0-9 and a-f, as --cursors "
          + "prints them.", member: "--after")
    }
    let size = Int64(try ledger.store.size().value)
    guard cursor.index < size else {
      throw Failure(
        .storeFailed, head: "ahead: ",
        "the cursor \(after) lies beyond the end; this ledger has \(size) events. Try again "
          + "once it has caught up.")
    }
    guard try self.cursor(cursor.index, ledger.store) == cursor else {
      throw Failure(
        .integrity, head: "gone: ",
        "the cursor \(after) belongs to another history than this ledger's: it was restored "
          + "or replaced. Read again from the beginning.")
    }
    return cursor.index + 1
  }
}

/// A place in a history: the index of an event and the first digits of the root behind it.
struct StreamCursor: Hashable {
  let index: Int64

  /// 16 lower-case hexadecimal digits.
  let digits: String

  init(index: Int64, root: Hash) {
    self.index = index
    digits = String(root.hex.prefix(16))
  }

  /// The cursor that a text spells, or nil.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int64(parts[0]), index >= 0, index < .max,
      String(index) == parts[0], parts[1].utf8.count == 16,
      parts[1].utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      })
    else { return nil }
    self.index = index
    digits = String(parts[1])
  }

  var text: String { "\(index)-\(digits)" }
}
