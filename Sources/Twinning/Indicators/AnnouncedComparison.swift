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
}

extension World {
  /// What was announced, beside the ledger's own count.
  ///
  /// - Parameters:
  ///   - day: the moment whose belief is asked for: announcements made later don't count for it.
  ///   - programme: only what this programme's record holds; nil for all.
  /// - Complexity: O(n) in the subjects for each subject that something was announced about.
  public func announcements(
    believedOn day: Instant, of programme: Ref? = nil, now: Instant
  ) -> [AnnouncedComparison] {
    var found: [AnnouncedComparison] = []
    var counted: [Ref: [Figure]] = [:]
    for raw in 0..<UInt32(interner.count) {
      let ref = Ref(rawValue: raw)
      guard interner.kind(of: ref) == .programme, programme == nil || ref == programme,
        let state = self.programme(ref)
      else { continue }
      for comparison in comparisons(of: state, ref, believedOn: day) {
        var comparison = comparison
        if counted[comparison.about] == nil {
          counted[comparison.about] = ownFigures(about: comparison.about, now: now)
        }
        if let (indicator, key) = comparison.figure.indicator {
          comparison.indicator = indicator
          comparison.own = counted[comparison.about]?.first { $0.id == indicator }?.value(key)
        }
        found.append(comparison)
      }
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

  /// The ledger's own figures about a programme, a cohort, a call, a pairing or a place.
  private func ownFigures(about subject: Ref, now: Instant) -> [Figure] {
    var scope = ReportScope()
    switch interner.kind(of: subject) {
    case .programme: scope.programme = subject
    case .cohort: scope.cohort = subject
    case .pairing: scope.pairing = subject
    case .city: scope.city = subject
    case .country: scope.country = subject
    case .call: return callFigures(subject, now: now)
    default: return []
    }
    var maker = FigureMaker(world: self, scope: scope, now: now)
    var figures = maker.applications()
    figures += maker.participations()
    figures += maker.ofActivities()
    figures += maker.replications()
    return figures
  }

  /// Applications to one call; nothing else belongs to a call.
  private func callFigures(_ call: Ref, now: Instant) -> [Figure] {
    var maker = FigureMaker(world: self, scope: ReportScope(), now: now)
    var received = Tally()
    for slot in maker.tables.applications.indices
    where maker.tables.applications[slot].exists && maker.tables.applications[slot].call == call {
      guard !maker.tables.applications[slot].isFromRecord,
        let first = maker.tables.applications[slot].submissions.first
      else { continue }
      received.add(first.fact, maker.tables.applications[slot].record)
    }
    let value = maker.count("all", received, .applications)
    return [maker.figure("I01", [value])]
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
}
