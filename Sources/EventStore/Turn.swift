internal import LMDB
internal import TransparencyLog

/// A writer's turn at the ledger: nobody else appends while it lasts.
///
/// Rows are collected, in memory, until ``commit()``, and no read sees them before. Only
/// ``LogWriter/turn(_:)`` gives one out.
public struct Turn: ~Copyable, Sendable {
  /// The size that the log had when this writer last knew it, if others appended since; whatever
  /// a caller keeps from later events, states and command results must be read anew.
  public private(set) var appendedByOthersFrom: Size?

  let store: EventLog
  /// What writes; nil while it is away with a commit.
  var committer: Committer?
  /// How far the log goes, and the edge of its tree.
  var head = HeadRow()
  var frontier = Frontier()
  var group = Group()
  /// The group whose commit is under way.
  var departed: DepartedGroup?
  /// A group that came back empty-handed, whose room is used again.
  var spare: Group?
  /// What folded the live states.
  var projection: Projection?
  private let programVersion: UInt32
  let mergeWindow: UInt64
  /// Numbers of subjects that were met, which never change.
  private var known = NameTable()
  private static let knownMax = 1 << 17
  private var isKnown = false
  /// The command that ``earlierResult(of:)`` found nothing of last.
  private var newCommand: CommandID?

  init(
    _ store: EventLog, _ writer: consuming Writer, _ options: LogWriterOptions
  ) {
    self.store = store
    committer = Committer(store, writer)
    programVersion = options.programVersion
    mergeWindow = options.mergeWindow
  }

  /// The log's size, without the events that aren't committed yet.
  public var size: Size { Size(head.size) }

  /// The index that the next appended event will have.
  public var nextIndex: Index { Index(group.end) }

  /// How many events wait for ``commit()``.
  public var pendingCount: Int { group.count }

  /// The bytes of the events that wait for ``commit()``.
  public var pendingBytes: Int { group.events.count }

  /// The recorded time of the last event, committed or not, in milliseconds since 1970; nil before
  /// the first.
  public var recordedTimeMilliseconds: Int64? {
    group.end == 0 ? nil : group.recordedTimeMilliseconds
  }

  /// The oldest program version that may write from the next commit on. It can only be raised.
  public var neededProgramVersion: UInt32 {
    get { group.neededProgramVersion }
    set { group.neededProgramVersion = max(newValue, group.neededProgramVersion) }
  }

  mutating func begin() throws {
    if FailedSync.isMarked(in: store.directory) {
      throw StoreError(.syncFailed, "\(store.directory)/\(FailedSync.fileName) tells what failed")
    }
    let before = head.size
    let wasKnown = isKnown
    let found = try store.read { _, found in found }
    guard found.neededProgramVersion <= programVersion else {
      throw StoreError(
        .newerProgramNeeded,
        "version \(found.neededProgramVersion) or newer, this is \(programVersion)")
    }
    if !wasKnown || found.size != before || found.root != head.root {
      frontier = try store.read { transaction, _ in
        try store.frontier(found.size, transaction)
      }
      guard frontier.root == found.root else {
        throw IntegrityError(.head, expected: "root \(frontier.root.hex)", found: found.root.hex)
      }
    }
    if !wasKnown || found.liveSlot != head.liveSlot {
      let row = try store.read { transaction, _ in
        try store.projection(slot: found.liveSlot, transaction)
      }
      projection = row?.projection
    }
    head = found
    isKnown = true
    appendedByOthersFrom = wasKnown && found.size != before ? Size(before) : nil
    group.begin(at: head)
  }

  mutating func end() {
    precondition(departed == nil, "A turn ended before a commit that it began was finished")
    newCommand = nil
    discard()
  }

  /// Drops what was collected since the last commit was begun.
  public mutating func discard() { group.begin(at: departed?.head ?? head) }

