/// I06, I07, I19, I21: pairings.
extension FigureMaker {
  mutating func pairingFigures() -> [Figure] {
    var states = [Tally](repeating: Tally(), count: PairingState.Status.words.count)
    var formed = Tally()
    var replaced = Tally()
    var matching = Matching(tables)
    var days: [Int64] = []
    var matched = Tally()
    let insights = insightsBySide()
    var twoWay = Tally()
    var lasting = Tally()
    let starts = startsByPairing()
    var fruitful = Tally()
    for slot in tables.pairings.indices where membership.pairingIsIn[slot] {
      guard let birth = tables.pairings[slot].formed, counts(birth),
        scope.admits(theme: tables.pairings[slot].themes)
      else { continue }
      let record = tables.pairings[slot].record
      formed.add(birth, record)
      let (status, step) = pairingStatus(slot)
      states[Int(status.rawValue)].add(birth, record)
      if let step { states[Int(status.rawValue)].cite(step, record) }
      if status == .dissolved, let replacement = tables.pairings[slot].replaced,
        counts(replacement)
      {
        replaced.add(replacement, record)
      }
      match(slot, birth, &matching, &days, &matched)
      if status == .active || status == .completed {
        lasting.add(birth, record)
        if insights[slot].isTwoWay {
          twoWay.count += 1
          twoWay.events += insights[slot].events
        }
      }
      if let start = starts[slot] {
        fruitful.count += 1
        fruitful.events += start
      }
    }
    return [
      pairingFigure(formed, states, replaced),
      figure("I07", [median("median", of: days, .days, matched)]),
      figure("I19", [share("rate", twoWay, of: lasting)]),
      figure("I21", [share("rate", fruitful, of: formed)]),
    ]
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

  private func hasBegun(_ day: PointInTime?) -> Bool {
    day.map { $0.interval(in: zone).start <= moment } ?? true
  }

  // MARK: Days to match

  private func match(
    _ slot: Int, _ formed: Fact, _ matching: inout Matching, _ days: inout [Int64],
    _ matched: inout Tally
  ) {
    if tables.pairings[slot].isFromRecord || !isInPeriod(formed) { return }
    guard let submissions = matching.submissions(pairingAt: slot, in: self), !submissions.isEmpty,
      let latest = submissions.map(\.fact.time).max()
    else {
      matched.notReported += 1
      return
    }
    days.append(Int64(zone.date(of: formed.time).days(since: zone.date(of: latest))))
    matched.cite(formed, tables.pairings[slot].record)
    for submission in submissions {
      matched.cite(submission.fact, tables.applications[submission.slot].record)
    }
  }

  // MARK: Insights and replications

  /// What either side of a pairing noted, by the pairing's slot.
  private struct Insights {
    var isOfHost = false
    var isOfTwin = false
    var events: [Int64] = []

    var isTwoWay: Bool { isOfHost && isOfTwin }
  }

  private func insightsBySide() -> [Insights] {
    var found = [Insights](repeating: Insights(), count: tables.pairings.count)
    for slot in tables.activities.indices where !tables.activities[slot].insights.isEmpty {
      for pairing in tables.activities[slot].pairings {
        guard let pairingSlot = tables.slot(pairing) else { continue }
        for insight in tables.activities[slot].insights where counts(insight.fact) {
          let (isHost, isTwin) = sides(of: insight.learnerCity, inPairingAt: pairingSlot)
          if !isHost, !isTwin { continue }
          found[pairingSlot].isOfHost = found[pairingSlot].isOfHost || isHost
          found[pairingSlot].isOfTwin = found[pairingSlot].isOfTwin || isTwin
          var cited = Tally()
          cited.cite(insight.fact, tables.activities[slot].record)
          found[pairingSlot].events += cited.events
        }
      }
    }
    return found
  }

  /// Whether a city stands, or stood, on the host and on the twin side; of two peers the first one
  /// is taken for the host.
  private func sides(of city: Ref, inPairingAt slot: Int) -> (host: Bool, twin: Bool) {
    let peers = tables.pairings[slot].peers
    if peers.count == 2 { return (peers[0] == city, peers[1] == city) }
    let isHost =
      tables.pairings[slot].hostCities.contains(city)
      || tables.pairings[slot].memberChanges.contains { $0.city == city }
    return (isHost, tables.pairings[slot].twinCity == city)
  }

  /// By the pairing's slot: the events with which replications of it started.
  private func startsByPairing() -> [[Int64]?] {
    var found = [[Int64]?](repeating: nil, count: tables.pairings.count)
    for slot in tables.replications.indices {
      guard let start = tables.replications[slot].started, counts(start),
        let pairing = tables.slot(tables.replications[slot].pairing)
      else { continue }
      var cited = Tally()
      cited.cite(start, tables.replications[slot].record)
      found[pairing] = (found[pairing] ?? []) + cited.events
    }
    return found
  }
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
    for slot in tables.participations.indices where tables.participations[slot].exists {
      guard let cohort = tables.participations[slot].cohort,
        let city = tables.participations[slot].city,
        let application = tables.slot(tables.participations[slot].application)
      else { continue }
      let isHost = tables.participations[slot].role == .host
      applications[Key(cohort: cohort, city: city, isHost: isHost)] = application
    }
  }

  /// The first submissions of both sides; nil where a side has none that is known.
  func submissions(pairingAt slot: Int, in maker: FigureMaker) -> [Submission]? {
    let pairing = maker.tables.pairings[slot]
    guard let cohort = pairing.cohort else { return nil }
    let hosts = pairing.hostCities.compactMap {
      submission(Key(cohort: cohort, city: $0, isHost: true), maker)
    }
    let twins = (pairing.peers + (pairing.twinCity.map { [$0] } ?? [])).compactMap {
      submission(Key(cohort: cohort, city: $0, isHost: false), maker)
    }
    let isComplete =
      pairing.peers.isEmpty ? !hosts.isEmpty && !twins.isEmpty : twins.count == pairing.peers.count
    return isComplete ? hosts + twins : nil
  }

  private func submission(_ key: Key, _ maker: FigureMaker) -> Submission? {
    guard let slot = applications[key],
      let first = maker.tables.applications[slot].submissions.first, maker.counts(first.fact)
    else { return nil }
    return Submission(fact: first.fact, slot: slot)
  }
}
