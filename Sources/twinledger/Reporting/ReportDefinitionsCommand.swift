import ArgumentParser
import Ledger
import Reporting
import Twinning

/// `twinledger report definitions`.
struct ReportDefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions",
    abstract: "Say what each indicator counts, in which unit, and what it never counts.",
    discussion: """
      These are the definitions that this program follows, with their versions; no ledger is \
      needed. --set prints older ones that something was published under.

      Example: twinledger report definitions --format md -o definitions.md
      """)

  @OptionGroup var location: LedgerOption

  @Option(help: "How: a page, Markdown, or one JSON text.")
  var format = DefinitionsFormat.text

  @Option(
    help: ArgumentHelp("Those of another version, such as 1-tz2026f.", valueName: "version"),
    completion: .list(DefinitionSet.released.map(\.version)))
  var set: String?

  @OptionGroup var file: OutputOption

  func run() throws {
    let report = DefinitionsReport(try definitions())
    switch format {
    case .text: try file.write(Array(report.text(width: Terminal.width).utf8))
    case .md: try file.write(Array(report.markdown.utf8))
    case .json: try file.write(report.json() + [UInt8(ascii: "\n")])
    }
  }

  private func definitions() throws(InputError) -> DefinitionSet {
    guard let set else { return .current }
    if let found = DefinitionSet.released(set) { return found }
    let known = DefinitionSet.released.map(\.version).joined(separator: ", ")
    throw InputError("there are no definitions \(set); there are \(known).", member: "--set")
  }
}
