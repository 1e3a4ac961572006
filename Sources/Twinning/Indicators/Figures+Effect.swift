/// I18, I20, I22, I23: practices and replications.
extension FigureMaker {
  func takePractices(_ slot: Int, _ tallies: inout PracticeTallies) {
    guard let practices = tables.activities[slot].held?.practices, !practices.isEmpty,
      let fact = tables.activities[slot].held?.fact, counts(fact),
      scope.admits(theme: tables.activities[slot].held?.themes ?? [])
    else { return }
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
        continue
      }
      var learners: Set<Ref> = []
      for adoption in practices[slot].adoptions
      where adoption.stage != .understood && counts(adoption.fact)
        && membership.isInFrame(pairing: adoption.pairing)
        && membership.isOfPlace(adoption.learnerCity)
      {
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

  mutating func replications() -> [Figure] {
    var stages = [Tally](repeating: Tally(), count: 4)
    var expected = EffectTally()
    var measured = EffectTally()
    for slot in tables.replications.indices where tables.replications[slot].exists {
      if !membership.isIn(replicationAt: slot) { continue }
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
    guard scope.admits(theme: tables.replications[slot].themes) else { return }
    let record = tables.replications[slot].record
    if let fact = tables.replications[slot].proposed, counts(fact) { stages[0].add(fact, record) }
    if let fact = tables.replications[slot].started, counts(fact) { stages[1].add(fact, record) }
    if let fact = tables.replications[slot].completed, counts(fact) { stages[2].add(fact, record) }
    if let fact = tables.replications[slot].abandoned, counts(fact) { stages[3].add(fact, record) }
    guard let started = tables.replications[slot].started, counts(started) else { return }
    let estimates = tables.replications[slot].estimates.filter { counts($0.fact) }
    measured.take(estimates, .measured, started, record)
    if !counts(tables.replications[slot].abandoned) {
      expected.take(estimates, .exAnte, started, record)
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

  /// Takes the latest estimate of each year from `estimates`, which are in order.
  mutating func take(
    _ estimates: [ReplicationState.Estimate], _ basis: EffectBasis, _ started: Fact,
    _ record: StreamRecord
  ) {
    var latest: [Int64: ReplicationState.Estimate] = [:]
    for estimate in estimates where estimate.basis == basis { latest[estimate.year] = estimate }
    if latest.isEmpty { return without.add(started, record) }
    for (year, estimate) in latest {
      years[year, default: Year()].sum +=
        Int128(estimate.tonnes.millionths) * Int128(estimate.share.millionths)
      years[year, default: Year()].tally.add(estimate.fact, record)
    }
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
