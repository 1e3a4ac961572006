/// Rules of calls and cohorts that look at other streams (DOMAIN 4).
extension World {
  /// Refuses what other streams don't allow for a call's `event`.
  func checkCallAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .callPublished(let call): try requireStream(call.programmeID, "programme")
    case .callCancelled:
      if !isRecheck { try checkNoCohort(of: event.subject) }
    default: break
    }
  }

  private func checkNoCohort(of call: Ref) throws(Refusal) {
    for ref in subjects(.cohort, mentioning: call) {
      guard let cohort = cohort(ref), cohort.status != .cancelled, cohort.calls.contains(call)
      else { continue }
      throw Refusal(
        .callHasCohort, "\(interner.subject(of: ref)) was formed from this call.",
        admitted: "A call is cancelled before a cohort is formed, or after that was cancelled.")
    }
  }

  /// Refuses what other streams don't allow for a cohort's `event`.
  func checkCohortAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    switch event.data {
    case .cohortFormed(let cohort):
      try requireStream(cohort.programmeID, "programme")
      for call in cohort.callIDs ?? [] {
        try requireStream(call, "call")
        if !isRecheck { try checkCall(call, of: cohort.programmeID, at: event.time) }
      }
      if let id = cohort.templateID, let version = cohort.templateVersion {
        try requireTemplate(said(id), version, of: cohort.programmeID)
      }
    case .cohortTemplateChanged(let change):
      guard let programme = cohort(event.subject)?.programme else { return }
      try requireTemplate(said(change.templateID), change.templateVersion, of: programme)
    default: break
    }
  }

  private func checkCall(_ ref: Ref, of programme: Ref, at time: Instant) throws(Refusal) {
    guard let call = call(ref) else { return }
    if let own = call.programme, own != programme {
      throw Refusal(
        .callOfOtherProgramme,
        "\(interner.subject(of: ref)) is a call of \(interner.subject(of: own)), not of "
          + "\(interner.subject(of: programme)).",
        admitted: "Name calls of the cohort's own programme.")
    }
    if let cancelled = call.cancelled, cancelled.time <= time {
      throw Refusal(
        .callNotOpen, "\(interner.subject(of: ref)) was cancelled at \(cancelled.time).",
        admitted: "Name calls that were not cancelled.")
    }
  }

  private func requireTemplate(
    _ id: String, _ version: Int64, of programme: Ref
  ) throws(Refusal) {
    guard let state = self.programme(programme) else { return }
    if state.template(id, version: version) != nil { return }
    let versions = state.templates.filter { $0.id == id }.map { String($0.version) }
    throw Refusal(
      .templateUnknown,
      "\(interner.subject(of: programme)) has no version \(version) of a template \(id).",
      admitted: versions.isEmpty
        ? "Record MilestoneTemplateAdopted before."
        : "It has version \(versions.joined(separator: ", ")).")
  }
}
