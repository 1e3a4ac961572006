import Testing
import Twinning

@testable import Reporting

extension SmallLedger {
  /// The small ledger's year with places on the map and a correction: something for every part of a
  /// document.
  static func documented() throws -> SmallLedger {
    let ledger = try made()
    // In ten-thousandths of a degree.
    for (city, north, east) in [
      ("hu-host", 474_979, 190_402), ("hu-pecs", 460_727, 182_323), ("hu-evil", 476_875, 176_504),
    ] {
      var amended = CityDetailsAmendedV1()
      amended.latitude = FixedDecimal(unscaled: Int64(north), scale: 4)
      amended.longitude = FixedDecimal(unscaled: Int64(east), scale: 4)
      amended.common.reason = decision
      try ledger.record("city/\(city)", .cityDetailsAmended(amended), by: .ce)
    }
    try ledger.correctMinutes(from: 125, to: 130)
    return ledger
  }

  func correctMinutes(from old: Int, to new: Int, by role: Role = .fa) throws {
    let held = try #require(lines.first { $0.type == "KickoffHeld" }).index
    var correction = EventCorrectedV1()
    correction.target.index = held
    correction.target.id = ids[Int(held)]
    correction.patch = [
      PatchMember(path: "/data/minutes", old: Array("\(old)".utf8), new: Array("\(new)".utf8))
    ]
    var reason = Reason()
    reason.code = .wrongCount
    correction.common.reason = reason
    try record("activity/kick-off", .eventCorrected(correction), by: role)
  }

  /// Publishes the first version of `summary/h1`, about the first half year.
  func publish(about scope: Ref) throws {
    var published = ImpactSummaryPublishedV1()
    published.scope = scope
    published.period = ref(.period, "made-up--h1")
    published.version = 1
    published.asOfSize = world.size
    published.asOfTime = now
    published.definitionVersion = Text(DefinitionSet.current.version)
    published.common.evidence = [Self.file]
    try record("summary/h1", .impactSummaryPublished(published))
  }

  /// What documents about `scope` are made from.
  func document(
    _ scope: ReportScope = ReportScope(), proof: ProofState = .signed(size: 30),
    audience: ImpactReport.Audience = .everybody
  ) throws -> ImpactDocument {
    var columns = columns
    try columns.finish(world)
    return ImpactDocument(
      try summary(scope), world: world, columns: columns, proof: proof, audience: audience)
  }

  var progress: ProgressReport { ProgressReport(ProgressModel(world, now: now)) }
}
