internal import Twinning

/// The events behind a figure: each once, with the values that it counts in.
struct EvidenceTable {
  private let figure: Figure
  private let source: EvidenceSource

  /// The first events, each with the keys of the values that it is behind.
  private let rows: [(index: Int64, keys: [String])]

  /// How many events there are.
  let count: Int

  init(figure: Figure, source: EvidenceSource) {
    self.figure = figure
    self.source = source
    // Lists of the same events are many: what is merged once isn't merged again.
    var lists: [[Int64]] = []
    for value in figure.values where !lists.contains(value.events) { lists.append(value.events) }
    let all = lists.count == 1 ? lists[0] : Set(lists.joined()).sorted()
    count = all.count
    let shown = all.prefix(FigureCard.eventsMax)
    let (first, last) = (shown.first ?? 0, shown.last ?? -1)
    var keys: [Int64: [String]] = [:]
    for value in figure.values {
      for event in value.events {
        if event > last { break }
        if event >= first { keys[event, default: []].append(FigureWords.label(value.key)) }
      }
    }
    rows = shown.map { ($0, keys[$0] ?? []) }
  }

  /// - Parameter rest: the command that explains all of them.
  func write(_ page: inout Markup, rest: String) {
    let columns = [
      ("Event", true), ("Happened", false), ("What", false), ("Counts in", false),
      ("Proof", false), ("Recorded", false),
    ]
    page.table("Events behind \(figure.id)", columns, "events") { page in
      for (index, keys) in rows {
        guard let item = source.item(index) else { continue }
        page.element("tr") { page in
          page.element("th", [("scope", "row"), ("class", "n")], words: String(index))
          page.cell(Spelling.moment(item.line.time))
          page.element("td") { page in
            page.words(FigureWords.event(item.line.type))
            page.words(item.line.isCorrected ? ", corrected: " : ": ")
            page.element("code", words: item.subject)
          }
          page.cell(keys.joined(separator: "; "))
          page.cell(item.proof)
          page.cell(Spelling.moment(item.line.recordedTime))
        }
      }
    }
    if count > rows.count {
      page.element("p", [("class", "note")]) { page in
        page.words("These are the first \(rows.count) of \(count). All, and why each counts: ")
        page.element("code", words: rest)
      }
    }
  }
}
