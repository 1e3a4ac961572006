extension PairingView {
  /// That a criterion is fulfilled.
  struct Achievement {
    /// When it was.
    var time: Instant

    /// What being in time goes by: mostly the same, for a deliverable its submission.
    var judged: Interval
    var events: [Int64]

    /// Whether one of the events was recorded more than 14 days after it happened.
    var isReportedLate: Bool

    init(_ dated: Dated) {
      self.init(time: dated.time, judged: dated.interval, by: dated.fact)
    }

    init(time: Instant, judged: Interval, by fact: Fact) {
      self.time = time
      self.judged = judged
      events = [fact.index]
      isReportedLate = fact.isRecordedLate
    }

    /// Cites one more event.
    mutating func cite(_ fact: Fact) {
      events.append(fact.index)
      isReportedLate = isReportedLate || fact.isRecordedLate
    }

    /// Both together: the later of the two.
    mutating func join(_ other: Achievement) {
      time = max(time, other.time)
      judged = Interval(
        start: max(judged.start, other.judged.start), end: max(judged.end, other.judged.end))
      events += other.events
      isReportedLate = isReportedLate || other.isReportedLate
    }
  }

  /// Whether and when `criterion` was fulfilled by what happened up to `now`.
  func achievement(of criterion: Criterion, now: Instant) -> Achievement? {
    switch criterion {
    case .all(let parts): return all(parts, now)
    case .any(let parts):
      let fulfilled = parts.compactMap { achievement(of: $0, now: now) }
      return fulfilled.min { ($0.time, $0.judged.end) < ($1.time, $1.judged.end) }
    case .held(let demand): return held(demand, now)
    case .representatives:
      guard let host = hostRepresentatives.first, let twin = twinRepresentatives.first,
        host.time <= now, twin.time <= now
      else { return nil }
      var both = Achievement(host)
      both.join(Achievement(twin))
      return both
    case .accepted(let demand):
      return demand.everyVisit ?? false
        ? everyVisit(demand.type, now) : accepted(demand.type, now)
    case .replication(let demand): return replication(demand, now)
    case .pairingCompleted:
      guard let completed, completed.time <= now else { return nil }
      return Achievement(completed)
    }
  }

  private func all(_ parts: [Criterion], _ now: Instant) -> Achievement? {
    var result: Achievement?
    for part in parts {
      guard let one = achievement(of: part, now: now) else { return nil }
      if result == nil { result = one } else { result?.join(one) }
    }
    return result
  }

  // MARK: Activities

  private func held(_ demand: HeldCriterion, _ now: Instant) -> Achievement? {
    switch demand.direction {
    case nil, .any?: return earliest(Int(demand.minimum), demand, now)
    case .first?:
      // Any visit is at the earliest the first; of several, those that went as the first did.
      guard demand.minimum > 1, let first = first(demand, now),
        let direction = first.directions.first
      else { return earliest(Int(demand.minimum), demand, now) }
      return earliest(Int(demand.minimum), demand, now, going: direction)
    case .other?:
      guard let first = first(demand, now) else { return nil }
      guard let direction = first.directions.first else {
        return bothDirections(demand, now)
      }
      let opposite = direction == .twinToHost ? Direction.hostToTwin : .twinToHost
      return earliest(Int(demand.minimum), demand, now, going: opposite)
    }
  }

  private func first(_ demand: HeldCriterion, _ now: Instant) -> Exchange? {
    exchanges.first { $0.held.time <= now && counts($0, for: demand) }
  }

  /// The nth of the exchanges that are asked for, those that went in one direction where one is
  /// given.
  private func earliest(
    _ count: Int, _ demand: HeldCriterion, _ now: Instant, going direction: Direction? = nil
  ) -> Achievement? {
    var found: [Dated] = []
    for exchange in exchanges where exchange.held.time <= now && counts(exchange, for: demand) {
      if let direction, !exchange.directions.contains(direction) { continue }
      found.append(exchange.held)
    }
    return earliest(count, of: found)
  }

  /// Whether an exchange is of the kind that is asked for, and the pairing's. A cohort-wide one
  /// counts where the presence of both sides is asked for, and as kick-off or closing event of each
  /// pairing that somebody came from; otherwise only what names the pairing does.
  private func counts(_ exchange: Exchange, for demand: HeldCriterion) -> Bool {
    guard demand.kinds.contains(exchange.kind) else { return false }
    if demand.bothSides ?? false { return exchange.hostSideCame && exchange.twinSideCame }
    if exchange.namesPairing { return true }
    let cohortWide = HeldKindSet([.kickoff, .closingEvent])
    return cohortWide.isSuperset(of: demand.kinds)
      && (exchange.hostSideCame || exchange.twinSideCame)
  }

  /// The first of them went in an unknown direction: once both directions are known of others, one
  /// of those was opposite to it.
  private func bothDirections(_ demand: HeldCriterion, _ now: Instant) -> Achievement? {
    let minimum = Int(demand.minimum)
    guard var both = earliest(minimum, demand, now, going: .twinToHost),
      let other = earliest(minimum, demand, now, going: .hostToTwin)
    else { return nil }
    both.join(other)
    return both
  }

  /// When the nth of them had happened, wherever in their intervals they lie.
  private func earliest(_ count: Int, of found: [Dated]) -> Achievement? {
    guard found.count >= count, count > 0 else { return nil }
    let byStart = found.prefix(count)
    let byEnd =
      found.endsAscend ? byStart : found.sorted { $0.interval.end < $1.interval.end }[..<count]
    let start =
      found.startsAscend
      ? found[count - 1].interval.start : found.map(\.interval.start).sorted()[count - 1]
    let end = byEnd[count - 1].interval.end
    var result = Achievement(
      time: found[count - 1].time, judged: Interval(start: min(start, end), end: end),
      by: found[0].fact)
    for dated in byStart.dropFirst() { result.cite(dated.fact) }
    for dated in byEnd where !byStart.contains(where: { $0.fact == dated.fact }) {
      result.cite(dated.fact)
    }
    return result
  }

  // MARK: Deliverables

  private func accepted(_ type: DeliverableType, _ now: Instant) -> Achievement? {
    acceptance(type, of: nil, now).map(Achievement.init(acceptance:))
  }

  /// A visit, and for each visit a report that was accepted or waived.
  private func everyVisit(_ type: DeliverableType, _ now: Instant) -> Achievement? {
    var result: Achievement?
    for visit in exchanges where isVisit(visit, now) {
      guard let one = settled(type, visit.activity, now) else { return nil }
      if result == nil { result = one } else { result?.join(one) }
    }
    return result
  }

  private func isVisit(_ exchange: Exchange, _ now: Instant) -> Bool {
    exchange.kind == .siteVisit && exchange.namesPairing && exchange.held.time <= now
  }

  private func settled(
    _ type: DeliverableType, _ activity: Ref, _ now: Instant
  ) -> Achievement? {
    var found: Achievement?
    for report in reports where report.activity == activity && report.type == type {
      let one: Achievement
      if let acceptance = report.acceptance, acceptance.fact.time <= now {
        one = Achievement(acceptance: acceptance)
      } else if let waived = report.waived, waived.time <= now {
        one = Achievement(Dated(waived))
      } else {
        continue
      }
      if found.map({ one.time < $0.time }) ?? true { found = one }
    }
    return found
  }

  // MARK: Replications

  private func replication(_ demand: ReplicationCriterion, _ now: Instant) -> Achievement? {
    var threshold = Instant.distantPast
    if let months = demand.afterMonths {
      guard let base, let scaled = scaled(Int(months)) else { return nil }
      threshold = DueDate(base: base, months: scaled).instant(in: zone)
    }
    let signs = demand.event == .started ? starts : progressReports
    if signs.isEmpty { return nil }
    return earliest(1, of: signs.filter { $0.time > threshold && $0.time <= now })
  }
}

