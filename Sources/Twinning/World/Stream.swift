internal import CanonicalJSON

/// A stream's events as recorded, and as they count: corrected, without the voided ones, in the
/// order of what happened.
struct Stream {
  /// An event with its id and the bytes that its texts are ranges of.
  struct Entry {
    var event: Event
    var id: EventID

    /// The whole event's bytes, or its payload's alone.
    var bytes: [UInt8]

    /// Where in `bytes` the payload lies.
    var payload: Range<Int>

    /// An event whose `bytes` are its payload's.
    init(event: Event, id: EventID, payload bytes: [UInt8]) {
      self.event = event
      self.id = id
      self.bytes = bytes
      payload = bytes.indices
    }

    /// A stored event; its payload is the part `payload` of `bytes`.
    init(event: Event, id: EventID, bytes: [UInt8], payload: Range<Int>) {
      self.event = event
      self.id = id
      self.bytes = bytes
      self.payload = payload
    }
  }

  /// The recorded events, in index order.
  private(set) var recorded: [Entry] = []

  /// What corrections and voids did, in index order.
  private(set) var amendments: [Amendment] = []

  /// The patches of each corrected event, in index order.
  private var patches: [Int64: [[PatchMember]]] = [:]
  private var voided: Set<Int64> = []

  mutating func append(_ entry: Entry) {
    recorded.append(entry)
    switch entry.event.data {
    case .eventCorrected(let correction):
      patches[correction.target.index, default: []].append(correction.patch)
      amend(entry.event, target: correction.target.index, voids: false)
    case .eventVoided(let void):
      voided.insert(void.target.index)
      amend(entry.event, target: void.target.index, voids: true)
    default: break
    }
  }

  private mutating func amend(_ event: Event, target: Int64, voids: Bool) {
    amendments.append(Amendment(fact: Fact(event), target: target, voids: voids))
  }

  func isVoided(_ index: Int64) -> Bool { voided.contains(index) }

  /// The recorded event at `index`, if the stream has it.
  func entry(at index: Int64) -> Entry? { recorded.first { $0.event.index == index } }

  /// The event at `index` as it counts, or nil where it is voided or not of this stream.
  func effectiveEntry(
    at index: Int64, zone: Zone, interner: Interner
  ) throws(Refusal) -> Entry? {
    guard let entry = entry(at: index), !isVoided(index) else { return nil }
    return try effective(entry, zone: zone, interner: interner)
  }

  /// The events that count, in the order of what happened. Refuses where a correction leaves a
  /// payload that its schema doesn't allow. O(n log n).
  func effective(zone: Zone, interner: Interner) throws(Refusal) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(recorded.count)
    for entry in recorded where !entry.event.data.isCorrection {
      if isVoided(entry.event.index) { continue }
      entries.append(try effective(entry, zone: zone, interner: interner))
    }
    return Self.placed(entries)
  }

  /// `entries`, which come in index order, in the order in which they count: by (`time`, `index`),
  /// where a date that isn't exact lies as late in its interval as what was recorded before it
  /// needs. So a day proves no order against an instant of the same day.
  private static func placed(_ entries: [Entry]) -> [Entry] {
    var places: [Instant] = []
    places.reserveCapacity(entries.count)
    var isOrdered = true
    for entry in entries {
      var place = entry.event.time
      if entry.event.latest > place {
        for earlier in places where earlier <= entry.event.latest { place = max(place, earlier) }
      }
      if let last = places.last, last > place { isOrdered = false }
      places.append(place)
    }
    if isOrdered { return entries }
    let order = entries.indices.sorted { (places[$0], $0) < (places[$1], $1) }
    return order.map { entries[$0] }
  }

  private func effective(
    _ entry: Entry, zone: Zone, interner: Interner
  ) throws(Refusal) -> Entry {
    guard let patches = patches[entry.event.index] else { return entry }
    var result = entry
    var payload = try PatchedPayload(entry)
    for patch in patches { try payload.apply(patch) }
    let type = entry.event.data.type
    (result.bytes, result.event.data) = try payload.read(type: type, interner: interner)
    result.payload = result.bytes.indices
    if let own = result.event.data.ownDate {
      result.event.time = own.time(in: zone)
      result.event.latest = own.interval(in: zone).end
    }
    return result
  }
}

