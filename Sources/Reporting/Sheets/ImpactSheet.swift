internal import Twinning

/// A document about impact as one sheet (RFC 4180): a row a value.
public struct ImpactSheet {
  /// A cell of a spreadsheet program holds 32,767 characters.
  static let eventsBytesMax = 32_000

  private let document: ImpactDocument

  /// A sheet of what `document` says.
  public init(_ document: ImpactDocument) { self.document = document }

  static let columns = [
    "figure", "name", "key", "label", "value", "unit", "numerator", "denominator", "not_reported",
    "event_count", "events", "definition", "notes", "as_of_size", "as_of_recorded", "now",
    "period_from", "period_to", "about", "synthetic",
  ]

  /// The sheet with its titles. Events are runs of indexes, such as `3 7..9`; where they don't fit
  /// in a cell they end with an ellipsis, and `event_count` has all of them. O(values and events).
  public var text: String {
    let summary = document.summary
    var text = CSVRow(Self.columns).line
    for figure in summary.figures {
      for value in figure.values {
        var row = CSVRow()
        row.add(text: figure.id)
        row.add(text: figure.definition.name)
        row.add(text: value.key)
        row.add(text: FigureWords.label(value.key))
        row.add(text: FigureWords.exact(value))
        row.add(text: value.unit.rawValue)
        row.add(number: value.numerator)
        row.add(number: value.denominator)
        row.add(number: value.notReported)
        row.add(number: Int64(value.events.count))
        row.add(text: EvidenceSource.runs(value.events, bytesMax: Self.eventsBytesMax))
        row.add(text: figure.definition.versionText)
        row.add(text: figure.notes.joined(separator: " "))
        row.add(number: summary.asOf.size)
        row.add(text: summary.asOf.recordedTime?.description ?? "")
        row.add(text: summary.now.description)
        row.add(text: summary.scope.period?.from.description ?? "")
        row.add(text: summary.scope.period?.to.description ?? "")
        row.add(shown: document.scopeWords)
        row.add(text: summary.isSynthetic ? "true" : "false")
        text += row.line
      }
    }
    return text
  }
}
