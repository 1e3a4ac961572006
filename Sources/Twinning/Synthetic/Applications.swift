/// How cities apply, are judged and are selected.
extension SyntheticProgramme {
  private typealias Day = ProgrammeCalendar.Day

  /// Chooses who applies and what will come of it, and puts down the applications.
  func chooseApplicants() {
    var hosts = places.hosts
    var twins = places.twins
    dice.shuffle(&hosts)
    dice.shuffle(&twins)
    var hostFates: [Applicant.Fate] = [
      .selectedFromReserve, .reserved, .rejected, .rejected, .ineligible, .withdrawn,
    ]
    while hostFates.count < headcount.hosts { hostFates.append(.selected) }
    var twinFates: [Applicant.Fate] = [
      .selectedFromReserve, .overturned, .reserved, .reserved, .rejected, .rejected, .ineligible,
      .withdrawn,
    ]
    // With one pairing there is one twin: it is selected at once.
    if headcount.pairings < 3 { twinFates.removeFirst(2) }
    let selected = headcount.selectedTwins - (headcount.pairings < 3 ? 0 : 2)
    for _ in 0..<selected { twinFates.append(.selected) }
    while twinFates.count < headcount.twins { twinFates.append(.rejected) }
    for (place, fate) in zip(hosts, hostFates) { apply(place, .host, fate) }
    for (place, fate) in zip(twins, twinFates) { apply(place, .twin, fate) }
    if headcount.hasPeers {
      for applicant in applicants.filter({ $0.role == .twin && $0.fate == .selected }).suffix(2) {
        applicant.isPeer = true
      }
    }
  }

  private func apply(_ place: Place, _ role: ApplicantRole, _ fate: Applicant.Fate) {
    let prefix = role == .host ? "hl" : "tl"
    let lead = Actor(
      ref: interner.intern(.actor, "\(prefix)-\(dice.hexadecimal(8))"),
      role: role == .host ? .hl : .tl)
    let call = role == .host ? hostCall : twinCall
    let slug = "\(interner.slug(of: call))--\(interner.slug(of: place.ref))--\(role.word)"
    let applicant = Applicant(
      place: place, role: role, fate: fate, lead: lead,
      application: interner.intern(.application, slug),
      people: (0..<3).map { _ in interner.intern(.person, "person-\(dice.hexadecimal(12))") })
    applicants.append(applicant)
    let first = role == .host ? Day.hostsApply : Day.twinsApply
    let last = role == .host ? Day.hostsDeadline : Day.twinsDeadline
    on(dice.number(first + 1...last - 12)) { $0.draft(applicant) }
  }

  private func draft(_ applicant: Applicant) {
    var draft = ApplicationDraftedV1()
    draft.callID = applicant.role == .host ? hostCall : twinCall
    draft.cityID = applicant.city
    draft.role = applicant.role
    draft.themes = someThemes()
    draft.levers = someLevers()
    record(.applicationDrafted(draft), on: applicant.application, by: applicant.lead)
    after(1...9) { $0.submitOrWait(applicant) }
  }

  private func submitOrWait(_ applicant: Applicant) {
    let isLate = applicant.role == .host && applicants.first === applicant
    if isLate {
      // Five hours after the deadline: late as known then, in time once it was moved.
      let deadline = calendar.deadline(Day.hostsDeadline, hour: 17).instant
      at(deadline.adding(milliseconds: 5 * 3_600_000)) { $0.submit(applicant) }
    } else if applicant.fate == .ineligible && applicant.role == .twin {
      on(Day.twinsDeadline + 2) { $0.submit(applicant) }
    } else {
      submit(applicant)
    }
  }

  // MARK: Submission

  private func submission(of applicant: Applicant) -> ApplicationSubmittedV1 {
    var submission = ApplicationSubmittedV1()
    submission.answersDigest = dice.digest()
    submission.representativesCount = Int64(dice.number(1...2))
    submission.hoursPerMonth = Int64(dice.number(8...40))
    submission.languageLevel = dice.pick([.b1, .b2, .b2, .c1, .c2])
    submission.neutralityTargetYear = Int64(dice.pick([2030, 2035, 2040, 2045, 2050]))
    let partners = applicant.role == .host ? places.twins : places.hosts
    submission.preferredPartners = [dice.pick(partners).ref]
    submission.common.evidence = [file()]
    return submission
  }

