import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Print a figure with every event in question, and why each counts or doesn't.",
    discussion: """
      A figure is an indicator's id, such as I09, or one of its values: the id, a slash and the \
      value's key as report impact prints it, such as I08/kind/workshop. In question are all \
      events of the types that its definition looks at, with their corrections and voids. As JSON, \
      each event that counts comes with its proof in the newest signed checkpoint.

      Example: twinledger explain I08/kind/workshop --period 2024-01-01..2025-01-01
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption
  @OptionGroup var asOf: AsOfOption

  @Argument(help: ArgumentHelp("The figure: I04, or I04/withdrawn.", valueName: "figure"))
  var figure: String

  @OptionGroup var filters: ScopeOption

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Option(
    help: ArgumentHelp(
      "For the proofs: a signed checkpoint of this log; the newest that is here otherwise.",
      valueName: "file"),
    completion: .file())
  var checkpoint: String?

  @Option(help: "How: a page, or one JSON text with the proofs.")
  var format = PageFormat.text

  @OptionGroup var file: OutputOption

  func run() throws {
    try file.check()
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let world = try ledger.replay(until: resolved.size)
    let root = try ledger.store.root(at: Size(UInt64(resolved.size)))
    let explanation = try explanation(of: world, now: resolved.now, root: root)
    try world.checkSource()
    if resolved.isProvisional, point != nil { Terminal.say(OpenLedger.words(resolved)) }
    let report = ExplanationReport(explanation, interner: world.interner)
    switch format {
    case .text: try file.write(Array(report.text(width: Terminal.width).utf8))
    case .json:
      let counting = explanation.events.filter(\.counts).map(\.index)
      let proofs = try checkpoint.map { try SignedProofs(ledger.store, by: $0) }
      let evidence = try (proofs ?? SignedProofs(ledger.store, key, location))
        .evidence(for: counting)
      try file.write(report.json(evidence) + Array("\n".utf8))
    }
  }

  private func explanation(of world: World, now: Instant, root: Hash?) throws -> Explanation {
    let scope = try filters.scope(world)
    do throws(UnknownFigure) {
      return try world.explain(
        figure, of: scope, now: now, columns: world.columns, root: root?.hex,
        mergesSmallCells: audience == .everybody)
    } catch {
      let known = error.known.joined(separator: ", ")
      let words =
        error.id.map { "\($0) has no value \"\(error.name)\" here; it has \(known)." }
        ?? "there is no figure \"\(error.name)\"; there are \(known)."
      throw InputError(words, member: "figure")
    }
  }
}
