/// A curved line of the map.
struct MapCurve {
  var start: MapPoint

  /// What the line bends towards.
  var control: MapPoint
  var end: MapPoint

  /// From `start` to `end`, bent to the right by `bend` of their distance.
  init(from start: MapPoint, to end: MapPoint, bend: Double) {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let control = MapPoint(x: start.x + dx / 2 - dy * bend, y: start.y + dy / 2 + dx * bend)
    self.init(from: start, by: control, to: end)
  }

  init(from start: MapPoint, by control: MapPoint, to end: MapPoint) {
    (self.start, self.control, self.end) = (start, control, end)
  }

  /// Points on it, about `step` units apart, both ends among them.
  func points(every step: Double) -> [MapPoint] {
    let length = start.distance(to: control) + control.distance(to: end)
    let count = max(1, Int(length / step))
    return (0...count).map { number in
      let share = Double(number) / Double(count)
      return start.toward(control, share).toward(control.toward(end, share), share)
    }
  }

  /// As the path of a drawing.
  var path: String {
    let numbers = [start.x, start.y, control.x, control.y, end.x, end.y].map(Drawing.whole)
    return "M\(numbers[0]) \(numbers[1])Q\(numbers[2]) \(numbers[3]) \(numbers[4]) \(numbers[5])"
  }
}

/// Where lines are drawn already, in squares: what lines and names look at to keep clear of them.
struct MapInk {
  /// How wide a square is, in units of the drawing.
  private static let square = 5.0
  private let columns: Int
  private let rows: Int
  private var isInked: [Bool]

  init(height: Double) {
    columns = Int(MapFrame.width / Self.square) + 1
    rows = Int(height / Self.square) + 1
    isInked = Array(repeating: false, count: columns * rows)
  }

  mutating func draw(_ curve: MapCurve) {
    for square in squares(under: curve) { isInked[square] = true }
  }

  /// How many squares of `curve` have lines in them or beside them. O(length).
  func squares(crossedBy curve: MapCurve) -> Int {
    squares(under: curve).count { square in
      isInked[square] || (square > 0 && isInked[square - 1])
        || (square + 1 < isInked.count && isInked[square + 1])
        || (square >= columns && isInked[square - columns])
        || (square + columns < isInked.count && isInked[square + columns])
    }
  }

  /// How many squares of `box` have lines in them. O(area).
  func squares(in box: MapBox) -> Int {
    let xs = column(box.left)...column(box.left + box.width)
    let ys = row(box.top)...row(box.top + box.height)
    return ys.reduce(0) { sum, y in sum + xs.count { isInked[y * columns + $0] } }
  }

  /// Each square that `curve` passes, once for each time that it comes into it.
  private func squares(under curve: MapCurve) -> [Int] {
    var found: [Int] = []
    for point in curve.points(every: 2) {
      let square = row(point.y) * columns + column(point.x)
      if found.last != square { found.append(square) }
    }
    return found
  }

  private func column(_ x: Double) -> Int { max(0, min(columns - 1, Int(x / Self.square))) }

  private func row(_ y: Double) -> Int { max(0, min(rows - 1, Int(y / Self.square))) }
}
