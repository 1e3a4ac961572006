import EventStore
import Ledger
import Testing
import Twinning

/// What parts the figures of two sizes of one log.
@Suite struct SummaryChangeTests {
  @Test(arguments: [UInt64(71), 72, .random(in: 73...(.max))])
  func `every value that differs is listed, with events that weren't known before`(
    seed: UInt64
  ) throws {
    print("every value that differs is listed: seed \(seed)")
    let ledger = try TemporaryLedger(seed: seed)
    let reader = try LedgerReader(directory: ledger.directory)
    let size = Int64(try reader.store.size().value)
    var causeCount = 0
    for (first, second) in [(size / 3, size), (size - 40, size - 1), (size / 2, size / 2)] {
      let (before, after) = (try reader.replay(until: first), try reader.replay(until: second))
      let (old, new) = (summary(before), summary(after))
      let unmoved = summary(after, now: old.now)
      let changes = after.changes(from: old, to: new, unmoved: unmoved, columns: after.columns)
      var told = old.valuesByName
      for change in changes {
        let name = "\(change.id)/\(change.key)"
        #expect(told[name]?.amount == change.old?.amount, "seed \(seed), \(name)")
        told[name] = change.new
        causeCount += change.causes.count
        #expect(!change.causes.isEmpty || change.isByTime, "seed \(seed), \(name)")
        for cause in change.causes {
          #expect((first..<second).contains(cause.event), "seed \(seed), \(name)")
          if cause.effect == .shifts {
            let others = changes.filter { $0.key != change.key || $0.id != change.id }
            let isOthers = others.contains { $0.causes.map(\.event).contains(cause.event) }
            #expect(isOthers, "seed \(seed), \(name)")
            continue
          }
          let isBehind =
            cause.effect == .counts
            ? change.new?.events.contains(cause.event)
            : cause.target.map { target in
              ((change.old?.events ?? []) + (change.new?.events ?? [])).contains(target)
            }
          #expect(isBehind == true, "seed \(seed), \(name)")
        }
        let late = Set(change.new?.events ?? []).filter { $0 >= first }
        #expect(late.isSubset(of: change.causes.map(\.event)), "seed \(seed), \(name)")
      }
      // What was told before, with the changes put in, is what is told now.
      let expected = new.valuesByName
      #expect(Set(told.keys) == Set(expected.keys), "seed \(seed)")
      for (name, value) in expected where !name.hasPrefix("I29") {
        #expect(told[name]?.amount == value.amount, "seed \(seed), \(name)")
        #expect(told[name]?.numerator == value.numerator, "seed \(seed), \(name)")
      }
      if first == second { #expect(changes.isEmpty) }
    }
    #expect(causeCount > 50)
  }

  private func summary(_ world: World, now: Instant? = nil) -> ImpactSummary {
    world.impact(
      of: ReportScope(), now: now ?? world.recordedTime ?? Instant(milliseconds: 0),
      columns: world.columns)
  }
}

extension ImpactSummary {
  fileprivate var valuesByName: [String: FigureValue] {
    var found: [String: FigureValue] = [:]
    for figure in figures {
      for value in figure.values { found["\(figure.id)/\(value.key)"] = value }
    }
    return found
  }
}
