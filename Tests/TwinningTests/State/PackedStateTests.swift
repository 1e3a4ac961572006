import Foundation
import Testing

@testable import Twinning

/// What the store keeps of a state.
@Suite struct PackedStateTests {
  private func world(seed: UInt64) throws -> World {
    let commands = synthesized(seed)
    let ledger = try SyntheticLedger(opened: commands[0].recordedTime)
    for command in commands { try ledger.take(command) }
    return ledger.world
  }

  @Test(arguments: UInt64(1)...5)
  func `every state of a programme is unpacked to its canonical bytes`(seed: UInt64) throws {
    let world = try world(seed: seed)
    var (canonicalCount, packedCount) = (0, 0)
    for ref in world.subjectsInByteOrder {
      let canonical = try #require(world.stateBytes(of: ref))
      let packed = try #require(world.packedState(of: ref))
      let name = world.interner.subject(of: ref)
      do {
        let again = try world.canonicalState(of: ref, packed: packed)
        #expect(again == canonical, "seed \(seed), \(name)")
      } catch { Issue.record("seed \(seed), \(name): \(error)") }
      canonicalCount += canonical.count
      packedCount += packed.count
    }
    #expect(packedCount * 4 < canonicalCount, "seed \(seed): \(packedCount) of \(canonicalCount)")
  }

  @Test func `a state that was cut, lengthened or altered is refused or is another state`() throws {
    var dice = SeededDice(seed: 11)
    let world = try world(seed: 2)
    var (refused, read) = (0, 0)
    for ref in world.subjectsInByteOrder {
      let packed = try #require(world.packedState(of: ref))
      #expect(throws: SchemaError.self) { try world.canonicalState(of: ref, packed: packed + [0]) }
      for _ in 0..<20 {
        var damaged = packed
        if Bool.random(using: &dice) {
          damaged.removeLast(Int.random(in: 1...damaged.count, using: &dice))
        } else {
          let place = Int.random(in: 0..<damaged.count, using: &dice)
          damaged[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &dice)
        }
        do {
          _ = try world.canonicalState(of: ref, packed: damaged)
          read += 1
        } catch { refused += 1 }
      }
    }
    #expect(refused > read / 10 && read > 0, "\(refused) refused, \(read) read")
  }

  /// Stored bytes outlive the program: whoever changes what a state holds, or a vocabulary's order,
  /// finds it here and raises the projection's version.
  @Test func `packed states are those of the golden file`() throws {
    let world = try world(seed: 1)
    var lines: [String] = []
    var kinds: Set<Kind> = []
    for ref in world.subjectsInByteOrder.reversed()
    where kinds.insert(world.interner.kind(of: ref)).inserted {
      let packed = try #require(world.packedState(of: ref))
      let hex = packed.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
      lines.append("\(world.interner.subject(of: ref)) \(hex)")
    }
    for vocabulary in Self.vocabularies { lines.append(vocabulary) }
    let text = lines.joined(separator: "\n") + "\n"
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/packed-1.txt")
    if ProcessInfo.processInfo.environment["TWINLEDGER_WRITE_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
    }
    #expect(text == String(decoding: try Data(contentsOf: file), as: UTF8.self))
  }

  private static var vocabularies: [String] {
    func line<V: Vocabulary>(_ type: V.Type) -> String {
      "\(V.self) " + V.allCases.map { "\($0.rawValue) \($0.word)" }.joined(separator: ", ")
    }
    return [
      "Kind " + Kind.allCases.map { "\($0.rawValue) \($0.word)" }.joined(separator: ", "),
      line(HeldKind.self), line(AdoptionStage.self), line(AnnouncedFigure.self),
      line(AnnouncementBasis.self), line(ApplicantRole.self), line(AssociationScope.self),
      line(AssociationStatus.self), line(Basis.self), line(CallKind.self), line(CheckResult.self),
      line(CityKind.self), line(ComplaintSubject.self), line(DeliverableType.self),
      line(Direction.self), line(DissolutionCause.self), line(EffectBasis.self),
      line(EvidenceKind.self), line(HeldDirection.self), line(LanguageLevel.self),
      line(Lever.self), line(MissionStatus.self), line(Mode.self), line(PairingSide.self),
      line(ParticipantRole.self), line(PopulationCovers.self), line(ReasonCode.self),
      line(ReplicationSign.self), line(Role.self), line(SelectionOutcome.self), line(Theme.self),
      line(VoidCause.self), line(ActivityState.Status.self), line(ApplicationState.Status.self),
      line(CallState.Status.self), line(ChangeState.Status.self), line(CityState.Status.self),
      line(CohortState.Status.self), line(CountryState.Status.self),
      line(DeliverableState.Status.self), line(LedgerState.Status.self),
      line(PairingState.Status.self), line(ParticipationState.Status.self),
      line(PeriodState.Status.self), line(PracticeState.Status.self),
      line(ProgrammeState.Status.self), line(ReplicationState.Status.self),
      line(SummaryState.Status.self), line(ClaimState.Status.self),
    ]
  }
}
