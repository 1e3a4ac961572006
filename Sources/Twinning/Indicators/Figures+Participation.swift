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
    for slot in participations.indices where isIn(participationAt: slot) {
      guard let birth = participations[slot].record.birth else { continue }
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
      leaveSteps(slot, butFor: step, status)
      for one in participations[slot].representatives {
        guard counts(one.assigned) else {
          leave(one.assigned, .afterEnd, .i13)
          continue
        }
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

  /// The participations in a role by their last state, as I04 counts them, with the events that
  /// brought them there.
  mutating func standings(
    of role: ParticipantRole?
  ) -> (ever: FigureValue, states: [FigureValue]) {
    var ever = Tally()
    var states = [Tally](repeating: Tally(), count: ParticipationState.Status.words.count)
    for slot in tables.participations.indices where isIn(participationAt: slot) {
      guard let birth = tables.participations[slot].record.birth,
        role == nil || (tables.participations[slot].role ?? .twin) == role
      else { continue }
      ever.add(birth, tables.participations[slot].record)
      let (status, step) = participationStatus(slot)
      states[Int(status.rawValue)].add(step ?? birth, tables.participations[slot].record)
    }
    let told = ParticipationState.Status.allCases.filter { $0 != .none }.map {
      count($0.word, states[Int($0.rawValue)], .participations)
    }
    return (count("ever", ever, .participations), told)
  }

  private func isIn(participationAt slot: Int) -> Bool {
    let ref = tables.participationRefs[slot]
    guard membership.participationIsIn[slot] else {
      leaveOutside(
        streamOf: ref, exists: tables.participations[slot].exists, .participations)
      return false
    }
    guard let birth = tables.participations[slot].record.birth else { return false }
    if counts(birth) { return true }
    leave(birth, .afterEnd, .participations)
    leave(streamOf: ref, .owner(birth.index), .participations)
    return false
  }

  /// Leaves out the steps that don't lead to where the participation stands.
  private func leaveSteps(
    _ slot: Int, butFor chosen: Fact?, _ status: ParticipationState.Status
  ) {
    guard trace != nil else { return }
    let birth = tables.participations[slot].record.birth
    for step in tables.participations[slot].history where step.fact != birth {
      if step.fact == chosen {
        if status != .withdrawn { leave(step.fact, .stands(status.word), .i05) }
      } else if !counts(step.fact) {
        leave(step.fact, .afterEnd, .standings)
      } else if !hasBegun(step.effectiveOn) {
        leave(step.fact, .notYetInEffect, .standings)
      } else if let chosen {
        leave(step.fact, .superseded(by: chosen.index), .standings)
      }
    }
  }

  /// The state that was in effect at the report's moment, and the event that brought it about.
  private func participationStatus(_ slot: Int) -> (ParticipationState.Status, Fact?) {
    for step in tables.participations[slot].history.reversed() where counts(step.fact) {
      if hasBegun(step.effectiveOn) { return (step.status, step.fact) }
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
      trace?.noteSubtraction(key)
    }
    return themeless("I05", values)
  }
}
