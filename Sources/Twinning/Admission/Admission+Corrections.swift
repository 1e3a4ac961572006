internal import CanonicalJSON

/// Corrections and voids (L7 to L11, P6).
extension Admission {
  /// Judges and takes in a correction, a void, or the proposal of one.
  mutating func amend(_ event: Event, bytes: [UInt8], cause: Int64?) throws(Refusal) {
    guard let target = event.data.amendmentTarget else { return }
    let stream = world.stream(of: event.subject)
    let before = try checkTarget(target, of: event, in: stream)
    if case .correctionProposed = event.data {
      try keep(event, bytes: bytes, cause: cause)
      return
    }
    let proposal = try checkPerson(of: event, against: before, in: stream)
    try checkChange(event, before)
    let after = try effectAfter(event, bytes: bytes, stream: stream, index: target.index)
    if let after {
      try world.checkPeriods(
        of: after.event, movedFrom: before.event.time, by: event, at: recordedTime)
    }
    let foldingFrom = min(before.event.time, after?.event.time ?? before.event.time)
    let zone = world.zone(of: event.subject)
    let programme = world.programme(of: event.subject)
    try keep(event, bytes: bytes, cause: cause ?? proposal, foldingFrom: foldingFrom)
    if world.zone(of: event.subject) != zone {
      for stream in world.streams(below: event.subject) { try world.refold(stream) }
    }
    if !isJudgedAtEnd {
      if let after {
        try world.checkAcross(after.event, bytes: after.bytes, recordedTime: recordedTime)
      }
      if world.interner.kind(of: event.subject) == .replication {
        try world.checkReplicationWhole(event.subject)
      }
      try world.checkDependents(of: event.subject)
    }
    noteTime(of: event, old: before.event.time, in: programme, new: after?.event.time)
    try redoConsequences(of: before, as: after, because: event)
    if !isJudgedAtEnd { try world.checkDependents(of: event.subject) }
  }

  /// The target as it counts before the change; refuses one that can't be amended (L7, L8).
  private func checkTarget(
    _ target: EventTarget, of event: Event, in stream: Stream
  ) throws(Refusal) -> Stream.Entry {
    let subject = world.interner.subject(of: event.subject)
    guard let recorded = stream.entry(at: target.index), recorded.id == target.id else {
      throw Refusal(
        .targetNotInStream,
        "\(subject) has no event \(target.index) with the id \(target.id.text).",
        admitted: "Name an earlier event of the same stream by index and id, as the log shows them."
      )
    }
    if stream.isVoided(target.index) {
      throw Refusal(
        .targetVoided, "event \(target.index) is voided already.",
        admitted: "Record it again if it did happen.")
    }
    if recorded.event.data.isCorrection {
      throw Refusal(
        .targetNotCorrectable,
        "event \(target.index) is itself a \(recorded.event.data.type.name).",
        admitted: "Correct the original event once more, or record a voided one again.")
    }
    if recorded.event.data.isFixed || (recorded.event.role == .sys && event.role != .sys) {
      throw Refusal(
        .targetNotCorrectable,
        "event \(target.index) (\(recorded.event.data.type.name)) can't be corrected: "
          + (recorded.event.role == .sys
            ? "it follows from a rule." : "later events rest on its version."),
        admitted: recorded.event.role == .sys
          ? "Correct what caused it." : "Record a new version.")
    }
    let zone = world.zone(of: event.subject)
    let effective = try stream.effectiveEntry(
      at: target.index, zone: zone, interner: world.interner)
    return effective ?? recorded
  }

  /// Refuses somebody who may not amend the target (L9). Returns the proposal it rests on.
  private func checkPerson(
    of event: Event, against target: Stream.Entry, in stream: Stream
  ) throws(Refusal) -> Int64? {
    if event.role == .sys { return nil }
    let isClosed = world.isInClosedPeriod(target.event)
    if event.role != .po, isClosed || target.event.actor != event.actor {
      throw Refusal(
        .notTheRecorder,
        isClosed
          ? "event \(target.event.index) happened in a closed period."
          : "event \(target.event.index) was recorded by somebody else.",
        admitted: isClosed
          ? "The programme office may correct it."
          : "Its recorder or the programme office may correct it.")
    }
    guard target.event.data.needsSecondPerson else { return nil }
    let proposal = stream.recorded.last { entry in
      entry.event.data.proposes(event.data) && entry.event.actor != event.actor
    }
    guard let proposal else {
      throw Refusal(
        .secondPersonNeeded,
        "a \(target.event.data.type.name) is amended by two people, and nobody else has proposed "
          + "this change.",
        admitted: "Let one person record CorrectionProposed and another the change itself.")
    }
    return proposal.event.index
  }

  private func checkChange(_ event: Event, _ before: Stream.Entry) throws(Refusal) {
    guard case .eventCorrected(let correction) = event.data else { return }
    if correction.patch.allSatisfy({ $0.old == $0.new }) {
      throw Refusal(
        .correctionChangesNothing,
        "the correction of event \(before.event.index) leaves every value as it is.",
        admitted: "Give the new value of at least one member.")
    }
  }

  /// The target as it will count, nil where it is voided.
  private func effectAfter(
    _ event: Event, bytes: [UInt8], stream: Stream, index: Int64
  ) throws(Refusal) -> Stream.Entry? {
    var stream = stream
    stream.append(Stream.Entry(event: event, id: EventID(), payload: bytes))
    let zone = world.zone(of: event.subject)
    return try stream.effectiveEntry(at: index, zone: zone, interner: world.interner)
  }

