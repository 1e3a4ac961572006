/// One figure with every event that comes into question for it, and why each counts or doesn't.
///
/// The events that count are exactly those behind the figure's values.
public struct Explanation: Hashable, Sendable {
  /// What was known, the moment, the scope and the definitions, with the figure that is explained
  /// as its only one.
  public var summary: ImpactSummary

  /// The key that was asked for; nil for all of the figure's values.
  public var key: String?

  /// The events that come into question, by index.
  public var events: [ExplainedEvent]

  /// The figure.
  public var figure: Figure { summary.figures[0] }

  /// The values that were asked for.
  public var values: [FigureValue] {
    key.map { key in figure.values.filter { $0.key == key } } ?? figure.values
  }
}

/// An event that comes into question for a figure.
public struct ExplainedEvent: Hashable, Sendable {
  /// Above or below the line of a share or a mean.
  public enum Side: String, Sendable {
    case numerator, denominator, both

    /// On neither: it takes another event off the numerator.
    case subtracted
  }

  /// Its place in the log.
  public var index: Int64

  /// When it happened, corrections included.
  public var time: Instant

  /// When it was recorded to have happened, where a correction changed that.
  public var timeAsRecorded: Instant?

  /// nil for a type that this program doesn't know.
  public var type: EventType?
  /// Its stream; `Ref.none` where this program doesn't know its kind.
  public var subject: Ref

  /// The keys of the values that it counts in, in the figure's order: of all, or of the one that
  /// was asked for.
  public var keys: [String]

  /// Where a single share or mean was asked for and it counts: on which side.
  public var side: Side?

  /// What it is to the figure, where it counts.
  public var role: String?

  /// For a correction that counts: what it corrects.
  public var corrects: Int64?

  /// Why it doesn't count; nil where it does.
  public var leftOut: LeftOut?

  /// The indexes of the events that corrected it.
  public var correctedBy: [Int64]

  /// Whether it counts.
  public var counts: Bool { leftOut == nil }
}

/// A figure that there isn't.
public struct UnknownFigure: Error, Hashable, Sendable {
  /// What was asked for.
  public var name: String

  /// What there is instead: ids of indicators, or the keys of the one that was named.
  public var known: [String]

  /// The indicator, where it is the key that there isn't.
  public var id: String?
}

extension World {
  /// Explains a figure: every event of the types that its definition looks at, and why each counts
  /// or doesn't, as the making of the figure found it.
  ///
  /// - Parameters:
  ///   - name: the id of an indicator, such as `I04`, and perhaps a slash and the key of one of its
  ///     values: `I08/kind/workshop`.
  ///   - now: the moment as of which due dates and effects are judged.
  ///   - columns: every event, finished.
  ///   - root: the root of the log's tree in lower-case hexadecimal digits, where it is known.
  ///   - mergesSmallCells: whether the values are those for everybody, as
  ///     ``ImpactSummary/forPublic()`` gives them.
  /// - Complexity: O(n) in the subjects and events.
  /// - Throws: ``UnknownFigure`` for an indicator, or a key of it, that there isn't.
  public func explain(
    _ name: String, of scope: ReportScope, now: Instant, columns: EventColumns,
    root: String? = nil, mergesSmallCells: Bool = true
  ) throws(UnknownFigure) -> Explanation {
    let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let id = String(parts[0]).uppercased()
    let ids = DefinitionSet.current.indicators.map(\.id)
    guard ids.contains(id) else { throw UnknownFigure(name: String(parts[0]), known: ids) }
    let trace = FigureTrace(of: id)
    var summary = impact(of: scope, now: now, columns: columns, root: root, trace: trace)
    if mergesSmallCells { summary = summary.forPublic() }
    summary.figures.removeAll { $0.id != id }
    let key = parts.count > 1 ? String(parts[1]) : nil
    if let key, summary.figures[0].value(key) == nil {
      throw UnknownFigure(name: key, known: summary.figures[0].values.map(\.key), id: id)
    }
    var explanation = Explanation(summary: summary, key: key, events: [])
    var explainer = Explainer(self, explanation, trace, columns)
    explanation.events = explainer.events()
    return explanation
  }
}
