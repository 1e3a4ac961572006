internal import Twinning

/// What every form of the document says about itself.
extension ImpactDocument {
  /// What the figures are about: every filter that is set.
  var scopeWords: String {
    let words = Self.filters(summary.scope, source.interner).map { name, value in
      name == "theme" ? "theme \(FigureWords.phrase(value))" : value
    }
    return words.isEmpty ? "everything in the ledger" : words.joined(separator: ", ")
  }

  /// The period, its end left out.
  var periodWords: String {
    guard let period = summary.scope.period else { return "all of it" }
    return "from \(boundary(period.from)) to before \(boundary(period.to)) (\(summary.zone.name))"
  }

  /// The day that begins at `instant`, or the instant where none does.
  func boundary(_ instant: Instant) -> String {
    let day = summary.zone.date(of: instant)
    return summary.zone.start(of: day) == instant ? day.description : Spelling.moment(instant)
  }

  /// What was known.
  var asOfWords: String {
    "\(summary.asOf.size) events, the last recorded at "
      + Spelling.moment(summary.asOf.recordedTime)
  }

  /// Facts about the document, in the order in which a reader needs them.
  var facts: [(name: String, value: String)] {
    [
      ("About", scopeWords), ("Period", periodWords), ("As of", asOfWords),
      ("Judged at", Spelling.moment(summary.now)), ("Definitions", summary.definitions),
      ("Ledger", origin), ("Proof", source.proof.words),
    ]
  }

  /// The command that makes the same figures again, judged at the same moment.
  func command(format: String) -> String {
    var words = ["twinledger", "report", "impact"]
    for (name, value) in Self.filters(summary.scope, source.interner) {
      words += ["--\(name)", value]
    }
    if let period = summary.scope.period {
      words += ["--period", "\(argument(period.from))..\(argument(period.to))"]
    }
    let isJudgedAtSize = summary.now == summary.asOf.recordedTime || !summary.now.hasText
    words += ["--as-of", isJudgedAtSize ? "\(summary.asOf.size)" : summary.now.description]
    words += ["--format", format]
    return words.joined(separator: " ")
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
