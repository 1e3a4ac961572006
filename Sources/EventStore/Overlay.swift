/// What the commits since the last merge added to the merged tables, in memory: the tail rows,
/// made fit for lookups.
///
/// It covers the events from `from` up to `to`. Whatever it tells is limited by the caller's own
/// snapshot, so an overlay that is ahead of a snapshot answers for it all the same, as long as it
/// hasn't dropped anything the snapshot hasn't merged yet.
struct Overlay: Sendable {
  private(set) var from: UInt64
  private(set) var to: UInt64
  private(set) var terms = Chains()
  private(set) var streams = Chains()
  private(set) var subjects = NameTable()
  private var commandPlaces = Places<CommandID>()
  private var commandResults: [CommandResult] = []
  private var statePlaces = Places<UInt64>()
  /// For each subject's place, where its last state stands.
  private var lastState: [Int32] = []
  private var stateRecords: [StateRecord] = []
  private var stateBytes = Arena()

  /// A state as one commit left it.
  struct StateRecord: Sendable {
    let number: UInt64
    let version: UInt32
    let changedAt: UInt64
    /// The log's size after the commit.
    let visibleFrom: UInt64
    fileprivate let start: Int
    fileprivate let length: Int
    fileprivate let previous: Int32
  }

  init(from: UInt64) {
    self.from = from
    to = from
  }

  /// Forgets everything, and begins anew at a merge.
  mutating func reset(from: UInt64) {
    self.from = from
    to = from
    terms.removeAll()
    streams.removeAll()
    subjects.removeAll()
    commandPlaces.removeAll()
    commandResults.removeAll(keepingCapacity: true)
    statePlaces.removeAll()
    lastState.removeAll(keepingCapacity: true)
    stateRecords.removeAll(keepingCapacity: true)
    stateBytes.removeAll()
  }

  /// Takes in the row of the commit that follows what is covered. After a failure the overlay is
  /// empty and begins where it began.
  mutating func apply(_ row: Span<UInt8>) throws(IntegrityError) {
    do throws(IntegrityError) {
      var reader = ByteReader(row, at: .tail(Index(to)))
      let kind = try reader.byte()
      guard kind == TailRow.kind else {
        throw IntegrityError(.tail(Index(to)), expected: "row kind 1", found: "\(kind)")
      }
      let count = UInt64(try reader.count())
      for index in to..<(to + count) { try applyEvent(index, &reader) }
      for _ in 0..<(try reader.count()) { try applyCommand(&reader, first: to) }
      for _ in 0..<(try reader.count()) { try applyState(&reader, end: to + count) }
      guard reader.isAtEnd else {
        throw IntegrityError(.tail(Index(to)), expected: "the row's end", found: "more bytes")
      }
      to += count
    } catch {
      reset(from: from)
      throw error
    }
  }

  private mutating func applyEvent(
    _ index: UInt64, _ reader: inout ByteReader
  ) throws(IntegrityError) {
    let distance = try reader.varint()
    guard distance <= index else {
      throw IntegrityError(.tail(Index(to)), expected: "a subject", found: "one of the future")
    }
    if distance == 0 {
      let length = try reader.count()
      let name = try reader.bytes(length)
      subjects.add(name, hash: subjectHash(name), number: index)
    }
    streams.add(index, to: index - distance)
    for _ in 0..<(try reader.count()) { terms.add(index, to: try reader.bigEndian()) }
  }

  private mutating func applyCommand(
    _ reader: inout ByteReader, first: UInt64
  ) throws(IntegrityError) {
    let id = CommandID(high: try reader.bigEndian(), low: try reader.bigEndian())
    let index = first + (try reader.varint())
    let count = Int(truncatingIfNeeded: try reader.varint())
    let digest = CommandDigest(high: try reader.bigEndian(), low: try reader.bigEndian())
    guard commandPlaces.add(id).isNew else {
      throw IntegrityError(.tail(Index(to)), expected: "a new command", found: "one that was there")
    }
    commandResults.append(CommandResult(first: Index(index), count: count, digest: digest))
  }

  private mutating func applyState(
    _ reader: inout ByteReader, end: UInt64
  ) throws(IntegrityError) {
    let distance = try reader.varint()
    let version = UInt32(truncatingIfNeeded: try reader.varint())
    let age = try reader.varint()
    guard distance < end, age < end else {
      throw IntegrityError(.tail(Index(to)), expected: "a subject", found: "one of the future")
    }
    let length = try reader.count()
    let bytes = try reader.bytes(length)
    let number = end - 1 - distance
    let (place, isNew) = statePlaces.add(number)
    if isNew { lastState.append(-1) }
    stateRecords.append(
      StateRecord(
        number: number, version: version, changedAt: end - 1 - age, visibleFrom: end,
        start: stateBytes.count, length: length, previous: lastState[place]))
    lastState[place] = Int32(stateRecords.count - 1)
    stateBytes.append(bytes)
  }
}

// MARK: Looking up

extension Overlay {
  /// The number of a subject that is new in what is covered, at a snapshot of `size`.
  func number(of name: Span<UInt8>, hash: UInt64, at size: UInt64) -> UInt64? {
    guard let number = subjects.number(of: name, hash: hash), number < size else { return nil }
    return number
  }

  /// The last state of a subject that a commit within a snapshot of `size` left here.
  func state(of number: UInt64, at size: UInt64) -> StateRecord? {
    guard let place = statePlaces.place(of: number) else { return nil }
    var at = lastState[place]
    while at >= 0 {
      let record = stateRecords[Int(at)]
      if record.visibleFrom <= size { return record }
      at = record.previous
    }
    return nil
  }

  @_lifetime(borrow self)
  func bytes(of record: StateRecord) -> Span<UInt8> {
    stateBytes.part(record.start, record.length)
  }

  /// The result of a command whose events are within a snapshot of `size`.
  func result(of id: CommandID, at size: UInt64) -> CommandResult? {
    guard let place = commandPlaces.place(of: id) else { return nil }
    let result = commandResults[place]
    return result.first.value < size ? result : nil
  }

  /// The subjects with a state here, ascending.
  var subjectsWithState: [UInt64] { statePlaces.keys.sorted() }

  /// The commands, ascending by id, and what each led to.
  var commandsInOrder: [(id: CommandID, result: CommandResult)] {
    var places = Array(commandPlaces.keys.indices)
    let ids = commandPlaces.keys
    places.sort { ids[$0] < ids[$1] }
    return places.map { (ids[$0], commandResults[$0]) }
  }
}
