/// How travel to site visits is claimed, approved, paid and recovered.
///
/// Its chance, and the ids of its commands, come from dice of their own: without a claim, all else
/// of a programme would be the same.
struct SyntheticTravel {
  var dice: Dice
  var ids: Dice

  /// How many claims there are, for their names.
  var claimCount = 0
  var paymentCount = 0

  /// By person: what was approved for them in euro, and paid to them of claims in other currencies.
  var takenMinor: [Ref: Int64] = [:]
}

/// A made-up claim.
struct SyntheticClaim {
  let ref: Ref
  let participation: Ref
  let person: Ref
  let activity: Ref
  let lead: Actor

  /// What the journey cost in cents of a euro.
  let eurMinor: Int64

  /// Hundredths of Swedish crowns to the euro, where it was paid in those.
  let rateHundredths: Int64?

  var currency: Currency { rateHundredths == nil ? .eur : Currency("SEK") ?? .eur }

  /// An amount in cents of a euro as one in the claim's currency.
  func minor(ofEurMinor eurMinor: Int64) -> Int64 {
    rateHundredths.map { eurMinor * $0 / 100 } ?? eurMinor
  }

  /// An amount in the claim's currency in cents of a euro, to the nearest.
  func eurMinor(ofMinor minor: Int64) -> Int64 {
    rateHundredths.map { (minor * 100 + $0 / 2) / $0 } ?? minor
  }
}

extension SyntheticProgramme {
  /// What the calls of made-up programmes allow.
  private static let ceilingMinor: Int64 = 90_000

  /// Does `action` with the dice of travel in place of the programme's.
  private func aside(_ action: (SyntheticProgramme) -> Void) {
    swap(&dice, &travel.dice)
    scribe.swapIDs(with: &travel.ids)
    action(self)
    scribe.swapIDs(with: &travel.ids)
    swap(&dice, &travel.dice)
  }

  private func later(_ days: ClosedRange<Int>, _ action: @escaping Agenda.Action) {
    after(days) { $0.aside(action) }
  }

  /// Puts down the claims of those who travelled to a visit that was held.
  func putDownClaims(of visit: SyntheticActivity) {
    guard let pairing = visit.pairing, let direction = visit.direction else { return }
    let visitor = direction == .twinToHost ? pairing.twin : pairing.hosts[0]
    aside { programme in
      if programme.dice.chance(percent: 40) {
        programme.later(6...25) { $0.claim(for: visitor, to: visit) }
      }
    }
  }

  private func claim(for visitor: Applicant, to visit: SyntheticActivity) {
    guard world.activity(visit.ref)?.held != nil, let participation = visitor.participation,
      let person = world.participation(participation)?.representatives.last(where: \.isActive)?
        .person
    else { return }
    let isAbroad = dice.chance(percent: 20)
    let claim = SyntheticClaim(
      ref: newClaim(), participation: participation, person: person, activity: visit.ref,
      lead: visitor.lead, eurMinor: Int64(dice.number(20_000...96_000)),
      rateHundredths: isAbroad ? Int64(dice.number(1_110...1_190)) : nil)
    guard submit(claim, on: claim.ref) != nil else { return }
    if dice.chance(percent: 8) { later(1...4) { $0.submitAgain(claim) } }
    later(4...18) { $0.decide(claim) }
  }

  private func newClaim() -> Ref {
    travel.claimCount += 1
    return interner.intern(.claim, "\(name)-claim-\(travel.claimCount)")
  }

  private func submit(_ claim: SyntheticClaim, on ref: Ref) -> Recorded? {
    var submission = TravelClaimSubmittedV1()
    submission.participationID = claim.participation
    submission.activityID = claim.activity
    submission.personID = claim.person
    submission.amountMinor = claim.minor(ofEurMinor: claim.eurMinor)
    submission.currency = claim.currency
    submission.common.evidence = [file(), file("image/png")]
    return record(.travelClaimSubmitted(submission), on: ref, by: claim.lead)
  }

  /// The same journey claimed once more, which two people then void.
  private func submitAgain(_ claim: SyntheticClaim) {
    guard let again = submit(claim, on: newClaim()) else { return }
    var proposal = CorrectionProposedV1()
    proposal.target = again.target
    proposal.cause = .duplicate
    proposal.common.reason = reason(.duplicate)
    record(.correctionProposed(proposal), on: again.subject, by: staff.office[1])
    later(1...3) { programme in
      var void = EventVoidedV1()
      void.target = again.target
      void.cause = .duplicate
      void.common.reason = programme.reason(.duplicate)
      programme.record(.eventVoided(void), on: again.subject, by: programme.staff.office[0])
    }
  }

  // MARK: Decisions

