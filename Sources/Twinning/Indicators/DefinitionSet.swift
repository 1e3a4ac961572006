/// The definitions of all indicators as they were released together.
///
/// A change of what an indicator means makes a new set. The sets before it stay in the program,
/// each with the definitions and the formulas that were changed since: what was published under
/// them can be made again, byte for byte.
public struct DefinitionSet: Sendable {
  /// How a figure was made before its formula was changed.
  typealias Formula = @Sendable (inout FigureMaker) -> Figure

  /// From 1, raised with each change of any definition.
  public let number: Int

  /// The version of the table of time zones by which dates are read: one of
  /// ``Zone/tableVersions``, in every set that was released.
  public let zoneTable: String

  /// Every definition, by id.
  public let indicators: [IndicatorDefinition]

  /// By the id of an indicator whose formula was changed since: how it was made under this set.
  let formerFormulas: [String: Formula]

  /// What reports and published summaries name the set by, such as `1-tz2026f`.
  public var version: String { "\(number)-tz\(zoneTable)" }

  /// The set `number`, which differs from today's definitions in `former`.
  ///
  /// - Parameters:
  ///   - former: the definitions that were changed since, as they were.
  ///   - formulas: how figures were made whose formulas were changed since, by id.
  init(
    _ number: Int, zoneTable: String, former: [IndicatorDefinition] = [],
    formulas: [String: Formula] = [:]
  ) {
    self.number = number
    self.zoneTable = zoneTable
    let former = Dictionary(former.map { ($0.id, $0) }) { first, _ in first }
    indicators = IndicatorDefinition.newest.map { newest in
      var definition = former[newest.id] ?? newest
      definition.zoneTable = zoneTable
      return definition
    }.sorted { $0.id < $1.id }
    formerFormulas = formulas
  }

  /// Every set that was released, the oldest first.
  public static let released: [DefinitionSet] = [DefinitionSet(1, zoneTable: "2026f")]

  /// The set that today's figures follow.
  public static let current: DefinitionSet = {
    guard let last = released.last else { preconditionFailure("no definitions") }
    return last
  }()

  /// The set that a published summary names; nil for one that this program doesn't have.
  public static func released(_ version: String) -> DefinitionSet? {
    released.first { $0.version == version }
  }

  /// The definition of an id, or nil where there is none.
  public subscript(_ id: String) -> IndicatorDefinition? { indicators.first { $0.id == id } }

  /// The definition of an id that a figure is made for. A programmer's error where there is none.
  func definition(of id: String) -> IndicatorDefinition {
    guard let found = self[id] else { preconditionFailure("no indicator \(id)") }
    return found
  }
}
