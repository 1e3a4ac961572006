internal import CanonicalJSON
internal import EventStore
internal import Twinning

/// Judges every event anew: its form, its place, and whether the rules would have admitted it as it
/// stands, with the consequences that stand behind it.
///
/// Commands are admitted as they were sent: the events that share a command's id and follow from
/// no other. What comes out must be the bytes that stand in the log.
struct ProgrammeAudit {
  private let store: EventLog
  private let origin: String
  private let world: World
  private let source: AuditSource
  private let writer: EventWriter
  private var terms = TermCache()
  private var found: [Term] = []

  /// The events of the command that is being read, and their bytes.
  private var group: [(stored: StoredEvent, bytes: [UInt8])] = []
  private var startOfGroup: UInt64 = 0

  /// The latest recorded time so far.
  private(set) var lastRecorded: Instant?

  /// What the index tables should hold.
  private(set) var sums: IndexSums
  private(set) var findings: [AuditFinding] = []
  private(set) var commandCount = 0
  private(set) var unknownCount = 0

  /// What was kept of each command's content.
  private let commandDigests: [CommandID: CommandDigest]

  /// The verifier keys that events name, with the index of the event.
  private(set) var rotations: [(index: UInt64, key: String)] = []

  init(_ store: EventLog, origin: String, indexes: IndexAudit, key: IndexSums.Key) {
    self.store = store
    self.origin = origin
    source = AuditSource(store)
    world = World(auditing: source)
    writer = EventWriter(origin: origin, interner: world.interner)
    sums = IndexSums(key: key)
    commandDigests = indexes.commandDigests
  }

  // MARK: One event after the other

  /// Takes in the event at `index`.
  mutating func take(_ bytes: Span<UInt8>, at index: UInt64) {
    let stored: StoredEvent
    do {
      try checkCanonical(bytes, rules: .event)
      stored = try StoredEvent.read(bytes, strength: .admit, interner: world.interner)
    } catch {
      note(.eventInvalid, index, "canonical JSON by its schema", "\(error)")
      endCommand()
      skip(index)
      return
    }
    if let last = group.last, last.stored.head.commandID != stored.head.commandID { endCommand() }
    if group.isEmpty { startOfGroup = index }
    checkEnvelope(stored, bytes, at: index)
    group.append((stored, [UInt8](copying: bytes)))
  }

  /// Judges what is left.
  mutating func finish() {
    endCommand()
    if let failure = source.failure {
      findings.append(
        AuditFinding(
          .storeDamaged, "the log", expected: "readable events", found: "\(failure)"))
    }
  }

  private mutating func note(
    _ kind: AuditFinding.Kind, _ index: UInt64, _ expected: String, _ found: String
  ) {
    guard findings.count < Audit.findingsMax else { return }
    findings.append(
      AuditFinding(kind, "event \(index)", index: index, expected: expected, found: found))
  }

  /// An event that can't be read has no place in any state; the rest is judged without it.
  private mutating func skip(_ index: UInt64) {
    _ = world.resume(
      at: Int64(index) + 1, recordedTime: world.recordedTime ?? Instant(milliseconds: 0), after: [])
  }

  private mutating func checkEnvelope(
    _ stored: StoredEvent, _ bytes: Span<UInt8>, at index: UInt64
  ) {
    let head = stored.head
    if head.index != Int64(index) {
      note(.envelopeContradiction, index, "sequence \(index)", "\(head.index)")
    }
    let named = head.source.string(in: bytes)
    if named != origin {
      note(.envelopeContradiction, index, "source \(origin)", named)
    }
    if let last = lastRecorded, head.recordedTime < last {
      note(
        .envelopeContradiction, index, "recorded at \(last) or later", "\(head.recordedTime)")
    }
    lastRecorded = max(lastRecorded ?? head.recordedTime, head.recordedTime)
    let earlier = group.count { $0.stored.head.subject == head.subject }
    let version = source.indexes(of: head.subject).count + earlier + 1
    if head.subject != .none, head.streamVersion != Int64(version) {
      note(.envelopeContradiction, index, "stream version \(version)", "\(head.streamVersion)")
    }
    if case .keyRotated(let rotation)? = stored.data {
      rotations.append((index, rotation.verifierKey.string(in: bytes)))
    }
  }

  // MARK: One command after the other

  private mutating func endCommand() {
    guard let first = group.first else { return }
    defer { group.removeAll(keepingCapacity: true) }
    commandCount += 1
    let index = startOfGroup
    let isKnown = group.allSatisfy { $0.stored.data != nil }
    if isKnown, let admitted = readmitted() {
      appendToSource()
      addToSums(admitted)
      world.settle()
    } else {
      if !isKnown { unknownCount += group.count { $0.stored.data == nil } }
      appendToSource()
      let end = Int64(index) + Int64(group.count)
      let last = group.last?.stored.head.recordedTime ?? first.stored.head.recordedTime
      if let failure = world.resume(at: end, recordedTime: last, after: group.map(\.stored)) {
        note(.notAdmitted, index, "events that can be folded", failure)
      }
      addDecidedToSums()
    }
    checkCommand(first.stored.head.commandID, first: index)
  }

  private func appendToSource() {
    for (place, member) in group.enumerated() where member.stored.head.subject != .none {
      source.append(Int64(startOfGroup) + Int64(place), to: member.stored.head.subject)
    }
  }

