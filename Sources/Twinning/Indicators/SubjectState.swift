/// The current state of a subject of whatever kind: for those who show states rather than judge by
/// them.
public enum SubjectState: Sendable {
  case ledger(LedgerState)
  case city(CityState)
  case country(CountryState)
  case programme(ProgrammeState)
  case call(CallState)
  case cohort(CohortState)
  case application(ApplicationState)
  case participation(ParticipationState)
  case pairing(PairingState)
  case activity(ActivityState)
  case practice(PracticeState)
  case replication(ReplicationState)
  case deliverable(DeliverableState)
  case period(PeriodState)
  case summary(SummaryState)
  case change(ChangeState)
  case claim(ClaimState)
}

extension World {
  /// The state of `subject`, or nil where it has none in effect.
  public func state(of subject: Ref) -> SubjectState? {
    switch interner.kind(of: subject) {
    case .ledger: ledgerState.map { .ledger($0) }
    case .city: city(subject).map { .city($0) }
    case .country: country(subject).map { .country($0) }
    case .programme: programme(subject).map { .programme($0) }
    case .call: call(subject).map { .call($0) }
    case .cohort: cohort(subject).map { .cohort($0) }
    case .application: application(subject).map { .application($0) }
    case .participation: participation(subject).map { .participation($0) }
    case .pairing: pairing(subject).map { .pairing($0) }
    case .activity: activity(subject).map { .activity($0) }
    case .practice: practice(subject).map { .practice($0) }
    case .replication: replication(subject).map { .replication($0) }
    case .deliverable: deliverable(subject).map { .deliverable($0) }
    case .period: period(subject).map { .period($0) }
    case .summary: summary(subject).map { .summary($0) }
    case .change: change(subject).map { .change($0) }
    case .claim: claim(subject).map { .claim($0) }
    case .person, .audit, .hold, .actor: nil
    }
  }

  /// The subjects of `kind` that have a state in effect, in the byte order of their names. O(n log
  /// n) in the names that the world knows.
  public func subjects(of kind: Kind) -> [Ref] {
    var found: [Ref] = []
    for raw in 0..<UInt32(interner.count) {
      let ref = Ref(rawValue: raw)
      if interner.kind(of: ref) == kind, state(of: ref) != nil { found.append(ref) }
    }
    return found.sorted { interner.precedes($0, $1) }
  }

  /// The name of a place, or its slug where it has none.
  public func name(ofCity ref: Ref) -> String { city(ref)?.name ?? interner.slug(of: ref) }

  /// The zone in which `subject`'s dates are read.
  public func zone(reading subject: Ref) -> Zone { zone(of: subject) }
}
