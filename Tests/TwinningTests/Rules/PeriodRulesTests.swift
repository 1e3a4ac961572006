import Testing

@testable import Twinning

/// Who may still record what happened in a reporting period, and what that does to what was
/// published (DOMAIN 7: L3, L4, L9, P5).
@Suite struct `Rules of what happened in a reporting period` {
  private static let first = "period/p--h1"

  /// A pairing that visited on 10 May 2024, in a period that ended on 30 June.
  private func visited() throws -> Spec {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ReportingPeriodOpened", Self.first,
        #"{"programme_id":"p","from":\#(Spec.day("2024-01-01")),"to":\#(Spec.day("2024-07-01"))}"#),
      Spec.visit("visit", on: "2024-05-10"),
    ])
    return spec
  }

  /// The same, closed on 10 July, and published as known then.
  private func published(_ scope: String = "programme/p") throws -> Spec {
    let spec = try visited()
    try spec.given([
      told(
        "ReportingPeriodClosed", Self.first, "{\"cut_off_size\":\(spec.world.size)}",
        occurred: "2024-07-10T00:00:00.000Z")
    ])
    try spec.given([
      told(
        "ImpactSummaryPublished", "summary/s",
        #"{"scope":"\#(scope)","period":"p--h1","version":1,"as_of_size":\#(spec.world.size),"#
          + #""as_of_time":"2024-07-10T00:00:00.000Z","definition_version":"1","#
          + #""figures_sha256":"\#(String(repeating: "ef", count: 32))"}"#)
    ])
    return spec
  }

  /// A visit on a day of the closed half year, entered by the office in August.
  private func late(
    _ slug: String = "late", on day: String = "2024-06-20", excused: Bool = true
  ) -> Told {
    var visit = Spec.visit(slug, on: day, direction: "host_to_twin")
    visit.recorded = "2024-08-20T08:00:00.000Z"
    visit.role = .po
    let reason = excused ? #""reason":{"code":"late_evidence"},"# : ""
    visit.data = visit.data.replacing(
      #""pairing_ids""#, with: #""on_behalf_of":{"role":"FA"},\#(reason)"pairing_ids""#)
    return visit
  }

  private func correction(
    of index: Int64, in spec: Spec, from old: String, to new: String, by role: Role,
    actor: String = "somebody-01"
  ) throws -> Told {
    let ref = try spec.ref("activity/visit")
    let entry = try #require(spec.world.stream(of: ref).entry(at: index))
    let patch = ["started_at", "ended_at"].map { member in
      let time = member == "started_at" ? "09:00:00.000Z" : "15:00:00.000Z"
      return #"{"path":"/data/\#(member)/at","old":"\#(old)T\#(time)","new":"\#(new)T\#(time)"}"#
    }
    return told(
      "EventCorrected", "activity/visit",
      #"{"target":{"index":\#(index),"id":"\#(entry.id.text)"},"#
        + #""patch":[\#(patch.joined(separator: ","))]}"#,
      by: role, actor: actor, recorded: "2024-08-20T08:00:00.000Z")
  }

  private func visitIndex(_ spec: Spec) throws -> Int64 {
    try #require(spec.world.record(of: spec.ref("activity/visit")).birth).index
  }

  private func due(_ spec: Spec) throws -> DueRestatement? {
    spec.world.dueRestatement(of: try spec.ref("summary/s"))
  }

  // MARK: Who may

  @Test func `thirty days after a period's end only the office records what happened in it`()
    throws
  {
    let spec = try visited()
    var inTime = Spec.visit("second", on: "2024-06-20", direction: "host_to_twin")
    inTime.recorded = "2024-07-30T21:59:00.000Z"
    try spec.when(inTime).then("SiteVisitHeld")
    var tooLate = Spec.visit("third", on: "2024-06-21", direction: "host_to_twin")
    tooLate.recorded = "2024-07-30T22:00:00.001Z"
    try spec.when(tooLate).thenRefused(.periodClosed)
    try spec.when(late("third", excused: false)).thenRefused(.onBehalfNeedsReason)
    // The period was never closed, so nothing of it was published.
    try spec.when(late("third")).then("SiteVisitHeld")
  }

  @Test func `a closing binds before the thirty days are over, and a reopening frees until then`()
    throws
  {
    let spec = try published()
    var early = Spec.visit("second", on: "2024-06-20", direction: "host_to_twin")
    early.recorded = "2024-07-12T08:00:00.000Z"
    try spec.when(early).thenRefused(.periodClosed)
    try spec.given([
      told("ReportingPeriodReopened", Self.first, recorded: "2024-07-13T08:00:00.000Z")
    ])
    try spec.when(early).then("SiteVisitHeld")
    early.subject = "activity/third"
    early.recorded = "2024-08-01T08:00:00.000Z"
    try spec.when(early).thenRefused(.periodClosed)
  }

  @Test func `what governs the programme isn't bound by its periods`() throws {
    let spec = try published()
    try spec.when(
      told(
        "AnnouncementRecorded", "programme/p",
        #"""
        {"about":"cohort/c1","announced_on":\#(Spec.day("2024-03-01")),"basis":"announced",
         "figure":"twins","value":1}
        """#, recorded: "2024-08-20T08:00:00.000Z")
    ).then("AnnouncementRecorded")
  }

  @Test func `after the closing only the office corrects, out of the period and into it`()
    throws
  {
    let spec = try published()
    let index = try visitIndex(spec)
    try spec.when(
      correction(of: index, in: spec, from: "2024-05-10", to: "2024-05-11", by: .fa)
    ).thenRefused(.notTheRecorder)
    try spec.when(
      correction(of: index, in: spec, from: "2024-05-10", to: "2024-07-11", by: .po)
    ).then("EventCorrected", "RestatementDue")
    try spec.when(
      correction(of: index, in: spec, from: "2024-07-11", to: "2024-05-11", by: .fa)
    ).thenRefused(.periodClosed)
    try spec.when(
      correction(of: index, in: spec, from: "2024-07-11", to: "2024-07-12", by: .fa)
    ).then("EventCorrected")
  }

  // MARK: What falls due

  @Test func `late entries, corrections and voids make a restatement due, and say when it was`()
    throws
  {
    let spec = try published()
    let first = spec.world.size
    try spec.when(late()).then("SiteVisitHeld", "RestatementDue")
    let index = try visitIndex(spec)
    try spec.when(
      correction(of: index, in: spec, from: "2024-05-10", to: "2024-07-11", by: .po)
    ).then("EventCorrected", "RestatementDue")
    // Both times lie outside.
    try spec.when(
      correction(of: index, in: spec, from: "2024-07-11", to: "2024-07-12", by: .po)
    ).then("EventCorrected")
    let target = try #require(
      spec.world.stream(of: try spec.ref("activity/late")).entry(at: first))
    try spec.when(
      told(
        "EventVoided", "activity/late",
        #"{"target":{"index":\#(first),"id":"\#(target.id.text)"},"cause":"did_not_happen"}"#,
        by: .po)
    ).then("EventVoided", "RestatementDue")
    #expect(try due(spec)?.triggers == [first, first + 2, first + 5])
    #expect(try due(spec)?.version.number == 1)
    let period = spec.world.stream(of: try spec.ref(Self.first))
    let told = period.recorded.compactMap { entry in
      if case .restatementDue(let due) = entry.event.data {
        [due.oldTime, due.newTime]
      } else {
        nil
      }
    }
    #expect(
      told.map { $0.map { $0?.description ?? "-" } } == [
        ["-", "2024-06-20T09:00:00.000Z"],
        ["2024-05-10T09:00:00.000Z", "2024-07-11T09:00:00.000Z"],
        ["2024-06-20T09:00:00.000Z", "-"],
      ])
    try spec.expectStatesRoundTrip([Self.first])
  }

  @Test func `a restatement is due until the next version knows what made it due`() throws {
    let spec = try published()
    #expect(try due(spec) == nil)
    let first = spec.world.size
    try spec.given([late()])
    #expect(try due(spec)?.events == [first])
    try spec.given([
      told("ReportingPeriodReopened", Self.first, recorded: "2024-08-21T08:00:00.000Z")
    ])
    #expect(try due(spec)?.reopenings == [first + 2])
    let digest = String(repeating: "ef", count: 32)
    try spec.given([
      told(
        "ImpactSummaryRestated", "summary/s",
        #"{"version":2,"supersedes":1,"as_of_size":\#(first + 1),"#
          + #""as_of_time":"2024-08-20T08:00:00.000Z","definition_version":"1","#
          + #""changed_figures":2,"deltas_sha256":"\#(digest)","figures_sha256":"\#(digest)"}"#)
    ])
    // It knows the late visit, but not what came in since the period was opened again.
    #expect(try due(spec)?.events == [first + 2])
  }

  @Test func `only what happened in a summary's own subject makes it due in a report`() throws {
    let spec = try published(Spec.pairing)
    try spec.given([late()])
    let history = try History(of: spec.world)
    let due = spec.world.dueRestatements(of: ReportScope(), columns: history.columns)
    #expect(due.map(\.events) == [[history.world.size - 2]])
    try spec.given([
      told(
        "PracticeDescribed", "practice/elsewhere",
        #"""
        {"owner_city_id":"at-wien","title":"T","themes":["mobility"],"levers":[],
         "source_ref":"doc/1"}
        """#, by: .hl, occurred: "2024-08-21T08:00:00.000Z")
    ])
    let other = spec.world.dueRestatements(
      of: ReportScope(cohort: try spec.ref("cohort/c1")), columns: history.columns)
    #expect(other.isEmpty)
  }

  @Test func `a visit voided as a whole is in reports, as a correction and as what is due`()
    throws
  {
    let spec = try published(Spec.pairing)
    let index = try visitIndex(spec)
    let target = try #require(
      spec.world.stream(of: try spec.ref("activity/visit")).entry(at: index))
    let void = spec.world.size
    try spec.when(
      told(
        "EventVoided", "activity/visit",
        #"{"target":{"index":\#(index),"id":"\#(target.id.text)"},"cause":"did_not_happen"}"#,
        by: .po, recorded: "2024-08-20T08:00:00.000Z")
    ).then("EventVoided", "RestatementDue")
    let history = try History(of: spec.world)
    let due = spec.world.dueRestatements(of: ReportScope(), columns: history.columns)
    #expect(due.map(\.events) == [[void]])
    let cohort = ReportScope(cohort: try spec.ref("cohort/c1"))
    let listed = spec.world.corrections(from: 0, of: cohort, columns: history.columns)
    #expect(listed.map(\.event.index) == [void])
    let elsewhere = ReportScope(country: try spec.ref("country/at"))
    #expect(
      spec.world.corrections(from: 0, of: elsewhere, columns: history.columns).isEmpty)
  }

  @Test func `the figures of a closed period are those that its closing knew`() throws {
    let spec = try published()
    func state() throws -> PeriodState {
      try #require(spec.world.period(try spec.ref(Self.first)))
    }
    let closing = try #require(try state().closings.last).fact.index
    // The closing itself is among them: nothing came in between.
    #expect(try state().sizeAtClosing == closing + 1)
    try spec.given([
      told("ReportingPeriodReopened", Self.first, recorded: "2024-07-13T08:00:00.000Z"),
      told("ReportingPeriodClosed", Self.first, "{\"cut_off_size\":\(closing - 1)}"),
    ])
    #expect(try state().sizeAtClosing == closing - 1)
  }
}
