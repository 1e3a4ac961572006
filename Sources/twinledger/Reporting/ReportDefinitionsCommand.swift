import ArgumentParser
import Reporting
import Twinning

/// `twinledger report definitions`.
struct ReportDefinitionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "definitions",
    abstract: "Say what each indicator counts, in which unit, and what it never counts.",
    discussion: """
      These are the definitions that this program follows, with their versions; no ledger is needed.

      Example: twinledger report definitions --format md -o definitions.md
      """)

  @OptionGroup var location: LedgerOption

  @Option(help: "How: a page, Markdown, or one JSON text.")
  var format = DefinitionsFormat.text

  @OptionGroup var file: OutputOption

  func run() throws {
    let report = DefinitionsReport()
    switch format {
    case .text: try file.write(Array(report.text(width: Terminal.width).utf8))
    case .md: try file.write(Array(report.markdown.utf8))
    case .json: try file.write(report.json() + [UInt8(ascii: "\n")])
    }
  }
}
