// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// What happened: the payload of an event, in the latest version of its type.
public enum EventData: EventUnion {
  /// The types by name.
  public typealias Name = EventType

  /// The acceptance of a deliverable was revoked.
  case acceptanceRevoked(AcceptanceRevokedV1)
  /// An activity was cancelled.
  case activityCancelled(ActivityCancelledV1)
  /// A planned activity was confirmed.
  case activityConfirmed(ActivityConfirmedV1)
  /// The mode of a planned activity was changed.
  case activityModeChanged(ActivityModeChangedV1)
  /// An exchange activity was planned.
  case activityPlanned(ActivityPlannedV1)
  /// An activity was postponed, to a new date or for an open time.
  case activityPostponed(ActivityPostponedV1)
  /// A figure that somebody published outside the ledger was recorded.
  case announcementRecorded(AnnouncementRecordedV1)
  /// A city amended its answer to a call.
  case applicationAmended(ApplicationAmendedV1)
  /// An application was found ineligible.
  case applicationDeclaredIneligible(ApplicationDeclaredIneligibleV1)
  /// A city began its answer to a call.
  case applicationDrafted(ApplicationDraftedV1)
  /// An application was rejected.
  case applicationRejected(ApplicationRejectedV1)
  /// An application was given back to its city for changes.
  case applicationReopened(ApplicationReopenedV1)
  /// An application was put on the reserve list.
  case applicationReserved(ApplicationReservedV1)
  /// An application was selected for a cohort.
  case applicationSelected(ApplicationSelectedV1)
  /// A city submitted its answer to a call.
  case applicationSubmitted(ApplicationSubmittedV1)
  /// A city withdrew its application.
  case applicationWithdrawn(ApplicationWithdrawnV1)
  /// A signed attendance list was attached to an activity.
  case attendanceListAttached(AttendanceListAttachedV1)
  /// A call was cancelled.
  case callCancelled(CallCancelledV1)
  /// A call closed.
  case callClosed(CallClosedV1)
  /// The deadline of a call was extended.
  case callDeadlineExtended(CallDeadlineExtendedV1)
  /// A call was published with its window, its rules and its limits.
  case callPublished(CallPublishedV1)
  /// The rules of a call were revised.
  case callRulesRevised(CallRulesRevisedV1)
  /// A requested change was approved.
  case changeApproved(ChangeApprovedV1)
  /// A requested change was refused.
  case changeRefused(ChangeRefusedV1)
  /// A major change was requested.
  case changeRequested(ChangeRequestedV1)
  /// Details of a registered place were amended.
  case cityDetailsAmended(CityDetailsAmendedV1)
  /// A city, or another place that can take part, was registered.
  case cityRegistered(CityRegisteredV1)
  /// A registered place was superseded by another.
  case citySuperseded(CitySupersededV1)
  /// The ledger's clock was accepted as right although an event was recorded later than it says.
  case clockAccepted(ClockAcceptedV1)
  /// A closing event was held.
  case closingEventHeld(HeldV1)
  /// A cohort was cancelled.
  case cohortCancelled(CohortCancelledV1)
  /// A cohort completed its programme.
  case cohortCompleted(CohortCompletedV1)
  /// The duration of a cohort was changed.
  case cohortDurationChanged(CohortDurationChangedV1)
  /// A cohort was formed.
  case cohortFormed(CohortFormedV1)
  /// A cohort started.
  case cohortStarted(CohortStartedV1)
  /// The milestone template of a cohort was changed.
  case cohortTemplateChanged(CohortTemplateChangedV1)
  /// A complaint about a decision was received.
  case complaintReceived(ComplaintReceivedV1)
  /// An evaluator declared a conflict of interest.
  case conflictOfInterestDeclared(ConflictOfInterestDeclaredV1)
  /// A city joined the host party of a pairing.
  case consortiumMemberJoined(ConsortiumMemberJoinedV1)
  /// A city left the host party of a pairing.
  case consortiumMemberLeft(ConsortiumMemberLeftV1)
  /// A correction or a void that needs a second person was proposed.
  case correctionProposed(CorrectionProposedV1)
  /// A country's association to the framework programme became known.
  case countryAssociationRecorded(CountryAssociationRecordedV1)
  /// A deliverable was accepted.
  case deliverableAccepted(DeliverableAcceptedV1)
  /// A deliverable was returned for changes.
  case deliverableReturned(DeliverableReturnedV1)
  /// A version of a deliverable was submitted.
  case deliverableSubmitted(DeliverableSubmittedV1)
  /// The report on one visit was waived.
  case deliverableWaived(DeliverableWaivedV1)
  /// A minor departure from the plan was reported.
  case deviationReported(DeviationReportedV1)
  /// An application was found eligible.
  case eligibilityConfirmed(EligibilityConfirmedV1)
  /// The effect of a replication on emissions was estimated or measured.
  case emissionEffectEstimated(EmissionEffectEstimatedV1)
  /// The time to keep personal records ran out, and their erasure was proposed.
  case erasureProposed(ErasureProposedV1)
  /// An evaluator scored an application.
  case evaluationRecorded(EvaluationRecordedV1)
  /// Members of an earlier event of this stream were corrected.
  case eventCorrected(EventCorrectedV1)
  /// An earlier event of this stream was declared void.
  case eventVoided(EventVoidedV1)
  /// The feedback on an activity was summarised.
  case feedbackSummarised(FeedbackSummarisedV1)
  /// The final payment of a grant was recorded, and the time to keep records began.
  case finalPaymentRecorded(FinalPaymentRecordedV1)
  /// An impact summary was published.
  case impactSummaryPublished(ImpactSummaryPublishedV1)
  /// A published impact summary was restated in a new version.
  case impactSummaryRestated(ImpactSummaryRestatedV1)
  /// A city recorded what it learned from an activity.
  case insightRecorded(InsightRecordedV1)
  /// The key that signs checkpoints was replaced.
  case keyRotated(KeyRotatedV1)
  /// A kick-off was held.
  case kickoffHeld(HeldV1)
  /// A ledger was opened under its origin, its zone and its first ruleset.
  case ledgerOpened(LedgerOpenedV1)
  /// One side accepted the proposed match.
  case matchAccepted(MatchAcceptedV1)
  /// One side declined the proposed match.
  case matchDeclined(MatchDeclinedV1)
  /// A host party and a twin city were proposed to each other.
  case matchProposed(MatchProposedV1)
  /// A milestone of a pairing was given a new due date.
  case milestoneExtended(MilestoneExtendedV1)
  /// A version of a milestone template was adopted.
  case milestoneTemplateAdopted(MilestoneTemplateAdoptedV1)
  /// A milestone of a pairing was waived.
  case milestoneWaived(MilestoneWaivedV1)
  /// A city was awarded the Mission Label.
  case missionLabelAwarded(MissionLabelAwardedV1)
  /// A city's standing towards the Mission ended.
  case missionStatusEnded(MissionStatusEndedV1)
  /// A city gained a standing towards the Mission.
  case missionStatusGranted(MissionStatusGrantedV1)
  /// An online exchange was held.
  case onlineExchangeHeld(HeldV1)
  /// A pairing was completed.
  case pairingCompleted(PairingCompletedV1)
  /// A pairing was dissolved before its end.
  case pairingDissolved(PairingDissolvedV1)
  /// The focus of a pairing was changed.
  case pairingFocusChanged(PairingFocusChangedV1)
  /// A pairing was formed.
  case pairingFormed(PairingFormedV1)
  /// A pairing was paused.
  case pairingPaused(PairingPausedV1)
  /// A dissolved pairing was replaced by a new one.
  case pairingReplaced(PairingReplacedV1)
  /// A paused pairing was resumed.
  case pairingResumed(PairingResumedV1)
  /// The participation agreement was signed.
  case participationAgreementSigned(ParticipationAgreementSignedV1)
  /// A city completed its participation.
  case participationCompleted(ParticipationCompletedV1)
  /// A city's place in a cohort was confirmed.
  case participationConfirmed(ParticipationConfirmedV1)
  /// A city's participation was resumed.
  case participationResumed(ParticipationResumedV1)
  /// A city's participation was suspended.
  case participationSuspended(ParticipationSuspendedV1)
  /// A city withdrew from its cohort.
  case participationWithdrawn(ParticipationWithdrawnV1)
  /// A learner city took a practice one stage further.
  case practiceAdopted(PracticeAdoptedV1)
  /// A city offered a described solution.
  case practiceDescribed(PracticeDescribedV1)
  /// A practice is no longer offered.
  case practiceRetired(PracticeRetiredV1)
  /// The description of a practice was revised.
  case practiceRevised(PracticeRevisedV1)
  /// A programme was registered.
  case programmeRegistered(ProgrammeRegisteredV1)
  /// Money that was paid out on a travel claim came back.
  case reimbursementRecovered(ReimbursementRecoveredV1)
  /// A replication was abandoned.
  case replicationAbandoned(ReplicationAbandonedV1)
  /// A replication was completed.
  case replicationCompleted(ReplicationCompletedV1)
  /// A replication was paused.
  case replicationPaused(ReplicationPausedV1)
  /// The progress of a replication was reported.
  case replicationProgressReported(ReplicationProgressReportedV1)
  /// A twin city proposed its own adaptation of a practice.
  case replicationProposed(ReplicationProposedV1)
  /// A paused replication was resumed.
  case replicationResumed(ReplicationResumedV1)
  /// A replication started.
  case replicationStarted(ReplicationStartedV1)
  /// A reporting period was closed at a size of the ledger.
  case reportingPeriodClosed(ReportingPeriodClosedV1)
  /// A reporting period was opened.
  case reportingPeriodOpened(ReportingPeriodOpenedV1)
  /// A closed reporting period was opened again.
  case reportingPeriodReopened(ReportingPeriodReopenedV1)
  /// A representative was assigned.
  case representativeAssigned(RepresentativeAssignedV1)
  /// A representative was replaced by another.
  case representativeReplaced(RepresentativeReplacedV1)
  /// Something recorded later changes what happened in a closed period.
  case restatementDue(RestatementDueV1)
  /// A ruleset was adopted that judges every event from this index on.
  case rulesAdopted(RulesAdoptedV1)
  /// The outcome of a selection was overturned.
  case selectionOverturned(SelectionOverturnedV1)
  /// A seminar was held.
  case seminarHeld(HeldV1)
  /// A delegation visited the other side of its pairing.
  case siteVisitHeld(HeldV1)
  /// A travel claim was approved, in full or in part; beyond the ceiling of the call it takes a
  /// reason.
  case travelClaimApproved(TravelClaimApprovedV1)
  /// A travel claim was rejected.
  case travelClaimRejected(TravelClaimRejectedV1)
  /// A person's travel to an exchange activity was claimed.
  case travelClaimSubmitted(TravelClaimSubmittedV1)
  /// Money was paid out on an approved travel claim.
  case travelReimbursed(TravelReimbursedV1)
  /// A workshop was held.
  case workshopHeld(HeldV1)
}

