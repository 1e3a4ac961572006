/// The names of places on the map: where there is room for them, clear of marks, of each other and,
/// as far as it goes, of lines.
struct MapLabels {
  /// A name, and where it stands.
  struct Label {
    var words: String
    var position: MapPoint

    /// Which part of the name is at `position`, as a drawing says it: start, middle or end.
    var anchor: String
    var box: MapBox

    /// The line from the place to a name that stands away from it.
    var leader: MapCurve?
  }

  /// The longest name, in columns of a terminal.
  private static let columnsMax = 24

  /// How wide a column is, and how high a name, in units of the drawing.
  private static let (columnWidth, lineHeight) = (8.8, 16.0)

  /// How far a mark reaches from its place.
  private static let markRadius = 7.0

  private let frame: MapFrame
  private let ink: MapInk
  private let marks: [MapBox]
  private var labels: [Label?]

  /// Names for `places`, in their order; nil where there is no room for one.
  ///
  /// - Complexity: O(places²).
  static func placed(
    _ places: [(name: String, at: MapPoint)], frame: MapFrame, ink: MapInk, joints: [MapPoint]
  ) -> [Label?] {
    var labels = MapLabels(
      frame: frame, ink: ink, marks: (places.map(\.at) + joints).map(mark),
      labels: Array(repeating: nil, count: places.count))
    // Where places are close together there is the least choice. The second time, each name sees
    // where all the others stand.
    let crowded = Array(places.indices).stablySorted { place in
      -places.count { $0.at.distance(to: places[place].at) < 90 }
    }
    for place in crowded + crowded {
      labels.labels[place] = nil
      labels.labels[place] = labels.best(places[place].name, at: places[place].at)
    }
    return labels.labels
  }

  private static func mark(_ place: MapPoint) -> MapBox {
    MapBox(
      left: place.x - markRadius, top: place.y - markRadius, width: 2 * markRadius,
      height: 2 * markRadius)
  }

  /// A name as short as the map needs it: what a long one adds in brackets is for the table.
  static func words(_ name: String) -> String {
    var words = DisplayText.harmless(name)
    if DisplayText.width(of: words) > columnsMax, words.hasSuffix(")"),
      let bracket = words.firstRange(of: " ("), bracket.lowerBound > words.startIndex
    {
      words = String(words[..<bracket.lowerBound])
    }
    return DisplayText.cut(words, to: columnsMax)
  }

  // MARK: Choosing

  private func best(_ name: String, at place: MapPoint) -> Label? {
    let words = Self.words(name)
    var best: (cost: Double, label: Label)?
    for (order, label) in (near(words, place) + away(words, place)).enumerated() {
      guard let cost = cost(of: label, order) else { continue }
      if best.map({ cost < $0.cost }) ?? true { best = (cost, label) }
    }
    return best?.label
  }

  /// What is against a label; nil where it can't stand.
  private func cost(of label: Label, _ order: Int) -> Double? {
    let isFree = { (box: MapBox) in
      !marks.contains(where: box.overlaps)
        && !labels.contains { $0.map { box.overlaps($0.box) } ?? false }
    }
    guard frame.shows(label.box), isFree(label.box) else { return nil }
    var cost = Double(ink.squares(in: label.box)) + Double(order) * 0.3
    guard let leader = label.leader else { return cost }
    for point in leader.points(every: 4).dropFirst() {
      let dot = MapBox(left: point.x - 1, top: point.y - 1, width: 2, height: 2)
      if !isFree(dot) { return nil }
    }
    cost += 3 + leader.start.distance(to: leader.end) / 8
    return cost + Double(ink.squares(crossedBy: leader))
  }

  // MARK: Where a name may stand

  /// Directions, clockwise from the right.
  private static let directions: [(x: Double, y: Double)] = {
    let quarter = [(1.0, 0.0), (0.924, 0.383), (0.707, 0.707), (0.383, 0.924)]
    let half = quarter + quarter.map { (-$0.1, $0.0) }
    return half + half.map { (-$0.0, -$0.1) }
  }()

  /// Beside the place: right, left, above, below, then the corners.
  private func near(_ words: String, _ place: MapPoint) -> [Label] {
    let offsets: [(x: Double, y: Double, anchor: String)] = [
      (10, 5, "start"), (-10, 5, "end"), (0, -11, "middle"), (0, 21, "middle"),
      (7, -8, "start"), (7, 19, "start"), (-7, -8, "end"), (-7, 19, "end"),
    ]
    return offsets.map { offset in
      let position = MapPoint(x: place.x + offset.x, y: place.y + offset.y)
      return label(words, position, offset.anchor)
    }
  }

  /// Away from the place, with a line that leads there.
  private func away(_ words: String, _ place: MapPoint) -> [Label] {
    [24.0, 38, 56, 76].flatMap { radius in
      Self.directions.map { direction in
        let end = MapPoint(x: place.x + direction.x * radius, y: place.y + direction.y * radius)
        let anchor = direction.x > 0.5 ? "start" : direction.x < -0.5 ? "end" : "middle"
        let dx = anchor == "start" ? 4.0 : anchor == "end" ? -4 : 0
        let dy = anchor != "middle" ? 5.0 : direction.y > 0 ? 15 : -5
        let position = MapPoint(x: end.x + dx, y: end.y + dy)
        var label = label(words, position, anchor)
        let start = place.toward(end, (Self.markRadius + 1.5) / radius)
        label.leader = MapCurve(from: start, to: end, bend: 0)
        return label
      }
    }
  }

  private func label(_ words: String, _ position: MapPoint, _ anchor: String) -> Label {
    let width = Double(DisplayText.width(of: words)) * Self.columnWidth
    let left =
      anchor == "start" ? position.x : anchor == "end" ? position.x - width : position.x - width / 2
    let box = MapBox(
      left: left, top: position.y - 13, width: width, height: Self.lineHeight)
    return Label(words: words, position: position, anchor: anchor, box: box)
  }
}
