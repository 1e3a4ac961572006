/// That the newest version of a published summary may no longer say what is known: something was
/// recorded since that bears on its period (DOMAIN 7, L3).
///
/// It says that somebody must look, not that a figure differs: a version made now may well tell the
/// same.
public struct DueRestatement: Hashable, Sendable {
  /// The summary's stream.
  public var summary: Ref

  /// Its newest version.
  public var version: SummaryState.Version

  /// The reporting period that it is about.
  public var period: Ref

  /// Events that the version doesn't know and that came into or went out of effect in the closed
  /// period (P5): late entries, corrections, voids. Ascending; for each command its first one.
  public var triggers: [Int64]

  /// Events by which the period was opened again since the version was made. Ascending.
  public var reopenings: [Int64]

  /// All of these events, ascending.
  public var events: [Int64] { (triggers + reopenings).sorted() }
}

extension World {
  /// Whether `summary` is due for a restatement; nil where nothing was recorded that bears on it.
  ///
  /// - Complexity: O(n) in the closings of its period and in what was recorded after them.
  public func dueRestatement(of summary: Ref) -> DueRestatement? {
    guard let state = self.summary(summary), let version = state.versions.last,
      let period = state.period, let known = self.period(period)
    else { return nil }
    let triggers = known.restatementsDue.map(\.trigger).filter { $0 >= version.asOfSize }
    let reopenings = known.closings.compactMap { $0.reopened?.index }
      .filter { $0 >= version.asOfSize }
    if triggers.isEmpty, reopenings.isEmpty { return nil }
    return DueRestatement(
      summary: summary, version: version, period: period,
      triggers: Set(triggers).sorted(), reopenings: reopenings.sorted())
  }

  /// The summaries about the pairing, cohort or programme of `scope`, the narrowest of them, that
  /// are due for a restatement; about anything where the scope names none. Of what happened, only
  /// that in the streams of the summary's own subject.
  ///
  /// - Complexity: O(n) in the subjects for each summary with something recorded since.
  public func dueRestatements(
    of scope: ReportScope, columns: EventColumns
  ) -> [DueRestatement] {
    let frame = scope.pairing ?? scope.cohort ?? scope.programme
    lazy var tables = WorldTables(of: self)
    return subjects(of: .summary).compactMap { ref in
      guard let about = summary(ref)?.scope, frame == nil || about == frame,
        var due = dueRestatement(of: ref), let own = ReportScope(about: about, of: interner)
      else { return nil }
      let isIn = ScopeMembership(own, tables).subjectsIn(self)
      due.triggers.removeAll { index in
        !ScopeMembership.letsThrough(columns.line(at: index)?.subject ?? .none, isIn, self)
      }
      return due.triggers.isEmpty && due.reopenings.isEmpty ? nil : due
    }
  }
}
