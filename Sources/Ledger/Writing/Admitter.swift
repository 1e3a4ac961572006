internal import CanonicalJSON
internal import EventStore
internal import TransparencyLog
internal import Twinning

/// Admits requests against the world and hands their events to a turn of the store.
struct Admitter {
  private(set) var world: World
  private var source: StoreSource
  private let store: EventLog
  private let clock: Clock
  private var terms = TermCache()
  private var eventWriter: Twinning.EventWriter
  private var eventBytes: [UInt8] = []
  private var subjectBytes: [UInt8] = []
  private var termsOfEvent: [Term] = []
  private var head: Head
  private var memory = StateMemory()

  /// The last event of each stream that the turn appended to.
  private var lastIndexes: [Ref: Int64] = [:]

  init(store: EventLog, clock: Clock) throws {
    self.store = store
    self.clock = clock
    head = try store.head()
    (world, source) = try Self.world(of: store, head: head, interner: Interner())
    eventWriter = Twinning.EventWriter(origin: head.origin, interner: world.interner)
  }

  /// The projection that this program keeps: the fold's name and version.
  static let projection = Projection(name: "twinning", version: 2)

  /// The newest format of a program's needs that this program meets.
  static let programVersion: UInt32 = 1

  /// An admitter that records nothing: its world reads from an overlay that takes over what it
  /// admits.
  static func rehearsing(store: EventLog, clock: Clock) throws -> (Admitter, Overlay) {
    var admitter = try Admitter(store: store, clock: clock)
    let overlay = try Overlay(
      admitter.source, size: admitter.world.size, origin: admitter.head.origin,
      interner: admitter.world.interner)
    admitter.world = World(
      source: overlay, size: admitter.world.size, recordedTime: admitter.world.recordedTime,
      interner: admitter.world.interner)
    return (admitter, overlay)
  }

  /// Judges a request as ``admit(_:into:_:behind:)`` does and keeps nothing; nil where it had been
  /// recorded before.
  func rehearse(_ request: Request) throws(RecordError) -> (EventID, [Admitted])? {
    let id = request.commandID ?? EventID.minted(at: clock.now())
    let digest = RequestDigest.digest(of: request)
    let known: CommandResult?
    do { known = try store.result(of: CommandID(high: id.high, low: id.low)) } catch {
      throw .store(error)
    }
    if try earlierAnswer(to: id, digest: digest, nil, known) != nil { return nil }
    let recordedTime = try recordedTime(of: request)
    let commands = try commands(of: request)
    do throws(Refusal) {
      return (id, try world.admit(commands, commandID: id, at: recordedTime))
    } catch {
      throw .refused(error)
    }
  }

  /// Drops what was known and begins again from what is committed.
  mutating func forget() throws {
    lastIndexes = [:]
    head = try store.head()
    (world, source) = try Self.world(of: store, head: head, interner: world.interner)
  }

  /// Catches up at the beginning of a turn, where others have appended.
  mutating func begin(_ turn: borrowing Turn) throws {
    if turn.appendedByOthersFrom != nil || world.size != Int64(turn.size.value) { try forget() }
  }

  /// What was admitted is durable up to `size`: the store has it, and nothing of it is pending any
  /// more.
  mutating func committed(upTo size: Size) {
    source.size = size
    world.clearPending(below: Int64(size.value))
    if isFull, world.size == Int64(size.value) { memory.release(world) }
  }

  /// Whether states should be let go; they can be once everything admitted is durable.
  var isFull: Bool { memory.isFull(world) }

  /// A world that reads from `store` what it is asked for.
  private static func world(
    of store: EventLog, head: Head, interner: Interner
  ) throws -> (World, StoreSource) {
    let source = StoreSource(store, upTo: head.size, readsStates: true)
    let recordedTime = head.recordedTimeMilliseconds.map { Instant(milliseconds: $0) }
    let world = World(
      source: source, size: Int64(head.size.value), recordedTime: recordedTime,
      interner: interner)
    return (world, source)
  }

  /// Judges one request and, where it is admitted, appends its events to the turn.
  ///
  /// - Parameters:
  ///   - batch: what it will be committed with, which remembers the answer.
  ///   - earlier: what is on its way to the disk.
  /// - Throws: what the store couldn't read; nothing of the group may be committed then.
  mutating func admit(
    _ request: Request, into turn: inout Turn, _ batch: inout Batch, behind earlier: Batch?
  ) throws -> Result<Answer, RecordError> {
    let id = request.commandID ?? EventID.minted(at: clock.now())
    let digest = RequestDigest.digest(of: request)
    do throws(RecordError) {
      let committed = try earlierResult(of: id, in: &turn)
      let judged = batch.answers[id] ?? earlier?.answers[id]
      if let known = try earlierAnswer(to: id, digest: digest, judged, committed) {
        return .success(known)
      }
      let recordedTime = try recordedTime(of: request)
      let commands = try commands(of: request)
      let warnings = warnings(about: commands)
      let first = world.size
      let admitted: [Admitted]
      do throws(Refusal) {
        admitted = try world.admit(commands, commandID: id, at: recordedTime)
      } catch {
        if let failure = world.failure { throw .store(failure) }
        throw .refused(error)
      }
      if let failure = world.failure { throw .store(failure) }
      try append(admitted, of: request, id: id, to: &turn)
      let answer = Answer(
        first: first, count: admitted.count, commandID: id, isRepeat: false, warnings: warnings)
      try remember(answer, digest: digest, in: &turn)
      batch.remember(answer, digest: digest)
      return .success(answer)
    } catch {
      if case .store(let failure) = error { throw failure }
      return .failure(error)
    }
  }