extension EventData {
  public func accept<V: PayloadVisitor>(
    _ visitor: inout V
  ) throws(V.Failure) -> V.Result {
    switch self {
    case .acceptanceRevoked(let payload): try visitor.visit(payload)
    case .activityCancelled(let payload): try visitor.visit(payload)
    case .activityConfirmed(let payload): try visitor.visit(payload)
    case .activityModeChanged(let payload): try visitor.visit(payload)
    case .activityPlanned(let payload): try visitor.visit(payload)
    case .activityPostponed(let payload): try visitor.visit(payload)
    case .announcementRecorded(let payload): try visitor.visit(payload)
    case .applicationAmended(let payload): try visitor.visit(payload)
    case .applicationDeclaredIneligible(let payload): try visitor.visit(payload)
    case .applicationDrafted(let payload): try visitor.visit(payload)
    case .applicationRejected(let payload): try visitor.visit(payload)
    case .applicationReopened(let payload): try visitor.visit(payload)
    case .applicationReserved(let payload): try visitor.visit(payload)
    case .applicationSelected(let payload): try visitor.visit(payload)
    case .applicationSubmitted(let payload): try visitor.visit(payload)
    case .applicationWithdrawn(let payload): try visitor.visit(payload)
    case .attendanceListAttached(let payload): try visitor.visit(payload)
    case .callCancelled(let payload): try visitor.visit(payload)
    case .callClosed(let payload): try visitor.visit(payload)
    case .callDeadlineExtended(let payload): try visitor.visit(payload)
    case .callPublished(let payload): try visitor.visit(payload)
    case .callRulesRevised(let payload): try visitor.visit(payload)
    case .changeApproved(let payload): try visitor.visit(payload)
    case .changeRefused(let payload): try visitor.visit(payload)
    case .changeRequested(let payload): try visitor.visit(payload)
    case .cityDetailsAmended(let payload): try visitor.visit(payload)
    case .cityRegistered(let payload): try visitor.visit(payload)
    case .citySuperseded(let payload): try visitor.visit(payload)
    default: try accept1(&visitor)
    }
  }

