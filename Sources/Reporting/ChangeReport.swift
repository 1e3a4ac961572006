internal import CanonicalJSON
public import Twinning

/// What two summaries tell differently, side by side, with the events that made it so: one scope as
/// known at two sizes, or two scopes as known at one.
public struct ChangeReport {
  private let old: ImpactSummary
  private let new: ImpactSummary

  /// The differences, in the order of the figures.
  public let changes: [SummaryChange]
  private let names: (old: Interner, new: Interner)

  /// Whether it is about one scope at two sizes; two scopes at one otherwise.
  private var isOfTwoSizes: Bool { old.asOf.size < new.asOf.size }

  /// - Parameters:
  ///   - old: made of fewer events than `new`, or of as many and about something else.
  ///   - names: the names of what `old` is about.
  ///   - world: what `new` was made of.
  public init(
    from old: ImpactSummary, _ names: Interner, to new: ImpactSummary, world: World,
    columns: EventColumns,
    audience: ImpactReport.Audience = .everybody
  ) {
    let isPublic = audience == .everybody
    self.old = isPublic ? old.forPublic() : old
    self.new = isPublic ? new.forPublic() : new
    var unmoved: ImpactSummary?
    if old.asOf.size < new.asOf.size, old.now != new.now {
      let made = world.impact(
        of: new.scope, now: old.now, columns: columns,
        definitions: DefinitionSet.released(new.definitions) ?? .current)
      unmoved = isPublic ? made.forPublic() : made
    } else if old.asOf.size < new.asOf.size {
      unmoved = self.new
    }
    changes = world.changes(from: self.old, to: self.new, unmoved: unmoved, columns: columns)
    self.names = (names, world.interner)
  }

  // MARK: Text

  /// The differences as a page of `width` columns.
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: new.isSynthetic)
    page.add("Differences of figures")
    let titles = isOfTwoSizes ? ["Before: ", "After:  "] : ["First:  ", "Second: "]
    page.add("\(titles[0])\(Self.side(old, names.old))")
    page.add("\(titles[1])\(Self.side(new, names.new))")
    if old.definitions != new.definitions {
      page.add("Definitions: \(old.definitions), then \(new.definitions)")
    }
    page.add("")
    if changes.isEmpty {
      page.add("No figure differs.")
      return page.text
    }
    let sides = SideNames(old, names.old, new, names.new)
    var table = TextTable([
      TextTable.Column("figure"), TextTable.Column("value", isElastic: true),
      TextTable.Column(sides.first, isRight: true), TextTable.Column(sides.second, isRight: true),
      TextTable.Column("unit"), TextTable.Column("because", isElastic: true),
    ])
    for change in changes {
      let (old, new) = Self.amounts(change)
      table.add([
        change.id, change.key, old, new,
        (change.new ?? change.old)?.unitWords ?? "", words(change),
      ])
    }
    page.add(table)
    return page.text
  }

  /// Both amounts, and what they are made of where that alone differs.
  private static func amounts(_ change: SummaryChange) -> (old: String, new: String) {
    let values = [change.old, change.new]
    let isSame = change.old?.amountWords == change.new?.amountWords
    let words = values.map { value -> String in
      guard let value else { return "-" }
      let parts = value.partsWords
      return isSame && !parts.isEmpty ? "\(value.amountWords) (\(parts))" : value.amountWords
    }
    return (words[0], words[1])
  }

  private static func side(_ summary: ImpactSummary, _ interner: Interner) -> String {
    let about = summary.subjects(interner) + [summary.periodWords]
    return "as of \(summary.asOf.size) events, \(Spelling.moment(summary.asOf.recordedTime)); "
      + about.joined(separator: ", ")
  }

  private func words(_ change: SummaryChange) -> String {
    var reasons: [String] = []
    if change.isRedefined { reasons.append("another definition") }
    if !change.causes.isEmpty { reasons.append(Self.words(change.causes)) }
    if change.isByTime { reasons.append("time passed") }
    if !reasons.isEmpty { return reasons.joined(separator: "; ") }
    return old.moment == new.moment ? "no event of its own" : "judged at another time"
  }

  private static func words(_ causes: [SummaryChange.Cause]) -> String {
    let parting = [(SummaryChange.Cause.Effect.onlyFirst, "first"), (.onlySecond, "second")]
      .compactMap { effect, word -> String? in
        let events = causes.filter { $0.effect == effect }.map(\.event)
        return events.isEmpty ? nil : "only \(word): \(Spelling.events(events))"
      }
    if !parting.isEmpty { return parting.joined(separator: "; ") }
    let shown = causes.prefix(8).map { cause in
      switch (cause.effect, cause.target) {
      case (.corrects, let target?): "\(cause.event) corrects \(target)"
      case (.voids, let target?): "\(cause.event) voids \(target)"
      default: "\(cause.event)"
      }
    }
    let more = causes.count > 8 ? ", … (\(causes.count))" : ""
    let shifts = causes.first?.effect == .shifts ? " (by another value)" : ""
    return "event \(shown.joined(separator: ", "))\(more)\(shifts)"
  }

  // MARK: JSON

  /// The differences as canonical JSON: what a restatement digests.
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginObject()
    writer.key("changes")
    writer.beginArray()
    for change in changes { writer.change(change) }
    writer.endArray()
    for (name, summary, interner) in [("from", old, names.old), ("to", new, names.new)] {
      writer.key(name)
      writer.beginObject()
      writer.key("definitions")
      writer.string(summary.definitions)
      writer.key("period")
      writer.period(of: summary)
      writer.key("recordedTime")
      writer.optional(summary.asOf.recordedTime?.description)
      writer.key("scope")
      writer.scope(of: summary, interner)
      writer.key("size")
      writer.integer(summary.asOf.size)
      writer.endObject()
    }
    writer.endObject()
    return writer.bytes
  }
}

extension CanonicalWriter {
  fileprivate mutating func change(_ change: SummaryChange) {
    beginObject()
    key("causes")
    beginArray()
    for cause in change.causes {
      beginObject()
      key("effect")
      string(cause.effect.rawValue)
      key("event")
      integer(cause.event)
      if let target = cause.target {
        key("target")
        integer(target)
      }
      endObject()
    }
    endArray()
    key("id")
    string(change.id)
    key("key")
    string(change.key)
    for (name, value) in [("new", change.new), ("old", change.old)] {
      key(name)
      if let value { self.value(value) } else { null() }
    }
    if change.isRedefined {
      key("redefined")
      bool(true)
    }
    if change.isByTime {
      key("time")
      bool(true)
    }
    endObject()
  }
}
