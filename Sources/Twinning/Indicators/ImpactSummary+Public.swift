/// What may be published of a summary.
extension ImpactSummary {
  /// The summary for the public: cells of genders with fewer than 5 persons are merged, with the
  /// next smallest where one alone would be, and the share of women is withheld where the merged
  /// cells would let it tell them.
  public func forPublic() -> ImpactSummary {
    var summary = self
    for index in summary.figures.indices where summary.figures[index].id == "I12" {
      summary.figures[index].mergeSmallCells()
    }
    return summary
  }
}

extension Figure {
  private static let genders = ["F", "M", "X", "U"]

  /// Fewer persons than this aren't shown on their own.
  private static let cellMin: Int64 = 5

  fileprivate mutating func mergeSmallCells() {
    let cells = Self.genders.compactMap { key -> (key: String, count: Int64)? in
      guard case .integer(let count)? = value(key)?.amount, count > 0 else { return nil }
      return (key, count)
    }
    let ascending = cells.sorted { $0.count < $1.count }
    var merged = Array(ascending.prefix { $0.count < Self.cellMin })
    if merged.isEmpty { return }
    // One cell alone, or cells that together are still few, take the next smallest along.
    for cell in ascending.dropFirst(merged.count) {
      if merged.count > 1, merged.reduce(0, { $0 + $1.count }) >= Self.cellMin { break }
      merged.append(cell)
    }
    let keys = Set(merged.map(\.key))
    let names = Self.genders.filter(keys.contains)
    guard let place = values.firstIndex(where: { keys.contains($0.key) }) else { return }
    var cell = values[place]
    cell.key = names.joined(separator: "+")
    cell.amount = merged.count == 1 ? .notReported : .integer(merged.reduce(0) { $0 + $1.count })
    values.removeAll { keys.contains($0.key) }
    values.insert(cell, at: min(place, values.count))
    notes.append("Cells of fewer than \(Self.cellMin) persons are merged.")
    withholdShare()
  }

  private mutating func withholdShare() {
    guard let place = values.firstIndex(where: { $0.key == "share_of_women" }) else { return }
    values[place].amount = .notReported
    values[place].numerator = nil
    values[place].denominator = nil
    notes.append("The share of women is withheld: it would tell what was merged.")
  }
}
