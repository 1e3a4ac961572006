/// What the clock brings about.
extension World {
  /// What has fallen due at `now` and isn't recorded: the closing of calls whose deadline has
  /// passed, and proposals to erase what a final payment kept (P4).
  ///
  /// Calls first, each kind by the time it fell due. Nothing that is decided depends on whether
  /// these are recorded. Considers the calls and programmes that the interner knows; a world with a
  /// source must have been told their names.
  ///
  /// - Complexity: O(n) in the names known.
  public func due(at now: Instant) -> [Command] {
    var commands: [(due: Instant, command: Command)] = []
    for call in names(of: .call) {
      if let closing = closing(of: call, at: now) { commands.append(closing) }
    }
    var proposals: [(due: Instant, command: Command)] = []
    for programme in names(of: .programme) {
      proposals.append(contentsOf: erasureProposals(of: programme, at: now))
    }
    commands.sort { $0.due < $1.due }
    proposals.sort { $0.due < $1.due }
    return (commands + proposals).map(\.command)
  }

  private func names(of kind: Kind) -> [Ref] {
    (0..<UInt32(interner.count)).map(Ref.init(rawValue:)).filter { interner.kind(of: $0) == kind }
  }

  /// The closing of a call, as of its deadline however late it is noticed.
  private func closing(of ref: Ref, at now: Instant) -> (due: Instant, command: Command)? {
    guard let call = call(ref), call.status == .published, let closesAt = call.closesAt,
      closesAt.instant < now
    else { return nil }
    var closing = CallClosedV1()
    closing.closedAt = PointInTime(closesAt.instant)
    return (closesAt.instant, byRule(.callClosed(closing), on: ref))
  }

  private func erasureProposals(
    of ref: Ref, at now: Instant
  ) -> [(due: Instant, command: Command)] {
    guard let programme = programme(ref) else { return [] }
    let zone = zone(of: ref)
    var found: [(due: Instant, command: Command)] = []
    for payment in programme.finalPayments where payment.erasureProposed == nil {
      let lastDay = payment.retentionEnd(in: zone)
      let due = zone.end(of: lastDay)
      guard due < now, let entry = stream(of: ref).entry(at: payment.fact.index) else { continue }
      var proposal = ErasureProposedV1()
      proposal.finalPayment.id = entry.id
      proposal.finalPayment.index = payment.fact.index
      proposal.retentionEndedOn = PointInTime(day: lastDay)
      found.append((due, byRule(.erasureProposed(proposal), on: ref)))
    }
    return found
  }

  private func byRule(_ data: EventData, on subject: Ref) -> Command {
    Command(
      subject: subject, data: data, bytes: data.write(texts: Span(), interner: interner),
      actor: system, role: .sys, isByRule: true)
  }
}

extension ProgrammeState.FinalPayment {
  /// The funding up to which records are kept for the shorter time, in euro cents.
  private static let smallFundingMinorUnits: Int64 = 6_000_000

  /// The last day on which records must be kept: 5 years after the payment, or 3 where the funding
  /// is at most EUR 60,000. Another currency keeps the longer time.
  public func retentionEnd(in zone: Zone) -> CivilDate {
    let isSmall =
      funding.currency == .eur && funding.minorUnits <= Self.smallFundingMinorUnits
    let paid = zone.date(of: paidOn.interval(in: zone).end)
    return paid.adding(months: isSmall ? 36 : 60)
  }
}
