import Testing

@testable import Twinning

@Suite struct `Rules of replications` {
  private func proposed(
    _ slug: String = "bikes", by city: String = "tr-eskisehir", practice: Bool = false,
    on time: String = "2024-03-01T09:00:00.000Z"
  ) -> Told {
    told(
      "ReplicationProposed", "replication/\(slug)",
      #"{"twin_city_id":"\#(city)","pairing_id":"c1--hu-budapest--tr-eskisehir","#
        + (practice ? #""practice_id":"tram","# : "")
        + #""themes":["mobility"],"levers":[],"scope_note_ref":"doc/1"}"#, occurred: time)
  }

  private func dated(
    _ type: String, _ slug: String = "bikes", on day: String, _ more: String = ""
  ) -> Told {
    let member =
      type == "ReplicationStarted"
      ? "started_on" : type == "ReplicationCompleted" ? "completed_on" : "on"
    let extra =
      type == "ReplicationStarted"
      ? #","first_action_ref":"doc/2""#
      : type == "ReplicationCompleted" ? #","result_code":"in_operation""# : ""
    return told(
      type, "replication/\(slug)", "{\"\(member)\":\(Spec.day(day))\(extra)\(more)}",
      recorded: "\(day)T18:00:00.000Z")
  }

  private func estimate(
    _ slug: String, share: String, basis: String = "measured", year: Int = 2025,
    on time: String? = nil
  ) -> Told {
    told(
      "EmissionEffectEstimated", "replication/\(slug)",
      #"{"tco2e_per_year":"120.5","basis":"\#(basis)","year":\#(year),"method_ref":"doc/3","#
        + #""share":"\#(share)"}"#, by: .tl, occurred: time)
  }

  private func practice(_ spec: Spec) throws {
    try spec.given([
      told(
        "PracticeDescribed", "practice/tram",
        #"{"owner_city_id":"hu-budapest","title":"T","themes":[],"levers":[],"source_ref":"d"}"#,
        occurred: "2024-02-10T09:00:00.000Z")
    ])
  }

  @Test func `proposed by the twin of an active pairing`() throws {
    let spec = try Spec.withPairing(formed: false)
    try spec.when(proposed()).thenRefused(.pairingNotLive)
    try spec.formPairing()
    try spec.when(proposed(by: "hu-budapest")).thenRefused(.notParticipating)
    try spec.when(proposed(practice: true)).thenRefused(.unknownReference)
    try spec.when(proposed()).then("ReplicationProposed")
    try spec.given([
      told(
        "PairingPaused", Spec.pairing, #"{"from":\#(Spec.day("2024-04-01"))}"#,
        occurred: "2024-04-01T09:00:00.000Z")
    ])
    try spec.when(proposed("two", on: "2024-04-02T09:00:00.000Z")).thenRefused(.pairingNotLive)
    // Before the pause began it was active.
    try spec.when(proposed("three", on: "2024-03-30T09:00:00.000Z")).then("ReplicationProposed")
  }

  @Test func `proposed up to twelve months after completion, to the millisecond`() throws {
    let spec = try Spec.withPairing()
    let nothingMandatory = twelveMonths.replacing(#""version":1"#, with: #""version":2"#)
      .replacing(#""mandatory":true"#, with: #""mandatory":false"#)
    try spec.given([
      told("MilestoneTemplateAdopted", "programme/p", nothingMandatory),
      told(
        "CohortTemplateChanged", "cohort/c1",
        #"{"template_id":"twelve-months","template_version":2}"#),
      told(
        "PairingCompleted", Spec.pairing, #"{"completed_on":\#(Spec.day("2024-02-29"))}"#,
        recorded: "2024-03-01T12:00:00.000Z"),
    ])
    try spec.when(proposed("late", on: "2025-02-28T23:00:00.000Z")).thenRefused(.pairingTooOld)
    try spec.when(proposed("in-time", on: "2025-02-28T22:59:59.999Z")).then("ReplicationProposed")
  }

  @Test func `not proposed in a dissolved pairing`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      told(
        "PairingDissolved", Spec.pairing,
        #"{"cause":"mutual","effective_on":\#(Spec.day("2024-03-01"))}"#, by: .po,
        occurred: "2024-03-01T09:00:00.000Z")
    ])
    try spec.when(proposed(on: "2024-03-02T09:00:00.000Z")).thenRefused(.pairingNotLive)
  }

  @Test func `started, paused, resumed, completed`() throws {
    let spec = try Spec.withPairing()
    try spec.given([proposed()])
    try spec.when(dated("ReplicationPaused", on: "2024-04-01")).thenRefused(.stateForbids)
    try spec.when(dated("ReplicationAbandoned", on: "2024-04-01")).thenRefused(.stateForbids)
    try spec.given([dated("ReplicationStarted", on: "2024-04-01")])
    try spec.when(dated("ReplicationStarted", on: "2024-04-02")).thenRefused(.stateForbids)
    try spec.when(dated("ReplicationResumed", on: "2024-04-02")).thenRefused(.stateForbids)
    try spec.given([
      dated("ReplicationPaused", on: "2024-04-05"), dated("ReplicationResumed", on: "2024-04-09"),
      dated("ReplicationPaused", on: "2024-05-05"),
      dated("ReplicationCompleted", on: "2024-06-01"),
    ])
    try spec.when(dated("ReplicationAbandoned", on: "2024-06-02")).thenRefused(.stateForbids)
    let state = try #require(spec.world.replication(try spec.ref("replication/bikes")))
    #expect(state.status == .completed)
    #expect(state.pauses.count == 2)
    #expect(state.pauses[0].resumed != nil)
    #expect(state.pauses[1].resumed == nil)
    try spec.expectStatesRoundTrip(["replication/bikes"])
  }

  @Test func `progress falls only with a reason`() throws {
    let spec = try Spec.withPairing()
    try spec.given([proposed()])
    try spec.when(dated("ReplicationProgressReported", on: "2024-04-01", #","percent":5"#))
      .thenRefused(.stateForbids)
    try spec.given([
      dated("ReplicationStarted", on: "2024-04-01"),
      dated("ReplicationProgressReported", on: "2024-05-01", #","percent":40"#),
    ])
    try spec.when(dated("ReplicationProgressReported", on: "2024-05-02", #","percent":39"#))
      .thenRefused(.progressFallsWithoutReason)
    try spec.when(dated("ReplicationProgressReported", on: "2024-05-02", #","percent":40"#))
      .then("ReplicationProgressReported")
    try spec.when(
      dated(
        "ReplicationProgressReported", on: "2024-05-03",
        #","percent":10,"reason":{"code":"audit_finding"}"#)
    ).then("ReplicationProgressReported")
  }

  @Test func `an effect is estimated ex ante once something started`() throws {
    let spec = try Spec.withPairing()
    try spec.given([proposed()])
    try spec.when(estimate("bikes", share: "1", basis: "ex_ante"))
      .thenRefused(.estimateNeedsStart)
    try spec.given([dated("ReplicationStarted", on: "2024-04-01")])
    try spec.when(estimate("bikes", share: "1", basis: "ex_ante"))
      .then("EmissionEffectEstimated")
    try spec.given([dated("ReplicationAbandoned", on: "2024-05-01")])
    try spec.when(estimate("bikes", share: "1", basis: "ex_ante")).thenRefused(.stateForbids)
    try spec.when(estimate("bikes", share: "1")).then("EmissionEffectEstimated")
  }

  @Test func `shares of one practice in one city and year add up to one at most`() throws {
    let spec = try Spec.withPairing()
    try practice(spec)
    for slug in ["one", "two", "three"] {
      try spec.given([
        proposed(slug, practice: true), dated("ReplicationStarted", slug, on: "2024-04-01"),
      ])
    }
    try spec.given([estimate("one", share: "0.333333"), estimate("two", share: "0.333333")])
    try spec.when(estimate("three", share: "0.333335")).thenRefused(.shareOverOne)
    try spec.when(estimate("three", share: "0.333334")).then("EmissionEffectEstimated")
    try spec.when(estimate("three", share: "1", year: 2026)).then("EmissionEffectEstimated")
    try spec.when(estimate("three", share: "1", basis: "ex_ante"))
      .then("EmissionEffectEstimated")
    // The latest of a stream counts: giving up a part makes room for it elsewhere.
    try spec.given([estimate("one", share: "0.1")])
    try spec.when(estimate("two", share: "0.566667")).thenRefused(.shareOverOne)
    try spec.when(estimate("two", share: "0.566666")).then("EmissionEffectEstimated")
    try spec.expectStatesRoundTrip(["replication/one", "replication/two"])
  }

  @Test func `a corrected share adds up with the others, in a batch too`() throws {
    let spec = try Spec.withPairing()
    try practice(spec)
    for slug in ["one", "two"] {
      try spec.given([
        proposed(slug, practice: true), dated("ReplicationStarted", slug, on: "2024-04-01"),
        estimate(slug, share: "0.5"),
      ])
    }
    let target = try spec.target("EmissionEffectEstimated", in: "replication/two")
    let corrected = told(
      "EventCorrected", "replication/two",
      #"""
      {"target":\#(target),"reason":{"code":"typo"},
       "patch":[{"path":"/data/share","old":"0.5","new":"0.6"}]}
      """#, by: .po)
    try spec.when(corrected).thenRefused(.shareOverOne)
    try spec.when(corrected, proposed("three")).thenRefused(.shareOverOne)
  }

  @Test func `what was abandoned claims no expected effect, and keeps what was measured`() throws {
    let spec = try Spec.withPairing()
    try practice(spec)
    for slug in ["one", "two"] {
      try spec.given([
        proposed(slug, practice: true), dated("ReplicationStarted", slug, on: "2024-04-01"),
      ])
    }
    try spec.given([
      estimate("one", share: "1"), estimate("one", share: "1", basis: "ex_ante"),
    ])
    try spec.when(estimate("two", share: "1", basis: "ex_ante")).thenRefused(.shareOverOne)
    try spec.given([dated("ReplicationAbandoned", "one", on: "2024-06-01")])
    try spec.when(estimate("two", share: "1", basis: "ex_ante"))
      .then("EmissionEffectEstimated")
    try spec.when(estimate("two", share: "0.000001")).thenRefused(.shareOverOne)
  }

  @Test func `without a practice nothing is shared`() throws {
    let spec = try Spec.withPairing()
    for slug in ["one", "two"] {
      try spec.given([
        proposed(slug), dated("ReplicationStarted", slug, on: "2024-04-01"),
        estimate(slug, share: "1"),
      ])
    }
  }
}
