public import Twinning

/// What an audit pack shows of the programme as of its size, as canonical JSON.
public struct PackFigures: Sendable {
  /// What `report impact` prints of everything.
  public let impact: [UInt8]

  /// What `milestones` prints of every pairing.
  public let milestones: [UInt8]

  /// Of all that `world` knows, judged as of its last recorded time.
  ///
  /// - Parameter root: the root of the log's tree in lower-case hexadecimal digits.
  /// - Complexity: O(n) in the subjects and events.
  public init(of world: World, root: String) {
    let now = world.recordedTime ?? Instant(milliseconds: 0)
    let summary = world.impact(of: ReportScope(), now: now, columns: world.columns, root: root)
    impact = ImpactReport(summary, interner: world.interner).json()
    milestones =
      MilestoneReport(world.milestonesOfAllPairings(now: now), world: world, now: now).json()
  }
}
