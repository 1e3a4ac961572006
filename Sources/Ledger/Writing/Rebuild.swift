public import EventStore
public import TransparencyLog
internal import Twinning

/// Folds every state anew from event 0, beside the live ones, and puts them in place.
public enum Rebuild {
  /// The fold that this program keeps states by.
  public static var projection: Projection { Admitter.projection }

  /// The first subject whose two states differ.
  public struct Difference: Sendable {
    /// In byte order of the names.
    public var subject: String

    /// The subject's events, by their indexes: one of them is where the folds part.
    public var events: [Int64]

    /// The live state, nil where there is none; and the rebuilt one.
    public var live: [UInt8]?
    /// The canonical state as folded anew; nil where there is none.
    public var rebuilt: [UInt8]?
  }

  /// What came of it.
  public struct Outcome: Sendable {
    /// The fold that the live states were kept by, before.
    public var from: Projection
    /// How many events were folded.
    public var size: Int64
    public var subjects = 0
    /// The digest of the states that were in use; nil where they are in a form that this program
    /// can't read.
    public var liveDigest: Hash?
    /// The digest of the states as folded anew.
    public var rebuiltDigest: Hash

    /// Where they differ first; nil if the digests are equal.
    public var difference: Difference?

    /// Whether the rebuilt states are the live ones now.
    public var isInPlace: Bool
  }

  /// How many states are written in one transaction.
  private static let statesPerTurn = 1_000

  /// Rebuilds the states of the ledger in `directory`, which no other writer of this process may
  /// have open. Other processes go on appending; they wait for single turns, at most for the last
  /// one, which takes in what was appended meanwhile and compares.
  ///
  /// - Parameters:
  ///   - acceptsDifference: whether states that differ are put in place as well.
  ///   - progress: called now and then with the share that is done.
  /// - Throws: `IntegrityError` where the events aren't what the tree says, `StoreError`, and
  ///   `SchemaError` for an event that can't be read; the live states are as they were then.
  /// - Complexity: O(n) in the log.
  public static func run(
    directory: String, acceptsDifference: Bool,
    options: LogWriterOptions = RecorderOptions().store, progress: (Double) -> Void = { _ in }
  ) throws -> Outcome {
    var writer = try LogWriter(opening: directory, options: options)
    let store = writer.store
    let source = StoreSource(store, readsStates: false)
    let world = World(replaying: source)
    let size = Int64(try store.size().value)
    try verify(store, upTo: size) { progress(0.3 * $0) }
    try replay(store, from: 0, into: world) {
      progress(0.3 + 0.3 * Double($0) / Double(max(1, size)))
    }
    try writer.turn { turn in try turn.beginRebuild(projection) }
    let subjects = world.subjectsInByteOrder
    world.clearTouched()
    var place = 0
    while place < subjects.count {
      let end = min(subjects.count, place + statesPerTurn)
      try write(subjects[place..<end], of: world, store, &writer)
      place = end
      progress(0.6 + 0.4 * Double(place) / Double(subjects.count))
    }
    return try writer.turn { turn in
      try replay(store, from: world.size, into: world) { _ in }
      if let failure = source.failure { throw failure }
      try give(world.touched[...], of: world, store, &turn)
      try turn.commitRebuilt(upTo: Size(UInt64(world.size)))
      return try finish(&turn, store, world, acceptsDifference)
    }
  }

  /// States are only as good as the events: those must be what the tree says.
  private static func verify(
    _ store: EventLog, upTo size: Int64, progress: (Double) -> Void
  ) throws {
    var next: Int64 = 0
    while next < size {
      let end = min(size, next + 16_384)
      try store.verify(from: Index(UInt64(next)), to: Size(UInt64(end)))
      next = end
      progress(Double(next) / Double(size))
    }
  }

  private static func replay(
    _ store: EventLog, from first: Int64, into world: World, progress: (Int64) -> Void
  ) throws {
    var count = 0
    try store.events(from: Index(UInt64(first))) { _, bytes in
      try world.replay(bytes)
      count += 1
      if count % 16_384 == 0 { progress(world.size) }
      return true
    }
    try world.finishReplay()
  }

