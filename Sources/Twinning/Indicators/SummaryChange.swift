/// A value that two summaries tell differently, and the events that made it so: two of one scope at
/// two sizes, or two scopes at one size.
public struct SummaryChange: Hashable, Sendable {
  /// An event that the earlier summary didn't know and that bears on the value.
  public struct Cause: Hashable, Sendable {
    /// What it does.
    public enum Effect: String, Hashable, Sendable {
      /// It counts itself.
      case counts

      /// It corrects an event behind the value.
      case corrects

      /// It voids an event that was behind the value.
      case voids

      /// It counts, corrects or voids for another value: what that gained or lost, this one lost or
      /// gained, or is divided by. Only where no event bears on this value alone.
      case shifts

      /// Of two summaries of one size: it is behind the first value alone.
      case onlyFirst = "only_first"

      /// Of two summaries of one size: it is behind the second value alone.
      case onlySecond = "only_second"
    }

    /// Its index.
    public var event: Int64

    /// What it does to the value.
    public var effect: Effect

    /// What it corrects or voids.
    public var target: Int64?
  }

  /// The figure's id, such as `I09`.
  public var id: String
  /// The value's key within the figure.
  public var key: String
  /// What was told before; nil where there was no such value.
  public var old: FigureValue?
  /// What is told now; nil where there is none any more.
  public var new: FigureValue?

  /// In the log's order. None where only time has passed, or the indicator means something else
  /// now; nor, of two summaries of one size, where both values rest on the same events.
  public var causes: [Cause]

  /// Whether time alone moved the value, or moved it further: a milestone fell due, say.
  public var isByTime = false

  /// Whether the two follow different definitions of the indicator.
  public var isRedefined = false
}

extension World {
  /// What `new`, made of this world, tells otherwise than `old`, which knew fewer events, or as
  /// many and is about something else. I29 is left aside: it is about the log, and every event
  /// changes it.
  ///
  /// - Parameter unmoved: of two summaries of one scope, what `new` would tell if it were judged at
  ///   the moment of `old`: where it tells the same as `old`, the difference is made by time.
  /// - Complexity: O(n) in the values and the events behind them, and in the events since `old`.
  public func changes(
    from old: ImpactSummary, to new: ImpactSummary, unmoved: ImpactSummary? = nil,
    columns: EventColumns
  ) -> [SummaryChange] {
    var changes = differences(from: old, to: new, columns: columns)
    for place in changes.indices {
      let (id, key) = (changes[place].id, changes[place].key)
      let versions = [old, new].map { $0.figure(id)?.definition.version }
      changes[place].isRedefined =
        versions[0] != nil && versions[1] != nil && versions[0] != versions[1]
      guard let unmoved else { continue }
      let still = unmoved.figure(id)?.value(key)
      changes[place].isByTime = !FigureValue.tellSame(still, changes[place].new)
      let isByEvents = !FigureValue.tellSame(changes[place].old, still)
      if changes[place].causes.isEmpty, isByEvents {
        let ofFigure = changes.filter { $0.id == id }.flatMap(\.causes)
        changes[place].causes = shifting(ofFigure.isEmpty ? changes.flatMap(\.causes) : ofFigure)
      }
    }
    return changes
  }

  /// Causes of other values, each event once, as what shifts a value.
  private func shifting(_ causes: [SummaryChange.Cause]) -> [SummaryChange.Cause] {
    Set(causes.map(\.event)).sorted().map {
      SummaryChange.Cause(event: $0, effect: .shifts, target: nil)
    }
  }

  private func differences(
    from old: ImpactSummary, to new: ImpactSummary, columns: EventColumns
  ) -> [SummaryChange] {
    let amendments = amendments(from: old.asOf.size, columns)
    var changes: [SummaryChange] = []
    for id in Set((old.figures + new.figures).map(\.id)).sorted() where id != "I29" {
      let before = old.figures.first { $0.id == id }?.values ?? []
      let after = new.figures.first { $0.id == id }?.values ?? []
      let known = Dictionary(before.map { ($0.key, $0) }) { one, _ in one }
      let keys = Set(after.map(\.key))
      let pairs: [(FigureValue?, FigureValue?)] =
        after.map { (known[$0.key], $0) }
        + before.filter { !keys.contains($0.key) }.map { ($0, nil) }
      for (one, other) in pairs where !FigureValue.tellSame(one, other) {
        changes.append(
          SummaryChange(
            id: id, key: other?.key ?? one?.key ?? "", old: one, new: other,
            causes: causes(one, other, since: old.asOf.size, amendments)))
      }
    }
    return changes
  }

  /// By target: the corrections and voids from `first` on.
  private func amendments(
    from first: Int64, _ columns: EventColumns
  ) -> [Int64: [SummaryChange.Cause]] {
    var found: [Int64: [SummaryChange.Cause]] = [:]
    var seen: Set<UInt32> = []
    for row in columns.rows[Int(first)...] where row.marks.contains(.correction) {
      guard seen.insert(row.subject).inserted else { continue }
      for one in record(of: Ref(rawValue: row.subject)).amendments where one.fact.index >= first {
        found[one.target, default: []].append(
          SummaryChange.Cause(
            event: one.fact.index, effect: one.voids ? .voids : .corrects, target: one.target))
      }
    }
    return found
  }

  private func causes(
    _ old: FigureValue?, _ new: FigureValue?, since size: Int64,
    _ amendments: [Int64: [SummaryChange.Cause]]
  ) -> [SummaryChange.Cause] {
    let (before, after) = (old?.events ?? [], new?.events ?? [])
    if size == self.size { return partings(Set(before), Set(after)) }
    var causes = Set(before + after).flatMap { amendments[$0] ?? [] }
    let amending = Set(causes.map(\.event))
    for event in after where event >= size && !amending.contains(event) {
      causes.append(SummaryChange.Cause(event: event, effect: .counts, target: nil))
    }
    return causes.sorted { $0.event < $1.event }
  }
}

/// The events that only one of two values has.
private func partings(_ before: Set<Int64>, _ after: Set<Int64>) -> [SummaryChange.Cause] {
  let first = before.subtracting(after).map {
    SummaryChange.Cause(event: $0, effect: .onlyFirst, target: nil)
  }
  let second = after.subtracting(before).map {
    SummaryChange.Cause(event: $0, effect: .onlySecond, target: nil)
  }
  return (first + second).sorted { $0.event < $1.event }
}

extension FigureValue {
  /// Whether both say the same, whatever events are behind it.
  fileprivate static func tellSame(_ one: FigureValue?, _ other: FigureValue?) -> Bool {
    one?.amount == other?.amount && one?.numerator == other?.numerator
      && one?.denominator == other?.denominator && one?.notReported == other?.notReported
  }
}
