/// A correction or a void, with what it is about.
public struct CorrectionLine: Hashable, Sendable {
  /// The event that corrects or voids.
  public var event: EventLine

  /// What is corrected or voided, as it stands now.
  public var target: EventLine?

  /// Whether the target was voided; corrected otherwise.
  public var isVoid: Bool

  /// Why, as far as a code says it.
  public var reason: ReasonCode?
}

/// The version of a summary that was published last, and the summary.
public struct PublishedVersion: Hashable, Sendable {
  /// The summary's stream.
  public var summary: Ref

  /// What was published of it.
  public var version: SummaryState.Version
}

extension World {
  /// The corrections and voids from event `first` on in what `scope` lets through, in the log's
  /// order. The period and the theme of the scope are left aside: a correction made after a period
  /// may well be about it.
  ///
  /// - Complexity: O(n) in the events from `first` on and in the subjects.
  public func corrections(
    from first: Int64, of scope: ReportScope, columns: EventColumns
  ) -> [CorrectionLine] {
    let isIn = ScopeMembership(scope, WorldTables(of: self)).subjectsIn(self)
    var found: [CorrectionLine] = []
    for index in max(0, first)..<max(0, first, Int64(columns.count)) {
      let row = columns.rows[Int(index)]
      guard row.marks.contains(.correction), let event = columns.line(at: index),
        event.type == .eventCorrected || event.type == .eventVoided,
        ScopeMembership.letsThrough(event.subject, isIn, self)
      else { continue }
      let amendment = record(of: event.subject).amendments.first { $0.fact.index == index }
      found.append(
        CorrectionLine(
          event: event, target: amendment.flatMap { columns.line(at: $0.target) },
          isVoid: event.type == .eventVoided, reason: ReasonCode(rawValue: row.reason)))
    }
    return found
  }

  /// The version published last about the pairing, cohort or programme of `scope`, the narrowest of
  /// them; about anything where the scope names none. Nil where nothing was published.
  ///
  /// - Complexity: O(n log n) in the summaries.
  public func lastPublished(of scope: ReportScope) -> PublishedVersion? {
    let frame = scope.pairing ?? scope.cohort ?? scope.programme
    var last: PublishedVersion?
    for ref in subjects(of: .summary) {
      guard let state = summary(ref), let version = state.versions.last,
        frame == nil || state.scope == frame
      else { continue }
      if let known = last, known.version.fact.index > version.fact.index { continue }
      last = PublishedVersion(summary: ref, version: version)
    }
    return last
  }
}
