// Written by Tools/generate from the JSON Schemas. Change those, not this file.

/// The types of events that this program knows, by number. A number means nothing
/// outside the running program.
public enum EventType: UInt8, CaseIterable, Sendable {
  /// The acceptance of a deliverable was revoked.
  case acceptanceRevoked
  /// An activity was cancelled.
  case activityCancelled
  /// A planned activity was confirmed.
  case activityConfirmed
  /// The mode of a planned activity was changed.
  case activityModeChanged
  /// An exchange activity was planned.
  case activityPlanned
  /// An activity was postponed, to a new date or for an open time.
  case activityPostponed
  /// A figure that somebody published outside the ledger was recorded.
  case announcementRecorded
  /// A city amended its answer to a call.
  case applicationAmended
  /// An application was found ineligible.
  case applicationDeclaredIneligible
  /// A city began its answer to a call.
  case applicationDrafted
  /// An application was rejected.
  case applicationRejected
  /// An application was given back to its city for changes.
  case applicationReopened
  /// An application was put on the reserve list.
  case applicationReserved
  /// An application was selected for a cohort.
  case applicationSelected
  /// A city submitted its answer to a call.
  case applicationSubmitted
  /// A city withdrew its application.
  case applicationWithdrawn
  /// A signed attendance list was attached to an activity.
  case attendanceListAttached
  /// A call was cancelled.
  case callCancelled
  /// A call closed.
  case callClosed
  /// The deadline of a call was extended.
  case callDeadlineExtended
  /// A call was published with its window, its rules and its limits.
  case callPublished
  /// The rules of a call were revised.
  case callRulesRevised
  /// A requested change was approved.
  case changeApproved
  /// A requested change was refused.
  case changeRefused
  /// A major change was requested.
  case changeRequested
  /// Details of a registered place were amended.
  case cityDetailsAmended
  /// A city, or another place that can take part, was registered.
  case cityRegistered
  /// A registered place was superseded by another.
  case citySuperseded
  /// The ledger's clock was accepted as right although an event was recorded later than it says.
  case clockAccepted
  /// A closing event was held.
  case closingEventHeld
  /// A cohort was cancelled.
  case cohortCancelled
  /// A cohort completed its programme.
  case cohortCompleted
  /// The duration of a cohort was changed.
  case cohortDurationChanged
  /// A cohort was formed.
  case cohortFormed
  /// A cohort started.
  case cohortStarted
  /// The milestone template of a cohort was changed.
  case cohortTemplateChanged
  /// A complaint about a decision was received.
  case complaintReceived
  /// An evaluator declared a conflict of interest.
  case conflictOfInterestDeclared
  /// A city joined the host party of a pairing.
  case consortiumMemberJoined
  /// A city left the host party of a pairing.
  case consortiumMemberLeft
  /// A correction or a void that needs a second person was proposed.
  case correctionProposed
  /// A country's association to the framework programme became known.
  case countryAssociationRecorded
  /// A deliverable was accepted.
  case deliverableAccepted
  /// A deliverable was returned for changes.
  case deliverableReturned
  /// A version of a deliverable was submitted.
  case deliverableSubmitted
  /// The report on one visit was waived.
  case deliverableWaived
  /// A minor departure from the plan was reported.
  case deviationReported
  /// An application was found eligible.
  case eligibilityConfirmed
  /// The effect of a replication on emissions was estimated or measured.
  case emissionEffectEstimated
  /// The time to keep personal records ran out, and their erasure was proposed.
  case erasureProposed
  /// An evaluator scored an application.
  case evaluationRecorded
  /// Members of an earlier event of this stream were corrected.
  case eventCorrected
  /// An earlier event of this stream was declared void.
  case eventVoided
  /// The feedback on an activity was summarised.
  case feedbackSummarised
  /// The final payment of a grant was recorded, and the time to keep records began.
  case finalPaymentRecorded
  /// An impact summary was published.
  case impactSummaryPublished
  /// A published impact summary was restated in a new version.
  case impactSummaryRestated
  /// A city recorded what it learned from an activity.
  case insightRecorded
  /// The key that signs checkpoints was replaced.
  case keyRotated
  /// A kick-off was held.
  case kickoffHeld
  /// A ledger was opened under its origin, its zone and its first ruleset.
  case ledgerOpened
  /// One side accepted the proposed match.
  case matchAccepted
  /// One side declined the proposed match.
  case matchDeclined
  /// A host party and a twin city were proposed to each other.
  case matchProposed
  /// A milestone of a pairing was given a new due date.
  case milestoneExtended
  /// A version of a milestone template was adopted.
  case milestoneTemplateAdopted
  /// A milestone of a pairing was waived.
  case milestoneWaived
  /// A city was awarded the Mission Label.
  case missionLabelAwarded
  /// A city's standing towards the Mission ended.
  case missionStatusEnded
  /// A city gained a standing towards the Mission.
  case missionStatusGranted
  /// An online exchange was held.
  case onlineExchangeHeld
  /// A pairing was completed.
  case pairingCompleted
  /// A pairing was dissolved before its end.
  case pairingDissolved
  /// The focus of a pairing was changed.
  case pairingFocusChanged
  /// A pairing was formed.
  case pairingFormed
  /// A pairing was paused.
  case pairingPaused
  /// A dissolved pairing was replaced by a new one.
  case pairingReplaced
  /// A paused pairing was resumed.
  case pairingResumed
  /// The participation agreement was signed.
  case participationAgreementSigned
  /// A city completed its participation.
  case participationCompleted
  /// A city's place in a cohort was confirmed.
  case participationConfirmed
  /// A city's participation was resumed.
  case participationResumed
  /// A city's participation was suspended.
  case participationSuspended
  /// A city withdrew from its cohort.
  case participationWithdrawn
  /// A learner city took a practice one stage further.
  case practiceAdopted
  /// A city offered a described solution.
  case practiceDescribed
  /// A practice is no longer offered.
  case practiceRetired
  /// The description of a practice was revised.
  case practiceRevised
  /// A programme was registered.
  case programmeRegistered
  /// Money that was paid out on a travel claim came back.
  case reimbursementRecovered
  /// A replication was abandoned.
  case replicationAbandoned
  /// A replication was completed.
  case replicationCompleted
  /// A replication was paused.
  case replicationPaused
  /// The progress of a replication was reported.
  case replicationProgressReported
  /// A twin city proposed its own adaptation of a practice.
  case replicationProposed
  /// A paused replication was resumed.
  case replicationResumed
  /// A replication started.
  case replicationStarted
  /// A reporting period was closed at a size of the ledger.
  case reportingPeriodClosed
  /// A reporting period was opened.
  case reportingPeriodOpened
  /// A closed reporting period was opened again.
  case reportingPeriodReopened
  /// A representative was assigned.
  case representativeAssigned
  /// A representative was replaced by another.
  case representativeReplaced
  /// Something recorded later changes what happened in a closed period.
  case restatementDue
  /// A ruleset was adopted that judges every event from this index on.
  case rulesAdopted
  /// The outcome of a selection was overturned.
  case selectionOverturned
  /// A seminar was held.
  case seminarHeld
  /// A delegation visited the other side of its pairing.
  case siteVisitHeld
  /// A travel claim was approved, in full or in part; beyond the ceiling of the call it takes a
  /// reason.
  case travelClaimApproved
  /// A travel claim was rejected.
  case travelClaimRejected
  /// A person's travel to an exchange activity was claimed.
  case travelClaimSubmitted
  /// Money was paid out on an approved travel claim.
  case travelReimbursed
  /// A workshop was held.
  case workshopHeld
}

