import Testing

@testable import Twinning

@Suite struct `Milestones gathered from a world` {
  private func moment(_ day: String) throws -> Instant {
    try Instant(canonical: day + "T12:00:00.000Z")
  }

  private func milestone(
    _ id: String, _ spec: Spec, now: String, of pairing: String = Spec.pairing
  ) throws -> MilestoneProgress {
    let all = spec.world.milestones(of: try spec.ref(pairing), now: try moment(now))
    return try #require(all.first { $0.milestone == id })
  }

  private func handedIn(
    _ type: String, _ slug: String, on day: String, visit: String? = nil
  ) -> [Told] {
    [
      told(
        "DeliverableSubmitted", "deliverable/\(slug)",
        #"{"type":"\#(type)","pairing_id":"c1--hu-budapest--tr-eskisehir","version":1,"#
          + (visit.map { "\"activity_id\":\"\($0)\"," } ?? "")
          + #""sha256":"\#(String(repeating: "cd", count: 32))"}"#,
        actor: "writer-01", occurred: "\(day)T09:00:00.000Z"),
      told(
        "DeliverableAccepted", "deliverable/\(slug)", by: .po, actor: "reader-01",
        occurred: "\(day)T10:00:00.000Z"),
    ]
  }

  private func corrected(_ target: Admitted, _ path: String, old: String, new: String) -> Told {
    told(
      "EventCorrected", "activity/visit",
      #"{"target":{"index":\#(target.event.index),"id":"\#(target.id.text)"},"#
        + #""patch":[{"path":"\#(path)","old":\#(old),"new":\#(new)}]}"#, by: .fa)
  }

  private func voided(_ target: Admitted, of subject: String, cause: String = "test") -> Told {
    told(
      "EventVoided", subject,
      #"{"target":{"index":\#(target.event.index),"id":"\#(target.id.text)"},"#
        + #""cause":"\#(cause)"}"#,
      by: .po)
  }

  private func admitted(_ outcome: Spec.Outcome) throws -> Admitted {
    try #require(try outcome.result.get().first)
  }

  /// Everything but the last that completion asks for.
  private func wholeProgramme(_ spec: Spec, without skipped: Set<String> = []) throws {
    for (city, role) in [("hu-budapest", "host"), ("tr-eskisehir", "twin")]
    where !skipped.contains("representatives") {
      try spec.given([
        told(
          "RepresentativeAssigned", "participation/c1--\(city)--\(role)",
          #"{"person_id":"person-7f3a9c2\#(role == "host" ? 1 : 2)"}"#, by: .po,
          occurred: "2024-02-05T09:00:00.000Z")
      ])
    }
    var steps = [Spec.held("KickoffHeld", "kickoff", on: "2024-02-10")]
    steps += handedIn("roadmap", "roadmap", on: "2024-04-02")
    steps += [Spec.visit("visit", on: "2024-05-10")]
    steps += handedIn("visit_report", "visit-report", on: "2024-05-20", visit: "visit")
    steps += [
      told(
        "ReplicationProposed", "replication/bikes",
        #"""
        {"twin_city_id":"tr-eskisehir","pairing_id":"c1--hu-budapest--tr-eskisehir",
         "themes":["mobility"],"levers":[],"scope_note_ref":"doc/1"}
        """#, occurred: "2024-06-01T09:00:00.000Z"),
      told(
        "ReplicationStarted", "replication/bikes",
        #"{"started_on":\#(Spec.day("2024-07-01")),"first_action_ref":"doc/2"}"#,
        recorded: "2024-07-01T18:00:00.000Z"),
      Spec.held("WorkshopHeld", "workshop", on: "2024-07-10"),
      Spec.held("SeminarHeld", "seminar", on: "2024-07-12"),
    ]
    steps += handedIn("midterm_report", "midterm", on: "2024-07-15")
    steps += [Spec.visit("return", on: "2024-09-10", direction: "host_to_twin")]
    steps += handedIn("visit_report", "return-report", on: "2024-09-20", visit: "return")
    steps += handedIn("replication_plan", "plan", on: "2024-12-20")
    if !skipped.contains("final_report") {
      steps += handedIn("final_report", "final", on: "2025-02-20")
    }
    try spec.given(steps)
  }

  private func completed(on day: String) -> Told {
    told(
      "PairingCompleted", Spec.pairing, #"{"completed_on":\#(Spec.day(day))}"#, by: .po,
      recorded: "\(day)T20:00:00.000Z")
  }

  @Test func `a whole programme, each milestone in time`() throws {
    let spec = try Spec.withPairing()
    try wholeProgramme(spec)
    try spec.when(completed(on: "2025-02-20")).then("PairingCompleted")
    let all = spec.world.milestones(of: try spec.ref(Spec.pairing), now: try moment("2025-03-01"))
    #expect(all.map(\.milestone).count == 12)
    for milestone in all.prefix(11) {
      #expect(milestone.status == .achieved, "\(milestone.milestone)")
      #expect(
        milestone.daysLate == (milestone.milestone == "M10" ? 19 : 0), "\(milestone.milestone)")
    }
    #expect(all[11].status == .notDue)
    let share = MilestoneShare(of: all)
    #expect(share.achieved == 11)
    #expect(share.expected == 11)
    let expected = spec.world.deliverablesExpected(now: try moment("2025-03-01"))
    #expect(expected.count == 6)
    #expect(expected.allSatisfy { $0.isInTime == true })
    try spec.expectStatesRoundTrip([
      "replication/bikes", "deliverable/final", "deliverable/visit-report",
    ])
  }

  @Test func `months count from the pairing's start where that is later`() throws {
    let spec = try Spec.withPairing()
    // The cohort starts on 31 January, the pairing on 1 February.
    let due = try milestone("M03", spec, now: "2024-03-01").due
    #expect(due.map { "\($0)" } == "2024-05-01T21:59:59.999Z")
  }

  @Test func `what is decided later changes nothing as of an earlier day`() throws {
    let spec = try Spec.withPairing()
    try spec.given(handedIn("roadmap", "roadmap", on: "2024-04-02"))
    try spec.given([
      told(
        "CohortDurationChanged", "cohort/c1", #"{"duration_months":18}"#,
        occurred: "2024-06-01T09:00:00.000Z"),
      told(
        "PairingPaused", Spec.pairing, #"{"from":\#(Spec.day("2024-03-01"))}"#,
        occurred: "2024-06-10T09:00:00.000Z"),
      told("AcceptanceRevoked", "deliverable/roadmap", occurred: "2024-06-20T09:00:00.000Z"),
      told(
        "PairingDissolved", Spec.pairing,
        #"{"cause":"mutual","effective_on":\#(Spec.day("2024-04-20"))}"#,
        occurred: "2024-06-30T09:00:00.000Z"),
    ])
    let before = try milestone("M03", spec, now: "2024-05-10")
    #expect(before.status == .achieved)
    #expect(before.due.map { "\($0)" } == "2024-05-01T21:59:59.999Z")
    let open = try milestone("M04", spec, now: "2024-05-10")
    #expect(open.status == .notDue)
    #expect(open.due.map { "\($0)" } == "2024-07-01T21:59:59.999Z")
    // Five months are eight of a cohort of eighteen, and there is a pause of 50 days.
    let paused = try milestone("M04", spec, now: "2024-06-25")
    #expect(paused.due.map { "\($0)" } == "2025-01-25T22:59:59.999Z")
    #expect(try milestone("M03", spec, now: "2024-06-25").status != .achieved)
    #expect(try milestone("M04", spec, now: "2024-07-01").status == .notApplicable)
  }

  @Test func `a pairing that was never formed has none`() throws {
    let spec = try Spec.withPairing(formed: false)
    #expect(
      spec.world.milestones(of: try spec.ref(Spec.pairing), now: try moment("2024-03-01")).isEmpty)
    #expect(spec.world.milestonesOfAllPairings(now: try moment("2024-03-01")).isEmpty)
  }

  @Test func `completion waits for each mandatory milestone, or for its waiver`() throws {
    let spec = try Spec.withPairing()
    try wholeProgramme(spec, without: ["final_report"])
    try spec.when(completed(on: "2025-02-20")).thenRefused(.milestonesOpen)
    try spec.given([
      told("MilestoneWaived", Spec.pairing, #"{"milestone":"M11"}"#)
    ])
    try spec.when(completed(on: "2025-02-21")).then("PairingCompleted")
  }

  @Test func `completion on the day of the last acceptance is in order, the day before isn't`()
    throws
  {
    let spec = try Spec.withPairing()
    try wholeProgramme(spec)
    try spec.when(completed(on: "2025-02-19")).thenRefused(.milestonesOpen)
    try spec.when(completed(on: "2025-02-20")).then("PairingCompleted")
  }

  @Test func `a completion is judged anew by what counts then`() throws {
    let spec = try Spec.withPairing()
    try wholeProgramme(spec)
    let pairing = try spec.ref(Spec.pairing)
    let end = try moment("2025-02-20")
    func voided(_ subject: String) throws -> Told {
      let held = try #require(spec.world.activity(try spec.ref(subject))?.held)
      let stream = spec.world.stream(of: try spec.ref(subject))
      let entry = try #require(stream.entry(at: held.fact.index))
      return self.voided(
        Admitted(event: entry.event, id: entry.id, bytes: entry.bytes), of: subject)
    }
    // Without the seminar there are still three exchanges; without the kick-off there is none.
    try spec.given([try voided("activity/seminar")])
    try spec.world.checkPairingCompletion(pairing: pairing, at: end)
    try spec.given([try voided("activity/kickoff")])
    #expect(throws: Refusal(.milestonesOpen, "")) {
      try spec.world.checkPairingCompletion(pairing: pairing, at: end)
    }
  }

  @Test func `a corrected date moves a milestone, and its events name the correction`() throws {
    let spec = try Spec.withPairing()
    let visit = try admitted(try spec.when(Spec.visit("visit", on: "2024-05-10")))
    try spec.at("2025-06-01T00:00:00.000Z")
    #expect(try milestone("M04", spec, now: "2024-12-31").daysLate == 0)
    let correction = try admitted(
      try spec.when(
        corrected(
          visit, "/data/started_at", old: instant("2024-05-10T09:00:00.000Z"),
          new: instant("2024-05-12T08:00:00.000Z")),
        corrected(
          visit, "/data/ended_at", old: instant("2024-05-10T15:00:00.000Z"),
          new: instant("2024-05-12T15:00:00.000Z"))))
    let moved = try milestone("M04", spec, now: "2024-12-31")
    #expect(moved.achieved.map { "\($0)" } == "2024-05-12T08:00:00.000Z")
    #expect(
      moved.events
        == [visit.event.index, correction.event.index, correction.event.index + 1])
  }

  private func instant(_ text: String) -> String { #"{"at":"\#(text)","precision":"instant"}"# }

  @Test func `a correction to a later year un-achieves it for the earlier one`() throws {
    let spec = try Spec.withPairing()
    let visit = try admitted(try spec.when(Spec.visit("visit", on: "2024-05-10")))
    try spec.at("2025-06-01T00:00:00.000Z")
    try spec.given([
      corrected(
        visit, "/data/ended_at", old: instant("2024-05-10T15:00:00.000Z"),
        new: instant("2025-05-10T15:00:00.000Z"))
    ])
    let correction = try admitted(
      try spec.when(
        corrected(
          visit, "/data/started_at", old: instant("2024-05-10T09:00:00.000Z"),
          new: instant("2025-05-10T09:00:00.000Z"))))
    let open = try milestone("M04", spec, now: "2024-12-31")
    #expect(open.status == .overdue)
    #expect(open.flags == .reopened)
    #expect(open.reopenedBy == correction.event.index)
    let late = try milestone("M04", spec, now: "2025-06-01")
    #expect(late.status == .achieved)
    #expect(late.flags == [])
    #expect(late.daysLate == 313)
    let all = spec.world.milestonesOfAllPairings(now: try moment("2024-12-31"))
    #expect(all.first { $0.milestone == "M04" } == open)
  }

  @Test func `a void reopens, and what is recorded again achieves`() throws {
    let spec = try Spec.withPairing()
    let visit = try admitted(try spec.when(Spec.visit("visit", on: "2024-05-10")))
    let void = try admitted(
      try spec.when(voided(visit, of: "activity/visit", cause: "wrong_stream")))
    let open = try milestone("M04", spec, now: "2024-07-02")
    #expect(open.status == .overdue)
    #expect(open.reopenedBy == void.event.index)
    #expect(
      spec.world.milestonesOfAllPairings(now: try moment("2024-07-02")).first {
        $0.milestone == "M04"
      } == open)
    try spec.given([Spec.visit("again", on: "2024-05-10")])
    #expect(try milestone("M04", spec, now: "2024-07-02").flags == [])
  }

  @Test func `a revoked acceptance reopens`() throws {
    let spec = try Spec.withPairing()
    try spec.given(handedIn("roadmap", "roadmap", on: "2024-04-02"))
    #expect(try milestone("M03", spec, now: "2024-05-01").status == .achieved)
    let revoked = try admitted(
      try spec.when(
        told("AcceptanceRevoked", "deliverable/roadmap", occurred: "2024-04-20T09:00:00.000Z")))
    let open = try milestone("M03", spec, now: "2024-05-01")
    #expect(open.status == .dueSoon)
    #expect(open.reopenedBy == revoked.event.index)
  }

  @Test func `who joined a party late counts from then on, who left counts until then`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ParticipationConfirmed", "participation/c1--at-wien--host",
        #"{"basis":"imported_record","cohort_id":"c1","city_id":"at-wien","role":"host"}"#),
      told(
        "RepresentativeAssigned", "participation/c1--at-wien--host",
        #"{"person_id":"person-7f3a9c23"}"#, by: .po, occurred: "2024-02-02T09:00:00.000Z"),
      told(
        "RepresentativeAssigned", "participation/c1--tr-eskisehir--twin",
        #"{"person_id":"person-7f3a9c24"}"#, by: .po, occurred: "2024-02-03T09:00:00.000Z"),
    ])
    #expect(try milestone("M02", spec, now: "2024-02-20").status == .dueSoon)
    try spec.given([
      told(
        "ConsortiumMemberJoined", Spec.pairing, #"{"city_id":"at-wien"}"#,
        occurred: "2024-02-10T09:00:00.000Z")
    ])
    let milestone = try milestone("M02", spec, now: "2024-02-20")
    #expect(milestone.achieved.map { "\($0)" } == "2024-02-10T09:00:00.000Z")
    try spec.given([
      told(
        "ConsortiumMemberLeft", Spec.pairing, #"{"city_id":"at-wien"}"#,
        occurred: "2024-02-15T09:00:00.000Z")
    ])
    #expect(try self.milestone("M02", spec, now: "2024-02-20").achieved == milestone.achieved)
  }

  @Test func `a cohort-wide kick-off counts for each pairing, a cohort-wide workshop for none`()
    throws
  {
    let spec = try Spec.withPairing()
    func wide(_ type: String, _ slug: String) -> Told {
      var command = Spec.held(type, slug, on: "2024-02-10")
      command.data.replace(
        #""pairing_ids":["c1--hu-budapest--tr-eskisehir"]"#, with: #""cohort_id":"c1""#)
      return command
    }
    try spec.given([
      wide("KickoffHeld", "k"), wide("WorkshopHeld", "w1"), wide("WorkshopHeld", "w2"),
      wide("WorkshopHeld", "w3"),
    ])
    try spec.given(handedIn("midterm_report", "midterm", on: "2024-07-15"))
    #expect(try milestone("M01", spec, now: "2024-08-10").status == .achieved)
    #expect(try milestone("M05", spec, now: "2024-08-10").status == .overdue)
  }

  @Test func `all pairings at once say the same as each alone`() throws {
    let spec = try Spec.withPairing()
    try wholeProgramme(spec, without: ["representatives"])
    for now in ["2024-02-01", "2024-03-15", "2024-08-01", "2024-12-31", "2026-01-01"] {
      let at = try moment(now)
      #expect(
        spec.world.milestonesOfAllPairings(now: at)
          == spec.world.milestones(of: try spec.ref(Spec.pairing), now: at))
    }
  }
}
