/// A claim of one person's travel to one activity: what was claimed, approved, paid and recovered.
public struct ClaimState: StreamState {
  /// Where it can stand.
  public enum Status: UInt8, StateVocabulary {
    case none, submitted, approved, rejected, reimbursed, recovered

    /// The words, in the order of the cases.
    public static let words = [
      "none", "submitted", "approved", "rejected", "reimbursed", "recovered",
    ]
  }

  /// The approval in effect.
  public struct Approval: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// Who recorded the approval.
    public var approver: Ref

    /// What is approved, in minor units of the claim's currency.
    public var approvedMinor: Int64

    /// Whether a reason was given, with which it may go over the ceiling.
    public var hasReason: Bool
  }

  /// Money that went out or came back.
  public struct Payment: Hashable, Sendable {
    /// The event that says so.
    public var fact: Fact
    /// The amount in its own currency.
    public var amount: Money

    /// What that was in cents of a euro.
    public var eurMinor: Int64
    /// The exchange rate it went by, where one was given.
    public var fx: ExchangeRate?

    /// The day that the record gives.
    public var on: PointInTime?
    /// The payment in the books.
    public var paymentRef: String?

    /// Whether a reason was given, with which it may go over the ceiling.
    public var hasReason: Bool
  }

  /// What every stream keeps beside its own state.
  public var record = StreamRecord()
  /// Where it stands.
  public private(set) var status = Status.none
  /// The participation that it counts for.
  public private(set) var participation: Ref?
  /// The activity travelled to.
  public private(set) var activity: Ref?
  /// Who travelled: an opaque id.
  public private(set) var person: Ref?

  /// What was claimed, in minor units of the currency; nil where that is not reported.
  public private(set) var amountMinor: Int64?

  /// The currency claimed in; where that is not reported, the currency of the first payment.
  public private(set) var currency: Currency?
  /// When it was submitted.
  public private(set) var submitted: Fact?
  /// Who recorded the submission.
  public private(set) var submitter: Ref?

  /// Whether it was taken over from a record, so that `submitter` only typed it in.
  public private(set) var isFromRecord = false
  /// The approval in effect.
  public private(set) var approved: Approval?
  /// When it was rejected.
  public private(set) var rejected: Fact?
  /// What was paid out, in time order.
  public private(set) var payments: [Payment] = []
  /// What came back, in time order.
  public private(set) var recoveries: [Payment] = []

  /// What a reader and a fold begin with.
  public init() {}

  /// Whether its birth is in effect.
  public var exists: Bool { status != .none }

  /// What was paid out, in minor units of the currency. O(payments).
  public var paidMinor: Int64 { payments.reduce(0) { $0 + $1.amount.minorUnits } }

  /// What came back of that, in minor units of the currency. O(recoveries).
  public var recoveredMinor: Int64 { recoveries.reduce(0) { $0 + $1.amount.minorUnits } }

  /// What was paid out and didn't come back, in cents of a euro. O(payments and recoveries).
  public var netEurMinor: Int64 {
    payments.reduce(0) { $0 + $1.eurMinor } - recoveries.reduce(0) { $0 + $1.eurMinor }
  }

  /// An amount in minor units as people read it, with the currency where that is known.
  func text(_ minorUnits: Int64) -> String {
    currency.map { Money(minorUnits: minorUnits, currency: $0).text }
      ?? "\(minorUnits) in minor units"
  }

  // MARK: Rules

  func check(_ event: borrowing Event) throws(Refusal) {
    switch event.data {
    case .travelClaimSubmitted: try require([.none], for: event)
    case .travelClaimApproved(let approval):
      try require([.submitted], for: event)
      try checkApproval(of: approval.approvedMinor, by: event.actor)
    case .travelClaimRejected: try require([.submitted], for: event)
    case .travelReimbursed(let payment):
      try require([.approved, .reimbursed], for: event)
      try checkCurrency(payment.currency)
      try checkEuro(payment.amountMinor, payment.currency, payment.eurMinor, payment.fx)
      try checkPaid(payment.amountMinor)
    case .reimbursementRecovered(let recovery):
      try require([.reimbursed, .recovered], for: event)
      try checkCurrency(recovery.currency)
      try checkEuro(recovery.amountMinor, recovery.currency, recovery.eurMinor, recovery.fx)
      try checkRecovered(recovery.amountMinor)
    default: throw Refusal.foreign(event)
    }
  }

  private func require(_ allowed: [Status], for event: borrowing Event) throws(Refusal) {
    if allowed.contains(status) { return }
    throw Refusal.state(status, of: "claim", for: event, allowed: allowed)
  }

  /// An approval is by somebody else than who submitted the claim, and of no more than was claimed.
  private func checkApproval(of minor: Int64, by approver: Ref) throws(Refusal) {
    if !isFromRecord, approver == submitter {
      throw Refusal(
        .approverIsSubmitter, "the approver is the one who submitted the claim.",
        admitted: "Let somebody else approve it.")
    }
    guard let amountMinor, minor > amountMinor else { return }
    throw Refusal(
      .approvedOverClaimed, "\(text(minor)) would be approved of \(text(amountMinor)) claimed.",
      admitted: "Approve at most \(text(amountMinor)), or correct the claim before.")
  }

  /// All that happens on a claim is in its currency.
  private func checkCurrency(_ other: Currency) throws(Refusal) {
    guard let currency, other != currency else { return }
    throw Refusal(
      .currencyDiffers, "the claim is in \(currency.code), the payment in \(other.code).",
      admitted: "Give the amount in \(currency.code), and what it was in euro as eur_minor.")
  }

  private func checkEuro(
    _ minor: Int64, _ currency: Currency, _ eurMinor: Int64, _ fx: ExchangeRate?
  ) throws(Refusal) {
    if let fx, currency == .eur || fx.rate.millionths == 0 {
      throw Refusal(
        .exchangeRateInvalid,
        currency == .eur
          ? "a payment in EUR has no exchange rate." : "an exchange rate is not 0.",
        admitted: currency == .eur
          ? "Leave fx out." : "Give how many units of \(currency.code) one euro cost, or no fx.")
    }
    if currency != .eur || eurMinor == minor { return }
    throw Refusal(
      .eurAmountDiffers, "amount_minor is \(minor) in EUR and eur_minor \(eurMinor).",
      admitted: "Give the same number in both: the payment is in EUR.")
  }

  private func checkPaid(_ minor: Int64) throws(Refusal) {
    guard let approved, paidMinor + minor > approved.approvedMinor else { return }
    let left = max(0, approved.approvedMinor - paidMinor)
    throw Refusal(
      .paidOverApproved,
      "with that, \(text(paidMinor + minor)) would be paid of \(text(approved.approvedMinor)) "
        + "approved.",
      admitted: left > 0
        ? "Pay at most \(text(left)), or correct the approval before."
        : "All that is approved was paid; correct the approval before, if it was wrong.")
  }

  private func checkRecovered(_ minor: Int64) throws(Refusal) {
    guard recoveredMinor + minor > paidMinor else { return }
    let left = max(0, paidMinor - recoveredMinor)
    throw Refusal(
      .recoveredOverPaid,
      "with that, \(text(recoveredMinor + minor)) would have come back of \(text(paidMinor)) paid.",
      admitted: left > 0
        ? "At most \(text(left)) can come back." : "All that was paid has come back.")
  }

  // MARK: Fold

  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>) {
    switch event.data {
    case .travelClaimSubmitted(let claim):
      status = .submitted
      submitted = Fact(event)
      submitter = event.actor
      participation = claim.participationID
      activity = claim.activityID
      person = claim.personID
      amountMinor = claim.amountMinor
      currency = claim.currency
      isFromRecord = event.isFromRecord
    case .travelClaimApproved(let approval):
      status = .approved
      approved = Approval(
        fact: Fact(event), approver: event.actor, approvedMinor: approval.approvedMinor,
        hasReason: approval.common.reason != nil)
    case .travelClaimRejected:
      status = .rejected
      rejected = Fact(event)
    case .travelReimbursed(let paid):
      status = .reimbursed
      currency = currency ?? paid.currency
      payments.append(
        Payment(
          fact: Fact(event), amount: Money(minorUnits: paid.amountMinor, currency: paid.currency),
          eurMinor: paid.eurMinor, fx: paid.fx, on: paid.paidOn,
          paymentRef: paid.paymentRef.string(in: bytes), hasReason: paid.common.reason != nil))
    case .reimbursementRecovered(let back):
      status = .recovered
      recoveries.append(
        Payment(
          fact: Fact(event), amount: Money(minorUnits: back.amountMinor, currency: back.currency),
          eurMinor: back.eurMinor, fx: back.fx, on: back.recoveredOn,
          paymentRef: back.paymentRef?.string(in: bytes), hasReason: true))
    default: break
    }
  }
}

