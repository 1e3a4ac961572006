/// I18, I20, I22, I23: practices and replications.
extension FigureMaker {
  func takePractices(_ slot: Int, _ tallies: inout PracticeTallies) {
    guard let practices = tables.activities[slot].held?.practices,
      let fact = tables.activities[slot].held?.fact
    else { return }
    if practices.isEmpty { return leave(fact, .circumstance(.noPractice), .i18) }
    if !counts(fact) { return leave(fact, .afterEnd, .i18) }
    guard scope.admits(theme: tables.activities[slot].held?.themes ?? []) else {
      return leave(fact, .otherTheme, .i18)
    }
    tallies.offered.formUnion(practices)
    tallies.presented.cite(fact, tables.activities[slot].record)
  }

  mutating func practices(_ tallies: PracticeTallies) -> [Figure] {
    var presented = tallies.presented
    presented.count = Int64(tallies.offered.count)
    var transferred = Tally()
    let practices = tables.practices
    for slot in practices.indices where !practices[slot].adoptions.isEmpty {
      guard practices[slot].exists, scope.admits(theme: practices[slot].themes) else {
        leave(
          all: practices[slot].adoptions.map(\.fact),
          practices[slot].exists ? .otherTheme : .circumstance(.streamNotInEffect), .i18)
        continue
      }
      var learners: Set<Ref> = []
      for adoption in practices[slot].adoptions where isTransfer(adoption) {
        learners.insert(adoption.learnerCity)
        transferred.cite(adoption.fact, practices[slot].record)
      }
      transferred.count += Int64(learners.count)
    }
    return [
      figure(
        "I18",
        [
          count("offered", presented, .practices), count("transferred", transferred, .practices),
        ])
    ]
  }

  /// Whether a learner city that was asked for took a practice up, and not only understood it.
  private func isTransfer(_ adoption: PracticeState.Adoption) -> Bool {
    if adoption.stage == .understood {
      leave(adoption.fact, .circumstance(.onlyUnderstood), .i18)
    } else if !counts(adoption.fact) {
      leave(adoption.fact, .afterEnd, .i18)
    } else if !membership.isInFrame(pairing: adoption.pairing)
      || !membership.isOfPlace(adoption.learnerCity)
    {
      leave(adoption.fact, .notInScope, .i18)
    } else {
      return true
    }
    return false
  }

  mutating func replications() -> [Figure] {
    var stages = [Tally](repeating: Tally(), count: 4)
    var expected = EffectTally()
    var measured = EffectTally()
    for slot in tables.replications.indices {
      let exists = tables.replications[slot].exists
      guard exists, membership.isIn(replicationAt: slot) else {
        leaveOutside(streamOf: tables.replicationRefs[slot], exists: exists, .replications)
        continue
      }
      take(slot, &stages, &expected, &measured)
    }
    let keys = ["proposed", "started", "completed", "abandoned"]
    var values: [FigureValue] = []
    for (key, tally) in zip(keys, stages) { values.append(count(key, tally, .replications)) }
    return [
      figure("I20", values), expected.figure("I22", &self), measured.figure("I23", &self),
    ]
  }

  private func take(
    _ slot: Int, _ stages: inout [Tally], _ expected: inout EffectTally,
    _ measured: inout EffectTally
  ) {
    guard scope.admits(theme: tables.replications[slot].themes) else {
      return leave(streamOf: tables.replicationRefs[slot], .otherTheme, .replications)
    }
    let record = tables.replications[slot].record
    leave(all: lateSteps(slot), .afterEnd, .i20)
    if let fact = tables.replications[slot].proposed, counts(fact) { stages[0].add(fact, record) }
    if let fact = tables.replications[slot].started, counts(fact) { stages[1].add(fact, record) }
    if let fact = tables.replications[slot].completed, counts(fact) { stages[2].add(fact, record) }
    if let fact = tables.replications[slot].abandoned, counts(fact) { stages[3].add(fact, record) }
    guard let started = tables.replications[slot].started, counts(started) else {
      leave(tables.replications[slot].started, .afterEnd, .effects)
      return leave(
        all: tables.replications[slot].estimates.map(\.fact), .circumstance(.notStarted), .effects)
    }
    let estimates = tables.replications[slot].estimates.filter { counts($0.fact) }
    leave(
      all: tables.replications[slot].estimates.map(\.fact).filter { !counts($0) }, .afterEnd,
      .effects)
    leave(others: measured.take(estimates, .measured, started, record), started, .i23)
    if counts(tables.replications[slot].abandoned) {
      leave(all: [started] + estimates.map(\.fact), .circumstance(.abandoned), .i22)
    } else {
      leave(others: expected.take(estimates, .exAnte, started, record), started, .i22)
    }
  }

  private func lateSteps(_ slot: Int) -> [Fact] {
    let state = tables.replications[slot]
    return [state.proposed, state.started, state.completed, state.abandoned].compactMap { $0 }
      .filter { !counts($0) }
  }

  /// Leaves out what an effect's sum didn't take: the start, where there are estimates, the
  /// estimates of the other kind, and those that a later one took the place of.
  private func leave(others estimates: EffectTally.Judged, _ started: Fact, _ figure: IndicatorSet)
  {
    guard trace != nil else { return }
    if !estimates.latest.isEmpty { leave(started, .circumstance(.hasEstimates), figure) }
    for estimate in estimates.all {
      if estimate.basis != estimates.basis {
        leave(estimate.fact, .circumstance(.otherBasis), figure)
      } else if let latest = estimates.latest[estimate.year], latest.fact != estimate.fact {
        leave(estimate.fact, .superseded(by: latest.fact.index), figure)
      }
    }
  }
}

/// The practices that exchanges presented.
struct PracticeTallies {
  fileprivate var offered: Set<Ref> = []
  fileprivate var presented = Tally()

  init() {}
}

/// Sums of effects on emissions, by year.
private struct EffectTally {
  struct Year {
    /// In units of 10⁻¹² tonnes: a tonnage and a share have up to six places each.
    var sum: Int128 = 0
    var tally = Tally()
  }

  var years: [Int64: Year] = [:]
  var without = Tally()

  /// The estimates of a replication, and those that its effect is summed from.
  struct Judged {
    var all: [ReplicationState.Estimate]
    var basis: EffectBasis

    /// By year.
    var latest: [Int64: ReplicationState.Estimate]
  }

  /// Takes the latest estimate of each year from `estimates`, which are in order.
  mutating func take(
    _ estimates: [ReplicationState.Estimate], _ basis: EffectBasis, _ started: Fact,
    _ record: StreamRecord
  ) -> Judged {
    var latest: [Int64: ReplicationState.Estimate] = [:]
    for estimate in estimates where estimate.basis == basis { latest[estimate.year] = estimate }
    if latest.isEmpty { without.add(started, record) }
    for (year, estimate) in latest {
      years[year, default: Year()].sum +=
        Int128(estimate.tonnes.millionths) * Int128(estimate.share.millionths)
      years[year, default: Year()].tally.add(estimate.fact, record)
    }
    return Judged(all: estimates, basis: basis, latest: latest)
  }

  func figure(_ id: String, _ maker: inout FigureMaker) -> Figure {
    var values: [FigureValue] = []
    for (year, sums) in years.sorted(by: { $0.key < $1.key }) {
      var value = maker.count("year/\(year)", sums.tally, .tonnes)
      value.amount = .decimal(Exact.decimal(sums.sum, over: 1_000_000_000_000))
      values.append(value)
    }
    values.append(maker.count("without_estimate", without, .replications))
    return maker.figure(id, values)
  }
}
