import Testing

@testable import Twinning

/// What is asked of a random history.
extension RandomHistory {
  /// Everything, for all time and for a period; a cohort, a city, a country, a theme and a pairing,
  /// each for all time or for a period of its own.
  func scopes() throws -> [ReportScope] {
    let cohort = try spec.ref("cohort/\(one(of: cohorts))")
    let city = try spec.ref("city/\(one(of: Self.cities))")
    let country = try spec.ref("country/\(one(of: ["hu", "de", "tr", "ch"]))")
    var scopes = [
      ReportScope(),
      ReportScope(
        programme: chance(30) ? try spec.ref("programme/p") : nil, period: try period()),
      ReportScope(cohort: cohort), ReportScope(city: city), ReportScope(country: country),
      ReportScope(theme: one(of: Theme.allCases)),
    ]
    if let couple = recent(pairings) {
      scopes.append(ReportScope(pairing: try spec.ref("pairing/\(couple.name)")))
    }
    for place in 2..<scopes.count where chance(50) { scopes[place].period = try period() }
    return scopes
  }

  /// Some days, somewhere in the history; now and then none.
  private func period() throws -> ReportPeriod {
    let from = try CivilDate("2023-12-01").adding(days: number(0...400))
    let to = from.adding(days: number(0...250))
    return try #require(
      ReportPeriod(
        from: PointInTime(day: from), to: PointInTime(day: to), in: try Zone("Europe/Brussels")))
  }
}

extension History {
  /// What was asked, in words.
  func words(_ scope: ReportScope) -> String {
    let subjects = [scope.programme, scope.cohort, scope.pairing, scope.city, scope.country]
    var words = subjects.compactMap { $0 }.map { world.interner.subject(of: $0) }
    if let theme = scope.theme { words.append(theme.word) }
    if let period = scope.period { words.append("\(period.from) to \(period.to)") }
    return words.isEmpty ? "everything" : words.joined(separator: ", ")
  }

  /// Compares every value of a summary with its recount, both ways: neither has a key that the
  /// other doesn't know. Returns the recount.
  @discardableResult
  func compare(
    _ scope: ReportScope, _ about: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String: Recount.Value] {
    let now = try #require(world.recordedTime)
    let said = summary(scope, root: Self.root).recountable
    let counted = Recount(self, scope, now: now).values
    if said == counted { return counted }
    for key in Set(said.keys).union(counted.keys).sorted() where said[key] != counted[key] {
      Issue.record(
        """
        \(key) of \(words(scope)), \(about): the summary says \
        \(said[key].map { "\($0)" } ?? "nothing"), counted again it is \
        \(counted[key].map { "\($0)" } ?? "nothing")
        """, sourceLocation: sourceLocation)
    }
    return counted
  }
}