extension PairingView.Achievement {
  /// An acceptance: it is in time if what was accepted was submitted in time.
  init(acceptance: DeliverableState.Acceptance) {
    self.init(
      time: acceptance.fact.time, judged: Interval(acceptance.submitted.time),
      by: acceptance.submitted)
    cite(acceptance.fact)
  }
}

extension Fact {
  /// Whether it was recorded more than 14 days after it happened.
  fileprivate var isRecordedLate: Bool {
    recordedTime.milliseconds - time.milliseconds > 14 * Instant.millisecondsPerDay
  }
}

extension [PairingView.Dated] {
  /// Whether the starts of the intervals come in the elements' order.
  fileprivate var startsAscend: Bool {
    indices.dropFirst().allSatisfy { self[$0 - 1].interval.start <= self[$0].interval.start }
  }

  /// Whether the ends of the intervals come in the elements' order.
  fileprivate var endsAscend: Bool {
    indices.dropFirst().allSatisfy { self[$0 - 1].interval.end <= self[$0].interval.end }
  }
}

// MARK: - Deliverables that are expected

extension PairingView {
  /// The deliverables that the milestones ask for as of `now`, those of waived and inapplicable
  /// milestones only where they were accepted.
  public func expectedDeliverables(now: Instant) -> [ExpectedDeliverable] {
    var found: [ExpectedDeliverable] = []
    for place in terms.indices where terms[place].criterion.asksForDeliverables {
      expect(terms[place].criterion, milestone(at: place, now: now), now, &found)
    }
    return found
  }

