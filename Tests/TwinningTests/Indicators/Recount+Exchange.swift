@testable import Twinning

/// Exchanges, what was learned, and what came of it.
extension Recount {
  private var inPeriod: [(event: Event, held: HeldV1)] { exchanges.filter { isIn($0.event) } }

  var heldCounts: [String: Int] {
    var counts: [String: Int] = ["all": inPeriod.count]
    for (_, held) in inPeriod {
      counts["kind/\(held.kind.word)", default: 0] += 1
      counts["mode/\(held.mode?.word ?? "NR")", default: 0] += 1
      for theme in held.themes?.words ?? [] { counts["theme/\(theme.word)", default: 0] += 1 }
    }
    return counts
  }

  /// Visits by direction, under the key of the direction.
  var visits: [String: Int] {
    var counts: [String: Int] = [:]
    let parties = parties
    for (_, held) in inPeriod where held.kind == .siteVisit {
      counts["all", default: 0] += 1
      for visit in held.visits ?? [] where isWanted(pairing: visit.pairingID, parties) {
        counts["direction/\(visit.direction.word)", default: 0] += 1
      }
    }
    return counts
  }

  var hours: (own: String, persons: String) {
    var (minutes, personMinutes) = (0, 0)
    for (_, held) in inPeriod {
      minutes += Int(held.minutes ?? 0)
      if let one = held.minutes, let participants = held.participants {
        personMinutes += Int(one * persons(participants))
      }
    }
    return (ratioText(minutes, 60), ratioText(personMinutes, 60))
  }

  var genders: [String: Int] {
    var sums = ["F": 0, "M": 0, "X": 0, "U": 0, "NR": 0]
    for (_, held) in inPeriod {
      guard let participants = held.participants else { continue }
      let persons = persons(participants)
      guard let gender = participants.gender, persons == participants.total else {
        sums["NR", default: 0] += Int(persons)
        continue
      }
      sums["F", default: 0] += Int(gender.f)
      sums["M", default: 0] += Int(gender.m)
      sums["X", default: 0] += Int(gender.x)
      sums["U", default: 0] += Int(gender.u)
    }
    return sums
  }

  var evidenceCoverage: String {
    let listed = Set(
      before { $0.type == .attendanceListAttached ? true : nil }.map(\.event.subject))
    return percentText(
      inPeriod.count { listed.contains($0.event.subject) }, inPeriod.count)
  }

  /// The streams of activities that are wanted, planned ones too.
  private var wantedActivities: [Ref: [Event]] {
    let parties = parties
    let held = Set(exchanges.map(\.event.subject))
    return streams(.activity).filter { subject, events in
      if let end = period?.to,
        history.effective.contains(where: {
          $0.subject == subject && $0.data.held != nil && $0.time >= end
        })
      {
        // Whether it is the cohort's or the city's goes by what was held, also if that was later.
        return Recount(history, now: now, cohort: cohort, city: city).exchanges
          .contains { $0.event.subject == subject }
      }
      if events.contains(where: { $0.data.held != nil }) { return held.contains(subject) }
      guard case .activityPlanned(let plan)? = events.first?.data else { return false }
      if let cohort {
        let isOf =
          plan.cohortID == cohort
          || plan.pairingIDs.contains {
            parties[$0]?.cohort == cohort
          }
        if !isOf { return false }
      }
      guard city != nil else { return true }
      return plan.hostCityID == city
        || plan.pairingIDs.contains { isWanted(pairing: $0, parties) }
    }
  }

  private init(_ history: History, now: Instant, cohort: Ref?, city: Ref?) {
    self.init(history, now: now)
    self.cohort = cohort
    self.city = city
  }

  var planReliability: (rate: String, postponements: String) {
    var (ended, kept, plans, moved) = (0, 0, 0, 0)
    for (_, events) in wantedActivities {
      guard let plan = events.first(where: { $0.data.type == .activityPlanned }) else { continue }
      let postponements = events.count { $0.data.type == .activityPostponed }
      if isIn(plan) {
        plans += 1
        moved += postponements
      }
      let held = events.first { $0.data.held != nil }
      let cancelled = events.last { $0.data.type == .activityCancelled }
      guard let ending = held ?? cancelled, isIn(ending) else { continue }
      ended += 1
      if held != nil, postponements == 0 { kept += 1 }
    }
    return (percentText(kept, ended), ratioText(moved, plans))
  }

  var feedback: (mean: String, responseRate: String, learning: String) {
    var (points, responses, understood, answered, came) = (0, 0, 0, 0, 0)
    for (_, events) in wantedActivities {
      var latest: (event: Event, summary: FeedbackSummarisedV1)?
      for event in events {
        if case .feedbackSummarised(let summary) = event.data { latest = (event, summary) }
      }
      guard let latest, isIn(latest.event) else { continue }
      let count = Int(latest.summary.responses)
      points += Int(latest.summary.meanUsefulness.millionths) / 10_000 * count
      responses += count
      understood += Int(latest.summary.newUnderstandingYes)
      let held = events.compactMap { $0.data.held }.first
      if let participants = held?.participants {
        answered += count
        came += Int(participants.total)
      }
    }
    return (
      ratioText(points, responses * 100), percentText(answered, came),
      percentText(understood, responses)
    )
  }

  var practices: (offered: Int, transferred: Int) {
    let offered = Set(exchanges.flatMap { $0.held.practicesPresented ?? [] })
    let parties = parties
    var transferred: Set<[Ref]> = []
    for event in history.effective where event.time < end {
      guard case .practiceAdopted(let step) = event.data, step.stage != .understood else {
        continue
      }
      if let cohort, parties[step.pairingID]?.cohort != cohort { continue }
      if let city, step.learnerCityID != city { continue }
      transferred.insert([event.subject, step.learnerCityID])
    }
    return (offered.count, transferred.count)
  }

  var twoWay: String {
    let parties = parties
    var sides: [Ref: Set<String>] = [:]
    for (_, events) in streams(.activity) {
      let held = events.compactMap { $0.data.held }.first
      for event in events {
        guard case .insightRecorded(let insight) = event.data else { continue }
        for pairing in held?.pairingIDs ?? [] {
          if parties[pairing]?.hosts.contains(insight.learnerCityID) ?? false {
            sides[pairing, default: []].insert("host")
          }
          if parties[pairing]?.twin == insight.learnerCityID {
            sides[pairing, default: []].insert("twin")
          }
        }
      }
    }
    let lasting = pairings.filter { $0.state == "active" || $0.state == "completed" }
    return percentText(lasting.count { sides[$0.formed.subject]?.count == 2 }, lasting.count)
  }
}
