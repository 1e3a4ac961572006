import CanonicalJSON
import Testing

@testable import Twinning

/// A made-up history with its events as plain arrays, for those who count again.
struct History {
  let world: World

  /// As recorded, by index.
  let recorded: [Event]

  /// In effect: corrected, without the voided ones, in the order (`time`, `index`).
  let effective: [Event]

  /// By event: the corrections of it that count.
  let corrections: [Int64: [Int64]]
  let voided: Set<Int64>
  let columns: EventColumns

  /// The history that a world holds which was filled by admission alone.
  init(of world: World) throws {
    self.world = world
    let pending = world.pending.values.flatMap { $0.map(\.event) }.sorted { $0.index < $1.index }
    recorded = pending
    var effective: [Event] = []
    var corrections: [Int64: [Int64]] = [:]
    var voided: Set<Int64> = []
    for event in pending {
      switch event.data {
      case .eventCorrected(let correction):
        corrections[correction.target.index, default: []].append(event.index)
      case .eventVoided(let void): voided.insert(void.target.index)
      default: break
      }
    }
    for subject in Set(pending.map(\.subject)) {
      let stream = world.stream(of: subject)
      let entries = try stream.effective(zone: world.zone(of: subject), interner: world.interner)
      effective += entries.map(\.event)
    }
    self.effective = effective.sorted { ($0.time, $0.index) < ($1.time, $1.index) }
    self.corrections = corrections
    self.voided = voided
    var columns = EventColumns()
    for event in pending { columns.append(event) }
    try columns.finish(world)
    self.columns = columns
  }

  /// The synthetic programmes of a seed. Where somebody disturbs them, after each command, what the
  /// rules then refuse is left out.
  static func made(
    seed: UInt64, programmes: Int = 1, pairings: Int = 8,
    disturbedBy disturb: ((World, [Admitted]) throws -> Void)? = nil
  ) throws -> History {
    var options = Synthesizer.Options()
    options.programmes = programmes
    options.pairings = pairings
    var synthesizer = Synthesizer(seed: seed, options: options)
    let world = World()
    var opening = LedgerOpenedV1()
    opening.origin = "ledger.example.org/made-up"
    opening.rulesVersion = 1
    opening.synthetic = true
    opening.zone = try Zone("Europe/Brussels")
    let data = EventData.ledgerOpened(opening)
    let command = Command(
      subject: world.interner.ledger, data: data,
      bytes: data.write(texts: Span(), interner: world.interner), actor: world.system, role: .sys,
      isByRule: true)
    _ = try world.admit(
      [command], commandID: EventID(high: 0x7000, low: 1 << 63), at: synthesizer.firstTime)
    while let made = synthesizer.next() {
      let commands = try made.parts.map { part in
        Command(
          subject: try #require(world.interner.intern(subject: part.subject)),
          data: try EventData.read(
            part.type, from: part.data.span, strength: .admit, interner: world.interner),
          bytes: part.data, occurred: part.occurred,
          actor: world.interner.intern(.actor, part.actor), role: part.role,
          isByRule: part.role == .sys)
      }
      if let disturb {
        let admitted = try? world.admit(
          commands, commandID: made.commandID, at: made.recordedTime)
        if let admitted { try disturb(world, admitted) }
      } else {
        _ = try world.admit(commands, commandID: made.commandID, at: made.recordedTime)
      }
    }
    return try History(of: world)
  }

  func summary(_ scope: ReportScope = ReportScope(), now: Instant? = nil) -> ImpactSummary {
    world.impact(
      of: scope, now: now ?? world.recordedTime ?? .distantPast, columns: columns, root: nil)
  }
}

extension ImpactSummary {
  /// What a value shows, as text.
  func shown(_ id: String, _ key: String) -> String? {
    switch figure(id)?.value(key)?.amount {
    case .notReported?: "NR"
    case .integer(let number)?: String(number)
    case .decimal(let text)?, .text(let text)?: text
    case nil: nil
    }
  }

  func events(_ id: String, _ key: String) -> [Int64] { figure(id)?.value(key)?.events ?? [] }
}
