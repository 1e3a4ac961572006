/// A stored state that is none of this program's: the store isn't what was written.
public struct UnreadableState: Error, Hashable, Sendable, CustomStringConvertible {
  /// What happened, and what to do.
  public let description: String

  init(_ subject: String, _ error: SchemaError) {
    description =
      "the stored state of \(subject) can't be read (\(error)). The events are a matter of their "
      + "own: check them, then make the states anew from them with rebuild."
  }
}

/// The programme as it is known: the current state of every stream, kept as folds of effective
/// events.
///
/// A world starts empty and is filled by replay, or it reads what it needs from a
/// ``StreamSource`` as admission asks for it. It belongs to one thread. Nothing in it reads a
/// clock, a file or the machine's settings: the same events give the same world anywhere.
public final class World {
  /// Where the names of subjects are kept.
  public let interner: Interner
  private(set) var source: (any StreamSource)?

  /// Who records what follows from rules.
  let system: Ref

  /// How many events the world has taken in.
  public internal(set) var size: Int64 = 0

  /// The recorded time of the last event taken in.
  public internal(set) var recordedTime: Instant?

  /// The subjects whose state changed since ``clearTouched()``, each once.
  public private(set) var touched: [Ref] = []

  var ledger = StateTable<LedgerState>()
  var cities = StateTable<CityState>()
  var countries = StateTable<CountryState>()
  var programmes = StateTable<ProgrammeState>()
  var calls = StateTable<CallState>()
  var cohorts = StateTable<CohortState>()
  var applications = StateTable<ApplicationState>()
  var participations = StateTable<ParticipationState>()
  var pairings = StateTable<PairingState>()
  var activities = StateTable<ActivityState>()
  var practices = StateTable<PracticeState>()
  var replications = StateTable<ReplicationState>()
  var deliverables = StateTable<DeliverableState>()
  var periods = StateTable<PeriodState>()
  var summaries = StateTable<SummaryState>()
  var changes = StateTable<ChangeState>()
  var claims = StateTable<ClaimState>()

  /// By reference: the slot in its kind's table, `unread`, or `absent`.
  private var slots: ContiguousArray<Int32> = []
  private var isTouched: ContiguousArray<Bool> = []

  /// By reference: whether the state was asked for since the last time states were let go.
  private var isRecent: ContiguousArray<Bool> = []

  /// How many states are held in memory.
  public private(set) var heldStateCount = 0
  private static let unread: Int32 = -1
  private static let absent: Int32 = -2

  /// Subjects that mention a subject, where somebody has asked.
  private var mentions: [Ref: MentionList] = [:]

  /// Events taken in that the source doesn't have yet, by subject, in index order.
  var pending: [Ref: [PendingEvent]] = [:]

  /// What the texts of the event under judgement are ranges of.
  var judgedBytes: [UInt8] = []

  /// What some figures ask of every single event; filled by replay alone.
  public internal(set) var columns = EventColumns()

  /// Whether the log is being folded from event 0, so that a stream not met yet is absent.
  var isReplaying = false

  /// Whether every mention is kept as it comes by, because there is nobody to ask later.
  var keepsMentions = false

  /// Streams that replay met out of the order of what happened, to be folded anew at its end.
  var disordered: Set<Ref> = []

  /// Streams that a step folded anew: their states hang on the zone that their dates are read in.
  var refolded: Set<Ref> = []

  /// Streams that replay folded anew, and the zone their dates were read in.
  var foldedZones: [Ref: Zone] = [:]

  /// Streams that were replayed on their own.
  var followed: Set<Ref> = []

  /// The indexes of events that this program doesn't know: kept, shown and proved, not folded.
  public internal(set) var unknownEvents: [Int64] = []

  /// What to take back where an admission is refused half-way.
  var undoLog: UndoLog?

  /// The first stored state that couldn't be read, if any.
  private(set) var unreadableState: UnreadableState?

  /// By reference: the programme of a subject, once found, or `Ref.none`.
  private var programmeOf: ContiguousArray<Ref> = []

  /// An empty world; with a `source`, one that reads from it what it is asked for.
  ///
  /// - Parameters:
  ///   - size: how many events the source has.
  ///   - recordedTime: when the last of them was recorded.
  public init(
    source: (any StreamSource)? = nil, size: Int64 = 0, recordedTime: Instant? = nil,
    interner: Interner = Interner()
  ) {
    self.interner = interner
    self.source = source
    self.size = size
    self.recordedTime = recordedTime
    system = interner.intern(.actor, "sys")
  }

  /// Lets the source go: nothing is asked of the world any more that it doesn't hold.
  public func letGoOfSource() { source = nil }

  // MARK: Slots

  private func grow(to ref: Ref) {
    let needed = Int(ref.rawValue) + 1
    guard slots.count < needed else { return }
    let unreadOrAbsent = source == nil ? Self.absent : Self.unread
    slots.append(contentsOf: repeatElement(unreadOrAbsent, count: needed - slots.count))
    isTouched.append(contentsOf: repeatElement(false, count: needed - isTouched.count))
    isRecent.append(contentsOf: repeatElement(false, count: needed - isRecent.count))
    programmeOf.append(contentsOf: repeatElement(.none, count: needed - programmeOf.count))
  }

