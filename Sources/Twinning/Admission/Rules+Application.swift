/// Rules of applications that look at other streams (DOMAIN 4, Application).
extension World {
  /// Refuses what other streams don't allow for an application's `event`. As a recheck, only
  /// whether what it names still exists: decisions stand as they were taken (L16).
  func checkApplicationAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .applicationDrafted(let draft): try checkDraft(draft, event, isRecheck: isRecheck)
    case .applicationSubmitted(let submission):
      for partner in submission.preferredPartners { try requireStream(partner, "city") }
      if !isRecheck { try checkSubmission(event) }
    case .applicationAmended(let amended):
      for city in amended.coApplicants { try requireStream(city, "city") }
      for partner in amended.preferredPartners { try requireStream(partner, "city") }
      if !isRecheck { try checkAmendment(event) }
    case .applicationReopened(let reopening):
      if !isRecheck { try checkReopening(until: reopening.until, event) }
    case .eligibilityConfirmed, .applicationDeclaredIneligible, .evaluationRecorded:
      if !isRecheck { try checkStands(event) }
    case .applicationSelected(let selection):
      try requireCohort(selection.cohortID, at: event)
      if !isRecheck { try checkEvaluations(event) }
    case .applicationReserved(let reserve):
      if let cohort = reserve.cohortID { try requireCohort(cohort, at: event) }
      if !isRecheck { try checkEvaluations(event) }
    case .applicationRejected(let rejection):
      if let cohort = rejection.cohortID { try requireCohort(cohort, at: event) }
      if !isRecheck { try checkEvaluations(event) }
    case .selectionOverturned(let overturning):
      if let cohort = overturning.cohortID { try requireCohort(cohort, at: event) }
    default: break
    }
  }

  // MARK: Drafts

  private func checkDraft(
    _ draft: ApplicationDraftedV1, _ event: Event, isRecheck: Bool
  ) throws(Refusal) {
    try requireStream(draft.callID, "call")
    try requireStream(draft.cityID, "city")
    for city in draft.coApplicants { try requireStream(city, "city") }
    if isRecheck { return }
    if draft.coApplicants.contains(draft.cityID) {
      throw Refusal(
        .applicationExists, "\(interner.slug(of: draft.cityID)) applies and is a co-applicant.",
        admitted: "Name the other cities as co_applicants.")
    }
    try checkRole(draft.role, fits: draft.callID)
    if !event.isFromRecord { try checkCallStands(draft.callID, at: event) }
    try checkNoOther(draft, event)
  }

  private func checkRole(_ role: ApplicantRole, fits ref: Ref) throws(Refusal) {
    guard let kind = call(ref)?.kind else { return }
    let wanted: ApplicantRole =
      switch kind {
      case .hostEOI: .host
      case .twinApplication: .twin
      }
    if role == wanted { return }
    throw Refusal(
      .roleNotInCall,
      "\(interner.subject(of: ref)) is of kind \(kind.word), for the role \(wanted.word), not "
        + "\(role.word).",
      admitted: "Apply as \(wanted.word), or to a call for the role \(role.word).")
  }

  /// Refuses a call that was not yet published, or was cancelled by then.
  private func checkCallStands(_ ref: Ref, at event: Event) throws(Refusal) {
    guard let call = call(ref) else { return }
    if let published = call.record.birth, event.latest < published.time {
      throw Refusal(
        .callNotOpen,
        "\(interner.subject(of: ref)) was published at \(published.time), after \(event.time).",
        admitted: "Correct the date, or that of the call's publishing.")
    }
    if let cancelled = call.cancelled, cancelled.time <= event.time {
      throw Refusal(
        .callNotOpen, "\(interner.subject(of: ref)) was cancelled at \(cancelled.time).",
        admitted: "Apply to another call.")
    }
  }

  /// Refuses a second application of a city in a role while an earlier one isn't withdrawn.
  private func checkNoOther(_ draft: ApplicationDraftedV1, _ event: Event) throws(Refusal) {
    var base: [UInt8] = []
    appendName(draft.callID, draft.cityID, draft.role.word, to: &base)
    let other = siblings(.application, base, of: event.subject) { ref in
      guard let other = application(ref) else { return false }
      if other.status != .withdrawn { return true }
      return application(ref, at: event.time).map { $0.status != .withdrawn } ?? false
    }
    guard let other else { return }
    throw Refusal(
      .applicationExists,
      "\(interner.subject(of: other)) is \(application(other)?.status.word ?? "withdrawn later").",
      admitted: "A city applies once in a role to a call, and again once that is withdrawn.")
  }

  // MARK: Submissions

  private func checkSubmission(_ event: Event) throws(Refusal) {
    guard let application = application(event.subject), let ref = application.call else { return }
    if application.isFromRecord { return }
    try checkCallStands(ref, at: event)
    if let opensAt = call(ref)?.opensAt {
      let opening =
        opensAt.precision == .day
        ? opensAt.zone.start(of: opensAt.zone.date(of: opensAt.instant)) : opensAt.instant
      if event.latest < opening {
        throw Refusal(
          .callNotOpen, "\(interner.subject(of: ref)) opens at \(opening), after \(event.time).",
          admitted: "Submit at \(opening) or later.")
      }
    }
    guard let reopening = openReopening(application, before: event) else { return }
    let until = reopening.until.interval(in: zone(of: event.subject)).end
    if event.time <= until { return }
    throw Refusal(
      .afterDeadline,
      "the application was given back until \(until), before \(event.time): the earlier "
        + "submission stands.",
      admitted: "The programme office may record ApplicationReopened again.")
  }

  private func checkAmendment(_ event: Event) throws(Refusal) {
    guard let application = application(event.subject), let ref = application.call else { return }
    if let reopening = openReopening(application, before: event) {
      let until = reopening.until.interval(in: zone(of: event.subject)).end
      if event.time <= until { return }
    }
    guard let closesAt = call(ref)?.closesAt, event.time > closesAt.instant else { return }
    throw Refusal(
      .afterDeadline,
      "\(interner.subject(of: ref)) closed at \(closesAt.instant), before \(event.time).",
      admitted: "The programme office may record ApplicationReopened before.")
  }

  private func checkReopening(until: PointInTime, _ event: Event) throws(Refusal) {
    let end = until.interval(in: zone(of: event.subject)).end
    if event.time <= end { return }
    throw Refusal(
      .intervalReversed, "until, \(until), is over at \(event.time).",
      admitted: "Give a later until.")
  }

  /// The reopening in force when `event` happens: not followed by a submission before it.
  private func openReopening(
    _ application: ApplicationState, before event: Event
  ) -> ApplicationState.Reopening? {
    if application.reopenings.isEmpty { return nil }
    let now = Fact(event)
    guard let reopening = application.reopenings.last(where: { now.follows($0.fact) }) else {
      return nil
    }
    let isAnswered = application.submissions.contains {
      $0.fact.follows(reopening.fact) && now.follows($0.fact)
    }
    return isAnswered ? nil : reopening
  }

  // MARK: Decisions

  /// Refuses a verdict on an application that is given back to its city.
  private func checkStands(_ event: Event) throws(Refusal) {
    guard let application = application(event.subject),
      let reopening = openReopening(application, before: event)
    else { return }
    let until = reopening.until.interval(in: zone(of: event.subject)).end
    if event.time > until { return }
    throw Refusal(
      .givenBack,
      "the application is given back to its city until \(until) (event \(reopening.fact.index)).",
      admitted: "Once it is submitted again, or after \(until), when the earlier submission stands."
    )
  }

  private func requireCohort(_ ref: Ref, at event: Event) throws(Refusal) {
    guard let cohort = cohort(ref) else {
      throw Refusal(
        .cohortMissing, "\(interner.subject(of: ref)) is not known.",
        admitted: "Record CohortFormed before.")
    }
    if let formed = cohort.record.birth, event.latest < formed.time {
      throw Refusal(
        .cohortMissing,
        "\(interner.subject(of: ref)) was formed at \(formed.time), after \(event.time).",
        admitted: "Correct the date, or that of the cohort's forming.")
    }
    if let cancelled = cohort.cancelled, cancelled.time <= event.time {
      throw Refusal(
        .cohortMissing, "\(interner.subject(of: ref)) was cancelled at \(cancelled.time).",
        admitted: "Name another cohort.")
    }
  }

  /// Refuses a decision on fewer evaluations without a conflict than the call asks for.
  private func checkEvaluations(_ event: Event) throws(Refusal) {
    guard let application = application(event.subject), let ref = application.call,
      let minimum = call(ref, at: event.time)?.rules.evaluationsMin, minimum > 0
    else { return }
    let now = Fact(event)
    let count = application.evaluations.count { evaluation in
      now.follows(evaluation.fact)
        && !application.conflicts.contains {
          $0.evaluator == evaluation.evaluator && now.follows($0.fact)
        }
    }
    if count >= minimum { return }
    throw Refusal(
      .tooFewEvaluations,
      "\(count) evaluations without a conflict of interest, of \(minimum) that "
        + "\(interner.subject(of: ref)) asks for.",
      admitted: "Record EvaluationRecorded by another \(minimum - Int64(count)) before.")
  }

  // MARK: Lateness

  /// Whether an application came in time: its first submission against the deadline that is known
  /// (L14). Nil before a submission, and where the deadline is not reported.
  ///
  /// The deadline itself is still in time. A receipt that is only known to a day or a month may
  /// straddle it: it is uncertain then.
  public func lateness(of application: Ref) -> Interval.Relation? {
    guard let state = self.application(application), let first = state.submissions.first,
      let closesAt = state.call.flatMap({ call($0) })?.closesAt
    else { return nil }
    guard let receivedAt = first.receivedAt else {
      return closesAt.relation(of: Interval(first.fact.time))
    }
    return closesAt.relation(of: receivedAt.interval(in: zone(of: application)))
  }
}

