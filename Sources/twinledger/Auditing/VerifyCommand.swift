import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import Reporting
import TransparencyLog

/// `twinledger verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt, a pack, an export or two checkpoints by the log's key.",
    discussion: """
      No ledger is needed. The key must come from somewhere else than what is checked: whoever can \
      replace both proves nothing. verify with a path alone is verify file.

      Example: twinledger verify application.tlog-proof --vkey ledger.example.org/nzc-twinning+…
      """,
    subcommands: [VerifyFile.self, VerifyConsistency.self], defaultSubcommand: VerifyFile.self)
}

/// `twinledger verify file`.
struct VerifyFile: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file",
    abstract: "Check a receipt, a pack, tiles or an export of lines by the log's key.",
    discussion: """
      No ledger is needed. The key must come from somewhere else than what is checked: whoever can \
      replace both proves nothing.

      Example: twinledger verify file application.tlog-proof --vkey …
      """)

  @Argument(
    help: ArgumentHelp(
      "A receipt, a pack, a directory of tiles, or a file of events.", valueName: "path"),
    completion: .file())
  var path: String

  @OptionGroup var keys: VerifierKeysOption

  @Option(
    help: ArgumentHelp(
      "For a receipt without its event, or to check another copy of it.", valueName: "file"))
  var event: String?

  @Option(
    help: ArgumentHelp(
      "For a file of events, which may go on behind it; the file with .checkpoint appended "
        + "otherwise.", valueName: "file"))
  var checkpoint: String?

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let keys = try keys.keys()
    let log = try ExportedLog(path, checkpoint: checkpoint)
    do {
      if try !log.isDirectory && begins(with: "c2sp.org/tlog-proof") {
        try verifyReceipt(keys)
      } else if try !log.isDirectory && begins(with: "<!doctype html>") {
        try verifyPack(keys)
      } else {
        let progress = Progress("checking \(path)")
        defer { progress.end() }
        let report = try log.verify(keys: keys, progress: progress.show)
        progress.end()
        try print(report, kind: log.isDirectory ? "tiles" : "ndjson")
      }
    } catch let error as NoteError {
      throw Failure(.integrity, "\(path): \(error)")
    } catch let error as TileExport.Refusal {
      throw Failure(.badInput, "\(error)")
    }
  }

  private func begins(with text: String) throws -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    let head = try handle.read(upToCount: text.utf8.count) ?? Data()
    return head.starts(with: text.utf8)
  }

  // MARK: A receipt

  private func verifyReceipt(_ keys: [VerifierKey]) throws {
    let proof = try OfflineProof(try SourceText("@" + path, option: "path").bytes)
    let entry = try event.map { try SourceText("@" + $0, option: "--event").bytes }
    let checkpoint = try proof.verify(entry: entry, keys: keys)
    let bytes = entry ?? proof.entry ?? []
    let output = Output()
    switch format {
    case .text:
      try output.write(
        """
        verified: event \(proof.index) is in the log as follows
        origin \(checkpoint.origin)
        size   \(checkpoint.size)
        root   \(checkpoint.root.hex)

        """)
      try output.line(bytes)
    case .json:
      try output.line(
        JSONValue.object([
          ("event", .string(String(decoding: bytes, as: UTF8.self))),
          ("index", .integer(Int64(proof.index))), ("kind", .string("receipt")),
          ("origin", .string(checkpoint.origin)), ("root", .string(checkpoint.root.hex)),
          ("size", .integer(Int64(checkpoint.size))), ("verified", .bool(true)),
        ]).canonicalBytes())
    }
    try output.flush()
  }

  // MARK: A pack

  private func verifyPack(_ keys: [VerifierKey]) throws {
    let progress = Progress("checking \(path)")
    defer { progress.end() }
    let verdict = try Pack.verify(
      file: path, keys: keys, figures: PackFigures.made, progress: progress.show)
    progress.end()
    try PackVerdictPrinter(verdict: verdict, format: format).print()
  }

  // MARK: Printing

  private func print(_ report: CopyVerification.Report, kind: String) throws {
    let output = Output()
    switch format {
    case .text:
      let holds = report.findings.isEmpty
      try output.write(holds ? "verified: " : "not verified: ")
      try output.write(
        """
        \(report.events) events, \(report.eventBytes) bytes
        origin \(report.checkpoint.origin)
        size   \(report.checkpoint.size)
        root   \(report.checkpoint.root.hex)
        key    \(report.signer.text)

        """)
      if holds && report.goesOn {
        try output.write("Lines follow that this checkpoint says nothing of.\n")
      }
      for finding in report.findings {
        let event = finding.index.map { ", event \($0)" } ?? ""
        try output.write(
          "\(finding.place)\(event): expected \(finding.expected), found \(finding.found)\n")
      }
    case .json:
      try output.line(json(report, kind: kind).canonicalBytes())
    }
    try output.flush()
    guard report.findings.isEmpty else { throw ExitCode(ExitStatus.integrity.rawValue) }
  }

  private func json(_ report: CopyVerification.Report, kind: String) -> JSONValue {
    .object([
      ("events", .integer(Int64(report.events))),
      (
        "findings",
        .array(
          report.findings.map { finding in
            var members: [(String, JSONValue)] = [
              ("expected", .string(finding.expected)), ("found", .string(finding.found)),
              ("place", .string(finding.place)),
            ]
            if let index = finding.index { members.append(("index", .integer(Int64(index)))) }
            return .object(members)
          })
      ),
      ("goesOn", .bool(report.goesOn)), ("kind", .string(kind)),
      ("origin", .string(report.checkpoint.origin)),
      ("root", .string(report.checkpoint.root.hex)),
      ("size", .integer(Int64(report.checkpoint.size))),
      ("verified", .bool(report.findings.isEmpty)),
    ])
  }
}
