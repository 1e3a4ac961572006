/// I04, I05, I13: participations.
extension FigureMaker {
  mutating func participations() -> [Figure] {
    let roleCount = ParticipantRole.allCases.count
    var ever = Tally()
    var states = [Tally](repeating: Tally(), count: ParticipationState.Status.words.count)
    var everOfRole = [Tally](repeating: Tally(), count: roleCount)
    var activeOfRole = everOfRole
    var withdrawnOfRole = everOfRole
    var persons: Set<Ref> = []
    var named = Tally()
    let participations = tables.participations
    for slot in participations.indices where membership.participationIsIn[slot] {
      guard let birth = participations[slot].record.birth, counts(birth) else { continue }
      let record = participations[slot].record
      let role = Int((participations[slot].role ?? .twin).rawValue)
      ever.add(birth, record)
      everOfRole[role].add(birth, record)
      let (status, step) = participationStatus(slot)
      states[Int(status.rawValue)].add(birth, record)
      if status == .active { activeOfRole[role].add(birth, record) }
      if status == .withdrawn { withdrawnOfRole[role].add(step ?? birth, record) }
      if let step, step != birth {
        states[Int(status.rawValue)].cite(step, record)
        if status == .active { activeOfRole[role].cite(step, record) }
      }
      for one in participations[slot].representatives where counts(one.assigned) {
        persons.insert(one.person)
        named.cite(one.assigned, record)
      }
    }
    takeTravellers(&persons, &named)
    named.count = Int64(persons.count)
    return [
      participationFigure(ever, states, everOfRole, activeOfRole),
      retention(
        [ever] + everOfRole,
        withdrawn: [states[Int(ParticipationState.Status.withdrawn.rawValue)]] + withdrawnOfRole),
      themeless("I13", [count("all", named, .persons)]),
    ]
  }

  /// The state that was in effect at the report's moment, and the event that brought it about.
  private func participationStatus(_ slot: Int) -> (ParticipationState.Status, Fact?) {
    for step in tables.participations[slot].history.reversed() where counts(step.fact) {
      if let on = step.effectiveOn, on.interval(in: zone).start > moment { continue }
      return (step.status, step.fact)
    }
    return (.active, nil)
  }

  private mutating func participationFigure(
    _ ever: Tally, _ states: [Tally], _ everOfRole: [Tally], _ activeOfRole: [Tally]
  ) -> Figure {
    var values = [count("ever", ever, .participations)]
    for status in ParticipationState.Status.allCases where status != .none {
      values.append(count(status.word, states[Int(status.rawValue)], .participations))
    }
    for role in ParticipantRole.allCases {
      if role == .peer, everOfRole[Int(role.rawValue)].count == 0 { continue }
      values.append(count("ever/\(role.word)", everOfRole[Int(role.rawValue)], .participations))
      values.append(
        count("active/\(role.word)", activeOfRole[Int(role.rawValue)], .participations))
    }
    return themeless("I04", values)
  }

  /// Of all, then by role.
  private mutating func retention(_ ever: [Tally], withdrawn: [Tally]) -> Figure {
    var values: [FigureValue] = []
    let keys = ["rate"] + ParticipantRole.allCases.map { "rate/\($0.word)" }
    for (place, key) in keys.enumerated() {
      if key == "rate/peer", ever[place].count == 0 { continue }
      var stayed = withdrawn[place]
      stayed.count = ever[place].count - withdrawn[place].count
      values.append(share(key, stayed, of: ever[place]))
    }
    return themeless("I05", values)
  }
}
