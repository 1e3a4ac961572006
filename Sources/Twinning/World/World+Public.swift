/// What the ledger and its readers ask of a world.
extension World {
  /// The version of `ref`'s stream: how many events it has.
  public func version(of ref: Ref) -> Int { Int(record(of: ref).version) }

  /// The zone in which dates are read where a programme names none.
  public var zoneOfLedger: Zone { ledgerState?.zone ?? .utc }

  /// What the source couldn't read, if anything, or a state that it gave and that is none: what was
  /// told since may not be believed.
  public var failure: (any Error)? { source?.failure ?? unreadableState }

  /// Forgets what was pending: the source has those events now. The states stay touched.
  public func clearPending() { pending.removeAll(keepingCapacity: true) }

  /// Whether the ledger is synthetic: marked so from its first event.
  public var isSynthetic: Bool { ledgerState?.isSynthetic ?? false }

  /// Held activities of the same kind for the same pairing on the same day as `command`'s (L15).
  public func likelyDuplicates(of command: Command) -> [Ref] {
    guard let (kind, held) = command.data.holding, let start = held.startedAt,
      let pairing = held.pairingIDs.first
    else { return [] }
    let zone = zone(for: command)
    let day = zone.date(of: start.time(in: zone))
    return subjects(.activity, mentioning: pairing).filter { ref in
      guard ref != command.subject, let other = activity(ref)?.held, other.kind == kind,
        let began = other.startedAt
      else { return false }
      return zone.date(of: began.time(in: zone)) == day
    }
  }

  /// The cities that `event` concerns through its stream rather than by its payload: the parties
  /// of its pairing, the applicant, the participant.
  public func cities(concernedBy event: Event) -> [Ref] {
    switch interner.kind(of: event.subject) {
    case .city: [event.subject]
    case .application: application(event.subject)?.city.map { [$0] } ?? []
    case .participation: participation(event.subject)?.city.map { [$0] } ?? []
    case .pairing: pairing(event.subject)?.cities ?? []
    case .replication: replication(event.subject)?.twinCity.map { [$0] } ?? []
    case .deliverable:
      deliverable(event.subject)?.pairing.flatMap { pairing($0)?.cities } ?? []
    case .activity:
      activity(event.subject)?.pairings.flatMap { pairing($0)?.cities ?? [] } ?? []
    default: []
    }
  }
}
