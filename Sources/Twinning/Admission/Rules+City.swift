/// Rules of places and of countries that look at other streams (DOMAIN 4).
extension World {
  /// Refuses what other streams don't allow for a country's `event`: nothing does.
  func checkCountryAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {}

  /// Refuses a place that names places the ledger doesn't know. Its country needs no record: a
  /// country's standing may become known long after its cities did.
  func checkCityAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .cityRegistered(let city):
      try checkPlaces(members: city.members, partOf: city.partOf, of: event)
    case .cityDetailsAmended(let amended):
      try checkPlaces(members: amended.members, partOf: amended.partOf, of: event)
    case .citySuperseded(let succession): try requireStream(succession.by, "city")
    default: break
    }
  }

  private func checkPlaces(members: [Ref], partOf: Ref?, of event: Event) throws(Refusal) {
    if members.contains(event.subject) || partOf == event.subject {
      throw Refusal(
        .jointNeedsMembers,
        "\(interner.subject(of: event.subject)) is named as a part of itself.",
        admitted: "Name other places as members and part_of.")
    }
    for member in members { try requireStream(member, "city") }
    if let partOf { try requireStream(partOf, "city") }
  }
}
