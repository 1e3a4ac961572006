import Ledger
import Reporting
import TransparencyLog
import Twinning

/// What `report impact` and `milestones` print as of a pack's size.
enum PackFigures {
  static func made(_ world: World, _ root: Hash) throws -> Pack.Figures {
    let now = world.recordedTime ?? Instant(milliseconds: 0)
    let summary = world.impact(
      of: ReportScope(), now: now, columns: world.columns, root: root.hex)
    let milestones = MilestoneReport(
      world.milestonesOfAllPairings(now: now), world: world, now: now)
    return Pack.Figures(
      impact: ImpactReport(summary, interner: world.interner).json(), milestones: milestones.json())
  }
}
