import Testing

@testable import Twinning

/// Takes back and moves much more than happens.
final class Disturbance {
  var dice: SeededDice

  /// When what was taken back or moved had happened.
  private(set) var moments: [Instant] = []
  private var events: [Admitted] = []
  private var commands: UInt64 = 0

  /// Which types of events it goes for.
  private let chooses: (EventType) -> Bool

  init(seed: UInt64, choosing chooses: @escaping (EventType) -> Bool = \.isSeenByMilestones) {
    dice = SeededDice(seed: seed)
    self.chooses = chooses
  }

  func disturb(_ world: World, _ admitted: [Admitted]) throws {
    events += admitted.filter { chooses($0.event.data.type) }
    guard Int.random(in: 0..<3, using: &dice) == 0,
      let target = events.suffix(60).randomElement(using: &dice),
      let recordedTime = world.recordedTime
    else { return }
    commands += 1
    let data = change(of: target)
    let command = Command(
      subject: target.event.subject, data: data,
      bytes: data.write(texts: Span(), interner: world.interner),
      actor: world.interner.intern(.actor, "office-99"), role: .po)
    let id = EventID(high: 0x7000, low: 1 << 63 | 1 << 40 | commands)
    guard let done = try? world.admit([command], commandID: id, at: recordedTime) else { return }
    moments += [target.event.time, target.event.time.adding(days: 9)]
    events += done.filter { chooses($0.event.data.type) }
  }

  private func change(of target: Admitted) -> EventData {
    if case .deliverableAccepted = target.event.data, Bool.random(using: &dice) {
      var revocation = AcceptanceRevokedV1()
      revocation.common.reason = Reason(.organiserDecision)
      return .acceptanceRevoked(revocation)
    }
    if let held = target.event.data.held, Int.random(in: 0..<3, using: &dice) > 0 {
      var correction = EventCorrectedV1()
      correction.target.index = target.event.index
      correction.target.id = target.id
      correction.patch = patch(of: held)
      correction.common.reason = Reason(.wrongDate)
      if !correction.patch.isEmpty { return .eventCorrected(correction) }
    }
    var void = EventVoidedV1()
    void.target.index = target.event.index
    void.target.id = target.id
    void.cause = .didNotHappen
    void.common.reason = Reason(.didNotHappen)
    return .eventVoided(void)
  }

  /// Moves it by some days, turns the direction of a visit, or changes what matters to nobody.
  private func patch(of held: HeldV1) -> [PatchMember] {
    if let visit = held.visits?.first, Bool.random(using: &dice) {
      let other = visit.direction == .twinToHost ? Direction.hostToTwin : .twinToHost
      return [
        PatchMember(
          path: "/data/visits/0/direction", old: Array("\"\(visit.direction.word)\"".utf8),
          new: Array("\"\(other.word)\"".utf8))
      ]
    }
    guard let start = held.startedAt, let end = held.endedAt, start.precision == .instant,
      Int.random(in: 0..<4, using: &dice) > 0
    else { return held.minutes.map { [.number("/data/minutes", old: $0, new: $0 + 5)] } ?? [] }
    let days = Int.random(in: -20...20, using: &dice)
    return [
      .point(
        "/data/started_at", old: start, new: PointInTime(start.time(in: .utc).adding(days: days))),
      .point("/data/ended_at", old: end, new: PointInTime(end.time(in: .utc).adding(days: days))),
    ]
  }
}
