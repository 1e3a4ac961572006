public import Twinning

/// `show`: the states of a kind in a table, or one subject's in full; as JSON either with every
/// member.
public struct StateReport {
  let world: World

  /// The moment as of which standings and deadlines are told.
  let now: Instant

  /// By cohort: its pairings by state, and how many participations it has; nil where they aren't
  /// counted.
  let pairingCounts: [Ref: [PairingState.Status: Int]]?
  let participationCounts: [Ref: Int]?

  /// - Parameters:
  ///   - now: the moment as of which standings and deadlines are told.
  ///   - countsMembers: whether cohorts come with the number of their pairings and participations;
  ///     the world must hold all of those.
  /// - Complexity: O(n) in the names that the world knows where members are counted, else O(1).
  public init(_ world: World, now: Instant, countsMembers: Bool = true) {
    self.world = world
    self.now = now
    pairingCounts = countsMembers ? world.countedPairings() : nil
    participationCounts = countsMembers ? world.countedParticipations() : nil
  }

  /// How many subjects of each kind there are: what `show` says without a kind.
  public func overview(width: Int) -> String {
    var page = Page(width: width, isSynthetic: world.isSynthetic)
    var table = TextTable([TextTable.Column("kind"), TextTable.Column("number", isRight: true)])
    for kind in Kind.shown {
      let count = world.subjects(of: kind).count
      if count > 0 { table.add([kind.plural, String(count)]) }
    }
    if table.rows.isEmpty { page.add("Nothing is recorded.") }
    page.add(table)
    return page.text
  }

  /// The subjects of `kind` in a table with the columns that tell them apart.
  public func list(_ kind: Kind, width: Int) -> String {
    var page = Page(width: width, isSynthetic: world.isSynthetic)
    let rows = world.subjects(of: kind).compactMap { ref in
      world.state(of: ref).map { StateRow(report: self, ref: ref, state: $0).cells }
    }
    if rows.isEmpty {
      page.add("No \(kind.plural) are recorded.")
      return page.text
    }
    var table = TextTable(StateRow.columns(of: kind))
    for row in rows { table.add(row) }
    page.add(table)
    if kind == .call { addDeadlines(to: &page) }
    return page.text
  }

  /// Every deadline that a call had, as it was published: the last one of each call is in force.
  private func addDeadlines(to page: inout Page) {
    var table = TextTable([
      TextTable.Column("call"), TextTable.Column("deadline"), TextTable.Column("zone"),
      TextTable.Column("which is"), TextTable.Column("known since"),
      TextTable.Column("event", isRight: true),
    ])
    for ref in world.subjects(of: .call) {
      guard case .call(let call)? = world.state(of: ref) else { continue }
      for change in call.deadlines {
        table.add([
          slug(ref), change.closesAt.literal, change.closesAt.zone.name,
          Spelling.moment(change.closesAt.instant),
          Spelling.day(change.fact.recordedTime, in: world.zone(reading: ref)),
          String(change.fact.index),
        ])
      }
    }
    if table.rows.isEmpty { return }
    page.add()
    page.add("Deadlines; the last one of each call is in force")
    page.add(table)
  }

  // MARK: Words

  func slug(_ ref: Ref?) -> String { ref.map(world.interner.slug(of:)) ?? Spelling.notReported }

  func names(_ cities: [Ref]) -> String {
    cities.isEmpty
      ? Spelling.notReported : cities.map(world.name(ofCity:)).joined(separator: " + ")
  }

  func day(_ fact: Fact?, _ ref: Ref) -> String {
    fact.map { Spelling.day($0.time, in: world.zone(reading: ref)) } ?? "-"
  }

  /// `on_time`, `late`, `date_uncertain`, or nil before a submission or without a deadline.
  func lateness(_ application: Ref) -> String? {
    switch world.lateness(of: application) {
    case .within?: "on_time"
    case .outside?: "late"
    case .uncertain?: "date_uncertain"
    case nil: nil
    }
  }
}
