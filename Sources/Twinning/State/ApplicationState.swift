/// An application: a city's answer to a call, and what was decided about it.
///
/// Whether it came in time is nowhere stored: it follows from the first submission and the deadline
/// that is known (``World/lateness(of:)``).
public struct ApplicationState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, draft, submitted, eligible, ineligible, selected, reserved, rejected, withdrawn

    /// The words, in the order of the cases.
    public static let words = [
      "none", "draft", "submitted", "eligible", "ineligible", "selected", "reserved", "rejected",
      "withdrawn",
    ]
  }

  /// A submission, with what only a submission says.
  public struct Submission: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// The portal's receipt, where the programme office gave it.
    public var receivedAt: PointInTime?
    /// The digest of the answers, which are kept elsewhere.
    public var answersDigest: ContentDigest
  }

  /// A change of the content, in a draft or of what was submitted.
  public struct ContentChange: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The digest of the answers, which are kept elsewhere.
    public var answersDigest: ContentDigest
  }

  /// What the city offers and looks for, as last given.
  public struct Offer: Hashable, Sendable {
    /// How many persons would represent the city, 1 or 2.
    public var representativesCount: Int64
    /// The hours a month that it offers, 0 to 744.
    public var hoursPerMonth: Int64
    /// How well its people speak the common language.
    public var languageLevel: LanguageLevel
    /// The year for which it aims at climate neutrality.
    public var neutralityTargetYear: Int64
    /// The cities that it would like to work with.
    public var preferredPartners: [Ref]
  }

  /// The application given back to its city.
  public struct Reopening: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// Not submitted again by then, the earlier submission stands.
    public var until: PointInTime
  }

  /// One rule of eligibility, as it was judged.
  public struct Check: Hashable, Sendable {
    /// The rule's name.
    public var ruleID: String
    /// How it came out.
    public var result: CheckResult
    /// The value that it was judged on.
    public var referenceValue: String
  }

  /// A verdict on eligibility, with its checks as they were given.
  public struct Verdict: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Whether it says eligible.
    public var isEligible: Bool
    /// The checks it rests on.
    public var checks: [Check]
  }

  /// A criterion's score by one evaluator.
  public struct Score: Hashable, Sendable {
    /// The criterion's name.
    public var criterion: String
    /// The score, exact.
    public var score: FixedDecimal
  }

  /// One evaluator's scores.
  public struct Evaluation: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// An opaque id.
    public var evaluator: Ref
    /// The version of the weights that go with the scores.
    public var weightVersion: String
    /// The scores.
    public var scores: [Score]
  }

  /// An evaluator's conflict of interest; it discards what they score, before and after.
  public struct Conflict: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// An opaque id.
    public var evaluator: Ref
  }

  /// The outcome of a selection.
  public struct Outcome: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// What was decided.
    public var outcome: SelectionOutcome
    /// The cohort it was decided for, where there is one.
    public var cohort: Ref?
    /// The rank, from 1, where one was given.
    public var rank: Int64?

    /// Whether it overturned an earlier one.
    public var overturns: Bool
  }

  /// A complaint about a decision.
  public struct Complaint: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// What it is about.
    public var about: ComplaintSubject
    /// A reference to its text.
    public var textRef: String?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public internal(set) var status = Status.none
  /// The call that it answers.
  public internal(set) var call: Ref?
  /// The city that applies.
  public internal(set) var city: Ref?
  /// The side that it applies for.
  public internal(set) var role: ApplicantRole?
  /// The cities that apply with it.
  public internal(set) var coApplicants: [Ref] = []

  /// The themes; nil where they are not reported.
  public internal(set) var themes: ThemeSet?

  /// The levers; nil where they are not reported.
  public internal(set) var levers: LeverSet?
  /// Whether it was taken over from a record whose origin is not in the ledger.
  public internal(set) var isFromRecord = false
  /// What the city offers; nil before a submission.
  public internal(set) var offer: Offer?

  /// Every submission; the first one says whether the application was in time.
  public internal(set) var submissions: [Submission] = []
  /// Every amendment.
  public internal(set) var contentChanges: [ContentChange] = []
  /// Every time it was given back.
  public internal(set) var reopenings: [Reopening] = []
  /// Every verdict on eligibility, the latest last.
  public internal(set) var verdicts: [Verdict] = []
  /// Every evaluation, conflicts or not.
  public internal(set) var evaluations: [Evaluation] = []
  /// Every conflict of interest that was declared.
  public internal(set) var conflicts: [Conflict] = []
  /// Every outcome of a selection, the latest last.
  public internal(set) var outcomes: [Outcome] = []
  /// Every complaint.
  public internal(set) var complaints: [Complaint] = []
  /// When its city withdrew it; nil unless it did.
  public internal(set) var withdrawn: Fact?

  /// Nothing yet.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// Whether it is selected now.
  public var isSelected: Bool { status == .selected }

  /// The last verdict, if there is one.
  public var verdict: Verdict? { verdicts.last }

  /// The last outcome, if there is one.
  public var outcome: Outcome? { outcomes.last }

  /// The digest of the answers as they stand.
  public var answersDigest: ContentDigest? {
    guard let submission = submissions.last else { return contentChanges.last?.answersDigest }
    guard let change = contentChanges.last, change.fact.follows(submission.fact) else {
      return submission.answersDigest
    }
    return change.answersDigest
  }

  /// Whether it was given back and has not been submitted again.
  public var isReopened: Bool { status == .draft && !submissions.isEmpty }

  /// How many evaluators scored it who declared no conflict. O(evaluations × conflicts).
  public var unconflictedEvaluations: Int {
    evaluations.count { evaluation in
      !conflicts.contains { $0.evaluator == evaluation.evaluator }
    }
  }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .applicationDrafted: try require([.none], for: event)
    case .applicationSubmitted(let submission):
      try require([.draft], for: event)
      try checkReceipt(submission.receivedAt, event)
    case .applicationAmended: try require([.draft, .submitted], for: event)
    case .applicationReopened: try require([.submitted], for: event)
    case .applicationWithdrawn: try checkWithdrawal(event)
    case .eligibilityConfirmed(let verdict):
      try checkVerdict(event, isRepeal: status == .ineligible, reason: verdict.common.reason)
    case .applicationDeclaredIneligible:
      try requireSubmitted(event)
    case .evaluationRecorded(let evaluation):
      try checkEvaluation(by: evaluation.evaluator, event)
    case .conflictOfInterestDeclared(let conflict):
      try checkConflict(of: conflict.evaluator, event)
    case .applicationSelected: try checkDecision([.eligible, .reserved], event)
    case .applicationReserved, .applicationRejected: try checkDecision([.eligible], event)
    case .complaintReceived:
      try require(
        [.draft, .submitted, .eligible, .ineligible, .selected, .reserved, .rejected, .withdrawn],
        for: event)
    case .selectionOverturned(let overturning): try checkOverturning(overturning, event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "application", for: event, allowed: allowed)
  }

  /// Submitted, or given back with an earlier submission that may stand: `until` is judged where
  /// the zone is known.
  private func requireSubmitted(_ event: borrowing Event) throws(Refusal) {
    if isReopened { return }
    try require([.submitted], for: event)
  }

  private func checkReceipt(
    _ receivedAt: PointInTime?, _ event: borrowing Event
  ) throws(Refusal) {
    if event.role != .po, receivedAt != nil {
      throw Refusal(
        .receiptNotAllowed,
        "received_at is given by role \(event.role.word); for it the ledger's receipt counts.",
        admitted: "Leave out received_at; the programme office may give the portal's receipt time.")
    }
    if receivedAt == nil, event.time != event.recordedTime {
      throw Refusal(
        .receiptNotAllowed,
        "a submission without received_at happens when the ledger receives it, at "
          + "\(event.recordedTime), not at \(event.time).",
        admitted: "Leave out the occurred time; the programme office may give received_at, with "
          + "the portal's receipt as evidence.")
    }
  }

  private func checkWithdrawal(_ event: borrowing Event) throws(Refusal) {
    if status == .selected {
      throw Refusal(
        .alreadySelected, "the application was selected (event \(outcome?.fact.index ?? 0)).",
        admitted: "Record ParticipationWithdrawn once the city takes part.")
    }
    try require([.draft, .submitted, .eligible, .ineligible, .reserved], for: event)
  }

  private func checkVerdict(
    _ event: borrowing Event, isRepeal: Bool, reason: Reason?
  ) throws(Refusal) {
    guard isRepeal else { return try requireSubmitted(event) }
    if reason != nil { return }
    throw Refusal(
      .reasonNeeded,
      "the application was declared ineligible (event \(verdict?.fact.index ?? 0)).",
      admitted: "Confirming it after all needs a reason.")
  }

  private func checkEvaluation(by evaluator: Ref, _ event: borrowing Event) throws(Refusal) {
    if !isReopened { try require([.submitted, .eligible], for: event) }
    guard let earlier = evaluations.first(where: { $0.evaluator == evaluator }) else { return }
    throw Refusal(
      .evaluatorTwice, "the evaluator has scored the application (event \(earlier.fact.index)).",
      admitted: "Correct that event, or let another evaluator score it.")
  }

  private func checkConflict(of evaluator: Ref, _ event: borrowing Event) throws(Refusal) {
    try require(
      [.draft, .submitted, .eligible, .ineligible, .selected, .reserved, .rejected], for: event)
    guard let earlier = conflicts.first(where: { $0.evaluator == evaluator }) else { return }
    throw Refusal(
      .evaluatorTwice,
      "the evaluator has declared the conflict (event \(earlier.fact.index)).")
  }

  private func checkDecision(_ allowed: [Status], _ event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    switch status {
    case .draft, .submitted, .ineligible:
      throw Refusal(
        .notEligible, "the application is \(status.word), not eligible.",
        admitted: "Record EligibilityConfirmed before \(event.data.type.name).")
    default: try require(allowed, for: event)
    }
  }

  private func checkOverturning(
    _ overturning: SelectionOverturnedV1, _ event: borrowing Event
  ) throws(Refusal) {
    try require([.selected, .reserved, .rejected], for: event)
    if outcome?.outcome == overturning.newOutcome {
      throw Refusal(
        .changesNothing,
        "the application is \(status.word) already (event \(outcome?.fact.index ?? 0)).",
        admitted: "Give another new_outcome.")
    }
    if overturning.newOutcome == .selected, overturning.cohortID == nil {
      throw Refusal(
        .cohortMissing, "a selection names its cohort.", admitted: "Give cohort_id.")
    }
    if complaints.isEmpty, !(overturning.common.reason?.code.namesError ?? false) {
      throw Refusal(
        .complaintNeeded, "nobody complained, and the reason names no error.",
        admitted: "Record ComplaintReceived before, or give the error as the reason: typo, "
          + "wrong_date, wrong_count, wrong_city, duplicate, late_evidence or audit_finding.")
    }
  }
}

