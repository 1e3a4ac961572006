@testable import Twinning

/// Plans, feedback and practices: I15 to I18.
extension Recount {
  var planReliability: [String: Value] {
    var (ended, kept, plans, moved, uncertain) = (0, 0, 0, 0, 0)
    for (all, known) in activities {
      let holding = all.first { $0.data.held != nil }
      guard isOfTheme(holding?.data.held),
        let plan = all.first(where: { $0.data.plan != nil })
      else { continue }
      let postponements = known.count { $0.data.type == .activityPostponed }
      if isIn(plan) {
        plans += 1
        moved += postponements
      }
      if let holding, holding.time < end {
        switch place(holding, holding.data.held?.startedAt) {
        case .within:
          ended += 1
          if postponements == 0 { kept += 1 }
        case .uncertain: uncertain += 1
        case .outside: break
        }
      } else if let cancelled = all.last(where: { $0.data.type == .activityCancelled }),
        isIn(cancelled)
      {
        ended += 1
      }
    }
    var values: [String: Value] = [
      "rate": .share(kept, ended), "postponements_per_plan": .ratio(moved, plans),
    ]
    if uncertain > 0 { values["date_uncertain"] = .count(uncertain) }
    return values
  }

  /// The latest summary of feedback of each exchange that has one in the period.
  private var feedback: [(summary: FeedbackSummarisedV1, participants: Participants?)] {
    activities.compactMap { all, known in
      let held = all.compactMap(\.data.held).first
      guard isOfTheme(held),
        let latest = known.last(where: { $0.data.type == .feedbackSummarised }), isIn(latest),
        case .feedbackSummarised(let summary) = latest.data
      else { return nil }
      return (summary, held?.participants)
    }
  }

  var usefulness: [String: Value] {
    var (points, responses, answered, came, unknown) = (0, 0, 0, 0, 0)
    for (summary, participants) in feedback {
      let count = Int(summary.responses)
      points += Int(summary.meanUsefulness.millionths) / 10_000 * count
      responses += count
      guard let participants else {
        unknown += 1
        continue
      }
      answered += count
      came += participants.byCity.reduce(Int(participants.external)) { $0 + Int($1.total) }
    }
    return [
      "mean": .ratio(points, responses * 100),
      "response_rate": .share(answered, came, notReported: unknown),
    ]
  }

  var learning: [String: Value] {
    let feedback = feedback
    return [
      "rate": .share(
        feedback.reduce(0) { $0 + Int($1.summary.newUnderstandingYes) },
        feedback.reduce(0) { $0 + Int($1.summary.responses) })
    ]
  }

  var practices: [String: Value] {
    var offered: Set<Ref> = []
    for (all, _) in activities {
      guard let event = all.first(where: { $0.data.held != nil }), event.time < end,
        let held = event.data.held, isOfTheme(held)
      else { continue }
      offered.formUnion(held.practicesPresented ?? [])
    }
    var transferred: Set<[Ref]> = []
    for events in history.streams(.practice) {
      if let theme = scope.theme, !themes(ofPractice: events).contains(theme) { continue }
      for event in events where event.time < end {
        guard case .practiceAdopted(let step) = event.data, step.stage != .understood,
          isInFrame(pairing: step.pairingID), isOfPlace(step.learnerCityID)
        else { continue }
        transferred.insert([event.subject, step.learnerCityID])
      }
    }
    return ["offered": .count(offered.count), "transferred": .count(transferred.count)]
  }

  private func themes(ofPractice events: [Event]) -> ThemeSet {
    var themes: ThemeSet = []
    for event in events {
      switch event.data {
      case .practiceDescribed(let described): themes = described.themes ?? []
      case .practiceRevised(let revised) where !revised.themes.isEmpty: themes = revised.themes
      default: break
      }
    }
    return themes
  }
}
