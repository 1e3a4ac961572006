internal import Twinning

/// The map of Europe with the pairings on it, and the same as a table.
struct PairingMap {
  /// At most so many pairings are drawn.
  static let pairingsMax = 300

  private struct Spot {
    var ref: Ref
    var name: String
    var isHost: Bool
    var x: Double
    var y: Double
  }

  private let pairings: [PairingProgress]
  private let omitted: Int
  private let spots: [Spot]
  private let spotOf: [Ref: Int]

  /// Names of the cities that the map can't show.
  private let missing: [String]

  init(_ document: ImpactDocument) {
    let all = document.progress.pairings
    pairings = Array(all.prefix(Self.pairingsMax))
    omitted = all.count - pairings.count
    var spots: [Spot] = []
    var spotOf: [Ref: Int] = [:]
    var missing: [String] = []
    var seen: Set<Ref> = []
    for city in pairings.flatMap({ $0.hosts + $0.twins }) where seen.insert(city).inserted {
      guard let place = document.places[city] else { continue }
      guard let spot = Self.spot(city, place) else {
        missing.append(place.name)
        continue
      }
      spotOf[city] = spots.count
      spots.append(spot)
    }
    (self.spots, self.spotOf, self.missing) = (spots, spotOf, missing)
  }

  private static func spot(_ city: Ref, _ place: ImpactDocument.Place) -> Spot? {
    guard let latitude = place.latitude, let longitude = place.longitude,
      abs(longitude) < 90_000_000
    else { return nil }
    let point = MapProjection.point(
      latitude: Double(latitude) / 1_000_000, longitude: Double(longitude) / 1_000_000)
    guard EuropeOutline.shows(point.x, point.y) else { return nil }
    return Spot(ref: city, name: place.name, isHost: place.isHost, x: point.x, y: point.y)
  }

  // MARK: Drawing

  func write(_ page: inout Markup) {
    if spots.isEmpty {
      return page.paragraph("The ledger knows the coordinates of no city of these pairings.")
    }
    page.element("figure", [("class", "map")]) { page in
      page.element(
        "svg",
        [
          ("role", "img"), ("aria-labelledby", "map-title map-text"),
          (
            "viewBox",
            "\(EuropeOutline.left) \(EuropeOutline.top) \(EuropeOutline.width) "
              + "\(EuropeOutline.height)"
          ),
        ]
      ) { page in
        page.element("title", [("id", "map-title")], words: "Map of the pairings")
        page.element("desc", [("id", "map-text")], words: description)
        page.empty("path", [("class", "land"), ("d", EuropeOutline.path)])
        for pairing in pairings { line(pairing, &page) }
        for spot in spots { mark(spot, &page) }
        labels(&page)
      }
      page.element("figcaption") { caption(&$0) }
    }
  }

  private var description: String {
    let hosts = spots.filter(\.isHost).count
    return "\(pairings.count) pairings, drawn as lines between \(hosts) host cities (squares) and "
      + "\(spots.count - hosts) twin cities (circles). The table below names them."
  }

  private func line(_ pairing: PairingProgress, _ page: inout Markup) {
    for host in pairing.hosts {
      for twin in pairing.twins {
        guard let from = spotOf[host].map({ spots[$0] }), let to = spotOf[twin].map({ spots[$0] })
        else { continue }
        let (dx, dy) = (to.x - from.x, to.y - from.y)
        let middle = (from.x + dx / 2 - dy * 0.12, from.y + dy / 2 + dx * 0.12)
        page.empty(
          "path",
          [
            ("class", "pair \(pairing.status == .dissolved ? "ended" : "live")"),
            (
              "d",
              "M\(Drawing.whole(from.x)) \(Drawing.whole(from.y))Q\(Drawing.whole(middle.0)) "
                + "\(Drawing.whole(middle.1)) \(Drawing.whole(to.x)) \(Drawing.whole(to.y))"
            ),
          ])
      }
    }
  }

  private func mark(_ spot: Spot, _ page: inout Markup) {
    let (x, y) = (Drawing.whole(spot.x), Drawing.whole(spot.y))
    if spot.isHost {
      page.empty(
        "rect",
        [
          ("class", "host"), ("x", Drawing.whole(spot.x - 26)), ("y", Drawing.whole(spot.y - 26)),
          ("width", "52"), ("height", "52"),
        ])
    } else {
      page.empty("circle", [("class", "twin"), ("cx", x), ("cy", y), ("r", "27")])
    }
  }

  /// Names beside their places, where there is room for them; the table has them all.
  private func labels(_ page: inout Markup) {
    var taken = spots.map { Box(x: $0.x - 30, y: $0.y - 30, width: 60, height: 60) }
    for spot in spots {
      let name = DisplayText.cut(DisplayText.harmless(spot.name), to: 24)
      let width = Double(DisplayText.width(of: name)) * 41
      let places = [
        (spot.x + 48, spot.y + 26, "start"), (spot.x - 48, spot.y + 26, "end"),
        (spot.x, spot.y - 48, "middle"), (spot.x, spot.y + 104, "middle"),
      ]
      for (x, y, anchor) in places {
        let left = anchor == "start" ? x : anchor == "end" ? x - width : x - width / 2
        let box = Box(x: left, y: y - 66, width: width, height: 80)
        guard box.isOnMap, !taken.contains(where: box.overlaps) else { continue }
        taken.append(box)
        page.element(
          "text", [("x", Drawing.whole(x)), ("y", Drawing.whole(y)), ("text-anchor", anchor)],
          words: name)
        break
      }
    }
  }

  private struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var isOnMap: Bool {
      EuropeOutline.shows(x, y) && EuropeOutline.shows(x + width, y + height)
    }

    func overlaps(_ other: Box) -> Bool {
      x < other.x + other.width && other.x < x + width && y < other.y + other.height
        && other.y < y + height
    }
  }

  private func caption(_ page: inout Markup) {
    page.words(
      "Squares are hosts, circles are twins; a broken line is a pairing that was dissolved.")
    if omitted > 0 { page.words(" \(omitted) more pairings aren't drawn.") }
    if !missing.isEmpty {
      page.words(" Not on the map, for want of coordinates or because they lie outside of it: ")
      for (place, name) in missing.prefix(20).enumerated() {
        if place > 0 { page.words(", ") }
        page.name(name)
      }
      page.words(missing.count > 20 ? " and \(missing.count - 20) more." : ".")
    }
    page.words(" Outline: Natural Earth, public domain.")
  }
}
