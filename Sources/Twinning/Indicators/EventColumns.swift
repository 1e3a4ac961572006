/// What some figures ask of every single event, a column each: about 24 bytes an event.
///
/// Replay appends each event as it comes by; ``finish(_:)`` then lets corrected dates have their
/// effect, once the world is whole.
public struct EventColumns: Sendable {
  struct Marks: OptionSet, Sendable {
    let rawValue: UInt8

    /// It follows from a rule.
    static let system = Marks(rawValue: 1)

    /// It came in a bulk import.
    static let imported = Marks(rawValue: 2)

    /// It was taken over from a record that is older than the ledger.
    static let fromRecord = Marks(rawValue: 4)

    /// It is a correction, a void, or the proposal of one.
    static let correction = Marks(rawValue: 8)

    /// It was voided.
    static let voided = Marks(rawValue: 16)

    /// It was corrected.
    static let corrected = Marks(rawValue: 32)

    /// This program doesn't know it.
    static let unknown = Marks(rawValue: 64)
  }

  private(set) var times: ContiguousArray<Int64> = []
  private(set) var recordedTimes: ContiguousArray<Int64> = []
  private(set) var subjects: ContiguousArray<UInt32> = []
  private(set) var types: ContiguousArray<UInt8> = []
  private(set) var roles: ContiguousArray<UInt8> = []
  private(set) var marks: ContiguousArray<Marks> = []

  /// The reason's code, for corrections and voids; `noReason` for the rest.
  private(set) var reasons: ContiguousArray<UInt8> = []

  static let noReason = UInt8.max

  /// What a type always brings along, by its number.
  private let typeMarks: [Marks]

  /// The subjects with a correction that moved when something happened.
  private var movedSubjects: Set<UInt32> = []

  /// By a type's number, whether such an event may come from an older record.
  private let mayBeFromRecord: [Bool]

  public init() {
    typeMarks = EventType.allCases.map { type in
      switch type {
      case .eventCorrected, .eventVoided, .correctionProposed: .correction
      default: []
      }
    }
    mayBeFromRecord = EventType.allCases.map { $0.isBirth || $0.heldKind != nil }
  }

  /// How many events there are.
  public var count: Int { times.count }

  /// Makes room for `count` events.
  public mutating func reserve(_ count: Int) {
    times.reserveCapacity(count)
    recordedTimes.reserveCapacity(count)
    subjects.reserveCapacity(count)
    types.reserveCapacity(count)
    roles.reserveCapacity(count)
    marks.reserveCapacity(count)
    reasons.reserveCapacity(count)
  }

  /// Appends the next event of the log, from index 0 on without a gap. O(1) amortised.
  public mutating func append(_ stored: borrowing StoredEvent) {
    let head = stored.head
    guard let data = stored.data, let type = head.type, let role = head.role else {
      return append(
        subject: head.subject, time: head.time, recordedTime: head.recordedTime, type: 0, role: 0,
        marks: .unknown)
    }
    var own: Marks = head.importBatch == nil ? [] : .imported
    if mayBeFromRecord[Int(type.rawValue)], data.common.isImportedRecord {
      own.insert(.fromRecord)
    }
    append(data, head.subject, head.time, head.recordedTime, type, role, own)
  }

  /// Appends the next event of the log, from index 0 on without a gap. O(1) amortised.
  public mutating func append(_ event: borrowing Event) {
    precondition(event.index == count, "events come in the log's order")
    var own: Marks = event.isImported ? .imported : []
    if event.isFromRecord { own.insert(.fromRecord) }
    append(
      event.data, event.subject, event.time, event.recordedTime, event.data.type, event.role, own)
  }

  @inline(__always)
  private mutating func append(
    _ data: EventData, _ subject: Ref, _ time: Instant, _ recordedTime: Instant, _ type: EventType,
    _ role: Role, _ own: Marks
  ) {
    var marks = own.union(typeMarks[Int(type.rawValue)])
    if role == .sys { marks.insert(.system) }
    append(
      subject: subject, time: time, recordedTime: recordedTime, type: type.rawValue,
      role: role.rawValue, marks: marks)
    if marks.contains(.correction) { amend(data) }
  }

  /// Notes what a correction or a void is about. Neither is ever taken back, so their targets can
  /// be marked at once.
  private mutating func amend(_ data: EventData) {
    if let reason = data.common.reason { reasons[reasons.count - 1] = reason.code.rawValue }
    switch data {
    case .eventVoided(let void): mark(void.target.index, .voided)
    case .eventCorrected(let correction):
      let target = correction.target.index
      mark(target, .corrected)
      guard target >= 0, target < count, let type = EventType(rawValue: types[Int(target)]),
        let member = type.timeMember
      else { return }
      if correction.patch.contains(where: { $0.path.hasPrefix("/data/\(member)") }) {
        movedSubjects.insert(subjects[Int(target)])
      }
    default: break
    }
  }

  private mutating func mark(_ index: Int64, _ mark: Marks) {
    if index >= 0, index < count { marks[Int(index)].insert(mark) }
  }

  @inline(__always)
  private mutating func append(
    subject: Ref, time: Instant, recordedTime: Instant, type: UInt8, role: UInt8, marks: Marks
  ) {
    times.append(time.milliseconds)
    recordedTimes.append(recordedTime.milliseconds)
    subjects.append(subject.rawValue)
    types.append(type)
    roles.append(role)
    self.marks.append(marks)
    reasons.append(Self.noReason)
  }

  /// Moves what was corrected to when it really happened. To be called once, when `world` has taken
  /// in the same events.
  ///
  /// - Complexity: O(n log n) in the events of the streams in which a date was corrected.
  /// - Throws: the refusal of a correction that leaves a payload its schema doesn't allow; no world
  ///   could be folded from such a log either.
  public mutating func finish(_ world: World) throws(Refusal) {
    for raw in movedSubjects.sorted() {
      let ref = Ref(rawValue: raw)
      let entries = try world.stream(of: ref).effective(
        zone: world.zone(of: ref), interner: world.interner)
      for entry in entries where entry.event.index < count {
        times[Int(entry.event.index)] = entry.event.time.milliseconds
      }
    }
    movedSubjects.removeAll()
  }
}
