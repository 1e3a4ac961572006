import Testing

@testable import Twinning

@Suite struct `What achieves a milestone` {
  @Test func `a kick-off with both sides, be it of the whole cohort`() throws {
    var story = try Story()
    try story.held(.kickoff, "2024-02-05", both: false)
    #expect(try story.milestone("M01", now: "2024-02-20").status == .dueSoon)
    let index = try story.held(.kickoff, "2024-02-10", names: false)
    let milestone = try story.milestone("M01", now: "2024-02-20")
    #expect(milestone.status == .achieved)
    #expect(milestone.daysLate == 0)
    #expect(milestone.events == [index])
    #expect(milestone.achieved.map { "\($0)" } == "2024-02-10T12:00:00.000Z")
  }

  @Test func `representatives of both sides, from the later one on`() throws {
    var story = try Story()
    story.view.hostRepresentatives = [PairingView.Dated(try story.fact("2024-02-02"))]
    #expect(try story.milestone("M02", now: "2024-03-10").status == .overdue)
    story.view.twinRepresentatives = [PairingView.Dated(try story.fact("2024-03-03"))]
    let milestone = try story.milestone("M02", now: "2024-03-10")
    #expect(milestone.status == .achieved)
    #expect(milestone.daysLate == 3)
    #expect(milestone.events.count == 2)
    #expect(try story.milestone("M02", now: "2024-03-02").status == .overdue)
  }

  @Test func `an accepted deliverable, in time if it was submitted in time`() throws {
    var story = try Story()
    try story.report(
      .roadmap, submitted: "2024-04-30T21:59:59.999Z", accepted: "2024-05-20")
    let inTime = try story.milestone("M03", now: "2024-06-01")
    #expect(inTime.status == .achieved)
    #expect(inTime.daysLate == 0)
    #expect(try story.milestone("M03", now: "2024-05-19").status == .overdue)
    var late = try Story()
    try late.report(.roadmap, submitted: "2024-04-30T22:00:00.000Z", accepted: "2024-05-20")
    #expect(try late.milestone("M03", now: "2024-06-01").daysLate == 1)
    var other = try Story()
    try other.report(.finalReport, submitted: "2024-03-01", accepted: "2024-03-02")
    #expect(try other.milestone("M03", now: "2024-03-03").status == .notDue)
  }

  @Test func `the first visit, and then one the other way`() throws {
    var story = try Story()
    let first = try story.held(
      .siteVisit, "2024-05-10", activity: 51, directions: [.hostToTwin])
    try story.held(.siteVisit, "2024-06-10", activity: 52, directions: [.hostToTwin])
    #expect(try story.milestone("M04", now: "2024-07-01").events == [first])
    #expect(try story.milestone("M06", now: "2024-07-01").status == .notDue)
    let back = try story.held(
      .siteVisit, "2024-07-10", activity: 53, directions: [.twinToHost])
    #expect(try story.milestone("M06", now: "2024-08-01").events == [back])
    #expect(try story.milestone("M04", now: "2024-08-01").events == [first])
  }

  @Test func `after a first visit of unknown direction, one each way`() throws {
    var story = try Story()
    try story.held(.siteVisit, "2024-05-10", activity: 51)
    try story.held(.siteVisit, "2024-06-10", activity: 52, directions: [.hostToTwin])
    #expect(try story.milestone("M04", now: "2024-08-01").status == .achieved)
    #expect(try story.milestone("M06", now: "2024-08-01").status == .notDue)
    try story.held(.siteVisit, "2024-07-10", activity: 53, directions: [.twinToHost])
    let milestone = try story.milestone("M06", now: "2024-08-01")
    #expect(milestone.achieved.map { "\($0)" } == "2024-07-10T12:00:00.000Z")
  }

  @Test func `the third exchange that names the pairing and the mid-term report, the later`() throws
  {
    var story = try Story()
    try story.held(.kickoff, "2024-02-01")
    try story.held(.workshop, "2024-03-01", names: false)
    try story.held(.workshop, "2024-03-02")
    try story.held(.seminar, "2024-04-02")
    try story.report(.midtermReport, submitted: "2024-07-20", accepted: "2024-07-25")
    #expect(try story.milestone("M05", now: "2024-08-20").status == .overdue)
    try story.held(.onlineExchange, "2024-08-05")
    let milestone = try story.milestone("M05", now: "2024-08-20")
    #expect(milestone.achieved.map { "\($0)" } == "2024-08-05T12:00:00.000Z")
    #expect(milestone.daysLate == 5)
    #expect(milestone.events.count == 5)
  }

  @Test func `a replication that started, whatever became of it`() throws {
    var story = try Story()
    story.view.starts = [PairingView.Dated(try story.fact("2024-11-01"))]
    let milestone = try story.milestone("M07", now: "2025-01-01")
    #expect(milestone.status == .achieved)
    #expect(milestone.daysLate == 1)
  }

