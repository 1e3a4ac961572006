internal import Twinning

/// The few figures that a reader looks for first, each leading to its own place on the page.
struct ImpactHeadline {
  private let document: ImpactDocument

  /// Figure, key, and what stands below the number; expected and measured effects apart.
  private static let tiles: [(id: String, key: String, words: String)] = [
    ("I30", "cities", "cities took part"), ("I30", "countries", "countries"),
    ("I06", "formed", "pairings formed"), ("I08", "all", "exchanges held"),
    ("I09", "all", "of them site visits"), ("I11", "person_hours", "person-hours of exchange"),
    ("I18", "transferred", "practices transferred"), ("I20", "started", "replications started"),
  ]

  /// The figures that are named first.
  static var tileIDs: Set<String> { Set(tiles.map(\.id)) }

  init(_ document: ImpactDocument) { self.document = document }

  func write(_ page: inout Markup) {
    page.element("ul", [("class", "tiles")]) { page in
      for tile in Self.tiles {
        guard let value = document.summary.value(tile.id, tile.key) else { continue }
        page.element("li") { page in
          page.element("a", [("href", "#\(tile.id)")]) { page in
            page.element("span", [("class", "amount")], words: FigureCard.grouped(value))
            page.words(" ")
            page.element("span", [("class", "what")], words: tile.words)
          }
        }
      }
    }
    page.paragraph(
      "Each number leads to its figure below, and each figure to the events behind it. NR means "
        + "not reported: it is never zero.", "note")
  }
}
