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
      self.init(time: dated.time, judged: dated.interval, by: [dated.fact])
    }

    init(time: Instant, judged: Interval, by facts: [Fact]) {
      self.time = time
      self.judged = judged
      events = facts.map(\.index)
      isReportedLate = facts.contains {
        $0.recordedTime.milliseconds - $0.time.milliseconds > 14 * Instant.millisecondsPerDay
      }
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
    var found = exchanges.filter { $0.held.time <= now && counts($0, for: demand) }
    switch demand.direction {
    case nil, .any?: break
    case .first?:
      // Any visit is at the earliest the first; of several, those that went as the first did.
      guard demand.minimum > 1, let direction = found.first?.directions.first else { break }
      found = found.filter { $0.directions.contains(direction) }
    case .other?:
      guard let first = found.first else { return nil }
      guard let direction = first.directions.first else {
        return bothDirections(found, Int(demand.minimum))
      }
      let opposite = direction == .twinToHost ? Direction.hostToTwin : .twinToHost
      found = found.filter { $0.directions.contains(opposite) }
    }
    return earliest(Int(demand.minimum), of: found.map(\.held))
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
  private func bothDirections(_ found: [Exchange], _ minimum: Int) -> Achievement? {
    let out = found.filter { $0.directions.contains(.twinToHost) }.map(\.held)
    let back = found.filter { $0.directions.contains(.hostToTwin) }.map(\.held)
    guard var both = earliest(minimum, of: out), let other = earliest(minimum, of: back) else {
      return nil
    }
    both.join(other)
    return both
  }

  /// When the nth of them had happened, wherever in their intervals they lie.
  private func earliest(_ count: Int, of found: [Dated]) -> Achievement? {
    guard found.count >= count, count > 0 else { return nil }
    let byStart = found.prefix(count)
    let byEnd = found.sorted { $0.interval.end < $1.interval.end }.prefix(count)
    let start = byStart.map(\.interval.start).max() ?? .distantPast
    let end = byEnd.last?.interval.end ?? .distantFuture
    var facts = byStart.map(\.fact)
    for dated in byEnd where !facts.contains(dated.fact) { facts.append(dated.fact) }
    return Achievement(
      time: found[count - 1].time, judged: Interval(start: min(start, end), end: end), by: facts)
  }

  // MARK: Deliverables

  private func accepted(_ type: DeliverableType, _ now: Instant) -> Achievement? {
    let accepted = reports.compactMap { report -> DeliverableState.Acceptance? in
      guard report.type == type, let one = report.acceptance, one.fact.time <= now else {
        return nil
      }
      return one
    }
    let first = accepted.min { ($0.fact.time, $0.fact.index) < ($1.fact.time, $1.fact.index) }
    return first.map(Achievement.init(acceptance:))
  }

  /// A visit, and for each visit a report that was accepted or waived.
  private func everyVisit(_ type: DeliverableType, _ now: Instant) -> Achievement? {
    var result: Achievement?
    for visit in visits(until: now) {
      guard let one = settled(type, visit.activity, now) else { return nil }
      if result == nil { result = one } else { result?.join(one) }
    }
    return result
  }

  func visits(until now: Instant) -> [Exchange] {
    exchanges.filter { $0.kind == .siteVisit && $0.namesPairing && $0.held.time <= now }
  }

  private func settled(
    _ type: DeliverableType, _ activity: Ref, _ now: Instant
  ) -> Achievement? {
    var found: [Achievement] = []
    for report in reports where report.type == type && report.activity == activity {
      if let acceptance = report.acceptance, acceptance.fact.time <= now {
        found.append(Achievement(acceptance: acceptance))
      } else if let waived = report.waived, waived.time <= now {
        found.append(Achievement(Dated(waived)))
      }
    }
    return found.min { $0.time < $1.time }
  }

  // MARK: Replications

  private func replication(_ demand: ReplicationCriterion, _ now: Instant) -> Achievement? {
    var threshold = Instant.distantPast
    if let months = demand.afterMonths {
      guard let base, let scaled = scaled(Int(months)) else { return nil }
      threshold = DueDate(base: base, months: scaled).instant(in: zone)
    }
    let signs = demand.event == .started ? starts : progressReports
    return earliest(1, of: signs.filter { $0.time > threshold && $0.time <= now })
  }
}

extension PairingView.Achievement {
  /// An acceptance: it is in time if what was accepted was submitted in time.
  init(acceptance: DeliverableState.Acceptance) {
    self.init(
      time: acceptance.fact.time, judged: Interval(acceptance.submitted.time),
      by: [acceptance.submitted, acceptance.fact])
  }
}

// MARK: - Deliverables that are expected

extension PairingView {
  /// The deliverables that the milestones ask for as of `now`, those of waived and inapplicable
  /// milestones only where they were accepted.
  public func expectedDeliverables(now: Instant) -> [ExpectedDeliverable] {
    var found: [ExpectedDeliverable] = []
    for terms in terms {
      let demands = terms.criterion.deliverables
      if demands.isEmpty { continue }
      let milestone = milestone(terms, now: now)
      let isAsked = milestone.status != .waived && milestone.status != .notApplicable
      for demand in demands {
        let one = ExpectedDeliverable(
          pairing: pairing, milestone: terms.id, type: demand.type, due: milestone.due)
        for expected in demand.everyVisit ?? false ? perVisit(one, now) : [one] {
          var expected = expected
          expected.acceptance = acceptance(of: expected, now)
          if isAsked || expected.acceptance != nil { found.append(expected) }
        }
      }
    }
    return found
  }

  /// One for each visit, those aside whose report was waived.
  private func perVisit(_ one: ExpectedDeliverable, _ now: Instant) -> [ExpectedDeliverable] {
    visits(until: now).compactMap { visit in
      let isWaived = reports.contains {
        $0.activity == visit.activity && ($0.waived.map { $0.time <= now } ?? false)
      }
      if isWaived { return nil }
      var one = one
      one.activity = visit.activity
      return one
    }
  }

  private func acceptance(
    of expected: ExpectedDeliverable, _ now: Instant
  ) -> DeliverableState.Acceptance? {
    let found = reports.compactMap { report -> DeliverableState.Acceptance? in
      guard report.type == expected.type, let acceptance = report.acceptance,
        acceptance.fact.time <= now
      else { return nil }
      if let activity = expected.activity, report.activity != activity { return nil }
      return acceptance
    }
    return found.min { ($0.fact.time, $0.fact.index) < ($1.fact.time, $1.fact.index) }
  }
}

extension Criterion {
  /// The deliverables that it asks for, wherever in it.
  var deliverables: [AcceptedCriterion] {
    switch self {
    case .all(let parts), .any(let parts): parts.flatMap(\.deliverables)
    case .accepted(let demand): [demand]
    case .held, .representatives, .replication, .pairingCompleted: []
    }
  }
}
