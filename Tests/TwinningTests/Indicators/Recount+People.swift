@testable import Twinning

/// Applications, participations and pairings.
extension Recount {
  /// By stream: how an application stands before the end.
  private var applications: [(stream: Ref, events: [Event])] {
    let formed = before { data -> CohortFormedV1? in
      if case .cohortFormed(let formed) = data { formed } else { nil }
    }
    let calls = formed.first { $0.event.subject == cohort }?.value.callIDs ?? []
    return streams(.application).filter { _, events in
      guard case .applicationDrafted(let draft)? = events.first?.data else { return false }
      if let city, draft.cityID != city { return false }
      if cohort == nil || calls.contains(draft.callID) { return true }
      return events.contains {
        if case .applicationSelected(let selection) = $0.data {
          selection.cohortID == cohort
        } else {
          false
        }
      }
    }.map { ($0.key, $0.value) }
  }

  var received: [String: Int] {
    var counts = ["all": 0, "on_time": 0, "late": 0]
    for (_, events) in applications {
      let submission = events.first { $0.data.type == .applicationSubmitted }
      guard let submission, isIn(submission),
        case .applicationDrafted(let draft)? = events.first?.data, !events[0].isFromRecord
      else { continue }
      var deadline: Instant?
      for event in history.effective where event.subject == draft.callID {
        switch event.data {
        case .callPublished(let call): deadline = call.closesAt?.instant
        case .callDeadlineExtended(let ext): deadline = ext.closesAt.instant
        default: break
        }
      }
      counts["all", default: 0] += 1
      counts["all/\(draft.role.word)", default: 0] += 1
      guard let deadline else { continue }
      counts[submission.time <= deadline ? "on_time" : "late", default: 0] += 1
    }
    return counts
  }

  /// The shares of I02 and I03.
  var rates: (eligible: String, selected: String) {
    var (judged, eligible, selected) = (0, 0, 0)
    for (_, events) in applications {
      let verdict = events.last {
        $0.data.type == .eligibilityConfirmed || $0.data.type == .applicationDeclaredIneligible
      }
      guard let verdict, isIn(verdict) else { continue }
      judged += 1
      guard verdict.data.type == .eligibilityConfirmed else { continue }
      eligible += 1
      var isSelected = false
      for event in events {
        switch event.data {
        case .applicationSelected: isSelected = true
        case .applicationReserved, .applicationRejected: isSelected = false
        case .selectionOverturned(let overturned): isSelected = overturned.newOutcome == .selected
        default: break
        }
      }
      if isSelected { selected += 1 }
    }
    return (percentText(eligible, judged), percentText(selected, eligible))
  }

  private func hasBegun(_ point: PointInTime) -> Bool { point.interval(in: zone).start <= moment }

  /// The participations that were ever confirmed, each with its state.
  var participations: [(birth: Event, confirmed: ParticipationConfirmedV1, state: String)] {
    streams(.participation).values.compactMap { events in
      guard let birth = events.first, case .participationConfirmed(let confirmed) = birth.data,
        isWanted(cohort: confirmed.cohortID, city: confirmed.cityID)
      else { return nil }
      var state = "active"
      for event in events {
        switch event.data {
        case .participationSuspended(let pause) where hasBegun(pause.from): state = "suspended"
        case .participationResumed(let pause) where hasBegun(pause.to): state = "active"
        case .participationWithdrawn(let end) where hasBegun(end.effectiveOn): state = "withdrawn"
        case .participationCompleted(let end) where hasBegun(end.completedOn): state = "completed"
        default: break
        }
      }
      return (birth, confirmed, state)
    }
  }

  var persons: Int {
    var persons = travellers
    let wanted = Set(participations.map(\.birth.subject))
    for event in history.effective where event.time < end && wanted.contains(event.subject) {
      switch event.data {
      case .representativeAssigned(let one): persons.insert(one.personID)
      case .representativeReplaced(let one): persons.insert(one.personID)
      default: break
      }
    }
    return persons.count
  }

  /// The pairings that were ever formed, each with its state and whether it was replaced.
  var pairings: [(formed: Event, state: String, isReplaced: Bool)] {
    let parties = parties
    return streams(.pairing).values.compactMap { events in
      guard let formed = events.first(where: { $0.data.type == .pairingFormed }),
        isWanted(pairing: formed.subject, parties)
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

  var daysToMatch: String {
    let applications = Dictionary(
      before { data -> ParticipationConfirmedV1? in
        if case .participationConfirmed(let confirmed) = data { confirmed } else { nil }
      }.map { ($0.value.role == .host ? "h" : "t", $0.value) }
        .map { ("\($0.0) \($0.1.cohortID) \($0.1.cityID)", $0.1.application) },
      uniquingKeysWith: { $1 })
    let submissions = Dictionary(
      before { $0.type == .applicationSubmitted ? true : nil }.map { ($0.event.subject, $0.event) },
      uniquingKeysWith: { first, _ in first })
    var days: [Int] = []
    for pairing in pairings where isIn(pairing.formed) && !pairing.formed.isFromRecord {
      guard case .pairingFormed(let formed) = pairing.formed.data, let twin = formed.twinCityID
      else { continue }
      let hosts = (formed.hostParty?.cities ?? []).compactMap {
        applications["h \(formed.cohortID) \($0)"].flatMap { $0 }.flatMap { submissions[$0] }
      }
      let twins = [applications["t \(formed.cohortID) \(twin)"].flatMap { $0 }]
        .compactMap { $0 }.compactMap { submissions[$0] }
      guard let last = (hosts + twins).map(\.time).max(), !hosts.isEmpty, !twins.isEmpty else {
        continue
      }
      days.append(zone.date(of: pairing.formed.time).days(since: zone.date(of: last)))
    }
    return medianText(days)
  }
}
