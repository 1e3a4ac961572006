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
      first subject that differs is named and nothing is put in place, unless --accept-difference \
      says that it is meant.

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
      let events = difference.events.prefix(8).map { String($0) }.joined(separator: ", ")
      let more = difference.events.count > 8 ? " … (\(difference.events.count))" : ""
      text += "they differ first at \(difference.subject), events \(events)\(more)\n"
      text += "  kept    \(words(difference.live))\n  rebuilt \(words(difference.rebuilt))\n"
    }
    let equal = outcome.difference == nil ? "equal; " : ""
    return text + equal
      + (outcome.isInPlace ? "the rebuilt states are in place\n" : "nothing was changed\n")
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
            ("events", .array(difference.events.map { .integer($0) })),
            ("subject", .string(difference.subject)),
          ])
        ))
    }
    if isSynthetic { members.append(("synthetic", .bool(true))) }
    return .object(members)
  }
}