extension ClaimState: SchemaObject {
  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.optional("activity", &activity, RefForm(.activity))
    try c.optional("amount_minor", &amountMinor, in: 0...Int64.max)
    try c.optional("approved", &approved)
    try c.optional("currency", &currency)
    try c.required("from_record", &isFromRecord, BoolForm())
    try c.optional("participation", &participation, RefForm(.participation))
    try c.unlessEmpty("payments", &payments, ArrayForm(ValueForm<Payment>(), 0...1_000_000))
    try c.optional("person", &person, RefForm(.person))
    try c.unlessEmpty("recoveries", &recoveries, ArrayForm(ValueForm<Payment>(), 0...1_000_000))
    try c.optional("rejected", &rejected)
    try c.required("state", &status, WordForm())
    try c.required("stream", &record)
    try c.optional("submitted", &submitted)
    try c.optional("submitter", &submitter, RefForm(.actor))
  }
}

extension ClaimState.Approval: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), approver: .none, approvedMinor: 0, hasReason: false) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("approved_minor", &approvedMinor, in: 0...Int64.max)
    try c.required("approver", &approver, RefForm(.actor))
    try c.required("fact", &fact)
    try c.required("has_reason", &hasReason, BoolForm())
  }
}

extension ClaimState.Payment: SchemaObject {
  /// What a reader and a fold begin with.
  public init() { self.init(fact: Fact(), amount: Money(), eurMinor: 0, hasReason: false) }

  /// Reads or writes the members, in canonical order.
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("amount_minor", &amount.minorUnits, in: 0...Int64.max)
    try c.required("currency", &amount.currency)
    try c.required("eur_minor", &eurMinor, in: 0...Int64.max)
    try c.required("fact", &fact)
    try c.optional("fx", &fx)
    try c.required("has_reason", &hasReason, BoolForm())
    try c.optional("on", &on)
    try c.optional("payment_ref", &paymentRef, StringForm())
  }
}
