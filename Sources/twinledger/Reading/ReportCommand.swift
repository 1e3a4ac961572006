import ArgumentParser
import EventStore
import Ledger
import Reporting
import TransparencyLog
import Twinning

/// `twinledger report`.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Compute figures, each with the events behind it.",
    discussion: "Example: twinledger report impact --period 2024-01-01..2025-01-01",
    subcommands: [ReportImpactCommand.self])

  @OptionGroup var location: LedgerOption
}

/// `twinledger report impact`.
struct ReportImpactCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Print every indicator, with numerator, denominator and the events behind it.",
    discussion: """
      Filters are added up: what all of them let through counts. The period selects by when \
      something happened; its end is left out. NR is not reported, never zero.

      Example: twinledger report impact --cohort nzc-2 --format json
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var asOf: AsOfOption

  @Option(help: ArgumentHelp("Only this programme.", valueName: "id"))
  var programme: String?

  @Option(help: ArgumentHelp("Only this cohort.", valueName: "id"))
  var cohort: String?

  @Option(help: ArgumentHelp("Only this pairing.", valueName: "id"))
  var pairing: String?

  @Option(help: ArgumentHelp("Only this city.", valueName: "id"))
  var city: String?

  @Option(help: ArgumentHelp("Only this country, such as hu.", valueName: "id"))
  var country: String?

  @Option(
    help: ArgumentHelp("Only this theme.", valueName: "theme"),
    completion: .list(Theme.allCases.map(\.word)))
  var theme: String?

  @Option(
    help: ArgumentHelp(
      "Happened in this time, such as 2024-01-01..2025-01-01.", valueName: "from..to"))
  var period: String?

  @Option(
    help: ArgumentHelp(
      "For whom: for everybody small cells of genders are merged.", valueName: "audience"))
  var audience = Audience.everybody

  @Flag(help: "Say above each figure what it counts.")
  var definitions = false

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  enum Audience: String, CaseIterable, ExpressibleByArgument {
    case everybody, office
  }

  func run() throws {
    let ledger = try OpenLedger(location)
    let point = try asOf.point()
    let resolved = try ledger.resolve(point)
    let world = try ledger.known(at: resolved.size)
    let root = try ledger.store.root(at: Size(UInt64(resolved.size)))
    let summary = world.impact(
      of: try scope(world), now: resolved.now, columns: world.columns, root: root?.hex)
    try world.checkSource()
    let report = ImpactReport(
      summary, interner: world.interner, audience: audience == .office ? .office : .everybody)
    let output = Output()
    if resolved.isProvisional, point != nil { Terminal.say(OpenLedger.words(resolved)) }
    switch format {
    case .text:
      try output.write(report.text(width: Terminal.width, showsDefinitions: definitions))
    case .json: try output.line(report.json())
    }
    try output.flush()
  }

  private func scope(_ world: World) throws -> ReportScope {
    var scope = ReportScope()
    scope.programme = try programme.map {
      try world.subject(.programme, $0, option: "--programme")
    }
    scope.cohort = try cohort.map { try world.subject(.cohort, $0, option: "--cohort") }
    scope.pairing = try pairing.map { try world.subject(.pairing, $0, option: "--pairing") }
    scope.city = try city.map { try world.subject(.city, $0, option: "--city") }
    scope.country = try country.map { try country(world, $0) }
    if let theme {
      guard let found = Theme(word: theme) else {
        throw InputError(
          "\"\(theme)\" is no theme; one of \(Theme.allCases.map(\.word).joined(separator: ", ")) "
            + "is.", member: "--theme")
      }
      scope.theme = found
    }
    scope.period = try period.map { try PeriodText.period($0, in: world.zone(of: scope)) }
    return scope
  }

  /// A country may be known by its cities alone, without a record of its own.
  private func country(_ world: World, _ text: String) throws(InputError) -> Ref {
    let name = text.hasPrefix("country/") ? text : "country/\(text)"
    guard let ref = world.interner.intern(subject: name.lowercased()) else {
      throw InputError("\"\(text)\" is no country's id; one such as hu is.", member: "--country")
    }
    return ref
  }
}
