@testable import Twinning

/// Travel money.
extension Recount {
  /// What I26 says.
  struct Travel: Equatable {
    var reimbursed = 0
    var recovered = 0
    var uncertain = 0
    var netOfVisits = 0
    var visits: Set<Ref> = []
    var claimsOver: Set<Ref> = []

    /// To the nearest cent, half a cent up.
    var perVisit: String {
      if visits.isEmpty { return "NR" }
      var cents = netOfVisits / visits.count
      var rest = netOfVisits % visits.count
      if rest < 0 {
        cents -= 1
        rest += visits.count
      }
      return "\(2 * rest >= visits.count ? cents + 1 : cents)"
    }
  }

  /// By stream: what was claimed.
  var submissions: [Ref: (event: Event, claim: TravelClaimSubmittedV1)] {
    var found: [Ref: (event: Event, claim: TravelClaimSubmittedV1)] = [:]
    for event in history.effective {
      if case .travelClaimSubmitted(let claim) = event.data {
        found[event.subject] = (event, claim)
      }
    }
    return found
  }

  /// The participations whose claims are wanted, whenever they were confirmed.
  var wantedParticipations: Set<Ref> {
    var found: Set<Ref> = []
    for event in history.effective {
      guard case .participationConfirmed(let confirmed) = event.data,
        isWanted(cohort: confirmed.cohortID, city: confirmed.cityID)
      else { continue }
      found.insert(event.subject)
    }
    return found
  }

  /// Those whose travel was claimed before the end.
  var travellers: Set<Ref> {
    let wanted = wantedParticipations
    return Set(
      submissions.values.filter {
        $0.event.time < end && wanted.contains($0.claim.participationID)
      }.map(\.claim.personID))
  }

  var travel: Travel {
    var travel = Travel()
    let (submissions, wanted) = (submissions, wantedParticipations)
    let visits = Set(
      history.effective.filter { $0.data.type == .siteVisitHeld }.map(\.subject))
    for event in history.effective {
      guard let claim = submissions[event.subject]?.claim, wanted.contains(claim.participationID)
      else { continue }
      let eurMinor: Int
      switch event.data {
      case .travelReimbursed(let payment): eurMinor = Int(payment.eurMinor)
      case .reimbursementRecovered(let recovery): eurMinor = -Int(recovery.eurMinor)
      default: continue
      }
      if let period {
        if event.latest < period.from || event.time >= period.to { continue }
        if event.time < period.from || event.latest >= period.to {
          travel.uncertain += 1
          continue
        }
      }
      if event.data.type == .travelReimbursed {
        travel.reimbursed += eurMinor
      } else {
        travel.recovered -= eurMinor
      }
      guard visits.contains(claim.activityID) else { continue }
      travel.netOfVisits += eurMinor
      travel.visits.insert(claim.activityID)
    }
    travel.claimsOver = claimsOver(submissions, wanted)
    return travel
  }

  // MARK: The ceiling

  /// The claims with which a person's sum in a participation goes over the ceiling, in the period.
  private func claimsOver(
    _ submissions: [Ref: (event: Event, claim: TravelClaimSubmittedV1)], _ wanted: Set<Ref>
  ) -> Set<Ref> {
    var over: Set<Ref> = []
    for (_, mine) in submissions where wanted.contains(mine.claim.participationID) {
      var sum: Int64 = 0
      for event in history.effective {
        guard let other = submissions[event.subject]?.claim,
          other.personID == mine.claim.personID,
          other.participationID == mine.claim.participationID,
          let ceiling = ceiling(of: other.participationID, at: event.time)
        else { continue }
        switch event.data {
        case .travelClaimApproved(let approval) where other.currency == .eur:
          sum += approval.approvedMinor
        case .travelReimbursed(let payment) where other.currency != .eur:
          sum += payment.eurMinor
        default: continue
        }
        if sum > ceiling, isIn(event) { over.insert(event.subject) }
      }
    }
    return over
  }

  /// In cents of a euro, by the last word before `time` of the call that was applied to.
  private func ceiling(of participation: Ref, at time: Instant) -> Int64? {
    var application: Ref?
    var call: Ref?
    for event in history.effective where event.subject == participation {
      if case .participationConfirmed(let confirmed) = event.data {
        application = confirmed.application
      }
    }
    for event in history.effective where event.subject == application {
      if case .applicationDrafted(let draft) = event.data { call = draft.callID }
    }
    var ceiling: Int64?
    for event in history.effective where event.subject == call && event.time <= time {
      switch event.data {
      case .callPublished(let published): ceiling = published.travelCeiling?.minorUnits
      case .callRulesRevised(let revision):
        for change in revision.patch where change.path == "/data/travel_ceiling/minor" {
          ceiling = change.new.flatMap { Int64(String(decoding: $0, as: UTF8.self)) }
        }
      default: break
      }
    }
    return ceiling
  }
}
