/// I15, I16, I17: plans and feedback.
extension FigureMaker {
  func takePlan(_ slot: Int, _ tallies: inout PlanTallies) {
    guard let plan = tables.activities[slot].plan?.fact else {
      return leave(tables.activities[slot].held?.fact, .circumstance(.heldWithoutPlan), .i15)
    }
    let heldThemes = tables.activities[slot].held?.themes ?? []
    guard scope.admits(theme: heldThemes) else {
      return leave(streamOf: tables.activityRefs[slot], .otherTheme, .i15)
    }
    let record = tables.activities[slot].record
    let all = tables.activities[slot].postponements
    let postponements = all.isEmpty ? all : all.filter { counts($0) }
    leave(all: all.filter { !counts($0) }, .afterEnd, .i15)
    if isInPeriod(plan) {
      tallies.planned.add(plan, record)
      for postponement in postponements { tallies.postponements.add(postponement, record) }
    } else {
      leave(plan, .outsidePeriod, .i15, under: Self.perPlan)
      leave(all: postponements, .owner(plan.index), .i15, under: Self.perPlan)
    }
    takeEnd(slot, of: plan, postponements, &tallies)
  }

  /// What became of a plan in the period.
  private func takeEnd(
    _ slot: Int, of plan: Fact, _ postponements: [Fact], _ tallies: inout PlanTallies
  ) {
    let record = tables.activities[slot].record
    let cancelled = tables.activities[slot].cancelled
    guard let held = tables.activities[slot].held?.fact, counts(held) else {
      leave(tables.activities[slot].held?.fact, .afterEnd, .i15)
      guard let cancelled, isInPeriod(cancelled) else {
        leave(cancelled, .outsidePeriod, .i15)
        let why = cancelled.map { LeftOut.owner($0.index) } ?? .circumstance(.planOpen)
        return leave(all: [plan] + postponements, why, .i15, under: "rate")
      }
      tallies.ended.add(cancelled, record)
      tallies.ended.cite(plan, record)
      return leave(all: postponements, .circumstance(.cancelledInstead), .i15, under: "rate")
    }
    leave(
      cancelled, counts(cancelled) ? .superseded(by: held.index) : .afterEnd, .i15)
    let relation = relation(held, own: tables.activities[slot].held?.startedAt)
    guard relation == .within else {
      leave(held, relation == .outside ? .outsidePeriod : .dateUncertain, .i15)
      leave(all: [plan] + postponements, .owner(held.index), .i15, under: "rate")
      if relation == .uncertain { tallies.uncertain.add(held, record) }
      return
    }
    tallies.ended.add(held, record)
    tallies.ended.cite(plan, record)
    if postponements.isEmpty {
      tallies.kept.add(held, record)
    } else {
      for postponement in postponements { tallies.ended.cite(postponement, record) }
    }
  }

  fileprivate static let perPlan = "postponements_per_plan"

  func takeFeedback(_ slot: Int, _ tallies: inout FeedbackTallies) {
    let ref = tables.activityRefs[slot]
    guard let latest = tables.activities[slot].feedback else {
      return leave(streamOf: ref, .circumstance(.noFeedback), .i16)
    }
    guard scope.admits(theme: tables.activities[slot].held?.themes ?? []) else {
      return leave(streamOf: ref, .otherTheme, .feedback)
    }
    let known = counts(latest.fact) ? latest : past(slot)?.feedback
    leave(othersThan: known?.fact, of: [latest.fact], .feedback)
    leave(
      streamOf: ref, known.map { .superseded(by: $0.fact.index) } ?? .afterEnd, .feedback,
      [.feedbackSummarised])
    guard let feedback = known, isInPeriod(feedback.fact) else {
      leave(known?.fact, .outsidePeriod, .feedback)
      return leave(streamOf: ref, .circumstance(.noFeedback), .i16)
    }
    let record = tables.activities[slot].record
    let hundredths = feedback.meanUsefulness.millionths / 10_000
    tallies.usefulness.add(feedback.fact, record, amount: hundredths * feedback.responses)
    tallies.responses.add(feedback.fact, record, amount: feedback.responses)
    tallies.understood.add(feedback.fact, record, amount: feedback.newUnderstandingYes)
    guard let participants = tables.activities[slot].held?.participants,
      let held = tables.activities[slot].held?.fact
    else {
      tallies.participants.notReported += 1
      leave(feedback.fact, .notReported("participants"), .i16, under: "response_rate")
      return leave(tables.activities[slot].held?.fact, .notReported("participants"), .i16)
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
          maker.ratio(FigureMaker.perPlan, postponements, planned, .postponements),
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