  // MARK: Before the judgement

  private func earlierResult(
    of id: EventID, in turn: inout Turn
  ) throws(RecordError) -> CommandResult? {
    do { return try turn.earlierResult(of: CommandID(high: id.high, low: id.low)) } catch {
      throw .store(error)
    }
  }

  private func earlierAnswer(
    to id: EventID, digest: CommandDigest, _ judged: (answer: Answer, digest: CommandDigest)?,
    _ found: CommandResult?
  ) throws(RecordError) -> Answer? {
    if let known = judged {
      guard known.digest == digest else { throw .commandIDTaken(id) }
      var answer = known.answer
      answer.isRepeat = true
      return answer
    }
    guard let found else { return nil }
    guard found.digest == digest else { throw .commandIDTaken(id) }
    return Answer(
      first: Int64(found.first.value), count: found.count, commandID: id, isRepeat: true)
  }

  /// When the request is recorded: by the clock, never before the last event; on a synthetic
  /// ledger by the request, if it says so.
  private func recordedTime(of request: Request) throws(RecordError) -> Instant {
    let last = world.recordedTime ?? Instant(milliseconds: 0)
    if let given = request.recordedTime {
      // The opening says that the ledger is synthetic, and is of its own time already.
      guard
        world.isSynthetic || (request.isByRule && world.size == 0) || request.recovered != nil
      else {
        throw .input(
          InputError(
            "only a synthetic ledger takes a recorded time from a command.",
            member: "/recordedtime"))
      }
      if given < last {
        throw .input(
          InputError(
            "\(given) lies before the last recorded time, \(last); recorded times never go back.",
            member: "/recordedtime"))
      }
      return given
    }
    let now = clock.now()
    if now >= last { return now }
    if request.acceptsClock || world.isHeld(now) { return last }
    throw .unavailable(
      "the clock says \(now), but the last event was recorded at \(last). Set the clock right; "
        + "writing goes on once it has passed that time. If the clock is right and that time is "
        + "not, say so by doctor --accept-clock: events are recorded at that time until then.")
  }

  private func commands(of request: Request) throws(RecordError) -> [Command] {
    if world.size == 0, request.commands.first?.type != .ledgerOpened {
      throw .refused(
        Refusal(
          .onlyFirstEvent, "a ledger begins with LedgerOpened.",
          admitted: "Make the ledger with init."))
    }
    var commands: [Command] = []
    commands.reserveCapacity(request.commands.count)
    for text in request.commands {
      if text.type == .clockAccepted, !request.acceptsClock, request.recovered == nil {
        throw .refused(
          Refusal(
            .recordedByRuleOnly, "what the ledger's clock says is for the ledger to say.",
            admitted: "Accept the clock by doctor --accept-clock."))
      }
      guard let subject = world.interner.intern(subject: text.subject) else {
        throw .input(InputError("\"\(text.subject)\" is no subject.", member: "/subject"))
      }
      if let expected = text.expect {
        let earlier = commands.count { $0.subject == subject }
        let actual = world.version(of: subject) + earlier
        if expected != actual {
          throw .conflict(subject: text.subject, expected: expected, actual: actual)
        }
      }
      let data: EventData
      do throws(SchemaError) {
        data = try EventData.read(
          text.type, from: text.data.span, strength: .replay, interner: world.interner)
      } catch {
        throw .input(InputError(error.message, member: "/data" + error.pointer))
      }
      try checkSize(of: text, subject: subject, request)
      commands.append(
        Command(
          subject: subject, data: data, bytes: text.data, occurred: text.occurred,
          actor: world.interner.intern(.actor, text.actor), role: text.role,
          isImported: request.importBatch != nil, isByRule: request.isByRule))
    }
    return commands
  }

  /// Refuses a payload with which the event would be longer than an event may be, before anything
  /// is admitted.
  private func checkSize(
    of text: CommandText, subject: Ref, _ request: Request
  ) throws(RecordError) {
    guard text.data.count > Twinning.EventWriter.bytesMax - 4_096 else { return }
    var bytes: [UInt8] = []
    eventWriter.append(
      Twinning.EventWriter.Attributes(
        index: world.size, subject: subject, streamVersion: Int64(UInt32.max),
        time: Instant(milliseconds: 0), recordedTime: Instant(milliseconds: 0), type: text.type,
        role: text.role, actor: world.interner.intern(.actor, text.actor), id: EventID(),
        commandID: EventID(), importBatch: request.importBatch),
      data: text.data.span, to: &bytes)
    guard bytes.count > Twinning.EventWriter.bytesMax else { return }
    throw .input(
      InputError(
        "the event would have \(bytes.count) bytes, at most \(Twinning.EventWriter.bytesMax) are "
          + "allowed; keep long texts as documents and refer to them.", member: "/data"))
  }