extension World {
  /// The stream of `ref` with what is pending; recorded order. O(n) in its events.
  func stream(of ref: Ref) -> Stream {
    var stream = Stream()
    let zone = zone(of: ref)
    for bytes in source?.events(of: ref, in: interner) ?? [] {
      guard let (entry, _) = Stream.Entry.read(bytes, zone: zone, interner: interner) else {
        continue
      }
      stream.append(entry)
    }
    for event in pending[ref] ?? [] {
      stream.append(Stream.Entry(event: event.event, id: event.id, payload: event.data))
    }
    return stream
  }

  /// Folds `stream` anew. With `checkingFrom`, each event that happened at or after that time must
  /// be one its predecessors admit.
  func fold<S: StreamState>(
    _ type: S.Type, _ stream: Stream, zone: Zone, until: Instant? = nil,
    checkingFrom: Instant? = nil
  ) throws(Refusal) -> S {
    var state = S()
    for entry in try stream.effective(zone: zone, interner: interner) {
      if let until, entry.event.time > until { continue }
      // An inexact date begins before what it is placed after.
      if let checkingFrom, entry.event.latest >= checkingFrom {
        do throws(Refusal) {
          try state.check(entry.event)
        } catch {
          throw Refusal(
            error.rule,
            "with that, event \(entry.event.index) (\(entry.event.data.type.name)) could not have "
              + "happened: \(error.obstacle)",
            admitted: "Send it in one batch with what makes the later event right.",
            dependents: ["event \(entry.event.index)"])
        }
      }
      state.take(entry.event, in: entry.bytes.span)
    }
    state.record.version = Int32(stream.recorded.count)
    state.record.amendments = stream.amendments
    return state
  }

  /// Folds `ref`'s stream anew from its events and keeps the result. A programme's own dates are
  /// read in the zone that it ends with, however often that was corrected.
  func refold(_ ref: Ref, checkingFrom: Instant? = nil) throws(Refusal) {
    noteForUndo(ref)
    let holder = whatHolds(ref)
    forgetProgramme(of: ref)
    let stream = stream(of: ref)
    var zone = zone(of: ref)
    while true {
      var visitor = Refold(stream: stream, zone: zone, checkingFrom: checkingFrom)
      _ = try visit(ref, &visitor)
      if whatHolds(ref) != holder { noteMove(of: ref) }
      let found = self.zone(of: ref)
      // A zone is read from no date, so that the second time it stays.
      if found == zone { break }
      zone = found
    }
    if isReplaying { foldedZones[ref] = zone }
    touch(ref)
  }

  /// Notes that `ref` belongs elsewhere now, and with it all that belongs to it; or to nothing, and
  /// then nothing belongs to it.
  private func noteMove(of ref: Ref) {
    forgetProgramme(of: ref)
    if isReplaying || whatHolds(ref) == nil { return }
    undoLog?.hasMoved = true
    forgetProgrammes()
  }

  /// The state of `ref` as its events up to `time` make it: the current one where nothing later
  /// happened, else a fold of what happened by then.
  func state<S: StreamState>(
    _ type: S.Type, of ref: Ref, current: S?, at time: Instant
  ) -> S? {
    guard let current, let last = current.record.last else { return current }
    if last.time <= time { return current }
    let past = try? fold(type, stream(of: ref), zone: zone(of: ref), until: time)
    guard let past, past.exists else { return nil }
    return past
  }

  /// The pairing as of `time`.
  func pairing(_ ref: Ref, at time: Instant) -> PairingState? {
    state(PairingState.self, of: ref, current: pairing(ref), at: time)
  }

  /// The participation as of `time`.
  func participation(_ ref: Ref, at time: Instant) -> ParticipationState? {
    state(ParticipationState.self, of: ref, current: participation(ref), at: time)
  }

  /// The deliverable as of `time`.
  func deliverable(_ ref: Ref, at time: Instant) -> DeliverableState? {
    state(DeliverableState.self, of: ref, current: deliverable(ref), at: time)
  }

  /// The activity as of `time`.
  func activity(_ ref: Ref, at time: Instant) -> ActivityState? {
    state(ActivityState.self, of: ref, current: activity(ref), at: time)
  }
}

private struct Refold: TableVisitor {
  let stream: Stream
  let zone: Zone
  let checkingFrom: Instant?

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Refusal) {
    let state = try world.fold(S.self, stream, zone: zone, checkingFrom: checkingFrom)
    let slot = world.slotMade(for: ref, in: &table)
    table[slot] = state
  }
}
