import Testing

@testable import Twinning

@Suite struct CallRulesTests {
  private func extended(to literal: String, at recorded: String) throws -> Told {
    told(
      "CallDeadlineExtended", "call/call-2", #"{"closes_at":\#(try deadline(literal))}"#,
      recorded: recorded)
  }

  private func closed(at instant: String, recorded: String? = nil) -> Told {
    told(
      "CallClosed", "call/call-2",
      #"{"closed_at":{"at":"\#(instant)","precision":"instant"}}"#, by: .po,
      recorded: recorded ?? instant)
  }

  private func revised(_ version: Int, _ patch: String) -> Told {
    told("CallRulesRevised", "call/call-2", #"{"rules_version":\#(version),"patch":[\#(patch)]}"#)
  }

  private func call(_ spec: Spec) throws -> CallState {
    try #require(spec.world.call(try spec.ref("call/call-2")))
  }

  @Test func `a call opens before it closes`() throws {
    let spec = try Spec.withCall()
    try spec.when(
      Spec.call("x", opensAt: "2024-06-01T09:00", closesAt: "2024-06-01T09:00")
    ).thenRefused(.windowReversed)
    try spec.when(
      Spec.call("x", opensAt: "2024-06-01T09:00", closesAt: "2024-06-01T09:01")
    ).then("CallPublished")
    try spec.when(try Spec.call("y", programme: "q")).thenRefused(.unknownReference)
  }

  /// A call's publishing with a closing that was resolved wrongly.
  private func published(_ closesAt: Deadline) throws -> Event {
    var call = CallPublishedV1()
    call.closesAt = closesAt
    let time = try Instant(canonical: "2024-01-01T00:00:00.000Z")
    return Event(
      index: 1, subject: Ref(rawValue: 1), version: 1, time: time, latest: time,
      recordedTime: time, actor: Ref(rawValue: 2), role: .po, isImported: false,
      data: .callPublished(call))
  }

  @Test func `a deadline is what its literal says`() throws {
    let right = try Deadline.resolve(literal: "2024-06-30", zone: try Zone("Europe/Brussels"))
    let wrong = Deadline(
      literal: right.literal, zone: right.zone, instant: right.instant.adding(milliseconds: 1),
      precision: .day)
    #expect(throws: Refusal(.deadlineUnresolved, "")) {
      try CallState().check(try published(wrong))
    }
    try CallState().check(try published(right))
    // A payload that comes in says so itself.
    let literal = try deadline("2024-06-30")
    let call = try Spec.call("x", closesAt: "2024-06-30")
    let data = call.data.replacing(literal, with: literal.replacing("59.999Z", with: "58.999Z"))
    let spec = try Spec.withCall()
    #expect(throws: SchemaError.self) { try spec.when(told("CallPublished", "call/x", data)) }
    try spec.when(call).then("CallPublished")
  }

