@testable import Twinning

/// What a pairing's milestones are derived from, as of a moment: plain arrays of what happened by
/// then.
struct PairingYear {
  /// Something that happened, and where the moment may lie.
  struct Happening {
    var time: Instant
    var earliest: Instant
    var latest: Instant

    init(time: Instant, earliest: Instant, latest: Instant) {
      (self.time, self.earliest, self.latest) = (time, earliest, latest)
    }

    init(_ time: Instant) { self.init(time: time, earliest: time, latest: time) }

    /// On `point`; where that isn't reported, some time before it was recorded.
    init(_ event: Event, on point: PointInTime?, in zone: Zone) {
      let interval = point?.interval(in: zone)
      self.init(
        time: event.time, earliest: interval?.start ?? .distantPast,
        latest: interval?.end ?? max(event.time, event.recordedTime))
    }

    /// When both had happened.
    func and(_ other: Happening) -> Happening {
      Happening(
        time: max(time, other.time), earliest: max(earliest, other.earliest),
        latest: max(latest, other.latest))
    }
  }

  struct Exchange {
    var activity: Ref
    var kind: HeldKind
    var held: Happening
    var namesPairing: Bool
    var directions: [Direction]
    var hostsCame: Bool
    var twinsCame: Bool
  }

  struct Report {
    var type: DeliverableType?
    var activity: Ref?
    var acceptance: (time: Instant, submitted: Instant, index: Int64)?
    var waived: Instant?
  }

  let pairing: Ref
  let party: Recount.Party
  let history: History
  let moment: Instant
  let zone: Zone

  /// The pairing's own events by then.
  let events: [Event]
  let months: Int?
  let base: CivilDate?

  /// Its cohort's template: when each milestone is due, in months and days.
  let template: [(id: String, months: Int, days: Int)]
  private(set) var exchanges: [Exchange] = []
  private(set) var reports: [Report] = []
  private var pauses: [Range<Int>] = []

  /// nil where its cohort follows no template.
  init?(
    of pairing: Ref, _ party: Recount.Party, _ history: History, _ moment: Instant, _ zone: Zone
  ) {
    self.pairing = pairing
    self.party = party
    self.history = history
    self.moment = moment
    self.zone = zone
    events = history.stream(pairing).filter { $0.time <= moment }
    var chosen: (id: Text, version: Int64, event: Int64)?
    var months: Int?
    var starts: [Instant] = []
    for event in history.stream(party.cohort) {
      switch event.data {
      case .cohortFormed(let cohort):
        if let id = cohort.templateID, let version = cohort.templateVersion {
          chosen = (id, version, event.index)
        }
        months = cohort.durationMonths.map { Int($0) }
        if let start = cohort.startDate { starts.append(start.time(in: zone)) }
      case .cohortDurationChanged(let change) where event.time <= moment:
        months = Int(change.durationMonths)
      case .cohortTemplateChanged(let change) where event.time <= moment:
        chosen = (change.templateID, change.templateVersion, event.index)
      default: break
      }
    }
    let id = chosen.map { history.text($0.id, of: $0.event) }
    guard let chosen, let template = history.template(id ?? "", chosen.version) else { return nil }
    self.template = template
    for case .pairingFormed(let formed) in events.map(\.data) {
      if let start = formed.startDate { starts.append(start.time(in: zone)) }
    }
    self.months = months
    base = starts.max().map { zone.date(of: $0) }
    exchanges = exchangesHeld
    reports = reportsHandedIn
    pauses = daysPaused
  }

  // MARK: Sides

  /// The host side's changes, in the order of what happened.
  private var changes: [(city: Ref, joined: Bool, time: Instant)] {
    history.stream(pairing).compactMap { event in
      switch event.data {
      case .consortiumMemberJoined(let change): (change.cityID, true, event.time)
      case .consortiumMemberLeft(let change): (change.cityID, false, event.time)
      default: nil
      }
    }
  }

