internal import TransparencyLog

/// The rows that the next commit will write, in arenas that are emptied and used again, so that an
/// event costs no allocation, and a transaction that was aborted can be run again.
struct Group: Sendable {
  private(set) var first: UInt64 = 0
  private(set) var events = Arena(capacity: 1 << 16)
  private(set) var eventEnds: [Int] = []
  private(set) var hashes = Arena(capacity: 1 << 12)
  private(set) var hashEnds: [Int] = []
  private(set) var recordedTimeMilliseconds: Int64 = .min
  private(set) var subjects = NameTable()
  private(set) var commands: [(id: CommandID, result: CommandResult)] = []
  private(set) var commandIDs = Places<CommandID>()
  private(set) var checkpoints: [(size: UInt64, note: [UInt8])] = []
  var neededProgramVersion: UInt32 = 0

  /// A state that was given; the last one of its subject counts.
  struct StateRecord: Sendable {
    let number: UInt64
    let version: UInt32
    let changedAt: UInt64
    fileprivate let start: Int
    fileprivate let length: Int
  }
  private(set) var states: [StateRecord] = []
  /// The place of a subject's number is that of its state.
  private var stateOfSubject = Places<UInt64>()
  private var stateBytes = Arena(capacity: 1 << 14)
  /// The events' part of the row for the tail, and the whole row.
  private var eventParts = Arena(capacity: 1 << 12)
  private(set) var row = Arena(capacity: 1 << 14)

  var count: Int { eventEnds.count }
  var end: UInt64 { first + UInt64(count) }
  var isEmpty: Bool { count == 0 && states.isEmpty && checkpoints.isEmpty }

  /// Empties the group and lets it begin where the log ends.
  mutating func begin(at head: HeadRow) {
    first = head.size
    recordedTimeMilliseconds = head.recordedTimeMilliseconds
    neededProgramVersion = head.neededProgramVersion
    events.removeAll()
    eventEnds.removeAll(keepingCapacity: true)
    hashes.removeAll()
    hashEnds.removeAll(keepingCapacity: true)
    subjects.removeAll()
    commands.removeAll(keepingCapacity: true)
    commandIDs.removeAll()
    checkpoints.removeAll(keepingCapacity: true)
    states.removeAll(keepingCapacity: true)
    stateOfSubject.removeAll()
    stateBytes.removeAll()
    eventParts.removeAll()
    row.removeAll()
  }

  /// Adds an event of the subject with `number`, or of a new one if that is nil.
  mutating func append(
    _ event: Span<UInt8>, subject name: Span<UInt8>, hash: UInt64, number: UInt64?,
    terms: [Term], recordedTimeMilliseconds: Int64
  ) -> UInt64 {
    let index = end
    if number == nil { subjects.add(name, hash: hash, number: index) }
    events.append(event)
    eventEnds.append(events.count)
    TailRow.append(
      index: index, subject: number ?? index, name: name, terms: terms, to: &eventParts)
    self.recordedTimeMilliseconds = recordedTimeMilliseconds
    return index
  }

  mutating func setState(
    _ state: Span<UInt8>, of number: UInt64, version: UInt32, changedAt: UInt64
  ) {
    let start = stateBytes.count
    stateBytes.append(state)
    let record = StateRecord(
      number: number, version: version, changedAt: changedAt, start: start, length: state.count)
    let (place, isNew) = stateOfSubject.add(number)
    if isNew { states.append(record) } else { states[place] = record }
  }

  @_lifetime(borrow self)
  func bytes(of state: StateRecord) -> Span<UInt8> {
    stateBytes.part(state.start, state.length)
  }

  /// Adds a command's result; false if its id is in the group already.
  mutating func add(_ id: CommandID, _ result: CommandResult) -> Bool {
    guard commandIDs.add(id).isNew else { return false }
    commands.append((id, result))
    return true
  }

  mutating func keep(_ note: [UInt8], at size: UInt64) { checkpoints.append((size, note)) }

  /// Hashes the events and adds them to the tree that `frontier` is the edge of.
  mutating func hash(onto frontier: inout Frontier) {
    var start = 0
    for end in eventEnds {
      let leaf = leafHash(of: events.part(start, end - start))
      frontier.append(leaf, keptIn: &hashes)
      hashEnds.append(hashes.count)
      start = end
    }
  }

  /// Puts the parts of the row together.
  mutating func makeRow() {
    // A row of its own while it is filled: two parts of one value can't be lent out and written.
    var row = Arena(capacity: 0)
    swap(&row, &self.row)
    defer { swap(&row, &self.row) }
    row.removeAll()
    row.append(TailRow.kind)
    row.append(varint: UInt64(count))
    row.append(eventParts.span)
    row.append(varint: UInt64(commands.count))
    for (id, result) in commands { TailRow.append(id, result, first: first, to: &row) }
    row.append(varint: UInt64(states.count))
    for state in states {
      TailRow.append(
        number: state.number, version: state.version, changedAt: state.changedAt,
        state: stateBytes.part(state.start, state.length), end: end, to: &row)
    }
  }
}