  /// The command's events as the rules make them, where they are those that stand in the log; else
  /// nil, and the difference is noted.
  private mutating func readmitted() -> [Admitted]? {
    let first = group[0].stored.head
    let admitted: [Admitted]
    do throws(Refusal) {
      admitted = try world.admit(
        commands(), commandID: first.commandID, at: first.recordedTime)
    } catch {
      note(.notAdmitted, startOfGroup, "a command that the rules admit", "\(error)")
      return nil
    }
    let importBatch = first.importBatch?.string(in: group[0].bytes)
    let traceParent = first.traceParent?.string(in: group[0].bytes)
    for (place, member) in group.enumerated() {
      guard place < admitted.count else {
        note(.notAdmitted, startOfGroup + UInt64(place), "no such consequence", "an event")
        return nil
      }
      var attributes = EventWriter.Attributes(
        admitted[place], commandID: first.commandID, among: admitted, importBatch: importBatch)
      attributes.traceParent = traceParent
      var bytes: [UInt8] = []
      let payload = admitted[place].bytes
      writer.append(attributes, data: payload.span, to: &bytes)
      guard bytes != member.bytes else { continue }
      note(
        .notAdmitted, startOfGroup + UInt64(place), String(decoding: bytes, as: UTF8.self),
        String(decoding: member.bytes, as: UTF8.self))
      return nil
    }
    guard admitted.count == group.count else {
      note(
        .notAdmitted, startOfGroup + UInt64(group.count),
        "\(admitted.count) events of this command", "\(group.count)")
      return nil
    }
    return admitted
  }

  /// The commands that were sent.
  private func commands() -> [Command] {
    var commands: [Command] = []
    for member in RecordedCommand(events: group).roots {
      let head = member.stored.head
      guard let type = head.type, let role = head.role else { continue }
      let payload = Array(member.bytes[head.data])
      guard
        let data = try? EventData.read(
          type, version: head.version, from: payload.span, strength: .replay,
          interner: world.interner)
      else { continue }
      commands.append(
        Command(
          subject: head.subject, data: data, bytes: payload, occurred: head.time,
          actor: head.actor, role: role, isImported: head.importBatch != nil,
          isByRule: role == .sys))
    }
    return commands
  }

  // MARK: What the tables should hold

  private mutating func addToSums(_ admitted: [Admitted]) {
    for item in admitted {
      terms.collect(of: item.event, in: world, into: &found)
      add(UInt64(item.event.index), subject: item.event.subject)
    }
  }

  private mutating func addDecidedToSums() {
    for (place, member) in group.enumerated() {
      let index = startOfGroup + UInt64(place)
      found.removeAll(keepingCapacity: true)
      if let event = Event(deciding: member.stored) {
        terms.collect(of: event, in: world, into: &found)
      }
      if member.stored.head.subject != .none { add(index, subject: member.stored.head.subject) }
    }
  }

  private mutating func add(_ index: UInt64, subject: Ref) {
    for term in found { sums.add(.postings, list: term.value, value: index) }
    guard let number = source.indexes(of: subject).first else { return }
    sums.add(.streams, list: UInt64(number), value: index)
    guard UInt64(number) == index else { return }
    var name: [UInt8] = []
    world.interner.appendSubject(of: subject, to: &name)
    sums.add(subject: name.span, number: index)
  }

  private mutating func checkCommand(_ id: EventID, first: UInt64) {
    let known = CommandID(high: id.high, low: id.low)
    sums.add(command: known, first: first, count: group.count)
    guard let kept = commandDigests[known], group.allSatisfy({ $0.stored.data != nil }) else {
      return
    }
    if digests().contains(kept) { return }
    note(.indexAltered, first, "the command's digest", "\(kept.high) \(kept.low)")
  }

  /// The digests that the command can have: its events don't tell whether the sender said when they
  /// happened, where that is what the payload or the clock said anyway.
  private func digests() -> [CommandDigest] {
    let command = RecordedCommand(events: group)
    let roots = command.roots
    func digest(_ says: (Int) -> Bool) -> CommandDigest {
      RequestDigest.digest(of: Request(commands: command.texts(in: world.interner, saying: says)))
    }
    if roots.count <= 6 {
      return (0..<1 << roots.count).map { mask in digest { mask & 1 << $0 != 0 } }
    }
    return [digest { _ in false }, digest { _ in true }]
  }

  // MARK: States

  /// Compares the states that were kept with those that the events make.
  mutating func checkStates(_ kept: [UInt64: UInt64]) -> Int {
    var left = kept
    var count = 0
    for ref in world.subjectsInByteOrder {
      let indexes = source.indexes(of: ref)
      guard let number = indexes.first, let last = indexes.last else { continue }
      guard let state = world.packedState(of: ref) else { continue }
      count += 1
      let digest = IndexAudit.digest(
        version: UInt64(indexes.count), changedAt: UInt64(last), state: state.span)
      let found = left.removeValue(forKey: UInt64(number))
      if found == digest { continue }
      let canonical = world.stateBytes(of: ref) ?? []
      noteState(
        world.interner.subject(of: ref),
        "version \(indexes.count), \(String(decoding: canonical, as: UTF8.self))",
        found == nil ? "none" : "another state, version or last event")
    }
    for number in left.keys.sorted() {
      noteState("subject number \(number)", "no state", "one")
    }
    return count
  }

  private mutating func noteState(_ place: String, _ expected: String, _ found: String) {
    guard findings.count < Audit.findingsMax else { return }
    findings.append(AuditFinding(.stateAltered, place, expected: expected, found: found))
  }

  /// Names the streams whose list isn't what the events say.
  func streams(inBuckets buckets: [Int]) -> [String] {
    let wanted = Set(buckets)
    return world.subjectsInByteOrder.filter { ref in
      source.indexes(of: ref).first.map { wanted.contains(IndexSums.bucket(UInt64($0))) } ?? false
    }.map { world.interner.subject(of: $0) }
  }
}