  private func isHost(_ city: Ref, at time: Instant) -> Bool {
    if !party.peers.isEmpty { return party.isHost(city) }
    let own = changes.filter { $0.city == city }
    guard let first = own.first else { return party.hosts.contains(city) }
    return own.last { $0.time <= time }?.joined ?? !first.joined
  }

  // MARK: What was held

  private var exchangesHeld: [Exchange] {
    var found: [(exchange: Exchange, index: Int64)] = []
    for events in history.streams(.activity) {
      guard let event = events.first(where: { $0.data.held != nil }), event.time <= moment,
        let held = event.data.held, let kind = event.data.type.heldKind
      else { continue }
      let directions = (held.visits ?? []).filter { $0.pairingID == pairing }.map(\.direction)
      let namesPairing = held.pairingIDs.contains(pairing) || !directions.isEmpty
      if !namesPairing, held.cohortID != party.cohort { continue }
      let cities = (held.participants?.byCity ?? []).filter { $0.total > 0 }.map(\.cityID)
      let exchange = Exchange(
        activity: event.subject, kind: kind, held: Happening(event, on: held.startedAt, in: zone),
        namesPairing: namesPairing, directions: directions,
        hostsCame: cities.contains { isHost($0, at: event.time) },
        twinsCame: cities.contains(where: party.isTwin))
      found.append((exchange, event.index))
    }
    return found.sorted { ($0.exchange.held.time, $0.index) < ($1.exchange.held.time, $1.index) }
      .map(\.exchange)
  }

  /// Once so many of `some` had happened, wherever in their intervals they lie.
  private func nth(_ count: Int, of some: [Happening]) -> Happening? {
    if some.count < count { return nil }
    return Happening(
      time: some.map(\.time).sorted()[count - 1],
      earliest: some.map(\.earliest).sorted()[count - 1],
      latest: some.map(\.latest).sorted()[count - 1])
  }

  private var visits: [Exchange] { exchanges.filter { $0.kind == .siteVisit && $0.namesPairing } }

  // MARK: Criteria

  func achievement(of id: String) -> Happening? {
    switch id {
    case "M01":
      return nth(
        1,
        of: exchanges.filter { $0.kind == .kickoff && $0.hostsCame && $0.twinsCame }.map(\.held))
    case "M02": return representatives
    case "M03": return accepted(.roadmap)
    case "M04": return nth(1, of: visits.map(\.held))
    case "M05":
      let others = exchanges.filter { $0.kind != .kickoff && $0.namesPairing }
      guard let third = nth(3, of: others.map(\.held)), let report = accepted(.midtermReport)
      else { return nil }
      return third.and(report)
    case "M06": return returnVisit
    case "M07": return nth(1, of: replications(.started).map(\.happening))
    case "M08": return accepted(.replicationPlan)
    case "M09": return everyVisitReported
    case "M10":
      let closing = exchanges.filter {
        $0.kind == .closingEvent && ($0.namesPairing || $0.hostsCame || $0.twinsCame)
      }
      return [nth(1, of: closing.map(\.held)), completion].compactMap { $0 }
        .min { ($0.time, $0.latest) < ($1.time, $1.latest) }
    case "M11": return accepted(.finalReport)
    default:
      guard let base, let months = scaled(15) else { return nil }
      let after = zone.end(of: base.adding(months: months))
      return nth(1, of: replications(.progress).map(\.happening).filter { $0.time > after })
    }
  }

  /// A person named on either side, for a city that stood there then or came to stand there later.
  private var representatives: Happening? {
    var (hosts, twins): ([Instant], [Instant]) = ([], [])
    for events in history.streams(.participation) {
      guard case .participationConfirmed(let one) = events[0].data, one.cohortID == party.cohort
      else { continue }
      for event in events {
        switch event.data {
        case .representativeAssigned, .representativeReplaced: break
        default: continue
        }
        if one.role != .twin {
          let times = [event.time] + changes.map(\.time).filter { $0 > event.time }
          if let time = times.first(where: { isHost(one.cityID, at: $0) }) { hosts.append(time) }
        }
        if one.role != .host, party.isTwin(one.cityID) { twins.append(event.time) }
      }
    }
    guard let host = hosts.min(), let twin = twins.min(), max(host, twin) <= moment else {
      return nil
    }
    return Happening(host).and(Happening(twin))
  }

