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
  ///
  /// It looks into the payload only of what may begin a stream, was held, or corrects: to copy
  /// every payload would cost more than all the columns.
  public mutating func append(_ stored: borrowing StoredEvent) {
    let type = stored.head.type
    let role = stored.head.role
    guard let type, let role, !stored.head.hasUnknownAttribute else {
      return append(
        subject: stored.head.subject, time: stored.head.time,
        recordedTime: stored.head.recordedTime, type: 0, role: 0, marks: .unknown)
    }
    var marks = marks(of: type, role, isImported: stored.head.importBatch != nil)
    if mayBeFromRecord[Int(type.rawValue)], stored.data?.common.isImportedRecord ?? false {
      marks.insert(.fromRecord)
    }
    append(
      subject: stored.head.subject, time: stored.head.time, recordedTime: stored.head.recordedTime,
      type: type.rawValue, role: role.rawValue, marks: marks)
    if marks.contains(.correction), let data = stored.data { amend(data) }
  }

  /// Appends the next event of the log, from index 0 on without a gap. O(1) amortised.
  public mutating func append(_ event: borrowing Event) {
    precondition(event.index == count, "events come in the log's order")
    let type = event.data.type
    var marks = marks(of: type, event.role, isImported: event.isImported)
    if mayBeFromRecord[Int(type.rawValue)], event.isFromRecord { marks.insert(.fromRecord) }
    append(
      subject: event.subject, time: event.time, recordedTime: event.recordedTime,
      type: type.rawValue, role: event.role.rawValue, marks: marks)
    if marks.contains(.correction) { amend(event.data) }
  }

  @inline(__always)
  private func marks(of type: EventType, _ role: Role, isImported: Bool) -> Marks {
    var marks = typeMarks[Int(type.rawValue)]
    if isImported { marks.insert(.imported) }
    if role == .sys { marks.insert(.system) }
    return marks
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
