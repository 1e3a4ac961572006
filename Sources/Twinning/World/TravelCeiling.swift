/// What the claims of one person in one participation come to, step by step, against the ceiling.
///
/// What is approved counts where the claim is in the ceiling's currency. Of a claim in another
/// currency nobody can say at its approval what it will come to; where the ceiling is in euro, what
/// it cost in euro counts as it is paid. What came back counts all the same: it was approved.
struct TravelCeiling {
  /// An approval in its claim's currency, or a payment on a claim in a foreign one, in euro. Only
  /// one of the two can be in the currency of a ceiling.
  struct Step {
    /// The event that says so.
    var fact: Fact
    var claim: Ref

    /// The day of a payment, as exactly as it is known.
    var on: PointInTime?
    var amount: Money

    /// Whether a reason was given, with which it may go over the ceiling.
    var hasReason: Bool
  }

  /// A step with which the sum is over the ceiling.
  struct Excess {
    var step: Step

    /// What the steps come to by then, this one included.
    var sum: Money
    var ceiling: Money
  }

  /// In the order of what happened.
  private(set) var steps: [Step] = []

  init() {}

  /// Takes in what was approved and paid on `claim`. O(n) in the steps for each of them.
  mutating func take(_ claim: ClaimState, _ ref: Ref) {
    guard let approved = claim.approved, let currency = claim.currency else { return }
    let amount = Money(minorUnits: approved.approvedMinor, currency: currency)
    insert(
      Step(fact: approved.fact, claim: ref, amount: amount, hasReason: approved.hasReason))
    if currency == .eur { return }
    for payment in claim.payments {
      insert(
        Step(
          fact: payment.fact, claim: ref, on: payment.on,
          amount: Money(minorUnits: payment.eurMinor, currency: .eur),
          hasReason: payment.hasReason || approved.hasReason))
    }
  }

  private mutating func insert(_ step: Step) {
    let place = steps.firstIndex { $0.fact.follows(step.fact) } ?? steps.endIndex
    steps.insert(step, at: place)
  }

  /// The steps that bring the sum over the ceiling of their time. O(n²) in the steps.
  ///
  /// - Parameter ceiling: the ceiling in force at a time; nil where there is none.
  func excesses(over ceiling: (Instant) -> Money?) -> [Excess] {
    var found: [Excess] = []
    for place in steps.indices {
      guard let ceiling = ceiling(steps[place].fact.time),
        steps[place].amount.currency == ceiling.currency
      else { continue }
      let sum = steps[...place].reduce(0) {
        $0 + ($1.amount.currency == ceiling.currency ? $1.amount.minorUnits : 0)
      }
      if sum <= ceiling.minorUnits { continue }
      let reached = Money(minorUnits: sum, currency: ceiling.currency)
      found.append(Excess(step: steps[place], sum: reached, ceiling: ceiling))
    }
    return found
  }
}

extension World {
  /// The most that may be approved for a person's travel in a participation, as in force at `time`;
  /// nil for no ceiling.
  ///
  /// It is that of the call whose application was selected. For what was taken over from a record
  /// without an application it is the highest of the cohort's calls for that role.
  func travelCeiling(of ref: Ref, at time: Instant) -> Money? {
    guard let participation = participation(ref) else { return nil }
    if let application = participation.application {
      guard let call = look(application, &applications, { $0.call }) ?? nil else { return nil }
      return rules(of: call, at: time)?.travelCeiling
    }
    var highest: Money?
    for call in participation.cohort.flatMap({ cohort($0) })?.calls ?? [] {
      guard let state = self.call(call), state.invites(participation.role) else { continue }
      guard let ceiling = rules(of: call, at: time)?.travelCeiling else { return nil }
      guard let known = highest else {
        highest = ceiling
        continue
      }
      if known.currency != ceiling.currency { return nil }
      if ceiling.minorUnits > known.minorUnits { highest = ceiling }
    }
    return highest
  }

  /// What a call decided by at `time`; what it decides by now where it wasn't recorded by then.
  private func rules(of call: Ref, at time: Instant) -> CallState.Rules? {
    (self.call(call, at: time) ?? self.call(call))?.rules
  }
}

extension CallState {
  /// Whether the call is one by which a city comes to take part in `role`, as far as is reported.
  fileprivate func invites(_ role: ParticipantRole?) -> Bool {
    switch (kind, role) {
    case (.hostEOI, .twin), (.twinApplication, .host): false
    default: true
    }
  }
}