  private var returnVisit: Happening? {
    guard let first = visits.first else { return nil }
    func going(_ direction: Direction) -> Happening? {
      nth(1, of: visits.filter { $0.directions.contains(direction) }.map(\.held))
    }
    guard let direction = first.directions.first else {
      // Nobody knows where the first went: one of two that went either way was opposite to it.
      guard let out = going(.twinToHost), let back = going(.hostToTwin) else { return nil }
      return out.and(back)
    }
    return going(direction == .twinToHost ? .hostToTwin : .twinToHost)
  }

  private func replications(_ sign: ReplicationSign) -> [(happening: Happening, index: Int64)] {
    var found: [(Happening, Int64)] = []
    for events in history.streams(.replication) {
      guard case .replicationProposed(let proposal) = events[0].data,
        proposal.pairingID == pairing
      else { continue }
      for event in events where event.time <= moment {
        switch (event.data, sign) {
        case (.replicationStarted(let start), .started):
          found.append((Happening(event, on: start.startedOn, in: zone), event.index))
        case (.replicationProgressReported(let report), .progress):
          found.append((Happening(event, on: report.on, in: zone), event.index))
        default: break
        }
      }
    }
    return found
  }

  private var completion: Happening? {
    for event in events {
      if case .pairingCompleted(let end) = event.data {
        return Happening(event, on: end.completedOn, in: zone)
      }
    }
    return nil
  }

  // MARK: Deliverables

  private var reportsHandedIn: [Report] {
    history.streams(.deliverable).compactMap { events in
      var report = Report()
      var submitted: Instant?
      var owner: Ref?
      for event in events where event.time <= moment {
        switch event.data {
        case .deliverableSubmitted(let one):
          (report.type, report.activity, owner) = (one.type, one.activityID, one.pairingID)
          submitted = event.time
        case .deliverableAccepted:
          report.acceptance = (event.time, submitted ?? event.time, event.index)
        case .acceptanceRevoked: report.acceptance = nil
        case .deliverableWaived(let one):
          if owner == nil {
            (report.type, report.activity, owner) = (.visitReport, one.activityID, one.pairingID)
          }
          report.waived = event.time
        default: break
        }
      }
      return owner == pairing ? report : nil
    }
  }

  private func acceptance(
    _ type: DeliverableType, on activity: Ref? = nil
  ) -> (time: Instant, submitted: Instant)? {
    let found = reports.filter {
      $0.type == type && (activity == nil || $0.activity == activity)
    }
    .compactMap(\.acceptance).min { ($0.time, $0.index) < ($1.time, $1.index) }
    return found.map { ($0.time, $0.submitted) }
  }

  /// Achieved once accepted; whether in time goes by the submission.
  private func accepted(_ type: DeliverableType) -> Happening? {
    acceptance(type).map {
      Happening(time: $0.time, earliest: $0.submitted, latest: $0.submitted)
    }
  }

  private var everyVisitReported: Happening? {
    var all: Happening?
    for visit in visits {
      var settled: [Happening] = []
      for report in reports where report.type == .visitReport && report.activity == visit.activity {
        if let one = report.acceptance {
          settled.append(
            Happening(time: one.time, earliest: one.submitted, latest: one.submitted))
        } else if let waived = report.waived {
          settled.append(Happening(waived))
        }
      }
      guard let first = settled.min(by: { $0.time < $1.time }) else { return nil }
      all = all?.and(first) ?? first
    }
    return all
  }

