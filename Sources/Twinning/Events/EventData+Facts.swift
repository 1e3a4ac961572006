/// What rules ask of a payload whatever its type.
extension EventData {
  /// Whether it is about another event of its stream, and is not folded itself.
  public var isCorrection: Bool {
    switch self {
    case .eventCorrected, .eventVoided, .correctionProposed: true
    default: false
    }
  }

  /// Whether it changes what another event of its stream says.
  public var isAmendment: Bool {
    switch self {
    case .eventCorrected, .eventVoided: true
    default: false
    }
  }

  /// The event that it is about, where it is about one.
  var amendmentTarget: EventTarget? {
    switch self {
    case .eventCorrected(let correction): correction.target
    case .eventVoided(let void): void.target
    case .correctionProposed(let proposal): proposal.target
    default: nil
    }
  }

  /// Whether it proposes exactly the change that `change` makes.
  func proposes(_ change: EventData) -> Bool {
    guard case .correctionProposed(let proposal) = self else { return false }
    switch change {
    case .eventCorrected(let correction):
      return proposal.target == correction.target && proposal.patch == correction.patch
    case .eventVoided(let void):
      return proposal.target == void.target && proposal.cause == void.cause
    default: return false
    }
  }

  /// The kind of activity and what was held, for the types that say so.
  var holding: (kind: HeldKind, held: HeldV1)? { held.map { ($0.kind, $0) } }

  /// The canonical bytes of a payload whose texts are its own.
  func canonicalBytes(interner: Interner) -> [UInt8] {
    write(texts: Span(), interner: interner)
  }

  /// A void of a consequence whose cause was amended.
  static func void(_ consequence: Stream.Entry, reason: ReasonCode) -> EventData {
    var void = EventVoidedV1()
    void.cause = .didNotHappen
    void.common.reason = Reason(reason)
    void.target.id = consequence.id
    void.target.index = consequence.event.index
    return .eventVoided(void)
  }
}

extension Reason {
  /// A reason without a note.
  init(_ code: ReasonCode) {
    self.init()
    self.code = code
  }
}
