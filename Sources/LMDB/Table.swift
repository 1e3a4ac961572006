/// A table of an environment, opened once with it.
///
/// It is a small number and costs nothing to copy. Using it with another environment than the one
/// that gave it out is a programming error and traps.
public struct Table: Sendable, Hashable {
  let number: UInt32
  let environmentID: UInt32
}

/// How much a table holds and how it is laid out.
public struct TableStatistics: Sendable, Hashable {
  /// Entries in the table.
  public let entries: Int
  /// Levels of the tree, 0 if the table is empty.
  public let depth: Int
  /// Pages that only point to others.
  public let branchPages: Int
  /// Pages that hold keys, and the values that fit beside them.
  public let leafPages: Int
  /// Pages that hold values of more than about 2,000 bytes.
  public let overflowPages: Int
  /// All pages of the table.
  public var pages: Int { branchPages + leafPages + overflowPages }
}
