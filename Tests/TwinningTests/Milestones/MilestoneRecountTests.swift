import Testing

@testable import Twinning

/// Milestones of seeded stories, counted anew in the plainest way from a list of what happened.
@Suite struct `Milestones as a plain count says` {
  private enum Thing {
    case kickoff(bothSides: Bool)
    case exchange(names: Bool)
    case visit(Direction, activity: UInt32)
    case started
    case progress
    case accepted(DeliverableType, submitted: Instant, visit: UInt32?)
  }

  /// What happened, in time order.
  private struct Happened {
    var time: Instant
    var thing: Thing
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func `of a seeded story`(seed: UInt64) throws {
    print("seed \(seed)")
    var dice = SeededDice(seed: seed)
    for round in 0..<60 {
      let month = Int.random(in: 1...12, using: &dice)
      let base = try #require(
        CivilDate(year: 2024, month: month, day: Int.random(in: 1...28, using: &dice)))
      var story = try Story(base: "\(base)")
      let happened = try tell(&story, from: base, &dice)
      let now = story.view.zone.start(of: base)
        .adding(days: Int.random(in: 0...600, using: &dice))
      for milestone in story.view.milestones(now: now) {
        let known = happened.filter { $0.time <= now }
        let expected =
          milestone.milestone == "M12"
          ? followUp(known, after: story.view.zone.end(of: base.adding(months: 15)))
          : recount(milestone.milestone, known)
        #expect(
          milestone.achieved == expected?.achieved,
          "seed \(seed) round \(round) \(milestone.milestone)")
        guard let due = milestone.due, let expected else { continue }
        #expect(
          milestone.isInTime == (expected.judged <= due),
          "seed \(seed) round \(round) \(milestone.milestone)")
      }
    }
  }

  private func tell(
    _ story: inout Story, from base: CivilDate, _ dice: inout SeededDice
  ) throws -> [Happened] {
    var happened: [Happened] = []
    var time = story.view.zone.start(of: base)
    var visits: UInt32 = 60
    for _ in 0..<Int.random(in: 0...24, using: &dice) {
      time = time.adding(milliseconds: Int64.random(in: 1...3_600_000_000, using: &dice))
      let thing = self.thing(at: time, &visits, &dice)
      happened.append(Happened(time: time, thing: thing))
      try add(thing, at: time, to: &story)
    }
    return happened
  }

  private func thing(
    at time: Instant, _ visits: inout UInt32, _ dice: inout SeededDice
  ) -> Thing {
    let submitted = time.adding(milliseconds: -Int64.random(in: 0...2_000_000_000, using: &dice))
    switch Int.random(in: 0...9, using: &dice) {
    case 0: return .kickoff(bothSides: Bool.random(using: &dice))
    case 1, 2: return .exchange(names: Bool.random(using: &dice))
    case 3, 4:
      visits += 1
      return .visit(Bool.random(using: &dice) ? .twinToHost : .hostToTwin, activity: visits)
    case 5: return .started
    case 6: return .progress
    case 7:
      let visit = UInt32.random(in: 60...max(61, visits), using: &dice)
      return .accepted(.visitReport, submitted: submitted, visit: visit)
    default:
      let types: [DeliverableType] = [.roadmap, .midtermReport, .replicationPlan, .finalReport]
      return .accepted(types[Int.random(in: 0...3, using: &dice)], submitted: submitted, visit: nil)
    }
  }

  private func add(_ thing: Thing, at time: Instant, to story: inout Story) throws {
    let dated = PairingView.Dated(try story.fact("\(time)"))
    switch thing {
    case .kickoff(let both): try story.held(.kickoff, "\(time)", both: both)
    case .exchange(let names): try story.held(.workshop, "\(time)", names: names)
    case .visit(let direction, let activity):
      try story.held(.siteVisit, "\(time)", activity: activity, directions: [direction])
    case .started: story.view.starts.append(dated)
    case .progress: story.view.progressReports.append(dated)
    case .accepted(let type, let submitted, let visit):
      try story.report(type, submitted: "\(submitted)", accepted: "\(time)", activity: visit)
    }
  }

  private typealias Count = (achieved: Instant, judged: Instant)

  private func recount(_ id: String, _ happened: [Happened]) -> Count? {
    switch id {
    case "M01":
      return first(happened) { if case .kickoff(true) = $0 { true } else { false } }
    case "M03": return accepted(.roadmap, happened)
    case "M04": return first(happened) { if case .visit = $0 { true } else { false } }
    case "M05": return midTerm(happened)
    case "M06": return returnVisit(happened)
    case "M07": return first(happened) { if case .started = $0 { true } else { false } }
    case "M08": return accepted(.replicationPlan, happened)
    case "M09": return reports(happened)
    case "M11": return accepted(.finalReport, happened)
    default: return nil
    }
  }

  private func followUp(_ happened: [Happened], after threshold: Instant) -> Count? {
    first(happened.filter { $0.time > threshold }) {
      if case .progress = $0 { true } else { false }
    }
  }

  private func first(_ happened: [Happened], _ isMeant: (Thing) -> Bool) -> Count? {
    for item in happened where isMeant(item.thing) { return (item.time, item.time) }
    return nil
  }

  private func accepted(_ type: DeliverableType, _ happened: [Happened]) -> Count? {
    for item in happened {
      if case .accepted(type, let submitted, _) = item.thing { return (item.time, submitted) }
    }
    return nil
  }

  private func midTerm(_ happened: [Happened]) -> Count? {
    guard let report = accepted(.midtermReport, happened) else { return nil }
    var count = 0
    for item in happened {
      switch item.thing {
      case .exchange(true), .visit: count += 1
      default: continue
      }
      if count == 3 {
        return (max(item.time, report.achieved), max(item.time, report.judged))
      }
    }
    return nil
  }

  private func returnVisit(_ happened: [Happened]) -> Count? {
    var out: Direction?
    for item in happened {
      guard case .visit(let direction, _) = item.thing else { continue }
      if let out, direction != out { return (item.time, item.time) }
      out = out ?? direction
    }
    return nil
  }

  private func reports(_ happened: [Happened]) -> Count? {
    var result: Count?
    for item in happened {
      guard case .visit(_, let activity) = item.thing else { continue }
      var found: Count?
      for other in happened.reversed() {
        guard case .accepted(.visitReport, let submitted, activity) = other.thing else { continue }
        found = (other.time, submitted)
      }
      guard let found else { return nil }
      result = (
        max(result?.achieved ?? found.achieved, found.achieved),
        max(result?.judged ?? found.judged, found.judged)
      )
    }
    return result
  }
}