  private static func write(
    _ subjects: ArraySlice<Ref>, of world: World, _ store: EventLog, _ writer: inout LogWriter
  ) throws {
    try writer.turn { turn in
      try give(subjects, of: world, store, &turn)
      try turn.commitRebuilt(upTo: Size(UInt64(world.size)))
    }
  }

  private static func give(
    _ subjects: ArraySlice<Ref>, of world: World, _ store: EventLog, _ turn: inout Turn
  ) throws {
    var name: [UInt8] = []
    for ref in subjects {
      guard let state = world.packedState(of: ref) else { continue }
      name.removeAll(keepingCapacity: true)
      world.interner.appendSubject(of: ref, to: &name)
      let last = try store.streamIndexes(of: world.interner.subject(of: ref)).last
      try turn.setState(
        state.span, of: name.span, version: StreamVersion(UInt32(world.version(of: ref))),
        changedAt: last ?? Index(UInt64(max(0, world.size - 1))))
    }
  }

  private static func finish(
    _ turn: inout Turn, _ store: EventLog, _ world: World, _ acceptsDifference: Bool
  ) throws -> Outcome {
    let head = try store.head()
    let unpacker = Unpacker(world)
    var outcome = Outcome(
      from: head.projection, size: world.size, subjects: world.subjectsInByteOrder.count,
      rebuiltDigest: try store.rebuiltStateDigest(canonical: unpacker.state), isInPlace: false)
    do {
      outcome.liveDigest = try store.stateDigest(canonical: unpacker.state)
    } catch is SchemaError {}
    if outcome.liveDigest != outcome.rebuiltDigest {
      outcome.difference = try firstDifference(store, unpacker)
      if !acceptsDifference {
        try turn.abandonRebuild()
        return outcome
      }
    }
    try turn.finishRebuild()
    outcome.isInPlace = true
    return outcome
  }

  /// Goes through both sets of states in the order of the names, in memory for one of them only as
  /// digests: the states themselves may be larger than the memory.
  private static func firstDifference(
    _ store: EventLog, _ unpacker: Unpacker
  ) throws -> Difference? {
    var rebuilt: [(subject: [UInt8], digest: Hash)] = []
    try store.rebuiltStates { subject, _, state in
      rebuilt.append((copy(subject), leafHash(of: state)))
    }
    var place = 0
    var first: [UInt8]?
    try store.states { subject, _, state in
      guard first == nil else { return }
      let name = copy(subject)
      guard place < rebuilt.count else { return first = name }
      let other = rebuilt[place]
      if other.subject == name {
        if other.digest != leafHash(of: state) { first = name }
        place += 1
      } else {
        first = other.subject.lexicographicallyPrecedes(name) ? other.subject : name
      }
    }
    if first == nil, place < rebuilt.count { first = rebuilt[place].subject }
    guard let first else { return nil }
    let subject = String(decoding: first, as: UTF8.self)
    var rebuiltState: [UInt8]?
    try store.rebuiltStates {
      if copy($0) == first { rebuiltState = try unpacker.state(of: $0, stored: $2) }
    }
    let live = try store.state(of: subject).flatMap {
      try? unpacker.state(of: first.span, stored: $0.bytes.span)
    }
    return Difference(
      subject: subject, events: try store.streamIndexes(of: subject).map { Int64($0.value) },
      live: live, rebuilt: rebuiltState)
  }

  private static func copy(_ span: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    for index in span.indices { bytes.append(span[index]) }
    return bytes
  }
}

/// The canonical states of what is stored packed.
private struct Unpacker {
  private let world: World

  init(_ world: World) { self.world = world }

  /// - Throws: `SchemaError` where the bytes are in no form that this program reads.
  func state(of subject: Span<UInt8>, stored: Span<UInt8>) throws -> [UInt8] {
    guard let ref = world.interner.intern(subject: subject),
      let state = try world.canonicalState(of: ref, packed: copy(stored))
    else {
      throw SchemaError(.unknownType, pointer: "", offset: 0, "no such subject has a state")
    }
    return state
  }

  private func copy(_ span: Span<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(span.count)
    for index in span.indices { bytes.append(span[index]) }
    return bytes
  }
}
