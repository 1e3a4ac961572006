import Testing

@testable import Twinning

@Suite struct `Rules of periods, summaries and changes` {
  private func opened(
    _ slug: String = "p--2024", from: String = "2024-01-01", to: String = "2025-01-01",
    programme: String = "p"
  ) -> Told {
    told(
      "ReportingPeriodOpened", "period/\(slug)",
      #"{"programme_id":"\#(programme)","from":\#(Spec.day(from)),"to":\#(Spec.day(to))}"#)
  }

  private func published(
    _ slug: String = "s", version: Int = 1, size: Int = 3, period: String = "p--2024",
    scope: String = "programme/p"
  ) -> Told {
    told(
      "ImpactSummaryPublished", "summary/\(slug)",
      #"{"scope":"\#(scope)","period":"\#(period)","version":\#(version),"as_of_size":\#(size),"#
        + #""as_of_time":"2024-01-01T00:00:00.000Z","definition_version":"1","#
        + #""figures_sha256":"\#(String(repeating: "ef", count: 32))"}"#)
  }

  private func restated(version: Int, supersedes: Int, size: Int = 3) -> Told {
    let digest = String(repeating: "ef", count: 32)
    return told(
      "ImpactSummaryRestated", "summary/s",
      #"{"version":\#(version),"supersedes":\#(supersedes),"as_of_size":\#(size),"#
        + #""as_of_time":"2024-01-01T00:00:00.000Z","definition_version":"1","#
        + #""changed_figures":2,"deltas_sha256":"\#(digest)","figures_sha256":"\#(digest)"}"#)
  }

  @Test func `a period has a programme, its name, and an end after its beginning`() throws {
    let spec = try Spec.withPairing()
    try spec.when(opened("q--2024", programme: "q")).thenRefused(.unknownReference)
    try spec.when(opened("y2024")).thenRefused(.subjectNameMismatch)
    try spec.when(opened(to: "2024-01-01")).thenRefused(.intervalReversed)
    try spec.when(opened(to: "2024-01-02")).then("ReportingPeriodOpened")
  }

  @Test func `periods of a programme don't overlap, and may touch`() throws {
    let spec = try Spec.withPairing()
    try spec.given([opened()])
    try spec.when(opened("p--b", from: "2024-12-31", to: "2025-06-01"))
      .thenRefused(.periodsOverlap)
    try spec.when(opened("p--b", from: "2023-06-01", to: "2024-01-02"))
      .thenRefused(.periodsOverlap)
    try spec.when(opened("p--b", from: "2024-03-01", to: "2024-04-01"))
      .thenRefused(.periodsOverlap)
    try spec.when(opened("p--b", from: "2025-01-01", to: "2025-06-01"))
      .then("ReportingPeriodOpened")
    try spec.when(opened("p--c", from: "2023-01-01", to: "2024-01-01"))
      .then("ReportingPeriodOpened")
  }

  @Test func `a cut-off size is at most what the log holds`() throws {
    let spec = try Spec.withPairing()
    try spec.given([opened()])
    let size = spec.world.size
    func closed(_ cutOff: Int64) -> Told {
      told("ReportingPeriodClosed", "period/p--2024", "{\"cut_off_size\":\(cutOff)}")
    }
    try spec.when(told("ReportingPeriodReopened", "period/p--2024")).thenRefused(.stateForbids)
    try spec.when(closed(size + 1)).thenRefused(.cutOffBeyondLog)
    try spec.when(closed(size)).then("ReportingPeriodClosed")
    try spec.when(closed(size)).thenRefused(.stateForbids)
    try spec.when(told("ReportingPeriodReopened", "period/p--2024"))
      .then("ReportingPeriodReopened")
    let state = try #require(spec.world.period(try spec.ref("period/p--2024")))
    #expect(!state.isClosed)
    #expect(state.closings.count == 1)
    #expect(state.closings[0].reopened != nil)
    try spec.expectStatesRoundTrip(["period/p--2024"])
  }

  @Test func `a period holds its first millisecond and not its end, in its zone`() throws {
    let spec = try Spec.withPairing()
    try spec.given([opened(from: "2024-04-01", to: "2024-11-01")])
    let state = try #require(spec.world.period(try spec.ref("period/p--2024")))
    let zone = try Zone("Europe/Brussels")
    func holds(_ time: String) throws -> Bool {
      state.contains(try Instant(canonical: time), in: zone)
    }
    #expect(try !holds("2024-03-31T21:59:59.999Z"))
    #expect(try holds("2024-03-31T22:00:00.000Z"))
    #expect(try holds("2024-07-31T22:00:00.000Z"))
    #expect(try holds("2024-10-31T22:59:59.999Z"))
    #expect(try !holds("2024-10-31T23:00:00.000Z"))
    #expect(state.end(in: zone) == (try Instant(canonical: "2024-10-31T23:00:00.000Z")))
  }

  @Test func `versions of a summary run from one, each superseding the last`() throws {
    let spec = try Spec.withPairing()
    try spec.given([opened()])
    try spec.when(published(period: "p--2030")).thenRefused(.unknownReference)
    try spec.when(published(scope: "cohort/c9")).thenRefused(.unknownReference)
    try spec.when(published(version: 2)).thenRefused(.summaryVersionNotNext)
    try spec.when(published(size: 1_000)).thenRefused(.cutOffBeyondLog)
    try spec.when(restated(version: 2, supersedes: 1)).thenRefused(.notBorn)
    try spec.when(published(size: Int(spec.world.size))).then("ImpactSummaryPublished")
    try spec.when(restated(version: 3, supersedes: 1)).thenRefused(.summaryVersionNotNext)
    try spec.when(restated(version: 2, supersedes: 1)).then("ImpactSummaryRestated")
    try spec.when(restated(version: 3, supersedes: 1)).thenRefused(.summaryVersionNotNext)
    try spec.when(restated(version: 3, supersedes: 2, size: 1_000)).thenRefused(.cutOffBeyondLog)
    try spec.when(restated(version: 3, supersedes: 2)).then("ImpactSummaryRestated")
    try spec.expectStatesRoundTrip(["summary/s"])
  }

  @Test func `a summary's period belongs to the programme of its scope`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/q",
        #"{"title":"Q","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      opened("q--2024", programme: "q"), opened(),
    ])
    try spec.when(published(period: "q--2024", scope: Spec.pairing))
      .thenRefused(.unknownReference)
    try spec.when(published(scope: Spec.pairing)).then("ImpactSummaryPublished")
  }

  @Test func `a change has one answer, a deviation none`() throws {
    let spec = try Spec.withPairing()
    func asked(_ slug: String, _ about: String) -> Told {
      told("ChangeRequested", "change/\(slug)", #"{"about":"\#(about)","text_ref":"d/1"}"#)
    }
    try spec.when(asked("one", "cohort/c9")).thenRefused(.unknownReference)
    try spec.given([
      asked("one", "cohort/c1"), told("ChangeRefused", "change/one"),
      told("DeviationReported", "change/two", #"{"about":"cohort/c1"}"#),
      asked("three", Spec.pairing),
    ])
    try spec.when(told("ChangeApproved", "change/one")).thenRefused(.stateForbids)
    try spec.when(told("ChangeApproved", "change/two")).thenRefused(.stateForbids)
    try spec.when(
      told("ChangeApproved", "change/three", #"{"effective_on":\#(Spec.day("2024-05-01"))}"#)
    ).then("ChangeApproved")
    try spec.expectStatesRoundTrip(["change/one", "change/two", "change/three"])
  }
}
