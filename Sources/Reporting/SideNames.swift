internal import Twinning

/// What the columns of two summaries are called where they are laid side by side.
struct SideNames {
  /// The widest name, in columns.
  private static let columnsMax = 22

  let first: String
  let second: String

  /// Two sizes are before and after; else each is named by what it is about and the other isn't.
  init(_ old: ImpactSummary, _ oldNames: Interner, _ new: ImpactSummary, _ newNames: Interner) {
    if old.asOf.size < new.asOf.size {
      (first, second) = ("before", "after")
      return
    }
    let (ones, others) = (Self.names(old, oldNames), Self.names(new, newNames))
    let parting = zip(ones, others).lazy.compactMap { one, other -> (String, String)? in
      guard let one, let other, one != other else { return nil }
      let (cutOne, cutOther) = (Self.cut(one), Self.cut(other))
      return cutOne == cutOther ? nil : (cutOne, cutOther)
    }
    (first, second) = parting.first { _ in true } ?? ("first", "second")
  }

  private static func cut(_ name: String) -> String { DisplayText.cut(name, to: columnsMax) }

  /// Names of a summary, the shortest of each kind first: in the same places for every summary.
  private static func names(_ summary: ImpactSummary, _ interner: Interner) -> [String?] {
    let scope = summary.scope
    let pairing = scope.pairing.map(interner.slug(of:))
    // A pairing's id begins with its cohort's.
    let sides = pairing.flatMap { id in
      id.firstRange(of: "--").map { String(id[$0.upperBound...]) }
    }
    return [
      scope.cohort.map(interner.slug(of:)), sides, pairing, summary.periodText,
    ]
  }
}

extension ImpactSummary {
  /// The period in as few characters as it takes, such as 2024, 2024-H1, 2024-Q3, 2024-02 or
  /// 2024-02-05..2024-03-01, the end left out; nil where it is all of it, or begins or ends within
  /// a day.
  fileprivate var periodText: String? {
    guard let period = scope.period else { return nil }
    let (from, to) = (zone.date(of: period.from), zone.date(of: period.to))
    guard zone.start(of: from) == period.from, zone.start(of: to) == period.to else { return nil }
    guard from.day == 1, to.day == 1 else { return "\(from)..\(to)" }
    let year = from.description.prefix(4)
    let month = from.month - 1
    switch (to.year - from.year) * 12 + to.month - from.month {
    case 12 where month == 0: return String(year)
    case 6 where month.isMultiple(of: 6): return "\(year)-H\(month / 6 + 1)"
    case 3 where month.isMultiple(of: 3): return "\(year)-Q\(month / 3 + 1)"
    case 1: return String(from.description.prefix(7))
    default: return "\(from.description.prefix(7))..\(to.description.prefix(7))"
    }
  }
}
