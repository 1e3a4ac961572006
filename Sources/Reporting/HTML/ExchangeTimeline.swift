internal import Twinning

/// Exchanges over time: a strip for each kind with a bar a month, and the exchanges as a table.
struct ExchangeTimeline {
  /// At most so many exchanges are listed; the strips count all of them.
  static let rowsMax = 100

  private let document: ImpactDocument
  private let axis: TimeAxis?
  private let monthsPerBar: Int

  /// By kind: how many were held in each bar's months.
  private let bars: [HeldKind: [Int64]]
  private let highest: Int64

  init(_ document: ImpactDocument) {
    self.document = document
    let zone = document.summary.zone
    let days = document.exchanges.filter { $0.time.hasText }.map { zone.date(of: $0.time) }
    let axis = TimeAxis(around: days, monthsMin: 12)
    let perBar = axis.map { $0.months > 120 ? 12 : 1 } ?? 1
    var bars: [HeldKind: [Int64]] = [:]
    if let axis {
      let count = (axis.months + perBar - 1) / perBar
      for exchange in document.exchanges where exchange.time.hasText {
        let day = zone.date(of: exchange.time)
        let month = (day.year - axis.from.year) * 12 + day.month - axis.from.month
        bars[exchange.kind, default: Array(repeating: 0, count: count)][month / perBar] += 1
      }
    }
    self.axis = axis
    monthsPerBar = perBar
    self.bars = bars
    highest = bars.values.compactMap { $0.max() }.max() ?? 0
  }

  func write(_ page: inout Markup) {
    guard let axis else {
      return page.paragraph("No exchange was held that these figures are about.")
    }
    page.paragraph(
      "A bar is \(monthsPerBar == 1 ? "a month" : "a year"); the highest stands for \(highest). "
        + "An exchange counts once, however many pairings shared it.", "note")
    page.element("div", [("class", "gantt")]) { page in
      page.element("div", [("class", "row axis")]) { page in
        page.element("div", [("class", "who")]) { _ in }
        page.element(
          "svg", [("aria-hidden", "true"), ("width", "100%"), ("height", "18")]
        ) { axis.labels(&$0) }
        page.element("div", [("class", "tally")]) { _ in }
      }
      page.element("ul") { page in
        for kind in HeldKind.allCases where bars[kind] != nil { row(kind, axis, &page) }
      }
    }
    let none = HeldKind.allCases.filter { bars[$0] == nil }.map { FigureWords.phrase($0.word) }
    if !none.isEmpty { page.paragraph("None held: \(none.joined(separator: ", ")).", "note") }
    page.details("The exchanges as a table") { table(&$0) }
  }

  private func row(_ kind: HeldKind, _ axis: TimeAxis, _ page: inout Markup) {
    let name = FigureWords.label(kind.word)
    let counts = bars[kind] ?? []
    let total = counts.reduce(0, +)
    page.element("li", [("class", "row")]) { page in
      page.element("div", [("class", "who")], words: name)
      page.element(
        "svg",
        [
          ("role", "img"), ("aria-label", "\(name): \(total) held, over time."), ("width", "100%"),
          ("height", "34"),
        ]
      ) { page in
        axis.grid(&page, height: 34)
        page.empty(
          "line", [("class", "base"), ("x1", "0"), ("x2", "100%"), ("y1", "33.5"), ("y2", "33.5")])
        for (place, count) in counts.enumerated() where count > 0 {
          bar(place, of: counts.count, count, &page)
        }
      }
      page.element("div", [("class", "tally")], words: String(total))
    }
  }

  private func bar(_ place: Int, of all: Int, _ count: Int64, _ page: inout Markup) {
    let height = max(2, Int(count * 31 / max(1, highest)))
    page.element(
      "rect",
      [
        ("class", "fill"), ("x", Drawing.percent(Int64(place), of: Int64(all))),
        ("y", "\(33 - height)"), ("width", Drawing.percent(86, of: Int64(all) * 100)),
        ("height", "\(height)"),
      ]
    ) { $0.element("title", words: "\(title(place)): \(count)") }
  }

  private func title(_ place: Int) -> String {
    guard let axis else { return "" }
    let month = axis.from.adding(months: place * monthsPerBar).description
    return monthsPerBar == 1 ? String(month.prefix(7)) : "from \(month.prefix(7))"
  }

  private func table(_ page: inout Markup) {
    let names = Dictionary(
      document.progress.pairings.map { ($0.ref, $0.name) }, uniquingKeysWith: { first, _ in first })
    let shown = document.exchanges.prefix(Self.rowsMax)
    let columns = [
      ("Day", false), ("Kind", false), ("Mode", false), ("Where", false), ("For", false),
      ("Persons", true), ("Event", true),
    ]
    page.table("Exchanges held", columns) { page in
      for exchange in shown {
        page.element("tr") { page in
          page.element(
            "th", [("scope", "row")],
            words: Spelling.day(exchange.time, in: document.summary.zone))
          page.cell(FigureWords.label(exchange.kind.word))
          page.cell(exchange.mode.map { FigureWords.phrase($0.word) } ?? Spelling.notReported)
          page.nameCell(exchange.hostName ?? Spelling.notReported)
          page.element("td") { page in
            if exchange.pairings.isEmpty { page.words("the whole cohort") }
            for (place, pairing) in exchange.pairings.enumerated() {
              if place > 0 { page.words("; ") }
              page.name(names[pairing] ?? document.source.interner.slug(of: pairing))
            }
          }
          page.number(Spelling.number(exchange.persons))
          page.number(String(exchange.event))
        }
      }
    }
    let omitted = document.exchanges.count - shown.count
    if omitted > 0 {
      page.element("p", [("class", "note")]) { page in
        page.words("\(omitted) more: ")
        page.element("code", words: document.command(format: "csv"))
      }
    }
  }
}
