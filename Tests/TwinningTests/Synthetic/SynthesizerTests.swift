import CanonicalJSON
import Testing

@testable import Twinning

@Suite struct SynthesizerTests {
  private func lines(_ commands: [SyntheticCommand]) -> [[UInt8]] { commands.map { $0.ndjson() } }

  @Test func `the same seed gives the same bytes and another seed gives others`() {
    let first = lines(synthesized(7, pairings: 5))
    #expect(first == lines(synthesized(7, pairings: 5)))
    #expect(first != lines(synthesized(8, pairings: 5)))
  }

  @Test(arguments: UInt64(1)...20)
  func `a programme is admitted whole by another world, where the generator foresaw it`(
    seed: UInt64
  ) throws {
    let commands = synthesized(seed)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for (number, command) in commands.enumerated() {
      do {
        let admitted = try ledger.take(command)
        #expect(admitted.first?.event.index == command.firstIndex, "seed \(seed), \(number)")
        #expect(admitted.count == command.eventCount, "seed \(seed), \(number)")
      } catch {
        Issue.record("seed \(seed), command \(number), \(command.parts[0].type.name): \(error)")
      }
    }
    #expect((1_500...3_000).contains(ledger.eventCount), "seed \(seed): \(ledger.eventCount)")
    let bytes = ledger.eventBytes / ledger.eventCount
    #expect((700...1_000).contains(bytes), "seed \(seed): \(bytes) bytes an event")
    let late = 1_000 * ledger.lateCount / ledger.eventCount
    #expect((20...80).contains(late), "seed \(seed): \(late) of 1,000 late")
    let corrections = 1_000 * ledger.count(of: .eventCorrected, .eventVoided) / ledger.eventCount
    #expect((8...40).contains(corrections), "seed \(seed): \(corrections) of 1,000 corrected")
    #expect(ledger.count(of: .pairingFormed) >= 24)
    #expect(ledger.count(of: .pairingCompleted) >= 15)
  }

  @Test(arguments: UInt64(20)...24)
  func `a programme of one pairing is admitted whole`(seed: UInt64) throws {
    let commands = synthesized(seed, pairings: 1)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands { try ledger.take(command) }
    #expect(ledger.eventCount >= commands.count, "seed \(seed)")
  }

  @Test func `programmes that overlap are admitted by one world`() throws {
    let commands = synthesized(3, programmes: 4, pairings: 7, daysBetweenStarts: 45)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands {
      let admitted = try ledger.take(command)
      #expect(admitted.first?.event.index == command.firstIndex)
    }
    #expect(ledger.count(of: .programmeRegistered) == 4)
    #expect(ledger.count(of: .cohortCompleted) == 4)
  }

  @Test(arguments: [1, 2, 3, 6, 7, 40])
  func `programmes of other sizes are admitted`(pairings: Int) throws {
    let commands = synthesized(11, pairings: pairings)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands { try ledger.take(command) }
    #expect(ledger.count(of: .pairingFormed) >= pairings)
  }

  /// Not among what is made up: the ledger's own events, of which the first is made with it, and
  /// what only time brings about.
  private static let neverMade: Set<EventType> = [
    .ledgerOpened, .rulesAdopted, .keyRotated, .clockAccepted, .erasureProposed,
  ]

  @Test func `every type of event occurs`() throws {
    let commands = synthesized(5, programmes: 6)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands { try ledger.take(command) }
    let missing = EventType.allCases.filter { ledger.counts[$0] == nil }
    #expect(Set(missing) == Self.neverMade)
  }

  // MARK: Bookkeeping

  @Test func `a correction that names the next event is refused`() throws {
    let commands = synthesized(2, pairings: 6)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands {
      guard command.parts[0].type == .eventCorrected, !command.isBatch else {
        try ledger.take(command)
        continue
      }
      var moved = command
      let data = command.parts[0].data
      var value = try JSONValue(parsing: data.span)
      guard case .integer(let index) = value[pointer: "/target/index"] else {
        Issue.record("a correction names its target by index")
        return
      }
      try value.replace(at: "/target/index", with: .integer(index + 1))
      moved.parts[0].data = try value.canonicalBytes()
      #expect(throws: Refusal(.targetNotInStream, "")) { try ledger.take(moved) }
      return
    }
    Issue.record("nothing was corrected")
  }

  @Test func `in a ledger with one event more, corrections miss their targets`() throws {
    let commands = synthesized(2, pairings: 6)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    ledger.world.size += 1
    for command in commands {
      do { try ledger.take(command) } catch {
        #expect(error as? Refusal == Refusal(.targetNotInStream, ""), "\(error)")
        return
      }
    }
    Issue.record("nothing was refused")
  }

  @Test func `what is meant to be refused is refused, and changes nothing else`() throws {
    let commands = synthesized(4, pairings: 6, includingRefused: true)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    var refused = 0
    for command in commands {
      if command.eventCount > 0 {
        #expect(try ledger.take(command).first?.event.index == command.firstIndex)
      } else {
        refused += 1
        #expect(throws: Refusal.self) { try ledger.take(command) }
      }
    }
    #expect(refused > commands.count / 50)
    let admitted = commands.filter { $0.eventCount > 0 }.map { $0.parts[0].data }
    #expect(admitted == synthesized(4, pairings: 6).map { $0.parts[0].data })
  }

  // MARK: Lines

  @Test func `a line is canonical JSON with the members of a command`() throws {
    let commands = synthesized(6, pairings: 6)
    for command in commands {
      let line = command.ndjson()
      let value = try JSONValue(parsing: line.span)
      #expect(try value.canonicalBytes() == line)
      #expect(value[pointer: "/commandid"] == .string(command.commandID.text))
      #expect(value[pointer: "/recordedtime"] == .string(command.recordedTime.description))
      let first = command.isBatch ? "/batch/0" : ""
      #expect(value[pointer: first + "/type"] == .string(command.parts[0].type.name))
      #expect(value[pointer: first + "/subject"] == .string(command.parts[0].subject))
      #expect(value[pointer: first + "/role"] == .string(command.parts[0].role.word))
      #expect((value[pointer: first + "/occurred"] != nil) == (command.parts[0].occurred != nil))
    }
    #expect(commands.contains { $0.isBatch })
    #expect(commands.contains { $0.parts[0].occurred != nil })
  }
}