  /// The milestones, and the deliverables that they ask for, as of `now`.
  func progress(
    now: Instant
  ) -> (milestones: [MilestoneProgress], deliverables: [ExpectedDeliverable]) {
    let milestones = milestones(now: now)
    var deliverables: [ExpectedDeliverable] = []
    for place in terms.indices where terms[place].criterion.asksForDeliverables {
      expect(terms[place].criterion, milestones[place], now, &deliverables)
    }
    return (milestones, deliverables)
  }

  /// Adds what a milestone asks for.
  private func expect(
    _ criterion: Criterion, _ milestone: MilestoneProgress, _ now: Instant,
    _ found: inout [ExpectedDeliverable]
  ) {
    switch criterion {
    case .all(let parts), .any(let parts):
      for part in parts { expect(part, milestone, now, &found) }
    case .accepted(let demand):
      let one = ExpectedDeliverable(
        pairing: pairing, milestone: milestone.milestone, type: demand.type, due: milestone.due)
      let isAsked = milestone.status != .waived && milestone.status != .notApplicable
      guard demand.everyVisit ?? false else { return expect(one, isAsked, now, &found) }
      // Those aside whose report was waived.
      for visit in exchanges where isVisit(visit, now) && !isReportWaived(visit.activity, now) {
        var one = one
        one.activity = visit.activity
        expect(one, isAsked, now, &found)
      }
    case .held, .representatives, .replication, .pairingCompleted: break
    }
  }

  private func expect(
    _ one: ExpectedDeliverable, _ isAsked: Bool, _ now: Instant,
    _ found: inout [ExpectedDeliverable]
  ) {
    var one = one
    one.acceptance = acceptance(one.type, of: one.activity, now)
    if isAsked || one.acceptance != nil { found.append(one) }
  }

  private func isReportWaived(_ activity: Ref, _ now: Instant) -> Bool {
    reports.contains { $0.activity == activity && ($0.waived.map { $0.time <= now } ?? false) }
  }

  /// The first acceptance of a deliverable of this type; of a report on `activity` where there is
  /// one.
  private func acceptance(
    _ type: DeliverableType, of activity: Ref?, _ now: Instant
  ) -> DeliverableState.Acceptance? {
    var first: DeliverableState.Acceptance?
    for report in reports where report.type == type {
      guard let one = report.acceptance, one.fact.time <= now else { continue }
      if let activity, report.activity != activity { continue }
      if let first, (first.fact.time, first.fact.index) <= (one.fact.time, one.fact.index) {
        continue
      }
      first = one
    }
    return first
  }
}

extension Criterion {
  /// Whether it asks for a deliverable, wherever in it.
  var asksForDeliverables: Bool {
    switch self {
    case .all(let parts), .any(let parts): parts.contains(where: \.asksForDeliverables)
    case .accepted: true
    case .held, .representatives, .replication, .pairingCompleted: false
    }
  }
}
