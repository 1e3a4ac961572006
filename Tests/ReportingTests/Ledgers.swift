import Reporting
import Testing
import Twinning

/// A small made-up ledger with something of every kind in it, recorded through typed payloads.
final class SmallLedger {
  let world = World()
  private(set) var columns = EventColumns()
  private(set) var lines: [LogReport.Line] = []
  private(set) var ids: [EventID] = []
  private var commands: UInt64 = 0
  private var clock = Instant(milliseconds: 1_700_000_000_000)

  var now: Instant { clock }

  /// Records one event, a minute after the one before, or at `time`.
  @discardableResult
  func record(
    _ subject: String, _ data: EventData, by role: Role = .po, at time: String? = nil,
    actor: String = "office-01"
  ) throws -> Int64 {
    clock = try time.map { try Instant(canonical: $0) } ?? clock.adding(milliseconds: 60_000)
    commands += 1
    let command = Command(
      subject: try #require(world.interner.intern(subject: subject)), data: data,
      bytes: data.write(texts: Span(), interner: world.interner),
      actor: world.interner.intern(.actor, actor), role: role, isByRule: role == .sys)
    let admitted = try world.admit(
      [command], commandID: EventID(high: 0x7000, low: 1 << 63 | commands), at: clock)
    for one in admitted {
      columns.append(one.event)
      ids.append(one.id)
      lines.append(
        LogReport.Line(
          index: one.event.index, recordedTime: one.event.recordedTime, time: one.event.time,
          type: one.event.data.type.name, subject: world.interner.subject(of: one.event.subject),
          role: one.event.role.word))
    }
    return admitted[0].event.index
  }

  func ref(_ kind: Kind, _ slug: String) -> Ref { world.interner.intern(kind, slug) }

  func summary(_ scope: ReportScope = ReportScope()) throws -> ImpactSummary {
    var columns = columns
    try columns.finish(world)
    return world.impact(
      of: scope, now: now, columns: columns, root: String(repeating: "ab", count: 32))
  }

  func explanation(of name: String, _ scope: ReportScope) throws -> Explanation {
    var columns = columns
    try columns.finish(world)
    return try world.explain(name, of: scope, now: now, columns: columns)
  }

  static func day(_ text: String) throws -> PointInTime {
    PointInTime(day: try CivilDate(text))
  }

  static func record(_ payload: some EventPayload) -> CommonMembers {
    var common = payload.common
    common.basis = .importedRecord
    common.evidence = [file]
    return common
  }

  static var file: EvidenceItem {
    var file = FileEvidence()
    file.bytes = 1
    file.mediaType = "application/pdf"
    return .file(file)
  }

  static var decision: Reason {
    var reason = Reason()
    reason.code = .organiserDecision
    return reason
  }
}

extension SmallLedger {
  /// How far it is told.
  enum End { case pairings, year }

  /// All of it, or what had happened when the pairings were formed.
  static func made(until end: End = .year) throws -> SmallLedger {
    let ledger = SmallLedger()
    try ledger.open()
    try ledger.addPlaces()
    try ledger.addCalls()
    try ledger.addCohort()
    try ledger.addPairings()
    if end == .year { try ledger.addYear() }
    return ledger
  }

  private func open() throws {
    var opening = LedgerOpenedV1()
    opening.origin = "ledger.example.org/pages"
    opening.rulesVersion = 1
    opening.synthetic = true
    opening.zone = try Zone("Europe/Brussels")
    try record("ledger/self", .ledgerOpened(opening), by: .sys, actor: "sys")
    var programme = ProgrammeRegisteredV1()
    programme.title = "Made-up Twinning"
    programme.funder = "EU"
    programme.grantRefs = []
    programme.zone = try Zone("Europe/Brussels")
    try record("programme/made-up", .programmeRegistered(programme))
    var template = MilestoneTemplateAdoptedV1()
    template.templateID = "short"
    template.version = 1
    template.forDurationMonths = 12
    template.milestones = [
      milestone("M01", "Kick-off", 1, .held(heldOnce([.kickoff]))),
      milestone("M02", "Representatives named", 1, .representatives),
      milestone("M03", "Roadmap accepted", 3, .accepted(roadmapAccepted)),
      milestone("M04", "First site visit", 5, .held(heldOnce([.siteVisit]))),
    ]
    try record("programme/made-up", .milestoneTemplateAdopted(template))
  }

  private func heldOnce(_ kinds: [HeldKind]) -> HeldCriterion {
    var criterion = HeldCriterion()
    criterion.kinds = HeldKindSet(kinds)
    criterion.minimum = 1
    return criterion
  }

  private var roadmapAccepted: AcceptedCriterion {
    var criterion = AcceptedCriterion()
    criterion.type = .roadmap
    return criterion
  }

