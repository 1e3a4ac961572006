/// A deliverable of a pairing: its versions, and what became of them.
public struct DeliverableState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, submitted, returned, accepted, waived

    /// The words, in the order of the cases.
    public static let words = ["none", "submitted", "returned", "accepted", "waived"]
  }

  /// One submission.
  public struct Version: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact

    /// The version's number, from 1; nil where an imported record doesn't report it.
    public var number: Int64?

    /// Who recorded the submission.
    public var submitter: Ref
    /// The digest of what was submitted, if reported.
    public var sha256: ContentDigest?

    /// Whether it was taken over from a record, so that `submitter` only typed it in.
    public var isFromRecord: Bool
  }

  /// The acceptance in effect.
  public struct Acceptance: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Who recorded the acceptance.
    public var reviewer: Ref

    /// The submission of the version that was accepted: being on time goes by it.
    public var submitted: Fact

    /// The accepted version's number, if known.
    public var version: Int64?
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// What sort of deliverable; nil where an imported record does not report it.
  public private(set) var type: DeliverableType?
  /// The pairing that it belongs to.
  public private(set) var pairing: Ref?
  /// The visit that it is about, for a visit report.
  public private(set) var activity: Ref?
  /// The submissions, in time order.
  public private(set) var versions: [Version] = []
  /// When it was given back for changes.
  public private(set) var returns: [Fact] = []
  /// The acceptance in effect; nil once it is revoked.
  public private(set) var accepted: Acceptance?
  /// Acceptances that were taken back.
  public private(set) var revocations: [Fact] = []
  /// The waiver in effect.
  public private(set) var waived: Fact?

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .deliverableSubmitted(let submission): try checkSubmission(submission, event)
    case .deliverableReturned(let review):
      try require([.submitted], for: event)
      try checkReview(of: review.version, event)
    case .deliverableAccepted(let review):
      try require([.submitted, .returned], for: event)
      try checkReview(of: review.version, event)
    case .deliverableWaived(let waiver):
      try require([.none, .submitted, .returned], for: event)
      if status == .none { return }
      if type == .visitReport, pairing == waiver.pairingID, activity == waiver.activityID {
        return
      }
      throw Refusal(
        .visitReportNeedsVisit, "the stream is not the report of that pairing on that visit.",
        admitted: "Waive it in the report's own stream, or in a new one.")
    case .acceptanceRevoked: try require([.accepted], for: event)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "deliverable", for: event, allowed: allowed)
  }

  private func checkSubmission(
    _ submission: DeliverableSubmittedV1, _ event: borrowing Event
  ) throws(Refusal) {
    try require([.none, .returned], for: event)
    let last = versions.last
    if let last,
      submission.type != type || submission.pairingID != pairing
        || submission.activityID != activity
    {
      throw Refusal(
        .deliverableVersionNotNext,
        "a next version is of the same type, pairing and visit as version "
          + "\(last.number.map(String.init) ?? "NR").",
        admitted: "Submit another deliverable in a stream of its own.")
    }
    // What an imported record doesn't say can't be held against what follows.
    guard let number = submission.version else { return }
    let expected: Int64
    if let last {
      guard let lastNumber = last.number else { return }
      expected = lastNumber + 1
    } else {
      if event.isFromRecord { return }
      expected = 1
    }
    if number == expected { return }
    throw Refusal(
      .deliverableVersionNotNext, "version \(number) doesn't follow; the next one is \(expected).",
      admitted: "Submit it as version \(expected).")
  }

  /// A review is of the latest version, and by somebody else than who submitted it.
  private func checkReview(of version: Int64?, _ event: borrowing Event) throws(Refusal) {
    guard let last = versions.last else { return }
    if let version, let number = last.number, version != number {
      throw Refusal(
        .deliverableVersionNotNext, "version \(version) is not the latest, which is \(number).",
        admitted: "Review version \(number), or leave the version out.")
    }
    if last.isFromRecord || last.submitter != event.actor { return }
    throw Refusal(
      .reviewerIsSubmitter, "the reviewer is the one who submitted it.",
      admitted: "Let somebody else review it.")
  }

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .deliverableSubmitted(let submission):
      status = .submitted
      type = submission.type
      pairing = submission.pairingID
      activity = submission.activityID
      versions.append(
        Version(
          fact: Fact(event), number: submission.version, submitter: event.actor,
          sha256: submission.sha256, isFromRecord: event.isFromRecord))
    case .deliverableReturned:
      status = .returned
      returns.append(Fact(event))
    case .deliverableAccepted:
      status = .accepted
      let fact = Fact(event)
      accepted = Acceptance(
        fact: fact, reviewer: event.actor, submitted: versions.last?.fact ?? fact,
        version: versions.last?.number)
    case .deliverableWaived(let waiver):
      if status == .none {
        type = .visitReport
        pairing = waiver.pairingID
        activity = waiver.activityID
      }
      status = .waived
      waived = Fact(event)
    case .acceptanceRevoked:
      status = .returned
      accepted = nil
      revocations.append(Fact(event))
    default: break
    }
  }
}

extension DeliverableState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("accepted", &accepted)
    try c.optional("activity", &activity, RefForm(.activity))
    try c.optional("pairing", &pairing, RefForm(.pairing))
    try c.unlessEmpty("returns", &returns, ArrayForm(ValueForm<Fact>(), 0...1_000_000))
    try c.unlessEmpty("revocations", &revocations, ArrayForm(ValueForm<Fact>(), 0...1_000_000))
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.optional("type", &type, WordForm())
    try c.unlessEmpty("versions", &versions, ArrayForm(ValueForm<Version>(), 0...1_000_000))
    try c.optional("waived", &waived)
  }
}

extension DeliverableState.Version: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), submitter: .none, isFromRecord: false) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("number", &number, in: 1...1_000_000)
    try c.optional("sha256", &sha256)
    try c.required("submitter", &submitter, RefForm(.actor))
  }
}

extension DeliverableState.Acceptance: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), reviewer: .none, submitted: Fact()) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("reviewer", &reviewer, RefForm(.actor))
    try c.required("submitted", &submitted)
    try c.optional("version", &version, in: 1...1_000_000)
  }
}