  private func accept1<V: PayloadVisitor>(
    _ visitor: inout V
  ) throws(V.Failure) -> V.Result {
    switch self {
    case .clockAccepted(let payload): try visitor.visit(payload)
    case .closingEventHeld(let payload): try visitor.visit(payload)
    case .cohortCancelled(let payload): try visitor.visit(payload)
    case .cohortCompleted(let payload): try visitor.visit(payload)
    case .cohortDurationChanged(let payload): try visitor.visit(payload)
    case .cohortFormed(let payload): try visitor.visit(payload)
    case .cohortStarted(let payload): try visitor.visit(payload)
    case .cohortTemplateChanged(let payload): try visitor.visit(payload)
    case .complaintReceived(let payload): try visitor.visit(payload)
    case .conflictOfInterestDeclared(let payload): try visitor.visit(payload)
    case .consortiumMemberJoined(let payload): try visitor.visit(payload)
    case .consortiumMemberLeft(let payload): try visitor.visit(payload)
    case .correctionProposed(let payload): try visitor.visit(payload)
    case .countryAssociationRecorded(let payload): try visitor.visit(payload)
    case .deliverableAccepted(let payload): try visitor.visit(payload)
    case .deliverableReturned(let payload): try visitor.visit(payload)
    case .deliverableSubmitted(let payload): try visitor.visit(payload)
    case .deliverableWaived(let payload): try visitor.visit(payload)
    case .deviationReported(let payload): try visitor.visit(payload)
    case .eligibilityConfirmed(let payload): try visitor.visit(payload)
    case .emissionEffectEstimated(let payload): try visitor.visit(payload)
    case .erasureProposed(let payload): try visitor.visit(payload)
    case .evaluationRecorded(let payload): try visitor.visit(payload)
    case .eventCorrected(let payload): try visitor.visit(payload)
    case .eventVoided(let payload): try visitor.visit(payload)
    case .feedbackSummarised(let payload): try visitor.visit(payload)
    case .finalPaymentRecorded(let payload): try visitor.visit(payload)
    case .impactSummaryPublished(let payload): try visitor.visit(payload)
    default: try accept2(&visitor)
    }
  }

