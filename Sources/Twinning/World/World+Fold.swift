public import CanonicalJSON

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
    var visitor = EvolveLast(event: event, bytes: bytes)
    _ = visit(event.subject, &visitor)
    touch(event.subject)
  }

  /// The canonical state of `ref`, as it is stored, shown and digested; nil for an empty stream.
  public func stateBytes(of ref: Ref) -> [UInt8]? {
    var visitor = StateBytes()
    return visit(ref, &visitor) ?? nil
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

private struct EvolveLast: TableVisitor {
  let event: Event
  let bytes: [UInt8]

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) {
    let slot = world.slotMade(for: ref, in: &table)
    table[slot].take(event, in: bytes.span)
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

extension StreamState {
  /// Folds in an effective event that comes last in the order (`time`, `index`), keeping the
  /// record beside the state.
  mutating func take(_ event: borrowing Event, in bytes: Span<UInt8>) {
    record.version = max(record.version, event.version)
    if !exists { record.birth = Fact(event) }
    evolve(event, in: bytes)
    record.last = Fact(event)
  }
}
