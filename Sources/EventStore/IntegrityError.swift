/// The log is not what it was: something stored contradicts something else that is stored.
///
/// Nothing can be done about it from here. Stop writing, keep the files, and compare with a copy.
public struct IntegrityError: Error, Hashable, Sendable {
  /// Where the contradiction was met.
  public enum Position: Hashable, Sendable {
    /// An event's bytes.
    case event(Index)
    /// The tree hashes that an event completed.
    case tree(Index)
    /// The head: size, root and the like.
    case head
    /// The row that a commit left for the merged tables, by the commit's first event.
    case tail(Index)
    /// A row of another table.
    case row(table: String)
  }

  /// Where it is.
  public let position: Position
  /// What the rest of the store demands there.
  public let expected: String
  /// What is there.
  public let found: String

  /// An error of those parts.
  public init(_ position: Position, expected: String, found: String) {
    self.position = position
    self.expected = expected
    self.found = found
  }
}

extension IntegrityError: CustomStringConvertible {
  /// Where, what was expected and what was found, in one line.
  public var description: String {
    "the store contradicts itself at \(position): expected \(expected), found \(found); "
      + "stop writing and compare with a copy"
  }
}

extension IntegrityError.Position: CustomStringConvertible {
  /// The place in words.
  public var description: String {
    switch self {
    case .event(let index): "event \(index)"
    case .tree(let index): "the tree hashes of event \(index)"
    case .head: "the head"
    case .tail(let index): "the tail row of event \(index)"
    case .row(let table): "a row of the table \(table)"
    }
  }
}