  private func accept2<V: PayloadVisitor>(
    _ visitor: inout V
  ) throws(V.Failure) -> V.Result {
    switch self {
    case .impactSummaryRestated(let payload): try visitor.visit(payload)
    case .insightRecorded(let payload): try visitor.visit(payload)
    case .keyRotated(let payload): try visitor.visit(payload)
    case .kickoffHeld(let payload): try visitor.visit(payload)
    case .ledgerOpened(let payload): try visitor.visit(payload)
    case .matchAccepted(let payload): try visitor.visit(payload)
    case .matchDeclined(let payload): try visitor.visit(payload)
    case .matchProposed(let payload): try visitor.visit(payload)
    case .milestoneExtended(let payload): try visitor.visit(payload)
    case .milestoneTemplateAdopted(let payload): try visitor.visit(payload)
    case .milestoneWaived(let payload): try visitor.visit(payload)
    case .missionLabelAwarded(let payload): try visitor.visit(payload)
    case .missionStatusEnded(let payload): try visitor.visit(payload)
    case .missionStatusGranted(let payload): try visitor.visit(payload)
    case .onlineExchangeHeld(let payload): try visitor.visit(payload)
    case .pairingCompleted(let payload): try visitor.visit(payload)
    case .pairingDissolved(let payload): try visitor.visit(payload)
    case .pairingFocusChanged(let payload): try visitor.visit(payload)
    case .pairingFormed(let payload): try visitor.visit(payload)
    case .pairingPaused(let payload): try visitor.visit(payload)
    case .pairingReplaced(let payload): try visitor.visit(payload)
    case .pairingResumed(let payload): try visitor.visit(payload)
    case .participationAgreementSigned(let payload): try visitor.visit(payload)
    case .participationCompleted(let payload): try visitor.visit(payload)
    case .participationConfirmed(let payload): try visitor.visit(payload)
    case .participationResumed(let payload): try visitor.visit(payload)
    case .participationSuspended(let payload): try visitor.visit(payload)
    case .participationWithdrawn(let payload): try visitor.visit(payload)
    default: try accept3(&visitor)
    }
  }

  private func accept3<V: PayloadVisitor>(
    _ visitor: inout V
  ) throws(V.Failure) -> V.Result {
    switch self {
    case .practiceAdopted(let payload): try visitor.visit(payload)
    case .practiceDescribed(let payload): try visitor.visit(payload)
    case .practiceRetired(let payload): try visitor.visit(payload)
    case .practiceRevised(let payload): try visitor.visit(payload)
    case .programmeRegistered(let payload): try visitor.visit(payload)
    case .reimbursementRecovered(let payload): try visitor.visit(payload)
    case .replicationAbandoned(let payload): try visitor.visit(payload)
    case .replicationCompleted(let payload): try visitor.visit(payload)
    case .replicationPaused(let payload): try visitor.visit(payload)
    case .replicationProgressReported(let payload): try visitor.visit(payload)
    case .replicationProposed(let payload): try visitor.visit(payload)
    case .replicationResumed(let payload): try visitor.visit(payload)
    case .replicationStarted(let payload): try visitor.visit(payload)
    case .reportingPeriodClosed(let payload): try visitor.visit(payload)
    case .reportingPeriodOpened(let payload): try visitor.visit(payload)
    case .reportingPeriodReopened(let payload): try visitor.visit(payload)
    case .representativeAssigned(let payload): try visitor.visit(payload)
    case .representativeReplaced(let payload): try visitor.visit(payload)
    case .restatementDue(let payload): try visitor.visit(payload)
    case .rulesAdopted(let payload): try visitor.visit(payload)
    case .selectionOverturned(let payload): try visitor.visit(payload)
    case .seminarHeld(let payload): try visitor.visit(payload)
    case .siteVisitHeld(let payload): try visitor.visit(payload)
    case .travelClaimApproved(let payload): try visitor.visit(payload)
    case .travelClaimRejected(let payload): try visitor.visit(payload)
    case .travelClaimSubmitted(let payload): try visitor.visit(payload)
    case .travelReimbursed(let payload): try visitor.visit(payload)
    case .workshopHeld(let payload): try visitor.visit(payload)
    default: preconditionFailure("every type stands in one of the switches")
    }
  }
}

extension EventData {
  public static func read(
    _ type: EventType, version: Int, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    if version != type.version { return try readOlder(type, version: version, with: &c) }
    switch Int(type.rawValue) / 28 {
    case 0: return try readLatest0(type, with: &c)
    case 1: return try readLatest1(type, with: &c)
    case 2: return try readLatest2(type, with: &c)
    default: return try readLatest3(type, with: &c)
    }
  }

