/// I06, I07, I19, I21: pairings.
extension FigureMaker {
  mutating func pairingFigures(_ insights: InsightTallies) -> [Figure] {
    var states = [Tally](repeating: Tally(), count: PairingState.Status.words.count)
    var formed = Tally()
    var replaced = Tally()
    var matching = Matching(tables)
    var days: [Int64] = []
    var matched = Tally()
    var twoWay = Tally()
    var lasting = Tally()
    let starts = startsByPairing()
    var fruitful = Tally()
    let pairings = tables.pairings
    for slot in pairings.indices {
      guard let birth = forming(ofPairingAt: slot) else {
        leave(insights: insights, starts, ofPairingAt: slot)
        continue
      }
      let record = pairings[slot].record
      formed.add(birth, record)
      let (status, step) = pairingStatus(slot)
      states[Int(status.rawValue)].add(birth, record)
      if let step { states[Int(status.rawValue)].cite(step, record) }
      if status == .dissolved, let replacement = pairings[slot].replaced,
        counts(replacement)
      {
        replaced.add(replacement, record)
      }
      leaveSteps(slot, butFor: step, status)
      match(slot, birth, &matching, &days, &matched)
      if status == .active || status == .completed {
        lasting.add(birth, record)
        if insights.ofPairings[slot].isTwoWay {
          twoWay.count += 1
          twoWay.events += insights.ofPairings[slot].tally.events
        } else {
          leave(insights, ofPairingAt: slot, .circumstance(.oneSided))
        }
      } else {
        leave(birth, .stands(status.word), .i19)
        leave(insights, ofPairingAt: slot, .circumstance(.pairingDoesNotCount))
      }
      if !starts[slot].events.isEmpty {
        fruitful.count += 1
        fruitful.events += starts[slot].events
      }
    }
    return [
      pairingFigure(formed, states, replaced),
      figure("I07", [median("median", of: days, .days, matched)]),
      figure("I19", [share("rate", twoWay, of: lasting)]),
      figure("I21", [share("rate", fruitful, of: formed)]),
    ]
  }

  /// The forming of a pairing that is in what was asked for; nil for one that doesn't count.
  private func forming(ofPairingAt slot: Int) -> Fact? {
    let ref = tables.pairingRefs[slot]
    guard membership.pairingIsIn[slot] else {
      leaveOutside(streamOf: ref, exists: tables.pairings[slot].exists, .pairings)
      return nil
    }
    guard let birth = tables.pairings[slot].formed else {
      leave(streamOf: ref, .circumstance(.neverFormed), .pairings)
      return nil
    }
    guard counts(birth) else {
      leave(birth, .afterEnd, .pairings)
      leave(streamOf: ref, .owner(birth.index), .pairings)
      return nil
    }
    if scope.admits(theme: tables.pairings[slot].themes) { return birth }
    leave(streamOf: ref, .otherTheme, .pairings)
    return nil
  }

  /// Leaves out what rests on a pairing that doesn't count.
  private func leave(
    insights: InsightTallies, _ starts: [Tally], ofPairingAt slot: Int
  ) {
    guard let trace else { return }
    leave(insights, ofPairingAt: slot, .circumstance(.pairingDoesNotCount))
    for start in starts[slot].events {
      trace.leave(start, .circumstance(.pairingDoesNotCount), .i21, under: nil)
    }
  }

  private func leave(_ insights: InsightTallies, ofPairingAt slot: Int, _ why: LeftOut) {
    guard let trace else { return }
    for insight in insights.ofPairings[slot].tally.events {
      trace.leave(insight, why, .i19, under: nil)
    }
  }

  /// Leaves out the steps that don't lead to where the pairing stands.
  private func leaveSteps(_ slot: Int, butFor chosen: Fact?, _ status: PairingState.Status) {
    guard trace != nil else { return }
    let state = tables.pairings[slot]
    var steps = state.pauses.map { ($0.fact, Optional($0.from)) }
    for pause in state.pauses {
      if let resumed = pause.resumed { steps.append((resumed, pause.to)) }
    }
    if let dissolved = state.dissolved { steps.append((dissolved, state.effectiveOn)) }
    if let completed = state.completed { steps.append((completed, nil)) }
    for (step, begins) in steps where step != chosen {
      if !counts(step) {
        leave(step, .afterEnd, .i06)
      } else if !hasBegun(begins) {
        leave(step, .notYetInEffect, .i06)
      } else if let chosen {
        leave(step, .superseded(by: chosen.index), .i06)
      }
    }
    guard let replaced = state.replaced else { return }
    leave(replaced, counts(replaced) ? .stands(status.word) : .afterEnd, .i06)
  }

