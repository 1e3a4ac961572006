/// Taking back what an admission did before it was refused.
struct UndoLog {
  var size: Int64
  var recordedTime: Instant?
  var restorations: [Ref: (World) -> Void] = [:]
  var heldBefore: [Ref: Int] = [:]

  /// Whether a stream came to belong elsewhere.
  var hasMoved = false
}

extension World {
  func beginUndo() { undoLog = UndoLog(size: size, recordedTime: recordedTime) }

  func endUndo() { undoLog = nil }

  /// Puts every stream back to what it was at ``beginUndo()``. O(streams changed since), and
  /// O(subjects) where one of them had come to belong elsewhere.
  func undo() {
    guard let log = undoLog else { return }
    undoLog = nil
    if log.hasMoved { forgetProgrammes() }
    for (ref, restore) in log.restorations {
      restore(self)
      forgetProgramme(of: ref)
    }
    for (ref, count) in log.heldBefore {
      pending[ref]?.removeSubrange(count...)
      if pending[ref]?.isEmpty == true { pending[ref] = nil }
    }
    size = log.size
    recordedTime = log.recordedTime
    beginUndo()
  }

  /// Remembers `ref`'s state before its first change.
  func noteForUndo(_ ref: Ref) {
    guard undoLog != nil, undoLog?.restorations[ref] == nil else { return }
    var visitor = Snapshot()
    undoLog?.restorations[ref] = visit(ref, &visitor) ?? { _ in }
  }

  /// Holds an event until the source has it.
  func hold(_ event: PendingEvent) {
    let subject = event.event.subject
    if undoLog != nil, undoLog?.heldBefore[subject] == nil {
      undoLog?.heldBefore[subject] = pending[subject]?.count ?? 0
    }
    noteForUndo(subject)
    if event.event.version == 1 { noteBeginning(of: subject) }
    pending[subject, default: []].append(event)
    event.event.data.forEachMention(in: interner) { note(subject, mentions: $0) }
  }

  /// Drops an event held last, that turned out not to be admitted.
  func dropHeld(_ event: Event) {
    pending[event.subject]?.removeLast()
    if pending[event.subject]?.isEmpty == true { pending[event.subject] = nil }
  }
}

private struct Snapshot: TableVisitor {
  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) -> (World) -> Void {
    let state = world.slot(of: ref, in: &table).map { table[$0] } ?? S()
    return { world in
      var restore = Restore(state: state)
      _ = world.visit(ref, &restore)
    }
  }
}

private struct Restore<Saved: StreamState>: TableVisitor {
  let state: Saved

  func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) {
    guard let state = state as? S else { return }
    let slot = world.slotMade(for: ref, in: &table)
    table[slot] = state
  }
}
