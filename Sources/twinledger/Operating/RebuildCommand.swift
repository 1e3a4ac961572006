import ArgumentParser
import CanonicalJSON
import Ledger
import TransparencyLog
import Twinning

/// `twinledger rebuild`.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Fold every state anew from event 0 and put it in place if nothing differs.",
    discussion: """
      The live states stay as they are until the new ones are whole. Where the digests differ, the \
      first event at which the two folds part is named and nothing is put in place, unless \
      --accept-difference says that it is meant.

      Example: twinledger rebuild
      """)

  @OptionGroup var location: LedgerOption

  @Flag(help: "Put the new states in place although they differ.")
  var acceptDifference = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let progress = Progress("rebuilding")
    let outcome = try Rebuild.run(
      directory: location.directory, acceptsDifference: acceptDifference, progress: progress.show)
    progress.end()
    let isSynthetic = try OpenLedger(location).isSynthetic
    let output = Output()
    switch format {
    case .text: try output.write(text(outcome, isSynthetic))
    case .json: try output.line(json(outcome, isSynthetic).canonicalBytes())
    }
    try output.flush()
    if outcome.isInPlace { return }
    throw Failure(
      .integrity,
      "the states that were kept aren't those that the events make: see the digests. The old ones "
        + "are still in place. If the fold was meant to change, run rebuild --accept-difference; "
        + "if not, stop writing and compare with a copy.")
  }

  private func text(_ outcome: Rebuild.Outcome, _ isSynthetic: Bool) -> String {
    var text = isSynthetic ? "SYNTHETIC LEDGER\n" : ""
    text += "folded \(outcome.size) events into \(outcome.subjects) states\n"
    let kept = outcome.liveDigest?.hex ?? "in a form that this program doesn't read"
    text += "kept    \(kept)\nrebuilt \(outcome.rebuiltDigest.hex)\n"
    if let difference = outcome.difference {
      text += "they part at event \(difference.event) (\(difference.type)) on "
      text += "\(difference.subject): \(reason(difference))\n"
      text += "  kept    \(words(difference.live))\n  rebuilt \(words(difference.rebuilt))\n"
      if difference.subjects > 1 { text += "subjects that differ: \(difference.subjects)\n" }
    }
    let equal = outcome.difference == nil ? "equal; " : ""
    return text + equal
      + (outcome.isInPlace ? "the rebuilt states are in place\n" : "nothing was changed\n")
  }

  /// What makes it that event, in words.
  private func reason(_ difference: Rebuild.Difference) -> String {
    if difference.live == nil { return "nothing is kept of it that can be read" }
    if difference.isBehind { return "what is kept stops before it" }
    let members = difference.members.prefix(8).joined(separator: ", ")
    let more = difference.members.count > 8 ? " … (\(difference.members.count))" : ""
    return "since then \(members)\(more) isn't what is kept"
  }

  private func words(_ state: [UInt8]?) -> String {
    state.map { String(decoding: $0, as: UTF8.self) } ?? "none"
  }

  private func json(_ outcome: Rebuild.Outcome, _ isSynthetic: Bool) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("inPlace", .bool(outcome.isInPlace)),
      ("keptDigest", outcome.liveDigest.map { .string($0.hex) } ?? .null),
      ("rebuiltDigest", .string(outcome.rebuiltDigest.hex)), ("size", .integer(outcome.size)),
      ("states", .integer(Int64(outcome.subjects))),
    ]
    if let difference = outcome.difference {
      members.append(
        (
          "difference",
          .object([
            ("behind", .bool(difference.isBehind)), ("event", .integer(difference.event)),
            ("members", .array(difference.members.map { .string($0) })),
            ("subject", .string(difference.subject)),
            ("subjects", .integer(Int64(difference.subjects))),
            ("type", .string(difference.type)),
          ])
        ))
    }
    if isSynthetic { members.append(("synthetic", .bool(true))) }
    return .object(members)
  }
}