  private static func readLatest0(
    _ type: EventType, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    switch type {
    case .acceptanceRevoked: .acceptanceRevoked(try c.payload(AcceptanceRevokedV1()))
    case .activityCancelled: .activityCancelled(try c.payload(ActivityCancelledV1()))
    case .activityConfirmed: .activityConfirmed(try c.payload(ActivityConfirmedV1()))
    case .activityModeChanged: .activityModeChanged(try c.payload(ActivityModeChangedV1()))
    case .activityPlanned: .activityPlanned(try c.payload(ActivityPlannedV1()))
    case .activityPostponed: .activityPostponed(try c.payload(ActivityPostponedV1()))
    case .announcementRecorded: .announcementRecorded(try c.payload(AnnouncementRecordedV1()))
    case .applicationAmended: .applicationAmended(try c.payload(ApplicationAmendedV1()))
    case .applicationDeclaredIneligible:
      .applicationDeclaredIneligible(try c.payload(ApplicationDeclaredIneligibleV1()))
    case .applicationDrafted: .applicationDrafted(try c.payload(ApplicationDraftedV1()))
    case .applicationRejected: .applicationRejected(try c.payload(ApplicationRejectedV1()))
    case .applicationReopened: .applicationReopened(try c.payload(ApplicationReopenedV1()))
    case .applicationReserved: .applicationReserved(try c.payload(ApplicationReservedV1()))
    case .applicationSelected: .applicationSelected(try c.payload(ApplicationSelectedV1()))
    case .applicationSubmitted: .applicationSubmitted(try c.payload(ApplicationSubmittedV1()))
    case .applicationWithdrawn: .applicationWithdrawn(try c.payload(ApplicationWithdrawnV1()))
    case .attendanceListAttached: .attendanceListAttached(try c.payload(AttendanceListAttachedV1()))
    case .callCancelled: .callCancelled(try c.payload(CallCancelledV1()))
    case .callClosed: .callClosed(try c.payload(CallClosedV1()))
    case .callDeadlineExtended: .callDeadlineExtended(try c.payload(CallDeadlineExtendedV1()))
    case .callPublished: .callPublished(try c.payload(CallPublishedV1()))
    case .callRulesRevised: .callRulesRevised(try c.payload(CallRulesRevisedV1()))
    case .changeApproved: .changeApproved(try c.payload(ChangeApprovedV1()))
    case .changeRefused: .changeRefused(try c.payload(ChangeRefusedV1()))
    case .changeRequested: .changeRequested(try c.payload(ChangeRequestedV1()))
    case .cityDetailsAmended: .cityDetailsAmended(try c.payload(CityDetailsAmendedV1()))
    case .cityRegistered: .cityRegistered(try c.payload(CityRegisteredV1()))
    case .citySuperseded: .citySuperseded(try c.payload(CitySupersededV1()))
    default: preconditionFailure("a type of another switch")
    }
  }

  private static func readLatest1(
    _ type: EventType, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    switch type {
    case .clockAccepted: .clockAccepted(try c.payload(ClockAcceptedV1()))
    case .closingEventHeld: .closingEventHeld(try c.payload(HeldV1(type: type)))
    case .cohortCancelled: .cohortCancelled(try c.payload(CohortCancelledV1()))
    case .cohortCompleted: .cohortCompleted(try c.payload(CohortCompletedV1()))
    case .cohortDurationChanged: .cohortDurationChanged(try c.payload(CohortDurationChangedV1()))
    case .cohortFormed: .cohortFormed(try c.payload(CohortFormedV1()))
    case .cohortStarted: .cohortStarted(try c.payload(CohortStartedV1()))
    case .cohortTemplateChanged: .cohortTemplateChanged(try c.payload(CohortTemplateChangedV1()))
    case .complaintReceived: .complaintReceived(try c.payload(ComplaintReceivedV1()))
    case .conflictOfInterestDeclared:
      .conflictOfInterestDeclared(try c.payload(ConflictOfInterestDeclaredV1()))
    case .consortiumMemberJoined: .consortiumMemberJoined(try c.payload(ConsortiumMemberJoinedV1()))
    case .consortiumMemberLeft: .consortiumMemberLeft(try c.payload(ConsortiumMemberLeftV1()))
    case .correctionProposed: .correctionProposed(try c.payload(CorrectionProposedV1()))
    case .countryAssociationRecorded:
      .countryAssociationRecorded(try c.payload(CountryAssociationRecordedV1()))
    case .deliverableAccepted: .deliverableAccepted(try c.payload(DeliverableAcceptedV1()))
    case .deliverableReturned: .deliverableReturned(try c.payload(DeliverableReturnedV1()))
    case .deliverableSubmitted: .deliverableSubmitted(try c.payload(DeliverableSubmittedV1()))
    case .deliverableWaived: .deliverableWaived(try c.payload(DeliverableWaivedV1()))
    case .deviationReported: .deviationReported(try c.payload(DeviationReportedV1()))
    case .eligibilityConfirmed: .eligibilityConfirmed(try c.payload(EligibilityConfirmedV1()))
    case .emissionEffectEstimated:
      .emissionEffectEstimated(try c.payload(EmissionEffectEstimatedV1()))
    case .erasureProposed: .erasureProposed(try c.payload(ErasureProposedV1()))
    case .evaluationRecorded: .evaluationRecorded(try c.payload(EvaluationRecordedV1()))
    case .eventCorrected: .eventCorrected(try c.payload(EventCorrectedV1()))
    case .eventVoided: .eventVoided(try c.payload(EventVoidedV1()))
    case .feedbackSummarised: .feedbackSummarised(try c.payload(FeedbackSummarisedV1()))
    case .finalPaymentRecorded: .finalPaymentRecorded(try c.payload(FinalPaymentRecordedV1()))
    case .impactSummaryPublished: .impactSummaryPublished(try c.payload(ImpactSummaryPublishedV1()))
    default: preconditionFailure("a type of another switch")
    }
  }

