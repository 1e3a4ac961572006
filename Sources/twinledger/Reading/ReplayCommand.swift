import ArgumentParser
import CanonicalJSON
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger replay`.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Fold the log from event 0 and print the digest of all states, and the tree's root.",
    discussion: """
      --step walks through the history instead: each event, what it changed in its stream's state, \
      and the milestones that moved with it. In a terminal it waits for Enter; a number and Enter \
      goes to that event, q ends it. In a pipe it prints every step, as JSON one object a line.

      Example: twinledger replay --until 2025-03-28T16:00:00Z --format json
      """)

  @OptionGroup var location: LedgerOption

  @Option(
    help: ArgumentHelp(
      "As known then: a number of events, or an instant such as 2025-03-28T16:00:00Z.",
      valueName: "size|time"))
  var until: String?

  @Flag(help: "Walk through the events instead, one after the other.")
  var step = false

  @Option(
    help: ArgumentHelp("With --step: the event to begin with, from 0.", valueName: "index"))
  var from: Int64 = 0

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let resolved =
      try until.map { try ledger.resolve($0, option: "--until") } ?? ledger.resolve(nil)
    if step { return try walk(ledger, to: resolved.size) }
    let world = try ledger.replay(until: resolved.size)
    guard let root = try ledger.store.root(at: Size(UInt64(resolved.size))) else {
      throw IntegrityError(.head, expected: "a root at \(resolved.size)", found: "none")
    }
    let digest = ledger.reader.stateDigest(of: world)
    let output = Output()
    switch format {
    case .text:
      if ledger.isSynthetic { try output.write("SYNTHETIC LEDGER\n") }
      if until != nil { try output.write(OpenLedger.words(resolved) + "\n") }
      try output.write(
        "size         \(resolved.size)\nroot         \(root.hex)\nstate digest \(digest.hex)\n")
      if !world.unknownEvents.isEmpty {
        try output.write(
          "events unknown to this program, not folded: \(world.unknownEvents.count)\n")
      }
    case .json:
      var members: [(String, JSONValue)] = [
        ("root", .string(root.hex)), ("size", .integer(resolved.size)),
        ("stateDigest", .string(digest.hex)),
      ]
      if ledger.isSynthetic { members.append(("synthetic", .bool(true))) }
      if !world.unknownEvents.isEmpty {
        members.append(("unknownEvents", .array(world.unknownEvents.map { .integer($0) })))
      }
      try output.line(JSONValue.object(members).canonicalBytes())
    }
    try output.flush()
  }

  // MARK: Step by step

  private func walk(_ ledger: OpenLedger, to size: Int64) throws {
    guard (0..<max(1, size)).contains(from) else {
      throw InputError("there are \(size) events, none of index \(from).", member: "--from")
    }
    let output = Output()
    if ledger.isSynthetic, format == .text { try output.write("SYNTHETIC LEDGER\n") }
    let waits = Terminal.isInteractive && format == .text
    var index = from
    while index < size {
      try print(index, ledger, to: output)
      index += 1
      guard waits, index < size else { continue }
      try output.flush()
      Terminal.ask("Enter: event \(index) of \(size); a number; q ")
      guard let answer = readLine(), answer != "q" else { break }
      if let asked = Int64(answer), (0..<size).contains(asked) { index = asked }
    }
    try output.flush()
  }

  private func print(_ index: Int64, _ ledger: OpenLedger, to output: Output) throws {
    let interner = Interner()
    let line = try ledger.store.event(at: Index(UInt64(index))) { bytes in
      EventPrinter.line(index, bytes, interner)
    }
    guard let line else {
      throw IntegrityError(.event(Index(UInt64(index))), expected: "an event", found: "none")
    }
    let before = try ledger.reader.pastWorld(at: index)
    let after = try ledger.reader.pastWorld(at: index + 1)
    let report = StepReport(line, before: before, after: after, isSynthetic: ledger.isSynthetic)
    switch format {
    case .text: try output.write(report.text(width: Terminal.width))
    case .json: try output.line(report.json())
    }
    try before.checkSource()
    try after.checkSource()
  }
}
