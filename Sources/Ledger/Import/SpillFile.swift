internal import Foundation

/// Bytes that don't fit in memory, in a file that nobody else sees and that goes with the process.
final class SpillFile {
  /// Where some bytes lie.
  struct Place: Sendable {
    var offset: UInt64
    var count: UInt32
  }

  private let handle: FileHandle
  private let path: String
  private var written: UInt64 = 0
  private var buffer: [UInt8] = []
  private static let bufferBytes = 1 << 20

  /// A spill file among the machine's temporary files.
  init() throws {
    path = NSTemporaryDirectory() + "twinledger-import-" + UUID().uuidString
    guard
      FileManager.default.createFile(
        atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
      let handle = FileHandle(forUpdatingAtPath: path)
    else {
      throw InputError("no temporary file can be made; check the space and rights there.")
    }
    self.handle = handle
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Keeps `bytes` and says where.
  func append(_ bytes: [UInt8]) throws -> Place {
    let place = Place(
      offset: written + UInt64(buffer.count), count: UInt32(truncatingIfNeeded: bytes.count))
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferBytes {
      try handle.seek(toOffset: written)
      try handle.write(contentsOf: buffer)
      written += UInt64(buffer.count)
      buffer.removeAll(keepingCapacity: true)
    }
    return place
  }

  /// The bytes at `place`.
  func read(_ place: Place) throws -> [UInt8] {
    if place.offset >= written {
      let start = Int(place.offset - written)
      return Array(buffer[start..<start + Int(place.count)])
    }
    try handle.seek(toOffset: place.offset)
    return Array(try handle.read(upToCount: Int(place.count)) ?? Data())
  }
}
