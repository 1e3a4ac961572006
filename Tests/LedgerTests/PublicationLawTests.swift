import EventStore
import Foundation
import Reporting
import Testing
import TransparencyLog

@testable import Ledger
@testable import Twinning

/// Summaries that are published and restated while a programme goes on, in which far more is
/// corrected, voided and entered late than usual.
@Suite struct PublicationLawTests {
  @Test(arguments: [UInt64(81), 82, .random(in: 83...(.max))])
  func `what was published is made again byte for byte, whatever was changed since`(
    seed: UInt64
  ) throws {
    print("what was published is made again: seed \(seed)")
    var office = try PublishingOffice(seed: seed)
    try office.run()
    #expect(office.published.count > 8, "seed \(seed)")
    #expect(office.published.contains { $0.version > 1 }, "seed \(seed)")
    #expect(office.amendmentCount > 10, "seed \(seed)")
    // By chance a drawn seed's pairings may end before much could be late.
    if seed < 83 { #expect(office.lateCount > 5, "seed \(seed)") }
    var differing = 0
    for one in office.published {
      let about = "\(one.summary) version \(one.version), seed \(seed)"
      let replayed = try office.figures(of: one, office.reader.replay(until: one.size))
      #expect(replayed == one.figures, "\(about)")
      let known = try office.reader.known(at: one.size, office.keeping)
      #expect(try office.figures(of: one, known) == one.figures, "\(about)")
      let today = try office.reader.known(at: office.size, office.keeping)
      let subject = try #require(today.interner.intern(subject: one.summary))
      let version = today.summary(subject)?.versions.first { $0.number == one.version }
      #expect(version?.figuresSha256 == ContentDigest(office.digest(of: replayed)), "\(about)")
      if try office.figures(of: one, today) != one.figures { differing += 1 }
    }
    // It isn't that nothing changed: hardly a summary would say the same today.
    #expect(differing > office.published.count / 2, "seed \(seed)")
  }
}

extension [String: Any] {
  fileprivate subscript(first: String, second: String) -> Any? {
    (self[first] as? [String: Any])?[second]
  }
}

/// One who records a programme, changes what was recorded, and publishes in between.
private struct PublishingOffice {
  struct Published {
    var summary: String
    var version: Int
    var size: Int64
    var about: String
    var period: String

    /// As canonical JSON, as they were when they were published.
    var figures: [UInt8]
  }

  let keeping = LedgerReader.Keeping(spacing: 61, newestAfter: 9)
  let reader: LedgerReader
  private(set) var published: [Published] = []
  private(set) var amendmentCount = 0
  private(set) var lateCount = 0
  private let ledger: TemporaryLedger
  private let recorder: Recorder
  private let commands: [Request]
  private var dice: SeededDice

  init(seed: UInt64) throws {
    ledger = try TemporaryLedger(isSynthetic: true)
    recorder = try ledger.recorder()
    reader = LedgerReader(of: recorder)
    commands = try Sample.programme(seed: seed, pairings: 2)
    dice = SeededDice(seed: seed)
  }

  var size: Int64 {
    get throws { Int64(try reader.store.size().value) }
  }

  mutating func run() throws {
    defer { recorder.close() }
    var rest = commands[...]
    while !rest.isEmpty {
      let group = rest.prefix(4 + dice.below(14))
      rest = rest.dropFirst(group.count)
      // What names an event by its index may be refused: others came in between.
      for outcome in recorder.recordBlocking(Array(group)) { try leaveOutRefused(outcome) }
      for _ in 0..<3 { try change() }
      if dice.below(3) > 0 { try publish() }
    }
  }

  @discardableResult
  private func leaveOutRefused(_ outcome: Result<Answer, RecordError>) throws -> Bool {
    switch outcome {
    case .success: return true
    case .failure(.refused): return false
    case .failure(let error): throw error
    }
  }

  // MARK: Recording

  private func tell(
    _ type: String, _ subject: String, _ data: [String: Any]
  ) throws -> Bool {
    let last = try #require(try event(at: size - 1)["recordedtime"] as? String)
    let command: [String: Any] = [
      "type": type, "subject": subject, "actor": "po-077", "role": "PO",
      "recordedtime": last, "data": data,
    ]
    let json = try JSONSerialization.data(withJSONObject: command)
    var reader = CommandReader()
    let request = try reader.request(from: [UInt8](json).span)
    return try leaveOutRefused(recorder.recordBlocking([request])[0])
  }