extension EventType {
  /// The name, such as `SiteVisitHeld`.
  public var name: String { EventType.facts[Int(rawValue)].name }

  /// The latest version of the payload.
  public var version: Int { EventType.facts[Int(rawValue)].version }

  /// The kind of stream it lies on; nil where that may be any.
  public var kind: Kind? { EventType.facts[Int(rawValue)].kind }

  /// The roles that may record it.
  public var roles: RoleSet { EventType.facts[Int(rawValue)].roles }

  /// The payload's member from which `time` derives, if there is one.
  public var timeMember: String? { EventType.facts[Int(rawValue)].timeMember }

  /// Whether it may be the first of its stream.
  public var isBirth: Bool { EventType.facts[Int(rawValue)].isBirth }

  /// Whether a reason is mandatory.
  public var requiresReason: Bool { EventType.facts[Int(rawValue)].requiresReason }

  /// Whether evidence is mandatory.
  public var requiresEvidence: Bool { EventType.facts[Int(rawValue)].requiresEvidence }

  private static let facts: [EventFacts] = [
    EventFacts("AcceptanceRevoked", 1, .deliverable, 0x001, nil, [.reason, .evidence]),
    EventFacts("ActivityCancelled", 1, .activity, 0x21D, nil, [.reason]),
    EventFacts("ActivityConfirmed", 1, .activity, 0x00C, nil, []),
    EventFacts("ActivityModeChanged", 1, .activity, 0x00C, nil, [.reason]),
    EventFacts("ActivityPlanned", 1, .activity, 0x01D, nil, [.birth]),
    EventFacts("ActivityPostponed", 1, .activity, 0x01D, nil, [.reason]),
    EventFacts("AnnouncementRecorded", 1, .programme, 0x101, "announced_on", [.evidence]),
    EventFacts("ApplicationAmended", 1, .application, 0x018, nil, [.reason]),
    EventFacts("ApplicationDeclaredIneligible", 1, .application, 0x001, nil, [.reason]),
    EventFacts("ApplicationDrafted", 1, .application, 0x018, nil, [.birth]),
    EventFacts("ApplicationRejected", 1, .application, 0x001, nil, [.reason]),
    EventFacts("ApplicationReopened", 1, .application, 0x001, nil, [.reason]),
    EventFacts("ApplicationReserved", 1, .application, 0x001, nil, []),
    EventFacts("ApplicationSelected", 1, .application, 0x001, nil, []),
    EventFacts("ApplicationSubmitted", 1, .application, 0x018, "received_at", [.evidence]),
    EventFacts("ApplicationWithdrawn", 1, .application, 0x018, nil, [.reason]),
    EventFacts("AttendanceListAttached", 1, .activity, 0x00C, nil, [.evidence]),
    EventFacts("CallCancelled", 1, .call, 0x001, nil, [.reason]),
    EventFacts("CallClosed", 1, .call, 0x201, "closed_at", []),
    EventFacts("CallDeadlineExtended", 1, .call, 0x001, nil, [.reason]),
    EventFacts("CallPublished", 1, .call, 0x001, nil, [.birth]),
    EventFacts("CallRulesRevised", 1, .call, 0x001, nil, [.reason]),
    EventFacts("ChangeApproved", 1, .change, 0x001, nil, []),
    EventFacts("ChangeRefused", 1, .change, 0x001, nil, []),
    EventFacts("ChangeRequested", 1, .change, 0x001, nil, [.birth]),
    EventFacts("CityDetailsAmended", 1, .city, 0x100, nil, [.reason]),
    EventFacts("CityRegistered", 1, .city, 0x100, nil, [.birth]),
    EventFacts("CitySuperseded", 1, .city, 0x100, nil, [.reason]),
    EventFacts("ClockAccepted", 1, .ledger, 0x001, nil, []),
    EventFacts("ClosingEventHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
    EventFacts("CohortCancelled", 1, .cohort, 0x001, nil, [.reason]),
    EventFacts("CohortCompleted", 1, .cohort, 0x001, "on", []),
    EventFacts("CohortDurationChanged", 1, .cohort, 0x001, nil, [.reason]),
    EventFacts("CohortFormed", 1, .cohort, 0x001, nil, [.birth]),
    EventFacts("CohortStarted", 1, .cohort, 0x001, "on", []),
    EventFacts("CohortTemplateChanged", 1, .cohort, 0x001, nil, [.reason]),
    EventFacts("ComplaintReceived", 1, .application, 0x001, nil, []),
    EventFacts("ConflictOfInterestDeclared", 1, .application, 0x002, nil, []),
    EventFacts("ConsortiumMemberJoined", 1, .pairing, 0x001, nil, []),
    EventFacts("ConsortiumMemberLeft", 1, .pairing, 0x201, nil, [.reason]),
    EventFacts("CorrectionProposed", 1, nil, 0x3FF, nil, [.reason]),
    EventFacts("CountryAssociationRecorded", 1, .country, 0x100, nil, [.birth]),
    EventFacts("DeliverableAccepted", 1, .deliverable, 0x005, nil, []),
    EventFacts("DeliverableReturned", 1, .deliverable, 0x005, nil, [.reason]),
    EventFacts("DeliverableSubmitted", 1, .deliverable, 0x01C, nil, [.birth, .evidence]),
    EventFacts("DeliverableWaived", 1, .deliverable, 0x001, nil, [.birth, .reason]),
    EventFacts("DeviationReported", 1, .change, 0x005, nil, [.birth, .reason]),
    EventFacts("EligibilityConfirmed", 1, .application, 0x001, nil, []),
    EventFacts("EmissionEffectEstimated", 1, .replication, 0x014, nil, []),
    EventFacts("ErasureProposed", 1, .programme, 0x200, nil, []),
    EventFacts("EvaluationRecorded", 1, .application, 0x002, nil, []),
    EventFacts("EventCorrected", 1, nil, 0x3FF, nil, [.reason]),
    EventFacts("EventVoided", 1, nil, 0x3FF, nil, [.reason]),
    EventFacts("FeedbackSummarised", 1, .activity, 0x004, nil, []),
    EventFacts("FinalPaymentRecorded", 1, .programme, 0x020, "paid_on", []),
    EventFacts("ImpactSummaryPublished", 1, .summary, 0x001, nil, [.birth]),
    EventFacts("ImpactSummaryRestated", 1, .summary, 0x001, nil, [.reason]),
    EventFacts("InsightRecorded", 1, .activity, 0x01C, nil, []),
    EventFacts("KeyRotated", 1, .ledger, 0x200, nil, []),
    EventFacts("KickoffHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
    EventFacts("LedgerOpened", 1, .ledger, 0x200, nil, [.birth]),
    EventFacts("MatchAccepted", 1, .pairing, 0x018, nil, []),
    EventFacts("MatchDeclined", 1, .pairing, 0x018, nil, [.reason]),
    EventFacts("MatchProposed", 1, .pairing, 0x003, nil, [.birth]),
    EventFacts("MilestoneExtended", 1, .pairing, 0x001, nil, [.reason]),
    EventFacts("MilestoneTemplateAdopted", 1, .programme, 0x001, nil, []),
    EventFacts("MilestoneWaived", 1, .pairing, 0x001, nil, [.reason]),
    EventFacts("MissionLabelAwarded", 1, .city, 0x100, "awarded_on", [.evidence]),
    EventFacts("MissionStatusEnded", 1, .city, 0x100, nil, [.reason]),
    EventFacts("MissionStatusGranted", 1, .city, 0x100, nil, []),
    EventFacts("OnlineExchangeHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
    EventFacts("PairingCompleted", 1, .pairing, 0x005, "completed_on", [.evidence]),
    EventFacts("PairingDissolved", 1, .pairing, 0x201, nil, [.reason]),
    EventFacts("PairingFocusChanged", 1, .pairing, 0x01C, nil, [.reason]),
    EventFacts("PairingFormed", 1, .pairing, 0x001, nil, [.birth]),
    EventFacts("PairingPaused", 1, .pairing, 0x001, nil, [.reason]),
    EventFacts("PairingReplaced", 1, .pairing, 0x001, nil, []),
    EventFacts("PairingResumed", 1, .pairing, 0x001, nil, []),
    EventFacts("ParticipationAgreementSigned", 1, .participation, 0x001, "signed_on", [.evidence]),
    EventFacts("ParticipationCompleted", 1, .participation, 0x001, "completed_on", []),
    EventFacts("ParticipationConfirmed", 1, .participation, 0x001, nil, [.birth, .evidence]),
    EventFacts("ParticipationResumed", 1, .participation, 0x001, nil, []),
    EventFacts("ParticipationSuspended", 1, .participation, 0x001, nil, [.reason]),
    EventFacts("ParticipationWithdrawn", 1, .participation, 0x019, nil, [.reason]),
    EventFacts("PracticeAdopted", 1, .practice, 0x01C, nil, []),
    EventFacts("PracticeDescribed", 1, .practice, 0x01C, nil, [.birth]),
    EventFacts("PracticeRetired", 1, .practice, 0x01C, nil, [.reason]),
    EventFacts("PracticeRevised", 1, .practice, 0x01C, nil, [.reason]),
    EventFacts("ProgrammeRegistered", 1, .programme, 0x001, nil, [.birth]),
    EventFacts("ReimbursementRecovered", 1, .claim, 0x020, "recovered_on", [.reason]),
    EventFacts("ReplicationAbandoned", 1, .replication, 0x011, "on", [.reason]),
    EventFacts("ReplicationCompleted", 1, .replication, 0x010, "completed_on", [.evidence]),
    EventFacts("ReplicationPaused", 1, .replication, 0x011, "on", [.reason]),
    EventFacts("ReplicationProgressReported", 1, .replication, 0x010, "on", []),
    EventFacts("ReplicationProposed", 1, .replication, 0x010, nil, [.birth]),
    EventFacts("ReplicationResumed", 1, .replication, 0x011, "on", []),
    EventFacts("ReplicationStarted", 1, .replication, 0x010, "started_on", [.evidence]),
    EventFacts("ReportingPeriodClosed", 1, .period, 0x001, nil, []),
    EventFacts("ReportingPeriodOpened", 1, .period, 0x001, nil, [.birth]),
    EventFacts("ReportingPeriodReopened", 1, .period, 0x001, nil, [.reason]),
    EventFacts("RepresentativeAssigned", 1, .participation, 0x019, nil, []),
    EventFacts("RepresentativeReplaced", 1, .participation, 0x019, nil, [.reason]),
    EventFacts("RestatementDue", 1, .period, 0x200, nil, []),
    EventFacts("RulesAdopted", 1, .ledger, 0x200, nil, []),
    EventFacts("SelectionOverturned", 1, .application, 0x001, nil, [.reason, .evidence]),
    EventFacts("SeminarHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
    EventFacts("SiteVisitHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
    EventFacts("TravelClaimApproved", 1, .claim, 0x020, nil, []),
    EventFacts("TravelClaimRejected", 1, .claim, 0x020, nil, [.reason]),
    EventFacts("TravelClaimSubmitted", 1, .claim, 0x018, nil, [.birth, .evidence]),
    EventFacts("TravelReimbursed", 1, .claim, 0x020, "paid_on", []),
    EventFacts("WorkshopHeld", 1, .activity, 0x01C, "started_at", [.birth, .evidence]),
  ]
}
