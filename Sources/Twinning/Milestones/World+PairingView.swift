/// Making the view of one pairing from its streams.
extension World {
  /// The view of `pairing` from `relations`, `withChanges` together with what corrections changed
  /// where a milestone isn't achieved; nil where it was never formed or follows no known template.
  func view(
    of pairing: Ref, now: Instant, relations: PairingRelations, withChanges: Bool = true
  ) -> PairingView? {
    var maker = PairingViewMaker(world: self, pairing: pairing, relations: relations)
    guard var view = maker.make() else { return nil }
    let suspects = maker.suspects
    if suspects.isEmpty || !withChanges { return view }
    let isOpen = view.terms.contains { view.achievement(of: $0.criterion, now: now) == nil }
    if !isOpen { return view }
    for index in suspects {
      maker.knownSize = index
      let before = maker.make()
      maker.knownSize = index + 1
      guard let before, let after = maker.make() else { continue }
      view.changes.append(PairingView.Change(by: index, before: before, after: after))
    }
    return view
  }
}

/// Makes the view of one pairing as known at a size of the log.
private struct PairingViewMaker {
  let world: World
  let pairing: Ref
  let relations: PairingRelations
  let zone: Zone

  /// Only events before this one are known; nil for all.
  var knownSize: Int64?

  /// The corrections, voids and revocations that were met, in index order.
  var suspects: [Int64] { Set(amendments.map(\.fact.index) + revocations).sorted() }

  private var amendments: [Amendment] = []
  private var revocations: [Int64] = []

  init(world: World, pairing: Ref, relations: PairingRelations) {
    self.world = world
    self.pairing = pairing
    self.relations = relations
    zone = world.zone(of: pairing)
  }

  /// The streams that were read to look at the past, each once.
  private var streams: [Ref: Stream] = [:]

  /// The state as known at `knownSize`: the current one where nothing was recorded since.
  private mutating func known<S: StreamState>(_ current: S?, _ ref: Ref) -> S? {
    guard let knownSize else { return current }
    let whole = streams[ref] ?? world.stream(of: ref)
    streams[ref] = whole
    guard let last = whole.recorded.last else { return nil }
    if last.event.index < knownSize { return current }
    var stream = Stream()
    for entry in whole.recorded where entry.event.index < knownSize { stream.append(entry) }
    if stream.recorded.isEmpty { return nil }
    let state = try? world.fold(S.self, stream, zone: zone)
    return (state?.exists ?? false) ? state : nil
  }

  mutating func make() -> PairingView? {
    amendments.removeAll()
    revocations.removeAll()
    guard let state = known(world.pairing(pairing), pairing), state.formed != nil,
      let cohortRef = state.cohort, let cohort = world.cohort(cohortRef),
      let choice = cohort.template, let programme = cohort.programme,
      let template = world.programme(programme)?.template(choice.id, version: choice.version)
    else { return nil }
    var view = PairingView(
      pairing: pairing, zone: zone, terms: template.milestones,
      templateMonths: Int(template.durationMonths))
    view.durationMonths = cohort.durationMonths.map { Int($0) }
    view.base = base(cohort: cohort.startDate, own: state.startDate)
    note(pairing, state.record)
    view.pauses = state.pauses
    view.waivers = state.waivers
    view.extensions = state.extensions
    if let completed = state.completed {
      view.completed = PairingView.Dated(completed, on: state.completedOn, in: zone)
    }
    if let dissolved = state.dissolved {
      view.dissolved = PairingView.Dated(dissolved, on: state.effectiveOn, in: zone)
    }
    let sides = PairingSides(of: state)
    addExchanges(to: &view, sides: sides, cohort: cohortRef)
    addRepresentatives(to: &view, sides: sides, cohort: cohortRef)
    addReplications(to: &view)
    addReports(to: &view)
    view.amendments = amendments.sorted { $0.fact.index < $1.fact.index }
    return view
  }

  /// The cohort's start, or the pairing's own if that is later.
  private func base(cohort: PointInTime?, own: PointInTime?) -> CivilDate? {
    guard let latest = [cohort, own].compactMap({ $0?.time(in: zone) }).max() else { return nil }
    return zone.date(of: latest)
  }

  private mutating func note(_ ref: Ref, _ record: StreamRecord) {
    amendments += record.amendments
  }

  private mutating func addExchanges(
    to view: inout PairingView, sides: PairingSides, cohort: Ref
  ) {
    for ref in relations.activities {
      guard let (held, pairings, wholeCohort) = holding(of: ref) else { continue }
      let visits = held.visits.filter { $0.pairingID == pairing }
      let namesPairing = pairings.contains(pairing) || !visits.isEmpty
      guard namesPairing || wholeCohort == cohort else { continue }
      let dated = PairingView.Dated(held.fact, on: held.startedAt, in: zone)
      view.exchanges.append(
        PairingView.Exchange(
          activity: ref, kind: held.kind, held: dated, namesPairing: namesPairing,
          directions: visits.map(\.direction),
          hostSideCame: sides.host.came(held.participants, at: dated.time),
          twinSideCame: sides.twin.came(held.participants, at: dated.time)))
    }
    view.exchanges.sort { $0.held.precedes($1.held) }
  }

