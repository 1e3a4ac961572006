import Testing

@testable import Reporting
@testable import Twinning

@Suite struct WordsTests {
  @Test func `keys are words for people`() {
    #expect(FigureWords.label("kind/site_visit") == "Site visit")
    #expect(FigureWords.label("all/twin/hu") == "All, twin, HU")
    #expect(FigureWords.label("M+U") == "Men and undisclosed")
    #expect(FigureWords.label("ever") == "Ever")
    #expect(FigureWords.dimension(of: "mode/online") == "By mode")
    #expect(FigureWords.dimension(of: "ever/twin") == nil)
    #expect(FigureWords.unit(.cities, of: .integer(1)) == "city")
    #expect(FigureWords.unit(.exchanges, of: .integer(1)) == "exchange")
    #expect(FigureWords.unit(.exchanges, of: .integer(0)) == "exchanges")
    #expect(FigureWords.event(.siteVisitHeld) == "Site visit held")
  }

  @Test func `thousands stand apart from ten thousand on`() {
    func grouped(_ amount: FigureValue.Amount) -> String {
      FigureCard.grouped(FigureValue(key: "x", amount: amount, unit: .events))
    }
    #expect(grouped(.integer(1_234)) == "1234")
    #expect(grouped(.integer(12_345)) == "12\u{202F}345")
    #expect(grouped(.integer(-1_234_567)) == "-1\u{202F}234\u{202F}567")
    #expect(grouped(.decimal("12241.3")) == "12\u{202F}241.3")
    #expect(grouped(.text("123456")) == "123456")
    #expect(grouped(.notReported) == "NR")
  }

  @Test func `money is read in euro and kept in cents`() {
    func shown(_ amount: FigureValue.Amount) -> [String] {
      let value = FigureValue(key: "x", amount: amount, unit: .euroCents)
      return [FigureCard.grouped(value), FigureWords.exact(value)]
    }
    #expect(shown(.integer(1_234_567)) == ["12\u{202F}345.67", "1234567"])
    #expect(shown(.integer(-1_050)) == ["-10.50", "-1050"])
    #expect(shown(.notReported) == ["NR", "NR"])
  }

  @Test func `every indicator has a part, and every value one of its units`() throws {
    let summary = try SmallLedger.documented().summary()
    for definition in DefinitionSet.current.indicators {
      #expect(!definition.units.isEmpty)
      let figure = try #require(summary.figures.first { $0.id == definition.id })
      for value in figure.values where value.key != "date_uncertain" {
        #expect(definition.units.contains(value.unit), "\(definition.id) \(value.key)")
      }
    }
    let record = DefinitionSet.current.indicators.filter { FigureGroup(of: $0.id) == .record }.map(
      \.id)
    #expect(Set(record) == ["I27", "I28", "I29"])
  }

  @Test func `what a milestone asks for is said in words`() {
    var held = HeldCriterion()
    held.kinds = HeldKindSet([.kickoff])
    held.bothSides = true
    #expect(CriterionWords.need(.held(held)) == "a kick-off held, with a city of each side")
    held = HeldCriterion()
    held.kinds = HeldKindSet([.siteVisit])
    held.direction = .other
    #expect(
      CriterionWords.need(.held(held))
        == "a site visit held in the direction opposite to the first")
    var report = AcceptedCriterion()
    report.type = .midtermReport
    held.direction = nil
    held.kinds = HeldKindSet(HeldKind.allCases.filter { $0 != .kickoff })
    held.minimum = 3
    #expect(
      CriterionWords.need(.all([.held(held), .accepted(report)]))
        == "3 exchanges held (kick-offs aside), and a midterm report accepted")
    #expect(
      CriterionWords.need(.any([.representatives, .pairingCompleted]))
        == "a representative named on each side, or the pairing completed")
  }

  @Test func `Markdown takes no text for markup`() {
    #expect(
      MarkdownText.escaped("a*b_c`d[e](f)<g>|h&i") == "a\\*b\\_c\\`d\\[e\\](f)&lt;g&gt;\\|h&amp;i")
    #expect(MarkdownText.escaped("HTTP://x WWW.y") == "HTTP\\://x WWW\\.y")
    #expect(
      MarkdownText.escaped("Klagenfurt + Gozo – Vilnius (2)") == "Klagenfurt + Gozo – Vilnius (2)")
    #expect(MarkdownText.code("a`b|c") == "`a'b'c`")
  }

  @Test func `the map's projection is the one that it says it is`() {
    // Known points of the equal-area projection about 52° N, 10° E on a sphere of 6,371 km.
    let centre = MapProjection.point(latitude: 52, longitude: 10)
    #expect(abs(centre.x) < 1e-6 && abs(centre.y) < 1e-6)
    let north = MapProjection.point(latitude: 62, longitude: 10)
    #expect(abs(north.x) < 1e-6 && abs(north.y + 1_110.54) < 0.01)
    let (east, west) = (
      MapProjection.point(latitude: 52, longitude: 30),
      MapProjection.point(latitude: 52, longitude: -10)
    )
    #expect(abs(east.x + west.x) < 1e-6 && abs(east.y - west.y) < 1e-6)
    #expect(abs(east.x - 1_349.27) < 0.01 && abs(east.y + 187.48) < 0.01)
  }
}
