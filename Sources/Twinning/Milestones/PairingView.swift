/// What the milestones of one pairing are derived from: a plain value, gathered from the world.
public struct PairingView: Sendable {
  /// A moment as far as it is known, and the event that says so.
  public struct Dated: Hashable, Sendable {
    public var fact: Fact

    /// The start of what is known; events are in its order.
    public var time: Instant

    /// Where the moment may lie.
    public var interval: Interval

    /// A moment that is known exactly.
    public init(_ fact: Fact) {
      self.init(fact: fact, time: fact.time, interval: Interval(fact.time))
    }

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
    public var activity: Ref
    public var kind: HeldKind
    public var held: Dated

    /// Whether it names the pairing; one held for the whole cohort doesn't.
    public var namesPairing: Bool

    /// Which side travelled, for a site visit; both entries where both did.
    public var directions: [Direction]

    /// Whether somebody of the host side, and of the twin side, took part.
    public var hostSideCame: Bool
    public var twinSideCame: Bool
  }

  /// A deliverable of the pairing.
  public struct Report: Hashable, Sendable {
    public var type: DeliverableType?
    public var activity: Ref?
    public var acceptance: DeliverableState.Acceptance?
    public var waived: Fact?
  }

  /// A milestone as the template has it.
  public typealias Terms = ProgrammeState.Milestone

  /// What a correction changed: the pairing as known before it, and as known with it.
  public struct Change: Sendable {
    public var by: Int64
    public var before: PairingView
    public var after: PairingView
  }

  public var pairing: Ref
  public var zone: Zone
  public var terms: [Terms]

  /// Months that the template is made for.
  public var templateMonths: Int

  /// Months that the cohort lasts, if reported.
  public var durationMonths: Int?

  /// The day from which months are counted, if reported.
  public var base: CivilDate?
  public var pauses: [PairingState.Pause] = []
  public var waivers: [PairingState.Waiver] = []
  public var extensions: [PairingState.Extension] = []
  public var completed: Dated?

  /// The decision to end it early, and from when on that holds.
  public var dissolved: Dated?

  /// Ordered by (`time`, `index`), as are the following.
  public var exchanges: [Exchange] = []
  public var hostRepresentatives: [Dated] = []
  public var twinRepresentatives: [Dated] = []
  public var starts: [Dated] = []
  public var progressReports: [Dated] = []
  public var reports: [Report] = []

  /// The corrections in the streams of all this, in index order.
  public var amendments: [Amendment] = []

  /// What corrections and revocations changed, in index order.
  public var changes: [Change] = []

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
    terms.map { milestone($0, now: now) }
  }

  func milestone(_ terms: Terms, now: Instant) -> MilestoneProgress {
    let achievement = achievement(of: terms.criterion, now: now)
    let due = dueDate(of: terms, achieved: achievement?.time, now: now)
    var result = MilestoneProgress(
      pairing: pairing, milestone: terms.id, name: terms.name, module: terms.module,
      isMandatory: terms.isMandatory, due: due.date?.instant(in: zone), status: .notDue,
      flags: due.isExtended ? .extended : [], events: due.events)
    if let achievement {
      judge(achievement, due: due.date, &result)
    } else {
      judgeOpen(terms, due: due.date, now: now, &result)
    }
    if !amendments.isEmpty { addCorrections(to: &result.events) }
    result.events = Array(Set(result.events)).sorted()
    return result
  }

  private func judge(
    _ achievement: Achievement, due: DueDate?, _ result: inout MilestoneProgress
  ) {
    result.status = .achieved
    result.achieved = achievement.time
    result.events += achievement.events
    if achievement.isReportedLate { result.flags.insert(.reportedLate) }
    guard let due else {
      result.flags.insert(.dateUncertain)
      return
    }
    switch achievement.judged.relation(to: due.instant(in: zone)) {
    case .within: result.daysLate = 0
    case .outside:
      result.daysLate = zone.date(of: achievement.judged.start).days(since: due.date)
    case .uncertain: result.flags.insert(.dateUncertain)
    }
  }

  private func judgeOpen(
    _ terms: Terms, due: DueDate?, now: Instant, _ result: inout MilestoneProgress
  ) {
    if let change = reopening(of: terms.criterion, now: now) {
      result.flags.insert(.reopened)
      result.reopenedBy = change
      result.events.append(change)
    }
    if let dissolved, dissolved.interval.start <= now {
      result.status = .notApplicable
      result.events.append(dissolved.fact.index)
      return
    }
    if let waiver = waivers.last(where: { $0.milestone == terms.id && $0.fact.time <= now }) {
      result.status = .waived
      result.events.append(waiver.fact.index)
      return
    }
    guard let due else {
      result.flags.insert(.dateUncertain)
      return
    }
    let left = due.date.days(since: zone.date(of: now))
    if now > due.instant(in: zone) {
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
