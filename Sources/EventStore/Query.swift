/// Which events to find: those that match one choice of every group. Without groups, all events.
public struct Query: Hashable, Sendable {
  /// One way for an event to match.
  public enum Choice: Hashable, Sendable {
    /// The event was appended with this term.
    case term(Term)
    /// The event's subject has this name.
    case stream(String)
    /// The event's subject has a name that begins with this.
    ///
    /// Costs a lookup for every such subject, so give many of them a term of their own.
    case streams(prefix: String)
  }

  /// The groups; an event must match at least one choice of each. An empty group matches nothing.
  public var allOf: [[Choice]]

  /// The query of those groups.
  public init(allOf groups: [[Choice]] = []) { allOf = groups }
}

/// In which order to walk the log.
public enum LogDirection: Hashable, Sendable {
  /// From older events to newer ones.
  case forwards
  /// From newer events to older ones.
  case backwards
}
