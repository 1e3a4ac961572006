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
  public func clearPending() {
    // To empty a table costs as much as it has room: a large batch's room isn't kept.
    pending.removeAll(keepingCapacity: pending.capacity <= 512)
  }

  /// Forgets what of the pending is below `size`: the source has those events now. O(pending).
  public func clearPending(below size: Int64) {
    if size == self.size { return clearPending() }
    for (subject, events) in pending {
      let left = events.drop { $0.event.index < size }
      if left.count < events.count { pending[subject] = left.isEmpty ? nil : Array(left) }
    }
  }

  /// Whether the ledger is synthetic: marked so from its first event.
  public var isSynthetic: Bool { ledgerState?.isSynthetic ?? false }

  /// Held activities of the same kind for the same pairing on the same day as `command`'s (L15),
  /// or claims for the same person's travel to the same activity.
  public func likelyDuplicates(of command: Command) -> [Ref] {
    if case .travelClaimSubmitted(let claim) = command.data {
      return subjects(.claim, mentioning: claim.personID).filter { ref in
        ref != command.subject
          && look(ref, &claims) {
            $0.person == claim.personID && $0.activity == claim.activityID && $0.rejected == nil
          } ?? false
      }
    }
    guard let (kind, held) = command.data.holding, let start = held.startedAt,
      let pairing = held.pairingIDs.first
    else { return [] }
    let zone = zone(for: command)
    let day = zone.date(of: start.time(in: zone))
    let dayLength = Instant.millisecondsPerDay
    return subjects(.activity, mentioning: pairing).filter { ref in
      guard ref != command.subject else { return false }
      let began = look(ref, &activities) { $0.held?.kind == kind ? $0.held?.startedAt : nil } ?? nil
      guard let time = began?.time(in: zone) else { return false }
      // Only what is less than a day apart needs the calendar.
      return abs(time.milliseconds(since: start.time(in: zone))) < dayLength + dayLength / 8
        && zone.date(of: time) == day
    }
  }

  /// The cities that `event` concerns through its stream rather than by its payload: the parties
  /// of its pairing, the applicant, the participant.
  public func cities(concernedBy event: Event) -> [Ref] {
    switch interner.kind(of: event.subject) {
    case .city: [event.subject]
    case .application: list(look(event.subject, &applications) { $0.city })
    case .participation: list(look(event.subject, &participations) { $0.city })
    case .replication: list(look(event.subject, &replications) { $0.twinCity })
    case .pairing: cities(of: event.subject)
    case .deliverable:
      (look(event.subject, &deliverables) { $0.pairing } ?? nil).map { cities(of: $0) } ?? []
    case .activity:
      (look(event.subject, &activities) { $0.pairings } ?? []).flatMap { cities(of: $0) }
    case .claim:
      (look(event.subject, &claims) { $0.participation } ?? nil).map { participation in
        list(look(participation, &participations) { $0.city })
      } ?? []
    default: []
    }
  }

  private func list(_ ref: Ref??) -> [Ref] { (ref ?? nil).map { [$0] } ?? [] }

  private func cities(of pairing: Ref) -> [Ref] { look(pairing, &pairings) { $0.cities } ?? [] }
}
