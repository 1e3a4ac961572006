/// Filling a world stream by stream, for those who ask for a few subjects of a long log.
extension World {
  /// Takes in the whole stream of `ref`, as far as the source has it, in a world that was made to
  /// be filled by replay. Its state is then the one that a replay of everything makes.
  ///
  /// A state is a fold of its own stream. Only the zone in which its dates are read comes from
  /// elsewhere, and only where the stream came in another order than it happened: then the streams
  /// that it belongs to are taken in as well. `size`, ``columns`` and ``unknownEvents`` stay as
  /// they are.
  ///
  /// - Complexity: O(n log n) in the events of the stream, and of those it belongs to; O(1) for one
  ///   that was taken in before.
  /// - Throws: `SchemaError` for an event that can't be read, ``Refusal`` for a correction that
  ///   leaves a payload its schema doesn't allow; the world is of no further use. What the source
  ///   couldn't read is in ``failure``.
  public func replay(streamOf ref: Ref) throws {
    precondition(isReplaying, "streams are replayed into a world that is filled by replay")
    try follow(ref)
    guard disordered.contains(ref) else { return }
    var chain = [ref]
    while let next = chain.last.flatMap(whatHolds), !chain.contains(next) {
      try follow(next)
      chain.append(next)
    }
    try follow(interner.ledger)
    for ref in [interner.ledger] + chain.reversed() where disordered.remove(ref) != nil {
      try refold(ref)
    }
  }

  private func follow(_ ref: Ref) throws(SchemaError) {
    guard followed.insert(ref).inserted else { return }
    for bytes in source?.events(of: ref, in: interner) ?? [] {
      let stored = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
      _ = take(stored, in: bytes.span)
    }
  }
}
