import Testing

@testable import Twinning

@Suite struct CityRulesTests {
  private func granted(_ status: String, from day: String) -> Told {
    told(
      "MissionStatusGranted", "city/hu-budapest",
      #"{"status":"\#(status)","valid_from":\#(Spec.day(day))}"#)
  }

  private func ended(_ status: String, to day: String) -> Told {
    told(
      "MissionStatusEnded", "city/hu-budapest",
      #"{"status":"\#(status)","valid_to":\#(Spec.day(day))}"#)
  }

  private func awarded(on day: String, recorded: String) -> Told {
    told(
      "MissionLabelAwarded", "city/hu-budapest", #"{"awarded_on":\#(Spec.day(day))}"#,
      recorded: recorded)
  }

  @Test func `a joint entry stands for two places at least, and counts once`() throws {
    let spec = try Spec.withCall()
    try spec.given([Spec.city("nl-eindhoven"), Spec.city("nl-helmond")])
    let joint = { (members: String) in
      Spec.city("nl-eindhoven-helmond", kind: "joint", more: #","members":[\#(members)]"#)
    }
    try spec.when(joint(#""nl-eindhoven""#)).thenRefused(.jointNeedsMembers)
    try spec.when(joint(#""nl-eindhoven","nl-helmond""#)).then("CityRegistered")
    try spec.given([Spec.cohort(calls: "[]")])
    let host = Spec.confirmation(
      "nl-eindhoven-helmond", role: "host", basis: "imported_record", application: nil)
    try spec.when(host).then("ParticipationConfirmed")
    let again = Spec.confirmation(
      "nl-eindhoven-helmond", role: "host", number: "--2", basis: "imported_record",
      application: nil)
    try spec.when(again).thenRefused(.participationExists)
    let joined = try spec.ref("city/nl-eindhoven-helmond")
    #expect(spec.world.subjects(.participation, mentioning: joined).count == 1)
    try spec.when(
      told("CityDetailsAmended", "city/nl-eindhoven-helmond", #"{"members":["nl-helmond"]}"#)
    ).thenRefused(.jointNeedsMembers)
  }

  @Test func `a place is no part of itself, and what it names is known`() throws {
    let spec = try Spec.withCall()
    try spec.when(
      told("CityDetailsAmended", "city/de-koln", #"{"part_of":"de-koln"}"#)
    ).thenRefused(.jointNeedsMembers)
    try spec.when(
      told("CityDetailsAmended", "city/de-koln", #"{"part_of":"de-rheinland"}"#)
    ).thenRefused(.unknownReference)
    try spec.when(
      told("CitySuperseded", "city/de-koln", #"{"by":"de-cologne"}"#)
    ).thenRefused(.unknownReference)
    try spec.when(
      told("CityDetailsAmended", "city/de-koln", #"{"part_of":"hu-budapest"}"#)
    ).then("CityDetailsAmended")
  }

  @Test func `a place is registered once and superseded once, by another`() throws {
    let spec = try Spec.withCall()
    try spec.when(Spec.city("de-koln")).thenRefused(.stateForbids)
    try spec.when(
      told("CitySuperseded", "city/de-koln", #"{"by":"de-koln"}"#)
    ).thenRefused(.stateForbids)
    try spec.given([told("CitySuperseded", "city/de-koln", #"{"by":"hu-budapest"}"#)])
    try spec.when(
      told("CitySuperseded", "city/de-koln", #"{"by":"ch-zurich"}"#)
    ).thenRefused(.stateForbids)
  }

  @Test func `an amendment changes something`() throws {
    let spec = try Spec.withCall()
    try spec.when(
      told("CityDetailsAmended", "city/de-koln", #"{"kind":"city"}"#)
    ).thenRefused(.changesNothing)
    try spec.when(
      told("CityDetailsAmended", "city/de-koln", #"{"kind":"metropole"}"#)
    ).then("CityDetailsAmended")
    #expect(spec.world.city(try spec.ref("city/de-koln"))?.kind == .metropole)
  }

  @Test func `one status doesn't overlap with itself, two may`() throws {
    let spec = try Spec.withCall()
    try spec.when(granted("mission", from: "2023-01-01")).thenRefused(.statusOverlaps)
    try spec.when(granted("pilot", from: "2023-01-01")).then("MissionStatusGranted")
    try spec.given([ended("mission", to: "2024-01-31")])
    try spec.when(granted("mission", from: "2024-01-30")).thenRefused(.statusOverlaps)
    try spec.when(granted("mission", from: "2024-01-31")).then("MissionStatusGranted")
  }

  @Test func `a status ends that holds, and not before it began`() throws {
    let spec = try Spec.withCall()
    try spec.when(ended("pilot", to: "2024-01-31")).thenRefused(.statusNotHeld)
    try spec.when(ended("mission", to: "2022-04-27")).thenRefused(.intervalReversed)
    try spec.when(ended("mission", to: "2022-04-28")).then("MissionStatusEnded")
  }

  @Test func `the label is awarded once, to a Mission City`() throws {
    let spec = try Spec.withCall()
    let late = "2024-03-01T12:00:00.000Z"
    try spec.when(
      told(
        "MissionLabelAwarded", "city/de-koln", #"{"awarded_on":\#(Spec.day("2024-02-01"))}"#,
        recorded: late)
    ).thenRefused(.labelNeedsMission)
    try spec.when(awarded(on: "2023-12-31", recorded: late)).thenRefused(.beforeBirth)
    try spec.when(awarded(on: "2024-02-01", recorded: late)).then("MissionLabelAwarded")
    try spec.when(awarded(on: "2024-02-02", recorded: late)).thenRefused(.labelTwice)
  }

  @Test func `a label needs the status on its day, not one that ended before`() throws {
    let spec = try Spec.withCall()
    try spec.given([ended("mission", to: "2024-01-31")])
    let late = "2024-03-01T12:00:00.000Z"
    try spec.when(awarded(on: "2024-02-01", recorded: late)).thenRefused(.labelNeedsMission)
    try spec.when(awarded(on: "2024-01-31", recorded: late)).then("MissionLabelAwarded")
  }

  @Test func `a country's standing doesn't end before it began`() throws {
    let spec = try Spec.withCall()
    let association = { (to: String) in
      told(
        "CountryAssociationRecorded", "country/ch",
        #"""
        {"status":"associated","scope":"full","valid_from":\#(Spec.day("2025-01-01")),
         "valid_to":\#(Spec.day(to))}
        """#)
    }
    try spec.when(association("2024-12-31")).thenRefused(.intervalReversed)
    try spec.when(association("2025-01-01")).then("CountryAssociationRecorded")
  }

  @Test func `of several standings the one that begins last holds`() throws {
    let spec = try Spec.withCall()
    let record = { (status: String, from: String) in
      told(
        "CountryAssociationRecorded", "country/ch",
        #"{"status":"\#(status)","scope":"full","valid_from":\#(Spec.day(from))}"#)
    }
    try spec.given([
      record("transitional", "2024-01-01"), record("associated", "2025-01-01"),
      record("ended", "2028-01-01"),
    ])
    let country = try #require(spec.world.country(try spec.ref("country/ch")))
    let zone = try Zone("Europe/Brussels")
    let status = { (day: String) in
      country.association(at: zone.start(of: try CivilDate(day)), in: zone)?.status
    }
    #expect(try status("2023-12-31") == nil)
    #expect(try status("2024-12-31") == .transitional)
    #expect(try status("2025-01-01") == .associated)
    #expect(try status("2030-01-01") == .ended)
  }
}
