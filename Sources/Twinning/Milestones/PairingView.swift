/// What the milestones of one pairing are derived from: a plain value, gathered from the world.
public struct PairingView: Sendable {
  /// A moment as far as it is known, and the event that says so.
  public struct Dated: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// The start of what is known; events are in its order.
    public var time: Instant

    /// Where the moment may lie.
    public var interval: Interval

    /// A moment that is known exactly.
    public init(_ fact: Fact) {
      self.init(fact: fact, time: fact.time, interval: Interval(fact.time))
    }

    /// A moment that lies somewhere in an interval.
    public init(fact: Fact, time: Instant, interval: Interval) {
      self.fact = fact
      self.time = time
      self.interval = interval
    }

    /// What happened on `point`; where that isn't reported, some time before it was recorded.
    public init(_ fact: Fact, on point: PointInTime?, in zone: Zone) {
      let unknown = Interval(
        start: .distantPast, end: max(fact.time, fact.recordedTime))
      self.init(
        fact: fact, time: fact.time, interval: point?.interval(in: zone) ?? unknown)
    }
  }

  /// An activity that was held for the pairing, or for its whole cohort.
  public struct Exchange: Hashable, Sendable {
    /// The activity.
    public var activity: Ref
    /// What sort of activity.
    public var kind: HeldKind
    /// When it was held.
    public var held: Dated

    /// Whether it names the pairing; one held for the whole cohort doesn't.
    public var namesPairing: Bool

    /// Which side travelled, for a site visit; both entries where both did.
    public var directions: [Direction]

    /// Whether somebody of the host side took part.
    public var hostSideCame: Bool
    /// Whether somebody of the twin side took part.
    public var twinSideCame: Bool
  }

  /// A deliverable of the pairing.
  public struct Report: Hashable, Sendable {
    /// What sort of deliverable, if reported.
    public var type: DeliverableType?
    /// The visit that a report is about.
    public var activity: Ref?
    /// The acceptance in effect.
    public var acceptance: DeliverableState.Acceptance?
    /// The waiver in effect.
    public var waived: Fact?
  }

  /// A milestone as the template has it.
  public typealias Terms = ProgrammeState.Milestone

  /// What a correction changed: the pairing as known before it, and as known with it.
  public struct Change: Sendable {
    /// The event that changed it.
    public var by: Int64
    /// As known before it.
    public var before: PairingView
    /// As known with it.
    public var after: PairingView
  }

  /// The pairing.
  public var pairing: Ref
  /// The zone in which its days are counted: its programme's.
  public var zone: Zone
  /// The milestones of its template.
  public var terms: [Terms]

  /// Months that the template is made for.
  public var templateMonths: Int

  /// Months that the cohort lasts, if reported.
  public var durationMonths: Int?

  /// The day from which months are counted, if reported.
  public var base: CivilDate?
  /// When it paused.
  public var pauses: [PairingState.Pause] = []
  /// What the office waived, in the order of the decisions.
  public var waivers: [PairingState.Waiver] = []
  /// New due dates that the office set, in the order of the decisions.
  public var extensions: [PairingState.Extension] = []
  /// Its completion.
  public var completed: Dated?

  /// The decision to end it early, and from when on that holds.
  public var dissolved: Dated?

  /// Ordered by (`time`, `index`), as are the following.
  public var exchanges: [Exchange] = []
  /// Representatives named on the host side.
  public var hostRepresentatives: [Dated] = []
  /// Representatives named on the twin side.
  public var twinRepresentatives: [Dated] = []
  /// Replications that were started.
  public var starts: [Dated] = []
  /// Reports of the progress of its replications.
  public var progressReports: [Dated] = []
  /// Its deliverables.
  public var reports: [Report] = []

  /// The corrections in the streams of all this, in index order.
  public var amendments: [Amendment] = []

  /// In index order, the corrections and revocations that may have taken an achievement back: for
  /// each milestone that isn't achieved, at least the last one before which it was.
  public var changes: [Change] = []

  /// Whether cities came to the host party or left it.
  var hasPartyChanged = false

  /// When each milestone is due before anything moves it, where somebody knows already.
  var planned: [PlannedDue] = []

  /// A pairing of which nothing has happened yet.
  public init(pairing: Ref, zone: Zone, terms: [Terms], templateMonths: Int) {
    self.pairing = pairing
    self.zone = zone
    self.terms = terms
    self.templateMonths = templateMonths
  }
}