  private func decide(_ claim: SyntheticClaim) {
    let left = Self.ceilingMinor - travel.takenMinor[claim.person, default: 0]
    let isOver = claim.eurMinor > left
    if dice.chance(percent: isOver && left <= 0 ? 60 : 9) { return reject(claim) }
    var approvedEurMinor = claim.eurMinor
    if dice.chance(percent: 15) { approvedEurMinor -= Int64(dice.number(500...6_000)) }
    let isOverridden = isOver && (left <= 0 || dice.chance(percent: 50))
    if isOver, !isOverridden { approvedEurMinor = min(approvedEurMinor, left) }
    var approval = TravelClaimApprovedV1()
    approval.approvedMinor = claim.minor(ofEurMinor: approvedEurMinor)
    if isOverridden { approval.common.reason = reason(.organiserDecision) }
    let event = EventData.travelClaimApproved(approval)
    guard let approved = record(event, on: claim.ref, by: staff.finance) else { return }
    if claim.currency == .eur {
      travel.takenMinor[claim.person, default: 0] += approval.approvedMinor
    }
    if dice.chance(percent: 9) {
      later(1...4) { $0.lower(approved, of: claim, by: Int64($0.dice.number(100...900))) }
    } else {
      later(3...15) { $0.pay(claim) }
    }
  }

  private func reject(_ claim: SyntheticClaim) {
    var rejection = TravelClaimRejectedV1()
    rejection.common.reason = reason(.organiserDecision)
    record(.travelClaimRejected(rejection), on: claim.ref, by: staff.finance)
  }

  /// Corrects what was approved, before it is paid: one proposes and another does it.
  private func lower(_ approved: Recorded, of claim: SyntheticClaim, by minor: Int64) {
    guard let old = world.claim(claim.ref)?.approved?.approvedMinor, old > minor else { return }
    let patch = [PatchMember.number("/data/approved_minor", old: old, new: old - minor)]
    var proposal = CorrectionProposedV1()
    proposal.target = approved.target
    proposal.patch = patch
    proposal.common.reason = reason(.wrongCount)
    record(.correctionProposed(proposal), on: claim.ref, by: staff.office[1])
    later(1...3) { programme in
      var correction = EventCorrectedV1()
      correction.target = approved.target
      correction.patch = patch
      correction.common.reason = programme.reason(.wrongCount)
      programme.record(
        .eventCorrected(correction), on: claim.ref, by: programme.staff.office[2])
      programme.later(1...6) { $0.pay(claim) }
    }
  }

  // MARK: Payments

  private func pay(_ claim: SyntheticClaim) {
    guard let approved = world.claim(claim.ref)?.approved?.approvedMinor else { return }
    let isInParts = dice.chance(percent: 12)
    pay(claim, isInParts ? approved / 2 : approved)
    if isInParts {
      later(5...12) { programme in
        let paid = programme.world.claim(claim.ref)?.paidMinor ?? approved
        if paid < approved { programme.pay(claim, approved - paid) }
      }
    } else if dice.chance(percent: 15) {
      later(8...30) { $0.recover(claim, of: approved) }
    }
  }

  private func pay(_ claim: SyntheticClaim, _ minor: Int64) {
    var payment = TravelReimbursedV1()
    payment.amountMinor = minor
    payment.currency = claim.currency
    payment.eurMinor = claim.eurMinor(ofMinor: minor)
    payment.fx = rate(of: claim)
    payment.paidOn = calendar.point(today)
    payment.paymentRef = paymentRef()
    if claim.currency != .eur {
      travel.takenMinor[claim.person, default: 0] += payment.eurMinor
      let isOver = travel.takenMinor[claim.person, default: 0] > Self.ceilingMinor
      if isOver { payment.common.reason = reason(.organiserDecision) }
    }
    record(.travelReimbursed(payment), on: claim.ref, by: staff.finance)
  }

  private func recover(_ claim: SyntheticClaim, of paid: Int64) {
    var recovery = ReimbursementRecoveredV1()
    recovery.amountMinor = paid / Int64(dice.number(1...5))
    recovery.currency = claim.currency
    recovery.eurMinor = claim.eurMinor(ofMinor: recovery.amountMinor)
    recovery.fx = rate(of: claim)
    recovery.recoveredOn = calendar.point(today)
    recovery.paymentRef = paymentRef()
    recovery.common.reason = reason(.auditFinding)
    record(.reimbursementRecovered(recovery), on: claim.ref, by: staff.finance)
  }

  private func rate(of claim: SyntheticClaim) -> ExchangeRate? {
    guard let rateHundredths = claim.rateHundredths else { return nil }
    var rate = ExchangeRate()
    rate.date = calendar.point(today)
    rate.rate = FixedDecimal(unscaled: rateHundredths, scale: 2)
    return rate
  }

  private func paymentRef() -> Text {
    travel.paymentCount += 1
    return Text("payments/\(name)/\(travel.paymentCount)")
  }
}
