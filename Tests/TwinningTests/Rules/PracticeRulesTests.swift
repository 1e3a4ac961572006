import Testing

@testable import Twinning

@Suite struct `Rules of good practices` {
  private let described = told(
    "PracticeDescribed", "practice/tram",
    #"{"owner_city_id":"hu-budapest","title":"Tram","themes":["mobility"],"levers":[],"#
      + #""source_ref":"doc/1"}"#, occurred: "2024-02-10T09:00:00.000Z")

  private func adopted(
    _ stage: String, by city: String = "tr-eskisehir", in pairing: String? = nil,
    on day: String = "2024-03-01"
  ) -> Told {
    told(
      "PracticeAdopted", "practice/tram",
      #"{"learner_city_id":"\#(city)","stage":"\#(stage)","pairing_id":"#
        + "\"\(pairing ?? String(Spec.pairing.dropFirst(8)))\"}",
      occurred: "\(day)T09:00:00.000Z")
  }

  @Test func `the owner is a known city`() throws {
    let spec = try Spec.withPairing()
    try spec.when(
      told(
        "PracticeDescribed", "practice/tram",
        #"{"owner_city_id":"xx-nowhere","title":"T","themes":[],"levers":[],"source_ref":"d"}"#)
    ).thenRefused(.unknownReference)
    try spec.when(described).then("PracticeDescribed")
    try spec.when(described).thenRefused(.stateForbids)
  }

  @Test func `a stage may be reached again and moves forward only`() throws {
    let spec = try Spec.withPairing()
    try spec.given([described, adopted("adapted")])
    try spec.when(adopted("understood")).thenRefused(.stageGoesBack)
    try spec.when(adopted("adapted")).then("PracticeAdopted")
    try spec.when(adopted("reused")).then("PracticeAdopted")
    try spec.when(adopted("understood", by: "hu-budapest")).then("PracticeAdopted")
    let state = try #require(spec.world.practice(try spec.ref("practice/tram")))
    #expect(state.adoption(by: try spec.ref("city/tr-eskisehir"))?.stage == .reused)
    #expect(state.adoptions.count == 4)
    try spec.expectStatesRoundTrip(["practice/tram"])
  }

  @Test func `an earlier step entered later goes where it happened`() throws {
    let spec = try Spec.withPairing()
    try spec.given([described, adopted("adapted", on: "2024-04-01")])
    try spec.when(adopted("understood", on: "2024-03-01")).then("PracticeAdopted")
    try spec.when(adopted("reused", on: "2024-03-15")).thenRefused(.stageGoesBack)
    let state = try #require(spec.world.practice(try spec.ref("practice/tram")))
    #expect(state.adoptions.map(\.stage) == [.understood, .adapted])
  }

  @Test func `the learner is a city of a formed pairing`() throws {
    let spec = try Spec.withPairing(formed: false)
    try spec.given([described])
    try spec.when(adopted("understood")).thenRefused(.pairingNotLive)
    try spec.formPairing()
    try spec.when(adopted("understood", in: "c1--unknown")).thenRefused(.unknownReference)
    try spec.when(adopted("understood", by: "at-wien")).thenRefused(.notParticipating)
    try spec.when(adopted("understood")).then("PracticeAdopted")
  }

  @Test func `a retired practice is revised no more, but may be taken further`() throws {
    let spec = try Spec.withPairing()
    try spec.given([
      described, told("PracticeRevised", "practice/tram", #"{"title":"Trams"}"#),
      told("PracticeRetired", "practice/tram"),
    ])
    try spec.when(told("PracticeRevised", "practice/tram", #"{"title":"X"}"#))
      .thenRefused(.stateForbids)
    try spec.when(adopted("understood")).then("PracticeAdopted")
    #expect(spec.world.practice(try spec.ref("practice/tram"))?.title == "Trams")
  }
}
