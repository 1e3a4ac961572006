/// I26, and the travellers of I13: claims of travel money.
extension FigureMaker {
  /// Adds the persons whose travel was claimed.
  func takeTravellers(_ persons: inout Set<Ref>, _ named: inout Tally) {
    for slot in tables.claims.indices {
      guard isIn(claimAt: slot, .i13), let person = tables.claims[slot].person,
        let submitted = tables.claims[slot].submitted
      else { continue }
      guard counts(submitted) else {
        leave(submitted, .afterEnd, .i13)
        continue
      }
      persons.insert(person)
      named.cite(submitted, tables.claims[slot].record)
    }
  }

  private func isIn(claimAt slot: Int, _ figures: IndicatorSet) -> Bool {
    if membership.claimIsIn[slot] { return true }
    leaveOutside(streamOf: tables.claimRefs[slot], exists: tables.claims[slot].exists, figures)
    return false
  }

  mutating func travel() -> Figure {
    var tallies = TravelTallies()
    for slot in tables.claims.indices where isIn(claimAt: slot, .i26) { take(slot, &tallies) }
    let over = claimsOverCeiling()
    var net = tallies.paid
    net.count -= tallies.recovered.count
    net.events += tallies.recovered.events
    return themeless(
      "I26",
      [
        count("net", net, .euroCents), count("reimbursed", tallies.paid, .euroCents),
        count("recovered", tallies.recovered, .euroCents), perVisit(tallies),
        count("claims_over_ceiling", over, .claims),
      ], uncertain: tallies.uncertain)
  }

  private func take(_ slot: Int, _ tallies: inout TravelTallies) {
    let visit = visit(ofClaimAt: slot)
    let record = tables.claims[slot].record
    for payment in tables.claims[slot].payments where isIn(payment, record, &tallies) {
      tallies.paid.add(payment.fact, record, amount: payment.eurMinor)
      if let visit { take(payment, payment.eurMinor, visit, record, &tallies) }
    }
    for recovery in tables.claims[slot].recoveries where isIn(recovery, record, &tallies) {
      tallies.recovered.add(recovery.fact, record, amount: recovery.eurMinor)
      if let visit { take(recovery, -recovery.eurMinor, visit, record, &tallies) }
    }
  }

  private func isIn(
    _ payment: ClaimState.Payment, _ record: StreamRecord, _ tallies: inout TravelTallies
  ) -> Bool {
    switch relation(payment.fact, own: payment.on) {
    case .outside:
      leave(payment.fact, .outsidePeriod, .i26)
      return false
    case .uncertain:
      leave(payment.fact, .dateUncertain, .i26)
      tallies.uncertain.add(payment.fact, record)
      return false
    case .within: return true
    }
  }

  /// The slot of the site visit that a claim is for; nil where it is for another activity.
  private func visit(ofClaimAt slot: Int) -> Int? {
    guard let activity = tables.slot(tables.claims[slot].activity),
      tables.activities[activity].held?.kind == .siteVisit
    else { return nil }
    return activity
  }

  private func take(
    _ payment: ClaimState.Payment, _ eurMinor: Int64, _ visit: Int, _ record: StreamRecord,
    _ tallies: inout TravelTallies
  ) {
    tallies.ofVisits.add(payment.fact, record, amount: eurMinor)
    guard tallies.visits.insert(visit).inserted, let held = tables.activities[visit].held else {
      return
    }
    tallies.visitsPaid.cite(held.fact, tables.activities[visit].record)
  }

  private mutating func perVisit(_ tallies: TravelTallies) -> FigureValue {
    let (money, visited) = (tallies.ofVisits.events, tallies.visitsPaid.events)
    trace?.note("net_per_visit", numerator: money, denominator: visited)
    var value = count("net_per_visit", tallies.ofVisits, .euroCentsPerVisit)
    value.events = sorted(money + visited)
    let visits = Int64(tallies.visits.count)
    (value.numerator, value.denominator) = (tallies.ofVisits.count, visits)
    value.amount =
      visits == 0
      ? .notReported
      : .integer(Exact.rounded(Int128(tallies.ofVisits.count), over: Int128(visits)))
    return value
  }

  // MARK: The ceiling

  /// The claims of which a step in the period is over the ceiling. What others of the same person
  /// in the same participation come to counts wherever and whenever it was.
  private func claimsOverCeiling() -> Tally {
    var ceilings: [Traveller: TravelCeiling] = [:]
    var wanted: Set<Traveller> = []
    for slot in tables.claims.indices where tables.claims[slot].approved != nil {
      guard let person = tables.claims[slot].person,
        let participation = tables.claims[slot].participation
      else { continue }
      let traveller = Traveller(person: person, participation: participation)
      ceilings[traveller, default: TravelCeiling()].take(
        tables.claims[slot], tables.claimRefs[slot])
      if membership.claimIsIn[slot] { wanted.insert(traveller) }
    }
    var over = Tally()
    var found: Set<Ref> = []
    for traveller in wanted {
      let excesses = ceilings[traveller]?.excesses { time in
        world.travelCeiling(of: traveller.participation, at: time)
      }
      for excess in excesses ?? [] {
        switch relation(excess.step.fact, own: excess.step.on) {
        case .outside:
          leave(excess.step.fact, .outsidePeriod, .i26)
          continue
        case .uncertain:
          leave(excess.step.fact, .dateUncertain, .i26)
          continue
        case .within: break
        }
        guard let slot = tables.slot(excess.step.claim), membership.claimIsIn[slot] else {
          continue
        }
        if found.insert(excess.step.claim).inserted { over.count += 1 }
        over.cite(excess.step.fact, tables.claims[slot].record)
      }
    }
    return over
  }
}

/// Whose claims a ceiling is for.
private struct Traveller: Hashable {
  var person: Ref
  var participation: Ref
}

/// What is summed over payments and recoveries.
private struct TravelTallies {
  var paid = Tally()
  var recovered = Tally()
  var uncertain = Tally()

  /// What went for site visits, and to which: the slots of the activities.
  var ofVisits = Tally()
  var visitsPaid = Tally()
  var visits: Set<Int> = []
}