  private func submit(_ applicant: Applicant) {
    var submission = submission(of: applicant)
    var actor = applicant.lead
    if dice.chance(percent: 6), world.isDraftOlder(applicant.application, at: now) {
      // It came by the portal; the office enters it with the portal's receipt.
      let agoMilliseconds = Int64(dice.number(1...7_000_000))
      submission.receivedAt = PointInTime(now.adding(milliseconds: -agoMilliseconds))
      submission.common.onBehalfOf = actor.role
      submission.common.reason = reason(.lateEvidence)
      actor = dice.pick(staff.office)
    }
    record(.applicationSubmitted(submission), on: applicant.application, by: actor)
    let deadline = applicant.role == .host ? Day.hostsDeadline : Day.twinsDeadline
    if today < deadline - 4, dice.chance(percent: 12) { after(1...3) { $0.amend(applicant) } }
    let judged = applicant.role == .host ? Day.hostsExtendedDeadline + 2 : Day.twinsDeadline + 3
    if dice.chance(percent: 8) {
      on(judged) { $0.reopen(applicant) }
    } else {
      on(dice.number(judged + 1...judged + 7)) { $0.judge(applicant) }
    }
  }

  private func amend(_ applicant: Applicant) {
    var amended = ApplicationAmendedV1()
    amended.answersDigest = dice.digest()
    amended.hoursPerMonth = Int64(dice.number(8...40))
    amended.themes = someThemes()
    amended.common.reason = reason(.typo)
    record(.applicationAmended(amended), on: applicant.application, by: applicant.lead)
  }

  private func reopen(_ applicant: Applicant) {
    var reopening = ApplicationReopenedV1()
    reopening.until = calendar.point(today + 5)
    reopening.common.reason = reason(.organiserDecision, noted: true)
    record(.applicationReopened(reopening), on: applicant.application, by: dice.pick(staff.office))
    after(1...3) { programme in
      let submission = programme.submission(of: applicant)
      programme.record(
        .applicationSubmitted(submission), on: applicant.application, by: applicant.lead)
      programme.after(1...3) { $0.judge(applicant) }
    }
  }

  // MARK: Eligibility

  private func checks(of applicant: Applicant, isEligible: Bool) -> [EligibilityCheck] {
    func check(_ rule: Text, _ result: CheckResult, _ value: String) -> EligibilityCheck {
      var check = EligibilityCheck()
      check.ruleID = rule
      check.result = result
      check.referenceValue = Text(value)
      return check
    }
    return [
      check(
        applicant.role == .host ? "status-required" : "status-forbidden", .met,
        applicant.place.status?.word ?? "none"),
      check("association", isEligible || applicant.role == .twin ? .met : .notMet, "full"),
      check("in-time", isEligible || applicant.role == .host ? .met : .notMet, "first submission"),
    ]
  }

  private func judge(_ applicant: Applicant) {
    let isWrong = applicant.fate == .selectedFromReserve && applicant.role == .twin
    if applicant.fate == .ineligible || isWrong {
      var verdict = ApplicationDeclaredIneligibleV1()
      verdict.checks = checks(of: applicant, isEligible: false)
      verdict.common.reason = reason(.organiserDecision, noted: true)
      record(
        .applicationDeclaredIneligible(verdict), on: applicant.application, by: staff.office[1])
      if isWrong { after(1...2) { $0.confirm(applicant, after: .wrongCity) } }
    } else {
      confirm(applicant, after: nil)
    }
  }

  /// Confirms the eligibility; with a reason where it was denied before.
  private func confirm(_ applicant: Applicant, after error: ReasonCode?) {
    var verdict = EligibilityConfirmedV1()
    verdict.checks = checks(of: applicant, isEligible: true)
    verdict.common.reason = error.map { reason($0, noted: true) }
    record(.eligibilityConfirmed(verdict), on: applicant.application, by: staff.office[1])
    if applicant.fate == .withdrawn {
      after(1...6) { programme in
        var withdrawn = ApplicationWithdrawnV1()
        withdrawn.common.reason = programme.reason(.other)
        programme.record(
          .applicationWithdrawn(withdrawn), on: applicant.application, by: applicant.lead)
      }
    } else {
      evaluate(applicant)
    }
  }

