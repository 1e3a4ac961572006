import ArgumentParser
import CanonicalJSON
import Ledger
import TransparencyLog

/// Prints what became of verifying a pack.
struct PackVerdictPrinter {
  let verdict: PackVerdict
  let format: PageFormat

  func print() throws {
    let output = Output()
    switch format {
    case .text: try output.write(text)
    case .json: try output.line(json.canonicalBytes())
    }
    try output.flush()
    guard verdict.isSound else { throw ExitCode(ExitStatus.integrity.rawValue) }
  }

  private var text: String {
    var lines: [String] = []
    let what =
      verdict.isSound
      ? "verified: \(verdict.refoldedCount) events, and the states and figures that they make"
      : "not verified"
    lines.append(what)
    if let checkpoint = verdict.checkpoint {
      lines += [
        "origin \(checkpoint.origin)", "size   \(checkpoint.size)",
        "root   \(checkpoint.root.hex)",
      ]
    }
    lines += verdict.findings.map(\.text)
    if verdict.omittedCount > 0 { lines.append("and \(verdict.omittedCount) more") }
    if !verdict.hasKnownPage {
      lines.append(
        "The page's own program isn't that of this version of twinledger: what is said here was "
          + "checked without it, what the page says of itself wasn't.")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("badEvents", .array(verdict.badEvents.map { .integer($0) })),
      ("findings", .array(verdict.findings.map { .string($0.text) })),
      ("kind", .string("pack")), ("knownPage", .bool(verdict.hasKnownPage)),
      ("omitted", .integer(Int64(verdict.omittedCount))), ("verified", .bool(verdict.isSound)),
    ]
    if let checkpoint = verdict.checkpoint {
      members += [
        ("origin", .string(checkpoint.origin)), ("root", .string(checkpoint.root.hex)),
        ("size", .integer(Int64(checkpoint.size))),
      ]
    }
    return .object(members)
  }
}
