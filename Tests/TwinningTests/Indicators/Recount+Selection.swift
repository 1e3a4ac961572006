@testable import Twinning

/// Applications: I01, I02, I03.
extension Recount {
  struct Application {
    var draft: ApplicationDraftedV1
    var events: [Event]
  }

  /// The applications that are asked for, with all their effective events.
  func findApplications() -> [Application] {
    let ofPairing = Set(participations.compactMap(\.confirmed.application))
    var found: [Application] = []
    for events in history.streams(.application) {
      guard case .applicationDrafted(let draft) = events[0].data else { continue }
      if hasPlace, !isOfPlace(draft.cityID) { continue }
      if let theme = scope.theme, !themes(of: draft, events).contains(theme) { continue }
      if scope.pairing != nil {
        if !ofPairing.contains(events[0].subject) { continue }
      } else if hasFrame, !isInFrame(draft, events) {
        continue
      }
      found.append(Application(draft: draft, events: events))
    }
    return found
  }

  /// An application is a cohort's by its call, or by its last outcome.
  private func isInFrame(_ draft: ApplicationDraftedV1, _ events: [Event]) -> Bool {
    if let programme = scope.programme, programmes[draft.callID] != programme { return false }
    guard let cohort = scope.cohort else { return true }
    if cohorts[cohort]?.calls.contains(draft.callID) ?? false { return true }
    return events.compactMap(\.data.outcome).last?.cohort == cohort
  }

  private func themes(of draft: ApplicationDraftedV1, _ events: [Event]) -> ThemeSet {
    var themes = draft.themes ?? []
    for event in events {
      if case .applicationAmended(let amended) = event.data, !amended.themes.isEmpty {
        themes = amended.themes
      }
    }
    return themes
  }

  var received: [String: Value] {
    var counts = ["all": 0, "on_time": 0, "late": 0]
    for application in applications where !application.events[0].isFromRecord {
      for event in application.events {
        guard case .applicationSubmitted(let submission) = event.data else { continue }
        switch place(event, submission.receivedAt) {
        case .within: receive(event, submission, application.draft, &counts)
        case .uncertain: counts["date_uncertain", default: 0] += 1
        case .outside: break
        }
        break
      }
    }
    return counts.mapValues { .count($0) }
  }

  private func receive(
    _ event: Event, _ submission: ApplicationSubmittedV1, _ draft: ApplicationDraftedV1,
    _ counts: inout [String: Int]
  ) {
    let role = draft.role.word
    let country = countries[draft.cityID].map { history.world.interner.slug(of: $0) } ?? "NR"
    for key in ["all", "all/\(role)", "all/\(role)/\(country)"] { counts[key, default: 0] += 1 }
    counts["late/\(role)", default: 0] += 0
    let interval = submission.receivedAt?.interval(in: zone) ?? Interval(event.time)
    guard let deadline = deadline(of: draft.callID),
      interval.end <= deadline || interval.start > deadline
    else { return counts["lateness_not_reported", default: 0] += 1 }
    if interval.end <= deadline { return counts["on_time", default: 0] += 1 }
    counts["late", default: 0] += 1
    counts["late/\(role)", default: 0] += 1
  }

  /// The last millisecond in time, as known now.
  private func deadline(of call: Ref) -> Instant? {
    var deadline: Instant?
    for event in history.stream(call) {
      switch event.data {
      case .callPublished(let published): deadline = published.closesAt?.instant
      case .callDeadlineExtended(let ext): deadline = ext.closesAt.instant
      default: break
      }
    }
    return deadline
  }

  var rates: (eligible: [String: Value], selected: [String: Value]) {
    var (judged, eligible, selected) = (0, 0, 0)
    for application in applications {
      let known = application.events.filter { $0.time < end }
      let verdict = known.last {
        $0.data.type == .eligibilityConfirmed || $0.data.type == .applicationDeclaredIneligible
      }
      guard let verdict, isIn(verdict) else { continue }
      judged += 1
      guard verdict.data.type == .eligibilityConfirmed else { continue }
      eligible += 1
      if known.compactMap(\.data.outcome).last?.word == .selected { selected += 1 }
    }
    return (["rate": .share(eligible, judged)], ["rate": .share(selected, eligible)])
  }

  // MARK: I07

  var daysToMatch: [String: Value] {
    var days: [Int] = []
    var unknown = 0
    for (formed, _, _) in pairings where isIn(formed) && !formed.isFromRecord {
      guard case .pairingFormed(let pairing) = formed.data,
        let last = submissions(behind: pairing, formed.subject)?.max()
      else {
        unknown += 1
        continue
      }
      days.append(zone.date(of: formed.time).days(since: zone.date(of: last)))
    }
    return ["median": Value(shown: medianText(days), notReported: unknown)]
  }

  /// When those on either side first submitted; nil where that isn't known of one side.
  private func submissions(behind formed: PairingFormedV1, _ pairing: Ref) -> [Instant]? {
    func submitted(_ city: Ref, asHost isHost: Bool) -> Instant? {
      var application: Ref?
      for events in history.streams(.participation) {
        guard case .participationConfirmed(let one) = events[0].data,
          one.cohortID == formed.cohortID, one.cityID == city, (one.role == .host) == isHost
        else { continue }
        application = one.application ?? application
      }
      guard let application else { return nil }
      let first = history.stream(application).first { $0.data.type == .applicationSubmitted }
      return first.flatMap { $0.time < end ? $0.time : nil }
    }
    let peers = formed.peers.compactMap { submitted($0, asHost: false) }
    if !formed.peers.isEmpty { return peers.count == formed.peers.count ? peers : nil }
    let hosts = hostsNow(pairing, formed).compactMap { submitted($0, asHost: true) }
    guard let twin = formed.twinCityID.flatMap({ submitted($0, asHost: false) }), !hosts.isEmpty
    else { return nil }
    return hosts + [twin]
  }

  /// The cities of the host party as it stands.
  private func hostsNow(_ pairing: Ref, _ formed: PairingFormedV1) -> [Ref] {
    var hosts = formed.hostParty?.cities ?? []
    var hasFormed = false
    for event in history.stream(pairing) {
      switch event.data {
      case .pairingFormed: hasFormed = true
      case .consortiumMemberJoined(let change) where hasFormed: hosts.append(change.cityID)
      case .consortiumMemberLeft(let change) where hasFormed:
        hosts.removeAll { $0 == change.cityID }
      default: break
      }
    }
    return hosts
  }
}

extension EventData {
  /// The outcome of a selection, and the cohort that it is about.
  var outcome: (word: SelectionOutcome, cohort: Ref?)? {
    switch self {
    case .applicationSelected(let one): (.selected, one.cohortID)
    case .applicationReserved(let one): (.reserved, one.cohortID)
    case .applicationRejected(let one): (.rejected, one.cohortID)
    case .selectionOverturned(let one): (one.newOutcome, one.cohortID)
    default: nil
    }
  }
}