  private func event(at index: Int64) throws -> [String: Any] {
    let bytes = try #require(try reader.store.eventBytes(at: Index(UInt64(index))))
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  /// Streams that may be voided as a whole: without a cohort nothing more could happen.
  private static let work = ["activity/", "deliverable/", "replication/", "practice/", "claim/"]

  /// Corrects or voids an event, or records once more what was held, somewhere in the past.
  private mutating func change() throws {
    let size = try size
    var index = size - 1 - Int64(dice.below(Int(min(size - 1, 150))))
    var event = try event(at: index)
    // Every other time something held, if there is any near.
    for _ in 0..<(dice.below(2) == 0 ? 40 : 0) where event["data", "minutes"] == nil {
      index = Int64(dice.below(Int(size)))
      event = try self.event(at: index)
    }
    guard let type = event["type"] as? String, let subject = event["subject"] as? String,
      let id = event["id"] as? String, var data = event["data"] as? [String: Any],
      !subject.hasPrefix("summary/")
    else { return }
    let name = String(type.split(separator: ".")[1])
    let target: [String: Any] = ["index": index, "id": id]
    let reason = ["code": "audit_finding"]
    if name.hasSuffix("Held"), dice.below(2) == 0 {
      data["reason"] = reason
      data["on_behalf_of"] = ["role": "FA"]
      if try tell(name, "activity/late-\(size)", data) { lateCount += 1 }
    } else if let old = data["minutes"] as? Int {
      let patch: [[String: Any]] = [["path": "/data/minutes", "old": old, "new": old + 7]]
      let change: [String: Any] = ["target": target, "patch": patch, "reason": reason]
      if try tell("EventCorrected", subject, change) { amendmentCount += 1 }
    } else if event["streamversion"] as? Int != 1 || Self.work.contains(where: subject.hasPrefix) {
      let void: [String: Any] = ["target": target, "cause": "did_not_happen", "reason": reason]
      if try tell("EventVoided", subject, void) { amendmentCount += 1 }
    }
  }

  // MARK: Publishing

  private mutating func publish() throws {
    let periods = try reader.store.subjects(prefix: "period/")
    let scopes =
      try reader.store.subjects(prefix: "cohort/") + reader.store.subjects(prefix: "programme/")
      + reader.store.subjects(prefix: "pairing/") + reader.store.subjects(prefix: "city/").prefix(2)
    if periods.isEmpty || scopes.isEmpty { return }
    let size = try size
    var one = Published(
      summary: "summary/s-\(size)", version: 1, size: size - Int64(dice.below(12)),
      about: scopes[dice.below(scopes.count)], period: periods[dice.below(periods.count)],
      figures: [])
    if let last = published.last, dice.below(3) == 0 {
      one.summary = last.summary
      one.version = last.version + 1
      one.about = last.about
      one.period = last.period
    }
    let world = try reader.known(at: one.size, keeping)
    guard let figures = try? figures(of: one, world), let now = world.recordedTime else { return }
    one.figures = figures
    var data: [String: Any] = [
      "version": one.version, "as_of_size": one.size, "as_of_time": "\(now)",
      "definition_version": DefinitionSet.current.version, "figures_sha256": digest(of: figures),
    ]
    if one.version == 1 {
      data["scope"] = one.about
      data["period"] = String(one.period.dropFirst("period/".count))
    } else {
      data["supersedes"] = one.version - 1
      data["changed_figures"] = 1
      data["deltas_sha256"] = String(repeating: "ab", count: 32)
      data["reason"] = ["code": "late_evidence"]
    }
    let type = one.version == 1 ? "ImpactSummaryPublished" : "ImpactSummaryRestated"
    if try tell(type, one.summary, data) { published.append(one) }
  }

  /// What `world` says of what was published.
  func figures(of one: Published, _ world: World) throws -> [UInt8] {
    let subject = try #require(world.interner.intern(subject: one.about))
    let period = try #require(world.interner.intern(subject: one.period))
    var scope = try #require(ReportScope(about: subject, of: world.interner))
    guard world.state(of: subject) != nil, case .period(let state)? = world.state(of: period)
    else { throw NotKnownYet() }
    let zone = world.zone(of: scope)
    scope.period = ReportPeriod(from: state.start(in: zone), to: state.end(in: zone))
    let root = try reader.store.root(at: Size(UInt64(world.size)))
    let summary = world.impact(
      of: scope, now: world.recordedTime ?? Instant(milliseconds: 0), columns: world.columns,
      root: root?.hex)
    return ImpactReport(summary, interner: world.interner, audience: .everybody).json()
  }

  private struct NotKnownYet: Error {}

  func digest(of bytes: [UInt8]) -> String {
    var digest = Digest256()
    digest.update(bytes.span)
    return digest.finish().hex
  }
}
