internal import Twinning

/// The map of Europe with the pairings on it; the table beside it says the same.
struct PairingMap {
  /// At most so many pairings are drawn.
  static let pairingsMax = 300

  private struct Spot {
    var name: String
    var role: ImpactDocument.Place.Role
    var at: MapPoint
  }

  private let pairings: [PairingProgress]
  private let omitted: Int
  private let spots: [Spot]
  private let spotOf: [Ref: Int]

  /// Nil where no place is known.
  private let frame: MapFrame?

  /// Names of the cities that the map can't show.
  private let missing: [String]
  private let isFromGeoNames: Bool

  /// Whether some marks don't stand exactly at their places.
  private let isSetApart: Bool

  init(_ document: ImpactDocument) {
    let all = document.progress.pairings
    pairings = Array(all.prefix(Self.pairingsMax))
    omitted = all.count - pairings.count
    var shown: [(city: Ref, place: ImpactDocument.Place, x: Double, y: Double)] = []
    var missing: [String] = []
    var seen: Set<Ref> = []
    for city in pairings.flatMap({ $0.hosts + $0.twins }) where seen.insert(city).inserted {
      guard let place = document.places[city] else { continue }
      if let point = Self.point(of: place) {
        shown.append((city, place, point.x, point.y))
      } else {
        missing.append(place.name)
      }
    }
    self.missing = missing
    isFromGeoNames = shown.contains { $0.place.isFromGeoNames }
    spotOf = Dictionary(uniqueKeysWithValues: shown.enumerated().map { ($1.city, $0) })
    guard !shown.isEmpty else {
      (frame, spots, isSetApart) = (nil, [], false)
      return
    }
    let frame = MapFrame(around: shown.map { ($0.x, $0.y) })
    self.frame = frame
    let points = shown.map { frame.place(x: $0.x, y: $0.y) }
    let marks = frame.apart(points)
    isSetApart = marks != points
    spots = zip(shown, marks).map { Spot(name: $0.place.name, role: $0.place.role, at: $1) }
  }

  /// Where a place lies on the map's plane; nil where that isn't known or the map doesn't reach.
  private static func point(of place: ImpactDocument.Place) -> (x: Double, y: Double)? {
    guard let latitude = place.latitude, let longitude = place.longitude,
      abs(longitude) < 90_000_000
    else { return nil }
    let point = MapProjection.point(
      latitude: Double(latitude) / 1_000_000, longitude: Double(longitude) / 1_000_000)
    return EuropeOutline.shows(point.x, point.y) ? point : nil
  }

  // MARK: Drawing

  func write(_ page: inout Markup) {
    guard let frame else {
      return page.paragraph("The ledger knows the coordinates of no city of these pairings.")
    }
    let sides = pairings.map { pairing in
      MapLines.Sides(hosts: points(of: pairing.hosts), twins: points(of: pairing.twins))
    }
    let lines = MapLines(sides, among: spots.map(\.at), height: frame.height)
    let labels = MapLabels.placed(
      spots.map { ($0.name, $0.at) }, frame: frame, ink: lines.ink,
      joints: lines.drawn.compactMap(\.joint))
    page.element("figure", [("class", "map")]) { page in
      page.element(
        "div",
        [("class", "scroll"), ("role", "region"), ("aria-label", "Map"), ("tabindex", "0")]
      ) { page in
        page.element(
          "svg",
          [
            ("role", "img"), ("aria-labelledby", "map-title map-text"),
            ("viewBox", "0 0 \(Drawing.whole(MapFrame.width)) \(Drawing.whole(frame.height))"),
          ]
        ) { page in
          page.element("title", [("id", "map-title")], words: "Map of the pairings")
          page.element("desc", [("id", "map-text")], words: description)
          page.empty(
            "path",
            [("class", "land"), ("transform", frame.transform), ("d", EuropeOutline.path)])
          for (pairing, drawn) in zip(pairings, lines.drawn) { write(pairing, drawn, &page) }
          for label in labels { leader(label, &page) }
          for spot in spots { mark(spot, &page) }
          for label in labels { name(label, &page) }
        }
      }
      page.element("figcaption") { page in
        caption(
          namesLeftOut: labels.count { $0 == nil },
          hasJoints: lines.drawn.contains { $0.joint != nil }, &page)
      }
    }
  }

  private func points(of cities: [Ref]) -> [MapPoint] {
    cities.compactMap { spotOf[$0].map { spots[$0].at } }
  }