  @Test func `the deadline of 30 June 2023 keeps its wrong abbreviation, and is read openly`()
    throws
  {
    let spec = try Spec(clock: "2023-05-01T00:00:00.000Z")
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#)
    ])
    let literal = try deadline("2023-06-30T23:59 CET")
    #expect(literal.contains(#""instant":"2023-06-30T22:59:00.000Z""#))
    let reading = #""reading":{"abbreviation":"CET","zone":"Europe/Brussels"},"#
    #expect(literal.contains(reading))
    try spec.when(
      Spec.call(
        "call-1", opensAt: "2023-05-03T12:00", closesAt: "2023-06-30T23:59 CET",
        referenceDate: "2023-05-03")
    ).then("CallPublished")
    let call = try #require(spec.world.call(try spec.ref("call/call-1")))
    #expect(call.closesAt?.literal == "2023-06-30T23:59 CET")
    #expect(call.closesAt?.reading?.abbreviation == "CET")
  }

  @Test func `a deadline is extended to later, until a day after it passed`() throws {
    let spec = try Spec.withCall()
    try spec.when(
      try extended(to: "2024-05-31", at: "2024-05-20T09:00:00.000Z")
    ).thenRefused(.deadlineNotLater)
    try spec.when(
      try extended(to: "2024-06-01T00:00", at: "2024-05-20T09:00:00.000Z")
    ).then("CallDeadlineExtended")
    // 1 June, 00:00 in Brussels is 22:00 UTC the day before; a day after that is the last moment.
    let late = try Spec.withCall(closesAt: "2024-06-01T00:00")
    try late.when(
      try extended(to: "2024-06-07", at: "2024-06-01T22:00:00.001Z")
    ).thenRefused(.deadlinePassed)
    let edge = try Spec.withCall(closesAt: "2024-06-01T00:00")
    try edge.when(
      try extended(to: "2024-06-07", at: "2024-06-01T22:00:00.000Z")
    ).then("CallDeadlineExtended")
  }

  @Test func `a call closes at its deadline, and an extension takes that back`() throws {
    let spec = try Spec.withCall()
    let deadline = "2024-05-31T21:59:59.999Z"
    try spec.when(closed(at: "2024-05-31T21:59:59.998Z")).thenRefused(.callStillOpen)
    try spec.when(closed(at: deadline)).then("CallClosed")
    #expect(try call(spec).status == .closed)
    try spec.given([try extended(to: "2024-06-07", at: "2024-06-01T08:00:00.000Z")])
    #expect(try call(spec).status == .published)
    #expect(try call(spec).closed == nil)
    #expect(try call(spec).deadlines.count == 2)
    try spec.when(closed(at: deadline, recorded: "2024-06-02T08:00:00.000Z"))
      .thenRefused(.stateForbids)
  }

  @Test func `what becomes known after the clock closed a call takes the closing back`() throws {
    let spec = try Spec.withCall()
    let close = { (time: String) in
      let now = try Instant(canonical: time)
      let id = EventID(high: UInt64(now.milliseconds), low: 0x8000_0000_0000_0001)
      _ = try spec.world.admit(spec.world.due(at: now), commandID: id, at: now)
    }
    try close("2024-06-01T08:00:00.000Z")
    #expect(try call(spec).status == .closed)
    var extended = try extended(to: "2024-06-07", at: "2024-06-02T08:00:00.000Z")
    extended.occurred = "2024-05-30T08:00:00.000Z"
    try spec.when(extended).then("CallDeadlineExtended")
    #expect(try call(spec).status == .published)
    try close("2024-06-08T08:00:00.000Z")
    #expect(try call(spec).closed?.time.description == "2024-06-07T21:59:59.999Z")
    // The extension turns out not to have happened: the first closing counts again.
    try spec.when(
      told(
        "EventVoided", "call/call-2",
        #"""
        {"target":\#(try spec.target("CallDeadlineExtended", in: "call/call-2")),
         "cause":"did_not_happen","reason":{"code":"did_not_happen"}}
        """#, by: .po, recorded: "2024-06-09T08:00:00.000Z")
    ).then("EventVoided")
    #expect(try call(spec).closed?.time.description == "2024-05-31T21:59:59.999Z")
    var cancelled = told("CallCancelled", "call/call-2", recorded: "2024-06-10T08:00:00.000Z")
    cancelled.occurred = "2024-05-20T08:00:00.000Z"
    try spec.when(cancelled).then("CallCancelled")
    #expect(try call(spec).status == .cancelled)
  }

  @Test func `a call is cancelled while no cohort was formed from it`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.cohort()])
    let cancel = told("CallCancelled", "call/call-2")
    try spec.when(cancel).thenRefused(.callHasCohort)
    try spec.given([told("CohortCancelled", "cohort/c1")])
    try spec.when(cancel).then("CallCancelled")
    try spec.when(cancel).thenRefused(.stateForbids)
    try spec.when(Spec.cohort("c2")).thenRefused(.callNotOpen)
  }

  @Test func `rules are revised version by version, member by member`() throws {
    let spec = try Spec.withCall(evaluationsMin: 2)
    let patch = #"{"path":"/data/evaluations_min","old":2,"new":3}"#
    try spec.when(revised(3, patch)).thenRefused(.rulesVersionNotNext)
    try spec.when(
      revised(2, #"{"path":"/data/evaluations_min","old":1,"new":3}"#)
    ).thenRefused(.oldValueDiffers)
    try spec.when(
      revised(2, #"{"path":"/data/evaluations_min","old":2,"new":2}"#)
    ).thenRefused(.changesNothing)
    try spec.when(
      revised(2, #"{"path":"/data/evaluations_min","old":2,"new":21}"#)
    ).thenRefused(.correctedPayloadInvalid)
    try spec.when(
      revised(2, #"{"path":"/data/closes_at","new":"later"}"#)
    ).thenRefused(.correctedPayloadInvalid)
    try spec.when(revised(2, patch)).then("CallRulesRevised")
    #expect(try call(spec).rules.evaluationsMin == 3)
    #expect(try call(spec).rulesVersion == 2)
    let more = #"{"path":"/data/eligibility/population_min","new":50000}"#
    let ceiling = #"{"path":"/data/travel_ceiling","new":{"currency":"EUR","minor":90000}}"#
    try spec.when(revised(3, more + "," + ceiling)).then("CallRulesRevised")
    #expect(try call(spec).rules.eligibility?.populationMin == 50_000)
    #expect(try call(spec).rules.travelCeiling == Money(minorUnits: 90_000, currency: .eur))
    try spec.when(
      revised(4, #"{"path":"/data/eligibility/population_min","old":50000}"#)
    ).then("CallRulesRevised")
    #expect(try call(spec).rules.eligibility?.populationMin == nil)
  }
}
