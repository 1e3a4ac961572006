public import EventStore
public import TransparencyLog
public import Twinning

/// A ledger as it is read: now, and as it was known before.
///
/// Any thread may read; a ``World`` that a reader gives belongs to the thread that asked.
public final class LedgerReader: Sendable {
  /// The log underneath.
  public let store: EventLog

  /// Opens the ledger in `directory` to read it. It needs no right to write.
  public init(directory: String) throws {
    store = try EventLog(reading: directory)
  }

  /// Reads through a recorder's store, in the process that writes.
  public init(of recorder: Recorder) { store = recorder.store }

  init(_ store: EventLog) { self.store = store }

  /// The point up to which the log is read.
  public struct AsOf: Hashable, Sendable {
    /// How many events were known.
    public var size: Int64

    /// When the last of them was recorded; nil for an empty ledger.
    public var recordedTime: Instant?

    /// What "now" is there: the instant asked for, or the last recorded time, or the clock.
    public var now: Instant

    /// Whether more may still be recorded for the instant that was asked for.
    public var isProvisional: Bool
  }

  /// A point in what was known: a size, or an instant.
  public enum Point: Hashable, Sendable {
    case size(Int64)
    case instant(Instant)

    /// The point that a text names: digits are a size, anything else an instant.
    public init(_ text: String) throws(InputError) {
      if let size = Int64(text), size >= 0 {
        self = .size(size)
        return
      }
      do throws(TimeError) { self = .instant(try Instant(people: text)) } catch {
        throw InputError(
          "\"\(text)\" is neither a size nor an instant such as 2025-03-28T16:00:00Z.",
          member: "--as-of")
      }
    }
  }

  /// What `point` stands for in this ledger; nil is all that is known.
  ///
  /// - Throws: ``InputError`` for a size the ledger hasn't reached.
  /// - Complexity: O(log n).
  public func resolve(_ point: Point?, clock: Clock = .system) throws -> AsOf {
    let head = try store.head()
    let size = Int64(head.size.value)
    let last = head.recordedTimeMilliseconds.map { Instant(milliseconds: $0) }
    switch point {
    case nil:
      return AsOf(size: size, recordedTime: last, now: clock.now(), isProvisional: false)
    case .size(let asked):
      guard asked <= size else {
        throw InputError(
          "the ledger has \(size) events, not \(asked).", member: "--as-of")
      }
      let recorded = try lastRecordedTime(before: asked)
      return AsOf(
        size: asked, recordedTime: recorded, now: recorded ?? clock.now(), isProvisional: false)
    case .instant(let instant):
      let found = try self.size(at: instant)
      return AsOf(
        size: found, recordedTime: try lastRecordedTime(before: found), now: instant,
        isProvisional: last.map { instant > $0 } ?? true)
    }
  }

  /// How many events were recorded up to `instant`, it included.
  public func size(at instant: Instant) throws -> Int64 {
    let interner = Interner()
    let index = try store.firstIndex { bytes in
      try EventHead.read(bytes, interner: interner).recordedTime > instant
    }
    return Int64(index.value)
  }

  private func lastRecordedTime(before size: Int64) throws -> Instant? {
    guard size > 0 else { return nil }
    let interner = Interner()
    return try store.event(at: Index(UInt64(size - 1))) { bytes in
      try EventHead.read(bytes, interner: interner).recordedTime
    }
  }

  /// The whole programme as known at `size`, folded from event 0.
  ///
  /// - Parameter progress: called now and then with how many events are in.
  /// - Complexity: O(n) in `size`.
  public func replay(
    until size: Int64, progress: (Int64) -> Void = { _ in }
  ) throws -> World {
    let source = StoreSource(store, upTo: Size(UInt64(size)), readsStates: false)
    let world = World(replaying: source)
    try replay(into: world, upTo: size, progress)
    try world.finishReplay()
    if let failure = source.failure { throw failure }
    return world
  }

  /// A world that reads current states as it is asked for them.
  public func currentWorld() throws -> World {
    let head = try store.head()
    return World(
      source: StoreSource(store, readsStates: true), size: Int64(head.size.value),
      recordedTime: head.recordedTimeMilliseconds.map { Instant(milliseconds: $0) })
  }

  /// A world as known at `size` that folds the streams it is asked for, and no others: for a few
  /// subjects of a long log. Its figures of every event (``World/columns``) are empty.
  ///
  /// - Complexity: O(1), and O(n log n) in the events of each stream that is asked for.
  public func pastWorld(at size: Int64) throws -> World {
    let interner = Interner()
    return World(
      source: PastSource(store, upTo: Size(UInt64(size)), interner: interner), size: size,
      recordedTime: try lastRecordedTime(before: size), interner: interner)
  }

  /// The canonical state of `subject` as known at `size`, or nil where it had no event.
  ///
  /// - Complexity: O(1) for the current one, else O(n log n) in the events of its stream.
  public func state(of subject: String, at size: Int64) throws -> [UInt8]? {
    let isCurrent = size == Int64(try store.size().value)
    return try state(of: subject, in: isCurrent ? currentWorld() : pastWorld(at: size))
  }

  /// The canonical state of `subject` as its events before `size` make it, whatever is kept.
  func pastState(of subject: String, at size: Int64) throws -> [UInt8]? {
    try state(of: subject, in: pastWorld(at: size))
  }

  private func state(of subject: String, in world: World) throws -> [UInt8]? {
    guard let ref = world.interner.intern(subject: subject) else { return nil }
    let state = world.stateBytes(of: ref)
    if let failure = world.failure { throw failure }
    return state
  }

  /// SHA-256 over (subject, canonical state) in byte order of the subjects.
  public func stateDigest(of world: World) -> Hash { world.stateDigest }
}

extension World {
  /// SHA-256 over (subject, canonical state) in byte order of the subjects.
  var stateDigest: Hash {
    var digest = StateDigest()
    var subject: [UInt8] = []
    for ref in subjectsInByteOrder {
      guard let state = stateBytes(of: ref) else { continue }
      subject.removeAll(keepingCapacity: true)
      interner.appendSubject(of: ref, to: &subject)
      digest.add(subject: subject.span, state: state.span)
    }
    return digest.finish()
  }
}
