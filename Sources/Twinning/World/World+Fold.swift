/// Taking events in.
extension World {
  /// What a stream keeps of its own, or an empty record where it has no events.
  func record(of ref: Ref) -> StreamRecord {
    var visitor = RecordOf()
    return visit(ref, &visitor) ?? StreamRecord()
  }

  /// Whether `ref` has an effective birth.
  func exists(_ ref: Ref) -> Bool { record(of: ref).birth != nil }

  /// Refuses `event` where its own stream doesn't admit it next.
  func checkNext(_ event: Event) throws(Refusal) {
    var visitor = CheckNext(event: event)
    _ = try visit(event.subject, &visitor)
  }

  /// Takes in an event that comes last in its stream's order: evolves its state. `bytes` is what
  /// the event's texts are ranges of. O(event).
  func evolveLast(_ event: Event, bytes: [UInt8]) {
    noteForUndo(event.subject)
    _ = evolve(event, in: bytes.span, evenIfEarlier: true)
    touch(event.subject)
  }

  /// The canonical state of `ref`, as it is shown and digested; nil for an empty stream. O(state).
  public func stateBytes(of ref: Ref) -> [UInt8]? {
    var visitor = StateBytes()
    return visit(ref, &visitor) ?? nil
  }

  /// The state of `ref` as a ``StreamSource`` keeps it; nil for an empty stream. O(state).
  public func packedState(of ref: Ref) -> [UInt8]? {
    var visitor = PackedBytes()
    return visit(ref, &visitor) ?? nil
  }

  /// The canonical state of `ref` that stored bytes hold; nil for a kind without states. The world
  /// isn't asked and doesn't change. O(state).
  ///
  /// - Throws: ``SchemaError`` where the bytes are no state of this program's.
  public func canonicalState(
    of ref: Ref, packed: [UInt8]
  ) throws(SchemaError) -> [UInt8]? {
    var visitor = Unpacking(packed: packed)
    return try visit(ref, &visitor)
  }
}

private struct RecordOf: TableVisitor {
  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) -> StreamRecord {
    guard let slot = world.slot(of: ref, in: &table) else { return StreamRecord() }
    return table[slot].record
  }
}

private struct CheckNext: TableVisitor {
  let event: Event

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Refusal) {
    guard let slot = world.slot(of: ref, in: &table) else { return try S().check(event) }
    try table[slot].check(event)
  }
}

private struct PackedBytes: TableVisitor {
  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) -> [UInt8]? {
    guard let slot = world.slot(of: ref, in: &table) else { return nil }
    return PackedState.bytes(of: &table[slot], interner: world.interner)
  }
}

private struct Unpacking: TableVisitor {
  let packed: [UInt8]

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(SchemaError) -> [UInt8] {
    var state = try PackedState.read(S.self, from: packed.span, interner: world.interner)
    return StateCoding.bytes(of: &state, interner: world.interner)
  }
}

private struct StateBytes: TableVisitor {
  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) -> [UInt8]? {
    guard let slot = world.slot(of: ref, in: &table) else { return nil }
    return StateCoding.bytes(of: &table[slot], interner: world.interner)
  }
}

extension World {
  /// Folds `event` into its stream's state where it comes last in the order (`time`, `index`);
  /// otherwise only counts it, and says false.
  func evolve(
    _ event: borrowing Event, in bytes: Span<UInt8>, evenIfEarlier: Bool = false
  ) -> Bool {
    switch interner.kind(of: event.subject) {
    case .ledger: evolve(&ledger, event, bytes, evenIfEarlier)
    case .city: evolve(&cities, event, bytes, evenIfEarlier)
    case .country: evolve(&countries, event, bytes, evenIfEarlier)
    case .programme: evolve(&programmes, event, bytes, evenIfEarlier)
    case .call: evolve(&calls, event, bytes, evenIfEarlier)
    case .cohort: evolve(&cohorts, event, bytes, evenIfEarlier)
    case .application: evolve(&applications, event, bytes, evenIfEarlier)
    case .participation: evolve(&participations, event, bytes, evenIfEarlier)
    case .pairing: evolve(&pairings, event, bytes, evenIfEarlier)
    case .activity: evolve(&activities, event, bytes, evenIfEarlier)
    case .practice: evolve(&practices, event, bytes, evenIfEarlier)
    case .replication: evolve(&replications, event, bytes, evenIfEarlier)
    case .deliverable: evolve(&deliverables, event, bytes, evenIfEarlier)
    case .period: evolve(&periods, event, bytes, evenIfEarlier)
    case .summary: evolve(&summaries, event, bytes, evenIfEarlier)
    case .change: evolve(&changes, event, bytes, evenIfEarlier)
    case .claim: evolve(&claims, event, bytes, evenIfEarlier)
    default: true
    }
  }

  @inline(__always)
  private func evolve<S: StreamState>(
    _ table: inout StateTable<S>, _ event: borrowing Event, _ bytes: Span<UInt8>,
    _ evenIfEarlier: Bool
  ) -> Bool {
    let slot = slotMade(for: event.subject, in: &table)
    if !evenIfEarlier, let last = table[slot].record.last, last.time > event.latest {
      table[slot].record.version = max(table[slot].record.version, event.version)
      return false
    }
    table[slot].take(event, in: bytes)
    return true
  }
}

extension StreamState {
  /// Folds in an effective event that comes last in its stream's order, keeping the record beside
  /// the state. `record.last` keeps where the event was placed: an imprecise date lies behind what
  /// was recorded before it as far as its interval lets it.
  mutating func take(_ event: borrowing Event, in bytes: Span<UInt8>) {
    record.version = max(record.version, event.version)
    if !exists { record.birth = Fact(event) }
    evolve(event, in: bytes)
    var last = Fact(event)
    if let before = record.last { last.time = max(last.time, before.time) }
    record.last = last
  }
}
