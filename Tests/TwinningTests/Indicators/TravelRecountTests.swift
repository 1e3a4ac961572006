import Testing

@testable import Twinning

/// I26 and the travellers of I13 over made-up programmes in which far more is claimed, corrected,
/// voided and entered late than usual, beside their recounts from plain arrays.
@Suite struct `Travel as a plain count finds it` {
  @Test(arguments: [31, 33, 34, 35, 36, 37] as [UInt64])
  func `in a disturbed history`(seed: UInt64) throws {
    let disturbance = TravelDisturbance(seed: seed)
    let history = try History.made(seed: seed, pairings: 6) { try disturbance.disturb($0, $1) }
    let zone = try Zone("Europe/Brussels")
    var periods: [ReportPeriod?] = [nil]
    for (from, to) in [
      ("2024-10-01", "2025-04-01"), ("2025-04-01", "2025-10-01"), ("2025-01-15", "2025-03-15"),
      ("2025-05-15", "2025-07-15"),
    ] {
      periods.append(
        ReportPeriod(
          from: PointInTime(day: try CivilDate(from)), to: PointInTime(day: try CivilDate(to)),
          in: zone))
    }
    var over = 0
    var uncertain = 0
    for period in periods {
      let about = "seed \(seed)"
      let values = try history.compare(ReportScope(period: period), about)
      over += values["I26 claims_over_ceiling"].flatMap { Int($0.shown) } ?? 0
      uncertain += values["I26 date_uncertain"].flatMap { Int($0.shown) } ?? 0
      for city in disturbance.cities.sorted().prefix(3) {
        try history.compare(ReportScope(city: city, period: period), about)
      }
    }
    #expect(over > 0, "seed \(seed)")
    #expect(uncertain > 0, "seed \(seed)")
    #expect(disturbance.counts["EventCorrected", default: 0] > 5, "seed \(seed)")
    #expect(disturbance.counts["EventVoided", default: 0] > 3, "seed \(seed)")
    #expect(disturbance.counts["CallRulesRevised", default: 0] > 0, "seed \(seed)")
    #expect(!history.voided.isEmpty)
  }
}

/// Claims, decisions, payments and their corrections beyond those that a programme is made with.
private final class TravelDisturbance {
  private var dice: SeededDice
  private var commands: UInt64 = 0
  private var claimCount = 0
  private var claims: [Ref] = []

  /// The events on claims, to be amended.
  private var events: [Admitted] = []
  private(set) var cities: Set<Ref> = []

  /// How many of a type it had admitted.
  private(set) var counts: [String: Int] = [:]

  init(seed: UInt64) { dice = SeededDice(seed: seed) }

  func disturb(_ world: World, _ admitted: [Admitted]) throws {
    note(admitted, world)
    for item in admitted {
      guard case .siteVisitHeld(let held) = item.event.data, let visit = held.visits?.first else {
        continue
      }
      for _ in 0..<Int.random(in: 1...4, using: &dice) { claim(item.event.subject, visit, world) }
    }
    if claims.isEmpty { return }
    switch Int.random(in: 0..<8, using: &dice) {
    case 0...1: decide(world)
    case 2...4: pay(world)
    case 5...6: amend(world)
    default: if Int.random(in: 0..<8, using: &dice) == 0 { revise(world) }
    }
  }

  private func note(_ admitted: [Admitted], _ world: World) {
    for item in admitted where world.interner.kind(of: item.event.subject) == .claim {
      events.append(item)
      if item.event.data.type == .travelClaimSubmitted { claims.append(item.event.subject) }
    }
  }

  // MARK: Recording

  @discardableResult
  private func admit(
    _ data: EventData, on subject: Ref, by actor: String = "office-98", in world: World
  ) -> Bool {
    guard let recordedTime = world.recordedTime else { return false }
    commands += 1
    let command = Command(
      subject: subject, data: data,
      bytes: data.write(texts: Span(), interner: world.interner),
      actor: world.interner.intern(.actor, actor), role: .po)
    let id = EventID(high: 0x7000, low: 1 << 63 | 1 << 41 | commands)
    guard let done = try? world.admit([command], commandID: id, at: recordedTime) else {
      return false
    }
    for item in done { counts[item.event.data.type.name, default: 0] += 1 }
    note(done, world)
    return true
  }

  private func common(_ role: Role) -> CommonMembers {
    var common = CommonMembers()
    common.onBehalfOf = role
    common.reason = Reason(.lateEvidence)
    return common
  }

  private func claim(_ activity: Ref, _ visit: Visit, _ world: World) {
    guard let pairing = world.pairing(visit.pairingID), let cohort = pairing.cohort else { return }
    let participations = world.subjects(.participation, mentioning: cohort).filter { ref in
      world.participation(ref)?.city.map { pairing.cities.contains($0) } ?? false
    }
    guard let participation = participations.randomElement(using: &dice) else { return }
    claimCount += 1
    var submission = TravelClaimSubmittedV1()
    submission.common = common(.tl)
    submission.common.evidence = [.file(FileEvidence())]
    submission.activityID = activity
    submission.participationID = participation
    let person = "per-00\(Int.random(in: 1...3, using: &dice))"
    submission.personID = world.interner.intern(.person, person)
    submission.amountMinor = Int64.random(in: 10_000...120_000, using: &dice)
    submission.currency = Bool.random(using: &dice) ? .eur : Currency("HUF")
    let ref = world.interner.intern(.claim, "more-\(claimCount)")
    guard admit(.travelClaimSubmitted(submission), on: ref, in: world) else { return }
    if let city = world.participation(participation)?.city { cities.insert(city) }
  }

