/// What a stream's effective events add up to.
///
/// A state is a pure fold of its own stream, in the order (`time`, `index`): what happened, not
/// what was typed. `check` says whether an event may come next; `evolve` takes it as decided and
/// can't fail, so that replay never judges. `code` lists its members in canonical order, for
/// reading and for writing. Rules that look at other streams stand in `Admission`.
protocol StreamState: SchemaObject, Sendable {
  /// What every stream keeps: its version, birth and amendments.
  var record: StreamRecord { get set }

  /// Whether the stream's birth is in effect (a voided birth leads back to nothing).
  var exists: Bool { get }

  /// Refuses `event` where this state does not admit it next. Looks at this stream alone.
  func check(_ event: borrowing Event) throws(Refusal)

  /// Takes an admitted event into the state. `bytes` is what the event's texts are ranges of.
  mutating func evolve(_ event: borrowing Event, in bytes: Span<UInt8>)
}

/// A fact that a state holds: the event that says so, when it happened and when it was recorded.
public struct Fact: Hashable, Sendable {
  /// The event's place in the log.
  public var index: Int64

  /// When it happened.
  public var time: Instant

  /// When the ledger knew.
  public var recordedTime: Instant

  /// Puts the parts together.
  public init(index: Int64, time: Instant, recordedTime: Instant) {
    self.index = index
    self.time = time
    self.recordedTime = recordedTime
  }

  init(_ event: borrowing Event) {
    self.init(index: event.index, time: event.time, recordedTime: event.recordedTime)
  }
}

/// An event that corrected or voided another one of its stream.
public struct Amendment: Hashable, Sendable {
  /// What said so.
  public var fact: Fact

  /// The index of the event that was corrected or voided.
  public var target: Int64

  /// Whether the target was voided; corrected otherwise.
  public var voids: Bool
}

/// What every stream keeps beside its own state.
public struct StreamRecord: Hashable, Sendable {
  /// How many events the stream has, corrections included.
  public var version: Int32 = 0

  /// The event that began the stream, while it is in effect.
  public var birth: Fact?

  /// The latest effective event in the order (`time`, `index`).
  public var last: Fact?

  /// Corrections and voids, in index order.
  public var amendments: [Amendment] = []

  public init() {}
}