  @Test func `a report for each visit, accepted or waived, and at least one visit`() throws {
    var story = try Story()
    #expect(try story.milestone("M09", now: "2024-06-01").status == .notDue)
    try story.held(.siteVisit, "2024-05-10", activity: 51, directions: [.hostToTwin])
    try story.held(.siteVisit, "2024-06-10", activity: 52, directions: [.twinToHost])
    try story.report(.visitReport, submitted: "2024-06-20", accepted: "2024-06-25", activity: 52)
    #expect(try story.milestone("M09", now: "2024-07-01").status == .notDue)
    try story.report(
      .visitReport, submitted: "2024-07-02", accepted: nil, activity: 51, waived: "2024-07-03")
    let milestone = try story.milestone("M09", now: "2024-08-01")
    #expect(milestone.status == .achieved)
    #expect(milestone.achieved.map { "\($0)" } == "2024-07-03T12:00:00.000Z")
    try story.held(.siteVisit, "2024-08-10", activity: 53, directions: [.twinToHost])
    #expect(try story.milestone("M09", now: "2024-09-01").status == .notDue)
  }

  @Test func `a closing event that somebody came to, or the pairing's completion`() throws {
    var story = try Story()
    try story.held(.closingEvent, "2025-01-10", names: false, both: false)
    #expect(try story.milestone("M10", now: "2025-01-20").status == .dueSoon)
    try story.held(.closingEvent, "2025-01-15", names: false)
    #expect(try story.milestone("M10", now: "2025-01-20").status == .achieved)
    var completed = try Story()
    completed.view.completed = PairingView.Dated(try completed.fact("2025-02-03"))
    #expect(try completed.milestone("M10", now: "2025-02-20").daysLate == 3)
    try completed.held(.closingEvent, "2025-01-30")
    #expect(try completed.milestone("M10", now: "2025-02-20").daysLate == 0)
  }

  @Test func `progress reported after so many months, to the millisecond`() throws {
    var story = try Story()
    // 15 months after 31 January 2024: 30 April 2025.
    story.view.progressReports = [
      PairingView.Dated(try story.fact("2025-04-30T21:59:59.999Z"))
    ]
    #expect(try story.milestone("M12", now: "2025-06-01").status == .notDue)
    story.view.progressReports.append(
      PairingView.Dated(try story.fact("2025-04-30T22:00:00.000Z")))
    let milestone = try story.milestone("M12", now: "2025-06-01")
    #expect(milestone.status == .achieved)
    #expect(milestone.events.count == 1)
  }

  @Test func `what happens after the moment of the question doesn't count yet`() throws {
    var story = try Story()
    try story.held(.siteVisit, "2024-05-10", activity: 51, directions: [.hostToTwin])
    #expect(try story.milestone("M04", now: "2024-05-09").status == .notDue)
    #expect(try story.milestone("M04", now: "2024-05-10").status == .achieved)
  }
}

