internal import LMDB
internal import TransparencyLog

/// The row of the table `meta` that says how far the log goes. Rewritten by every commit.
struct HeadRow: Equatable {
  static let sizeBytes = 80
  /// The format this program writes, and the newest one it reads.
  static let currentFormat: UInt32 = 1

  var formatVersion = currentFormat
  var neededProgramVersion: UInt32 = 0
  var size: UInt64 = 0
  var mergedSize: UInt64 = 0
  var eventBytes: UInt64 = 0
  var recordedTimeMilliseconds: Int64 = .min
  var root = emptyRoot
  /// Which of the two tables of states is the live one.
  var liveSlot: UInt8 = 0

  init() {}

  init(_ row: Span<UInt8>) throws {
    var reader = ByteReader(row, at: .head)
    formatVersion = try reader.bigEndian()
    guard formatVersion == Self.currentFormat else {
      throw StoreError(
        .newerFormat, "format \(formatVersion), this program knows \(Self.currentFormat)")
    }
    neededProgramVersion = try reader.bigEndian()
    size = try reader.bigEndian()
    mergedSize = try reader.bigEndian()
    eventBytes = try reader.bigEndian()
    recordedTimeMilliseconds = try reader.bigEndian()
    root = Hash(try reader.bytes(Hash.bytesCount), at: 0)
    liveSlot = try reader.byte()
    guard row.count == Self.sizeBytes, mergedSize <= size, liveSlot < 2 else {
      throw IntegrityError(.head, expected: "a head row", found: "\(row.count) other bytes")
    }
  }

  func write(to arena: inout Arena) {
    arena.append(bigEndian: formatVersion)
    arena.append(bigEndian: neededProgramVersion)
    arena.append(bigEndian: size)
    arena.append(bigEndian: mergedSize)
    arena.append(bigEndian: eventBytes)
    arena.append(bigEndian: recordedTimeMilliseconds)
    arena.append(root)
    arena.append(liveSlot)
    for _ in 0..<7 { arena.append(0) }
  }
}

/// The keys of the table `meta`.
enum MetaKey {
  static let head: UInt64 = 0
  static let origin: UInt64 = 1
  /// The projection whose states are in slot 0 or 1.
  static func projection(slot: UInt8) -> UInt64 { 2 + UInt64(slot) }
}
