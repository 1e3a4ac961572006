import Testing

@testable import Twinning

/// Why single events of the small ledgers don't count.
extension IndicatorEdgeTests {
  /// Why each event of a type doesn't count; those that count are left out.
  private func leftOut(
    _ spec: Spec, _ name: String, _ type: EventType, _ scope: ReportScope = ReportScope(),
    now: String? = nil
  ) throws -> [LeftOut] {
    let history = try History(of: spec.world)
    spec.world.columns = history.columns
    let explanation = try spec.world.explain(
      name, of: scope, now: try now.map { try Instant(canonical: $0) } ?? spec.clock,
      columns: history.columns)
    return explanation.events.filter { $0.type == type }.compactMap(\.leftOut)
  }

  private func period(_ from: String, _ to: String) throws -> ReportScope {
    ReportScope(
      period: ReportPeriod(
        from: PointInTime(day: try CivilDate(from)), to: PointInTime(day: try CivilDate(to)),
        in: try Zone("Europe/Brussels")))
  }

  private static let five =
    #"{"by_city":[{"city_id":"hu-t1","total":5}],"external":0,"gender":"NR"}"#

  @Test func `an imported pairing has no days to match`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([formed(1)])
    #expect(try leftOut(spec, "I07", .pairingFormed) == [.fromRecord])
    #expect(try leftOut(spec, "I06", .pairingFormed) == [])
  }

  @Test func `what a record doesn't say leaves it out of that sum alone`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([
      formed(1),
      held(
        "WorkshopHeld", "w", pairings: [1], on: "2024-03-05", minutes: "\"NR\"",
        participants: Self.five, more: #","basis":"imported_record""#),
    ])
    #expect(try leftOut(spec, "I08", .workshopHeld) == [])
    #expect(try leftOut(spec, "I11/hours", .workshopHeld) == [.notReported("minutes")])
    #expect(try leftOut(spec, "I11", .workshopHeld) == [.notReported("minutes")])
    #expect(try leftOut(spec, "I12/NR", .workshopHeld) == [])
    #expect(try leftOut(spec, "I12/F", .workshopHeld) == [.elsewhere(["NR"])])
  }

  @Test func `a date on both sides of the boundary is uncertain`() throws {
    let spec = try cohort(twins: 1)
    let month = #"{"at":"2024-03","precision":"month"}"#
    try spec.given([
      formed(1),
      told(
        "WorkshopHeld", "activity/w",
        #"{"pairing_ids":["c--host--t1"],"host_city_id":"hu-host","started_at":\#(month),"#
          + #""ended_at":\#(month),"mode":"in_person","minutes":90,"participants":\#(Self.five),"#
          + #""practices_presented":[],"themes":[]}"#, recorded: "2024-04-02T08:00:00.000Z"),
    ])
    let half = try period("2024-03-15", "2024-06-01")
    #expect(try leftOut(spec, "I08/all", .workshopHeld, half) == [.dateUncertain])
    #expect(try leftOut(spec, "I10", .workshopHeld, half) == [.dateUncertain])
    #expect(try leftOut(spec, "I08/date_uncertain", .workshopHeld, half) == [])
    #expect(
      try leftOut(spec, "I08", .workshopHeld, period("2024-04-01", "2024-06-01"))
        == [.outsidePeriod])
  }

  @Test func `an ending that takes effect later doesn't count yet`() throws {
    let spec = try cohort(twins: 2)
    try spec.given([
      told(
        "ParticipationWithdrawn", "participation/c--hu-t1--twin",
        #"{"effective_on":\#(day("2024-06-01"))}"#, by: .po, recorded: "2024-03-01T12:00:00.000Z")
    ])
    func why(_ now: String) throws -> [LeftOut] {
      try leftOut(spec, "I04", .participationWithdrawn, now: now)
    }
    #expect(try why("2024-05-01T00:00:00.000Z") == [.notYetInEffect])
    #expect(try why("2024-06-02T00:00:00.000Z") == [])
    #expect(
      try leftOut(spec, "I04/active", .participationConfirmed, now: "2024-06-02T00:00:00.000Z")
        == [.elsewhere(["ever", "withdrawn", "ever/twin"])])
  }

  @Test func `a place within another that takes part is left out`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([city("part", #","part_of":"hu-host""#), confirmed("part", "twin")])
    #expect(try leftOut(spec, "I30", .participationConfirmed) == [.circumstance(.nested)])
    #expect(try leftOut(spec, "I30", .cityRegistered) == [.circumstance(.tookNoPart)])
  }

  @Test func `a plan that nobody ended is open, and an exchange without one has none`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([
      formed(1),
      told(
        "ActivityPlanned", "activity/planned",
        #"{"kind":"workshop","mode":"online","pairing_ids":["c--host--t1"],"#
          + #""host_city_id":"hu-host","planned_start":\#(instant("2024-03-01T09:00:00.000Z")),"#
          + #""planned_end":\#(instant("2024-03-01T10:00:00.000Z"))}"#,
        recorded: "2024-02-01T08:00:00.000Z"),
      held("WorkshopHeld", "w", pairings: [1], on: "2024-03-05", participants: Self.five),
    ])
    #expect(try leftOut(spec, "I15/rate", .activityPlanned) == [.circumstance(.planOpen)])
    #expect(try leftOut(spec, "I15/postponements_per_plan", .activityPlanned) == [])
    #expect(try leftOut(spec, "I15", .workshopHeld) == [.circumstance(.heldWithoutPlan)])
  }

  @Test func `a figure or a key that there isn't says what there is`() throws {
    let spec = try cohort(twins: 1)
    let history = try History(of: spec.world)
    func unknown(_ name: String) -> UnknownFigure? {
      do throws(UnknownFigure) {
        _ = try spec.world.explain(
          name, of: ReportScope(), now: spec.clock, columns: history.columns)
        return nil
      } catch { return error }
    }
    #expect(unknown("I31")?.known.count == DefinitionSet.current.indicators.count)
    #expect(unknown("")?.id == nil)
    #expect(unknown("I10/")?.known == ["all"])
    #expect(unknown("I10/all/all")?.id == "I10")
    #expect(unknown("i10/all") == nil)
  }

  @Test func `small cells stay merged, and their events are explained together`() throws {
    let spec = try cohort(twins: 1)
    try spec.given([
      formed(1),
      held(
        "WorkshopHeld", "w", pairings: [1], on: "2024-03-05",
        participants: #"{"by_city":[{"city_id":"hu-t1","total":9}],"external":0,"#
          + #""gender":{"F":6,"M":3,"X":0,"U":0}}"#),
    ])
    let history = try History(of: spec.world)
    func keys(_ merges: Bool) throws -> [String] {
      try spec.world.explain(
        "I12", of: ReportScope(), now: spec.clock, columns: history.columns,
        mergesSmallCells: merges
      ).values.map(\.key)
    }
    #expect(try keys(true).contains("F+M") && !keys(true).contains("F"))
    #expect(try keys(false).contains("F"))
    #expect(try leftOut(spec, "I12/F+M", .workshopHeld) == [])
  }

  @Test func `an event that nobody here knows is out of every filter's reach`() throws {
    let spec = try cohort(twins: 1)
    let history = try History(of: spec.world)
    var columns = history.columns
    let unknown = """
      {"actor":"ce-01","actorrole":"CE","commandid":"01900000-0000-7000-8000-000000000001",\
      "data":{},"id":"01900000-0000-7000-8000-000000000002","recordedtime":\
      "2030-01-02T00:00:00.000Z","sequence":"00000000000000000002","source":"example.org/p",\
      "specversion":"1.0","streamversion":1,"subject":"town/x","time":"2030-01-02T00:00:00.000Z",\
      "type":"twinledger.TownTwinned.v1"}
      """
    let bytes = Array(unknown.utf8)
    columns.append(
      try StoredEvent.read(bytes.span, strength: .replay, interner: spec.world.interner))
    let scope = ReportScope(cohort: try spec.ref("cohort/c"))
    let explanation = try spec.world.explain(
      "I27", of: scope, now: spec.clock, columns: columns)
    let last = try #require(explanation.events.last)
    #expect(last.type == nil && last.leftOut == .circumstance(.unknownType))
  }
}
