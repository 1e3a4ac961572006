internal import CanonicalJSON
public import Twinning

/// `milestones`: where every pairing stands.
public struct MilestoneReport {
  private let world: World
  private let milestones: [MilestoneProgress]
  private let now: Instant

  /// - Parameter milestones: of one pairing after the other, each in its template's order.
  public init(_ milestones: [MilestoneProgress], world: World, now: Instant) {
    self.milestones = milestones
    self.world = world
    self.now = now
  }

  // MARK: Text

  /// A table for each pairing, by cohort. O(milestones).
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: world.isSynthetic)
    page.add("Milestones as of \(Spelling.moment(now))")
    if milestones.isEmpty {
      page.add()
      page.add("No pairing was formed, or their cohorts follow no template that is known.")
    }
    var lastCohort: Ref?
    for group in byPairing {
      guard let pairing = group.first?.pairing else { continue }
      let cohort = cohort(of: pairing)
      if cohort != lastCohort {
        page.add()
        page.add(cohort.map { title(ofCohort: $0) } ?? "no cohort")
        lastCohort = cohort
      }
      add(group, pairing, to: &page)
    }
    return page.text
  }

  /// In the order of the cohorts' and the pairings' names.
  private var byPairing: [[MilestoneProgress]] {
    var groups: [[MilestoneProgress]] = []
    for milestone in milestones {
      if let last = groups.last?.last, last.pairing == milestone.pairing {
        groups[groups.count - 1].append(milestone)
      } else {
        groups.append([milestone])
      }
    }
    let keyed = groups.map { group in
      (
        cohort(of: group[0].pairing).map(world.interner.slug(of:)) ?? "",
        world.interner.slug(of: group[0].pairing), group
      )
    }
    return keyed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  private func cohort(of pairing: Ref) -> Ref? {
    guard case .pairing(let state)? = world.state(of: pairing) else { return nil }
    return state.cohort
  }

  private func title(ofCohort ref: Ref) -> String {
    guard case .cohort(let cohort)? = world.state(of: ref) else {
      return world.interner.subject(of: ref)
    }
    let name = cohort.name.map { " (\(DisplayText.harmless($0)))" } ?? ""
    return "\(world.interner.subject(of: ref))\(name)"
  }

  private func add(_ group: [MilestoneProgress], _ pairing: Ref, to page: inout Page) {
    let share = MilestoneShare(of: group)
    let progress =
      share.expected == 0 ? Spelling.notReported : "\(share.achieved) of \(share.expected)"
    page.add()
    page.add("  \(world.interner.subject(of: pairing))  \(progress) mandatory ones achieved")
    let zone = world.zone(reading: pairing)
    var table = TextTable([
      TextTable.Column("id"), TextTable.Column("milestone", isElastic: true),
      TextTable.Column("due"), TextTable.Column("status"), TextTable.Column("on"),
      TextTable.Column("late", isRight: true), TextTable.Column("flags", isElastic: true),
      TextTable.Column("events", isElastic: true),
    ])
    table.indent = "  "
    for one in group {
      let isDated = one.status == .achieved || one.status == .overdue
      table.add([
        one.milestone, one.name + (one.isMandatory ? "" : " (optional)"),
        Spelling.day(one.due, in: zone), one.status.word, Spelling.day(one.achieved, in: zone),
        isDated ? one.daysLate.map { $0 == 0 ? "on time" : "+\($0) d" } ?? "?" : "",
        one.flags.words.joined(separator: ", "), Spelling.events(one.events, shown: 3),
      ])
    }
    page.add(table)
  }

  // MARK: JSON

  /// An array with an object for each milestone. O(milestones).
  public func json() -> [UInt8] {
    var writer = CanonicalWriter()
    writer.beginArray()
    for group in byPairing {
      for one in group { write(one, &writer) }
    }
    writer.endArray()
    return writer.bytes
  }

  private func write(_ one: MilestoneProgress, _ writer: inout CanonicalWriter) {
    writer.beginObject()
    writer.key("achieved")
    writer.optional(one.achieved?.description)
    writer.key("daysLate")
    writer.optional(one.daysLate)
    writer.key("due")
    writer.optional(one.due?.description)
    writer.key("events")
    writer.integers(one.events)
    writer.key("flags")
    writer.strings(one.flags.words)
    writer.key("mandatory")
    writer.bool(one.isMandatory)
    writer.key("milestone")
    writer.string(one.milestone)
    writer.key("module")
    writer.string(one.module)
    writer.key("name")
    writer.string(one.name)
    writer.key("pairing")
    writer.string(world.interner.subject(of: one.pairing))
    if let event = one.reopenedBy {
      writer.key("reopenedBy")
      writer.integer(event)
    }
    writer.key("status")
    writer.string(one.status.word)
    writer.endObject()
  }
}