  /// What was held of an activity, and for whom; its corrections are noted. Read in place.
  private mutating func holding(
    of ref: Ref
  ) -> (held: ActivityState.Holding, pairings: [Ref], cohort: Ref?)? {
    guard let slot = world.slot(of: ref, in: &world.activities) else { return nil }
    if knownSize != nil {
      guard let past = known(world.activity(ref), ref), let held = past.held else { return nil }
      return (held, past.pairings, past.cohort)
    }
    if !world.activities[slot].record.amendments.isEmpty {
      amendments += world.activities[slot].record.amendments
    }
    guard let held = world.activities[slot].held else { return nil }
    return (held, world.activities[slot].pairings, world.activities[slot].cohort)
  }

  private mutating func addRepresentatives(
    to view: inout PairingView, sides: PairingSides, cohort: Ref
  ) {
    for ref in relations.participations {
      var found = world.participation(ref)
      if found == nil { found = known(nil, ref) }
      guard let current = found, let city = current.city else { continue }
      let isHost = sides.host.holds(city) && current.role != .twin
      let isTwin = sides.twin.holds(city) && current.role != .host
      guard isHost || isTwin else { continue }
      note(ref, world.record(of: ref))
      guard let state = known(current, ref), state.cohort == cohort else { continue }
      for representative in state.representatives {
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
    view.hostRepresentatives.sort { $0.precedes($1) }
    view.twinRepresentatives.sort { $0.precedes($1) }
  }

  private mutating func addReplications(to view: inout PairingView) {
    for ref in relations.replications {
      note(ref, knownSize == nil ? world.record(of: ref) : StreamRecord())
      guard let state = known(world.replication(ref), ref), state.pairing == pairing else {
        continue
      }
      if let started = state.started {
        view.starts.append(PairingView.Dated(started, on: state.startedOn, in: zone))
      }
      for report in state.progress {
        view.progressReports.append(PairingView.Dated(report.fact, on: report.on, in: zone))
      }
    }
    view.starts.sort { $0.precedes($1) }
    view.progressReports.sort { $0.precedes($1) }
  }

  private mutating func addReports(to view: inout PairingView) {
    for ref in relations.deliverables {
      note(ref, knownSize == nil ? world.record(of: ref) : StreamRecord())
      guard let state = known(world.deliverable(ref), ref), state.pairing == pairing else {
        continue
      }
      revocations += state.revocations.map(\.index)
      view.reports.append(
        PairingView.Report(
          type: state.type, activity: state.activity, acceptance: state.accepted,
          waived: state.waived))
    }
  }
}

extension PairingView.Dated {
  fileprivate func precedes(_ other: PairingView.Dated) -> Bool {
    (time, fact.index) < (other.time, other.fact.index)
  }
}

/// The cities of either side of a pairing, and since and until when they stood there.
private struct PairingSides {
  struct Member {
    var city: Ref
    var from: Instant
    var to: Instant
  }

  struct Side {
    var members: [Member] = []

    func holds(_ city: Ref) -> Bool { members.contains { $0.city == city } }

    /// Whether one of the cities that stood on this side at `time` took part.
    func came(_ participants: Participants?, at time: Instant) -> Bool {
      guard let participants else { return false }
      return participants.byCity.contains { count in
        count.total > 0
          && members.contains { $0.city == count.cityID && $0.from <= time && time < $0.to }
      }
    }

    /// The first moment from `time` on at which `city` stood on this side, or nil.
    func counts(_ city: Ref, from time: Instant) -> Instant? {
      members.filter { $0.city == city && $0.to > time }.map { max($0.from, time) }.min()
    }
  }

  var host = Side()
  var twin = Side()

  init(of pairing: PairingState) {
    if pairing.peers.count == 2 {
      host.members = [Member(pairing.peers[0])]
      twin.members = [Member(pairing.peers[1])]
      return
    }
    if let city = pairing.twinCity { twin.members = [Member(city)] }
    var cities = pairing.hostCities
    for change in pairing.memberChanges where !cities.contains(change.city) {
      cities.append(change.city)
    }
    for city in cities {
      host.members += Member.stays(
        of: city, changes: pairing.memberChanges.filter { $0.city == city })
    }
  }
}

extension PairingSides.Member {
  init(_ city: Ref) { self.init(city: city, from: .distantPast, to: .distantFuture) }

  /// The stretches in which `city` was in a party, by the `changes` that are about it.
  fileprivate static func stays(of city: Ref, changes: [PairingState.MemberChange]) -> [Self] {
    var stays: [Self] = []
    var from: Instant? = changes.first?.joined ?? false ? nil : .distantPast
    for change in changes {
      if change.joined {
        from = from ?? change.fact.time
      } else if let since = from {
        stays.append(Self(city: city, from: since, to: change.fact.time))
        from = nil
      }
    }
    if let from { stays.append(Self(city: city, from: from, to: .distantFuture)) }
    return stays
  }
}
