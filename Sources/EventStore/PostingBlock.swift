/// A piece of a list of indexes, in the tables `postings` and `streams`.
///
/// A list's last block, the open one, lies at the list's number followed by eight bytes of ones, so
/// that it is found and extended without a search. Once it has `fullBytes` it moves to the list's
/// number followed by its first index, for good, and a new one is opened.
///
/// The value is the last index in eight bytes, so that it is extended without being read, then the
/// first index and each one's distance from the one before as varints.
enum PostingBlock {
  static let fullBytes = 1_000
  static let openEnd = UInt64.max
  static let keyBytes = 16

  static func appendKey(_ list: UInt64, _ end: UInt64, to arena: inout Arena) {
    arena.append(bigEndian: list)
    arena.append(bigEndian: end)
  }

  static func key(_ key: Span<UInt8>) -> (list: UInt64, end: UInt64)? {
    guard key.count == keyBytes else { return nil }
    var list: UInt64 = 0
    var end: UInt64 = 0
    for position in 0..<8 { list = list << 8 | UInt64(key[position]) }
    for position in 8..<16 { end = end << 8 | UInt64(key[position]) }
    return (list, end)
  }

  static func last(_ value: Span<UInt8>, _ table: String) throws(IntegrityError) -> UInt64 {
    var reader = ByteReader(value, at: .row(table: table))
    return try reader.bigEndian()
  }

  static func first(_ value: Span<UInt8>, _ table: String) throws(IntegrityError) -> UInt64 {
    var reader = ByteReader(value, at: .row(table: table))
    _ = try reader.bigEndian(UInt64.self)
    return try reader.varint()
  }

  /// Puts the block's indexes, ascending, in place of what `indexes` holds.
  static func read(
    _ value: Span<UInt8>, _ table: String, into indexes: inout [UInt64]
  ) throws(IntegrityError) {
    indexes.removeAll(keepingCapacity: true)
    var reader = ByteReader(value, at: .row(table: table))
    let last: UInt64 = try reader.bigEndian()
    var index: UInt64 = 0
    while !reader.isAtEnd {
      let (next, overflow) = index.addingReportingOverflow(try reader.varint())
      guard !overflow, next > index || indexes.isEmpty else {
        throw IntegrityError(
          .row(table: table), expected: "ascending indexes", found: "\(next) after \(index)")
      }
      index = next
      indexes.append(index)
    }
    guard indexes.last == last else {
      throw IntegrityError(.row(table: table), expected: "\(last) last", found: "\(index)")
    }
  }
}

/// A block under construction.
struct PostingBlockBuilder {
  private(set) var value = Arena(capacity: 2 * PostingBlock.fullBytes)
  private var last: UInt64 = 0
  private(set) var first: UInt64 = 0

  var isEmpty: Bool { value.count <= 8 }
  var isFull: Bool { value.count >= PostingBlock.fullBytes }

  mutating func begin() {
    value.removeAll()
    value.append(bigEndian: UInt64(0))
    last = 0
  }

  /// Goes on with a stored block.
  mutating func begin(with block: Span<UInt8>, _ table: String) throws(IntegrityError) {
    value.removeAll()
    value.append(block)
    last = try PostingBlock.last(block, table)
    first = try PostingBlock.first(block, table)
  }

  mutating func append(_ index: UInt64) {
    if isEmpty { first = index }
    value.append(varint: index - last)
    last = index
  }

  /// Writes the last index in its place; to be called before the value is stored.
  mutating func finish() { value.replace(bigEndian: last, at: 0) }
}
