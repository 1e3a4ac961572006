import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import TransparencyLog

/// `twinledger verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a receipt, a directory of tiles or an export of lines by the log's key.",
    discussion: """
      No ledger is needed. The key must come from somewhere else than what is checked: whoever can \
      replace both proves nothing.

      Example: twinledger verify application.tlog-proof --vkey ledger.example.org/nzc-twinning+…
      """)

  @Argument(
    help: ArgumentHelp("A receipt, a directory of tiles, or a file of events.", valueName: "path"),
    completion: .file())
  var path: String

  @Option(
    name: .customLong("vkey"),
    help: ArgumentHelp(
      "The log's verifier key, as init and doctor print it; once for each key it has had.",
      valueName: "key"))
  var keys: [String]

  @Option(
    help: ArgumentHelp(
      "For a receipt without its event, or to check another copy of it.", valueName: "file"))
  var event: String?

  @Option(
    help: ArgumentHelp(
      "For a file of events; the file with .checkpoint appended otherwise.", valueName: "file"))
  var checkpoint: String?

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func validate() throws {
    if keys.isEmpty { throw ValidationError("Name the log's key with --vkey.") }
  }

  func run() throws {
    let keys = try keys.map { text in
      do throws(NoteError) { return try VerifierKey(text) } catch {
        throw InputError("\(error)", member: "--vkey")
      }
    }
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw InputError("there is no such file or directory.", file: path)
    }
    let isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
    do {
      if isDirectory {
        let progress = Progress("checking \(path)")
        defer { progress.end() }
        let report = try CopyVerification.tiles(path, keys: keys, progress: progress.show)
        progress.end()
        try print(report, kind: "tiles")
      } else if try isReceipt() {
        try verifyReceipt(keys)
      } else {
        try verifyLines(keys)
      }
    } catch let error as NoteError {
      throw Failure(.integrity, "\(path): \(error)")
    } catch let error as TileExport.Refusal {
      throw Failure(.badInput, "\(error)")
    }
  }

  private func isReceipt() throws -> Bool {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    let head = try handle.read(upToCount: 19) ?? Data()
    return head.starts(with: "c2sp.org/tlog-proof".utf8)
  }

  // MARK: A receipt

  private func verifyReceipt(_ keys: [VerifierKey]) throws {
    let proof = try OfflineProof(try SourceText("@" + path, option: "path").bytes)
    let entry = try event.map { try Data(contentsOf: URL(filePath: $0)) }.map { Array($0) }
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

  // MARK: Lines

  private func verifyLines(_ keys: [VerifierKey]) throws {
    let name = checkpoint ?? path + ".checkpoint"
    let note = try SignedNote(try SourceText("@" + name, option: "--checkpoint").bytes)
    let progress = Progress("checking \(path)")
    defer { progress.end() }
    var lines = try CopiedLines(path)
    let size = try Checkpoint(text: note.text).size
    let report = try CopyVerification.lines(of: path, note: note, keys: keys) {
      try lines.next()
    } progress: {
      progress.show(Double($0) / Double(max(1, size)))
    }
    progress.end()
    try print(report, kind: "ndjson")
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
      ("kind", .string(kind)), ("origin", .string(report.checkpoint.origin)),
      ("root", .string(report.checkpoint.root.hex)),
      ("size", .integer(Int64(report.checkpoint.size))),
      ("verified", .bool(report.findings.isEmpty)),
    ])
  }
}

/// The lines of a file, exactly as they stand, each bounded by what an event may have.
private struct CopiedLines {
  private let handle: FileHandle
  private let path: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    self.handle = handle
    self.path = path
  }

  mutating func next() throws -> [UInt8]? {
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        let line = Array(buffer[position..<end])
        position = end + 1
        return line
      }
      if buffer.count - position > EventLog.eventBytesMax {
        throw InputError("a line has more than \(EventLog.eventBytesMax) bytes.", file: path)
      }
      if isAtEnd {
        guard position < buffer.count else { return nil }
        let line = Array(buffer[position...])
        position = buffer.count
        return line
      }
      buffer.removeSubrange(..<position)
      position = 0
      let chunk = try handle.read(upToCount: 1 << 20) ?? Data()
      if chunk.isEmpty { isAtEnd = true } else { buffer += chunk }
    }
  }
}
