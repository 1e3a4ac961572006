import Testing
import Twinning

@testable import Reporting

@Suite struct PairingMapTests {
  /// Numbers that look random and are the same each time.
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>)
  func `names on a map cover no mark, no other name and nothing outside`(seed: UInt64) {
    var random = Seeded(state: seed)
    let frame = MapFrame(around: [(-1_500, -1_500), (1_500, 1_200)])
    let count = Int.random(in: 1...70, using: &random)
    let spots = frame.apart(
      (0..<count).map { _ in
        MapPoint(
          x: .random(in: 300...700, using: &random), y: .random(in: 300...700, using: &random))
      })
    let sides = stride(from: 0, to: count - 1, by: 2).map {
      MapLines.Sides(hosts: [spots[$0]], twins: [spots[$0 + 1]])
    }
    let lines = MapLines(sides, among: spots, height: frame.height)
    let names = (0..<count).map { String(repeating: "n", count: 3 + $0 % 15) }
    let labels = MapLabels.placed(
      Array(zip(names, spots)).map { (name: $0, at: $1) }, frame: frame, ink: lines.ink, joints: [])
    #expect(labels.contains { $0 != nil })
    let shown = labels.compactMap(\.self)
    for (place, label) in shown.enumerated() {
      #expect(frame.shows(label.box))
      #expect(!spots.contains(where: label.box.holds), "\(label.words)")
      #expect(!shown.dropFirst(place + 1).contains { $0.box.overlaps(label.box) })
    }
  }

  @Test func `places are shown with room around them, and never more than the outline`() {
    let corner = (x: Double(EuropeOutline.left), y: Double(EuropeOutline.top))
    let end = (
      x: corner.x + Double(EuropeOutline.width), y: corner.y + Double(EuropeOutline.height)
    )
    let cases = [[corner], [end], [(0.0, 0.0)], [corner, end], [(0, -1_900), (50, 1_900)]]
    for points in cases {
      let frame = MapFrame(around: points)
      for (x, y) in points {
        let place = frame.place(x: x, y: y)
        #expect(place.x >= 0 && place.x <= 1_000 && place.y >= 0 && place.y <= frame.height)
      }
      let (start, stop) = (frame.place(x: corner.x, y: corner.y), frame.place(x: end.x, y: end.y))
      #expect(start.x <= 0.001 && start.y <= 0.001)
      #expect(stop.x >= 999.999 && stop.y >= frame.height - 1)
    }
    let inner = MapFrame(around: [(0, 0), (3_000, 0)]).place(x: 0, y: 0)
    #expect(inner.x > 50)
    #expect(MapFrame(around: [(-950, -1_025)]).transform.hasPrefix("scale(0.5000) translate("))
  }

  @Test func `marks that would cover one another part, and others stay where they are`() {
    let frame = MapFrame(around: [(0, 0)])
    let far = MapPoint(x: 20, y: 20)
    let apart = frame.apart([MapPoint(x: 500, y: 300), MapPoint(x: 500, y: 300), far])
    #expect(apart[0].distance(to: apart[1]) >= 13)
    #expect(apart[0].distance(to: MapPoint(x: 500, y: 300)) < 8)
    #expect(apart[2] == far)
  }

  @Test func `a line keeps clear of places that it doesn't lead to`() {
    let (start, end) = (MapPoint(x: 100, y: 300), MapPoint(x: 900, y: 300))
    let sides = [MapLines.Sides(hosts: [start], twins: [end])]
    let free = MapLines(sides, among: [start, end], height: 700).drawn[0].curves[0]
    for point in free.points(every: 40).dropFirst(3).dropLast(3) {
      let lines = MapLines(sides, among: [start, end, point], height: 700)
      let curve = lines.drawn[0].curves[0]
      #expect(curve.points(every: 2).allSatisfy { $0.distance(to: point) > 10 })
    }
    let twice = MapLines(sides + sides, among: [start, end], height: 700)
    #expect(twice.drawn[0].curves[0].control != twice.drawn[1].curves[0].control)
  }

  @Test func `hosts who host together have lines that meet before they lead to the twin`() throws {
    let hosts = [MapPoint(x: 300, y: 200), MapPoint(x: 500, y: 100), MapPoint(x: 320, y: 600)]
    let twin = MapPoint(x: 700, y: 500)
    let sides = [MapLines.Sides(hosts: hosts, twins: [twin])]
    let drawn = MapLines(sides, among: hosts + [twin], height: 700).drawn[0]
    let joint = try #require(drawn.joint)
    #expect(drawn.curves.count == 4)
    #expect(drawn.curves.prefix(3).map(\.start) == hosts)
    #expect(drawn.curves.prefix(3).allSatisfy { $0.end == joint })
    #expect(drawn.curves[3].start == joint && drawn.curves[3].end == twin)
    let alone = MapLines(
      [MapLines.Sides(hosts: [hosts[0]], twins: [])], among: hosts, height: 700)
    #expect(alone.drawn[0].curves.isEmpty && alone.drawn[0].joint == nil)
  }

  @Test func `a long name loses what it adds in brackets, then its end`() {
    #expect(MapLabels.words("Courcy (Communauté Urbaine du Grand Reims)") == "Courcy")
    #expect(MapLabels.words("Pécs (HU)") == "Pécs (HU)")
    #expect(MapLabels.words("Sant Boi de Llobregat") == "Sant Boi de Llobregat")
    #expect(MapLabels.words("(" + String(repeating: "x", count: 40) + ")").hasSuffix("…"))
  }

  @Test func `hosts, twins and peers have shapes of their own, and GeoNames is credited`() throws {
    let ledger = try SmallLedger.documented()
    let before = ImpactPage(try ledger.document()).html
    #expect(before.contains("1 host (squares), 2 twins (circles)."))
    #expect(before.contains("Squares are hosts, circles are twins."))
    #expect(!before.contains("class=\"peer\"") && !before.contains("GeoNames"))
    var pairing = PairingFormedV1()
    pairing.common.basis = .importedRecord
    pairing.common.evidence = [SmallLedger.file]
    pairing.cohortID = ledger.ref(.cohort, "first")
    for (slug, east) in [("west", 50_000), ("east", 250_000)] {
      var city = CityRegisteredV1()
      city.name = slug == "west" ? "West" : "East"
      city.isoCountry = ledger.ref(.country, "hu")
      city.kind = .city
      city.geonamesID = 1
      city.latitude = FixedDecimal(unscaled: 500_000, scale: 4)
      city.longitude = FixedDecimal(unscaled: Int64(east), scale: 4)
      try ledger.record("city/hu-\(slug)", .cityRegistered(city), by: .ce)
      var peer = ParticipationConfirmedV1()
      peer.common = pairing.common
      peer.cohortID = pairing.cohortID
      peer.cityID = ledger.ref(.city, "hu-\(slug)")
      peer.role = .peer
      try ledger.record("participation/first--hu-\(slug)--peer", .participationConfirmed(peer))
      pairing.peers.append(peer.cityID)
    }
    try ledger.record("pairing/first--west--east", .pairingFormed(pairing))
    let page = ImpactPage(try ledger.document()).html
    #expect(page.contains("1 host (squares), 2 twins (circles), 2 peers (diamonds)."))
    #expect(page.contains("Squares are hosts, circles are twins, diamonds are peers."))
    #expect(page.matches(of: /class="peer"/).count == 2)
    #expect(page.contains("<td>active, between peers</td>"))
    #expect(page.contains("<title>West – East</title>"))
    #expect(page.contains("Places: GeoNames (www.geonames.org), licensed under CC BY 4.0."))
    #expect(try PageRules(page).problems().isEmpty)
  }
}
