import Testing

@testable import Twinning

@Suite struct DueTests {
  private func due(_ spec: Spec, _ time: String) throws -> [Command] {
    spec.world.due(at: try Instant(canonical: time))
  }

  private func admit(_ spec: Spec, _ commands: [Command], at time: String) throws -> [Admitted] {
    try spec.world.admit(
      commands, commandID: EventID(high: 0x7001, low: 0x8000_0000_0000_0001),
      at: try Instant(canonical: time))
  }

  @Test func `a call closes once its deadline has passed, as of the deadline`() throws {
    let spec = try Spec.withCall()
    #expect(try due(spec, "2024-05-31T21:59:59.999Z").isEmpty)
    let commands = try due(spec, "2024-06-03T06:00:00.000Z")
    #expect(commands.map(\.data.type) == [.callClosed])
    let events = try admit(spec, commands, at: "2024-06-03T06:00:00.000Z")
    #expect(events.map(\.event.time.description) == ["2024-05-31T21:59:59.999Z"])
    #expect(events.map(\.event.role) == [.sys])
    #expect(try due(spec, "2024-06-04T06:00:00.000Z").isEmpty)
  }

  @Test func `an extended call closes at its new deadline`() throws {
    let spec = try Spec.withCall()
    try spec.given([
      told(
        "CallDeadlineExtended", "call/call-2",
        #"{"closes_at":\#(try deadline("2024-06-07"))}"#, recorded: "2024-05-20T09:00:00.000Z")
    ])
    #expect(try due(spec, "2024-06-07T21:59:59.999Z").isEmpty)
    #expect(try due(spec, "2024-06-07T22:00:00.000Z").count == 1)
  }

  @Test func `a cancelled call is never closed`() throws {
    let spec = try Spec.withCall()
    try spec.given([told("CallCancelled", "call/call-2")])
    #expect(try due(spec, "2025-01-01T00:00:00.000Z").isEmpty)
  }

  @Test(arguments: [
    (6_000_000, "EUR", "2027-03-15"), (6_000_001, "EUR", "2029-03-15"),
    (6_000_000, "CHF", "2029-03-15"),
  ])
  func `erasure is proposed once retention is over`(_ minor: Int, _ currency: String, _ day: String)
    throws
  {
    let spec = try Spec()
    try spec.given([
      told(
        "ProgrammeRegistered", "programme/p",
        #"{"title":"P","funder":"F","grant_refs":[],"zone":"Europe/Brussels"}"#),
      told(
        "FinalPaymentRecorded", "programme/p",
        #"""
        {"paid_on":\#(Spec.day("2024-03-15")),
         "funding":{"minor":\#(minor),"currency":"\#(currency)"}}
        """#, recorded: "2024-03-20T09:00:00.000Z"),
    ])
    // The last day ends in Brussels at 23:00 UTC, in March before the clocks change.
    #expect(try due(spec, "\(day)T22:59:59.999Z").isEmpty)
    let commands = try due(spec, "\(day)T23:00:00.000Z")
    #expect(commands.map(\.data.type) == [.erasureProposed])
    let events = try admit(spec, commands, at: "\(day)T23:00:00.000Z")
    #expect(events.count == 1)
    guard case .erasureProposed(let proposal) = events.first?.event.data else {
      Issue.record("no proposal")
      return
    }
    #expect(proposal.finalPayment.index == 1)
    #expect(proposal.retentionEndedOn == PointInTime(day: try CivilDate(day)))
    #expect(try due(spec, "2040-01-01T00:00:00.000Z").isEmpty)
    #expect(throws: Refusal(.stateForbids, "")) {
      try admit(spec, commands, at: "2040-01-01T00:00:00.000Z")
    }
  }
}
