/// A point of a drawing of the map, in its own units: 0 is its left and its top.
struct MapPoint: Equatable {
  var x: Double
  var y: Double

  func distance(to other: MapPoint) -> Double {
    let (dx, dy) = (other.x - x, other.y - y)
    return (dx * dx + dy * dy).squareRoot()
  }

  /// The point at `share` of the way to `other`.
  func toward(_ other: MapPoint, _ share: Double) -> MapPoint {
    MapPoint(x: x + (other.x - x) * share, y: y + (other.y - y) * share)
  }
}

/// A rectangle of a drawing of the map.
struct MapBox {
  var left: Double
  var top: Double
  var width: Double
  var height: Double

  func overlaps(_ other: MapBox) -> Bool {
    left < other.left + other.width && other.left < left + width
      && top < other.top + other.height && other.top < top + height
  }

  func holds(_ point: MapPoint) -> Bool {
    point.x > left && point.x < left + width && point.y > top && point.y < top + height
  }
}

/// The part of Europe that a drawing shows: the places with room around them.
struct MapFrame {
  /// How wide every drawing is, in its own units.
  static let width = 1_000.0

  /// The narrowest part that is shown, in kilometres: the outline is too coarse for less.
  private static let widthMinKilometres = 2_000.0

  /// Room around the places, as a share of what they take.
  private static let margin = 0.09

  let height: Double
  private let left: Double
  private let top: Double

  /// Units of the drawing in a kilometre.
  private let scale: Double

  /// A frame around `points` of the map's plane, in kilometres, each shown by the outline.
  init(around points: [(x: Double, y: Double)]) {
    precondition(!points.isEmpty, "a map is of some place")
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
    let (north, south) = (ys.min() ?? 0, ys.max() ?? 0)
    let wanted = max(east - west, south - north, 1) * Self.margin
    // Not taller than wide, nor flatter than two to three.
    var width = max(east - west + 2 * wanted, south - north + 2 * wanted, Self.widthMinKilometres)
    width = min(width, Double(EuropeOutline.width))
    var height = max(south - north + 2 * wanted, width * 2 / 3)
    height = min(height, Double(EuropeOutline.height))
    left = Self.start(
      (west + east - width) / 2, width, Double(EuropeOutline.left), Double(EuropeOutline.width))
    top = Self.start(
      (north + south - height) / 2, height, Double(EuropeOutline.top),
      Double(EuropeOutline.height))
    scale = Self.width / width
    self.height = (height * scale).rounded(.up)
  }

  /// `start`, moved so that what begins there and is `length` long lies within the whole.
  private static func start(
    _ start: Double, _ length: Double, _ wholeStart: Double, _ wholeLength: Double
  ) -> Double {
    max(wholeStart, min(start, wholeStart + wholeLength - length))
  }

  /// Where a point of the plane lies on the drawing.
  func place(x: Double, y: Double) -> MapPoint {
    MapPoint(x: (x - left) * scale, y: (y - top) * scale)
  }

  /// How far apart the middles of two marks must be, so that neither covers the other.
  private static let markWidth = 13.0

  /// `points`, those that are closer together than a mark is wide pushed apart, each as far as the
  /// other; where many are in one place, some stay too close.
  ///
  /// - Complexity: O(points²).
  func apart(_ points: [MapPoint]) -> [MapPoint] {
    var points = points
    for _ in 0..<12 {
      var isMoved = false
      for one in points.indices {
        for other in points.indices.dropFirst(one + 1) {
          let distance = points[one].distance(to: points[other])
          if distance >= Self.markWidth { continue }
          let push = (Self.markWidth - distance) / 2 + 0.1
          // Two in the very same place part to the left and right.
          let dx = distance > 0 ? (points[other].x - points[one].x) / distance : 1
          let dy = distance > 0 ? (points[other].y - points[one].y) / distance : 0
          points[one] = inside(points[one].x - dx * push, points[one].y - dy * push)
          points[other] = inside(points[other].x + dx * push, points[other].y + dy * push)
          isMoved = true
        }
      }
      if !isMoved { break }
    }
    return points
  }

  private func inside(_ x: Double, _ y: Double) -> MapPoint {
    MapPoint(x: max(0, min(Self.width, x)), y: max(0, min(height, y)))
  }

  /// What brings the outline, in kilometres, onto the drawing: four decimals are a tenth of a unit.
  var transform: String {
    let fraction = Int((scale * 10_000).rounded())
    let text = "\(fraction / 10_000)." + "\(fraction % 10_000 + 10_000)".dropFirst()
    return "scale(\(text)) translate(\(Drawing.whole(-left)) \(Drawing.whole(-top)))"
  }

  /// Whether all of `box` is on the drawing.
  func shows(_ box: MapBox) -> Bool {
    box.left >= 0 && box.top >= 0 && box.left + box.width <= Self.width
      && box.top + box.height <= height
  }
}
