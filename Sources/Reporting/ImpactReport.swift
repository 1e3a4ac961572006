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
  public func text(width: Int, showsDefinitions: Bool = false) -> String {
    var page = Page(width: width, isSynthetic: summary.isSynthetic)
    page.add("Impact summary of \(scopeWords.isEmpty ? "everything" : scopeWords)")
    page.add(
      "As of \(summary.asOf.size) events, the last recorded at "
        + Spelling.moment(summary.asOf.recordedTime))
    page.add("Now: \(Spelling.moment(summary.now))")
    page.add("Period: \(periodWords)")
    page.add("Definitions: \(summary.definitions)")
    for figure in summary.figures {
      page.add()
      page.add("\(figure.id)  \(figure.definition.name)")
      if showsDefinitions { addDefinition(figure.definition, to: &page) }
      page.add(table(figure))
      // A digest is there to be compared: it has a line of its own and is never cut.
      for value in figure.values {
        if case .text(let text) = value.amount { page.add("     \(value.key)  \(text)") }
      }
      for note in figure.notes { page.add(paragraph: note, indent: 5) }
    }
    return page.text
  }

  private var scopeWords: String {
    let subjects = [
      summary.scope.programme, summary.scope.cohort, summary.scope.pairing, summary.scope.city,
      summary.scope.country,
    ].compactMap { $0.map(interner.subject(of:)) }
    let themes = summary.scope.theme.map { ["theme \($0.word)"] } ?? []
    return (subjects + themes).joined(separator: ", ")
  }

  private var periodWords: String {
    guard let period = summary.scope.period else { return "all of it" }
    return "from \(boundary(period.from)) to before \(boundary(period.to)) (\(summary.zone.name))"
  }

  /// The day that begins at `instant`, or the instant where none does.
  private func boundary(_ instant: Instant) -> String {
    let day = summary.zone.date(of: instant)
    return summary.zone.start(of: day) == instant ? day.description : Spelling.moment(instant)
  }

  private func addDefinition(_ definition: IndicatorDefinition, to page: inout Page) {
    page.add(paragraph: definition.formula, indent: 5)
    page.add(paragraph: "Counts: \(definition.counts)", indent: 5)
    page.add(paragraph: "Never: \(definition.neverCounts)", indent: 5)
  }

  private func table(_ figure: Figure) -> TextTable {
    var table = TextTable([
      TextTable.Column("", isElastic: true), TextTable.Column("", isRight: true),
      TextTable.Column(""), TextTable.Column(""), TextTable.Column("", isElastic: true),
    ])
    table.indent = "     "
    for value in figure.values {
      if case .text = value.amount { continue }
      table.add([
        value.key, amount(value), unit(value), parts(value),
        "events " + Spelling.events(value.events),
      ])
    }
    return table
  }

  private func amount(_ value: FigureValue) -> String {
    switch value.amount {
    case .notReported: Spelling.notReported
    case .integer(let number) where value.unit.isMoney:
      Currency.eur.amount(ofMinorUnits: number)
    case .integer(let number): String(number)
    case .decimal(let text), .text(let text): text
    }
  }

  /// People read euro where machines read cents.
  private func unit(_ value: FigureValue) -> String {
    switch value.unit {
    case .euroCents: Currency.eur.code
    case .euroCentsPerVisit: "\(Currency.eur.code)/visit"
    default: value.unit.rawValue
    }
  }

  private func parts(_ value: FigureValue) -> String {
    var words: [String] = []
    if let numerator = value.numerator, let denominator = value.denominator {
      words.append("\(numerator)/\(denominator)")
    }
    if value.notReported > 0 { words.append("\(value.notReported) NR") }
    return words.joined(separator: ", ")
  }

  // MARK: JSON

  /// The summary as canonical JSON: what is published and digested. O(values and their events).
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("asOf")
    writer.beginObject()
    writer.key("now")
    writer.string(summary.now.description)
    writer.key("recordedTime")
    writer.optional(summary.asOf.recordedTime?.description)
    writer.key("size")
    writer.integer(summary.asOf.size)
    writer.endObject()
    writer.key("definitions")
    writer.string(summary.definitions)
    writer.key("figures")
    writer.beginArray()
    for figure in summary.figures { write(figure, &writer) }
    writer.endArray()
    writer.key("period")
    writePeriod(&writer)
    writer.key("scope")
    writeScope(&writer)
    if summary.isSynthetic {
      writer.key("synthetic")
      writer.bool(true)
    }
    writer.endObject()
    return writer.bytes
  }

  private func writePeriod(_ writer: inout CanonicalWriter) {
    guard let period = summary.scope.period else { return writer.null() }
    writer.beginObject()
    writer.key("from")
    writer.string(period.from.description)
    writer.key("to")
    writer.string(period.to.description)
    writer.key("zone")
    writer.string(summary.zone.name)
    writer.endObject()
  }

  private func writeScope(_ writer: inout CanonicalWriter) {
    writer.beginObject()
    let filters: [(String, Ref?)] = [
      ("city", summary.scope.city), ("cohort", summary.scope.cohort),
      ("country", summary.scope.country), ("pairing", summary.scope.pairing),
      ("programme", summary.scope.programme),
    ]
    for (name, ref) in filters {
      guard let ref else { continue }
      writer.key(name)
      writer.string(interner.subject(of: ref))
    }
    if let theme = summary.scope.theme {
      writer.key("theme")
      writer.string(theme.word)
    }
    writer.endObject()
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

extension CanonicalWriter {
  /// One value of a figure.
  mutating func value(_ value: FigureValue) {
    beginObject()
    if let denominator = value.denominator {
      key("denominator")
      integer(denominator)
    }
    key("events")
    integers(value.events)
    key("key")
    string(value.key)
    if value.notReported > 0 {
      key("notReported")
      integer(value.notReported)
    }
    if let numerator = value.numerator {
      key("numerator")
      integer(numerator)
    }
    key("unit")
    string(value.unit.rawValue)
    key("value")
    switch value.amount {
    case .notReported: string(Spelling.notReported)
    case .integer(let number): integer(number)
    case .decimal(let text), .text(let text): string(text)
    }
    endObject()
  }

  mutating func integers(_ values: [Int64]) {
    beginArray()
    for value in values { integer(value) }
    endArray()
  }

  mutating func strings(_ values: [String]) {
    beginArray()
    for value in values { string(value) }
    endArray()
  }

  /// A string, or null.
  mutating func optional(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// A number, or null.
  mutating func optional(_ number: Int?) {
    if let number { integer(Int64(number)) } else { null() }
  }
}

extension Unit {
  fileprivate var isMoney: Bool { self == .euroCents || self == .euroCentsPerVisit }
}
