import ArgumentParser
import Ledger
import Twinning

/// What a figure is about: everything, or what all of the filters let through.
struct ScopeOption: ParsableArguments {
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

  /// The filters as they were given.
  var text: ScopeText {
    ScopeText(
      programme: programme, cohort: cohort, pairing: pairing, city: city, country: country,
      theme: theme, period: period)
  }

  /// The filters in the words of a world that knows their subjects.
  ///
  /// - Throws: ``InputError`` for what there isn't.
  func scope(_ world: World) throws -> ReportScope { try text.scope(world) }
}

/// The filters of a report as somebody wrote them.
struct ScopeText {
  var programme: String?
  var cohort: String?
  var pairing: String?
  var city: String?
  var country: String?
  var theme: String?
  var period: String?

  /// The filters in the words of a world that knows their subjects.
  ///
  /// - Throws: ``InputError`` for what there isn't.
  func scope(_ world: World) throws -> ReportScope {
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