extension PairingView {
  /// The milestones as of `now`: what happened later doesn't count. O(milestones × events of the
  /// pairing).
  public func milestones(now: Instant) -> [MilestoneProgress] {
    terms.indices.map { milestone(at: $0, now: now) }
  }

  /// The milestone at a place of the template.
  func milestone(at place: Int, now: Instant) -> MilestoneProgress {
    let planned = place < planned.count ? planned[place] : plannedDue(of: terms[place])
    let achievement = achievement(of: terms[place].criterion, now: now)
    let due = dueDate(of: terms[place].id, planned, achieved: achievement?.time, now: now)
    var result = MilestoneProgress(
      pairing: pairing, milestone: terms[place].id, name: terms[place].name,
      module: terms[place].module, isMandatory: terms[place].isMandatory, due: due.end,
      status: .notDue, flags: due.isExtended ? .extended : [], events: due.events)
    if let achievement {
      judge(achievement, due: due.date?.date, &result)
    } else {
      judgeOpen(terms[place].criterion, due: due.date?.date, now: now, &result)
    }
    if !amendments.isEmpty { addCorrections(to: &result.events) }
    result.events.sortOnce()
    return result
  }

  private func judge(
    _ achievement: Achievement, due: CivilDate?, _ result: inout MilestoneProgress
  ) {
    result.status = .achieved
    result.achieved = achievement.time
    if result.events.isEmpty {
      result.events = achievement.events
    } else {
      result.events += achievement.events
    }
    if achievement.isReportedLate { result.flags.insert(.reportedLate) }
    guard let due, let last = result.due else {
      result.flags.insert(.dateUncertain)
      return
    }
    switch achievement.judged.relation(to: last) {
    case .within: result.daysLate = 0
    case .outside:
      result.daysLate = zone.date(of: achievement.judged.start).days(since: due)
    case .uncertain: result.flags.insert(.dateUncertain)
    }
  }

  private func judgeOpen(
    _ criterion: Criterion, due: CivilDate?, now: Instant, _ result: inout MilestoneProgress
  ) {
    if !changes.isEmpty, let change = reopening(of: criterion, now: now) {
      result.flags.insert(.reopened)
      result.reopenedBy = change
      result.events.append(change)
    }
    if let dissolved, dissolved.time <= now, dissolved.interval.start <= now {
      result.status = .notApplicable
      result.events.append(dissolved.fact.index)
      return
    }
    if let waiver = waivers.last(where: { $0.milestone == result.milestone && $0.fact.time <= now })
    {
      result.status = .waived
      result.events.append(waiver.fact.index)
      return
    }
    guard let due, let last = result.due else {
      result.flags.insert(.dateUncertain)
      return
    }
    let left = due.days(since: zone.date(of: now))
    if now > last {
      result.status = .overdue
      result.daysLate = -left
    } else {
      result.status = left <= 30 ? .dueSoon : .notDue
    }
  }

  /// The event that took the achievement of `criterion` back, where a correction or a revocation
  /// did. Nothing else can have un-achieved it since.
  private func reopening(of criterion: Criterion, now: Instant) -> Int64? {
    for change in changes.reversed()
    where change.before.achievement(of: criterion, now: now) != nil {
      return change.after.achievement(of: criterion, now: now) == nil ? change.by : nil
    }
    return nil
  }

  private func addCorrections(to events: inout [Int64]) {
    for amendment in amendments where !amendment.voids && events.contains(amendment.target) {
      events.append(amendment.fact.index)
    }
  }
}

extension [Int64] {
  /// Puts the numbers in ascending order, each once.
  fileprivate mutating func sortOnce() {
    if count < 2 { return }
    if indices.dropFirst().allSatisfy({ self[$0 - 1] < self[$0] }) { return }
    sort()
    var kept = 1
    for place in 1..<count where self[place] != self[kept - 1] {
      self[kept] = self[place]
      kept += 1
    }
    removeSubrange(kept...)
  }
}
