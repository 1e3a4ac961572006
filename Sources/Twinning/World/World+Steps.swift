/// What one event did to a subject's state.
public struct StateStep: Sendable {
  /// The subject.
  public var subject: Ref

  /// Its canonical state before the event; nil where it had none.
  public var before: [UInt8]?

  /// Its canonical state after the event; nil where it has none.
  public var after: [UInt8]?
}

/// Filling a world from the log so that every state is right after every single event.
extension World {
  /// Takes in the next event as ``replay(_:)`` does, and folds anew at once what came in another
  /// order than it happened, or was corrected: states are then what a replay up to there ends with.
  ///
  /// The world must be one that replays, and its source must have the events up to this one and
  /// none after it.
  ///
  /// - Returns: the event's own subject first, where this program knows its kind; then others whose
  ///   states the event changed by moving them to another zone.
  /// - Complexity: O(state); O(n log n) in the events of the stream for one that is folded anew.
  /// - Throws: ``SchemaError`` for what is wrong with the event, ``Refusal`` for a correction that
  ///   can't have been admitted; the world is of no further use.
  public func step(_ bytes: Span<UInt8>) throws -> [StateStep] {
    let ref = try EventHead.read(bytes, interner: interner).subject
    guard ref != .none else {
      try replay(bytes)
      return []
    }
    let before = stateBytes(of: ref)
    let home = Home(of: ref, in: self)
    try replay(bytes)
    if disordered.remove(ref) != nil {
      try refold(ref)
      refolded.insert(ref)
    }
    var steps = [StateStep(subject: ref, before: before, after: stateBytes(of: ref))]
    // Dates of precision day and longer are read in the programme's zone. Streams in order never
    // ask for it; the others are folded anew where a correction gives them another.
    if before != nil, Home(of: ref, in: self) != home {
      forgetProgrammes()
      for other in refolded.sorted() where other != ref {
        let before = stateBytes(of: other)
        try refold(other)
        let after = stateBytes(of: other)
        if before != after { steps.append(StateStep(subject: other, before: before, after: after)) }
      }
    }
    return steps
  }
}

/// What decides the zone of everything below a subject.
private struct Home: Equatable {
  private let holder: Ref?
  private let zone: Zone?

  init(of ref: Ref, in world: World) {
    switch world.interner.kind(of: ref) {
    case .programme:
      holder = nil
      zone = world.look(ref, &world.programmes, { $0.zone }) ?? nil
    case .ledger:
      holder = nil
      zone = world.ledgerState?.zone
    default:
      holder = world.whatHolds(ref)
      zone = nil
    }
  }
}