  /// Adds an event to the group.
  ///
  /// - Parameters:
  ///   - event: Its bytes, 1 to ``EventLog/eventBytesMax``, kept as they are.
  ///   - subject: The name of its stream, 1 to ``EventLog/subjectBytesMax`` bytes, none zero.
  ///   - terms: What it shall be found by.
  ///   - recordedTimeMilliseconds: When it is recorded, not before the event before it.
  /// - Returns: The index it will have.
  /// - Complexity: O(n) in the bytes; O(log n) in the subjects for one not met lately.
  /// - Throws: ``StoreError/Code/eventSize``, ``StoreError/Code/subjectSize``,
  ///   ``StoreError/Code/clockBehind``, and what a read throws. The group is unchanged then.
  @discardableResult
  public mutating func append(
    _ event: Span<UInt8>, subject: Span<UInt8>, terms: [Term], recordedTimeMilliseconds: Int64
  ) throws -> Index {
    guard (1...EventLog.eventBytesMax).contains(event.count) else {
      throw StoreError(.eventSize, "\(event.count) bytes")
    }
    guard recordedTimeMilliseconds >= group.recordedTimeMilliseconds else {
      throw StoreError(
        .clockBehind, "\(recordedTimeMilliseconds) after \(group.recordedTimeMilliseconds)")
    }
    let hash = subjectHash(subject)
    let number = try number(of: subject, hash)
    return Index(
      group.append(
        event, subject: subject, hash: hash, number: number, terms: terms,
        recordedTimeMilliseconds: recordedTimeMilliseconds))
  }

  /// Sets the state of a subject, as it is after the event at `index`, which the log or the group
  /// holds. Of several in one group, the last counts.
  ///
  /// - Complexity: O(n) in the bytes.
  /// - Throws: ``StoreError/Code/unknownSubject`` if no event has that subject, and what a read
  ///   throws. The group is unchanged then.
  public mutating func setState(
    _ state: Span<UInt8>, of subject: Span<UInt8>, version: StreamVersion, changedAt index: Index
  ) throws {
    guard let number = try number(of: subject, subjectHash(subject)) else {
      throw StoreError(.unknownSubject, String(decoding: subject.copied(), as: UTF8.self))
    }
    precondition(index.value < group.end, "A state was given for an event that isn't there")
    group.setState(state, of: number, version: version.value, changedAt: index.value)
  }

  /// Remembers what a command led to: `count` events of this group, from `first` on.
  ///
  /// - Complexity: O(log n) in the commands.
  /// - Throws: ``StoreError/Code/badCommand`` if these aren't events of the group, or the id was
  ///   used before; and what a read throws. The group is unchanged then.
  public mutating func remember(_ command: CommandID, _ result: CommandResult) throws {
    let first = result.first.value
    guard result.count >= 1, first >= group.first, first + UInt64(result.count) <= group.end else {
      throw StoreError(.badCommand, "\(result.count) events from \(first)")
    }
    guard try newCommand == command || store.result(of: command) == nil,
      departed?.commands.place(of: command) == nil, group.add(command, result)
    else {
      throw StoreError(.badCommand, "its id is used already")
    }
  }

  /// What a command led to that was committed before; nil for one that wasn't. Asked just before
  /// ``remember(_:_:)``, it saves that the question.
  ///
  /// - Complexity: O(log n) in the commands.
  public mutating func earlierResult(of command: CommandID) throws -> CommandResult? {
    let found = try store.result(of: command)
    newCommand = found == nil ? command : nil
    return found
  }

  /// Keeps a signed checkpoint of an earlier size, with the next commit.
  public mutating func keepCheckpoint(_ note: [UInt8], at size: Size) {
    precondition(size.value <= head.size, "A checkpoint was kept for a size not reached")
    group.keep(note, at: size.value)
  }

  /// The number of a subject, if one was given to it: in this group, lately, or in the store.
  private mutating func number(of subject: Span<UInt8>, _ hash: UInt64) throws -> UInt64? {
    if let number = group.subjects.number(of: subject, hash: hash) { return number }
    if let number = departed?.subjects.number(of: subject, hash: hash) { return number }
    if let number = known.number(of: subject, hash: hash) { return number }
    try Self.check(subject)
    let name = subject.copied()
    let found = try store.read { transaction, head in
      try self.store.number(of: name.span, transaction, head)
    }
    guard let found else { return nil }
    if known.count >= Self.knownMax { known.removeAll() }
    known.add(subject, hash: hash, number: found)
    return found
  }

  private static func check(_ subject: Span<UInt8>) throws(StoreError) {
    var isFit = (1...EventLog.subjectBytesMax).contains(subject.count)
    for position in subject.indices where subject[position] == 0 { isFit = false }
    guard isFit else { throw StoreError(.subjectSize, "\(subject.count) bytes") }
  }

  mutating func sync() throws { try committer?.sync() }
}

/// What a turn must know of a group whose commit is under way.
struct DepartedGroup: Sendable {
  let head: HeadRow
  let subjects: NameTable
  let commands: Places<CommandID>

  init(_ group: Group, head: HeadRow) {
    self.head = head
    subjects = group.subjects
    commands = group.commandIDs
  }
}
