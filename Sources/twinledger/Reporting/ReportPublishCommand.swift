import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger report publish`.
struct ReportPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Compute the figures of a reporting period and record that they are published.",
    discussion: """
      What is recorded is the digest of the figures as canonical JSON, and the size of the log \
      that they know: report reproduce makes the same bytes again at any time. In a closed period \
      they know what its closing knew; in an open one, and with --as-of, what is known then. The \
      documents that go out are recorded by their digests as evidence. Figures that were published \
      never change; a later truth is a restatement.

      Example: twinledger report publish nzc-2-2025 --about cohort/nzc-2 --in nzc-tlp--2025 \
      --document impact.html --actor po-01 --role PO
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption
  @OptionGroup var asOf: AsOfOption

  @Argument(help: ArgumentHelp("The summary's id, a new one.", valueName: "summary"))
  var summary: String

  @Option(
    help: ArgumentHelp(
      "What it is about: a programme, a cohort, a pairing, a city or a country.",
      valueName: "subject"))
  var about: String

  @Option(help: ArgumentHelp("The reporting period.", valueName: "period"))
  var `in`: String

  @Option(
    help: ArgumentHelp(
      "A file that goes out, by its digest; as often as there are files.", valueName: "file"),
    completion: .file())
  var document: [String] = []

  @Option(
    help: ArgumentHelp("Where the figures go as canonical JSON.", valueName: "file"),
    completion: .file())
  var figures: String?

  @OptionGroup var version: VersionOption

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    try Output.check(figures)
    let evidence = try document.map(Self.evidence)
    let recorder = try key.recorder(location)
    defer { recorder.close() }
    let ledger = try OpenLedger(LedgerReader(of: recorder))
    let point = try asOf.point()
    // Whoever appends meanwhile changes nothing: the digest is of this size's figures.
    let resolved = try ledger.resolve(point)
    let period = try PublishedPeriod(ledger, `in`, at: resolved)
    let size = point == nil ? period.size : resolved.size
    let made = try PublishedFigures(ledger, about: about, in: period.name, at: size)
    let name = summary.hasPrefix("summary/") ? summary : "summary/\(summary)"
    let answer = try version.record(
      .impactSummaryPublished, on: name, payload(made, period, evidence), ledger.zone,
      by: recorder)
    if let figures { try Output.hand(made.bytes, to: figures) }
    try AnswerPrinter(ledger, format).print([answer])
    if format == .text {
      let output = Output()
      try output.write("figures of size \(size), sha256 \(made.digest)\n")
      try output.flush()
    }
    if !period.isClosed {
      Terminal.say(
        "\(period.name) is open: what is still recorded in it makes no restatement due")
    }
    try recorder.checkpoint()
  }

  private func payload(
    _ made: PublishedFigures, _ period: PublishedPeriod, _ evidence: [JSONValue]
  ) -> [(String, JSONValue)] {
    var data: [(String, JSONValue)] = [
      ("as_of_size", .integer(made.size)), ("as_of_time", .string(made.asOf.description)),
      ("definition_version", .string(made.summary.definitions)),
      ("figures_sha256", .string(made.digest)), ("period", .string(period.slug)),
      ("scope", .string(about)), ("version", .integer(1)),
    ]
    if !evidence.isEmpty { data.append(("evidence", .array(evidence))) }
    return data
  }

  // MARK: Documents

  private static func evidence(_ path: String) throws(InputError) -> JSONValue {
    let bytes: Data
    do { bytes = try Data(contentsOf: URL(filePath: path)) } catch {
      throw InputError("it can't be read: \(error.localizedDescription)", file: path)
    }
    var digest = Digest256()
    digest.update(Array(bytes).span)
    return .object([
      ("bytes", .integer(Int64(bytes.count))), ("kind", .string("file")),
      ("media_type", .string(mediaType(of: path))), ("sha256", .string(digest.finish().hex)),
    ])
  }

  /// What a file is by the end of its name (IANA media types).
  private static func mediaType(of path: String) -> String {
    switch URL(filePath: path).pathExtension.lowercased() {
    case "html", "htm": "text/html"
    case "md": "text/markdown"
    case "csv": "text/csv"
    case "txt": "text/plain"
    case "json": "application/json"
    case "pdf": "application/pdf"
    case "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    default: "application/octet-stream"
    }
  }
}
