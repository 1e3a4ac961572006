import ArgumentParser
import CanonicalJSON
import EventStore
import Ledger
import TransparencyLog
import Twinning

/// `twinledger replay`.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Fold the log from event 0 and print the digest of all states, and the tree's root.",
    discussion: "Example: twinledger replay --until 2025-03-28T16:00:00Z --format json")

  @OptionGroup var location: LedgerOption

  @Option(
    help: ArgumentHelp(
      "As known then: a number of events, or an instant such as 2025-03-28T16:00:00Z.",
      valueName: "size|time"))
  var until: String?

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let ledger = try OpenLedger(location)
    let resolved =
      try until.map { try ledger.resolve($0, option: "--until") } ?? ledger.resolve(nil)
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
}
