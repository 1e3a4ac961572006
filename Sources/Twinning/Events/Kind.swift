/// What a stream is about: the part of a subject before its slash.
public enum Kind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  case ledger
  case city
  case country
  case programme
  case call
  case cohort
  case application
  case participation
  case pairing
  case activity
  case practice
  case replication
  case deliverable
  case period
  case summary
  case change
  case claim
  case person
  case audit
  case hold

  /// No stream: the opaque ids of those who record and evaluate.
  case actor

  /// The kind's word in a subject.
  public var word: String {
    switch self {
    case .ledger: "ledger"
    case .city: "city"
    case .country: "country"
    case .programme: "programme"
    case .call: "call"
    case .cohort: "cohort"
    case .application: "application"
    case .participation: "participation"
    case .pairing: "pairing"
    case .activity: "activity"
    case .practice: "practice"
    case .replication: "replication"
    case .deliverable: "deliverable"
    case .period: "period"
    case .summary: "summary"
    case .change: "change"
    case .claim: "claim"
    case .person: "person"
    case .audit: "audit"
    case .hold: "hold"
    case .actor: "actor"
    }
  }

  /// Whether streams of this kind exist; only ``actor`` has none.
  public var isStream: Bool { self != .actor }

  /// The kind that a subject's first word names, or nil.
  public init?(word: borrowing Span<UInt8>) {
    guard let found = Kind.packed.firstIndex(of: PackedWord(word)),
      let kind = Kind(rawValue: UInt8(found)), kind.isStream
    else { return nil }
    self = kind
  }

  /// The kind of a word, or nil.
  public init?(word: String) {
    guard let kind = Kind.allCases.first(where: { $0.word == word }) else { return nil }
    self = kind
  }

  // By raw value; what is no stream has a word that no subject begins with.
  private static let packed = Kind.allCases.map { PackedWord($0.isStream ? $0.word : "-") }
}