  private mutating func pairingFigure(
    _ formed: Tally, _ states: [Tally], _ replaced: Tally
  ) -> Figure {
    var values = [count("formed", formed, .pairings)]
    for status in [PairingState.Status.active, .paused, .dissolved] {
      values.append(count(status.word, states[Int(status.rawValue)], .pairings))
    }
    values.append(count("dissolved/replaced", replaced, .pairings))
    values.append(
      count("completed", states[Int(PairingState.Status.completed.rawValue)], .pairings))
    return figure("I06", values)
  }

  /// The state that was in effect at the report's moment, and the event that brought it about.
  private func pairingStatus(_ slot: Int) -> (PairingState.Status, Fact?) {
    if let completed = tables.pairings[slot].completed, counts(completed) {
      return (.completed, completed)
    }
    if let dissolved = tables.pairings[slot].dissolved, counts(dissolved),
      hasBegun(tables.pairings[slot].effectiveOn)
    {
      return (.dissolved, dissolved)
    }
    let pause = tables.pairings[slot].pauses.last { counts($0.fact) && hasBegun($0.from) }
    if let pause {
      guard let resumed = pause.resumed, counts(resumed), hasBegun(pause.to) else {
        return (.paused, pause.fact)
      }
      return (.active, resumed)
    }
    return (.active, nil)
  }

  /// Whether the effects that begin on `day` have begun; those without a day have.
  func hasBegun(_ day: PointInTime?) -> Bool {
    day.map { $0.interval(in: zone).start <= moment } ?? true
  }

  // MARK: Days to match

  private func match(
    _ slot: Int, _ formed: Fact, _ matching: inout Matching, _ days: inout [Int64],
    _ matched: inout Tally
  ) {
    if tables.pairings[slot].isFromRecord { return leave(formed, .fromRecord, .i07) }
    if !isInPeriod(formed) { return leave(formed, .outsidePeriod, .i07) }
    guard let submissions = matching.submissions(pairingAt: slot, in: self), !submissions.isEmpty,
      let latest = submissions.map(\.fact.time).max()
    else {
      matched.notReported += 1
      return leave(formed, .notReported("submissions behind it"), .i07)
    }
    days.append(Int64(zone.date(of: formed.time).days(since: zone.date(of: latest))))
    matched.cite(formed, tables.pairings[slot].record)
    for submission in submissions {
      matched.cite(submission.fact, tables.applications[submission.slot].record)
    }
  }

  // MARK: Insights and replications

  func takeInsights(_ slot: Int, _ tallies: inout InsightTallies) {
    if tables.activities[slot].insights.isEmpty { return }
    leaveInsights(slot)
    for pairing in tables.activities[slot].pairings {
      guard let place = tables.slot(pairing) else { continue }
      for insight in tables.activities[slot].insights where counts(insight.fact) {
        let (isHost, isTwin) = sides(of: insight.learnerCity, inPairingAt: place)
        if !isHost, !isTwin { continue }
        tallies.ofPairings[place].isOfHost = tallies.ofPairings[place].isOfHost || isHost
        tallies.ofPairings[place].isOfTwin = tallies.ofPairings[place].isOfTwin || isTwin
        tallies.ofPairings[place].tally.cite(insight.fact, tables.activities[slot].record)
      }
    }
  }

  /// Leaves out the insights that no pairing can take.
  private func leaveInsights(_ slot: Int) {
    guard trace != nil else { return }
    let places = tables.activities[slot].pairings.compactMap { tables.slot($0) }
    for insight in tables.activities[slot].insights {
      if !counts(insight.fact) {
        leave(insight.fact, .afterEnd, .i19)
      } else if places.isEmpty {
        leave(insight.fact, .circumstance(.namesNoPairing), .i19)
      } else if !places.contains(where: { sides(of: insight.learnerCity, inPairingAt: $0) != none })
      {
        leave(insight.fact, .circumstance(.neitherSide), .i19)
      }
    }
  }

