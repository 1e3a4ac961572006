import Testing

@testable import Twinning

@Suite struct `Rules of deliverables` {
  private func submitted(
    _ slug: String = "roadmap", type: String = "roadmap", version: Int = 1,
    activity: String? = nil, pairing: String = "c1--hu-budapest--tr-eskisehir",
    actor: String = "writer-01", on time: String? = "2024-03-01T09:00:00.000Z"
  ) -> Told {
    told(
      "DeliverableSubmitted", "deliverable/\(slug)",
      #"{"type":"\#(type)","pairing_id":"\#(pairing)","version":\#(version),"#
        + (activity.map { "\"activity_id\":\"\($0)\"," } ?? "")
        + #""sha256":"\#(String(repeating: "cd", count: 32))"}"#,
      actor: actor, occurred: time)
  }

  private func reviewed(
    _ type: String, _ slug: String = "roadmap", version: Int? = nil, by actor: String = "reader-01"
  ) -> Told {
    told(
      type, "deliverable/\(slug)", version.map { "{\"version\":\($0)}" } ?? "{}", by: .po,
      actor: actor)
  }

  @Test func `handed in for a formed pairing`() throws {
    let spec = try Spec.withPairing(formed: false)
    try spec.when(submitted()).thenRefused(.pairingNotLive)
    try spec.when(submitted(pairing: "c1--nobody")).thenRefused(.unknownReference)
    try spec.formPairing()
    try spec.when(submitted()).then("DeliverableSubmitted")
    try spec.when(submitted()).thenRefused(.stateForbids)
  }

  @Test func `versions run from one without gaps, each after a return`() throws {
    let spec = try Spec.withPairing()
    try spec.when(submitted(version: 2)).thenRefused(.deliverableVersionNotNext)
    try spec.given([submitted()])
    try spec.when(submitted(version: 2, on: nil)).thenRefused(.stateForbids)
    try spec.given([reviewed("DeliverableReturned")])
    try spec.when(submitted(version: 3, on: nil)).thenRefused(.deliverableVersionNotNext)
    try spec.when(submitted(version: 1, on: nil)).thenRefused(.deliverableVersionNotNext)
    try spec.when(submitted(type: "final_report", version: 2, on: nil))
      .thenRefused(.deliverableVersionNotNext)
    try spec.when(submitted(version: 2, on: nil)).then("DeliverableSubmitted")
  }

  @Test func `reviewed by somebody else, and in its latest version`() throws {
    let spec = try Spec.withPairing()
    try spec.given([submitted()])
    try spec.when(reviewed("DeliverableAccepted", by: "writer-01"))
      .thenRefused(.reviewerIsSubmitter)
    try spec.when(reviewed("DeliverableReturned", by: "writer-01"))
      .thenRefused(.reviewerIsSubmitter)
    try spec.when(reviewed("DeliverableAccepted", version: 2))
      .thenRefused(.deliverableVersionNotNext)
    try spec.when(reviewed("DeliverableAccepted", version: 1)).then("DeliverableAccepted")
    try spec.when(reviewed("DeliverableReturned")).thenRefused(.stateForbids)
    let state = try #require(spec.world.deliverable(try spec.ref("deliverable/roadmap")))
    #expect(state.accepted?.submitted.time == state.versions[0].fact.time)
  }

  @Test func `a second version may be reviewed by the writer of the first`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      submitted(), reviewed("DeliverableReturned"),
      submitted(version: 2, actor: "reader-01", on: nil),
    ])
    try spec.when(reviewed("DeliverableAccepted", by: "reader-01"))
      .thenRefused(.reviewerIsSubmitter)
    try spec.when(reviewed("DeliverableAccepted", by: "writer-01")).then("DeliverableAccepted")
  }

  @Test func `a revoked acceptance leads back to returned`() throws {
    let spec = try Spec.withPairing()
    try spec.given([submitted()])
    try spec.when(told("AcceptanceRevoked", "deliverable/roadmap")).thenRefused(.stateForbids)
    try spec.given([
      reviewed("DeliverableAccepted"), told("AcceptanceRevoked", "deliverable/roadmap"),
    ])
    let state = try #require(spec.world.deliverable(try spec.ref("deliverable/roadmap")))
    #expect(state.status == .returned)
    #expect(state.accepted == nil)
    try spec.when(submitted(version: 2, on: nil)).then("DeliverableSubmitted")
  }

  @Test func `a visit report is about a held visit of the pairing`() throws {
    let spec = try Spec.withPairing()
    func report(_ activity: String?, on time: String = "2024-05-11T09:00:00.000Z") -> Told {
      submitted("report", type: "visit_report", activity: activity, on: time)
    }
    try spec.when(report(nil)).thenRefused(.visitReportNeedsVisit)
    try spec.when(report("visit")).thenRefused(.unknownReference)
    try spec.given([
      Spec.held("WorkshopHeld", "workshop", on: "2024-05-10"),
      Spec.visit("visit", on: "2024-05-10"),
    ])
    try spec.when(report("workshop")).thenRefused(.visitReportNeedsVisit)
    try spec.when(report("visit", on: "2024-05-10T08:59:59.999Z"))
      .thenRefused(.visitReportNeedsVisit)
    try spec.when(report("visit", on: "2024-05-10T09:00:00.000Z")).then("DeliverableSubmitted")
  }

  @Test func `a waiver is of one visit's report`() throws {
    let spec = try Spec.withPairing()
    func waived(_ slug: String, _ activity: String) -> Told {
      told(
        "DeliverableWaived", "deliverable/\(slug)",
        #"{"activity_id":"\#(activity)","pairing_id":"c1--hu-budapest--tr-eskisehir"}"#)
    }
    try spec.given([
      Spec.held("WorkshopHeld", "workshop", on: "2024-05-10"),
      Spec.visit("visit", on: "2024-05-10"), submitted(),
    ])
    try spec.when(waived("waiver", "workshop")).thenRefused(.visitReportNeedsVisit)
    try spec.when(waived("roadmap", "visit")).thenRefused(.visitReportNeedsVisit)
    try spec.when(waived("waiver", "visit")).then("DeliverableWaived")
    try spec.when(waived("waiver", "visit")).thenRefused(.stateForbids)
  }

  @Test func `a visit with a report is voided only together with the report`() throws {
    let spec = try Spec.withPairing()
    let visit = try #require(
      try spec.when(Spec.visit("visit", on: "2024-05-10")).result.get().first)
    let report = try #require(
      try spec.when(
        submitted(
          "report", type: "visit_report", activity: "visit", on: "2024-05-11T09:00:00.000Z")
      ).result.get().first)
    func voided(_ event: Admitted, of subject: String) -> Told {
      told(
        "EventVoided", subject,
        #"{"target":{"index":\#(event.event.index),"id":"\#(event.id.text)"},"#
          + #""cause":"did_not_happen"}"#, by: .po)
    }
    let voidedVisit = voided(visit, of: "activity/visit")
    try spec.when(voidedVisit).thenRefused(.dependentsBroken)
    try spec.when(voidedVisit, voided(report, of: "deliverable/report"))
      .then("EventVoided", "EventVoided")
  }
}
