internal import Foundation

/// Reads a file or standard input line by line, in bounded memory.
///
/// A line ends with a line feed; a carriage return before it belongs to the end. A byte-order mark
/// at the beginning of the file is passed over.
struct LineReader {
  private let handle: FileHandle
  private var buffer: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  private var isAtBeginning = true
  private var bytesRead: Int64 = 0

  /// How many bytes of the file the lines so far took.
  var bytesTaken: Int64 { bytesRead - Int64(buffer.count - start) }

  /// How long a line may be, in bytes.
  static let lineBytesMax = 1 << 24
  private static let chunkBytes = 1 << 20

  init(_ handle: FileHandle) { self.handle = handle }

  /// Opens the file at `path`.
  static func open(_ path: String) throws(InputError) -> LineReader {
    LineReader(try openFile(path))
  }

  /// A handle of the file at `path`; refuses what isn't a file that can be read.
  static func openFile(_ path: String) throws(InputError) -> FileHandle {
    let attributes = try? FileManager.default.attributesOfItem(
      atPath: URL(fileURLWithPath: path).resolvingSymlinksInPath().path)
    guard let attributes else {
      throw InputError("there is no such file.", file: path)
    }
    if attributes[.type] as? FileAttributeType == .typeDirectory {
      throw InputError("it is a directory; name the files in it.", file: path)
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    return handle
  }

  /// The next line without its end, or nil at the end of the file.
  mutating func next() throws(InputError) -> ArraySlice<UInt8>? {
    var searched = start
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        let line = Self.withoutReturn(buffer[start..<end])
        start = end + 1
        return line
      }
      if isAtEnd {
        guard start < buffer.count else { return nil }
        let line = Self.withoutReturn(buffer[start...])
        start = buffer.count
        return line
      }
      searched = buffer.count - start
      try refill()
    }
  }

  private mutating func refill() throws(InputError) {
    if start > 0 {
      buffer.removeSubrange(..<start)
      start = 0
    }
    if buffer.count > Self.lineBytesMax {
      throw InputError("a line is longer than \(Self.lineBytesMax) bytes.")
    }
    let chunk: Data?
    do { chunk = try handle.read(upToCount: Self.chunkBytes) } catch {
      throw InputError("it can't be read: \(error.localizedDescription)")
    }
    guard let chunk, !chunk.isEmpty else {
      isAtEnd = true
      return
    }
    buffer.append(contentsOf: chunk)
    bytesRead += Int64(chunk.count)
    if isAtBeginning {
      isAtBeginning = false
      if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { buffer.removeFirst(3) }
    }
  }

  private static func withoutReturn(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}
