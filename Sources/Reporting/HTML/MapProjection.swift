/// Where a place lies on the map of Europe: Lambert's azimuthal equal-area projection about 52° N,
/// 10° E on a sphere, in kilometres.
///
/// It uses only arithmetic that every machine rounds alike, so that a page has the same bytes
/// anywhere.
enum MapProjection {
  private static let earthRadius = 6_371.0
  private static let radians = Double.pi / 180

  /// East and south of the centre, for degrees north and east.
  static func point(latitude: Double, longitude: Double) -> (x: Double, y: Double) {
    let (centre, north) = (52 * radians, latitude * radians)
    let east = (longitude - 10) * radians
    let (sinCentre, cosCentre) = (sine(centre), sine(centre + .pi / 2))
    let (sinNorth, cosNorth) = (sine(north), sine(north + .pi / 2))
    let cosEast = sine(east + .pi / 2)
    let cosDistance = sinCentre * sinNorth + cosCentre * cosNorth * cosEast
    let scale = earthRadius * (2 / (1 + cosDistance)).squareRoot()
    return (
      scale * cosNorth * sine(east),
      -scale * (cosCentre * sinNorth - sinCentre * cosNorth * cosEast)
    )
  }

  /// The sine, exact to 12 digits for angles within ±π.
  private static func sine(_ angle: Double) -> Double {
    // Near a right angle the series is short: fold the rest onto it.
    var x = angle
    if x > .pi / 2 { x = .pi - x }
    if x < -.pi / 2 { x = -.pi - x }
    let square = x * x
    var (term, sum) = (x, x)
    for step in 1...9 {
      let divisor = Double(2 * step * (2 * step + 1))
      term = -term * square / divisor
      sum += term
    }
    return sum
  }
}
