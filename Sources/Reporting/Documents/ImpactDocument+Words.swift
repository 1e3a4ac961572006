internal import Twinning

/// What every form of the document says about itself.
extension ImpactDocument {
  /// What the figures are about: every filter that is set.
  var scopeWords: String { summary.scopeWords(source.interner) }

  /// What was known.
  var asOfWords: String {
    "\(summary.asOf.size) events, the last recorded at "
      + Spelling.moment(summary.asOf.recordedTime)
  }

  /// Facts about the document, in the order in which a reader needs them.
  var facts: [(name: String, value: String)] {
    [
      ("About", scopeWords), ("Period", summary.periodWords), ("As of", asOfWords),
      ("Judged at", Spelling.moment(summary.now)), ("Definitions", summary.definitions),
      ("Ledger", origin), ("Proof", source.proof.words),
    ]
  }

  /// The command that makes the same figures again, judged at the same moment.
  func command(format: String) -> String {
    (["twinledger", "report", "impact"] + filterWords + ["--format", format]).joined(separator: " ")
  }

  /// The command that names every event in question for a figure, and why it counts or doesn't.
  func command(explaining figure: String) -> String {
    (["twinledger", "explain", figure] + filterWords).joined(separator: " ")
  }

  /// Everything that decides the figures, as options.
  private var filterWords: [String] {
    var words: [String] = []
    for (name, value) in Self.filters(summary.scope, source.interner) {
      words += ["--\(name)", value]
    }
    if let period = summary.scope.period {
      words += ["--period", "\(argument(period.from))..\(argument(period.to))"]
    }
    let isJudgedAtSize = summary.now == summary.asOf.recordedTime || !summary.now.hasText
    return words
      + ["--as-of", isJudgedAtSize ? "\(summary.asOf.size)" : summary.now.description]
  }

  private func argument(_ instant: Instant) -> String {
    let day = summary.zone.date(of: instant)
    return summary.zone.start(of: day) == instant ? day.description : instant.description
  }

  /// How announcements and the ledger's own figures stand to each other.
  static let announcedWords =
    "An announcement says what somebody published; the ledger counts only what it records. "
    + "Neither corrects the other."

  /// What the corrections come after.
  var correctionsWords: String {
    guard let published else {
      return "No version of this summary was published yet: all corrections so far."
    }
    return "Since version \(published.version.number) of "
      + "\(source.interner.subject(of: published.summary)), published at size "
      + "\(published.version.asOfSize)."
  }

  /// The figures of each part, parts without any left out.
  var groups: [(group: FigureGroup, figures: [Figure])] {
    FigureGroup.allCases.compactMap { group in
      let figures = summary.figures.filter { FigureGroup(of: $0.id) == group }
      return figures.isEmpty ? nil : (group, figures)
    }
  }

  private static func filters(
    _ scope: ReportScope, _ interner: Interner
  ) -> [(name: String, value: String)] {
    let subjects: [(String, Ref?)] = [
      ("programme", scope.programme), ("cohort", scope.cohort), ("pairing", scope.pairing),
      ("city", scope.city), ("country", scope.country),
    ]
    let named = subjects.compactMap { name, ref in ref.map { (name, interner.subject(of: $0)) } }
    return named + (scope.theme.map { [("theme", $0.word)] } ?? [])
  }
}