/// Streams that are named alike.
extension World {
  /// Appends `first--second--word`.
  func appendName(_ first: Ref, _ second: Ref, _ word: String, to bytes: inout [UInt8]) {
    interner.appendSlug(of: first, to: &bytes)
    bytes.append(contentsOf: "--".utf8)
    interner.appendSlug(of: second, to: &bytes)
    bytes.append(contentsOf: "--".utf8)
    bytes.append(contentsOf: word.utf8)
  }

  /// The first of `base`, `base--2`, `base--3` …, other than `subject`, that `isInTheWay`. O(1)
  /// for a name without a number that no later one follows.
  func siblings(
    _ kind: Kind, _ base: [UInt8], of subject: Ref, where isInTheWay: (Ref) -> Bool
  ) -> Ref? {
    var hasSeenSubject = false
    for number in 1...999 {
      var name = base
      if number > 1 { name.append(contentsOf: "--\(number)".utf8) }
      let ref = interner.intern(kind, name.span)
      if ref == subject {
        hasSeenSubject = true
      } else if record(of: ref).version == 0 {
        if hasSeenSubject || number > 9 { return nil }
      } else if isInTheWay(ref) {
        return ref
      }
    }
    return nil
  }

  /// The application as of `time`.
  func application(_ ref: Ref, at time: Instant) -> ApplicationState? {
    state(ApplicationState.self, of: ref, current: application(ref), at: time)
  }

  /// The call as of `time`.
  func call(_ ref: Ref, at time: Instant) -> CallState? {
    state(CallState.self, of: ref, current: call(ref), at: time)
  }
}
