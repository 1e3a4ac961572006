internal import CanonicalJSON

/// The judgement of one command or batch: what is admitted, with the consequences of the rules.
///
/// The world is changed as events are admitted. Where the whole is refused, the world is as it
/// was before.
struct Admission {
  let world: World
  let recordedTime: Instant

  /// The command's id, from which the ids of its events follow.
  let commandID: EventID

  private(set) var admitted: [Admitted] = []

  /// Whether rules are judged once everything is in, as in a batch whose members need each other.
  let isJudgedAtEnd: Bool

  /// Times that came into or went out of effect, for restatements (P5).
  var movedTimes: [MovedTime] = []

  init(world: World, commandID: EventID, recordedTime: Instant, isJudgedAtEnd: Bool) {
    self.world = world
    self.commandID = commandID
    self.recordedTime = recordedTime
    self.isJudgedAtEnd = isJudgedAtEnd
  }

  /// Judges and takes in `command`, then what follows from it.
  mutating func take(_ command: Command, cause: Int64? = nil) throws(Refusal) {
    let event = try place(command)
    switch event.data {
    case .eventCorrected, .eventVoided, .correctionProposed:
      try amend(event, bytes: command.bytes, cause: cause)
    default:
      let isLast = world.record(of: event.subject).last.map { $0.time <= event.latest } ?? true
      if !isJudgedAtEnd {
        if isLast { try world.checkNext(event) }
        try world.checkAcross(event, bytes: command.bytes, recordedTime: recordedTime)
      }
      try keep(event, bytes: command.bytes, cause: cause, foldingFrom: isLast ? nil : event.time)
      noteTime(of: event, old: nil, new: event.time)
      try follow(event)
    }
  }

  /// Judges what was taken in without judgement: every stream from its beginning, and what the
  /// new events say of other streams.
  func judgeEnd() throws(Refusal) {
    var seen: Set<Ref> = []
    for item in admitted where seen.insert(item.event.subject).inserted {
      try world.refold(item.event.subject, checkingFrom: .distantPast)
    }
    var judged: Set<Int64> = []
    for item in admitted {
      let index =
        item.event.data.isAmendment
        ? item.event.data.amendmentTarget?.index : item.event.index
      guard let index, judged.insert(index).inserted else { continue }
      let stream = world.stream(of: item.event.subject)
      let zone = world.zone(of: item.event.subject)
      let effective = try stream.effectiveEntry(at: index, zone: zone, interner: world.interner)
      guard let effective, !effective.event.data.isCorrection else { continue }
      try world.checkAcross(effective.event, bytes: effective.bytes, recordedTime: recordedTime)
    }
    for item in admitted where item.event.data.isAmendment {
      if world.interner.kind(of: item.event.subject) == .replication {
        try world.checkReplicationWhole(item.event.subject)
      }
      try world.checkDependents(of: item.event.subject)
    }
  }

  // MARK: Placing

  /// The event that `command` would be, judged by the rules that hold for any event.
  func place(_ command: Command) throws(Refusal) -> Event {
    let type = command.data.type
    try world.checkRole(of: command)
    try world.checkName(of: command)
    let record = world.record(of: command.subject)
    let (time, latest) = try occurrence(of: command)
    if time > recordedTime.adding(milliseconds: 24 * 3_600_000) {
      throw Refusal(
        .inTheFuture,
        "\(type.name) would have happened at \(time), more than 24 hours after now, "
          + "\(recordedTime).",
        admitted: "Record it once it has happened; plans have planned dates of their own.")
    }
    let event = Event(
      index: world.size, subject: command.subject, version: record.version + 1, time: time,
      latest: latest, recordedTime: recordedTime, actor: command.actor, role: command.role,
      isImported: command.isImported, data: command.data)
    if !isJudgedAtEnd { try checkBirth(of: event, record: record) }
    if !command.isByRule { try world.checkPeriods(of: event, at: recordedTime) }
    return event
  }

  private func checkBirth(of event: Event, record: StreamRecord) throws(Refusal) {
    let type = event.data.type
    if event.data.isCorrection { return }
    guard let birth = record.birth else {
      if type.isBirth { return }
      throw Refusal(
        .notBorn,
        "\(world.interner.subject(of: event.subject)) doesn't exist, so \(type.name) can't be "
          + "recorded for it.",
        admitted: "Record its first event before; the schemas with x-birth say which can be first.")
    }
    if event.latest < birth.time {
      throw Refusal(
        .beforeBirth,
        "\(type.name) would have happened at \(event.time), before "
          + "\(world.interner.subject(of: event.subject)) began at \(birth.time) (event "
          + "\(birth.index)).",
        admitted: "Correct the beginning's date in the same batch, or give the date it has.")
    }
  }

