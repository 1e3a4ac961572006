internal import Twinning

/// What achieves a milestone, in words: what is needed next.
enum CriterionWords {
  /// What `criterion` asks for.
  static func need(_ criterion: Criterion) -> String {
    switch criterion {
    case .all(let parts): parts.map(need).joined(separator: ", and ")
    case .any(let parts): parts.map(need).joined(separator: ", or ")
    case .held(let held): need(held)
    case .representatives: "a representative named on each side"
    case .accepted(let accepted): need(accepted)
    case .replication(let replication): need(replication)
    case .pairingCompleted: "the pairing completed"
    }
  }

  private static func need(_ held: HeldCriterion) -> String {
    let kinds = held.kinds.words
    // "Any exchange but a kick-off" is how people say the long list.
    let isAnyKind = kinds.count >= HeldKind.allCases.count - 1
    let what = isAnyKind ? "exchange" : kinds.map { name($0) }.joined(separator: " or ")
    var text = held.minimum == 1 ? "\(article(what)) \(what) held" : "\(held.minimum) \(what)s held"
    if isAnyKind, let left = HeldKind.allCases.first(where: { !held.kinds.contains($0) }) {
      text += " (\(name(left))s aside)"
    }
    if held.direction == .other { text += " in the direction opposite to the first" }
    if held.bothSides == true { text += ", with a city of each side" }
    return text
  }

  private static func need(_ accepted: AcceptedCriterion) -> String {
    let type = FigureWords.phrase(accepted.type.word)
    return accepted.everyVisit == true
      ? "\(article(type)) \(type) accepted for every visit, of which there is one at least"
      : "\(article(type)) \(type) accepted"
  }

  private static func need(_ replication: ReplicationCriterion) -> String {
    let what =
      replication.event == .started
      ? "a replication started" : "the progress of a replication reported"
    guard let months = replication.afterMonths, months > 0 else { return what }
    return "\(what) after month \(months)"
  }

  private static func name(_ kind: HeldKind) -> String {
    FigureWords.phrase(kind.word)
  }

  private static func article(_ what: String) -> String {
    "aeio".contains(what.first ?? "x") ? "an" : "a"
  }
}
