internal import CanonicalJSON
internal import Twinning

/// What pages about figures say in common.
extension ImpactSummary {
  /// What was asked about: `cohort/nzc-2, theme mobility`, or `everything`.
  func scopeWords(_ interner: Interner) -> String {
    let words = subjects(interner) + (scope.theme.map { ["theme \($0.word)"] } ?? [])
    return words.isEmpty ? "everything" : words.joined(separator: ", ")
  }

  /// The subjects that were asked about, themes aside.
  func subjects(_ interner: Interner) -> [String] {
    [scope.programme, scope.cohort, scope.pairing, scope.city, scope.country]
      .compactMap { $0.map(interner.subject(of:)) }
  }

  /// `from 2024-01-01 to before 2024-07-01 (Europe/Brussels)`, or `all of it`.
  var periodWords: String {
    guard let period = scope.period else { return "all of it" }
    return "from \(boundary(period.from)) to before \(boundary(period.to)) (\(zone.name))"
  }

  /// The day that begins at `instant`, or the instant where none does.
  private func boundary(_ instant: Instant) -> String {
    let day = zone.date(of: instant)
    return zone.start(of: day) == instant ? day.description : Spelling.moment(instant)
  }
}

extension FigureValue {
  /// What it comes to.
  var amountWords: String {
    switch amount {
    case .notReported: Spelling.notReported
    case .integer(let number) where unit.isMoney: Currency.eur.amount(ofMinorUnits: number)
    case .integer(let number): String(number)
    case .decimal(let text), .text(let text): text
    }
  }

  /// What is counted: people read euro where machines read cents.
  var unitWords: String {
    switch unit {
    case .euroCents: Currency.eur.code
    case .euroCentsPerVisit: "\(Currency.eur.code)/visit"
    default: unit.rawValue
    }
  }

  /// What was divided by what, and how many weren't reported.
  var partsWords: String {
    var words: [String] = []
    if let numerator, let denominator { words.append("\(numerator)/\(denominator)") }
    if notReported > 0 { words.append("\(notReported) NR") }
    return words.joined(separator: ", ")
  }
}

extension Unit {
  /// Whether it counts cents, which people read as euro.
  var isMoney: Bool { self == .euroCents || self == .euroCentsPerVisit }
}

extension Page {
  /// What was known, and which time the figures are about.
  mutating func addHead(of summary: ImpactSummary) {
    add(
      "As of \(summary.asOf.size) events, the last recorded at "
        + Spelling.moment(summary.asOf.recordedTime))
    add("Now: \(Spelling.moment(summary.now))")
    add("Period: \(summary.periodWords)")
  }

  mutating func add(_ definition: IndicatorDefinition) {
    add(paragraph: definition.formula, indent: 5)
    add(paragraph: "Counts: \(definition.counts)", indent: 5)
    add(paragraph: "Never: \(definition.neverCounts)", indent: 5)
  }

  /// A row a value. A digest is there to be compared: it has a line of its own and is never cut.
  mutating func add(table values: [FigureValue]) {
    var table = TextTable([
      TextTable.Column("", isElastic: true), TextTable.Column("", isRight: true),
      TextTable.Column(""), TextTable.Column(""), TextTable.Column("", isElastic: true),
    ])
    table.indent = "     "
    for value in values {
      if case .text = value.amount { continue }
      table.add([
        value.key, value.amountWords, value.unitWords, value.partsWords,
        "events " + Spelling.events(value.events),
      ])
    }
    add(table)
    for value in values {
      if case .text(let text) = value.amount { add("     \(value.key)  \(text)") }
    }
  }
}

extension CanonicalWriter {
  /// What was known, and the moment as of which it was judged.
  mutating func asOf(of summary: ImpactSummary) {
    beginObject()
    key("now")
    string(summary.now.description)
    key("recordedTime")
    optional(summary.asOf.recordedTime?.description)
    key("size")
    integer(summary.asOf.size)
    endObject()
  }

  /// The period, or null.
  mutating func period(of summary: ImpactSummary) {
    guard let period = summary.scope.period else { return null() }
    beginObject()
    key("from")
    string(period.from.description)
    key("to")
    string(period.to.description)
    key("zone")
    string(summary.zone.name)
    endObject()
  }

  /// The filters that were set.
  mutating func scope(of summary: ImpactSummary, _ interner: Interner) {
    beginObject()
    let filters: [(String, Ref?)] = [
      ("city", summary.scope.city), ("cohort", summary.scope.cohort),
      ("country", summary.scope.country), ("pairing", summary.scope.pairing),
      ("programme", summary.scope.programme),
    ]
    for (name, ref) in filters {
      guard let ref else { continue }
      key(name)
      string(interner.subject(of: ref))
    }
    if let theme = summary.scope.theme {
      key("theme")
      string(theme.word)
    }
    endObject()
  }

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
