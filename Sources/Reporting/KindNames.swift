public import Twinning

extension Kind {
  /// The kind's word in the plural, as `show` takes it.
  public var plural: String {
    switch self {
    case .city: "cities"
    case .country: "countries"
    case .activity: "activities"
    case .summary: "summaries"
    case .ledger: "ledger"
    default: word + "s"
    }
  }

  /// The kind of a plural, or nil.
  public init?(plural: String) {
    guard let kind = Kind.allCases.first(where: { $0.plural == plural && $0.isStream }) else {
      return nil
    }
    self = kind
  }

  /// The kinds that `show` can list, in the order in which a reader looks for them.
  public static let shown: [Kind] = [
    .programme, .call, .cohort, .application, .participation, .pairing, .activity, .practice,
    .replication, .deliverable, .claim, .period, .summary, .change, .city, .country, .ledger,
  ]
}
