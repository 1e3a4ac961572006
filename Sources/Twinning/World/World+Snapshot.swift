/// A replayed world as one run of bytes, to go on from instead of event 0.
///
/// `Schemas/storage.md` says what stands where. References are numbers in the order in which names
/// were met, and keep them.
extension World {
  /// Everything that was replayed: names, states and what figures ask of every event.
  ///
  /// - Precondition: The world replays, and ``finishReplay()`` was called since the last event.
  /// - Complexity: O(n) in the states' bytes and the events.
  public func snapshot() -> [UInt8] {
    precondition(isReplaying && disordered.isEmpty, "a world was kept before it was finished")
    var writer = PackedWriter(interner: interner, numbersRefs: true)
    writer.names()
    writer.varint(UInt64(size))
    writer.signed(recordedTime?.milliseconds ?? 0)
    writer.varint(UInt64(unknownEvents.count))
    for index in unknownEvents { writer.varint(UInt64(index)) }
    columns.write(to: &writer)
    writer.varint(UInt64(foldedZones.count))
    for (ref, zone) in foldedZones.sorted(by: { $0.key < $1.key }) {
      var zone = zone
      writer.varint(UInt64(ref.rawValue))
      writer.zone(&zone)
    }
    let refs = heldRefs
    writer.varint(UInt64(refs.count))
    for ref in refs {
      writer.varint(UInt64(ref.rawValue))
      var visitor = WriteState(writer: writer)
      writer = PackedWriter(interner: interner)
      _ = visit(ref, &visitor)
      writer = visitor.writer
    }
    return writer.bytes
  }

  /// The world that ``snapshot()`` made `bytes` of, to be replayed on; `source` has the events.
  ///
  /// - Complexity: O(n) in the bytes.
  /// - Throws: ``SchemaError`` where they are no such world's.
  public convenience init(
    snapshot bytes: Span<UInt8>, source: any StreamSource
  ) throws(SchemaError) {
    let interner = Interner()
    var reader = PackedReader(bytes, interner: interner, numbersRefs: true)
    try reader.names()
    let size = Int64(try reader.count())
    let recordedTime = Instant(milliseconds: try reader.signed())
    self.init(
      source: source, size: size, recordedTime: size == 0 ? nil : recordedTime, interner: interner)
    isReplaying = true
    for _ in 0..<(try reader.count()) { unknownEvents.append(Int64(try reader.count())) }
    columns = try EventColumns(from: &reader)
    for _ in 0..<(try reader.count()) {
      var zone = Zone.utc
      let ref = try reader.anyRef()
      try reader.zone(&zone)
      foldedZones[ref] = zone
    }
    for _ in 0..<(try reader.count()) {
      let ref = try reader.anyRef()
      var visitor = ReadState(reader: reader)
      guard try visit(ref, &visitor) != nil else {
        throw SchemaError(.wrongType, pointer: "", offset: 0, "a state of a kind without states")
      }
      reader = visitor.reader
    }
    try reader.finish()
  }
}

extension World {
  /// Whether both have the same states, and the same of every event. The worlds may have met names
  /// in another order. O(n) in the states' bytes and the events.
  public func knows(sameAs other: World) -> Bool {
    guard size == other.size, recordedTime == other.recordedTime,
      unknownEvents == other.unknownEvents, columns.count == other.columns.count
    else { return false }
    for (row, theirs) in zip(columns.rows, other.columns.rows) {
      guard row.time == theirs.time, row.recordedTime == theirs.recordedTime,
        row.marks == theirs.marks, row.type == theirs.type, row.reason == theirs.reason
      else { return false }
      let (ref, their) = (Ref(rawValue: row.subject), Ref(rawValue: theirs.subject))
      if ref == .none || their == .none {
        if ref != their { return false }
      } else if ref != their || interner !== other.interner {
        if interner.subject(of: ref) != other.interner.subject(of: their) { return false }
      }
    }
    let refs = subjectsInByteOrder
    let others = other.subjectsInByteOrder
    guard refs.count == others.count else { return false }
    return zip(refs, others).allSatisfy { ref, their in
      interner.subject(of: ref) == other.interner.subject(of: their)
        && stateBytes(of: ref) == other.stateBytes(of: their)
    }
  }
}

private struct WriteState: TableVisitor {
  var writer: PackedWriter

  mutating func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(Never) {
    guard let slot = world.slot(of: ref, in: &table) else { return }
    writer.beginState()
    do throws(SchemaError) { try table[slot].code(&writer) } catch {
      preconditionFailure("a state couldn't be packed: \(error)")
    }
  }
}

private struct ReadState: TableVisitor, ~Escapable {
  var reader: PackedReader

  @_lifetime(copy reader)
  init(reader: PackedReader) { self.reader = reader }

  @_lifetime(self: copy self)
  mutating func visit<S: StreamState>(
    _ ref: Ref, _ table: inout StateTable<S>, _ world: World
  ) throws(SchemaError) {
    reader.beginState()
    var state = S()
    try state.code(&reader)
    world.keep(state, of: ref, in: &table)
  }
}

extension PackedWriter {
  /// Writes every name of the interner, in their order.
  fileprivate mutating func names() {
    varint(UInt64(interner.count))
    for raw in 0..<interner.count {
      let ref = Ref(rawValue: UInt32(raw))
      byte(interner.kind(of: ref).rawValue)
      slug(of: ref)
    }
  }
}

extension PackedReader {
  /// Reads names into an interner that has none but its first.
  @_lifetime(self: copy self)
  fileprivate mutating func names() throws(SchemaError) {
    for raw in 0..<(try count()) {
      let number = try byte()
      guard let kind = Kind(rawValue: number) else {
        throw failure("no kind has number \(number)")
      }
      if try slug(kind).rawValue != UInt32(raw) { throw failure("a name that was there before") }
    }
  }
}

extension EventColumns {
  /// Writes all rows; they must be finished.
  func write(to writer: inout PackedWriter) {
    writer.varint(UInt64(rows.count))
    var last: Int64 = 0
    for row in rows {
      writer.signed(row.recordedTime &- last)
      last = row.recordedTime
      writer.signed(row.time &- row.recordedTime)
      writer.varint(UInt64(row.subject))
      writer.varint(UInt64(row.marks.rawValue))
      writer.byte(row.type)
      if row.marks.contains(.correction) { writer.byte(row.reason) }
    }
  }

  /// Reads what ``write(to:)`` wrote.
  init(from reader: inout PackedReader) throws(SchemaError) {
    var rows: ContiguousArray<Row> = []
    let count = try reader.count()
    // A row has six bytes at least: nothing is reserved that can't be there.
    rows.reserveCapacity(min(count, reader.bytesLeft / 6))
    var last: Int64 = 0
    for _ in 0..<count {
      last &+= try reader.signed()
      let time = last &+ (try reader.signed())
      let subject = UInt32(truncatingIfNeeded: try reader.varint())
      let marks = Marks(rawValue: UInt16(truncatingIfNeeded: try reader.varint()))
      let type = try reader.byte()
      let reason = marks.contains(.correction) ? try reader.byte() : Self.noReason
      rows.append(
        Row(
          time: time, recordedTime: last, subject: subject, marks: marks, type: type,
          reason: reason))
    }
    self.init(rows: rows)
  }
}
