/// The figures about a programme, as known at a size of the log.
///
/// The same events, scope and moment give the same summary on any machine.
public struct ImpactSummary: Hashable, Sendable {
  /// What was known.
  public struct AsOf: Hashable, Sendable {
    /// How many events the log had.
    public var size: Int64

    /// When the last of them was recorded; nil for an empty log.
    public var recordedTime: Instant?
  }

  /// What was known.
  public var asOf: AsOf

  /// The moment as of which due dates and effects were judged.
  public var now: Instant

  /// What was left out: everything outside of it.
  public var scope: ReportScope

  /// The zone of the period and of all dates.
  public var zone: Zone

  /// The version of the definitions, that of the zone table included.
  public var definitions: String

  /// Whether the ledger is made up.
  public var isSynthetic: Bool
  /// The figures, by their ids.
  public var figures: [Figure]

  /// The figure of an id, or nil. O(n) in the figures.
  public func figure(_ id: String) -> Figure? { figures.first { $0.id == id } }
}

/// One indicator's figures.
public struct Figure: Hashable, Sendable {
  /// What is counted, and how.
  public var definition: IndicatorDefinition
  /// The values, by their keys.
  public var values: [FigureValue]

  /// What a reader must know to read these values right.
  public var notes: [String]

  /// The definition's id, such as `I04`.
  public var id: String { definition.id }

  /// The value of a key, or nil. O(n) in the values.
  public func value(_ key: String) -> FigureValue? { values.first { $0.key == key } }
}

/// One number of a figure, with what it was made of.
public struct FigureValue: Hashable, Sendable {
  /// A value, or that nothing is known.
  public enum Amount: Hashable, Sendable {
    /// Nothing is known that it could be made of, or its denominator is 0.
    case notReported
    case integer(Int64)

    /// A decimal number with one place, rounded half up from exact integers.
    case decimal(String)
    case text(String)
  }

  /// What it is about within its figure: words with slashes between them.
  public var key: String
  /// What it comes to.
  public var amount: Amount
  /// What is counted.
  public var unit: Unit

  /// For a share or a mean: what was divided by what.
  public var numerator: Int64?
  /// The number below the line, for a share.
  public var denominator: Int64?

  /// How many were left out because their record doesn't say: beside the value, never in it.
  public var notReported: Int64 = 0

  /// The indexes of the events behind it, their corrections included; ascending, each once.
  public var events: [Int64] = []

  /// Whether there is a number.
  public var isReported: Bool { amount != .notReported }
}

/// What a value counts.
public enum Unit: String, Hashable, Sendable, CaseIterable {
  case applications, cities, claims, countries, days, deliverables, events, exchanges, hours,
    inhabitants
  case milestones, pairings, participations, percent, persons, points, practices, replications
  case visits
  case tonnes = "tCO2e/year"
  case personHours = "person_hours"
  case postponements = "postponements/activity"
  case euroCents = "euro_cents"
  case euroCentsPerVisit = "euro_cents/visit"
  case hash = "sha256"
}
