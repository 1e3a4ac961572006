/// I01, I02, I03: applications.
extension FigureMaker {
  mutating func applications() -> [Figure] {
    var received = ReceivedTallies()
    var judged = Tally()
    var eligible = Tally()
    var selected = Tally()
    for slot in tables.applications.indices where isIn(applicationAt: slot) {
      receive(slot, &received)
      judge(slot, &judged, &eligible, &selected)
    }
    return [
      received.figure(&self),
      figure("I02", [share("rate", eligible, of: judged)]),
      figure("I03", [share("rate", selected, of: eligible)]),
    ]
  }

  private func isIn(applicationAt slot: Int) -> Bool {
    let ref = tables.applicationRefs[slot]
    guard membership.applicationIsIn[slot] else {
      leaveOutside(streamOf: ref, exists: tables.applications[slot].exists, .applications)
      return false
    }
    guard let theme = scope.theme else { return true }
    if tables.applications[slot].themes?.contains(theme) ?? false { return true }
    leave(streamOf: ref, .otherTheme, .applications)
    return false
  }

  private func receive(_ slot: Int, _ received: inout ReceivedTallies) {
    if tables.applications[slot].isFromRecord {
      return leave(streamOf: tables.applicationRefs[slot], .fromRecord, .i01)
    }
    guard let first = tables.applications[slot].submissions.first?.fact else { return }
    leave(
      all: tables.applications[slot].submissions.dropFirst().map(\.fact), .notFirst(first.index),
      .i01)
    let receivedAt = tables.applications[slot].submissions.first?.receivedAt
    let record = tables.applications[slot].record
    switch relation(first, own: receivedAt) {
    case .outside: return leave(first, .outsidePeriod, .i01)
    case .uncertain:
      leave(first, .dateUncertain, .i01)
      return received.uncertain.add(first, record)
    case .within: break
    }
    let country = tables.slot(tables.applications[slot].city).flatMap { tables.cities[$0].country }
    received.add(
      first, record, role: tables.applications[slot].role, country: country,
      lateness: lateness(slot, first, receivedAt))
  }

  /// Whether an application came in time, as ``World/lateness(of:)`` has it.
  private func lateness(
    _ slot: Int, _ first: Fact, _ receivedAt: PointInTime?
  ) -> Interval.Relation? {
    guard let call = tables.slot(tables.applications[slot].call), tables.calls[call].exists,
      let closesAt = tables.calls[call].deadlines.last?.closesAt
    else { return nil }
    guard let receivedAt else { return closesAt.relation(of: Interval(first.time)) }
    let zone = world.zone(of: tables.applicationRefs[slot])
    return closesAt.relation(of: receivedAt.interval(in: zone))
  }

  /// The last verdict before the end and, where it is eligible, the last outcome.
  private func judge(
    _ slot: Int, _ judged: inout Tally, _ eligible: inout Tally, _ selected: inout Tally
  ) {
    let last = tables.applications[slot].verdicts.lastIndex { counts($0.fact) }
    let verdict = last.map { tables.applications[slot].verdicts[$0].fact }
    leave(
      othersThan: verdict, of: tables.applications[slot].verdicts.map(\.fact), .verdicts)
    guard let last, let verdict, isInPeriod(verdict) else {
      leave(verdict, .outsidePeriod, .verdicts)
      return leaveOutcomes(slot, .verdictDoesNotCount)
    }
    let record = tables.applications[slot].record
    judged.add(verdict, record)
    guard tables.applications[slot].verdicts[last].isEligible else {
      leave(verdict, .circumstance(.notEligible), .i03)
      return leaveOutcomes(slot, .verdictDoesNotCount)
    }
    eligible.add(verdict, record)
    let outcome = tables.applications[slot].outcomes.last { counts($0.fact) }
    leave(
      othersThan: outcome?.fact, of: tables.applications[slot].outcomes.map(\.fact), .i03)
    guard let outcome, outcome.outcome == .selected else {
      return leave(outcome?.fact, .circumstance(.notSelected), .i03)
    }
    selected.add(outcome.fact, record)
  }

  private func leaveOutcomes(_ slot: Int, _ why: LeftOut.Circumstance) {
    leave(all: tables.applications[slot].outcomes.map(\.fact), .circumstance(why), .i03)
  }
}

/// Applications received, by role, country and lateness.
private struct ReceivedTallies {
  var all = Tally()
  var inTime = Tally()
  var late = Tally()
  var undecided = Tally()
  var uncertain = Tally()

  /// By role: all of them, and the late ones.
  var roles = [Tally](repeating: Tally(), count: 2)
  var lateRoles = [Tally](repeating: Tally(), count: 2)

  /// By role and country; a country that isn't known is `Ref.none`.
  var countries: [[Ref: Tally]] = [[:], [:]]

  mutating func add(
    _ fact: Fact, _ record: StreamRecord, role: ApplicantRole?, country: Ref?,
    lateness: Interval.Relation?
  ) {
    all.add(fact, record)
    let role = Int((role ?? .twin).rawValue)
    roles[role].add(fact, record)
    countries[role][country ?? .none, default: Tally()].add(fact, record)
    switch lateness {
    case .within?: inTime.add(fact, record)
    case .outside?:
      late.add(fact, record)
      lateRoles[role].add(fact, record)
    case .uncertain?, nil: undecided.add(fact, record)
    }
  }

  func figure(_ maker: inout FigureMaker) -> Figure {
    var values = [
      maker.count("all", all, .applications), maker.count("on_time", inTime, .applications),
      maker.count("late", late, .applications),
    ]
    if undecided.count > 0 {
      values.append(maker.count("lateness_not_reported", undecided, .applications))
    }
    for role in ApplicantRole.allCases {
      let number = Int(role.rawValue)
      if roles[number].count == 0 { continue }
      values.append(maker.count("all/\(role.word)", roles[number], .applications))
      values.append(maker.count("late/\(role.word)", lateRoles[number], .applications))
      let named = countries[number].map { country, tally in
        (country == .none ? "NR" : maker.slug(country), tally)
      }
      for (country, tally) in named.sorted(by: { $0.0 < $1.0 }) {
        values.append(maker.count("all/\(role.word)/\(country)", tally, .applications))
      }
    }
    return maker.figure("I01", values, uncertain: uncertain, unit: .applications)
  }
}
