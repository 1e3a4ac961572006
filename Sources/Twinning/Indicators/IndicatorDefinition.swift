/// What an indicator is: the one place where reports, and who reads them, find its meaning.
public struct IndicatorDefinition: Hashable, Sendable {
  /// Which events a period lets in.
  public enum Timing: String, Hashable, Sendable {
    /// Everything that happened before the period's end.
    case stock

    /// What happened in the period; what belongs to it, from any time before the period's end.
    case flow

    /// What was recorded in the period.
    case recorded
  }

  /// `I01` to `I30`.
  public var id: String
  public var name: String
  /// Whether it counts what stands or what happened.
  public var timing: Timing

  /// How it is computed, in words.
  public var formula: String

  /// What is counted.
  public var counts: String

  /// What is never counted, though one might think so.
  public var neverCounts: String

  /// Raised with each change of meaning.
  public var version: Int

  /// The version with that of the zone table: dates are part of the meaning.
  public var versionText: String { "\(version)-tz\(zoneTable)" }

  /// The version of the table of time zones by which its dates are read.
  public var zoneTable = Zone.tableVersion

  init(
    _ id: String, _ name: String, _ timing: Timing, formula: String, counts: String,
    never: String, version: Int = 1
  ) {
    self.id = id
    self.name = name
    self.timing = timing
    self.formula = formula
    self.counts = counts
    neverCounts = never
    self.version = version
  }

  /// Today's definitions, in groups.
  static let newest: [IndicatorDefinition] =
    selection + participation + exchange + learning + effect + conduct
}