  private static func readLatest2(
    _ type: EventType, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    switch type {
    case .impactSummaryRestated: .impactSummaryRestated(try c.payload(ImpactSummaryRestatedV1()))
    case .insightRecorded: .insightRecorded(try c.payload(InsightRecordedV1()))
    case .keyRotated: .keyRotated(try c.payload(KeyRotatedV1()))
    case .kickoffHeld: .kickoffHeld(try c.payload(HeldV1(type: type)))
    case .ledgerOpened: .ledgerOpened(try c.payload(LedgerOpenedV1()))
    case .matchAccepted: .matchAccepted(try c.payload(MatchAcceptedV1()))
    case .matchDeclined: .matchDeclined(try c.payload(MatchDeclinedV1()))
    case .matchProposed: .matchProposed(try c.payload(MatchProposedV1()))
    case .milestoneExtended: .milestoneExtended(try c.payload(MilestoneExtendedV1()))
    case .milestoneTemplateAdopted:
      .milestoneTemplateAdopted(try c.payload(MilestoneTemplateAdoptedV1()))
    case .milestoneWaived: .milestoneWaived(try c.payload(MilestoneWaivedV1()))
    case .missionLabelAwarded: .missionLabelAwarded(try c.payload(MissionLabelAwardedV1()))
    case .missionStatusEnded: .missionStatusEnded(try c.payload(MissionStatusEndedV1()))
    case .missionStatusGranted: .missionStatusGranted(try c.payload(MissionStatusGrantedV1()))
    case .onlineExchangeHeld: .onlineExchangeHeld(try c.payload(HeldV1(type: type)))
    case .pairingCompleted: .pairingCompleted(try c.payload(PairingCompletedV1()))
    case .pairingDissolved: .pairingDissolved(try c.payload(PairingDissolvedV1()))
    case .pairingFocusChanged: .pairingFocusChanged(try c.payload(PairingFocusChangedV1()))
    case .pairingFormed: .pairingFormed(try c.payload(PairingFormedV1()))
    case .pairingPaused: .pairingPaused(try c.payload(PairingPausedV1()))
    case .pairingReplaced: .pairingReplaced(try c.payload(PairingReplacedV1()))
    case .pairingResumed: .pairingResumed(try c.payload(PairingResumedV1()))
    case .participationAgreementSigned:
      .participationAgreementSigned(try c.payload(ParticipationAgreementSignedV1()))
    case .participationCompleted: .participationCompleted(try c.payload(ParticipationCompletedV1()))
    case .participationConfirmed: .participationConfirmed(try c.payload(ParticipationConfirmedV1()))
    case .participationResumed: .participationResumed(try c.payload(ParticipationResumedV1()))
    case .participationSuspended: .participationSuspended(try c.payload(ParticipationSuspendedV1()))
    case .participationWithdrawn: .participationWithdrawn(try c.payload(ParticipationWithdrawnV1()))
    default: preconditionFailure("a type of another switch")
    }
  }

  private static func readLatest3(
    _ type: EventType, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    switch type {
    case .practiceAdopted: .practiceAdopted(try c.payload(PracticeAdoptedV1()))
    case .practiceDescribed: .practiceDescribed(try c.payload(PracticeDescribedV1()))
    case .practiceRetired: .practiceRetired(try c.payload(PracticeRetiredV1()))
    case .practiceRevised: .practiceRevised(try c.payload(PracticeRevisedV1()))
    case .programmeRegistered: .programmeRegistered(try c.payload(ProgrammeRegisteredV1()))
    case .reimbursementRecovered: .reimbursementRecovered(try c.payload(ReimbursementRecoveredV1()))
    case .replicationAbandoned: .replicationAbandoned(try c.payload(ReplicationAbandonedV1()))
    case .replicationCompleted: .replicationCompleted(try c.payload(ReplicationCompletedV1()))
    case .replicationPaused: .replicationPaused(try c.payload(ReplicationPausedV1()))
    case .replicationProgressReported:
      .replicationProgressReported(try c.payload(ReplicationProgressReportedV1()))
    case .replicationProposed: .replicationProposed(try c.payload(ReplicationProposedV1()))
    case .replicationResumed: .replicationResumed(try c.payload(ReplicationResumedV1()))
    case .replicationStarted: .replicationStarted(try c.payload(ReplicationStartedV1()))
    case .reportingPeriodClosed: .reportingPeriodClosed(try c.payload(ReportingPeriodClosedV1()))
    case .reportingPeriodOpened: .reportingPeriodOpened(try c.payload(ReportingPeriodOpenedV1()))
    case .reportingPeriodReopened:
      .reportingPeriodReopened(try c.payload(ReportingPeriodReopenedV1()))
    case .representativeAssigned: .representativeAssigned(try c.payload(RepresentativeAssignedV1()))
    case .representativeReplaced: .representativeReplaced(try c.payload(RepresentativeReplacedV1()))
    case .restatementDue: .restatementDue(try c.payload(RestatementDueV1()))
    case .rulesAdopted: .rulesAdopted(try c.payload(RulesAdoptedV1()))
    case .selectionOverturned: .selectionOverturned(try c.payload(SelectionOverturnedV1()))
    case .seminarHeld: .seminarHeld(try c.payload(HeldV1(type: type)))
    case .siteVisitHeld: .siteVisitHeld(try c.payload(HeldV1(type: type)))
    case .travelClaimApproved: .travelClaimApproved(try c.payload(TravelClaimApprovedV1()))
    case .travelClaimRejected: .travelClaimRejected(try c.payload(TravelClaimRejectedV1()))
    case .travelClaimSubmitted: .travelClaimSubmitted(try c.payload(TravelClaimSubmittedV1()))
    case .travelReimbursed: .travelReimbursed(try c.payload(TravelReimbursedV1()))
    case .workshopHeld: .workshopHeld(try c.payload(HeldV1(type: type)))
    default: preconditionFailure("a type of another switch")
    }
  }

