/// Why a command was not admitted: the rule, the fact that stands in the way, and what would be
/// admitted instead.
///
/// Equality considers the rule alone, so that a test can state a refusal without its prose.
/// Nothing was appended and no state changed.
public struct Refusal: Error, Hashable, CustomStringConvertible, Sendable {
  /// The rule that refused, with its published id.
  public let rule: Rule

  /// The fact that stands in the way, as one sentence.
  public let obstacle: String

  /// What would be admitted, as one sentence; empty where the obstacle says it.
  public let remedy: String

  /// Subjects or events that depend on what the command would have changed.
  public let dependents: [String]

  /// Puts the parts together.
  public init(
    _ rule: Rule, _ obstacle: String, admitted remedy: String = "", dependents: [String] = []
  ) {
    self.rule = rule
    self.obstacle = obstacle
    self.remedy = remedy
    self.dependents = dependents
  }

  public static func == (one: Refusal, other: Refusal) -> Bool { one.rule == other.rule }

  public func hash(into hasher: inout Hasher) { hasher.combine(rule) }

  public var description: String {
    var text = "\(rule.rawValue): \(obstacle)"
    if !remedy.isEmpty { text += " \(remedy)" }
    if !dependents.isEmpty { text += " Depending on it: \(dependents.joined(separator: ", "))." }
    return text
  }

  /// The rules of admission. The raw value is the id that refusals, documents and HTTP problems
  /// name; a released id never changes its meaning.
  public enum Rule: String, CaseIterable, Sendable {
    // Any event
    case roleMayNotRecord = "role-may-not-record"
    case onBehalfNeedsReason = "on-behalf-needs-reason"
    case subjectKindMismatch = "subject-kind-mismatch"
    case subjectNameMismatch = "subject-name-mismatch"
    case notReportedNotAllowed = "not-reported-not-allowed"
    case occurredMismatch = "occurred-mismatch"
    case inTheFuture = "in-the-future"
    case beforeBirth = "before-birth"
    case notBorn = "not-born"
    case stateForbids = "state-forbids"
    case periodClosed = "period-closed"
    case dependentsBroken = "dependents-broken"
    case unknownReference = "unknown-reference"
    case recordedByRuleOnly = "recorded-by-rule-only"
    case changesNothing = "changes-nothing"
    case reasonNeeded = "reason-needed"
    // Corrections
    case targetNotInStream = "target-not-in-stream"
    case targetNotCorrectable = "target-not-correctable"
    case targetVoided = "target-voided"
    case oldValueDiffers = "old-value-differs"
    case correctionChangesNothing = "correction-changes-nothing"
    case correctedPayloadInvalid = "corrected-payload-invalid"
    case notTheRecorder = "not-the-recorder"
    case secondPersonNeeded = "second-person-needed"
    // Reference data
    case jointNeedsMembers = "joint-needs-members"
    case statusOverlaps = "status-overlaps"
    case labelTwice = "label-twice"
    case labelNeedsMission = "label-needs-mission"
    case statusNotHeld = "status-not-held"
    case intervalReversed = "interval-reversed"
    // Programme, call, cohort
    case templateVersionExists = "template-version-exists"
    case templateInvalid = "template-invalid"
    case windowReversed = "window-reversed"
    case deadlineUnresolved = "deadline-unresolved"
    case deadlineNotLater = "deadline-not-later"
    case deadlinePassed = "deadline-passed"
    case rulesVersionNotNext = "rules-version-not-next"
    case callStillOpen = "call-still-open"
    case callHasCohort = "call-has-cohort"
    case durationOutOfBounds = "duration-out-of-bounds"
    case callOfOtherProgramme = "call-of-other-programme"
    case templateUnknown = "template-unknown"
    // Application
    case applicationExists = "application-exists"
    case roleNotInCall = "role-not-in-call"
    case callNotOpen = "call-not-open"
    case afterDeadline = "after-deadline"
    case receiptNotAllowed = "receipt-not-allowed"
    case alreadySelected = "already-selected"
    case evaluatorTwice = "evaluator-twice"
    case tooFewEvaluations = "too-few-evaluations"
    case notEligible = "not-eligible"
    case cohortMissing = "cohort-missing"
    case complaintNeeded = "complaint-needed"
    case givenBack = "given-back"
    // Participation
    case applicationNotSelected = "application-not-selected"
    case importNeedsSource = "import-needs-source"
    case participationExists = "participation-exists"
    case alreadyRepresentative = "already-representative"
    case tooManyRepresentatives = "too-many-representatives"
    case notARepresentative = "not-a-representative"
    case pairingsNotEnded = "pairings-not-ended"
    // Pairing
    case notParticipating = "not-participating"
    case capReached = "cap-reached"
    case twinInHostParty = "twin-in-host-party"
    case sideAnsweredTwice = "side-answered-twice"
    case notBothAccepted = "not-both-accepted"
    case coupleAlreadyActive = "couple-already-active"
    case notInHostParty = "not-in-host-party"
    case alreadyInHostParty = "already-in-host-party"
    case partyWouldBeEmpty = "party-would-be-empty"
    case milestonesOpen = "milestones-open"
    case unknownMilestone = "unknown-milestone"
    // Activity
    case pairingNotLive = "pairing-not-live"
    case pairingOrCohort = "pairing-or-cohort"
    case cohortNotFormed = "cohort-not-formed"
    case endBeforeStart = "end-before-start"
    case hostCityMissing = "host-city-missing"
    case visitNotInPerson = "visit-not-in-person"
    case visitWithoutVisitors = "visit-without-visitors"
    case visitPairingMismatch = "visit-pairing-mismatch"
    case totalsDiffer = "totals-differ"
    case genderTooFine = "gender-too-fine"
    case activityNotHeld = "activity-not-held"
    case moreThanParticipants = "more-than-participants"
    // Practice, replication, deliverable
    case stageGoesBack = "stage-goes-back"
    case pairingTooOld = "pairing-too-old"
    case progressFallsWithoutReason = "progress-falls-without-reason"
    case shareOverOne = "share-over-one"
    case estimateNeedsStart = "estimate-needs-start"
    case reviewerIsSubmitter = "reviewer-is-submitter"
    case visitReportNeedsVisit = "visit-report-needs-visit"
    case deliverableVersionNotNext = "deliverable-version-not-next"
    // Travel money
    case activityNotInPerson = "activity-not-in-person"
    case cityNotThere = "city-not-there"
    case approverIsSubmitter = "approver-is-submitter"
    case approvedOverClaimed = "approved-over-claimed"
    case travelCeilingExceeded = "travel-ceiling-exceeded"
    case currencyDiffers = "currency-differs"
    case eurAmountDiffers = "eur-amount-differs"
    case exchangeRateInvalid = "exchange-rate-invalid"
    case paidOverApproved = "paid-over-approved"
    case recoveredOverPaid = "recovered-over-paid"
    // Governance
    case periodsOverlap = "periods-overlap"
    case cutOffBeyondLog = "cut-off-beyond-log"
    case summaryVersionNotNext = "summary-version-not-next"
    // The ledger
    case onlyFirstEvent = "only-first-event"
    case rulesUnknown = "rules-unknown"
    case clockNotBehind = "clock-not-behind"
  }
}
