/// What somebody published about the programme, beside what the ledger itself counts. The two are
/// never mixed: neither corrects the other.
public struct AnnouncedComparison: Hashable, Sendable {
  /// The programme in whose record the announcements stand.
  public var programme: Ref

  /// What they are about.
  public var about: Ref
  /// Which figure was announced.
  public var figure: AnnouncedFigure

  /// Every announcement, by the day it was made, of several on one day by their order in the log;
  /// contradictory ones too.
  public var announcements: [ProgrammeState.Announcement]

  /// What was believed on the day asked about: the latest announcement by then.
  public var believed: ProgrammeState.Announcement?

  /// What the ledger counts of it; nil where nothing in it corresponds.
  public var own: FigureValue?

  /// The indicator that `own` is a value of.
  public var indicator: String?

  /// What `own` is made of, all of what counts first; empty where nothing corresponds.
  public var parts: [Part] = []

  /// By announcement: what the ledger, knowing what it knows now, counts for the end of the day on
  /// which it was made.
  public var ownThen: [FigureValue?] = []

  /// What the ledger's count is made of.
  public struct Part: Hashable, Sendable {
    /// Whether it is taken away from what counts.
    public var isTakenAway: Bool

    /// How many, and the events that say so; the key is a state of I04 or that of the indicator.
    public var value: FigureValue

    /// How many of these events were taken over from records that are older than the ledger.
    public var fromRecord: Int64
  }
}

extension World {
  /// What was announced, beside the ledger's own count and how that comes about.
  ///
  /// - Parameters:
  ///   - day: the moment whose belief is asked for: announcements made later don't count for it.
  ///   - programme: only what this programme's record holds; nil for all.
  ///   - subject: only what was announced about it; nil for all.
  ///   - columns: every event, finished.
  ///   - limit: at most so many comparisons.
  /// - Complexity: O(n) in the subjects, and for each announcement in what belongs to the cohort,
  ///   programme or call that it is about; for one about a place in all subjects.
  public func announcements(
    believedOn day: Instant, of programme: Ref? = nil, about subject: Ref? = nil, now: Instant,
    columns: EventColumns, limit: Int = .max
  ) -> [AnnouncedComparison] {
    var found: [AnnouncedComparison] = []
    for raw in 0..<UInt32(interner.count) {
      let ref = Ref(rawValue: raw)
      guard interner.kind(of: ref) == .programme, programme == nil || ref == programme,
        let state = self.programme(ref)
      else { continue }
      found += comparisons(of: state, ref, believedOn: day).filter {
        subject == nil || $0.about == subject
      }
    }
    if found.isEmpty { return [] }
    found.removeLast(max(0, found.count - limit))
    let counting = Counting(world: self, parts: WorldParts(of: self), now: now, columns: columns)
    var memberships: [Ref: ScopeMembership] = [:]
    for place in found.indices {
      let about = found[place].about
      guard let membership = memberships[about] ?? counting.membership(about) else { continue }
      memberships[about] = membership
      counting.complete(&found[place], membership)
    }
    return found
  }

  private func comparisons(
    of state: ProgrammeState, _ ref: Ref, believedOn day: Instant
  ) -> [AnnouncedComparison] {
    var found: [AnnouncedComparison] = []
    for announcement in state.announcements.sorted(by: { $1.fact.follows($0.fact) }) {
      let place = found.firstIndex {
        $0.about == announcement.about && $0.figure == announcement.figure
      }
      if let place {
        found[place].announcements.append(announcement)
      } else {
        found.append(
          AnnouncedComparison(
            programme: ref, about: announcement.about, figure: announcement.figure,
            announcements: [announcement],
            believed: state.announcement(
              of: announcement.figure, about: announcement.about, by: day)))
      }
    }
    return found
  }
}

/// Counts for announcements what indicators count.
private struct Counting {
  let world: World
  let parts: WorldParts
  let now: Instant
  let columns: EventColumns

  /// What belongs to `subject`; nil where no figures are about it.
  func membership(_ subject: Ref) -> ScopeMembership? {
    if world.interner.kind(of: subject) == .call {
      return ScopeMembership(ReportScope(), parts.tables(ofCall: subject))
    }
    guard let scope = ReportScope(about: subject, of: world.interner) else { return nil }
    return ScopeMembership(scope, parts.tables(for: scope))
  }

  func complete(_ comparison: inout AnnouncedComparison, _ membership: ScopeMembership) {
    guard let (indicator, key) = comparison.figure.indicator else { return }
    let isOfCall = world.interner.kind(of: comparison.about) == .call
    if isOfCall, indicator != "I01" { return }
    comparison.indicator = indicator
    comparison.own = value(indicator, key, membership, until: nil)
    comparison.parts = parts(of: comparison, membership)
    let zone = world.zone(of: membership.scope)
    comparison.ownThen = comparison.announcements.map { one in
      value(indicator, key, membership, until: one.announcedOn.interval(in: zone).end)
    }
  }

  private func maker(_ membership: ScopeMembership, until end: Instant?) -> FigureMaker {
    var scope = membership.scope
    if let end {
      let first = end == .distantFuture ? end : end.adding(milliseconds: 1)
      scope.period = ReportPeriod(from: .distantPast, to: first)
    }
    return FigureMaker(world: world, scope: scope, now: now, membership: membership)
  }

  /// What an indicator tells under a key, of all that happened until `end`.
  private func value(
    _ indicator: String, _ key: String, _ membership: ScopeMembership, until end: Instant?
  ) -> FigureValue? {
    var maker = maker(membership, until: end)
    let figures =
      switch indicator {
      case "I01": maker.applications()
      case "I04": maker.participations()
      case "I20": maker.replications()
      default: maker.ofActivities()
      }
    return figures.first { $0.id == indicator }?.value(key)
  }

  private func parts(
    of comparison: AnnouncedComparison, _ membership: ScopeMembership
  ) -> [AnnouncedComparison.Part] {
    guard let role = comparison.figure.countedRole else {
      return comparison.own.map { [part($0)] } ?? []
    }
    var maker = maker(membership, until: nil)
    let standings = maker.standings(of: role)
    let ended = standings.states.filter {
      $0.key != ParticipationState.Status.active.word && $0.amount != .integer(0)
    }
    return [part(standings.ever)] + ended.map { part($0, isTakenAway: true) }
  }

  private func part(
    _ value: FigureValue, isTakenAway: Bool = false
  ) -> AnnouncedComparison.Part {
    AnnouncedComparison.Part(
      isTakenAway: isTakenAway, value: value,
      fromRecord: Int64(value.events.count { columns.isFromRecord($0) }))
  }
}

extension AnnouncedFigure {
  /// The indicator and the key that count the same; nil for what the ledger doesn't count.
  fileprivate var indicator: (id: String, key: String)? {
    switch self {
    case .twins: ("I04", "active/twin")
    case .twinsSelected: ("I04", "ever/twin")
    case .hosts: ("I04", "active/host")
    case .participants: ("I04", "active")
    case .pairings: ("I06", "formed")
    case .applicationsReceived: ("I01", "all")
    case .activities: ("I08", "all")
    case .siteVisits: ("I09", "all")
    case .replications: ("I20", "started")
    case .other: nil
    }
  }

  /// The role of the participations whose active ones are counted, nil within for every role; nil
  /// where something else is counted.
  fileprivate var countedRole: ParticipantRole?? {
    switch self {
    case .twins: .some(.twin)
    case .hosts: .some(.host)
    case .participants: .some(nil)
    default: nil
    }
  }
}
