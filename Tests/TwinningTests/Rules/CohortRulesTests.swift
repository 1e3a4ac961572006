import Testing

@testable import Twinning

@Suite struct CohortRulesTests {
  private func template(_ milestones: String, version: Int = 2) -> Told {
    told(
      "MilestoneTemplateAdopted", "programme/p",
      #"""
      {"template_id":"twelve-months","version":\#(version),"for_duration_months":12,
       "milestones":[\#(milestones)]}
      """#)
  }

  private func milestone(
    _ id: String, _ criterion: String = #"{"representatives":{}}"#
  ) -> String {
    #"{"id":"\#(id)","name":"N","module":"M","due_months":1,"mandatory":true,"#
      + #""criterion":\#(criterion)}"#
  }

  @Test func `a version of a template never changes`() throws {
    let spec = try Spec.withCall()
    try spec.when(template(milestone("M01"), version: 1)).thenRefused(.templateVersionExists)
    try spec.when(template(milestone("M01"), version: 2)).then("MilestoneTemplateAdopted")
    let programme = try #require(spec.world.programme(try spec.ref("programme/p")))
    #expect(programme.template("twelve-months", version: 1)?.milestones.count == 12)
    #expect(programme.template("twelve-months", version: 2)?.milestones.map(\.id) == ["M01"])
  }

  @Test func `milestones have ids of their own`() throws {
    let spec = try Spec.withCall()
    try spec.when(template(milestone("M01") + "," + milestone("M01"))).thenRefused(.templateInvalid)
    try spec.when(template(milestone("M01") + "," + milestone("M02")))
      .then("MilestoneTemplateAdopted")
  }

  @Test(arguments: [
    (#"{"held":{"kinds":["workshop"],"min":1,"direction":"first"}}"#, false),
    (#"{"held":{"kinds":["site_visit","workshop"],"min":1,"direction":"other"}}"#, false),
    (#"{"held":{"kinds":["site_visit"],"min":2,"direction":"first"}}"#, false),
    (#"{"all":[{"any":[{"accepted":{"type":"roadmap","every_visit":true}}]}]}"#, false),
    (#"{"held":{"kinds":["site_visit"],"min":1,"direction":"other"}}"#, true),
    (#"{"held":{"kinds":["site_visit","workshop"],"min":3,"direction":"any"}}"#, true),
    (#"{"all":[{"any":[{"accepted":{"type":"visit_report","every_visit":true}}]}]}"#, true),
  ])
  func `a criterion can be achieved, and read in one way`(_ criterion: String, _ isSound: Bool)
    throws
  {
    let outcome = try Spec.withCall().when(template(milestone("M01", criterion)))
    if isSound {
      outcome.then("MilestoneTemplateAdopted")
    } else {
      outcome.thenRefused(.templateInvalid)
    }
  }

  @Test func `a cohort follows a template that its programme has`() throws {
    let spec = try Spec.withCall()
    try spec.when(Spec.cohort(version: 2)).thenRefused(.templateUnknown)
    try spec.when(Spec.cohort(template: "other")).thenRefused(.templateUnknown)
    try spec.when(Spec.cohort()).then("CohortFormed")
    let change = { (version: Int) in
      told(
        "CohortTemplateChanged", "cohort/c1",
        #"{"template_id":"twelve-months","template_version":\#(version)}"#)
    }
    try spec.when(change(2)).thenRefused(.templateUnknown)
    try spec.given([template(milestone("M01"))])
    try spec.when(change(2)).then("CohortTemplateChanged")
    let cohort = try #require(spec.world.cohort(try spec.ref("cohort/c1")))
    #expect(cohort.template?.version == 2)
    #expect(cohort.templateChoices.map(\.version) == [1, 2])
  }

  @Test func `a cohort is formed from calls of its own programme`() throws {
    let spec = try Spec.withCall()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/q",
        #"{"title":"Q","funder":"F","grant_refs":[],"zone":"Europe/Paris"}"#),
      try Spec.call("call-q", programme: "q"),
    ])
    try spec.when(Spec.cohort(calls: #"["call-2","call-q"]"#)).thenRefused(.callOfOtherProgramme)
    try spec.when(Spec.cohort(calls: #"["call-9"]"#)).thenRefused(.unknownReference)
    try spec.when(Spec.cohort(calls: #"["call-2"]"#)).then("CohortFormed")
  }

  @Test func `a cohort that a correction gives to another programme takes what is its along`()
    throws
  {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/q",
        #"{"title":"Q","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told("MilestoneTemplateAdopted", "programme/q", twelveMonths),
    ])
    let pairing = try spec.ref(Spec.pairing)
    #expect(spec.world.programme(of: pairing) == (try spec.ref("programme/p")))
    let target = try spec.target("CohortFormed", in: "cohort/c1")
    let change = #""patch":[{"path":"/data/programme_id","old":"p","new":"q"}]"#
    try spec.when(
      told("EventCorrected", "cohort/c1", #"{"target":\#(target),\#(change)}"#, by: .po)
    ).then("EventCorrected")
    #expect(spec.world.programme(of: pairing) == (try spec.ref("programme/q")))
  }

  @Test func `a period that is voided belongs to no programme`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ReportingPeriodOpened", "period/p--2024",
        #"""
        {"programme_id":"p","from":\#(Spec.day("2024-01-01")),"to":\#(Spec.day("2025-01-01"))}
        """#)
    ])
    let period = try spec.ref("period/p--2024")
    #expect(spec.world.programme(of: period) == (try spec.ref("programme/p")))
    let target = try spec.target("ReportingPeriodOpened", in: "period/p--2024")
    try spec.given([
      told("EventVoided", "period/p--2024", #"{"target":\#(target),"cause":"test"}"#, by: .po)
    ])
    #expect(spec.world.programme(of: period) == nil)
  }

  @Test func `a duration changes to another one`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.cohort()])
    let change = { (months: Int) in
      told("CohortDurationChanged", "cohort/c1", #"{"duration_months":\#(months)}"#)
    }
    try spec.when(change(12)).thenRefused(.changesNothing)
    try spec.when(change(18)).then("CohortDurationChanged")
    let cohort = try #require(spec.world.cohort(try spec.ref("cohort/c1")))
    #expect(cohort.durations.map(\.months) == [12, 18])
  }

  @Test func `a cohort starts before it completes, and once`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.cohort()])
    let on = { (type: String, day: String, recorded: String) in
      told(type, "cohort/c1", #"{"on":\#(Spec.day(day))}"#, recorded: recorded)
    }
    let completed = on("CohortCompleted", "2025-09-30", "2025-10-01T09:00:00.000Z")
    try spec.when(completed).thenRefused(.stateForbids)
    try spec.given([on("CohortStarted", "2024-10-01", "2025-10-01T09:00:00.000Z")])
    try spec.when(on("CohortCompleted", "2024-09-30", "2025-10-01T09:00:00.000Z"))
      .thenRefused(.stateForbids)
    try spec.when(completed).then("CohortCompleted")
    try spec.when(on("CohortStarted", "2025-10-01", "2025-10-02T09:00:00.000Z"))
      .thenRefused(.stateForbids)
    try spec.when(told("CohortCancelled", "cohort/c1")).thenRefused(.stateForbids)
  }

  @Test func `contradictory announcements are all kept, and the latest by a day is believed`()
    throws
  {
    let spec = try Spec.withCall()
    try spec.given([Spec.cohort()])
    let announce = { (value: Int, day: String, basis: String, about: String) in
      told(
        "AnnouncementRecorded", "programme/p",
        #"""
        {"about":"\#(about)","announced_on":\#(Spec.day(day)),"basis":"\#(basis)",
         "figure":"twins","value":\#(value)}
        """#, recorded: "2025-12-01T09:00:00.000Z")
    }
    try spec.when(announce(40, "2024-09-25", "announced", "cohort/c9"))
      .thenRefused(.unknownReference)
    try spec.given([
      announce(37, "2025-09-12", "counted", "cohort/c1"),
      announce(40, "2024-09-25", "announced", "cohort/c1"),
    ])
    let programme = try #require(spec.world.programme(try spec.ref("programme/p")))
    let cohort = try spec.ref("cohort/c1")
    let believed = { (time: String) in
      programme.announcement(of: .twins, about: cohort, by: try Instant(canonical: time))?.value
    }
    #expect(programme.announcements.count == 2)
    #expect(try believed("2024-09-24T12:00:00.000Z") == nil)
    #expect(try believed("2024-09-25T12:00:00.000Z") == 40)
    #expect(try believed("2025-11-01T12:00:00.000Z") == 37)
  }
}
