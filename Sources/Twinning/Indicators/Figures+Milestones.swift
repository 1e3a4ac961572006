/// I24, I25: what was due.
extension FigureMaker {
  mutating func milestoneFigures() -> [Figure] {
    var due = Tally()
    var inTime = Tally()
    var milestones = MilestoneTallies()
    let corrections = deliverableCorrections()
    leaveDeliverables()
    forEachViewInScope { view in
      let (progress, deliverables) = view.progress(now: moment)
      for expected in deliverables { take(expected, corrections, &due, &inTime) }
      for milestone in progress { milestones.take(milestone) }
    }
    return [
      themeless("I24", [share("rate", inTime, of: due)]),
      themeless("I25", milestones.values(&self)),
    ]
  }

  private func forEachViewInScope(_ body: (PairingView) -> Void) {
    if scope.theme != nil { return }
    let views = PairingViews(of: world, tables, now: moment)
    for slot in tables.pairings.indices
    where membership.pairingIsIn[slot] && counts(tables.pairings[slot].formed) {
      if let view = views.view(at: slot) { body(view) }
    }
  }

  /// By event: what corrected it, of the deliverables' events.
  private func deliverableCorrections() -> [Int64: [Int64]] {
    var corrections: [Int64: [Int64]] = [:]
    for slot in tables.deliverables.indices
    where !tables.deliverables[slot].record.amendments.isEmpty {
      for amendment in tables.deliverables[slot].record.amendments where !amendment.voids {
        corrections[amendment.target, default: []].append(amendment.fact.index)
      }
    }
    return corrections
  }

  private func take(
    _ expected: ExpectedDeliverable, _ corrections: [Int64: [Int64]], _ due: inout Tally,
    _ inTime: inout Tally
  ) {
    guard let deadline = expected.due else {
      due.notReported += 1
      return
    }
    guard deadline <= moment else {
      leave(
        all: expected.acceptance.map { [$0.submitted, $0.fact] } ?? [], .circumstance(.notDue), .i24
      )
      return
    }
    due.count += 1
    guard let acceptance = expected.acceptance else { return }
    for event in [acceptance.submitted.index, acceptance.fact.index] {
      due.events.append(event)
      due.events += corrections[event] ?? []
    }
    guard expected.isInTime ?? false else { return }
    inTime.count += 1
    inTime.events += [acceptance.submitted.index, acceptance.fact.index]
  }

  /// Leaves out what no milestone can ask for: deliverables of other pairings, versions that
  /// weren't accepted, acceptances that were revoked or came after the report's moment.
  private func leaveDeliverables() {
    guard trace != nil else { return }
    let deliverables = tables.deliverables
    for slot in deliverables.indices {
      let ref = tables.deliverableRefs[slot]
      guard deliverables[slot].exists, membership.isIn(pairing: deliverables[slot].pairing) else {
        leaveOutside(streamOf: ref, exists: deliverables[slot].exists, .i24)
        continue
      }
      guard let accepted = deliverables[slot].accepted else {
        leave(streamOf: ref, .circumstance(.notAccepted), .i24)
        continue
      }
      if accepted.fact.time > moment {
        leave(streamOf: ref, .circumstance(.notAccepted), .i24)
        leave(accepted.fact, .afterMoment, .i24)
      } else {
        leave(
          streamOf: ref, .superseded(by: accepted.submitted.index), .i24, [.deliverableSubmitted])
        leave(streamOf: ref, .superseded(by: accepted.fact.index), .i24, [.deliverableAccepted])
        leave(all: [accepted.submitted, accepted.fact], .circumstance(.notAsked), .i24)
      }
    }
  }
}

/// Milestones by status.
private struct MilestoneTallies {
  private var statuses = [Tally](repeating: Tally(), count: MilestoneStatus.words.count)
  private var inTime = Tally()
  private var late = Tally()
  private var undecided = Tally()
  private var lateDays: [Int64] = []
  private var overdueDays: [Int64] = []

  init() {}

  mutating func take(_ milestone: MilestoneProgress) {
    statuses[Int(milestone.status.rawValue)].add(milestone)
    let days = milestone.daysLate.map { Int64($0) }
    switch milestone.status {
    case .achieved:
      guard let days else { return undecided.add(milestone) }
      if days == 0 { return inTime.add(milestone) }
      late.add(milestone)
      lateDays.append(days)
    case .overdue: if let days { overdueDays.append(days) }
    case .notApplicable, .waived, .dueSoon, .notDue: break
    }
  }

  func values(_ maker: inout FigureMaker) -> [FigureValue] {
    var values: [FigureValue] = []
    for status in MilestoneStatus.allCases {
      values.append(maker.count(status.word, statuses[Int(status.rawValue)], .milestones))
      guard status == .achieved else { continue }
      values.append(maker.count("achieved/on_time", inTime, .milestones))
      values.append(maker.count("achieved/late", late, .milestones))
      if undecided.count > 0 {
        values.append(maker.count("achieved/date_uncertain", undecided, .milestones))
      }
    }
    let overdue = statuses[Int(MilestoneStatus.overdue.rawValue)]
    values.append(maker.median("median_days_late", of: lateDays, .days, late))
    values.append(maker.median("median_days_overdue", of: overdueDays, .days, overdue))
    return values
  }
}

extension Tally {
  fileprivate mutating func add(_ milestone: MilestoneProgress) {
    count += 1
    events += milestone.events
  }
}