extension ReasonCode {
  /// Whether it says that something was recorded or judged wrongly.
  fileprivate var namesError: Bool {
    switch self {
    case .typo, .wrongDate, .wrongCount, .wrongCity, .duplicate, .lateEvidence, .auditFinding: true
    case .didNotHappen, .gdpr, .ruleChange, .organiserDecision, .other: false
    }
  }
}

extension ApplicationState {
  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .applicationDrafted(let draft): begin(draft, event)
    case .applicationSubmitted(let submission): submit(submission, event)
    case .applicationAmended(let amended): amend(amended, event)
    case .applicationReopened(let reopening):
      status = .draft
      reopenings.append(Reopening(fact: Fact(event), until: reopening.until))
    case .applicationWithdrawn:
      status = .withdrawn
      withdrawn = Fact(event)
    case .eligibilityConfirmed(let verdict):
      status = .eligible
      judge(isEligible: true, verdict.checks, event, in: bytes)
    case .applicationDeclaredIneligible(let verdict):
      status = .ineligible
      judge(isEligible: false, verdict.checks, event, in: bytes)
    case .evaluationRecorded(let evaluation): score(evaluation, event, in: bytes)
    case .conflictOfInterestDeclared(let conflict):
      conflicts.append(Conflict(fact: Fact(event), evaluator: conflict.evaluator))
    case .complaintReceived(let complaint):
      complaints.append(
        Complaint(
          fact: Fact(event), about: complaint.about, textRef: complaint.textRef?.string(in: bytes)))
    default: decide(event)
    }
  }

  private mutating func begin(_ draft: ApplicationDraftedV1, _ event: borrowing Event) {
    status = .draft
    call = draft.callID
    city = draft.cityID
    role = draft.role
    coApplicants = draft.coApplicants
    themes = draft.themes
    levers = draft.levers
    isFromRecord = event.isFromRecord
  }

  private mutating func submit(_ submission: ApplicationSubmittedV1, _ event: borrowing Event) {
    status = .submitted
    submissions.append(
      Submission(
        fact: Fact(event), receivedAt: submission.receivedAt,
        answersDigest: submission.answersDigest))
    offer = Offer(
      representativesCount: submission.representativesCount,
      hoursPerMonth: submission.hoursPerMonth, languageLevel: submission.languageLevel,
      neutralityTargetYear: submission.neutralityTargetYear,
      preferredPartners: submission.preferredPartners)
  }

  private mutating func amend(_ amended: ApplicationAmendedV1, _ event: borrowing Event) {
    contentChanges.append(
      ContentChange(fact: Fact(event), answersDigest: amended.answersDigest))
    if !amended.coApplicants.isEmpty { coApplicants = amended.coApplicants }
    if !amended.themes.isEmpty { themes = amended.themes }
    if !amended.levers.isEmpty { levers = amended.levers }
    guard var changed = offer else { return }
    changed.representativesCount = amended.representativesCount ?? changed.representativesCount
    changed.hoursPerMonth = amended.hoursPerMonth ?? changed.hoursPerMonth
    changed.languageLevel = amended.languageLevel ?? changed.languageLevel
    changed.neutralityTargetYear = amended.neutralityTargetYear ?? changed.neutralityTargetYear
    if !amended.preferredPartners.isEmpty { changed.preferredPartners = amended.preferredPartners }
    offer = changed
  }

  private mutating func judge(
    isEligible: Bool, _ checks: [EligibilityCheck], _ event: borrowing Event,
    in bytes: Span<UInt8>
  ) {
    var verdict = Verdict(fact: Fact(event), isEligible: isEligible, checks: [])
    for check in checks { verdict.checks.append(Check(check, in: bytes)) }
    verdicts.append(verdict)
  }

  private mutating func score(
    _ evaluation: EvaluationRecordedV1, _ event: borrowing Event, in bytes: Span<UInt8>
  ) {
    var scored = Evaluation(
      fact: Fact(event), evaluator: evaluation.evaluator,
      weightVersion: evaluation.weightVersion.string(in: bytes), scores: [])
    for score in evaluation.scores {
      scored.scores.append(Score(criterion: score.criterion.string(in: bytes), score: score.score))
    }
    evaluations.append(scored)
  }

  private mutating func decide(_ event: borrowing Event) {
    var outcome = Outcome(fact: Fact(event), outcome: .selected, overturns: false)
    switch event.data {
    case .applicationSelected(let selection):
      (outcome.cohort, outcome.rank) = (selection.cohortID, selection.rank)
    case .applicationReserved(let reserve):
      outcome.outcome = .reserved
      (outcome.cohort, outcome.rank) = (reserve.cohortID, reserve.rank)
    case .applicationRejected(let rejection):
      outcome.outcome = .rejected
      (outcome.cohort, outcome.rank) = (rejection.cohortID, rejection.rank)
    case .selectionOverturned(let overturning):
      outcome.outcome = overturning.newOutcome
      outcome.overturns = true
      (outcome.cohort, outcome.rank) = (overturning.cohortID, overturning.rank)
    default: return
    }
    switch outcome.outcome {
    case .selected: status = .selected
    case .reserved: status = .reserved
    case .rejected: status = .rejected
    }
    outcomes.append(outcome)
  }
}

extension ApplicationState.Check {
  init(_ check: EligibilityCheck, in bytes: Span<UInt8>) {
    self.init(
      ruleID: check.ruleID.string(in: bytes), result: check.result,
      referenceValue: check.referenceValue.string(in: bytes))
  }
}

extension Fact {
  /// Whether it comes after `other` in the order of what happened: by time, then by index.
  func follows(_ other: Fact) -> Bool { (time, index) > (other.time, other.index) }
}
