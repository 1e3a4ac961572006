import Ledger
import Reporting
import TransparencyLog
import Twinning

extension PackFigures {
  /// The figures in the form in which a pack takes them.
  static func made(_ world: World, _ root: Hash) -> Pack.Figures {
    let figures = PackFigures(of: world, root: root.hex)
    return Pack.Figures(impact: figures.impact, milestones: figures.milestones)
  }
}
