import CanonicalJSON
import Testing

@testable import Twinning

/// A ledger in memory that takes made-up commands as an import would: each payload is read by its
/// schema, and one world judges them all. It shares nothing with the generator but the rules.
final class SyntheticLedger {
  let world = World()
  private(set) var counts: [EventType: Int] = [:]
  private(set) var lateCount = 0
  private(set) var eventBytes = 0
  private var lastTime = Instant.distantPast
  private var writer: EventWriter

  init(opened time: Instant) throws {
    writer = EventWriter(origin: "ledger.example.org/synthetic", interner: world.interner)
    var opening = LedgerOpenedV1()
    opening.origin = "ledger.example.org/synthetic"
    opening.rulesVersion = 1
    opening.synthetic = true
    opening.zone = try Zone("Europe/Brussels")
    let data = EventData.ledgerOpened(opening)
    let command = Command(
      subject: world.interner.ledger, data: data,
      bytes: data.canonicalBytes(interner: world.interner),
      actor: world.interner.intern(.actor, "sys"), role: .sys, isByRule: true)
    _ = try world.admit([command], commandID: EventID(high: 1, low: 1), at: time)
  }

  /// Admits one command; throws what refuses it, by a rule or by its schema.
  @discardableResult
  func take(_ command: SyntheticCommand) throws -> [Admitted] {
    #expect(command.recordedTime >= lastTime, "recorded times never go back")
    lastTime = command.recordedTime
    #expect(command.commandID.version == 7)
    #expect(command.commandID.milliseconds == command.recordedTime.milliseconds)
    let commands = try command.parts.map { part in
      _ = try OpaqueID(part.actor)
      let subject = try #require(world.interner.intern(subject: part.subject))
      let data = try EventData.read(
        part.type, from: part.data.span, strength: .admit, interner: world.interner)
      return Command(
        subject: subject, data: data, bytes: part.data, occurred: part.occurred,
        actor: world.interner.intern(.actor, part.actor), role: part.role)
    }
    let admitted = try world.admit(
      commands, commandID: command.commandID, at: command.recordedTime)
    for one in admitted { count(one, of: command) }
    return admitted
  }

  private func count(_ one: Admitted, of command: SyntheticCommand) {
    counts[one.event.data.type, default: 0] += 1
    let lag = one.event.recordedTime.milliseconds - one.event.time.milliseconds
    if lag > 14 * Instant.millisecondsPerDay { lateCount += 1 }
    let attributes = EventWriter.Attributes(
      index: one.event.index, subject: one.event.subject,
      streamVersion: Int64(one.event.version), time: one.event.time,
      recordedTime: one.event.recordedTime, type: one.event.data.type, role: one.event.role,
      actor: one.event.actor, id: one.id, commandID: command.commandID)
    var bytes: [UInt8] = []
    writer.append(attributes, data: one.bytes.span, to: &bytes)
    eventBytes += bytes.count
  }

  /// How many events were taken, the opening aside.
  var eventCount: Int { counts.values.reduce(0, +) }

  /// How many of `types` there are.
  func count(of types: EventType...) -> Int { types.reduce(0) { $0 + (counts[$1] ?? 0) } }
}

/// All commands of a seed.
func synthesized(
  _ seed: UInt64, programmes: Int = 1, pairings: Int = 24, daysBetweenStarts: Int = 28,
  includingRefused: Bool = false
) -> [SyntheticCommand] {
  var options = Synthesizer.Options()
  options.programmes = programmes
  options.pairings = pairings
  options.daysBetweenStarts = daysBetweenStarts
  options.includingRefused = includingRefused
  var synthesizer = Synthesizer(seed: seed, options: options)
  var commands: [SyntheticCommand] = []
  while let command = synthesizer.next() { commands.append(command) }
  #expect(synthesizer.refusalCount == 0, "seed \(seed): \(synthesizer.refusals)")
  return commands
}