  /// What the milestones ask for: each with its acceptance, and whose milestone it is.
  func expected(
    _ standings: [(id: String, status: String)]
  ) -> [(acceptance: (time: Instant, submitted: Instant)?, milestone: String)] {
    var found: [((time: Instant, submitted: Instant)?, String)] = []
    for (id, status) in standings {
      let isAsked = status != "waived" && status != "not_applicable"
      var some: [(time: Instant, submitted: Instant)?] = []
      switch id {
      case "M03": some = [acceptance(.roadmap)]
      case "M05": some = [acceptance(.midtermReport)]
      case "M08": some = [acceptance(.replicationPlan)]
      case "M11": some = [acceptance(.finalReport)]
      case "M09":
        for visit in visits {
          let isWaived = reports.contains { $0.activity == visit.activity && $0.waived != nil }
          if !isWaived { some.append(acceptance(.visitReport, on: visit.activity)) }
        }
      default: break
      }
      for one in some where isAsked || one != nil { found.append((one, id)) }
    }
    return found
  }

  // MARK: Due dates

  /// Months of the template as those of a cohort of another length.
  private func scaled(_ count: Int) -> Int? {
    months.map { $0 == 12 ? count : (count * $0 + 11) / 12 }
  }

  /// Day by day: an extension replaces the date, each paused day not after it adds one.
  func due(_ id: String, months: Int, days: Int, achieved: Instant?) -> CivilDate? {
    var due: CivilDate?
    if let base, let scaled = scaled(months) {
      due = base.adding(months: scaled).adding(days: days)
    }
    let extensions = extensions(of: id)
    let achievedOn = achieved.map { zone.date(of: $0).dayNumber } ?? .max
    let pauses = pauses.filter { achievedOn >= $0.lowerBound }
    guard let first = (extensions.map(\.on) + pauses.map(\.lowerBound)).min(),
      let last = (extensions.map(\.on) + pauses.map(\.upperBound)).max()
    else { return due }
    var number = due?.dayNumber
    for day in first...last {
      for ext in extensions where ext.on == day { number = ext.to }
      guard let known = number, day <= known, pauses.contains(where: { $0.contains(day) }) else {
        continue
      }
      number = known + 1
    }
    return number.map(CivilDate.init(dayNumber:))
  }

  /// By the numbers of the days: when a milestone was given another date, and which.
  private func extensions(of id: String) -> [(on: Int, to: Int)] {
    events.compactMap { event in
      guard case .milestoneExtended(let ext) = event.data,
        history.text(ext.milestone, of: event.index) == id
      else { return nil }
      let interval = ext.newDue.interval(in: zone)
      let last = interval.end == .distantFuture ? interval.start : interval.end
      return (zone.date(of: event.time).dayNumber, zone.date(of: last).dayNumber)
    }
  }

  var waived: [String] {
    events.compactMap { event in
      guard case .milestoneWaived(let waiver) = event.data else { return nil }
      return history.text(waiver.milestone, of: event.index)
    }
  }

  private var dissolution: Instant? {
    events.compactMap { event in
      if case .pairingDissolved(let end) = event.data {
        end.effectiveOn.interval(in: zone).start
      } else {
        nil
      }
    }.first
  }

  var isDissolved: Bool { dissolution.map { $0 <= moment } ?? false }

  /// The numbers of the paused days, until now or the pairing's end where nobody ended the pause.
  private var daysPaused: [Range<Int>] {
    var points: [(from: PointInTime, to: PointInTime?)] = []
    for event in events {
      switch event.data {
      case .pairingPaused(let pause): points.append((pause.from, nil))
      case .pairingResumed(let resumption) where !points.isEmpty:
        points[points.count - 1].to = resumption.to
      default: break
      }
    }
    let end = completion?.time ?? dissolution
    return points.compactMap { from, to in
      let start = from.time(in: zone)
      if start > moment { return nil }
      let stop = to?.time(in: zone) ?? min(end ?? moment, moment)
      let first = zone.date(of: start).dayNumber
      return first..<max(first, zone.date(of: stop).dayNumber)
    }
  }
}
