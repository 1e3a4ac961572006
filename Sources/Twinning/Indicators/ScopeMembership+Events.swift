/// Which events of the log a report's filters let through, by their subjects.
extension ScopeMembership {
  /// By reference: whether the events of that stream are let through. O(subjects).
  func subjectsIn(_ world: World) -> ContiguousArray<Bool> {
    let count = world.interner.count
    if !scope.hasFrame, !scope.hasPlace { return ContiguousArray(repeating: true, count: count) }
    var isIn = ContiguousArray(repeating: false, count: count)
    for raw in 0..<UInt32(count) {
      let ref = Ref(rawValue: raw)
      isIn[Int(raw)] = self.isIn(ref, world)
    }
    return isIn
  }

  /// Whether an event of the stream `ref` is let through, by ``subjectsIn(_:)``. A stream that was
  /// voided as a whole has no state any more: it is let through where something that it named is.
  ///
  /// - Complexity: O(1); O(events) for a stream without a state.
  static func letsThrough(
    _ ref: Ref, _ isIn: ContiguousArray<Bool>, _ world: World
  ) -> Bool {
    if ref == .none || ref.index >= isIn.count { return false }
    if isIn[ref.index] || world.state(of: ref) != nil { return isIn[ref.index] }
    var namesOne = false
    for entry in world.stream(of: ref).recorded {
      entry.event.data.forEachMention(in: world.interner) { named in
        if named.index < isIn.count, isIn[named.index] { namesOne = true }
      }
    }
    return namesOne
  }

  private func isIn(_ ref: Ref, _ world: World) -> Bool {
    let slot = tables.slot(ref)
    switch world.interner.kind(of: ref) {
    case .participation: return slot.map { participationIsIn[$0] } ?? false
    case .application: return slot.map { applicationIsIn[$0] } ?? false
    case .pairing: return slot.map { pairingIsIn[$0] } ?? false
    case .activity: return slot.map { activityIsIn[$0] } ?? false
    case .replication: return slot.map { isIn(replicationAt: $0) } ?? false
    case .deliverable: return slot.map { isIn(pairing: tables.deliverables[$0].pairing) } ?? false
    case .practice: return slot.map { isIn(practiceAt: $0) } ?? false
    case .city: return !scope.hasFrame && isOfPlace(ref)
    case .country: return !scope.hasFrame && scope.city == nil && ref == scope.country
    case .cohort: return !scope.hasPlace && isInFrame(cohort: ref)
    case .programme, .call, .period, .summary, .change:
      return !scope.hasPlace && scope.cohort == nil && scope.pairing == nil
        && world.programme(of: ref) == scope.programme
    case .claim: return slot.map { claimIsIn[$0] } ?? false
    case .ledger, .person, .audit, .hold, .actor: return false
    }
  }

  /// A replication is its twin city's.
  func isIn(replicationAt slot: Int) -> Bool {
    guard isInFrame(pairing: tables.replications[slot].pairing) else { return false }
    return !scope.hasPlace || (tables.replications[slot].twinCity.map(isOfPlace) ?? false)
  }

  /// A practice is its owner's; to a programme it belongs by who took it up there.
  private func isIn(practiceAt slot: Int) -> Bool {
    if scope.hasPlace, !(tables.practices[slot].ownerCity.map(isOfPlace) ?? false) { return false }
    return !scope.hasFrame
      || tables.practices[slot].adoptions.contains { isInFrame(pairing: $0.pairing) }
  }
}
