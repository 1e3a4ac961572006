extension IndicatorDefinition {
  /// What its values are counted in, the leading one first. What straddles a boundary of the period
  /// is counted beside them in events of its own kind.
  public var units: [Unit] {
    switch id {
    case "I01": [.applications]
    case "I04": [.participations]
    case "I06": [.pairings]
    case "I07": [.days]
    case "I08", "I10": [.exchanges]
    case "I09": [.exchanges, .visits]
    case "I11": [.hours, .personHours]
    case "I12": [.persons, .percent]
    case "I13": [.persons]
    case "I15": [.percent, .postponements]
    case "I16": [.points, .percent]
    case "I18": [.practices]
    case "I20": [.replications]
    case "I22", "I23": [.tonnes, .replications]
    case "I26": [.euroCents, .euroCentsPerVisit, .claims]
    case "I25": [.milestones, .days]
    case "I27": [.percent, .days, .events]
    case "I28": [.percent, .events]
    case "I29": [.events, .hash]
    case "I30": [.cities, .countries, .inhabitants]
    default: [.percent]
    }
  }
}