  // MARK: Evaluation

  private func evaluate(_ applicant: Applicant) {
    var evaluators = staff.evaluators
    dice.shuffle(&evaluators)
    let hasConflict = dice.chance(percent: 8)
    let count = hasConflict ? 3 : dice.number(2...3)
    for evaluator in evaluators.prefix(count) {
      after(1...6) { $0.score(applicant, by: evaluator) }
    }
    if hasConflict {
      after(1...7) { programme in
        var conflict = ConflictOfInterestDeclaredV1()
        conflict.evaluator = evaluators[0].ref
        programme.record(
          .conflictOfInterestDeclared(conflict), on: applicant.application, by: evaluators[0])
      }
    }
    let decided = applicant.role == .host ? Day.cohortFormed + 8 : Day.lastDecision - 16
    on(dice.number(decided...decided + 4)) { $0.decide(applicant) }
  }

  private func score(_ applicant: Applicant, by evaluator: Actor) {
    var evaluation = EvaluationRecordedV1()
    evaluation.evaluator = evaluator.ref
    evaluation.weightVersion = "w1"
    for criterion in ["ambition", "capacity", "fit", "transferability"] {
      var score = CriterionScore()
      score.criterion = Text(criterion)
      let base = applicant.willTakePart ? 60 : 30
      score.score = FixedDecimal(unscaled: Int64(base + dice.below(40)), scale: 1)
      evaluation.scores.append(score)
    }
    evaluation.common.evidence = [file()]
    record(.evaluationRecorded(evaluation), on: applicant.application, by: evaluator)
  }

  // MARK: Decision

  private func decide(_ applicant: Applicant) {
    let rank = Int64(dice.number(1...60))
    switch applicant.fate {
    case .selected: select(applicant, rank: rank)
    case .reserved, .selectedFromReserve:
      var reserve = ApplicationReservedV1()
      reserve.cohortID = cohort
      reserve.rank = rank
      recordByOffice(.applicationReserved(reserve), on: applicant.application)
      if applicant.fate == .selectedFromReserve {
        after(4...7) { $0.select(applicant, rank: rank) }
      }
    case .rejected, .overturned:
      var rejection = ApplicationRejectedV1()
      rejection.cohortID = cohort
      rejection.rank = rank
      rejection.common.reason = reason(.organiserDecision)
      recordByOffice(.applicationRejected(rejection), on: applicant.application)
      if applicant.fate == .overturned { after(1...3) { $0.complain(applicant) } }
    case .ineligible, .withdrawn: break
    }
  }

  private func select(_ applicant: Applicant, rank: Int64) {
    var selection = ApplicationSelectedV1()
    selection.cohortID = cohort
    selection.rank = rank
    recordByOffice(.applicationSelected(selection), on: applicant.application)
    let day = dice.number(Day.lastDecision + 1...Day.lastDecision + 7)
    on(day) { $0.confirmParticipation(applicant) }
  }

  private func complain(_ applicant: Applicant) {
    var complaint = ComplaintReceivedV1()
    complaint.about = .selection
    complaint.textRef = document("complaint")
    record(.complaintReceived(complaint), on: applicant.application, by: staff.office[1])
    after(2...4) { programme in
      var overturning = SelectionOverturnedV1()
      overturning.newOutcome = .selected
      overturning.cohortID = programme.cohort
      overturning.common.reason = programme.reason(.wrongCount, noted: true)
      overturning.common.evidence = [programme.file()]
      programme.record(
        .selectionOverturned(overturning), on: applicant.application, by: programme.staff.office[2])
      programme.on(Day.lastDecision + 5) { $0.confirmParticipation(applicant) }
    }
  }
}

extension World {
  /// Whether `application` was drafted more than two hours before `time`.
  fileprivate func isDraftOlder(_ application: Ref, at time: Instant) -> Bool {
    guard let last = record(of: application).last else { return false }
    return time.milliseconds - last.time.milliseconds > 7_200_000
  }
}