  /// When `command` happened: by its own date member, else as the caller says, else now.
  private func occurrence(
    of command: Command
  ) throws(Refusal) -> (time: Instant, latest: Instant) {
    guard let own = command.data.ownDate else {
      let time = command.occurred ?? recordedTime
      return (time, time)
    }
    let interval = own.interval(in: world.zone(for: command))
    let time = own.time(in: world.zone(for: command))
    if let occurred = command.occurred, occurred != time, occurred != interval.start {
      throw Refusal(
        .occurredMismatch,
        "\(command.data.type.name) happened at \(time) by its member "
          + "\(command.data.type.timeMember ?? ""), but the command says \(occurred).",
        admitted: "Leave out the occurred time: the payload says when it happened.")
    }
    return (time, interval.end)
  }

  // MARK: Keeping

  /// Takes `event` into the world and into what is to be written. With `foldingFrom`, its stream is
  /// folded anew, and what happened from then on must be what its predecessors admit.
  mutating func keep(
    _ event: Event, bytes: [UInt8], cause: Int64?, foldingFrom: Instant? = nil
  ) throws(Refusal) {
    let id = EventID(
      recordedTime: recordedTime, commandID: commandID, offset: admitted.count)
    world.hold(PendingEvent(event: event, id: id, data: bytes, cause: cause))
    if let foldingFrom {
      do throws(Refusal) {
        try world.refold(event.subject, checkingFrom: isJudgedAtEnd ? nil : foldingFrom)
      } catch {
        world.dropHeld(event)
        throw error
      }
    } else {
      world.evolveLast(event, bytes: bytes)
    }
    world.size = event.index + 1
    world.recordedTime = recordedTime
    admitted.append(Admitted(event: event, id: id, bytes: bytes, cause: cause))
  }

  /// Notes that something of the stream's programme came into effect at `new`, or went out at
  /// `old`, when the stream belonged to `former`.
  mutating func noteTime(of event: Event, old: Instant?, in former: Ref? = nil, new: Instant?) {
    guard event.role != .sys, event.data.type.isBoundByPeriods || event.data.isCorrection else {
      return
    }
    let programme = world.programme(of: event.subject)
    if let former, former != programme {
      movedTimes.append(MovedTime(programme: former, old: old, new: nil, index: event.index))
      guard let programme, new != nil else { return }
      movedTimes.append(MovedTime(programme: programme, old: nil, new: new, index: event.index))
    } else if let programme {
      movedTimes.append(MovedTime(programme: programme, old: old, new: new, index: event.index))
    }
  }
}

/// A time that came into effect, or went out of it, in a programme.
struct MovedTime {
  var programme: Ref
  var old: Instant?
  var new: Instant?

  /// The event that moved it.
  var index: Int64
}

extension World {
  /// Admits `commands` as one: all of them with their consequences, or none.
  ///
  /// - Parameters:
  ///   - commandID: the caller's id of the whole; event ids follow from it.
  ///   - recordedTime: when the ledger records it; not before the last one.
  /// - Returns: the events to write, in order, beginning at index ``size`` as it was.
  /// - Throws: the refusal; the world is then as it was before.
  /// - Complexity: O(k) in what the commands touch; a back-dated or corrected event folds its own
  ///   stream again, a correction also looks at what mentions its stream.
  public func admit(
    _ commands: [Command], commandID: EventID, at recordedTime: Instant
  ) throws(Refusal) -> [Admitted] {
    let needsUndo = commands.count > 1 || commands.contains { $0.data.mayNeedUndo }
    if needsUndo { beginUndo() }
    defer { endUndo() }
    do throws(Refusal) {
      var admission = Admission(
        world: self, commandID: commandID, recordedTime: recordedTime, isJudgedAtEnd: false)
      return try admission.takeAll(commands)
    } catch {
      guard needsUndo else { throw error }
      undo()
      guard commands.count > 1 else { throw error }
    }
    do throws(Refusal) {
      var admission = Admission(
        world: self, commandID: commandID, recordedTime: recordedTime, isJudgedAtEnd: true)
      return try admission.takeAll(commands)
    } catch {
      undo()
      throw error
    }
  }
}

extension Admission {
  fileprivate mutating func takeAll(_ commands: [Command]) throws(Refusal) -> [Admitted] {
    for command in commands { try take(command) }
    if isJudgedAtEnd { try judgeEnd() }
    try noteRestatements()
    return admitted
  }
}

extension EventData {
  /// Whether events may follow from it, or its judgement changes the world before it is done.
  fileprivate var mayNeedUndo: Bool {
    switch self {
    case .participationWithdrawn, .pairingDissolved, .eventCorrected, .eventVoided: true
    default: false
    }
  }
}
