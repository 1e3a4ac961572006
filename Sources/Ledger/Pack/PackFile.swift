internal import Foundation

/// A pack's file as it is read: line by line, and again at places met before.
final class PackFile {
  private let handle: FileHandle
  private let path: String
  private var buffer: [UInt8] = []
  private var place = 0
  private var isAtEnd = false

  /// How many bytes of the file lie before the next line.
  private(set) var offset: UInt64 = 0

  /// The number of the line read last, from 1.
  private(set) var line = 0

  private static let chunkBytes = 1 << 20

  /// A line may hold the figures of a large ledger, and no more.
  private static let lineBytesMax = 1 << 29

  init(_ path: String) throws {
    self.path = path
    do { handle = try FileHandle(forReadingFrom: URL(filePath: path)) } catch {
      throw InputError("it can't be read: \(error.localizedDescription)", file: path)
    }
  }

  deinit { try? handle.close() }

  /// The next line without its newline; nil at the end of the file.
  func next() throws -> [UInt8]? {
    var searched = place
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let found = Array(buffer[place..<end])
        take(upTo: end + 1)
        return found
      }
      searched = buffer.count
      if isAtEnd || buffer.count - place > Self.lineBytesMax {
        if place == buffer.count { return nil }
        let found = Array(buffer[place...])
        take(upTo: buffer.count)
        return found
      }
      searched -= place
      buffer.removeSubrange(..<place)
      place = 0
      let more = try read(Self.chunkBytes)
      isAtEnd = more.isEmpty
      buffer += more
    }
  }

  private func take(upTo end: Int) {
    offset += UInt64(end - place)
    place = end
    line += 1
  }

  private func read(_ count: Int) throws -> [UInt8] {
    do { return [UInt8](try handle.read(upToCount: count) ?? Data()) } catch {
      throw InputError("it can't be read: \(error.localizedDescription)", file: path)
    }
  }

  /// The bytes at a place that ``next()`` has passed. Lines can't be read any more then.
  func bytes(at offset: UInt64, count: Int) throws -> [UInt8] {
    do { try handle.seek(toOffset: offset) } catch {
      throw InputError("it can't be read: \(error.localizedDescription)", file: path)
    }
    var found: [UInt8] = []
    while found.count < count {
      let more = try read(count - found.count)
      if more.isEmpty { throw InputError("it became shorter while it was read.", file: path) }
      found += more
    }
    return found
  }
}
