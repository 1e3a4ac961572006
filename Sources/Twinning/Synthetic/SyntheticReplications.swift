/// A replication on its way.
final class SyntheticReplication {
  let ref: Ref
  let pairing: SyntheticPairing
  var percent = 0

  /// The last day that it reported something of.
  var lastDay = 0

  init(ref: Ref, pairing: SyntheticPairing) {
    self.ref = ref
    self.pairing = pairing
  }

  var lead: Actor { pairing.twin.lead }
}

/// How twins replicate what they saw.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  func proposeReplication(in pairing: SyntheticPairing) {
    guard isActive(pairing) else { return }
    replicationCount += 1
    let replication = SyntheticReplication(
      ref: interner.intern(.replication, "\(name)-replication-\(replicationCount)"),
      pairing: pairing)
    pairing.replications.append(replication.ref)
    var proposal = ReplicationProposedV1()
    proposal.twinCityID = pairing.twin.city
    proposal.pairingID = pairing.ref
    proposal.practiceID = pairing.practices.isEmpty ? nil : dice.pick(pairing.practices)
    proposal.themes = someThemes()
    proposal.levers = someLevers()
    proposal.scopeNoteRef = document("scope")
    record(.replicationProposed(proposal), on: replication.ref, by: replication.lead)
    if dice.chance(percent: 92) { after(10...45) { $0.start(replication) } }
  }

  private func start(_ replication: SyntheticReplication) {
    guard world.replication(replication.ref)?.status == .proposed else { return }
    var start = ReplicationStartedV1()
    // Days begin before the hour at which something is recorded: one after the proposal's.
    replication.lastDay = today - dice.number(0...4)
    start.startedOn = calendar.point(replication.lastDay)
    start.firstActionRef = document("first-action")
    start.budget = Money(minorUnits: Int64(dice.number(8_000...900_000)) * 100, currency: .eur)
    start.fundingSource = dice.pick(["municipal budget", "national programme", "green bond"])
    start.common.evidence = [file()]
    let time = calendar.zone.start(of: calendar.date(replication.lastDay))
    let actor = author(of: time, replication.lead, &start.common)
    if record(.replicationStarted(start), on: replication.ref, by: actor) == nil { return }
    if dice.chance(percent: 85) { after(5...30) { $0.estimate(replication, .exAnte) } }
    putDownProgress(of: replication)
  }

  // MARK: Course

  /// Puts down the next report: of a day some weeks on, recorded soon after it or late.
  private func putDownProgress(of replication: SyntheticReplication) {
    let day = max(replication.lastDay, today) + dice.number(28...48)
    if day > Day.end - 60 { return }
    let lag = dice.chance(percent: 18) ? dice.number(16...27) : dice.number(0...4)
    on(day + lag) { $0.goOn(with: replication, on: day) }
  }

  private func goOn(with replication: SyntheticReplication, on day: Int) {
    guard world.replication(replication.ref)?.status == .started else { return }
    let roll = dice.below(100)
    if roll < 3 { return abandon(replication) }
    if roll < 8 { return pause(replication) }
    if replication.percent >= 90, day > 300 { return finish(replication) }
    let step = dice.number(8...26)
    replication.percent = min(100, replication.percent + step)
    replication.lastDay = day
    var report = ReplicationProgressReportedV1()
    report.percent = Int64(replication.percent)
    report.on = calendar.point(day)
    report.common.evidence = [file()]
    let time = calendar.zone.start(of: calendar.date(day))
    let actor = author(of: time, replication.lead, &report.common)
    let recorded = record(.replicationProgressReported(report), on: replication.ref, by: actor)
    putDownProgress(of: replication)
    guard let recorded, dice.chance(percent: 4) else { return }
    let percent = Int64(replication.percent)
    after(2...12) { programme in
      programme.correct(
        recorded, .typo, [.number("/data/percent", old: percent, new: max(percent - 3, 0))])
    }
  }

  private func pause(_ replication: SyntheticReplication) {
    replication.lastDay = today
    var pause = ReplicationPausedV1()
    pause.on = calendar.point(today)
    pause.common.reason = reason(.other, noted: true)
    record(.replicationPaused(pause), on: replication.ref, by: replication.lead)
    after(20...60) { programme in
      replication.lastDay = programme.today
      var resumption = ReplicationResumedV1()
      resumption.on = programme.calendar.point(programme.today)
      programme.record(.replicationResumed(resumption), on: replication.ref, by: replication.lead)
      programme.putDownProgress(of: replication)
    }
  }

  private func abandon(_ replication: SyntheticReplication) {
    var end = ReplicationAbandonedV1()
    end.on = calendar.point(today)
    end.common.reason = reason(.organiserDecision, noted: true)
    record(.replicationAbandoned(end), on: replication.ref, by: replication.lead)
  }

  private func finish(_ replication: SyntheticReplication) {
    var end = ReplicationCompletedV1()
    end.completedOn = calendar.point(today)
    end.resultCode = dice.pick(["as_planned", "smaller_than_planned", "larger_than_planned"])
    end.common.evidence = [file()]
    record(.replicationCompleted(end), on: replication.ref, by: replication.lead)
    if dice.chance(percent: 80) { after(10...60) { $0.estimate(replication, .measured) } }
  }

  // MARK: Effects

  private func estimate(_ replication: SyntheticReplication, _ basis: EffectBasis) {
    guard let state = world.replication(replication.ref), state.status != .abandoned else { return }
    var estimate = EmissionEffectEstimatedV1()
    estimate.basis = basis
    let first = calendar.start.year + (basis == .exAnte ? 2 : 1)
    estimate.year = Int64(min(first + dice.below(3), 2200))
    estimate.tco2ePerYear = FixedDecimal(unscaled: Int64(dice.number(120...48_000)), scale: 1)
    // A twin has at most two replications, which may rest on the same practice.
    estimate.share = FixedDecimal(unscaled: Int64(dice.number(10...50)), scale: 2)
    estimate.uncertaintyPct = dice.chance(percent: 60) ? Int64(dice.number(5...60)) : nil
    estimate.methodRef = document("method")
    let recorded = record(
      .emissionEffectEstimated(estimate), on: replication.ref, by: replication.lead)
    if basis == .exAnte, dice.chance(percent: 35) {
      after(60...110) { programme in
        guard programme.world.replication(replication.ref)?.status == .started else { return }
        programme.estimate(replication, .exAnte)
      }
    }
    guard let recorded, let percent = estimate.uncertaintyPct, dice.chance(percent: 5) else {
      return
    }
    after(2...12) { programme in
      programme.correct(
        recorded, .typo, [.number("/data/uncertainty_pct", old: percent, new: percent + 1)])
    }
  }
}
