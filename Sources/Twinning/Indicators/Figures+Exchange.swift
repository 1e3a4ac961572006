/// I08 to I12 and I14: exchanges that were held.
extension FigureMaker {
  /// The figures for which activities are walked: those about exchanges, practices and pairings.
  /// One walk for all, because activities are by far the most states.
  mutating func ofActivities() -> [Figure] {
    var held = HeldTallies()
    var plans = PlanTallies()
    var feedback = FeedbackTallies()
    var practices = PracticeTallies()
    var insights = InsightTallies(pairings: tables.pairings.count)
    for slot in tables.activities.indices {
      takeInsights(slot, &insights)
      guard membership.activityIsIn[slot] else {
        leaveOutside(
          streamOf: tables.activityRefs[slot], exists: tables.activities[slot].exists, .activities)
        continue
      }
      takeHeld(slot, &held)
      takePlan(slot, &plans)
      takeFeedback(slot, &feedback)
      takePractices(slot, &practices)
    }
    return held.figures(&self) + plans.figures(&self) + feedback.figures(&self)
      + self.practices(practices) + pairingFigures(insights)
  }

  private func takeHeld(_ slot: Int, _ tallies: inout HeldTallies) {
    guard let fact = tables.activities[slot].held?.fact,
      let themes = tables.activities[slot].held?.themes
    else { return }
    if !scope.admits(theme: themes) { return leave(held: fact, slot, .otherTheme) }
    let record = tables.activities[slot].record
    switch relation(fact, own: tables.activities[slot].held?.startedAt) {
    case .outside: return leave(held: fact, slot, .outsidePeriod)
    case .uncertain:
      leave(held: fact, slot, .dateUncertain)
      return tallies.uncertain.add(fact, record)
    case .within: break
    }
    guard let held = tables.activities[slot].held else { return }
    tallies.all.add(fact, record)
    tallies.kinds[Int(held.kind.rawValue)].add(fact, record)
    if let mode = held.mode {
      tallies.modes[Int(mode.rawValue)].add(fact, record)
    } else {
      tallies.modeNotReported.add(fact, record)
    }
    for theme in Theme.allCases where themes.contains(theme) {
      tallies.themes[Int(theme.rawValue)].add(fact, record)
    }
    if themes.isEmpty { tallies.noTheme.add(fact, record) }
    if held.kind == .siteVisit { takeVisits(held, record, &tallies) }
    takePersons(held, record, &tallies)
    let list = attendance(slot)
    leave(lists: tables.activities[slot].attendance?.fact, slot, butFor: list)
    if let list {
      tallies.listed.add(fact, record)
      tallies.listed.cite(list, record)
    }
  }

  /// Leaves out an exchange that was held, and its lists with it.
  private func leave(held fact: Fact, _ slot: Int, _ why: LeftOut) {
    leave(fact, why, .held)
    leave(
      streamOf: tables.activityRefs[slot], .owner(fact.index), .i14, [.attendanceListAttached])
  }

  /// Leaves out the lists that another one took the place of, or that came after the end.
  private func leave(lists latest: Fact?, _ slot: Int, butFor list: Fact?) {
    leave(othersThan: list, of: latest.map { [$0] } ?? [], .i14)
    leave(
      streamOf: tables.activityRefs[slot],
      list.map { .superseded(by: $0.index) } ?? .afterEnd, .i14, [.attendanceListAttached])
  }

  private func takeVisits(
    _ held: ActivityState.Holding, _ record: StreamRecord, _ tallies: inout HeldTallies
  ) {
    var isDirected = false
    for visit in held.visits where membership.isIn(pairing: visit.pairingID) {
      tallies.directions[Int(visit.direction.rawValue)].add(held.fact, record)
      isDirected = true
    }
    if !isDirected { tallies.noDirection.add(held.fact, record) }
  }

  private func takePersons(
    _ held: ActivityState.Holding, _ record: StreamRecord, _ tallies: inout HeldTallies
  ) {
    if let minutes = held.minutes {
      tallies.minutes.add(held.fact, record, amount: minutes)
      tallies.minutesKnown += 1
    } else {
      tallies.minutes.notReported += 1
      leave(held.fact, .notReported("minutes"), .i11, under: "hours")
      leave(held.fact, .notReported("minutes"), .i11, under: "person_hours")
    }
    guard let participants = held.participants else {
      tallies.personMinutes.notReported += 1
      tallies.gender.notReported += 1
      leave(held.fact, .notReported("participants"), .i11, under: "person_hours")
      return leave(held.fact, .notReported("participants"), .i12)
    }
    let persons = persons(of: participants)
    if let minutes = held.minutes {
      tallies.personMinutes.add(held.fact, record, amount: minutes * persons)
      tallies.personMinutesKnown += 1
    } else {
      tallies.personMinutes.notReported += 1
    }
    guard let gender = participants.gender, persons == participants.total else {
      tallies.genderless.add(held.fact, record, amount: persons)
      return
    }
    tallies.gender.cite(held.fact, record)
    tallies.f += gender.f
    tallies.m += gender.m
    tallies.x += gender.x
    tallies.u += gender.u
  }

  /// The persons that count: all, or those of the place asked for.
  private func persons(of participants: Participants) -> Int64 {
    if !scope.hasPlace { return participants.total }
    return participants.byCity.reduce(0) {
      $0 + (membership.isOfPlace($1.cityID) ? $1.total : 0)
    }
  }

