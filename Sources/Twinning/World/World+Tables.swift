/// The tables of a world by kind: the one place where a kind is matched with its state's type.
extension World {
  /// What `body` finds in the state of `ref`, where it lies in `table`: a copy of a state takes
  /// longer than most questions. Nil where there is no state in effect. `body` must not ask the
  /// world about streams of the same kind.
  @inline(__always)
  func look<S: StreamState, T>(
    _ ref: Ref, _ table: inout StateTable<S>, _ body: (borrowing S) -> T
  ) -> T? {
    guard let slot = slot(of: ref, in: &table) else { return nil }
    return table.look(slot, body)
  }

  /// The state of `city/…`, or nil where there is none in effect.
  func city(_ ref: Ref) -> CityState? {
    guard let slot = slot(of: ref, in: &cities), cities[slot].exists else { return nil }
    return cities[slot]
  }

  /// The state of `country/…`, or nil where there is none in effect.
  func country(_ ref: Ref) -> CountryState? {
    guard let slot = slot(of: ref, in: &countries), countries[slot].exists else { return nil }
    return countries[slot]
  }

  /// The state of `programme/…`, or nil where there is none in effect.
  func programme(_ ref: Ref) -> ProgrammeState? {
    guard let slot = slot(of: ref, in: &programmes), programmes[slot].exists else { return nil }
    return programmes[slot]
  }

  /// The state of `call/…`, or nil where there is none in effect.
  func call(_ ref: Ref) -> CallState? {
    guard let slot = slot(of: ref, in: &calls), calls[slot].exists else { return nil }
    return calls[slot]
  }

  /// The state of `cohort/…`, or nil where there is none in effect.
  func cohort(_ ref: Ref) -> CohortState? {
    guard let slot = slot(of: ref, in: &cohorts), cohorts[slot].exists else { return nil }
    return cohorts[slot]
  }

  /// The state of `application/…`, or nil where there is none in effect.
  func application(_ ref: Ref) -> ApplicationState? {
    guard let slot = slot(of: ref, in: &applications), applications[slot].exists else { return nil }
    return applications[slot]
  }

  /// The state of `participation/…`, or nil where there is none in effect.
  func participation(_ ref: Ref) -> ParticipationState? {
    guard let slot = slot(of: ref, in: &participations), participations[slot].exists else {
      return nil
    }
    return participations[slot]
  }

  /// The state of `pairing/…`, or nil where there is none in effect.
  func pairing(_ ref: Ref) -> PairingState? {
    guard let slot = slot(of: ref, in: &pairings), pairings[slot].exists else { return nil }
    return pairings[slot]
  }

  /// The state of `activity/…`, or nil where there is none in effect.
  func activity(_ ref: Ref) -> ActivityState? {
    guard let slot = slot(of: ref, in: &activities), activities[slot].exists else { return nil }
    return activities[slot]
  }

  /// The state of `practice/…`, or nil where there is none in effect.
  func practice(_ ref: Ref) -> PracticeState? {
    guard let slot = slot(of: ref, in: &practices), practices[slot].exists else { return nil }
    return practices[slot]
  }

  /// The state of `replication/…`, or nil where there is none in effect.
  func replication(_ ref: Ref) -> ReplicationState? {
    guard let slot = slot(of: ref, in: &replications), replications[slot].exists else { return nil }
    return replications[slot]
  }

  /// The state of `deliverable/…`, or nil where there is none in effect.
  func deliverable(_ ref: Ref) -> DeliverableState? {
    guard let slot = slot(of: ref, in: &deliverables), deliverables[slot].exists else { return nil }
    return deliverables[slot]
  }

  /// The state of `period/…`, or nil where there is none in effect.
  func period(_ ref: Ref) -> PeriodState? {
    guard let slot = slot(of: ref, in: &periods), periods[slot].exists else { return nil }
    return periods[slot]
  }

  /// The state of `summary/…`, or nil where there is none in effect.
  func summary(_ ref: Ref) -> SummaryState? {
    guard let slot = slot(of: ref, in: &summaries), summaries[slot].exists else { return nil }
    return summaries[slot]
  }

  /// The state of `change/…`, or nil where there is none in effect.
  func change(_ ref: Ref) -> ChangeState? {
    guard let slot = slot(of: ref, in: &changes), changes[slot].exists else { return nil }
    return changes[slot]
  }

  /// The state of `claim/…`, or nil where there is none in effect.
  func claim(_ ref: Ref) -> ClaimState? {
    guard let slot = slot(of: ref, in: &claims), claims[slot].exists else { return nil }
    return claims[slot]
  }

  /// The state of the ledger itself, from its first event on.
  var ledgerState: LedgerState? {
    guard let slot = slot(of: interner.ledger, in: &ledger), ledger[slot].exists else { return nil }
    return ledger[slot]
  }

  /// Runs `visitor` on the table that holds `ref`'s kind; nil for a kind that this program keeps
  /// no state of. The visitor must not look at other streams of the same kind.
  func visit<Visitor: TableVisitor & ~Escapable>(
    _ ref: Ref, _ visitor: inout Visitor
  ) throws(Visitor.Failure) -> Visitor.Result? {
    switch interner.kind(of: ref) {
    case .ledger: try visitor.visit(ref, &ledger, self)
    case .city: try visitor.visit(ref, &cities, self)
    case .country: try visitor.visit(ref, &countries, self)
    case .programme: try visitor.visit(ref, &programmes, self)
    case .call: try visitor.visit(ref, &calls, self)
    case .cohort: try visitor.visit(ref, &cohorts, self)
    case .application: try visitor.visit(ref, &applications, self)
    case .participation: try visitor.visit(ref, &participations, self)
    case .pairing: try visitor.visit(ref, &pairings, self)
    case .activity: try visitor.visit(ref, &activities, self)
    case .practice: try visitor.visit(ref, &practices, self)
    case .replication: try visitor.visit(ref, &replications, self)
    case .deliverable: try visitor.visit(ref, &deliverables, self)
    case .period: try visitor.visit(ref, &periods, self)
    case .summary: try visitor.visit(ref, &summaries, self)
    case .change: try visitor.visit(ref, &changes, self)
    case .claim: try visitor.visit(ref, &claims, self)
    default: nil
    }
  }

  /// Empties `slot` of `ref`'s kind.
  func letGo(_ ref: Ref, slot: Int32) {
    var visitor = Removal(slot: slot)
    _ = visit(ref, &visitor)
  }
}

/// What is done with a stream whatever its kind.
protocol TableVisitor: ~Escapable {
  associatedtype Result
  associatedtype Failure: Error

  mutating func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Failure) -> Result
}

private struct Removal: TableVisitor {
  let slot: Int32

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) {
    table.remove(at: slot)
  }
}
