@testable import Twinning

/// The indicators counted again, one by one and slowly, from plain arrays of events and the
/// definitions alone.
final class Recount {
  let history: History
  let scope: ReportScope
  let now: Instant
  let zone: Zone

  /// By name: every pairing, whenever it was proposed or formed.
  let parties: [Ref: Party]

  /// By name: every cohort's programme and calls, every call's programme, every place's country.
  let cohorts: [Ref: (programme: Ref, calls: [Ref])]
  let programmes: [Ref: Ref]
  let countries: [Ref: Ref]

  // What several figures look at, each made once.
  private(set) lazy var activities = findActivities()
  private(set) lazy var exchanges = findExchanges()
  private(set) lazy var applications = findApplications()
  private(set) lazy var participations = findParticipations()
  private(set) lazy var standings = findStandings()
  private(set) lazy var pairings = findPairings()
  private(set) lazy var claims = findClaims()
  private(set) lazy var years = findYears()

  /// By stream, once it was asked: whether its events are asked for.
  var isInByStream: [Ref: Bool] = [:]

  /// A pairing's cohort and whoever stood on either side of it, whenever that was.
  struct Party {
    var cohort: Ref
    var hosts: Set<Ref> = []
    var peers: [Ref] = []
    var twin: Ref?
    var themes: ThemeSet = []

    var cities: Set<Ref> { hosts.union(peers).union(twin.map { [$0] } ?? []) }

    /// Of two peers the first one stands for the host.
    func isHost(_ city: Ref) -> Bool { peers.isEmpty ? hosts.contains(city) : peers[0] == city }

    func isTwin(_ city: Ref) -> Bool { peers.isEmpty ? twin == city : peers[1] == city }
  }

  init(_ history: History, _ scope: ReportScope = ReportScope(), now: Instant) {
    self.history = history
    self.scope = scope
    self.now = now
    zone = history.world.zone(of: scope)
    var parties: [Ref: Party] = [:]
    var cohorts: [Ref: (programme: Ref, calls: [Ref])] = [:]
    var programmes: [Ref: Ref] = [:]
    var countries: [Ref: Ref] = [:]
    var abouts: [Ref: Ref] = [:]
    for events in history.streams(.pairing) { parties[events[0].subject] = Party(of: events) }
    for event in history.effective {
      switch event.data {
      case .cohortFormed(let cohort):
        cohorts[event.subject] = (cohort.programmeID, cohort.callIDs ?? [])
        programmes[event.subject] = cohort.programmeID
      case .callPublished(let call): programmes[event.subject] = call.programmeID
      case .reportingPeriodOpened(let period): programmes[event.subject] = period.programmeID
      case .cityRegistered(let city): countries[event.subject] = city.isoCountry
      case .changeRequested(let change): abouts[event.subject] = change.about
      case .deviationReported(let change): abouts[event.subject] = change.about
      case .impactSummaryPublished(let summary): abouts[event.subject] = summary.scope
      default: break
      }
    }
    for (subject, about) in abouts {
      // What somebody changes or sums up is a programme, or a cohort or a pairing of one.
      let cohort = parties[about]?.cohort ?? about
      let isProgramme = history.world.interner.kind(of: about) == .programme
      programmes[subject] = isProgramme ? about : programmes[cohort]
    }
    (self.parties, self.cohorts) = (parties, cohorts)
    (self.programmes, self.countries) = (programmes, countries)
  }

  /// By figure and key, such as `I08 kind/workshop`: everything that a summary says.
  var values: [String: Value] {
    var found: [String: Value] = [:]
    for (id, values) in all {
      for (key, value) in values { found["\(id) \(key)"] = value }
    }
    return found
  }

  private var all: [(String, [String: Value])] {
    let rates = rates
    return [
      ("I01", received), ("I02", rates.eligible), ("I03", rates.selected),
      ("I04", withoutTheme(standing)), ("I05", withoutTheme(retention)), ("I06", pairingStates),
      ("I07", daysToMatch), ("I08", heldCounts), ("I09", visits), ("I10", workshops),
      ("I11", hours), ("I12", genders), ("I13", withoutTheme(persons)), ("I14", evidenceCoverage),
      ("I15", planReliability), ("I16", usefulness), ("I17", learning), ("I18", practices),
      ("I19", twoWay), ("I20", replicationCounts), ("I21", yield), ("I22", effect(.exAnte)),
      ("I23", effect(.measured)), ("I24", withoutTheme(deliverablesInTime)),
      ("I25", withoutTheme(milestoneCounts)), ("I26", withoutTheme(travel)),
      ("I27", withoutTheme(timeliness)), ("I28", withoutTheme(correctionRate)), ("I29", integrity),
      ("I30", withoutTheme(geography)),
    ]
  }

  /// What has no themes of its own can't be asked for by one.
  private func withoutTheme(_ values: [String: Value]) -> [String: Value] {
    if scope.theme == nil { return values }
    return values.filter { $0.key != "date_uncertain" }.mapValues { _ in Value(shown: "NR") }
  }

  // MARK: Time

  var end: Instant { scope.period?.to ?? .distantFuture }

  /// The last moment that counts.
  var moment: Instant { scope.period.map { min(now, $0.to.adding(milliseconds: -1)) } ?? now }

  enum Place { case within, outside, uncertain }