  private func write(
    _ pairing: PairingProgress, _ drawn: MapLines.Drawn, _ page: inout Markup
  ) {
    if drawn.curves.isEmpty { return }
    let isEnded = pairing.status == .dissolved
    page.element("g", [("class", isEnded ? "pair ended" : "pair")]) { page in
      page.element("title", words: DisplayText.cut(DisplayText.harmless(pairing.name), to: 120))
      for curve in drawn.curves { page.empty("path", [("d", curve.path)]) }
      guard let joint = drawn.joint else { return }
      page.empty(
        "circle", [("cx", Drawing.whole(joint.x)), ("cy", Drawing.whole(joint.y)), ("r", "4")])
    }
  }

  private func leader(_ label: MapLabels.Label?, _ page: inout Markup) {
    guard let leader = label?.leader else { return }
    page.empty("path", [("class", "leader"), ("d", leader.path)])
  }

  private func mark(_ spot: Spot, _ page: inout Markup) {
    let (x, y) = (Int(spot.at.x.rounded()), Int(spot.at.y.rounded()))
    switch spot.role {
    case .host:
      page.empty(
        "rect",
        [
          ("class", "host"), ("x", "\(x - 5)"), ("y", "\(y - 5)"), ("width", "10"),
          ("height", "10"),
        ])
    case .twin:
      page.empty("circle", [("class", "twin"), ("cx", "\(x)"), ("cy", "\(y)"), ("r", "5.5")])
    case .peer:
      page.empty("path", [("class", "peer"), ("d", "M\(x) \(y - 7)l7 7l-7 7l-7 -7z")])
    }
  }

  private func name(_ label: MapLabels.Label?, _ page: inout Markup) {
    guard let label else { return }
    page.element(
      "text",
      [
        ("x", Drawing.whole(label.position.x)), ("y", Drawing.whole(label.position.y)),
        ("text-anchor", label.anchor),
      ], words: label.words)
  }

  // MARK: In words

  private var description: String {
    let shapes = ImpactDocument.Place.Role.allCases.compactMap { role in
      let count = spots.count { $0.role == role }
      return count == 0 ? nil : "\(role.counted(count)) (\(role.shape))"
    }
    return (pairings.count == 1 ? "1 pairing" : "\(pairings.count) pairings")
      + ", drawn as lines between places: \(shapes.joined(separator: ", ")). "
      + "The table below names them all."
  }

  private func caption(namesLeftOut: Int, hasJoints: Bool, _ page: inout Markup) {
    let roles = ImpactDocument.Place.Role.allCases.filter { role in
      spots.contains { $0.role == role }
    }
    let shapes = roles.map { "\($0.shape) are \($0.word)s" }.joined(separator: ", ")
    page.words(shapes.prefix(1).uppercased() + shapes.dropFirst() + ".")
    if hasJoints { page.words(" Lines that meet in a dot are those of hosts who host together.") }
    if pairings.contains(where: { $0.status == .dissolved }) {
      page.words(" A broken line is a pairing that was dissolved.")
    }
    if isSetApart { page.words(" Marks that would cover one another stand side by side.") }
    if namesLeftOut > 0 {
      page.words(" \(namesLeftOut) of the names have no room; the table below has them.")
    }
    if omitted > 0 { page.words(" \(omitted) more pairings aren't drawn.") }
    unshown(&page)
    page.words(" Outline: Natural Earth, public domain.")
    if isFromGeoNames {
      page.words(" Places: GeoNames (www.geonames.org), licensed under CC BY 4.0.")
    }
  }

  /// What isn't on the map, and why.
  private func unshown(_ page: inout Markup) {
    if !missing.isEmpty {
      page.words(" Not on the map, for want of coordinates or because they lie outside of it: ")
      for (place, name) in missing.prefix(20).enumerated() {
        if place > 0 { page.words(", ") }
        page.name(name)
      }
      page.words(missing.count > 20 ? " and \(missing.count - 20) more." : ".")
    }
    let parties = pairings.filter { $0.hosts.isEmpty && !$0.twins.isEmpty }
    if parties.isEmpty { return }
    page.words(" Without a line, for their hosts' cities aren't reported: ")
    for (place, pairing) in parties.prefix(20).enumerated() {
      if place > 0 { page.words(", ") }
      page.name(pairing.name)
    }
    page.words(parties.count > 20 ? " and \(parties.count - 20) more." : ".")
  }
}

extension ImpactDocument.Place.Role {
  /// `twin`, `peer` or `host`.
  fileprivate var word: String {
    switch self {
    case .peer: "peer"
    case .twin: "twin"
    case .host: "host"
    }
  }

  fileprivate func counted(_ count: Int) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

  /// What marks it on the map.
  fileprivate var shape: String {
    switch self {
    case .peer: "diamonds"
    case .twin: "circles"
    case .host: "squares"
    }
  }
}