  /// The slot of `ref`'s state, reading it where it hasn't been; nil where there is none.
  func slot<S: StreamState>(of ref: Ref, in table: inout StateTable<S>) -> Int32? {
    grow(to: ref)
    let slot = slots[Int(ref.rawValue)]
    if slot >= 0 {
      isRecent[Int(ref.rawValue)] = true
      return slot
    }
    if slot == Self.absent { return nil }
    if isReplaying { return nil }
    guard let bytes = source?.state(of: ref, in: interner) else {
      slots[Int(ref.rawValue)] = Self.absent
      return nil
    }
    do throws(SchemaError) {
      let state = try PackedState.read(S.self, from: bytes.span, interner: interner)
      return hold(state, of: ref, in: &table)
    } catch {
      unreadableState = unreadableState ?? UnreadableState(interner.subject(of: ref), error)
      return nil
    }
  }

  /// The subjects that have a state in memory, in byte order.
  public var subjectsInByteOrder: [Ref] {
    slots.indices.filter { slots[$0] >= 0 }.map { Ref(rawValue: UInt32($0)) }
      .sorted { interner.precedes($0, $1) }
  }

  /// The subjects that have a state in memory, in the order of their references.
  var heldRefs: [Ref] {
    slots.indices.filter { slots[$0] >= 0 }.map { Ref(rawValue: UInt32($0)) }
  }

  /// Holds the state of a subject that has none in memory.
  func keep<S: StreamState>(_ state: S, of ref: Ref, in table: inout StateTable<S>) {
    grow(to: ref)
    _ = hold(state, of: ref, in: &table)
  }

  /// The slot of `ref`'s state, made empty where there is none.
  func slotMade<S: StreamState>(for ref: Ref, in table: inout StateTable<S>) -> Int32 {
    if let slot = slot(of: ref, in: &table) { return slot }
    return hold(S(), of: ref, in: &table)
  }

  private func hold<S: StreamState>(
    _ state: S, of ref: Ref, in table: inout StateTable<S>
  ) -> Int32 {
    let slot = table.insert(state)
    slots[Int(ref.rawValue)] = slot
    isRecent[Int(ref.rawValue)] = true
    heldStateCount += 1
    return slot
  }

  func setState<S: StreamState>(_ state: S, of ref: Ref, in table: inout StateTable<S>) {
    let slot = slotMade(for: ref, in: &table)
    table[slot] = state
    touch(ref)
  }

  func touch(_ ref: Ref) {
    guard !isTouched[Int(ref.rawValue)] else { return }
    isTouched[Int(ref.rawValue)] = true
    touched.append(ref)
  }

  /// Forgets which subjects changed: the owner has their states. O(touched).
  ///
  /// While events are pending, their states are held in memory all the same.
  public func clearTouched() {
    for ref in touched { isTouched[Int(ref.rawValue)] = false }
    touched.removeAll(keepingCapacity: true)
  }

  /// Forgets which subjects changed and what was pending: the source has their states and events.
  /// O(touched).
  public func settle() {
    clearTouched()
    clearPending()
  }

  // MARK: What is mentioned

  /// The subjects of `kind` whose events mention `ref`, in the order of first mention. O(n) in
  /// the mentions of `ref`, the first time in the events that hold them.
  func subjects(_ kind: Kind, mentioning ref: Ref) -> [Ref] {
    if let known = mentions[ref]?.subjects(kind) { return known }
    _ = mentioning(ref)
    return mentions[ref]?.subjects(kind) ?? []
  }

  /// The subjects whose events mention `ref`, in the order of first mention within each kind.
  func mentioning(_ ref: Ref) -> [Ref] {
    if let known = mentions[ref] { return known.subjects }
    if keepsMentions { return [] }
    var found = source?.subjects(mentioning: ref, in: interner) ?? []
    for (subject, events) in pending.sorted(by: { $0.key.rawValue < $1.key.rawValue })
    where !found.contains(subject) {
      if events.contains(where: { $0.mentions(ref, in: interner) }) { found.append(subject) }
    }
    let list = MentionList(found, interner)
    mentions[ref] = list
    return list.subjects
  }

  /// Notes that `subject`'s event mentions `ref`, where the mentions of `ref` are kept: where
  /// somebody has asked, where its stream began in this world, and where there is no source to
  /// ask later.
  func note(_ subject: Ref, mentions ref: Ref) {
    let kind = interner.kind(of: subject)
    if mentions[ref]?.append(subject, kind) == nil, source == nil || keepsMentions {
      mentions[ref] = MentionList([subject], interner)
    }
  }

  /// Notes that `subject`'s stream begins here, so that nothing has mentioned it yet.
  func noteBeginning(of subject: Ref) {
    if mentions[subject] == nil { mentions[subject] = MentionList([], interner) }
  }

  // MARK: Programmes

  /// The programme that `subject` belongs to, or nil for what belongs to none (places, the ledger).
  func programme(of subject: Ref) -> Ref? {
    grow(to: subject)
    let known = programmeOf[subject.index]
    if known != .none { return known }
    let found = findProgramme(of: subject)
    if let found { programmeOf[subject.index] = found }
    return found
  }