  /// Where an event lies to the period; a date that isn't exact may straddle an end of it.
  func place(_ event: Event, _ own: PointInTime? = nil) -> Place {
    guard let period = scope.period else { return .within }
    guard let own, own.precision != .instant else {
      return event.time >= period.from && event.time < period.to ? .within : .outside
    }
    let interval = own.interval(in: zone)
    if interval.end < period.from || interval.start >= period.to { return .outside }
    return interval.start >= period.from && interval.end < period.to ? .within : .uncertain
  }

  func isIn(_ event: Event) -> Bool { place(event) == .within }

  func hasBegun(_ point: PointInTime) -> Bool { point.interval(in: zone).start <= moment }

  /// The streams of a kind: their effective events before the end.
  func streams(_ kind: Kind) -> [[Event]] {
    history.streams(kind).compactMap { events in
      let known = events.filter { $0.time < end }
      return known.isEmpty ? nil : known
    }
  }
}

// MARK: - What belongs where

extension Recount {
  var hasFrame: Bool { scope.programme != nil || scope.cohort != nil || scope.pairing != nil }

  var hasPlace: Bool { scope.city != nil || scope.country != nil }

  func isOfPlace(_ city: Ref) -> Bool {
    if let wanted = scope.city, wanted != city { return false }
    return scope.country == nil || countries[city] == scope.country
  }

  func isInFrame(cohort: Ref) -> Bool {
    if let wanted = scope.cohort, wanted != cohort { return false }
    if let wanted = scope.pairing, parties[wanted]?.cohort != cohort { return false }
    return scope.programme == nil || cohorts[cohort]?.programme == scope.programme
  }

  func isInFrame(pairing: Ref) -> Bool {
    guard let party = parties[pairing] else { return !hasFrame }
    return isInFrame(cohort: party.cohort) && (scope.pairing == nil || scope.pairing == pairing)
  }

  func isIn(pairing: Ref) -> Bool {
    isInFrame(pairing: pairing)
      && (!hasPlace || (parties[pairing]?.cities.contains(where: isOfPlace) ?? false))
  }

  func isIn(_ participation: ParticipationConfirmedV1) -> Bool {
    guard isInFrame(cohort: participation.cohortID) else { return false }
    if let pairing = scope.pairing,
      !(parties[pairing]?.cities.contains(participation.cityID) ?? false)
    {
      return false
    }
    return !hasPlace || isOfPlace(participation.cityID)
  }

  /// A replication is its twin city's.
  func isIn(_ replication: ReplicationProposedV1) -> Bool {
    isInFrame(pairing: replication.pairingID) && (!hasPlace || isOfPlace(replication.twinCityID))
  }

  func isInFrame(pairings: [Ref], cohort: Ref?) -> Bool {
    if !hasFrame || pairings.contains(where: isInFrame(pairing:)) { return true }
    return scope.pairing == nil && (cohort.map(isInFrame(cohort:)) ?? false)
  }

  /// Whether an activity is asked for, by what was held or else by its plan, whenever that was.
  func isIn(activity events: [Event]) -> Bool {
    let plan = events.compactMap(\.data.plan).first
    let held = events.compactMap(\.data.held).first
    guard isInFrame(activity: events) else { return false }
    if !hasPlace { return true }
    if (held?.hostCityID ?? plan?.hostCityID).map(isOfPlace) ?? false { return true }
    if let held {
      return held.participants?.byCity.contains { $0.total > 0 && isOfPlace($0.cityID) } ?? false
    }
    return plan?.pairingIDs.contains {
      parties[$0]?.cities.contains(where: isOfPlace) ?? false
    } ?? false
  }

  func isInFrame(activity events: [Event]) -> Bool {
    let plan = events.compactMap(\.data.plan).first
    guard let held = events.compactMap(\.data.held).first else {
      return isInFrame(pairings: plan?.pairingIDs ?? [], cohort: plan?.cohortID)
    }
    return isInFrame(pairings: held.pairingIDs, cohort: held.cohortID)
  }

  /// The activities that are asked for: all their effective events, and those before the end.
  private func findActivities() -> [(all: [Event], known: [Event])] {
    history.streams(.activity).filter(isIn(activity:)).map { events in
      (events, events.filter { $0.time < end })
    }
  }

  /// What was ever confirmed, by stream.
  private func findParticipations() -> [(confirmed: ParticipationConfirmedV1, events: [Event])] {
    history.streams(.participation).compactMap { events in
      guard case .participationConfirmed(let confirmed) = events[0].data else { return nil }
      return isIn(confirmed) ? (confirmed, events) : nil
    }
  }
}

extension Recount.Party {
  fileprivate init?(of events: [Event]) {
    var party: Self?
    var changed: Set<Ref> = []
    for event in events {
      switch event.data {
      case .matchProposed(let match):
        party = Self(cohort: match.cohortID, hosts: Set(match.hostParty.cities))
        party?.twin = match.twinCityID
        party?.themes = match.themes ?? []
      case .pairingFormed(let formed):
        let themes = formed.focus?.themes ?? party?.themes ?? []
        party = Self(cohort: formed.cohortID, hosts: Set(formed.hostParty?.cities ?? []))
        party?.peers = formed.peers
        party?.twin = formed.twinCityID
        party?.themes = themes
      case .pairingFocusChanged(let focus): party?.themes = focus.themes
      case .consortiumMemberJoined(let change): changed.insert(change.cityID)
      case .consortiumMemberLeft(let change): changed.insert(change.cityID)
      default: break
      }
    }
    guard var found = party else { return nil }
    found.hosts.formUnion(changed)
    self = found
  }
}

extension EventData {
  var plan: ActivityPlannedV1? { if case .activityPlanned(let plan) = self { plan } else { nil } }
}
