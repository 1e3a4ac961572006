/// Something in a ledger that isn't what it should be.
public struct AuditFinding: Hashable, Sendable {
  /// What kind of thing it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// An event's bytes aren't those that were hashed.
    case eventAltered
    /// An event isn't there.
    case eventMissing
    /// A hash of the tree isn't what its leaves make.
    case treeAltered
    /// The head's size, root or sums aren't those of the events.
    case headAltered
    /// A checkpoint isn't signed by the key it should be signed by, or is none.
    case checkpointInvalid
    /// A signed checkpoint is of another history.
    case historyRewritten
    /// An event isn't canonical JSON, or isn't what its schema says.
    case eventInvalid
    /// An event's place, stream version, time or ids contradict those before it.
    case envelopeContradiction
    /// The rules of its time wouldn't have admitted an event, or not as it stands.
    case notAdmitted
    /// The current state of a subject isn't what its events make.
    case stateAltered
    /// An index table doesn't hold what the events say.
    case indexAltered
    /// What is kept of an earlier fold isn't what the events make.
    case projectionAltered
    /// The store's own structure is damaged.
    case storeDamaged
  }

  /// What kind of thing it is.
  public var kind: Kind
  /// Where: a table, a subject, a file.
  public var place: String
  /// The event's index, where it is about one.
  public var index: UInt64?
  /// What should be there.
  public var expected: String
  /// What is there.
  public var found: String

  /// Puts the parts together.
  public init(
    _ kind: Kind, _ place: String, index: UInt64? = nil, expected: String, found: String
  ) {
    self.kind = kind
    self.place = place
    self.index = index
    self.expected = expected
    self.found = found
  }

  /// What an error of the store says, as a finding.
  public init(_ error: IntegrityError) {
    let kind: Kind
    var index: UInt64?
    switch error.position {
    case .event(let at): (kind, index) = (.eventAltered, at.value)
    case .tree(let at): (kind, index) = (.treeAltered, at.value)
    case .head: kind = .headAltered
    case .tail(let at): (kind, index) = (.indexAltered, at.value)
    case .row: kind = .indexAltered
    }
    self.init(
      kind, error.position.description, index: index, expected: error.expected, found: error.found)
  }
}