  func forgetProgramme(of subject: Ref) {
    grow(to: subject)
    programmeOf[subject.index] = .none
  }

  /// Forgets where everything belongs. O(subjects).
  func forgetProgrammes() {
    for index in programmeOf.indices { programmeOf[index] = .none }
  }

  private func findProgramme(of subject: Ref) -> Ref? {
    if interner.kind(of: subject) == .programme { return subject }
    return whatHolds(subject).flatMap(programme(of:))
  }

  /// What `subject` belongs to next by its state: a pairing to its cohort, a cohort to its
  /// programme; nil for what belongs to nothing.
  func whatHolds(_ subject: Ref) -> Ref? {
    switch interner.kind(of: subject) {
    case .call: look(subject, &calls) { $0.programme } ?? nil
    case .cohort: look(subject, &cohorts) { $0.programme } ?? nil
    case .period: look(subject, &periods) { $0.programme } ?? nil
    case .application: look(subject, &applications) { $0.call } ?? nil
    case .participation: look(subject, &participations) { $0.cohort } ?? nil
    case .pairing: look(subject, &pairings) { $0.cohort } ?? nil
    case .activity: look(subject, &activities) { $0.scope } ?? nil
    case .replication: look(subject, &replications) { $0.pairing } ?? nil
    case .deliverable: look(subject, &deliverables) { $0.pairing } ?? nil
    case .summary: look(subject, &summaries) { $0.scope } ?? nil
    case .change: look(subject, &changes) { $0.about } ?? nil
    case .claim: look(subject, &claims) { $0.participation } ?? nil
    default: nil
    }
  }

  /// The zone in which `subject`'s dates are read: its programme's, else the ledger's, else UTC.
  func zone(of subject: Ref) -> Zone {
    if let programme = programme(of: subject),
      let zone = look(programme, &programmes, { $0.zone }) ?? nil
    {
      return zone
    }
    return (look(interner.ledger, &ledger) { $0.zone } ?? nil) ?? .utc
  }

  /// The zone in which the dates of `command` are read: its stream's, or for a stream that begins
  /// with it the zone of what its payload refers to.
  func zone(for command: Command) -> Zone {
    if programme(of: command.subject) != nil || !command.data.type.isBirth {
      return zone(of: command.subject)
    }
    var zone: Zone?
    command.data.forEachRef { ref in
      if zone == nil, let programme = programme(of: ref) {
        zone = look(programme, &programmes) { $0.zone } ?? nil
      }
    }
    return zone ?? self.zone(of: command.subject)
  }

  /// The streams of a programme: those that mention it, or one that does, and belong to it. Their
  /// dates are read in its zone. O(n) in their events.
  func streams(below programme: Ref) -> [Ref] {
    var found: [Ref] = []
    var seen: Set<Ref> = [programme]
    var next = 0
    var scope = programme
    while true {
      for ref in mentioning(scope) where self.programme(of: ref) == programme {
        if seen.insert(ref).inserted { found.append(ref) }
      }
      guard next < found.count else { return found }
      scope = found[next]
      next += 1
    }
  }

  /// Lets go of the states that nobody asked for since the last time, so that memory stays
  /// bounded; each is read again when it is asked for. Touched states stay. O(subjects). Does
  /// nothing in a world without a source, or while events are pending.
  public func forgetUntouched() {
    guard source != nil, pending.isEmpty else { return }
    for raw in slots.indices {
      if slots[raw] >= 0, !isTouched[raw], !isRecent[raw] {
        letGo(Ref(rawValue: UInt32(raw)), slot: slots[raw])
        slots[raw] = Self.unread
        heldStateCount -= 1
      }
      isRecent[raw] = false
    }
    mentions.removeAll(keepingCapacity: true)
    forgetProgrammes()
  }
}

/// An event that the world has taken in and its source doesn't have yet.
struct PendingEvent {
  var event: Event
  var id: EventID
  var data: [UInt8]

  /// For a consequence: the index of what caused it.
  var cause: Int64?

  func mentions(_ ref: Ref, in interner: Interner) -> Bool {
    var found = false
    event.data.forEachMention(in: interner) { if $0 == ref { found = true } }
    return found
  }
}

/// Subjects by their kinds, in the order of first mention, each once.
private struct MentionList {
  private var kinds: [(kind: Kind, subjects: [Ref])] = []
  private var seen: Set<Ref> = []

  init(_ subjects: [Ref], _ interner: Interner) {
    for subject in subjects { append(subject, interner.kind(of: subject)) }
  }

  var subjects: [Ref] { kinds.flatMap(\.subjects) }

  func subjects(_ kind: Kind) -> [Ref] { kinds.first { $0.kind == kind }?.subjects ?? [] }

  mutating func append(_ subject: Ref, _ kind: Kind) {
    guard seen.insert(subject).inserted else { return }
    if let place = kinds.firstIndex(where: { $0.kind == kind }) {
      kinds[place].subjects.append(subject)
    } else {
      kinds.append((kind, [subject]))
    }
  }
}
