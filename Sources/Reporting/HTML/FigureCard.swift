internal import Twinning

/// One figure on the page: its values with bars, what it counts, and the events behind it.
struct FigureCard {
  /// At most so many events are listed under a figure; the rest is a command away.
  static let eventsMax = 50

  let figure: Figure
  let document: ImpactDocument

  func write(_ page: inout Markup) {
    page.element(
      "article", [("class", "figure"), ("id", figure.id), ("aria-labelledby", "h-\(figure.id)")]
    ) { page in
      page.element("h3", [("id", "h-\(figure.id)")]) { page in
        page.element("span", [("class", "id")], words: figure.id)
        page.words(" \(figure.definition.name)")
      }
      lead(&page)
      values(&page)
      for note in figure.notes { page.paragraph(note, "note") }
      page.element("p", [("class", "definition")]) { page in
        page.words("\(figure.definition.formula) ")
        page.element("a", [("href", "#def-\(figure.id)")]) { page in
          page.words("Definition \(figure.definition.versionText)")
          page.element("span", [("class", "unseen")], words: " of \(figure.id)")
        }
      }
      evidence(&page)
    }
  }

  /// The first value, large.
  private func lead(_ page: inout Markup) {
    guard let value = figure.values.first else { return }
    page.element("p", [("class", "lead")]) { page in
      page.element("span", [("class", "amount")], words: Self.grouped(value))
      page.words(" ")
      page.element(
        "span", [("class", "unit")], words: FigureWords.unit(value.unit, of: value.amount))
    }
  }

  // MARK: Values

  /// Values that are 0 and that no event is behind, once there are several of them, share a row.
  private var isBlank: [Bool] {
    let blank = figure.values.enumerated().map { place, value in
      place > 0 && value.amount == .integer(0) && value.events.isEmpty && value.notReported == 0
    }
    return blank.filter { $0 }.count > 2 ? blank : blank.map { _ in false }
  }

  private func values(_ page: inout Markup) {
    let columns = ["What", "Value", "Unit", "Bar", "Made of", "Events"]
    page.element("table", [("class", "values")]) { page in
      page.element("caption", [("class", "unseen")], words: "Values of \(figure.id)")
      page.element("thead", [("class", "unseen")]) { page in
        page.element("tr") { page in
          for title in columns { page.element("th", [("scope", "col")], words: title) }
        }
      }
      bodies(&page)
    }
  }

  private func bodies(_ page: inout Markup) {
    let isBlank = isBlank
    let shown = figure.values.indices.filter { !isBlank[$0] }
    var place = 0
    while place < shown.count {
      let dimension = FigureWords.dimension(of: figure.values[shown[place]].key)
      var end = place + 1
      while end < shown.count,
        FigureWords.dimension(of: figure.values[shown[end]].key) == dimension
      { end += 1 }
      page.element("tbody") { page in
        if let dimension {
          page.element("tr", [("class", "group")]) { page in
            page.element("th", [("scope", "rowgroup"), ("colspan", "6")], words: dimension)
          }
        }
        for value in shown[place..<end] { row(figure.values[value], &page) }
      }
      place = end
    }
    let blank = figure.values.indices.filter { isBlank[$0] }
    if blank.isEmpty { return }
    page.element("tbody") { page in
      page.element("tr", [("class", "blank")]) { page in
        let names = blank.map { FigureWords.label(figure.values[$0].key).lowercased() }
        page.element(
          "th", [("scope", "row"), ("colspan", "6")],
          words: "0 each: \(names.joined(separator: "; "))")
      }
    }
  }

  private func row(_ value: FigureValue, _ page: inout Markup) {
    page.element("tr") { page in
      page.element("th", [("scope", "row")], words: FigureWords.label(value.key))
      if case .text(let text) = value.amount {
        page.element("td", [("colspan", "4")]) { $0.element("code", words: text) }
      } else {
        page.number(Self.grouped(value))
        page.element(
          "td", [("class", "unit")], words: FigureWords.unit(value.unit, of: value.amount))
        page.element("td", [("class", "bar")]) { bar(value, &$0) }
        page.element("td", [("class", "n made")], words: value.partsWords)
      }
      page.number(String(value.events.count))
    }
  }

  /// The value's length beside the longest of its unit; a percentage beside 100. The number stands
  /// in the cell before it, so nobody needs to see the bar.
  private func bar(_ value: FigureValue, _ page: inout Markup) {
    let others = figure.values.filter { $0.unit == value.unit }.compactMap(\.tenths)
    guard let tenths = value.tenths, others.count > 1 || value.unit == .percent else { return }
    let longest = value.unit == .percent ? 1_000 : others.max() ?? 0
    page.element("svg", [("aria-hidden", "true"), ("width", "100%"), ("height", "10")]) { page in
      page.empty("rect", [("class", "track"), ("width", "100%"), ("height", "10")])
      let width = Drawing.percent(tenths, of: longest)
      page.empty("rect", [("class", "fill"), ("width", width), ("height", "10")])
    }
  }

  /// A number whose thousands stand apart.
  static func grouped(_ value: FigureValue) -> String {
    let text = value.amountWords
    if case .text = value.amount { return text }
    let sign = text.hasPrefix("-") ? "-" : ""
    let digits = text.dropFirst(sign.count).prefix { $0.isNumber }
    if digits.count < 5 { return text }
    var result = sign
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result += "\u{202F}" }
      result.append(digit)
    }
    return result + text.dropFirst(sign.count + digits.count)
  }

  // MARK: Evidence

  private func evidence(_ page: inout Markup) {
    let events = EvidenceTable(figure: figure, source: document.source)
    guard events.count > 0 else {
      return page.paragraph("No event is behind this figure.", "evidence none")
    }
    page.details(
      "Evidence: \(events.count == 1 ? "1 event" : "\(events.count) events")", "evidence"
    ) {
      page in
      events.write(&page, rest: document.command(explaining: figure.id))
    }
  }
}
