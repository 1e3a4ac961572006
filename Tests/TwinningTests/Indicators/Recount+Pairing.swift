@testable import Twinning

/// Participations and pairings: I04, I05, I06, I13, I19, I21.
extension Recount {
  /// What was confirmed before the end, with its role and state.
  func findStandings() -> [(role: String, state: String)] {
    participations.compactMap { confirmed, events in
      guard events[0].time < end else { return nil }
      var state = "active"
      for event in events where event.time < end {
        switch event.data {
        case .participationSuspended(let pause) where hasBegun(pause.from): state = "suspended"
        case .participationResumed(let pause) where hasBegun(pause.to): state = "active"
        case .participationWithdrawn(let end) where hasBegun(end.effectiveOn): state = "withdrawn"
        case .participationCompleted(let end) where hasBegun(end.completedOn): state = "completed"
        default: break
        }
      }
      return (confirmed.role.word, state)
    }
  }

  private var roles: [String] {
    ["host", "twin"] + (standings.contains { $0.role == "peer" } ? ["peer"] : [])
  }

  var standing: [String: Value] {
    var values: [String: Value] = ["ever": .count(standings.count)]
    for state in ["active", "suspended", "withdrawn", "completed"] {
      values[state] = .count(standings.count { $0.state == state })
    }
    for role in roles {
      values["ever/\(role)"] = .count(standings.count { $0.role == role })
      values["active/\(role)"] = .count(
        standings.count { $0.role == role && $0.state == "active" })
    }
    return values
  }

  var retention: [String: Value] {
    func rate(_ some: [(role: String, state: String)]) -> Value {
      .share(some.count { $0.state != "withdrawn" }, some.count)
    }
    var values = ["rate": rate(standings)]
    for role in roles { values["rate/\(role)"] = rate(standings.filter { $0.role == role }) }
    return values
  }

  var persons: [String: Value] {
    var persons = travellers
    for (_, events) in participations where events[0].time < end {
      for event in events where event.time < end {
        switch event.data {
        case .representativeAssigned(let one): persons.insert(one.personID)
        case .representativeReplaced(let one): persons.insert(one.personID)
        default: break
        }
      }
    }
    return ["all": .count(persons.count)]
  }

  // MARK: Pairings

  /// The pairings that were formed before the end, each with its state and whether it was replaced.
  func findPairings() -> [(formed: Event, state: String, isReplaced: Bool)] {
    streams(.pairing).compactMap { events in
      guard let formed = events.first(where: { $0.data.type == .pairingFormed }),
        isIn(pairing: formed.subject),
        scope.theme.map({ parties[formed.subject]?.themes.contains($0) ?? false }) ?? true
      else { return nil }
      var state = "active"
      var isReplaced = false
      for event in events {
        switch event.data {
        case .pairingPaused(let pause) where hasBegun(pause.from): state = "paused"
        case .pairingResumed(let pause) where hasBegun(pause.to): state = "active"
        case .pairingDissolved(let end) where hasBegun(end.effectiveOn): state = "dissolved"
        case .pairingCompleted: state = "completed"
        case .pairingReplaced: isReplaced = state == "dissolved"
        default: break
        }
      }
      return (formed, state, isReplaced)
    }
  }

  var pairingStates: [String: Value] {
    var values: [String: Value] = [
      "formed": .count(pairings.count),
      "dissolved/replaced": .count(pairings.count { $0.isReplaced }),
    ]
    for state in ["active", "paused", "dissolved", "completed"] {
      values[state] = .count(pairings.count { $0.state == state })
    }
    return values
  }

  var twoWay: [String: Value] {
    var sides: [Ref: Set<String>] = [:]
    for events in history.streams(.activity) {
      let held = events.compactMap(\.data.held).first
      for event in events where event.time < end {
        guard case .insightRecorded(let insight) = event.data else { continue }
        for pairing in held?.pairingIDs ?? [] {
          guard let party = parties[pairing] else { continue }
          if party.isHost(insight.learnerCityID) { sides[pairing, default: []].insert("host") }
          if party.isTwin(insight.learnerCityID) { sides[pairing, default: []].insert("twin") }
        }
      }
    }
    let lasting = pairings.filter { $0.state == "active" || $0.state == "completed" }
    return [
      "rate": .share(lasting.count { sides[$0.formed.subject]?.count == 2 }, lasting.count)
    ]
  }

  var yield: [String: Value] {
    var fruitful: Set<Ref> = []
    for events in history.streams(.replication) {
      guard case .replicationProposed(let proposal) = events[0].data,
        events.contains(where: { $0.data.type == .replicationStarted && $0.time < end })
      else { continue }
      fruitful.insert(proposal.pairingID)
    }
    return [
      "rate": .share(pairings.count { fruitful.contains($0.formed.subject) }, pairings.count)
    ]
  }
}
