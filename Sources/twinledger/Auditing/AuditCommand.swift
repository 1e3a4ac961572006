import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import TransparencyLog

/// `twinledger audit`.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "Check the whole ledger against itself, its checkpoints and the rules.",
    discussion: """
      Every event is hashed and the tree made anew; every event is held against its schema and \
      admitted again under the rules; states, indexes and kept checkpoints are compared with what \
      comes out. It ends with 65 if anything isn't what it should be.

      Signatures are checked with --vkey, or with the key directory where that is at hand. Whoever \
      has the key can sign another history: --since holds the ledger against a checkpoint that you \
      brought.

      Example: twinledger audit --since checkpoint-2026-05 --vkey \
      ledger.example.org/nzc-twinning+…
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Option(
    name: .customLong("vkey"),
    help: ArgumentHelp(
      "The log's verifier key; once for each key it has had, oldest first.", valueName: "key"))
  var keys: [String] = []

  @Option(
    help: ArgumentHelp(
      "A checkpoint from outside that the ledger must go on from.", valueName: "file"))
  var since: String?

  @Flag(help: "Look at the tree's stored hashes and the checkpoints only, at no event's bytes.")
  var headsOnly = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  /// The audit runs in a process of its own, because a damaged file can end the one that reads it.
  @Flag(help: .private)
  var inThisProcess = false

  func run() throws {
    if inThisProcess {
      try audit()
    } else {
      try auditInChild()
    }
  }

  // MARK: The child

  private func auditInChild() throws {
    guard let program = Bundle.main.executablePath else { return try audit() }
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = Array(CommandLine.arguments.dropFirst()) + ["--in-this-process"]
    try process.run()
    process.waitUntilExit()
    if process.terminationReason == .exit {
      if process.terminationStatus == 0 { return }
      throw ExitCode(process.terminationStatus)
    }
    let finding = AuditFinding(
      .storeDamaged, "the store", expected: "a file that can be read",
      found: "its structure ends the program that reads it (signal \(process.terminationStatus))")
    let output = Output()
    switch format {
    case .text: try output.write(Self.text(finding) + "\n")
    case .json:
      try output.line(
        JSONValue.object([("findings", .array([Self.json(finding)])), ("sound", .bool(false))])
          .canonicalBytes())
    }
    try output.flush()
    throw ExitCode(ExitStatus.integrity.rawValue)
  }

  // MARK: The audit

  private func audit() throws {
    let ledger = try OpenLedger(LedgerReader(directory: location.directory))
    var options = Audit.Options()
    options.looksAtHeadsOnly = headsOnly
    options.keys = try keys.map { try VerifierKey(option: $0) }
    if let directory = try key.keysIfPresent(location, origin: ledger.store.head().origin) {
      if options.keys.isEmpty { options.keys = directory.verifierKeys }
      options.lastSigned = try directory.head().note
    }
    if let since {
      let bytes = try SourceText("@" + since, option: "--since").bytes
      do throws(NoteError) { options.since = try SignedNote(bytes) } catch {
        throw InputError("\(error)", file: since)
      }
    }
    let progress = Progress("auditing")
    defer { progress.end() }
    let report = try Audit(ledger.reader, options: options).run(progress: progress.show)
    progress.end()
    let output = Output()
    switch format {
    case .text: try output.write(text(report))
    case .json: try output.line(json(report).canonicalBytes())
    }
    try output.flush()
    if !report.findings.isEmpty { throw ExitCode(ExitStatus.integrity.rawValue) }
  }

  private func text(_ report: Audit.Report) -> String {
    var lines = [
      "origin       \(report.origin)", "size         \(report.size)",
      "root         \(report.root.hex)",
    ]
    if headsOnly {
      lines.append("only the stored hashes were looked at: no event's bytes, no rules, no states")
    } else {
      lines.append("events       \(report.eventsHashed) hashed, \(report.bytesHashed) bytes")
      lines.append("commands     \(report.commandsAdmitted) admitted anew")
      lines.append("states       \(report.statesCompared) compared")
      lines.append("indexes      \(report.indexEntriesCompared) entries compared")
      if report.projectionsCompared > 0 {
        lines.append("projections  \(report.projectionsCompared) kept for reports compared")
      }
      if report.unknownEvents > 0 {
        lines.append(
          "unknown      \(report.unknownEvents) events of types this program doesn't know")
      }
    }
    lines.append("checkpoints  \(report.checkpointsVerified) of this history")
    if !report.checkedSignatures {
      lines.append("signatures weren't checked: name the log's key with --vkey")
    }
    if since == nil {
      lines.append(
        "nothing from outside was brought: an operator with the key could have rewritten "
          + "everything (--since)")
    }
    lines += report.findings.map(Self.text)
    let count = report.findings.count
    lines.append(count == 0 ? "sound" : "not sound: \(count) finding\(count == 1 ? "" : "s")")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func text(_ finding: AuditFinding) -> String {
    "\(finding.kind.rawValue): \(finding.place): expected \(finding.expected), found "
      + finding.found
  }

  private func json(_ report: Audit.Report) -> JSONValue {
    .object([
      ("checkpoints", .integer(Int64(report.checkpointsVerified))),
      ("commands", .integer(Int64(report.commandsAdmitted))),
      ("eventBytes", .integer(Int64(report.bytesHashed))),
      ("events", .integer(Int64(report.eventsHashed))),
      ("findings", .array(report.findings.map(Self.json))),
      ("headsOnly", .bool(headsOnly)),
      ("indexEntries", .integer(Int64(report.indexEntriesCompared))),
      ("origin", .string(report.origin)),
      ("projections", .integer(Int64(report.projectionsCompared))),
      ("root", .string(report.root.hex)),
      ("signaturesChecked", .bool(report.checkedSignatures)),
      ("size", .integer(Int64(report.size))), ("sound", .bool(report.findings.isEmpty)),
      ("states", .integer(Int64(report.statesCompared))),
      ("unknownEvents", .integer(Int64(report.unknownEvents))),
    ])
  }

  private static func json(_ finding: AuditFinding) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("expected", .string(finding.expected)), ("found", .string(finding.found)),
      ("kind", .string(finding.kind.rawValue)), ("place", .string(finding.place)),
    ]
    if let index = finding.index { members.append(("index", .integer(Int64(index)))) }
    return .object(members)
  }
}