@Suite struct `What is said of a milestone` {
  @Test func `due soon from 30 days before, overdue from the millisecond after`() throws {
    let story = try Story()
    #expect(try story.milestone("M03", now: "2024-03-30").status == .notDue)
    #expect(try story.milestone("M03", now: "2024-03-31").status == .dueSoon)
    #expect(
      try story.milestone("M03", now: "2024-04-30T21:59:59.999Z").status == .dueSoon)
    let overdue = try story.milestone("M03", now: "2024-04-30T22:00:00.000Z")
    #expect(overdue.status == .overdue)
    #expect(overdue.daysLate == 1)
    #expect(overdue.isInTime == nil)
  }

  @Test func `not applicable from the day on which the dissolution takes effect`() throws {
    var story = try Story()
    try story.held(.kickoff, "2024-02-10")
    let fact = try story.fact("2024-03-01")
    story.view.dissolved = PairingView.Dated(
      fact, on: try PointInTime(people: "2024-05-15"), in: story.view.zone)
    story.view.waivers = [
      PairingState.Waiver(fact: try story.fact("2024-02-20"), milestone: "M03")
    ]
    #expect(try story.milestone("M03", now: "2024-05-14").status == .waived)
    #expect(try story.milestone("M04", now: "2024-05-14").status == .notDue)
    let gone = try story.milestone("M04", now: "2024-05-15")
    #expect(gone.status == .notApplicable)
    #expect(gone.events == [fact.index])
    #expect(try story.milestone("M03", now: "2024-05-15").status == .notApplicable)
    #expect(try story.milestone("M01", now: "2024-05-15").status == .achieved)
    let share = MilestoneShare(of: story.view.milestones(now: try story.moment("2024-06-01")))
    #expect(share.achieved == 1)
    #expect(share.expected == 1)
  }

  @Test func `waived, unless it is achieved after all`() throws {
    var story = try Story()
    story.view.waivers = [
      PairingState.Waiver(fact: try story.fact("2024-02-20"), milestone: "M03")
    ]
    #expect(try story.milestone("M03", now: "2024-02-19").status == .notDue)
    #expect(try story.milestone("M03", now: "2024-07-01").status == .waived)
    let share = MilestoneShare(of: story.view.milestones(now: try story.moment("2024-07-01")))
    #expect(share.achieved == 0)
    #expect(share.expected == 10)
    try story.report(.roadmap, submitted: "2024-03-01", accepted: "2024-03-05")
    #expect(try story.milestone("M03", now: "2024-07-01").status == .achieved)
  }

  @Test func `reported late when recorded more than 14 days after it happened`() throws {
    var story = try Story()
    try story.held(
      .siteVisit, "2024-05-10T12:00:00.000Z", recorded: "2024-05-24T12:00:00.000Z")
    #expect(try story.milestone("M04", now: "2024-07-01").flags == [])
    var late = try Story()
    try late.held(
      .siteVisit, "2024-05-10T12:00:00.000Z", recorded: "2024-05-24T12:00:00.001Z")
    let flags = try late.milestone("M04", now: "2024-07-01").flags
    #expect(flags == .reportedLate)
    #expect(flags.words == ["reported_late"])
  }

  @Test func `uncertain where the date leaves open whether it was in time`() throws {
    var story = try Story()
    // Due on 30 June 2024.
    try story.held(.siteVisit, "2024-05-31T22:00:00.000Z", on: "2024-06")
    #expect(try story.milestone("M04", now: "2024-08-01").flags == [])
    var open = try Story()
    try open.held(.siteVisit, "2023-12-31T23:00:00.000Z", on: "2024")
    let milestone = try open.milestone("M04", now: "2025-01-01")
    #expect(milestone.status == .achieved)
    #expect(milestone.flags.contains(.dateUncertain))
    #expect(milestone.isInTime == nil)
    // A second visit whose day is known settles that there was one by then.
    try open.held(.siteVisit, "2024-03-01")
    #expect(try open.milestone("M04", now: "2025-01-01").daysLate == 0)
  }

  @Test func `its events include what corrected them`() throws {
    var story = try Story()
    let index = try story.held(.siteVisit, "2024-05-10")
    let correction = try story.fact("2024-05-20")
    story.view.amendments = [
      Amendment(fact: correction, target: index, voids: false),
      Amendment(fact: try story.fact("2024-05-21"), target: 3, voids: false),
    ]
    #expect(
      try story.milestone("M04", now: "2024-07-01").events == [index, correction.index])
  }

  @Test func `reopened by the event that took the achievement back`() throws {
    var before = try Story()
    try before.held(.siteVisit, "2024-05-10", directions: [.hostToTwin])
    var story = try Story()
    story.view.changes = [
      PairingView.Change(by: 900, before: before.view, after: story.view),
      PairingView.Change(by: 901, before: story.view, after: story.view),
    ]
    let milestone = try story.milestone("M04", now: "2024-08-01")
    #expect(milestone.status == .overdue)
    #expect(milestone.flags == .reopened)
    #expect(milestone.reopenedBy == 900)
    #expect(milestone.events == [900])
    #expect(try story.milestone("M03", now: "2024-08-01").flags == [])
  }

  @Test func `the share of nothing expected is of none`() throws {
    let share = MilestoneShare(of: [])
    #expect(share.achieved == 0)
    #expect(share.expected == 0)
  }
}

@Suite struct `Deliverables that are expected` {
  @Test func `one for each milestone that asks for one, and one for each visit`() throws {
    var story = try Story()
    try story.held(.siteVisit, "2024-05-10", activity: 51)
    try story.held(.siteVisit, "2024-06-10", activity: 52)
    try story.report(.visitReport, submitted: "2025-01-02", accepted: "2025-01-03", activity: 52)
    try story.report(.roadmap, submitted: "2024-04-30", accepted: "2024-05-05")
    let expected = story.view.expectedDeliverables(now: try story.moment("2025-02-01"))
    #expect(
      expected.map(\.milestone) == ["M03", "M05", "M08", "M09", "M09", "M11"])
    #expect(expected.map(\.isInTime) == [true, nil, nil, nil, false, nil])
    #expect(expected[3].activity == Ref(rawValue: 51))
  }

  @Test func `none for a waived report or milestone`() throws {
    var story = try Story()
    try story.held(.siteVisit, "2024-05-10", activity: 51)
    try story.report(
      .visitReport, submitted: "2024-06-02", accepted: nil, activity: 51, waived: "2024-06-03")
    story.view.waivers = [
      PairingState.Waiver(fact: try story.fact("2024-02-20"), milestone: "M11")
    ]
    let expected = story.view.expectedDeliverables(now: try story.moment("2025-02-01"))
    #expect(expected.map(\.milestone) == ["M03", "M05", "M08"])
  }
}
