/// The rules that look beyond an event's own stream.
extension World {
  /// Refuses `event` where other streams don't allow it; they are read as of the event's time.
  ///
  /// - Parameters:
  ///   - bytes: what the event's texts are ranges of.
  ///   - isRecheck: whether the event is old and something that it refers to changed: only whether
  ///     what it rests on still exists is judged then, not the decisions taken.
  func checkAcross(
    _ event: Event, bytes: [UInt8], recordedTime: Instant, isRecheck: Bool = false
  ) throws(Refusal) {
    judgedBytes = bytes
    let kind = interner.kind(of: event.subject)
    switch kind {
    case .ledger: try checkLedgerAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .city: try checkCityAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .country: try checkCountryAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .programme:
      try checkProgrammeAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .call: try checkCallAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .cohort: try checkCohortAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .application:
      try checkApplicationAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .participation:
      try checkParticipationAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .pairing: try checkPairingAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .activity:
      try checkActivityAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .practice:
      try checkPracticeAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .replication:
      try checkReplicationAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .deliverable:
      try checkDeliverableAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .period: try checkPeriodAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .summary: try checkSummaryAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .change: try checkChangeAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .claim: try checkClaimAcross(event, recordedTime: recordedTime, isRecheck: isRecheck)
    case .person, .audit, .hold, .actor:
      throw Refusal(
        .subjectKindMismatch, "streams \(kind.word)/… are not kept by this version.")
    }
  }

  /// What `text` of the event under judgement says.
  func said(_ text: Text) -> String { text.string(in: judgedBytes) }
}
