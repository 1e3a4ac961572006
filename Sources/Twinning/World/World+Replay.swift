/// Filling a world from the log, from event 0 on.
extension World {
  /// An empty world that is filled by replay; `source` has the events that are read again where a
  /// stream came in another order than it happened.
  public convenience init(replaying source: any StreamSource) {
    self.init(source: source)
    isReplaying = true
  }

  /// Takes in the next event of the log from its stored bytes. Judges nothing and makes no
  /// consequences: what stands in the log was decided.
  ///
  /// States are right once ``finishReplay()`` was called.
  ///
  /// - Complexity: O(bytes).
  /// - Throws: what is wrong with the envelope or the payload; the world is of no further use.
  public func replay(_ bytes: Span<UInt8>) throws(SchemaError) {
    let stored = try StoredEvent.read(bytes, strength: .replay, interner: interner)
    size = stored.head.index + 1
    recordedTime = stored.head.recordedTime
    columns.append(stored)
    guard let event = Event(stored) else {
      unknownEvents.append(size - 1)
      return
    }
    if event.data.isCorrection {
      disordered.insert(event.subject)
    } else if !evolve(event, in: bytes) {
      disordered.insert(event.subject)
    }
  }

  /// Folds anew what came in another order than it happened, or was corrected. O(n log n) in the
  /// events of those streams.
  public func finishReplay() throws(Refusal) {
    for ref in disordered.sorted() { try refold(ref) }
    disordered.removeAll()
    try columns.finish(self)
  }
}
