import Testing

@testable import Twinning

@Suite struct PublicSummaryTests {
  private func figure(_ cells: [(String, Int64)]) -> ImpactSummary {
    var values = cells.map {
      FigureValue(key: $0.0, amount: .integer($0.1), unit: .persons, events: [1])
    }
    values.append(
      FigureValue(
        key: "share_of_women", amount: .decimal("50.0"), unit: .percent, numerator: 1,
        denominator: 2))
    return ImpactSummary(
      asOf: ImpactSummary.AsOf(size: 2, recordedTime: nil), now: .first, scope: ReportScope(),
      zone: .utc, definitions: "1", isSynthetic: false,
      figures: [
        Figure(definition: DefinitionSet.current.definition(of: "I12"), values: values, notes: [])
      ])
  }

  private func keys(_ cells: [(String, Int64)]) -> [String] {
    figure(cells).forPublic().figures[0].values.map { value in
      if case .integer(let count) = value.amount {
        "\(value.key) \(count)"
      } else {
        "\(value.key) NR"
      }
    }.filter { !$0.hasPrefix("share") }
  }

  @Test func `cells of five and more stand on their own`() {
    #expect(
      keys([("F", 9), ("M", 5), ("X", 0), ("U", 12)]) == ["F 9", "M 5", "X 0", "U 12"])
    #expect(
      figure([("F", 9), ("M", 5), ("X", 0), ("U", 12)]).forPublic().figures[0]
        .value("share_of_women")?.amount == .decimal("50.0"))
  }

  @Test func `a small cell takes the next smallest along`() {
    #expect(keys([("F", 9), ("M", 20), ("X", 2), ("U", 12)]) == ["F+X 11", "M 20", "U 12"])
  }

  @Test func `several small cells are merged, and grow until they hide each other`() {
    #expect(keys([("F", 9), ("M", 3), ("X", 4), ("U", 0)]) == ["F 9", "M+X 7", "U 0"])
    #expect(keys([("F", 9), ("M", 1), ("X", 1), ("U", 0)]) == ["F+M+X 11", "U 0"])
  }

  @Test func `a small cell with nothing to hide in isn't shown`() {
    #expect(keys([("F", 3), ("M", 0), ("X", 0), ("U", 0)]) == ["F NR", "M 0", "X 0", "U 0"])
  }

  @Test func `the share of women is withheld with what would tell it`() {
    let summary = figure([("F", 9), ("M", 20), ("X", 2), ("U", 12)]).forPublic()
    let share = summary.figures[0].value("share_of_women")
    #expect(share?.amount == .notReported)
    #expect(share?.numerator == nil)
    #expect(summary.figures[0].notes.count == 2)
  }
}
