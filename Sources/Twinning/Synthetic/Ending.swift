/// How a programme ends: pairings, participations, the cohort, the last payment.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  /// Completes a pairing; waives what stands open before, or gives the pairing up where that is
  /// too much.
  func complete(_ pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    let open = openMilestones(of: pairing)
    if open.count > 5 { return giveUp(pairing) }
    for milestone in open {
      var waiver = MilestoneWaivedV1()
      waiver.milestone = Text(milestone.milestone)
      waiver.common.reason = reason(.organiserDecision, noted: true)
      recordByOffice(.milestoneWaived(waiver), on: pairing.ref)
    }
    after(1...6) { $0.recordCompletion(of: pairing) }
  }

  /// The mandatory milestones that the completion itself won't achieve.
  private func openMilestones(of pairing: SyntheticPairing) -> [MilestoneProgress] {
    world.milestones(of: pairing.ref, now: now).filter { milestone in
      guard milestone.isMandatory, milestone.milestone != "M10" else { return false }
      switch milestone.status {
      case .achieved, .waived, .notApplicable: return false
      case .overdue, .dueSoon, .notDue: return true
      }
    }
  }

  private func giveUp(_ pairing: SyntheticPairing) {
    var dissolution = PairingDissolvedV1()
    dissolution.cause = .programme
    dissolution.effectiveOn = calendar.point(today + 1)
    dissolution.common.reason = reason(.organiserDecision, noted: true)
    recordByOffice(.pairingDissolved(dissolution), on: pairing.ref)
  }

  private func recordCompletion(of pairing: SyntheticPairing) {
    guard isLive(pairing) else { return }
    // Something was taken back meanwhile: once more from the start.
    if !openMilestones(of: pairing).isEmpty { return complete(pairing) }
    var completion = PairingCompletedV1()
    completion.completedOn = calendar.point(today)
    completion.common.evidence = [file()]
    let usual = dice.chance(percent: 50) ? pairing.facilitator : staff.office[0]
    record(.pairingCompleted(completion), on: pairing.ref, by: usual)
  }

  // MARK: Cities

  /// Completes the participation of every city that completed a pairing; the others that are left
  /// withdraw.
  func completeCohort() {
    for applicant in applicants {
      guard let ref = applicant.participation, let state = world.participation(ref), !state.hasEnded
      else { continue }
      let statuses = pairings.filter { pairing in
        pairing.cities.contains { $0 === applicant }
      }.compactMap { world.pairing($0.ref)?.status }
      if statuses.contains(.active) || statuses.contains(.paused) { continue }
      on(Day.lastCompletion + dice.number(7...16)) { programme in
        if statuses.contains(.completed) {
          programme.completeParticipation(ref)
        } else {
          programme.endParticipation(ref, applicant)
        }
      }
    }
    on(Day.lastCompletion + 20) { programme in
      var completion = CohortCompletedV1()
      completion.on = programme.calendar.point(programme.today)
      programme.recordByOffice(.cohortCompleted(completion), on: programme.cohort)
    }
  }

  private func completeParticipation(_ ref: Ref) {
    var completion = ParticipationCompletedV1()
    completion.completedOn = calendar.point(today)
    record(.participationCompleted(completion), on: ref, by: staff.office[1])
  }

  private func endParticipation(_ ref: Ref, _ applicant: Applicant) {
    var withdrawal = ParticipationWithdrawnV1()
    withdrawal.effectiveOn = calendar.point(today)
    withdrawal.common.reason = reason(.organiserDecision)
    record(.participationWithdrawn(withdrawal), on: ref, by: applicant.lead)
  }

  // MARK: Money

  func recordFinalPayment() {
    var payment = FinalPaymentRecordedV1()
    payment.paidOn = calendar.point(today - 2)
    payment.funding = Money(minorUnits: Int64(dice.number(30_000...900_000)) * 100, currency: .eur)
    payment.grantRef = Text("SYN-\(name)")
    record(.finalPaymentRecorded(payment), on: programme, by: staff.finance)
  }
}
