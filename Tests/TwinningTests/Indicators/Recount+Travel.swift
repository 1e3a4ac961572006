@testable import Twinning

/// Travel money: I26, and the travellers of I13.
extension Recount {
  struct Claim {
    var submitted: TravelClaimSubmittedV1
    var events: [Event]
  }

  private var everyClaim: [Claim] {
    history.streams(.claim).compactMap { events in
      guard case .travelClaimSubmitted(let claim) = events[0].data else { return nil }
      return Claim(submitted: claim, events: events)
    }
  }

  /// Those asked for: a claim is its participation's, and a pairing's by the activity travelled to.
  func findClaims() -> [Claim] {
    let wanted = Set(participations.map { $0.events[0].subject })
    return everyClaim.filter { claim in
      guard wanted.contains(claim.submitted.participationID) else { return false }
      if scope.pairing == nil { return true }
      let events = history.stream(claim.submitted.activityID)
      return !events.isEmpty && isInFrame(activity: events)
    }
  }

  var travellers: Set<Ref> {
    Set(claims.filter { $0.events[0].time < end }.map(\.submitted.personID))
  }

  var travel: [String: Value] {
    var (reimbursed, recovered, uncertain, netOfVisits) = (0, 0, 0, 0)
    var visits: Set<Ref> = []
    for claim in claims {
      let visit = claim.submitted.activityID
      let isVisit = history.stream(visit).contains { $0.data.type == .siteVisitHeld }
      for event in claim.events {
        guard let money = event.data.money else { continue }
        switch place(event, money.on) {
        case .outside: continue
        case .uncertain:
          uncertain += 1
          continue
        case .within: break
        }
        if money.isPayment { reimbursed += money.euro } else { recovered += money.euro }
        guard isVisit else { continue }
        netOfVisits += money.isPayment ? money.euro : -money.euro
        visits.insert(visit)
      }
    }
    // To the nearest cent, half a cent up.
    let perVisit =
      visits.isEmpty ? "NR" : "\(roundedDown(2 * netOfVisits + visits.count, 2 * visits.count))"
    var values: [String: Value] = [
      "net": .count(reimbursed - recovered), "reimbursed": .count(reimbursed),
      "recovered": .count(recovered), "claims_over_ceiling": .count(claimsOverCeiling),
      "net_per_visit": Value(
        shown: perVisit, numerator: netOfVisits, denominator: visits.count),
    ]
    if uncertain > 0 { values["date_uncertain"] = .count(uncertain) }
    return values
  }

  // MARK: The ceiling

  /// How many claims have a step in the period with which the person's sum in the participation,
  /// over all claims, is more than the call allowed then.
  private var claimsOverCeiling: Int {
    let everyClaim = everyClaim
    return claims.count { mine in
      let others = everyClaim.filter {
        $0.submitted.personID == mine.submitted.personID
          && $0.submitted.participationID == mine.submitted.participationID
      }
      var steps: [(event: Event, on: PointInTime?, amount: Int, isMine: Bool)] = []
      for claim in others {
        let isMine = claim.events[0].subject == mine.events[0].subject
        for event in claim.events {
          switch event.data {
          case .travelClaimApproved(let approval) where claim.submitted.currency == .eur:
            steps.append((event, nil, Int(approval.approvedMinor), isMine))
          case .travelReimbursed(let payment):
            guard let currency = claim.submitted.currency, currency != .eur else { continue }
            steps.append((event, payment.paidOn, Int(payment.eurMinor), isMine))
          default: continue
          }
        }
      }
      steps.sort { ($0.event.time, $0.event.index) < ($1.event.time, $1.event.index) }
      var sum = 0
      for step in steps {
        sum += step.amount
        guard let ceiling = ceiling(of: mine.submitted.participationID, at: step.event.time),
          sum > ceiling, step.isMine, place(step.event, step.on) == .within
        else { continue }
        return true
      }
      return false
    }
  }

  /// In cents of a euro: that of the call applied to, or without an application the highest of the
  /// cohort's calls for the role.
  private func ceiling(of participation: Ref, at time: Instant) -> Int? {
    guard case .participationConfirmed(let confirmed)? = history.stream(participation).first?.data
    else { return nil }
    if let application = confirmed.application {
      guard case .applicationDrafted(let draft)? = history.stream(application).first?.data else {
        return nil
      }
      return ceiling(ofCall: draft.callID, at: time)
    }
    var highest: Int?
    for call in cohorts[confirmed.cohortID]?.calls ?? [] {
      guard case .callPublished(let published)? = history.stream(call).first?.data else { continue }
      if published.kind == .hostEOI, confirmed.role == .twin { continue }
      if published.kind == .twinApplication, confirmed.role == .host { continue }
      guard let one = ceiling(ofCall: call, at: time) else { return nil }
      highest = max(highest ?? one, one)
    }
    return highest
  }

  private func ceiling(ofCall call: Ref, at time: Instant) -> Int? {
    let events = history.stream(call)
    let known = events.filter { $0.time <= time }
    var ceiling: Int?
    // A call that wasn't recorded by then decides by what it says now.
    for event in known.isEmpty ? events : known {
      switch event.data {
      case .callPublished(let published):
        ceiling = published.travelCeiling.map { Int($0.minorUnits) }
      case .callRulesRevised(let revision):
        for change in revision.patch where change.path == "/data/travel_ceiling/minor" {
          ceiling = change.new.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        }
      default: break
      }
    }
    return ceiling
  }
}

extension EventData {
  /// What was paid, or came back, in cents of a euro.
  fileprivate var money: (euro: Int, on: PointInTime?, isPayment: Bool)? {
    switch self {
    case .travelReimbursed(let payment): (Int(payment.eurMinor), payment.paidOn, true)
    case .reimbursementRecovered(let back): (Int(back.eurMinor), back.recoveredOn, false)
    default: nil
    }
  }
}
