/// The lines between the places of pairings, each bent so that it keeps clear of other places and
/// doesn't run along with another line.
struct MapLines {
  /// Two sides of a pairing.
  struct Sides {
    var hosts: [MapPoint]
    var twins: [MapPoint]
  }

  /// The lines of one pairing.
  struct Drawn {
    var curves: [MapCurve] = []

    /// Where the lines of several hosts meet; nil for one host.
    var joint: MapPoint?
  }

  /// By the place of the pairing in what was given; empty where a side has no place.
  private(set) var drawn: [Drawn]
  private(set) var ink: MapInk

  /// How far a line may bend, the preferred first.
  private static let bends = [0.12, -0.12, 0.2, -0.2, 0.06, -0.06, 0.28, -0.28]

  /// So near to a place that isn't its own, a line seems to lead to it.
  private static let clearance = 11.0

  /// Lines between `sides` on a drawing that has marks at `places`.
  ///
  /// - Complexity: O(lines × their length × places).
  init(_ sides: [Sides], among places: [MapPoint], height: Double) {
    drawn = Array(repeating: Drawn(), count: sides.count)
    ink = MapInk(height: height)
    for (place, one) in sides.enumerated() where one.hosts.count > 1 && !one.twins.isEmpty {
      drawn[place] = Self.joined(one, among: places)
    }
    for curve in drawn.flatMap(\.curves) { ink.draw(curve) }
    let places = places + drawn.compactMap(\.joint)
    var open: [(place: Int, start: MapPoint, end: MapPoint)] = []
    for (place, one) in sides.enumerated() where drawn[place].curves.isEmpty {
      for host in one.hosts { open += one.twins.map { (place, host, $0) } }
    }
    // Short lines have the least choice.
    for one in open.stablySorted(by: { $0.start.distance(to: $0.end) }) {
      let curve = curve(from: one.start, to: one.end, among: places)
      drawn[one.place].curves.append(curve)
      ink.draw(curve)
    }
  }

  /// Several hosts' lines meet on the way, and lead to the twin as one.
  private static func joined(_ sides: Sides, among places: [MapPoint]) -> Drawn {
    let (hosts, twin) = (centre(of: sides.hosts), centre(of: sides.twins))
    let own = sides.hosts + sides.twins
    let others = places.filter { !own.contains($0) }
    let candidates = [0.45, 0.35, 0.55, 0.25, 0.65].flatMap { share in
      [0, 0.12, -0.12, 0.24, -0.24].map { aside in
        let (dx, dy) = (hosts.x - twin.x, hosts.y - twin.y)
        let straight = twin.toward(hosts, share)
        let joint = MapPoint(x: straight.x - dy * aside, y: straight.y + dx * aside)
        let before = joint.toward(hosts, 0.2)
        var drawn = Drawn(joint: joint)
        drawn.curves = sides.hosts.map { MapCurve(from: $0, by: before, to: joint) }
        drawn.curves += sides.twins.map { MapCurve(from: joint, to: $0, bend: 0) }
        return drawn
      }
    }
    return candidates.stablySorted { one in
      let near = one.joint.map { joint in others.count { joint.distance(to: $0) < 3 * clearance } }
      return one.curves.reduce(near ?? 0) { $0 + touched(by: $1, others) }
    }[0]
  }

  /// How many of `places` a line seems to lead to.
  private static func touched(by curve: MapCurve, _ places: [MapPoint]) -> Int {
    // Next to its own ends it can't keep away.
    let points = curve.points(every: 4).filter {
      $0.distance(to: curve.start) > 2 * clearance && $0.distance(to: curve.end) > 2 * clearance
    }
    return places.count { place in points.contains { $0.distance(to: place) < clearance } }
  }

  private static func centre(of points: [MapPoint]) -> MapPoint {
    let count = Double(points.count)
    return MapPoint(
      x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
  }

  private func curve(from start: MapPoint, to end: MapPoint, among places: [MapPoint]) -> MapCurve {
    let others = places.filter { $0 != start && $0 != end }
    let curves = Self.bends.enumerated().map { order, bend in
      let curve = MapCurve(from: start, to: end, bend: bend)
      let cost = Self.touched(by: curve, others) * 40 + ink.squares(crossedBy: curve) + order
      return (cost: cost, curve: curve)
    }
    return curves.stablySorted(by: \.cost)[0].curve
  }
}
