/// The outline of Europe's countries on the map's plane: Natural Earth 1:110m, public domain,
/// clipped and rounded to hundredths of a degree; where the clip cuts through Russia, its edge is
/// moved east, out of what the map shows.
enum EuropeOutline {
  /// The part of the plane that the map shows, in kilometres from its centre.
  static let (left, top, width, height) = (-1_900, -2_250, 4_900, 4_250)

  /// The path that draws the countries, in relative coordinates of whole kilometres.
  static let path: String = {
    let text = String(decoding: PackageResources.europe_txt, as: UTF8.self)
    return text.split(separator: "\n").map(ring).joined()
  }()

  private static func ring(_ line: Substring) -> String {
    var path = ""
    var last: (x: Int, y: Int)?
    for pair in line.split(separator: " ") {
      let degrees = pair.split(separator: ",").compactMap { Double($0) }
      precondition(degrees.count == 2, "the outline is made of pairs of numbers")
      let point = MapProjection.point(latitude: degrees[1] / 100, longitude: degrees[0] / 100)
      let (x, y) = (Int(point.x.rounded()), Int(point.y.rounded()))
      if let last {
        if (x, y) != last { path += " \(x - last.x) \(y - last.y)" }
      } else {
        path = "M\(x) \(y)l"
      }
      last = (x, y)
    }
    return path + "z"
  }

  /// Whether the map shows a place.
  static func shows(_ x: Double, _ y: Double) -> Bool {
    x >= Double(left) && x <= Double(left + width) && y >= Double(top)
      && y <= Double(top + height)
  }
}