  private func milestone(
    _ id: String, _ name: String, _ months: Int64, _ criterion: Criterion
  ) -> MilestoneDefinition {
    var milestone = MilestoneDefinition()
    milestone.id = Text(id)
    milestone.name = Text(name)
    milestone.module = "Start"
    milestone.dueMonths = months
    milestone.criterion = criterion
    milestone.mandatory = id != "M04"
    return milestone
  }

  private func addPlaces() throws {
    var country = CountryAssociationRecordedV1()
    country.status = .memberState
    country.scope = .full
    country.validFrom = try Self.day("2021-01-01")
    try record("country/hu", .countryAssociationRecorded(country), by: .ce)
    let names = [
      ("hu-pecs", "Pécs"), ("hu-gyor", "Győr"), ("hu-tokyo", "東京都"),
      ("hu-evil", "Evil\u{1B}[31m\u{202E}\nnext\u{7}"), ("hu-host", "Hosting"),
    ]
    for (slug, name) in names {
      var city = CityRegisteredV1()
      city.name = Text(name)
      city.isoCountry = ref(.country, "hu")
      city.kind = .city
      var population = Population()
      population.value = 100_000
      population.source = "census"
      population.covers = slug == "hu-evil" ? .proxy : .entity
      city.population = population
      try record("city/\(slug)", .cityRegistered(city), by: .ce)
    }
    var mission = MissionStatusGrantedV1()
    mission.status = .mission
    mission.validFrom = try Self.day("2022-04-28")
    try record("city/hu-host", .missionStatusGranted(mission), by: .ce)
  }

  private func addCalls() throws {
    var call = CallPublishedV1()
    call.common = Self.record(call)
    call.programmeID = ref(.programme, "made-up")
    call.kind = .twinApplication
    call.opensAt = try deadline("2023-11-20")
    call.closesAt = try deadline("31 December 2023, 17:00 CET")
    call.rulesVersion = 1
    try record("call/twins", .callPublished(call))
    var later = CallDeadlineExtendedV1()
    later.closesAt = try deadline("7 January 2024, 17:00 CET")
    later.common.reason = Self.decision
    try record("call/twins", .callDeadlineExtended(later), at: "2023-12-29T09:00:00.000Z")
    var draft = ApplicationDraftedV1()
    draft.callID = ref(.call, "twins")
    draft.cityID = ref(.city, "hu-gyor")
    draft.role = .twin
    draft.themes = [ThemeSet(.mobility)]
    draft.levers = LeverSet(.finance)
    try record("application/twins--hu-gyor--twin", .applicationDrafted(draft), by: .tl)
    var submission = ApplicationSubmittedV1()
    submission.representativesCount = 2
    submission.hoursPerMonth = 8
    submission.languageLevel = .b2
    submission.neutralityTargetYear = 2030
    submission.common.evidence = [Self.file]
    try record(
      "application/twins--hu-gyor--twin", .applicationSubmitted(submission), by: .tl,
      at: "2024-01-05T10:00:00.000Z")
  }

  private func deadline(_ literal: String) throws -> Deadline {
    try Deadline.resolve(literal: literal, zone: try Zone("Europe/Brussels"))
  }

  private func addCohort() throws {
    var cohort = CohortFormedV1()
    cohort.common = Self.record(cohort)
    cohort.programmeID = ref(.programme, "made-up")
    cohort.callIDs = [ref(.call, "twins")]
    cohort.name = "First cohort"
    cohort.startDate = try Self.day("2024-02-01")
    cohort.durationMonths = 12
    cohort.templateID = "short"
    cohort.templateVersion = 1
    try record("cohort/first", .cohortFormed(cohort), at: "2024-01-20T09:00:00.000Z")
    for (city, role) in [
      ("hu-host", ParticipantRole.host), ("hu-pecs", .twin), ("hu-evil", .twin),
      ("hu-tokyo", .twin),
    ] {
      var confirmed = ParticipationConfirmedV1()
      confirmed.common = Self.record(confirmed)
      confirmed.cohortID = ref(.cohort, "first")
      confirmed.cityID = ref(.city, city)
      confirmed.role = role
      try record("participation/first--\(city)--\(role.word)", .participationConfirmed(confirmed))
      if city == "hu-tokyo" { continue }
      var named = RepresentativeAssignedV1()
      named.personID = ref(.person, "p-\(city.dropFirst(3))-4711")
      try record("participation/first--\(city)--\(role.word)", .representativeAssigned(named))
    }
    for (value, date, basis) in [
      (Int64(3), "2024-01-10", AnnouncementBasis.announced), (2, "2024-03-01", .counted),
    ] {
      var announcement = AnnouncementRecordedV1()
      announcement.about = ref(.cohort, "first")
      announcement.figure = .twins
      announcement.value = value
      announcement.basis = basis
      announcement.announcedOn = try Self.day(date)
      announcement.common.evidence = [Self.file]
      try record(
        "programme/made-up", .announcementRecorded(announcement), at: "2024-03-01T09:00:00.000Z")
    }
  }
}
