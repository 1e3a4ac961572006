internal import CanonicalJSON
public import Twinning

/// `report impact`: a summary as text for people and as canonical JSON for machines.
public struct ImpactReport {
  /// Who will read it.
  public enum Audience: Sendable {
    /// Those who run the programme.
    case office

    /// Everybody: small cells are merged.
    case everybody
  }

  private let summary: ImpactSummary
  private let interner: Interner

  /// - Parameter audience: everybody, unless the caller knows better.
  public init(
    _ summary: ImpactSummary, interner: Interner, audience: Audience = .everybody
  ) {
    self.summary = audience == .everybody ? summary.forPublic() : summary
    self.interner = interner
  }

  // MARK: Text

  /// The summary as text, a table for each figure. O(values).
  ///
  /// - Parameters:
  ///   - width: columns of the terminal.
  ///   - showsDefinitions: whether each figure's meaning stands above it.
  ///   - notes: what else a reader must know, a paragraph each.
  public func text(
    width: Int, showsDefinitions: Bool = false, notes: [String] = []
  ) -> String {
    var page = Page(width: width, isSynthetic: summary.isSynthetic)
    page.add("Impact summary of \(summary.scopeWords(interner))")
    page.addHead(of: summary)
    page.add("Definitions: \(summary.definitions)")
    for figure in summary.figures {
      page.add()
      page.add("\(figure.id)  \(figure.definition.name)")
      if showsDefinitions { page.add(figure.definition) }
      page.add(table: figure.values)
      for note in figure.notes { page.add(paragraph: note, indent: 5) }
    }
    page.add()
    for note in notes {
      page.add(paragraph: note)
      page.add()
    }
    page.add("What each figure counts, and what it never does: twinledger report definitions")
    return page.text
  }

  // MARK: JSON

  /// The summary as canonical JSON: what is published and digested. O(values and their events).
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("asOf")
    writer.asOf(of: summary)
    writer.key("definitions")
    writer.string(summary.definitions)
    writer.key("figures")
    writer.beginArray()
    for figure in summary.figures { write(figure, &writer) }
    writer.endArray()
    writer.key("period")
    writer.period(of: summary)
    writer.key("scope")
    writer.scope(of: summary, interner)
    if summary.isSynthetic {
      writer.key("synthetic")
      writer.bool(true)
    }
    writer.endObject()
    return writer.bytes
  }

  private func write(_ figure: Figure, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("definition")
    writer.string(figure.definition.versionText)
    writer.key("id")
    writer.string(figure.id)
    writer.key("name")
    writer.string(figure.definition.name)
    if !figure.notes.isEmpty {
      writer.key("notes")
      writer.beginArray()
      for note in figure.notes { writer.string(note) }
      writer.endArray()
    }
    writer.key("values")
    writer.beginArray()
    for value in figure.values { writer.value(value) }
    writer.endArray()
    writer.endObject()
  }
}
