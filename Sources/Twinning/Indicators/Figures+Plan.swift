/// I15, I16, I17: plans and feedback.
extension FigureMaker {
  func takePlan(_ slot: Int, _ tallies: inout PlanTallies) {
    guard let plan = tables.activities[slot].plan?.fact else { return }
    let heldThemes = tables.activities[slot].held?.themes ?? []
    guard scope.admits(theme: heldThemes) else { return }
    let record = tables.activities[slot].record
    let all = tables.activities[slot].postponements
    let postponements = all.isEmpty ? all : all.filter { counts($0) }
    if isInPeriod(plan) {
      tallies.planned.add(plan, record)
      for postponement in postponements { tallies.postponements.add(postponement, record) }
    }
    if let held = tables.activities[slot].held?.fact, counts(held) {
      switch relation(held, own: tables.activities[slot].held?.startedAt) {
      case .outside: return
      case .uncertain: return tallies.uncertain.add(held, record)
      case .within: break
      }
      tallies.ended.add(held, record)
      tallies.ended.cite(plan, record)
      if postponements.isEmpty {
        tallies.kept.add(held, record)
      } else {
        for postponement in postponements { tallies.ended.cite(postponement, record) }
      }
    } else if let cancelled = tables.activities[slot].cancelled, isInPeriod(cancelled) {
      tallies.ended.add(cancelled, record)
      tallies.ended.cite(plan, record)
    }
  }

  func takeFeedback(_ slot: Int, _ tallies: inout FeedbackTallies) {
    guard let latest = tables.activities[slot].feedback,
      scope.admits(theme: tables.activities[slot].held?.themes ?? [])
    else { return }
    let known = counts(latest.fact) ? latest : past(slot)?.feedback
    guard let feedback = known, isInPeriod(feedback.fact) else { return }
    let record = tables.activities[slot].record
    let hundredths = feedback.meanUsefulness.millionths / 10_000
    tallies.usefulness.add(feedback.fact, record, amount: hundredths * feedback.responses)
    tallies.responses.add(feedback.fact, record, amount: feedback.responses)
    tallies.understood.add(feedback.fact, record, amount: feedback.newUnderstandingYes)
    guard let participants = tables.activities[slot].held?.participants,
      let held = tables.activities[slot].held?.fact
    else {
      tallies.participants.notReported += 1
      return
    }
    tallies.answered.add(feedback.fact, record, amount: feedback.responses)
    tallies.participants.add(held, record, amount: participants.total)
  }
}

/// What is summed over plans.
struct PlanTallies {
  fileprivate var planned = Tally()
  fileprivate var postponements = Tally()
  fileprivate var ended = Tally()
  fileprivate var kept = Tally()
  fileprivate var uncertain = Tally()

  init() {}

  func figures(_ maker: inout FigureMaker) -> [Figure] {
    [
      maker.figure(
        "I15",
        [
          maker.share("rate", kept, of: ended),
          maker.ratio("postponements_per_plan", postponements, planned, .postponements),
        ], uncertain: uncertain, unit: .exchanges)
    ]
  }
}

/// What is summed over feedback.
struct FeedbackTallies {
  /// In hundredths of a point.
  fileprivate var usefulness = Tally()
  fileprivate var responses = Tally()
  fileprivate var understood = Tally()

  /// Responses and participants of the exchanges whose participants are known.
  fileprivate var answered = Tally()
  fileprivate var participants = Tally()

  init() {}

  func figures(_ maker: inout FigureMaker) -> [Figure] {
    var weights = responses
    weights.count *= 100
    return [
      maker.figure(
        "I16",
        [
          maker.ratio("mean", usefulness, weights, .points),
          maker.share("response_rate", answered, of: participants),
        ]),
      maker.figure("I17", [maker.share("rate", understood, of: responses)]),
    ]
  }
}