  /// The same kind of activity for the same pairing on the same day is worth a second look (L15),
  /// and so is the same journey claimed twice.
  private func warnings(about commands: [Command]) -> [String] {
    guard commands.count == 1 else { return [] }
    let type = commands[0].data.type
    guard type.heldKind != nil || type == .travelClaimSubmitted else { return [] }
    let likeness =
      type == .travelClaimSubmitted
      ? "is for the same person's travel to the same activity."
      : "is the same kind of activity for the same pairing on the same day."
    return world.likelyDuplicates(of: commands[0]).map {
      "\(world.interner.subject(of: $0)) \(likeness)"
    }
  }

  // MARK: After the judgement

  private mutating func append(
    _ admitted: [Admitted], of request: Request, id: EventID, to turn: inout Turn
  ) throws(RecordError) {
    for (place, item) in admitted.enumerated() {
      eventBytes.removeAll(keepingCapacity: true)
      var attributes = Twinning.EventWriter.Attributes(
        item, commandID: id, among: admitted, importBatch: request.importBatch)
      attributes.traceParent = request.traceParent
      eventWriter.append(attributes, data: item.bytes.span, to: &eventBytes)
      try checkRecovered(request, place, item.event.index)
      terms.collect(of: item.event, in: world, into: &termsOfEvent)
      lastIndexes[item.event.subject] = item.event.index
      subjectBytes.removeAll(keepingCapacity: true)
      world.interner.appendSubject(of: item.event.subject, to: &subjectBytes)
      do {
        _ = try turn.append(
          eventBytes.span, subject: subjectBytes.span, terms: termsOfEvent,
          recordedTimeMilliseconds: item.event.recordedTime.milliseconds)
      } catch { throw .store(error) }
    }
  }

  /// Refuses to bring back anything else than what was recorded.
  private func checkRecovered(
    _ request: Request, _ place: Int, _ index: Int64
  ) throws(RecordError) {
    guard let recovered = request.recovered else { return }
    if place < recovered.count, recovered[place] == eventBytes { return }
    let found = place < recovered.count ? String(decoding: recovered[place], as: UTF8.self) : "none"
    throw .store(
      IntegrityError(
        .event(Index(UInt64(index))), expected: String(decoding: eventBytes, as: UTF8.self),
        found: found))
  }

  private func remember(
    _ answer: Answer, digest: CommandDigest, in turn: inout Turn
  ) throws(RecordError) {
    do {
      try turn.remember(
        CommandID(high: answer.commandID.high, low: answer.commandID.low),
        CommandResult(
          first: Index(UInt64(answer.first)), count: answer.count, digest: digest))
    } catch { throw .store(error) }
  }

  /// Hands the states that changed to the turn, once a subject, and begins to note changes anew.
  mutating func keepStates(in turn: inout Turn) throws {
    var subject: [UInt8] = []
    for ref in world.touched {
      // What a refused batch began and took back has no event, and so no state.
      let version = world.version(of: ref)
      guard version > 0, let state = world.packedState(of: ref) else { continue }
      subject.removeAll(keepingCapacity: true)
      world.interner.appendSubject(of: ref, to: &subject)
      try turn.setState(
        state.span, of: subject.span, version: StreamVersion(UInt32(version)),
        changedAt: Index(UInt64(lastIndexes[ref] ?? world.size - 1)))
    }
    lastIndexes.removeAll(keepingCapacity: lastIndexes.capacity <= 512)
    world.clearTouched()
  }

  /// Why this program must not write to the ledger as it is, or nil.
  func unavailability() -> RecordError? {
    if head.neededProgramVersion > Self.programVersion {
      return .store(
        StoreError(
          .newerProgramNeeded,
          "version \(head.neededProgramVersion) or newer, this is \(Self.programVersion)"))
    }
    if head.projection != Self.projection {
      return .unavailable(
        "the current state was kept by another version of the fold "
          + "(\(head.projection.name) \(head.projection.version)); run rebuild.")
    }
    return nil
  }
}

extension Twinning.EventWriter.Attributes {
  /// What is written of an admitted event beside its payload.
  init(_ item: Admitted, commandID: EventID, among admitted: [Admitted], importBatch: String?) {
    let event = item.event
    let cause = item.cause.flatMap { cause in admitted.first { $0.event.index == cause }?.id }
    self.init(
      index: event.index, subject: event.subject, streamVersion: Int64(event.version),
      time: event.time, recordedTime: event.recordedTime, type: event.data.type, role: event.role,
      actor: event.actor, id: item.id, commandID: commandID, causationID: cause,
      correlationID: item.cause == nil ? nil : commandID, importBatch: importBatch)
  }
}