  private static func readOlder(
    _ type: EventType, version: Int, with c: inout SchemaReader
  ) throws(SchemaError) -> EventData {
    throw c.unknownVersion(type.name, version)
  }
}

extension EventData {
  /// The payload of a type before anything was read.
  static func blank(_ type: EventType) -> EventData {
    switch type {
    case .acceptanceRevoked: .acceptanceRevoked(AcceptanceRevokedV1())
    case .activityCancelled: .activityCancelled(ActivityCancelledV1())
    case .activityConfirmed: .activityConfirmed(ActivityConfirmedV1())
    case .activityModeChanged: .activityModeChanged(ActivityModeChangedV1())
    case .activityPlanned: .activityPlanned(ActivityPlannedV1())
    case .activityPostponed: .activityPostponed(ActivityPostponedV1())
    case .announcementRecorded: .announcementRecorded(AnnouncementRecordedV1())
    case .applicationAmended: .applicationAmended(ApplicationAmendedV1())
    case .applicationDeclaredIneligible:
      .applicationDeclaredIneligible(ApplicationDeclaredIneligibleV1())
    case .applicationDrafted: .applicationDrafted(ApplicationDraftedV1())
    case .applicationRejected: .applicationRejected(ApplicationRejectedV1())
    case .applicationReopened: .applicationReopened(ApplicationReopenedV1())
    case .applicationReserved: .applicationReserved(ApplicationReservedV1())
    case .applicationSelected: .applicationSelected(ApplicationSelectedV1())
    case .applicationSubmitted: .applicationSubmitted(ApplicationSubmittedV1())
    case .applicationWithdrawn: .applicationWithdrawn(ApplicationWithdrawnV1())
    case .attendanceListAttached: .attendanceListAttached(AttendanceListAttachedV1())
    case .callCancelled: .callCancelled(CallCancelledV1())
    case .callClosed: .callClosed(CallClosedV1())
    case .callDeadlineExtended: .callDeadlineExtended(CallDeadlineExtendedV1())
    case .callPublished: .callPublished(CallPublishedV1())
    case .callRulesRevised: .callRulesRevised(CallRulesRevisedV1())
    case .changeApproved: .changeApproved(ChangeApprovedV1())
    case .changeRefused: .changeRefused(ChangeRefusedV1())
    case .changeRequested: .changeRequested(ChangeRequestedV1())
    case .cityDetailsAmended: .cityDetailsAmended(CityDetailsAmendedV1())
    case .cityRegistered: .cityRegistered(CityRegisteredV1())
    case .citySuperseded: .citySuperseded(CitySupersededV1())
    default: blank1(type)
    }
  }

  private static func blank1(_ type: EventType) -> EventData {
    switch type {
    case .clockAccepted: .clockAccepted(ClockAcceptedV1())
    case .closingEventHeld: .closingEventHeld(HeldV1(type: type))
    case .cohortCancelled: .cohortCancelled(CohortCancelledV1())
    case .cohortCompleted: .cohortCompleted(CohortCompletedV1())
    case .cohortDurationChanged: .cohortDurationChanged(CohortDurationChangedV1())
    case .cohortFormed: .cohortFormed(CohortFormedV1())
    case .cohortStarted: .cohortStarted(CohortStartedV1())
    case .cohortTemplateChanged: .cohortTemplateChanged(CohortTemplateChangedV1())
    case .complaintReceived: .complaintReceived(ComplaintReceivedV1())
    case .conflictOfInterestDeclared: .conflictOfInterestDeclared(ConflictOfInterestDeclaredV1())
    case .consortiumMemberJoined: .consortiumMemberJoined(ConsortiumMemberJoinedV1())
    case .consortiumMemberLeft: .consortiumMemberLeft(ConsortiumMemberLeftV1())
    case .correctionProposed: .correctionProposed(CorrectionProposedV1())
    case .countryAssociationRecorded: .countryAssociationRecorded(CountryAssociationRecordedV1())
    case .deliverableAccepted: .deliverableAccepted(DeliverableAcceptedV1())
    case .deliverableReturned: .deliverableReturned(DeliverableReturnedV1())
    case .deliverableSubmitted: .deliverableSubmitted(DeliverableSubmittedV1())
    case .deliverableWaived: .deliverableWaived(DeliverableWaivedV1())
    case .deviationReported: .deviationReported(DeviationReportedV1())
    case .eligibilityConfirmed: .eligibilityConfirmed(EligibilityConfirmedV1())
    case .emissionEffectEstimated: .emissionEffectEstimated(EmissionEffectEstimatedV1())
    case .erasureProposed: .erasureProposed(ErasureProposedV1())
    case .evaluationRecorded: .evaluationRecorded(EvaluationRecordedV1())
    case .eventCorrected: .eventCorrected(EventCorrectedV1())
    case .eventVoided: .eventVoided(EventVoidedV1())
    case .feedbackSummarised: .feedbackSummarised(FeedbackSummarisedV1())
    case .finalPaymentRecorded: .finalPaymentRecorded(FinalPaymentRecordedV1())
    case .impactSummaryPublished: .impactSummaryPublished(ImpactSummaryPublishedV1())
    default: blank2(type)
    }
  }

