import Foundation
import Ledger

/// A text that an argument gives: itself, `@FILE`, or `-` for standard input.
struct SourceText {
  /// What messages call it; nil for the argument itself.
  let name: String?
  let bytes: [UInt8]

  /// As much as is read.
  static let bytesMax = 1 << 20

  /// - Throws: ``InputError`` where the file can't be read or is too long.
  init(_ argument: String, option: String) throws(InputError) {
    if argument == "-" {
      name = "standard input"
      bytes = try Self.read(.standardInput, "standard input")
    } else if argument.hasPrefix("@") {
      let path = String(argument.dropFirst())
      name = path
      bytes = try Self.read(path: path)
    } else {
      name = nil
      bytes = Array(argument.utf8)
    }
  }

  private static func read(path: String) throws(InputError) -> [UInt8] {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw InputError("there is no such file.", file: path)
    }
    if attributes[.type] as? FileAttributeType == .typeDirectory {
      throw InputError("it is a directory; name a file.", file: path)
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    return try read(handle, path)
  }

  private static func read(_ handle: FileHandle, _ name: String) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    do {
      while bytes.count <= bytesMax, let chunk = try handle.read(upToCount: 1 << 16), !chunk.isEmpty
      {
        bytes += Array(chunk)
      }
    } catch {
      throw InputError("it can't be read: \(error.localizedDescription)", file: name)
    }
    if bytes.count > bytesMax {
      throw InputError("it has more than \(bytesMax) bytes.", file: name)
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    return bytes
  }
}