  private var none: (host: Bool, twin: Bool) { (false, false) }

  /// Whether a city stands, or stood, on the host and on the twin side; of two peers the first one
  /// is taken for the host.
  private func sides(of city: Ref, inPairingAt slot: Int) -> (host: Bool, twin: Bool) {
    if tables.pairings[slot].peers.count == 2 {
      return (tables.pairings[slot].peers[0] == city, tables.pairings[slot].peers[1] == city)
    }
    let isHost =
      tables.pairings[slot].hostCities.contains(city)
      || tables.pairings[slot].memberChanges.contains { $0.city == city }
    return (isHost, tables.pairings[slot].twinCity == city)
  }

  /// By the pairing's slot: the events with which replications of it started.
  private func startsByPairing() -> [Tally] {
    var found = [Tally](repeating: Tally(), count: tables.pairings.count)
    let replications = tables.replications
    for slot in replications.indices {
      guard let start = replications[slot].started else { continue }
      guard counts(start) else {
        leave(start, .afterEnd, .i21)
        continue
      }
      guard let pairing = tables.slot(replications[slot].pairing) else {
        leave(start, .circumstance(.pairingDoesNotCount), .i21)
        continue
      }
      found[pairing].cite(start, replications[slot].record)
    }
    return found
  }
}

/// What either side of each pairing noted.
struct InsightTallies {
  fileprivate struct OfPairing {
    var isOfHost = false
    var isOfTwin = false
    var tally = Tally()

    var isTwoWay: Bool { isOfHost && isOfTwin }
  }

  /// By slot.
  fileprivate var ofPairings: [OfPairing]

  init(pairings count: Int) { ofPairings = Array(repeating: OfPairing(), count: count) }
}

/// Finds the applications behind the sides of pairings.
private struct Matching {
  struct Key: Hashable {
    var cohort: Ref
    var city: Ref
    var isHost: Bool
  }

  struct Submission {
    var fact: Fact

    /// The application's slot.
    var slot: Int
  }

  private var applications: [Key: Int] = [:]

  init(_ tables: WorldTables) {
    let participations = tables.participations
    for slot in participations.indices where participations[slot].exists {
      guard let cohort = participations[slot].cohort,
        let city = participations[slot].city,
        let application = tables.slot(participations[slot].application)
      else { continue }
      let isHost = participations[slot].role == .host
      applications[Key(cohort: cohort, city: city, isHost: isHost)] = application
    }
  }

  /// The first submissions of both sides; nil where a side has none that is known.
  func submissions(pairingAt slot: Int, in maker: FigureMaker) -> [Submission]? {
    guard let cohort = maker.tables.pairings[slot].cohort else { return nil }
    var found: [Submission] = []
    var (hosts, twins) = (0, 0)
    for city in maker.tables.pairings[slot].hostCities {
      guard let one = submission(Key(cohort: cohort, city: city, isHost: true), maker) else {
        continue
      }
      found.append(one)
      hosts += 1
    }
    for city in maker.tables.pairings[slot].peers {
      guard let one = submission(Key(cohort: cohort, city: city, isHost: false), maker) else {
        continue
      }
      found.append(one)
      twins += 1
    }
    if let city = maker.tables.pairings[slot].twinCity,
      let one = submission(Key(cohort: cohort, city: city, isHost: false), maker)
    {
      found.append(one)
      twins += 1
    }
    let peers = maker.tables.pairings[slot].peers.count
    return (peers == 0 ? hosts > 0 && twins > 0 : twins == peers) ? found : nil
  }

  private func submission(_ key: Key, _ maker: FigureMaker) -> Submission? {
    guard let slot = applications[key],
      let first = maker.tables.applications[slot].submissions.first?.fact, maker.counts(first)
    else { return nil }
    return Submission(fact: first, slot: slot)
  }
}
