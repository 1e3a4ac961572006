/// Filling a world from the log, from event 0 on.
extension World {
  /// An empty world that is filled by replay; `source` has the events that are read again where a
  /// stream came in another order than it happened.
  public convenience init(replaying source: any StreamSource, interner: Interner = Interner()) {
    self.init(source: source, interner: interner)
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
    if !take(stored, in: bytes) { unknownEvents.append(size - 1) }
  }

  /// Folds an event into its stream's state, or notes that the stream is to be folded anew; false
  /// for an event that this program doesn't know.
  @inline(__always)
  func take(_ stored: consuming StoredEvent, in bytes: Span<UInt8>) -> Bool {
    guard let event = Event(stored) else { return false }
    if event.data.isCorrection {
      disordered.insert(event.subject)
    } else if !evolve(event, in: bytes) {
      disordered.insert(event.subject)
    }
    return true
  }

  /// Folds anew what came in another order than it happened, or was corrected. More events may be
  /// replayed afterwards, and finished again.
  ///
  /// - Complexity: O(n log n) in the events of those streams, O(n) in the streams that were ever
  ///   folded anew.
  public func finishReplay() throws(Refusal) {
    for ref in disordered.sorted() { try refold(ref) }
    // What an earlier call folded was read in the zone of that time.
    forgetProgrammes()
    let moved = foldedZones.filter { !disordered.contains($0.key) && zone(of: $0.key) != $0.value }
    for ref in moved.keys.sorted() { try refold(ref) }
    columns.reconsider(moved.keys)
    disordered.removeAll()
    try columns.finish(self)
  }
}
