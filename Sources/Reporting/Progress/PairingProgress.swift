internal import Twinning

/// Where one pairing stands: what documents show of it.
struct PairingProgress: Sendable {
  /// A milestone with what it asks for.
  struct Milestone: Sendable {
    var progress: MilestoneProgress

    /// What achieves it, in words.
    var need: String

    /// Whether something is still to be done for it.
    var isOpen: Bool {
      switch progress.status {
      case .overdue, .dueSoon, .notDue: true
      case .achieved, .notApplicable, .waived: false
      }
    }
  }

  let ref: Ref
  let subject: String

  /// Whether both sides are peers, in a programme without roles: the first then stands with the
  /// hosts and the second with the twins.
  let isOfPeers: Bool
  let hosts: [Ref]
  let twins: [Ref]

  /// The host party's name, where it has one and no city of it is known.
  let partyName: String?
  let hostNames: [String]
  let twinNames: [String]
  let status: PairingState.Status
  let zone: Zone

  /// The first day, and the last; nil where they aren't reported.
  let start: CivilDate?
  let end: CivilDate?

  /// In the template's order; empty where no template is known.
  let milestones: [Milestone]
  let share: MilestoneShare

  /// Both sides' names.
  var name: String {
    let host =
      hostNames.isEmpty ? partyName ?? Spelling.notReported : hostNames.joined(separator: " + ")
    if twinNames.isEmpty { return host }
    return host + " – " + twinNames.joined(separator: " + ")
  }

  /// The overdue ones, the longest first.
  var overdue: [Milestone] {
    milestones.filter { $0.progress.status == .overdue }.stablySorted {
      -($0.progress.daysLate ?? 0)
    }
  }

  /// What is still to be done, overdue first, then by when it is due.
  var open: [Milestone] {
    overdue
      + milestones.filter { $0.isOpen && $0.progress.status != .overdue }.stablySorted {
        $0.progress.due?.milliseconds ?? .max
      }
  }

  /// Overdue first, then what is still to be done, then the rest.
  var byUrgency: [Milestone] { open + milestones.filter { !$0.isOpen } }

  /// The most days that a milestone is overdue; 0 where none is.
  var daysOverdue: Int { overdue.first?.progress.daysLate ?? 0 }
}

extension PairingProgress {
  /// `view` is nil where no template is known.
  init(_ ref: Ref, _ state: PairingState, view: PairingView?, world: World, now: Instant) {
    self.ref = ref
    subject = world.interner.subject(of: ref)
    isOfPeers = state.hostCities.isEmpty && state.twinCity == nil && !state.peers.isEmpty
    hosts = isOfPeers ? Array(state.peers.prefix(1)) : state.hostCities
    twins = state.twinCity.map { [$0] } ?? Array(state.peers.dropFirst())
    partyName = state.hostPartyName
    hostNames = hosts.map(world.name(ofCity:))
    twinNames = twins.map(world.name(ofCity:))
    status = state.status
    zone = world.zone(reading: ref)
    start =
      view?.base
      ?? state.startDate.flatMap { [zone] in $0.at == nil ? nil : zone.date(of: $0.time(in: zone)) }
    end = start.flatMap { start in view?.durationMonths.map { start.adding(months: $0) } }
    let progress = view?.milestones(now: now) ?? []
    milestones = zip(progress, view?.terms ?? []).map {
      Milestone(progress: $0, need: CriterionWords.need($1.criterion))
    }
    share = MilestoneShare(of: progress)
  }
}

extension Array {
  /// The elements by `key`, ascending; those with the same key stay in their order.
  func stablySorted<Key: Comparable>(by key: (Element) -> Key) -> [Element] {
    enumerated().map { (key($0.element), $0.offset, $0.element) }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}