  private static func blank2(_ type: EventType) -> EventData {
    switch type {
    case .impactSummaryRestated: .impactSummaryRestated(ImpactSummaryRestatedV1())
    case .insightRecorded: .insightRecorded(InsightRecordedV1())
    case .keyRotated: .keyRotated(KeyRotatedV1())
    case .kickoffHeld: .kickoffHeld(HeldV1(type: type))
    case .ledgerOpened: .ledgerOpened(LedgerOpenedV1())
    case .matchAccepted: .matchAccepted(MatchAcceptedV1())
    case .matchDeclined: .matchDeclined(MatchDeclinedV1())
    case .matchProposed: .matchProposed(MatchProposedV1())
    case .milestoneExtended: .milestoneExtended(MilestoneExtendedV1())
    case .milestoneTemplateAdopted: .milestoneTemplateAdopted(MilestoneTemplateAdoptedV1())
    case .milestoneWaived: .milestoneWaived(MilestoneWaivedV1())
    case .missionLabelAwarded: .missionLabelAwarded(MissionLabelAwardedV1())
    case .missionStatusEnded: .missionStatusEnded(MissionStatusEndedV1())
    case .missionStatusGranted: .missionStatusGranted(MissionStatusGrantedV1())
    case .onlineExchangeHeld: .onlineExchangeHeld(HeldV1(type: type))
    case .pairingCompleted: .pairingCompleted(PairingCompletedV1())
    case .pairingDissolved: .pairingDissolved(PairingDissolvedV1())
    case .pairingFocusChanged: .pairingFocusChanged(PairingFocusChangedV1())
    case .pairingFormed: .pairingFormed(PairingFormedV1())
    case .pairingPaused: .pairingPaused(PairingPausedV1())
    case .pairingReplaced: .pairingReplaced(PairingReplacedV1())
    case .pairingResumed: .pairingResumed(PairingResumedV1())
    case .participationAgreementSigned:
      .participationAgreementSigned(ParticipationAgreementSignedV1())
    case .participationCompleted: .participationCompleted(ParticipationCompletedV1())
    case .participationConfirmed: .participationConfirmed(ParticipationConfirmedV1())
    case .participationResumed: .participationResumed(ParticipationResumedV1())
    case .participationSuspended: .participationSuspended(ParticipationSuspendedV1())
    case .participationWithdrawn: .participationWithdrawn(ParticipationWithdrawnV1())
    default: blank3(type)
    }
  }

  private static func blank3(_ type: EventType) -> EventData {
    switch type {
    case .practiceAdopted: .practiceAdopted(PracticeAdoptedV1())
    case .practiceDescribed: .practiceDescribed(PracticeDescribedV1())
    case .practiceRetired: .practiceRetired(PracticeRetiredV1())
    case .practiceRevised: .practiceRevised(PracticeRevisedV1())
    case .programmeRegistered: .programmeRegistered(ProgrammeRegisteredV1())
    case .reimbursementRecovered: .reimbursementRecovered(ReimbursementRecoveredV1())
    case .replicationAbandoned: .replicationAbandoned(ReplicationAbandonedV1())
    case .replicationCompleted: .replicationCompleted(ReplicationCompletedV1())
    case .replicationPaused: .replicationPaused(ReplicationPausedV1())
    case .replicationProgressReported: .replicationProgressReported(ReplicationProgressReportedV1())
    case .replicationProposed: .replicationProposed(ReplicationProposedV1())
    case .replicationResumed: .replicationResumed(ReplicationResumedV1())
    case .replicationStarted: .replicationStarted(ReplicationStartedV1())
    case .reportingPeriodClosed: .reportingPeriodClosed(ReportingPeriodClosedV1())
    case .reportingPeriodOpened: .reportingPeriodOpened(ReportingPeriodOpenedV1())
    case .reportingPeriodReopened: .reportingPeriodReopened(ReportingPeriodReopenedV1())
    case .representativeAssigned: .representativeAssigned(RepresentativeAssignedV1())
    case .representativeReplaced: .representativeReplaced(RepresentativeReplacedV1())
    case .restatementDue: .restatementDue(RestatementDueV1())
    case .rulesAdopted: .rulesAdopted(RulesAdoptedV1())
    case .selectionOverturned: .selectionOverturned(SelectionOverturnedV1())
    case .seminarHeld: .seminarHeld(HeldV1(type: type))
    case .siteVisitHeld: .siteVisitHeld(HeldV1(type: type))
    case .travelClaimApproved: .travelClaimApproved(TravelClaimApprovedV1())
    case .travelClaimRejected: .travelClaimRejected(TravelClaimRejectedV1())
    case .travelClaimSubmitted: .travelClaimSubmitted(TravelClaimSubmittedV1())
    case .travelReimbursed: .travelReimbursed(TravelReimbursedV1())
    case .workshopHeld: .workshopHeld(HeldV1(type: type))
    default: preconditionFailure("every type stands in one of the switches")
    }
  }
}