  /// The attendance list as of the end.
  private func attendance(_ slot: Int) -> Fact? {
    guard let list = tables.activities[slot].attendance else { return nil }
    if counts(list.fact) { return list.fact }
    // A later list took the place of an earlier one.
    return past(slot)?.attendance?.fact
  }

  /// The activity as it was at the end of the period.
  func past(_ slot: Int) -> ActivityState? {
    world.activity(tables.activityRefs[slot], at: end.adding(milliseconds: -1))
  }
}

/// What is summed over the exchanges held.
private struct HeldTallies {
  var all = Tally()
  var uncertain = Tally()
  var kinds = [Tally](repeating: Tally(), count: HeldKind.allCases.count)
  var modes = [Tally](repeating: Tally(), count: Mode.allCases.count)
  var modeNotReported = Tally()
  var themes = [Tally](repeating: Tally(), count: Theme.allCases.count)
  var noTheme = Tally()
  var directions = [Tally](repeating: Tally(), count: Direction.allCases.count)
  var noDirection = Tally()
  var minutes = Tally()
  var minutesKnown = 0
  var personMinutes = Tally()
  var personMinutesKnown = 0
  var listed = Tally()

  /// The exchanges whose genders are known.
  var gender = Tally()
  var (f, m, x, u) = (Int64(0), Int64(0), Int64(0), Int64(0))

  /// Persons of exchanges whose genders aren't known.
  var genderless = Tally()

  func figures(_ maker: inout FigureMaker) -> [Figure] {
    [
      exchangeFigure(&maker), visitFigure(&maker),
      maker.figure(
        "I10", [maker.count("all", kinds[Int(HeldKind.workshop.rawValue)], .exchanges)]),
      maker.figure(
        "I11",
        [
          maker.sum("hours", minutes, known: minutesKnown, over: 60, .hours),
          maker.sum(
            "person_hours", personMinutes, known: personMinutesKnown, over: 60, .personHours),
        ], uncertain: uncertain, unit: .exchanges),
      genderFigure(&maker),
      maker.figure(
        "I14", [maker.share("rate", listed, of: all)], uncertain: uncertain, unit: .exchanges),
    ]
  }

  private func exchangeFigure(_ maker: inout FigureMaker) -> Figure {
    var values = [maker.count("all", all, .exchanges)]
    for kind in HeldKind.allCases {
      values.append(maker.count("kind/\(kind.word)", kinds[Int(kind.rawValue)], .exchanges))
    }
    for mode in Mode.allCases {
      values.append(maker.count("mode/\(mode.word)", modes[Int(mode.rawValue)], .exchanges))
    }
    if modeNotReported.count > 0 {
      values.append(maker.count("mode/NR", modeNotReported, .exchanges))
    }
    for theme in Theme.allCases {
      values.append(maker.count("theme/\(theme.word)", themes[Int(theme.rawValue)], .exchanges))
    }
    if noTheme.count > 0 { values.append(maker.count("theme/none", noTheme, .exchanges)) }
    let rows = themes.reduce(noTheme.count) { $0 + $1.count }
    let note =
      "An exchange with several themes stands in several rows: the rows of themes sum to \(rows), "
      + "the exchanges to \(all.count)."
    return maker.figure(
      "I08", values, uncertain: uncertain, unit: .exchanges, notes: rows > all.count ? [note] : [])
  }

  private func visitFigure(_ maker: inout FigureMaker) -> Figure {
    var values = [
      maker.count("all", kinds[Int(HeldKind.siteVisit.rawValue)], .exchanges)
    ]
    for direction in Direction.allCases {
      values.append(
        maker.count(
          "direction/\(direction.word)", directions[Int(direction.rawValue)], .visits))
    }
    if noDirection.count > 0 {
      values.append(maker.count("direction/NR", noDirection, .exchanges))
    }
    let visits = directions.reduce(noDirection.count) { $0 + $1.count }
    let note = "A site visit may be a visit for several pairings: the directions sum to \(visits)."
    return maker.figure("I09", values, notes: visits > values[0].countOrZero ? [note] : [])
  }

  private func genderFigure(_ maker: inout FigureMaker) -> Figure {
    var cells: [FigureValue] = []
    for (key, sum) in [("F", f), ("M", m), ("X", x), ("U", u)] {
      var tally = gender
      tally.count = sum
      tally.notReported = 0
      let isKnown = !gender.events.isEmpty || (genderless.count == 0 && gender.notReported == 0)
      cells.append(maker.count(key, tally, .persons))
      if !isKnown { cells[cells.count - 1].amount = .notReported }
    }
    var unknown = genderless
    unknown.notReported = gender.notReported
    cells.append(maker.count("NR", unknown, .persons))
    var women = gender
    var known = gender
    women.count = f
    known.count = f + m + x
    women.notReported = 0
    known.notReported = 0
    cells.append(maker.share("share_of_women", women, of: known))
    return maker.figure(
      "I12", cells, uncertain: uncertain, unit: .exchanges,
      notes: maker.scope.hasPlace
        ? ["Genders of one place are known only of exchanges that nobody else came to."] : [])
  }
}

extension FigureValue {
  fileprivate var countOrZero: Int64 {
    if case .integer(let count) = amount { count } else { 0 }
  }
}