  private func decide(_ world: World) {
    guard let ref = claims.suffix(20).randomElement(using: &dice), let claim = world.claim(ref),
      let amount = claim.amountMinor
    else { return }
    var approval = TravelClaimApprovedV1()
    approval.approvedMinor = Int64.random(in: amount / 2...amount, using: &dice)
    approval.common = common(.fo)
    admit(.travelClaimApproved(approval), on: ref, by: "office-97", in: world)
  }

  private func pay(_ world: World) {
    guard let ref = claims.suffix(30).randomElement(using: &dice), let claim = world.claim(ref),
      let currency = claim.currency, let approved = claim.approved, let now = world.recordedTime
    else { return }
    let zone = world.zone(of: ref)
    let day = zone.date(of: now).adding(days: -Int.random(in: 0...9, using: &dice))
    let paid = approved.approvedMinor - claim.paidMinor
    let isDay = Int.random(in: 0..<3, using: &dice) > 0
    guard let month = PointInTime(year: day.year, month: day.month) else { return }
    let on = isDay ? PointInTime(day: day) : month
    if claim.paidMinor > claim.recoveredMinor, Int.random(in: 0..<3, using: &dice) == 0 {
      var back = ReimbursementRecoveredV1()
      back.common = common(.fo)
      back.amountMinor = max(1, (claim.paidMinor - claim.recoveredMinor) / 2)
      back.currency = currency
      back.eurMinor = currency == .eur ? back.amountMinor : back.amountMinor / 3
      back.recoveredOn = on
      admit(.reimbursementRecovered(back), on: ref, in: world)
    } else if paid > 0 {
      var payment = TravelReimbursedV1()
      payment.common = common(.fo)
      payment.amountMinor = Bool.random(using: &dice) ? paid : max(1, paid / 2)
      payment.currency = currency
      payment.eurMinor =
        currency == .eur ? payment.amountMinor : payment.amountMinor * 2 / 3
      payment.paidOn = on
      payment.paymentRef = Text("p/\(commands)")
      admit(.travelReimbursed(payment), on: ref, in: world)
    }
  }

  /// One proposes a correction or a void, another does it.
  private func amend(_ world: World) {
    guard let target = events.suffix(60).randomElement(using: &dice) else { return }
    let patch = patch(of: target, world)
    var proposal = CorrectionProposedV1()
    proposal.target.index = target.event.index
    proposal.target.id = target.id
    proposal.common.reason = Reason(.auditFinding)
    if patch.isEmpty { proposal.cause = .didNotHappen } else { proposal.patch = patch }
    guard admit(.correctionProposed(proposal), on: target.event.subject, in: world) else { return }
    if patch.isEmpty {
      var void = EventVoidedV1()
      void.target = proposal.target
      void.cause = .didNotHappen
      void.common.reason = Reason(.didNotHappen)
      admit(.eventVoided(void), on: target.event.subject, by: "office-99", in: world)
    } else {
      var correction = EventCorrectedV1()
      correction.target = proposal.target
      correction.patch = patch
      correction.common.reason = Reason(.auditFinding)
      admit(.eventCorrected(correction), on: target.event.subject, by: "office-99", in: world)
    }
  }

  private func patch(of target: Admitted, _ world: World) -> [PatchMember] {
    if Int.random(in: 0..<4, using: &dice) == 0 { return [] }
    switch target.event.data {
    case .travelClaimSubmitted(let claim):
      let other = world.interner.intern(
        .person, "per-00\(Int.random(in: 1...3, using: &dice))")
      return [.name("/data/person_id", old: claim.personID, new: other, in: world.interner)]
    case .travelClaimApproved(let approval):
      let minor = approval.approvedMinor
      return [
        .number(
          "/data/approved_minor", old: minor,
          new: Int64.random(in: minor * 3 / 4...minor, using: &dice))
      ]
    case .travelReimbursed(let payment) where payment.currency != .eur:
      let change = Int64.random(in: 1...999, using: &dice)
      return [.number("/data/eur_minor", old: payment.eurMinor, new: payment.eurMinor + change)]
    case .travelReimbursed(let payment) where payment.paidOn.precision == .day:
      let time = payment.paidOn.time(in: .utc).adding(days: -Int.random(in: 1...5, using: &dice))
      return [
        .point(
          "/data/paid_on", old: payment.paidOn, new: PointInTime(day: Zone.utc.date(of: time)))
      ]
    default: return []
    }
  }

  /// Lowers what a call allows.
  private func revise(_ world: World) {
    let calls = world.subjects(of: .call)
    guard let call = calls.randomElement(using: &dice), let state = world.call(call),
      let version = state.rulesVersion, let ceiling = state.rules.travelCeiling
    else { return }
    var revision = CallRulesRevisedV1()
    revision.rulesVersion = version + 1
    revision.patch = [
      .number(
        "/data/travel_ceiling/minor", old: ceiling.minorUnits, new: ceiling.minorUnits * 9 / 10)
    ]
    revision.common.reason = Reason(.ruleChange)
    admit(.callRulesRevised(revision), on: call, in: world)
  }
}
