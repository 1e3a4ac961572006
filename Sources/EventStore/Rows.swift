/// The row of the table `commands`: the id as key; first index, count and digest.
enum CommandRow {
  static func key(_ id: CommandID) -> InlineArray<16, UInt8> {
    var key = InlineArray<16, UInt8>(repeating: 0)
    for place in 0..<8 {
      let shift = UInt64(56 - 8 * place)
      key[place] = UInt8(truncatingIfNeeded: id.high >> shift)
      key[place + 8] = UInt8(truncatingIfNeeded: id.low >> shift)
    }
    return key
  }

  static func append(_ result: CommandResult, to arena: inout Arena) {
    arena.append(bigEndian: result.first.value)
    arena.append(bigEndian: UInt32(clamping: result.count))
    arena.append(bigEndian: result.digest.high)
    arena.append(bigEndian: result.digest.low)
  }

  static func result(_ row: Span<UInt8>) throws(IntegrityError) -> CommandResult {
    var reader = ByteReader(row, at: .row(table: "commands"))
    let first: UInt64 = try reader.bigEndian()
    let count: UInt32 = try reader.bigEndian()
    let high: UInt64 = try reader.bigEndian()
    let low: UInt64 = try reader.bigEndian()
    return CommandResult(
      first: Index(first), count: Int(count), digest: CommandDigest(high: high, low: low))
  }

  static func id(_ key: Span<UInt8>) throws(IntegrityError) -> CommandID {
    var reader = ByteReader(key, at: .row(table: "commands"))
    return CommandID(high: try reader.bigEndian(), low: try reader.bigEndian())
  }
}

/// The row of a table of states: the subject's number as key; version, the event that changed it
/// last, and the state's bytes.
enum StateRow {
  static func append(
    version: UInt32, changedAt: UInt64, state: Span<UInt8>, to arena: inout Arena
  ) {
    arena.append(bigEndian: version)
    arena.append(bigEndian: changedAt)
    arena.append(state)
  }

  /// Version, index and where the state begins.
  static func parts(
    _ row: Span<UInt8>
  ) throws(IntegrityError) -> (version: UInt32, changedAt: UInt64, start: Int) {
    var reader = ByteReader(row, at: .row(table: "states"))
    return (try reader.bigEndian(), try reader.bigEndian(), reader.position)
  }
}

/// The row of the table `subjects`: a name's hash as key; for each name of that hash its number,
/// its length in two bytes, and the name.
enum SubjectRow {
  static func append(name: Span<UInt8>, number: UInt64, to arena: inout Arena) {
    arena.append(bigEndian: number)
    arena.append(bigEndian: UInt16(name.count))
    arena.append(name)
  }

  static func number(
    of name: Span<UInt8>, in row: Span<UInt8>
  ) throws(IntegrityError) -> UInt64? {
    var reader = ByteReader(row, at: .row(table: "subjects"))
    while !reader.isAtEnd {
      let number: UInt64 = try reader.bigEndian()
      let length: UInt16 = try reader.bigEndian()
      if try reader.bytes(Int(length)).isEqual(to: name) { return number }
    }
    return nil
  }
}

/// The row of the table `names`: the name's first 40 bytes, padded with zeros, and its number as
/// key; the whole name. Names are found in byte order, save those that share 40 bytes.
enum NameRow {
  static let keptBytes = 40
  static let keyBytes = 48

  static func appendKey(name: Span<UInt8>, number: UInt64, to arena: inout Arena) {
    let kept = min(name.count, keptBytes)
    arena.append(name.extracting(0..<kept))
    for _ in kept..<keptBytes { arena.append(0) }
    arena.append(bigEndian: number)
  }

  static func number(_ key: Span<UInt8>) throws(IntegrityError) -> UInt64 {
    var reader = ByteReader(key, at: .row(table: "names"))
    _ = try reader.bytes(keptBytes)
    return try reader.bigEndian()
  }
}

/// The row of the table `meta` that tells what folded the states of a slot, and up to which size.
struct ProjectionRow: Equatable {
  let projection: Projection
  /// In a slot that is being rebuilt, the size its states stand for; else of no meaning.
  let foldedSize: UInt64

  init(_ projection: Projection, foldedSize: UInt64) {
    self.projection = projection
    self.foldedSize = foldedSize
  }

  init(_ row: Span<UInt8>) throws(IntegrityError) {
    var reader = ByteReader(row, at: .row(table: "meta"))
    let version: UInt32 = try reader.bigEndian()
    foldedSize = try reader.bigEndian()
    let name = try reader.rest().copied()
    projection = Projection(name: String(decoding: name, as: UTF8.self), version: version)
  }

  func write(to arena: inout Arena) {
    arena.append(bigEndian: projection.version)
    arena.append(bigEndian: foldedSize)
    arena.append(projection.name.utf8.span)
  }
}
