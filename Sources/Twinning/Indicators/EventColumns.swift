/// What some figures ask of every single event: 24 bytes each, in one array.
///
/// Replay appends each event as it comes by; ``finish(_:)`` then lets corrected dates have their
/// effect, once the world is whole.
public struct EventColumns: Sendable {
  struct Marks: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt16

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

    /// It is a correction of what no milestone looks at.
    static let idle = Marks(rawValue: 128)

    /// It is a correction that may have named other subjects.
    static let renames = Marks(rawValue: 256)

    /// A correction moved it to another time.
    static let moved = Marks(rawValue: 512)
  }

  /// An event.
  struct Row: Sendable, BitwiseCopyable {
    /// In milliseconds, corrections included once finished.
    var time: Int64
    var recordedTime: Int64
    var subject: UInt32
    var marks: Marks
    var type: UInt8

    /// The reason's code, for corrections and voids; `noReason` for the rest.
    var reason: UInt8
  }

  /// By index.
  private(set) var rows: ContiguousArray<Row> = []

  static let noReason = UInt8.max

  /// What a type always brings along, by its number.
  private let typeMarks: [Marks]

  /// The events that a correction moved to another time.
  private var moved: [Int64] = []

  /// By event that a correction moved: the time that it was recorded with, in milliseconds.
  private(set) var timesAsRecorded: [Int64: Int64] = [:]

  /// By a type's number, whether such an event may come from an older record.
  private let mayBeFromRecord: [Bool]

  public init() { self.init(rows: []) }

  /// Finished columns that were kept.
  init(rows: ContiguousArray<Row>) {
    self.rows = rows
    typeMarks = EventType.allCases.map { type in
      switch type {
      case .eventCorrected, .eventVoided, .correctionProposed: .correction
      default: []
      }
    }
    mayBeFromRecord = EventType.allCases.map { $0.isBirth || $0.heldKind != nil }
  }

  /// How many events there are.
  public var count: Int { rows.count }

  /// Makes room for `count` events.
  public mutating func reserve(_ count: Int) { rows.reserveCapacity(count) }

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
        recordedTime: stored.head.recordedTime, type: 0, marks: .unknown)
    }
    var marks = marks(of: type, role, isImported: stored.head.importBatch != nil)
    if mayBeFromRecord[Int(type.rawValue)], stored.data?.common.isImportedRecord ?? false {
      marks.insert(.fromRecord)
    }
    append(
      subject: stored.head.subject, time: stored.head.time, recordedTime: stored.head.recordedTime,
      type: type.rawValue, marks: marks)
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
      type: type.rawValue, marks: marks)
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
    subject: Ref, time: Instant, recordedTime: Instant, type: UInt8, marks: Marks
  ) {
    rows.append(
      Row(
        time: time.milliseconds, recordedTime: recordedTime.milliseconds,
        subject: subject.rawValue, marks: marks, type: type, reason: Self.noReason))
  }

  /// Notes what a correction or a void is about. Neither is ever taken back, so their targets can
  /// be marked at once.
  private mutating func amend(_ data: EventData) {
    let last = rows.count - 1
    if let reason = data.common.reason { rows[last].reason = reason.code.rawValue }
    switch data {
    case .eventVoided(let void): mark(void.target.index, .voided)
    case .eventCorrected(let correction):
      let target = correction.target.index
      mark(target, .corrected)
      for change in correction.patch where change.path == "/data/basis" {
        markBasis(change.new, of: target)
      }
      switch correction.reach {
      case .nothing: rows[last].marks.insert(.idle)
      case .content: break
      case .names: rows[last].marks.insert(.renames)
      }
      guard let type = type(at: target), let member = type.timeMember else { return }
      if correction.patch.contains(where: { $0.path.hasPrefix("/data/\(member)") }) {
        mark(target, .moved)
        moved.append(target)
      }
    default: break
    }
  }

  /// Notes whether an event was taken over from an older record after all.
  private mutating func markBasis(_ basis: [UInt8]?, of index: Int64) {
    guard let type = type(at: index), mayBeFromRecord[Int(type.rawValue)] else { return }
    if basis == Array("\"\(Basis.importedRecord.word)\"".utf8) {
      rows[Int(index)].marks.insert(.fromRecord)
    } else {
      rows[Int(index)].marks.remove(.fromRecord)
    }
  }

  private mutating func mark(_ index: Int64, _ mark: Marks) {
    if index >= 0, index < count { rows[Int(index)].marks.insert(mark) }
  }

  /// The type of the event at `index`; nil for one that this program doesn't know, or that lies
  /// beyond what is known.
  func type(at index: Int64) -> EventType? {
    guard index >= 0, index < count, !rows[Int(index)].marks.contains(.unknown) else { return nil }
    return EventType(rawValue: rows[Int(index)].type)
  }

  /// Notes that the dates in streams are read anew. O(n) in the events, if there are any.
  mutating func reconsider(_ subjects: some Collection<Ref>) {
    if subjects.isEmpty { return }
    let raw = Set(subjects.map(\.rawValue))
    for index in rows.indices
    where rows[index].marks.contains(.moved) && raw.contains(rows[index].subject) {
      moved.append(Int64(index))
    }
  }

  /// Moves what was corrected to when it really happened. To be called once, when `world` has taken
  /// in the same events.
  ///
  /// - Complexity: O(k) in the corrected dates; for those of events that their states don't keep,
  ///   O(n log n) in the events of the streams.
  /// - Throws: the refusal of a correction that leaves a payload its schema doesn't allow; no world
  ///   could be folded from such a log either.
  public mutating func finish(_ world: World) throws(Refusal) {
    var unsettled: Set<UInt32> = []
    for index in moved where timesAsRecorded[index] == nil {
      timesAsRecorded[index] = rows[Int(index)].time
    }
    for index in moved {
      let subject = rows[Int(index)].subject
      if let time = world.timeKept(of: index, in: Ref(rawValue: subject)) {
        rows[Int(index)].time = time.milliseconds
      } else {
        unsettled.insert(subject)
      }
    }
    for raw in unsettled.sorted() {
      let ref = Ref(rawValue: raw)
      let entries = try world.stream(of: ref).effective(
        zone: world.zone(of: ref), interner: world.interner)
      for entry in entries where entry.event.index < count {
        rows[Int(entry.event.index)].time = entry.event.time.milliseconds
      }
    }
    moved.removeAll()
  }
}

extension World {
  /// When the event at `index` happened, where the state of `subject` keeps it as the one with
  /// which something was held, started or completed.
  fileprivate func timeKept(of index: Int64, in subject: Ref) -> Instant? {
    let fact: Fact? =
      switch interner.kind(of: subject) {
      case .activity: slot(of: subject, in: &activities).flatMap { activities[$0].held?.fact }
      case .replication: slot(of: subject, in: &replications).flatMap { replications[$0].started }
      case .pairing: slot(of: subject, in: &pairings).flatMap { pairings[$0].completed }
      default: nil
      }
    guard let fact, fact.index == index else { return nil }
    return fact.time
  }
}
