/// What a pairing has from its cohort and its programme.
struct PairingFrame {
  var start: PointInTime?
  var durationMonths: Int?
  var terms: [PairingView.Terms]
  var templateMonths: Int
}

extension World {
  /// The frame of a cohort's pairings by what was decided up to `now`; nil where it followed no
  /// known template then. What the cohort was formed with counts from the first.
  func frame(ofCohort ref: Ref, now: Instant) -> PairingFrame? {
    func wasDecided(_ fact: Fact, _ cohort: CohortState) -> Bool {
      fact.time <= now || fact == cohort.record.birth
    }
    guard let cohort = cohort(ref), let programme = cohort.programme,
      let choice = cohort.templateChoices.last(where: { wasDecided($0.fact, cohort) }),
      let template = self.programme(programme)?.template(choice.id, version: choice.version)
    else { return nil }
    return PairingFrame(
      start: cohort.startDate,
      durationMonths: cohort.durations.last { wasDecided($0.fact, cohort) }.map { Int($0.months) },
      terms: template.milestones, templateMonths: Int(template.durationMonths))
  }
}

/// Makes the view of one pairing from the states of its streams, which it takes in any order.
///
/// It is told where in which array a state stands and reads there what it needs: to hand a state
/// over would copy it, which would cost more than all the rest.
struct PairingViewMaker: ~Copyable {
  private var view: PairingView
  private let cohort: Ref
  private let sides: PairingSides
  private let columns: EventColumns

  /// The corrections and voids in the streams, and the revocations.
  private var amendments: [Amendment]
  private var revocations: [Int64] = []

  /// What all these may have changed.
  private(set) var doubts = MilestoneDoubts()

  /// The corrections, voids and revocations that were met, in index order.
  var suspects: [Int64] { Set(amendments.map(\.fact.index) + revocations).sorted() }

  /// nil where the pairing was never formed, or has no `frame`.
  init?(
    of pairing: Ref, _ states: ContiguousArray<PairingState>, _ slot: Int,
    _ frame: PairingFrame?, zone: Zone, columns: EventColumns
  ) {
    guard let frame, let cohort = states[slot].cohort, states[slot].formed != nil else {
      return nil
    }
    self.cohort = cohort
    self.columns = columns
    sides = PairingSides(of: states, slot)
    view = PairingView(
      pairing: pairing, zone: zone, terms: frame.terms, templateMonths: frame.templateMonths)
    view.durationMonths = frame.durationMonths
    view.base = Self.base(cohort: frame.start, own: states[slot].startDate, in: zone)
    view.pauses = states[slot].pauses
    view.waivers = states[slot].waivers
    view.extensions = states[slot].extensions
    view.hasPartyChanged = !states[slot].memberChanges.isEmpty
    if let completed = states[slot].completed {
      view.completed = PairingView.Dated(completed, on: states[slot].completedOn, in: zone)
    }
    if let dissolved = states[slot].dissolved {
      view.dissolved = PairingView.Dated(dissolved, on: states[slot].effectiveOn, in: zone)
    }
    amendments = states[slot].record.amendments
    if !amendments.isEmpty { doubts.note(amendments, of: .pairing, columns: columns) }
  }

  /// The cohort's start, or the pairing's own if that is later.
  private static func base(
    cohort: PointInTime?, own: PointInTime?, in zone: Zone
  ) -> CivilDate? {
    let start = cohort?.time(in: zone)
    guard let own = own?.time(in: zone) else { return start.map { zone.date(of: $0) } }
    return zone.date(of: start.map { max($0, own) } ?? own)
  }

  private mutating func note(_ record: [Amendment], _ kind: Kind, _ type: DeliverableType? = nil) {
    if record.isEmpty { return }
    amendments += record
    doubts.note(record, of: kind, type: type, columns: columns)
  }

  // MARK: What is taken

  mutating func take(_ states: ContiguousArray<ActivityState>, _ slot: Int, _ ref: Ref) {
    note(states[slot].record.amendments, .activity)
    guard let fact = states[slot].held?.fact, let kind = states[slot].held?.kind else { return }
    let (zone, pairing) = (view.zone, view.pairing)
    var directions: [Direction] = []
    if let visits = states[slot].held?.visits, !visits.isEmpty {
      for visit in visits where visit.pairingID == pairing { directions.append(visit.direction) }
    }
    let namesPairing = !directions.isEmpty || states[slot].pairings.contains(pairing)
    guard namesPairing || states[slot].cohort == cohort else { return }
    let dated = PairingView.Dated(fact, on: states[slot].held?.startedAt, in: zone)
    let participants = states[slot].held?.participants
    view.exchanges.append(
      PairingView.Exchange(
        activity: ref, kind: kind, held: dated, namesPairing: namesPairing,
        directions: directions, hostSideCame: sides.host.came(participants, at: dated.time),
        twinSideCame: sides.twin.came(participants, at: dated.time)))
  }

