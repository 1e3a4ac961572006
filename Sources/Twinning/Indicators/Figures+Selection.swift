/// I01, I02, I03: applications.
extension FigureMaker {
  mutating func applications() -> [Figure] {
    var received = ReceivedTallies()
    var judged = Tally()
    var eligible = Tally()
    var selected = Tally()
    for slot in tables.applications.indices where membership.applicationIsIn[slot] {
      if let theme = scope.theme, !(tables.applications[slot].themes?.contains(theme) ?? false) {
        continue
      }
      receive(slot, &received)
      judge(slot, &judged, &eligible, &selected)
    }
    return [
      received.figure(&self),
      figure("I02", [share("rate", eligible, of: judged)]),
      figure("I03", [share("rate", selected, of: eligible)]),
    ]
  }

  private func receive(_ slot: Int, _ received: inout ReceivedTallies) {
    if tables.applications[slot].isFromRecord { return }
    guard let first = tables.applications[slot].submissions.first?.fact else { return }
    let receivedAt = tables.applications[slot].submissions.first?.receivedAt
    let record = tables.applications[slot].record
    switch relation(first, own: receivedAt) {
    case .outside: return
    case .uncertain: return received.uncertain.add(first, record)
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
    guard let last = tables.applications[slot].verdicts.lastIndex(where: { counts($0.fact) })
    else { return }
    let verdict = tables.applications[slot].verdicts[last].fact
    guard isInPeriod(verdict) else { return }
    let record = tables.applications[slot].record
    judged.add(verdict, record)
    guard tables.applications[slot].verdicts[last].isEligible else { return }
    eligible.add(verdict, record)
    if let outcome = tables.applications[slot].outcomes.last(where: { counts($0.fact) }),
      outcome.outcome == .selected
    {
      selected.add(outcome.fact, record)
    }
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
