/// Sixteen bytes that name a command, in the order of their bytes.
///
/// Ids that grow with time (UUID version 7, or a common prefix and a line number) are stored at
/// the end of their table; scattered ones cost a page each.
public struct CommandID: Hashable, Comparable, Sendable {
  /// The first eight bytes, the first one most significant.
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64

  /// The id of those two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static func < (a: Self, b: Self) -> Bool { (a.high, a.low) < (b.high, b.low) }
}

/// Sixteen bytes that stand for what a command said, so that the same id with other content can be
/// told from a repetition.
public struct CommandDigest: Hashable, Sendable {
  /// The first eight bytes, the first one most significant.
  public let high: UInt64
  /// The last eight bytes.
  public let low: UInt64

  /// The digest of those two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }
}

/// What a command led to.
public struct CommandResult: Hashable, Sendable {
  /// Its first event.
  public let first: Index
  /// How many events it appended, one after another; at least 1.
  public let count: Int
  /// What it said.
  public let digest: CommandDigest

  /// The result of those parts.
  public init(first: Index, count: Int, digest: CommandDigest) {
    self.first = first
    self.count = count
    self.digest = digest
  }
}