  /// Whether a city stands on either side.
  func concerns(_ city: Ref) -> Bool { sides.host.holds(city) || sides.twin.holds(city) }

  /// Whether a city in a role stands on either side.
  func concerns(_ city: Ref, _ role: ParticipantRole?) -> Bool {
    role != .twin && sides.host.holds(city) || role != .host && sides.twin.holds(city)
  }

  /// Notes the amendments of a participation of one of its cities.
  mutating func note(participation amendments: [Amendment]) {
    note(amendments, .participation)
  }

  /// Takes a participation of one of its cities.
  mutating func take(
    _ states: ContiguousArray<ParticipationState>, _ slot: Int, city: Ref,
    role: ParticipantRole?
  ) {
    guard states[slot].cohort == cohort else { return }
    let isHost = role != .twin && sides.host.holds(city)
    let isTwin = role != .host && sides.twin.holds(city)
    for representative in states[slot].representatives {
      let fact = representative.assigned
      if isHost, let time = sides.host.counts(city, from: fact.time) {
        view.hostRepresentatives.append(
          PairingView.Dated(fact: fact, time: time, interval: Interval(time)))
      }
      if isTwin, let time = sides.twin.counts(city, from: fact.time) {
        view.twinRepresentatives.append(
          PairingView.Dated(fact: fact, time: time, interval: Interval(time)))
      }
    }
  }

  mutating func take(_ states: ContiguousArray<ReplicationState>, _ slot: Int) {
    note(states[slot].record.amendments, .replication)
    guard states[slot].exists, states[slot].pairing == view.pairing else { return }
    if let started = states[slot].started {
      view.starts.append(PairingView.Dated(started, on: states[slot].startedOn, in: view.zone))
    }
    for report in states[slot].progress {
      view.progressReports.append(PairingView.Dated(report.fact, on: report.on, in: view.zone))
    }
  }

  mutating func take(_ states: ContiguousArray<DeliverableState>, _ slot: Int) {
    note(states[slot].record.amendments, .deliverable, states[slot].type)
    guard states[slot].exists, states[slot].pairing == view.pairing else { return }
    for revocation in states[slot].revocations {
      revocations.append(revocation.index)
      doubts.noteRevocation(of: states[slot].type)
    }
    view.reports.append(
      PairingView.Report(
        type: states[slot].type, activity: states[slot].activity, acceptance: states[slot].accepted,
        waived: states[slot].waived))
  }

  // MARK: The end

  /// Makes room for that many exchanges.
  mutating func reserve(exchanges count: Int) { view.exchanges.reserveCapacity(count) }

  /// The view of all that was taken.
  consuming func finish() -> PairingView {
    view.exchanges.order(by: \.held)
    view.hostRepresentatives.order(by: \.self)
    view.twinRepresentatives.order(by: \.self)
    view.starts.order(by: \.self)
    view.progressReports.order(by: \.self)
    view.amendments = amendments
    if view.amendments.count > 1 { view.amendments.sort { $0.fact.index < $1.fact.index } }
    return view
  }
}

extension Array {
  /// Puts the elements in the order (`time`, `index`), which they mostly have.
  @inline(__always)
  fileprivate mutating func order(by dated: (Element) -> PairingView.Dated) {
    if count < 2 { return }
    var isOrdered = true
    for place in 1..<count where dated(self[place]).precedes(dated(self[place - 1])) {
      isOrdered = false
      break
    }
    if isOrdered { return }
    // Elements are large: their keys are put in order first.
    var keys: [(key: PairingView.Dated, place: Int)] = []
    keys.reserveCapacity(count)
    for place in indices { keys.append((dated(self[place]), place)) }
    keys.sort { $0.key.precedes($1.key) }
    self = keys.map { self[$0.place] }
  }
}

extension PairingView.Dated {
  fileprivate func precedes(_ other: PairingView.Dated) -> Bool {
    (time, fact.index) < (other.time, other.fact.index)
  }
}
