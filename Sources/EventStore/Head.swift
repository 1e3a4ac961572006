public import TransparencyLog

/// How far the log goes, and what is needed to read and write it.
public struct Head: Hashable, Sendable {
  /// How many events there are.
  public let size: Size
  /// The root of the tree over them.
  public let root: Hash
  /// When the last event was recorded, in milliseconds since 1970; nil without events.
  public let recordedTimeMilliseconds: Int64?
  /// How many events the scattered tables cover; the others are looked up in the tail.
  public let mergedSize: Size
  /// The bytes of all events together.
  public let eventBytes: UInt64
  /// The version of the storage format.
  public let formatVersion: UInt32
  /// The oldest program version that may write.
  public let neededProgramVersion: UInt32
  /// The text the ledger was created for.
  public let origin: String
  /// What the current states were folded by.
  public let projection: Projection
}

/// The name and the version of a fold from events to states.
public struct Projection: Hashable, Sendable {
  /// Its name, at most 255 bytes.
  public let name: String
  /// Its version; another version may make other states of the same events.
  public let version: UInt32

  /// A projection of that name and version.
  public init(name: String, version: UInt32) {
    self.name = name
    self.version = version
  }
}

/// The current state of a subject.
public struct StoredState: Hashable, Sendable {
  /// The version of its stream that the state stands for.
  public let version: StreamVersion
  /// The event that changed it last.
  public let changedAt: Index
  /// The state as it was given.
  public let bytes: [UInt8]
}