  /// Voids what followed from the amended event by rule, and lets it follow anew (P6).
  private mutating func redoConsequences(
    of before: Stream.Entry, as after: Stream.Entry?, because event: Event
  ) throws(Refusal) {
    guard before.event.data.hasConsequences else { return }
    for consequence in world.consequences(of: before).reversed() {
      if world.stream(of: consequence.event.subject).isVoided(consequence.event.index) { continue }
      let void = EventData.void(
        consequence, reason: event.data.common.reason?.code ?? .other)
      let payload = void.canonicalBytes(interner: world.interner)
      try take(
        Command(
          subject: consequence.event.subject, data: void, bytes: payload, occurred: event.time,
          actor: world.system, role: .sys, isByRule: true),
        cause: event.index)
    }
    if let after { try follow(after.event, cause: event.index) }
  }
}

extension World {
  /// Whether `event` happened in a closed period of its programme.
  func isInClosedPeriod(_ event: Event) -> Bool {
    guard event.data.type.isBoundByPeriods, let programme = programme(of: event.subject) else {
      return false
    }
    let zone = zone(of: programme)
    return subjects(.period, mentioning: programme).contains { ref in
      period(ref).map { $0.isClosed && $0.contains(event.time, in: zone) } ?? false
    }
  }

  /// What followed by rule from `trigger` and from its consequences; they come right after it.
  func consequences(of trigger: Stream.Entry) -> [Stream.Entry] {
    var causes: Set<EventID> = [trigger.id]
    var found: [Stream.Entry] = []
    var index = trigger.event.index + 1
    while let (entry, cause) = entry(at: index), entry.event.role == .sys {
      index += 1
      guard let cause, causes.contains(cause) else { continue }
      if case .restatementDue = entry.event.data { continue }
      causes.insert(entry.id)
      found.append(entry)
    }
    return found
  }

  /// The event at `index` and the id of what caused it, from what is held or from the source.
  private func entry(at index: Int64) -> (Stream.Entry, cause: EventID?)? {
    for events in pending.values {
      guard let held = events.first(where: { $0.event.index == index }) else { continue }
      let cause = held.cause.flatMap { entry(at: $0)?.0.id }
      return (Stream.Entry(event: held.event, id: held.id, payload: held.data), cause)
    }
    guard let bytes = source?.event(at: index) else { return nil }
    return Stream.Entry.read(bytes, zone: .utc, interner: interner)
  }

  /// Refuses where an event elsewhere that mentions `subject` could no longer have been admitted
  /// (L11). O(n) in the events of the streams that mention it.
  func checkDependents(of subject: Ref) throws(Refusal) {
    var broken: [String] = []
    var first: Refusal?
    for dependent in mentioning(subject) + completions(after: subject) where dependent != subject {
      let entries = try stream(of: dependent).effective(
        zone: zone(of: dependent), interner: interner)
      for entry in entries where entry.event.data.depends(on: subject) {
        do throws(Refusal) {
          try checkAcross(
            entry.event, bytes: entry.bytes, recordedTime: entry.event.recordedTime, isRecheck: true
          )
        } catch {
          first = first ?? error
          broken.append("event \(entry.event.index) in \(interner.subject(of: dependent))")
        }
      }
    }
    guard let first else { return }
    throw Refusal(
      .dependentsBroken, "other events could not have happened then: \(first.obstacle)",
      admitted: "Send it in one batch with what makes them right.", dependents: broken)
  }

  /// The completed pairings whose milestones may rest on what `subject` says or said: those that
  /// its events name, and those of a cohort that they name.
  private func completions(after subject: Ref) -> [Ref] {
    switch interner.kind(of: subject) {
    case .activity, .deliverable, .replication, .participation: break
    default: return []
    }
    var found: Set<Ref> = []
    for entry in stream(of: subject).recorded {
      entry.event.data.forEachRef { ref in
        switch interner.kind(of: ref) {
        case .pairing: found.insert(ref)
        case .cohort: found.formUnion(subjects(.pairing, mentioning: ref))
        default: break
        }
      }
    }
    return found.filter { pairing($0)?.completed != nil }.sorted()
  }
}

extension EventData {
  /// Whether this event's admission looked at `subject`.
  fileprivate func depends(on subject: Ref) -> Bool {
    if case .pairingCompleted = self { return true }
    var found = false
    forEachRef { if $0 == subject { found = true } }
    return found
  }

  /// Whether events may follow from it by rule.
  var hasConsequences: Bool {
    switch self {
    case .participationWithdrawn, .pairingDissolved: true
    default: false
    }
  }

  /// Whether amending it takes two people (L9): what accepts, and what is about money.
  var needsSecondPerson: Bool {
    switch self {
    case .deliverableAccepted, .acceptanceRevoked, .finalPaymentRecorded, .travelClaimSubmitted,
      .travelClaimApproved, .travelClaimRejected, .travelReimbursed, .reimbursementRecovered:
      true
    default: false
    }
  }

  /// Whether it can't be amended because later events rest on its version.
  var isFixed: Bool {
    switch self {
    case .ledgerOpened, .rulesAdopted, .keyRotated, .clockAccepted, .milestoneTemplateAdopted: true
    default: false
    }
  }
}
