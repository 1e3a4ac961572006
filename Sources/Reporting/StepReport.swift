internal import CanonicalJSON
public import Twinning

/// One step of a walk through the history: an event, what it changed in its stream's state, and the
/// milestones that moved with it.
public struct StepReport {
  /// A milestone that stands elsewhere after the event.
  struct Move {
    var pairing: String
    var milestone: String
    var name: String
    var before: String
    var after: String
  }

  private let line: LogReport.Line
  private let diff: DiffReport
  private let change: DiffReport.SubjectChange
  private let moves: [Move]

  /// The step from `before` to `after`, which has one event more.
  ///
  /// - Parameter line: the event.
  public init(_ line: LogReport.Line, before: World, after: World, isSynthetic: Bool) {
    self.line = line
    change = DiffReport.SubjectChange(
      subject: line.subject, before: Self.state(of: line.subject, before),
      after: Self.state(of: line.subject, after), events: [])
    diff = DiffReport([], from: line.index, to: line.index + 1, isSynthetic: isSynthetic)
    moves = Self.moves(line.subject, before, after)
  }

  private static func state(of subject: String, _ world: World) -> [UInt8]? {
    world.interner.intern(subject: subject).flatMap { world.stateBytes(of: $0) }
  }

  /// The milestones of the pairings that the stream is about, judged at the same moment before and
  /// after, so that only the event can have moved them.
  private static func moves(_ subject: String, _ before: World, _ after: World) -> [Move] {
    let now = after.recordedTime ?? Instant(milliseconds: 0)
    var pairings: [String] = []
    for world in [before, after] {
      guard let ref = world.interner.intern(subject: subject) else { continue }
      for pairing in Self.pairings(of: ref, in: world) {
        let name = world.interner.subject(of: pairing)
        if !pairings.contains(name) { pairings.append(name) }
      }
    }
    return pairings.flatMap { pairing -> [Move] in
      let (old, new) = (milestones(pairing, before, now), milestones(pairing, after, now))
      return new.compactMap { milestone in
        let was = old.first { $0.milestone == milestone.milestone }?.status.word ?? "none"
        guard was != milestone.status.word else { return nil }
        return Move(
          pairing: pairing, milestone: milestone.milestone, name: milestone.name, before: was,
          after: milestone.status.word)
      }
    }
  }

  private static func milestones(
    _ pairing: String, _ world: World, _ now: Instant
  ) -> [MilestoneProgress] {
    world.interner.intern(subject: pairing).map { world.milestones(of: $0, now: now) } ?? []
  }

  private static func pairings(of subject: Ref, in world: World) -> [Ref] {
    switch world.state(of: subject) {
    case .pairing: [subject]
    case .activity(let state): state.pairings
    case .replication(let state): state.pairing.map { [$0] } ?? []
    case .deliverable(let state): state.pairing.map { [$0] } ?? []
    default: []
    }
  }

  /// For people.
  public func text(width: Int) -> String {
    var page = Page(width: width, isSynthetic: false)
    let note = line.note.isEmpty ? "" : " (\(line.note))"
    page.add(
      DisplayText.harmless(
        "event \(line.index)  \(line.type)  \(line.subject)\(note)"))
    page.add(
      DisplayText.harmless(
        "  happened \(Spelling.moment(line.time)), recorded \(Spelling.moment(line.recordedTime)), "
          + "\(line.role)"))
    var table = TextTable([
      TextTable.Column("", isElastic: true), TextTable.Column("", isElastic: true),
      TextTable.Column(""), TextTable.Column("", isElastic: true),
    ])
    table.indent = "    "
    for member in diff.members(of: change) {
      table.add([member.path, member.old ?? "-", "→", member.new ?? "-"])
    }
    page.add(table)
    for move in moves {
      page.add(
        DisplayText.harmless(
          "    \(move.pairing)  \(move.milestone) \(move.name): \(move.before) → \(move.after)"))
    }
    return page.text
  }

  /// An object: `index`, `type`, `subject`, `members` that changed, `milestones` that moved.
  public func json() -> [UInt8] {
    let members = diff.members(of: change).map { member in
      JSONValue.object([
        ("new", member.new.map { .string($0) } ?? .null),
        ("old", member.old.map { .string($0) } ?? .null), ("path", .string(member.path)),
      ])
    }
    let moves = moves.map { move in
      JSONValue.object([
        ("after", .string(move.after)), ("before", .string(move.before)),
        ("milestone", .string(move.milestone)), ("pairing", .string(move.pairing)),
      ])
    }
    let object = JSONValue.object([
      ("index", .integer(line.index)), ("members", .array(members)),
      ("milestones", .array(moves)), ("recordedTime", .string(line.recordedTime.description)),
      ("subject", .string(line.subject)), ("time", .string(line.time.description)),
      ("type", .string(line.type)),
    ])
    guard let bytes = try? object.canonicalBytes() else {
      preconditionFailure("a step has no number that JSON lacks")
    }
    return bytes
  }
}
