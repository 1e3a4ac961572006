import Foundation
import Ledger

/// Standard output, in blocks. For machines or for people, but never for messages about the work.
final class Output {
  private var buffer: [UInt8] = []
  private static let blockBytes = 1 << 16

  /// Hands `bytes` over whole: to the file at `path`, which is replaced only once all is written,
  /// or to standard output where none is named.
  ///
  /// - Throws: ``InputError`` for a file that can't be written.
  static func hand(_ bytes: [UInt8], to path: String?) throws {
    guard let path else {
      let output = Output()
      try output.write(bytes)
      return try output.flush()
    }
    try check(path)
    do { try Data(bytes).write(to: URL(filePath: path), options: .atomic) } catch {
      throw InputError("it can't be written: \(error.localizedDescription)", file: path)
    }
  }

  /// Refuses, before any work is done, a path that no file can be put at.
  ///
  /// - Throws: ``InputError`` for a directory, and for a file in what is none or doesn't exist.
  static func check(_ path: String?) throws(InputError) {
    guard let path else { return }
    if path.isEmpty { throw InputError("a file's name is empty; name a file.") }
    if kind(of: path) == .typeDirectory {
      throw InputError("it is a directory; name a file in it.", file: path)
    }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex else { return }
    let directory = String(path[..<slash])
    switch kind(of: directory) {
    case .typeDirectory: return
    case nil: throw InputError("there is no directory \(directory); make it first.", file: path)
    default: throw InputError("\(directory) is no directory; name another.", file: path)
    }
  }

  /// Refuses, before any work is done, a directory to make or to fill that is something else.
  ///
  /// - Throws: ``InputError``.
  static func check(directory path: String) throws(InputError) {
    guard let kind = kind(of: path), kind != .typeDirectory else { return }
    throw InputError("it is no directory; name another.", file: path)
  }

  /// What stands at `path`, behind links; nil for nothing.
  private static func kind(of path: String) -> FileAttributeType? {
    let file = URL(filePath: path).resolvingSymlinksInPath()
    let kind = try? FileManager.default.attributesOfItem(atPath: file.path)[.type]
    return kind as? FileAttributeType
  }

  func write(_ text: String) throws { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws {
    buffer += bytes
    if buffer.count >= Self.blockBytes { try flush() }
  }

  /// `bytes` as they are.
  func bytes(_ bytes: Span<UInt8>) throws {
    for index in bytes.indices { buffer.append(bytes[index]) }
    if buffer.count >= Self.blockBytes { try flush() }
  }

  /// One line of `bytes` and its end.
  func line(_ bytes: Span<UInt8>) throws {
    try self.bytes(bytes)
    buffer.append(UInt8(ascii: "\n"))
  }

  func line(_ bytes: [UInt8]) throws { try line(bytes.span) }

  /// Hands everything over. A reader that has gone ends the program quietly: it has what it wanted.
  func flush() throws {
    if buffer.isEmpty { return }
    do {
      try FileHandle.standardOutput.write(contentsOf: buffer)
    } catch {
      if error.isBrokenPipe { exit(0) }
      throw ReadingFailure("standard output can't be written: \(error.localizedDescription)")
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// Something outside of the store failed: a file, a pipe.
struct ReadingFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

extension Error {
  /// Whether a pipe was written that nobody reads any more.
  fileprivate var isBrokenPipe: Bool {
    let error = self as NSError
    if error.domain == NSPOSIXErrorDomain {
      return error.code == Int(POSIXErrorCode.EPIPE.rawValue)
    }
    guard let cause = error.userInfo[NSUnderlyingErrorKey] as? NSError else { return false }
    return cause.domain == NSPOSIXErrorDomain && cause.code == Int(POSIXErrorCode.EPIPE.rawValue)
  }
}
