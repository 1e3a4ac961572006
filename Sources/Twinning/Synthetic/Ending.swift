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
      waiver.milestone = Text(milestone)
      waiver.common.reason = reason(.organiserDecision, noted: true)
      recordByOffice(.milestoneWaived(waiver), on: pairing.ref)
    }
    after(1...6) { $0.recordCompletion(of: pairing) }
  }

  /// The mandatory milestones that the completion itself won't achieve, by this generator's own
  /// simple look at what there is; the rule that judges the completion looks more closely.
  private func openMilestones(of pairing: SyntheticPairing) -> [String] {
    let documents = pairing.deliverables.compactMap { world.deliverable($0) }
    let held = pairing.activities.compactMap { world.activity($0)?.held }
    let visits = pairing.activities.filter { world.activity($0)?.held?.kind == .siteVisit }
    let directions = Set(held.flatMap { $0.visits.map(\.direction) })
    func isNamed(_ applicant: Applicant) -> Bool {
      let state = applicant.participation.flatMap { world.participation($0) }
      return state?.representatives.isEmpty == false
    }
    func isAccepted(_ type: DeliverableType) -> Bool {
      documents.contains { $0.type == type && $0.status == .accepted }
    }
    func isReported(_ visit: Ref) -> Bool {
      documents.contains {
        $0.activity == visit && ($0.status == .accepted || $0.status == .waived)
      }
    }
    let kickoff = interner.intern(.activity, "\(name)-cohort-kickoff")
    let achieved: [(String, Bool)] = [
      ("M01", world.activity(kickoff)?.held != nil),
      ("M02", isNamed(pairing.hosts[0]) && isNamed(pairing.twin)),
      ("M03", isAccepted(.roadmap)),
      ("M04", !visits.isEmpty),
      ("M05", held.count >= 3 && isAccepted(.midtermReport)),
      ("M06", directions.count > 1),
      ("M07", pairing.replications.contains { world.replication($0)?.started != nil }),
      ("M08", isAccepted(.replicationPlan)),
      ("M09", !visits.isEmpty && visits.allSatisfy(isReported)),
      ("M11", isAccepted(.finalReport)),
    ]
    let waived = world.pairing(pairing.ref)?.waivers.map(\.milestone) ?? []
    return achieved.filter { !$0.1 && !waived.contains($0.0) }.map(\.0)
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
