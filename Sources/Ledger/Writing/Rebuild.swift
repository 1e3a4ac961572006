public import EventStore
public import TransparencyLog
internal import Twinning

/// Folds every state anew from event 0, beside the live ones, and puts them in place.
public enum Rebuild {
  /// The fold that this program keeps states by.
  public static var projection: Projection { Admitter.projection }

  /// Where the kept states and the rebuilt ones part.
  public struct Difference: Sendable {
    /// The first event at which they part: of all subjects that differ, the lowest index.
    ///
    /// Only the kept states remain of the other fold, so the event of one subject is found so:
    /// where the kept state is what the stream makes up to some event, the next one; it is the
    /// stream's first where nothing is kept that can be read. Otherwise each member that differs
    /// has the event from which on the rebuilt state holds the value it ends with, and the lowest
    /// is the one. Members that only the kept state ever had tell nothing of when; where there are
    /// no others, it is the stream's first event.
    public var event: Int64

    /// That event's type, as it stands in the log.
    public var type: String

    /// The stream of that event.
    public var subject: String

    /// Whether the kept state knows nothing of that event and of those after it.
    public var isBehind: Bool

    /// The members that got another value by that event than was kept, as JSON Pointers into the
    /// state; none where it ``isBehind``.
    public var members: [String]

    /// How many subjects differ.
    public var subjects: Int

    /// The kept state, nil where there is none that can be read; and the rebuilt one.
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

    /// Where they part; nil if the digests are equal.
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
    world.settle()
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
      outcome.difference = try Parting(store, unpacker, upTo: world.size).difference()
      if !acceptsDifference {
        try turn.abandonRebuild()
        return outcome
      }
    }
    try turn.finishRebuild()
    outcome.isInPlace = true
    return outcome
  }
}
