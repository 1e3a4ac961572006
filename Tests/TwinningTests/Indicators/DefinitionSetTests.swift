import Testing

@testable import Twinning

/// Definitions that were released stay: what was published under them is made again.
@Suite struct DefinitionSetTests {
  /// As if retention had once been active cities over all that were ever confirmed.
  private static let former = DefinitionSet(
    90, zoneTable: "2026f",
    former: [
      IndicatorDefinition(
        "I05", "Retention rate", .stock, formula: "active / ever confirmed",
        counts: "Participations as in I04.", never: "Suspended and completed participations.",
        version: 90)
    ],
    formulas: [
      "I05": { maker in
        let standings = maker.standings(of: nil)
        let active = standings.states.first { $0.key == "active" }
        let ever = Tally(count: standings.ever.count, events: standings.ever.events)
        let part = Tally(count: active?.count ?? 0, events: active?.events ?? [])
        return maker.figure("I05", [maker.share("rate", part, of: ever)])
      }
    ])

  @Test func `a summary under former definitions has their formulas, words and version`() throws {
    let history = try History.made(seed: 21, programmes: 2, pairings: 5)
    let now = try #require(history.world.recordedTime)
    let today = history.summary()
    let then = history.world.impact(
      of: ReportScope(), now: now, columns: history.columns, definitions: Self.former)
    #expect(then.definitions == "90-tz2026f")
    #expect(today.definitions == DefinitionSet.current.version)
    let recount = Recount(history, now: now)
    let active = recount.standings.count { $0.state == "active" }
    #expect(then.shown("I05", "rate") == percentText(active, recount.standings.count))
    #expect(then.shown("I05", "rate") != today.shown("I05", "rate"))
    #expect(then.figure("I05")?.definition.formula == "active / ever confirmed")
    #expect(then.figure("I05")?.definition.versionText == "90-tz2026f")
    for id in today.figures.map(\.id) where id != "I05" {
      #expect(then.figure(id) == today.figure(id))
    }
    // Asking for former ones changes nothing of today's.
    #expect(history.summary() == today)
  }

  @Test func `what differs between two definitions is said to be redefined`() throws {
    let history = try History.made(seed: 21, programmes: 2, pairings: 5)
    let now = try #require(history.world.recordedTime)
    let then = history.world.impact(
      of: ReportScope(), now: now, columns: history.columns, root: History.root,
      definitions: Self.former)
    let changes = history.world.changes(
      from: then, to: history.summary(), columns: history.columns)
    #expect(!changes.isEmpty)
    #expect(changes.allSatisfy { $0.id == "I05" && $0.isRedefined })
  }

  @Test func `released sets are told apart by their versions, and today's is the last`() {
    let versions = DefinitionSet.released.map(\.version)
    #expect(Set(versions).count == versions.count)
    #expect(versions.last == DefinitionSet.current.version)
    for set in DefinitionSet.released {
      #expect(DefinitionSet.released(set.version)?.version == set.version)
      #expect(set.indicators.map(\.id) == (1...30).map { $0 < 10 ? "I0\($0)" : "I\($0)" })
      #expect(set.indicators.allSatisfy { $0.zoneTable == set.zoneTable })
      #expect(
        Zone.tableVersions.contains(set.zoneTable),
        "what was published under \(set.version) can't be made again by tz \(Zone.tableVersion)")
      #expect(set.formerFormulas.keys.allSatisfy { set[$0] != nil })
    }
    #expect(DefinitionSet.released("1") == nil)
    #expect(DefinitionSet.current["I31"] == nil)
  }
}

extension FigureValue {
  fileprivate var count: Int64 {
    if case .integer(let count) = amount { count } else { 0 }
  }
}
