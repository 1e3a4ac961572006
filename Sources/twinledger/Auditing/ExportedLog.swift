import EventStore
import Foundation
import Ledger
import TransparencyLog

/// A log in files: a directory of tiles, or a file of events with its checkpoint beside it.
struct ExportedLog {
  /// Whether it is a directory of tiles.
  let isDirectory: Bool

  private let path: String
  private let checkpoint: String?

  /// - Parameter checkpoint: the checkpoint's file, where it isn't beside the file of events.
  init(_ path: String, checkpoint: String? = nil) throws(InputError) {
    let target = URL(filePath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw InputError("there is no such file or directory.", file: path)
    }
    isDirectory = attributes[.type] as? FileAttributeType == .typeDirectory
    self.path = path
    self.checkpoint = checkpoint
  }

  /// Checks all of it against its checkpoint, which one of `keys` must have signed.
  func verify(
    keys: [VerifierKey], progress: (Double) -> Void
  ) throws -> CopyVerification.Report {
    if isDirectory { return try CopyVerification.tiles(path, keys: keys, progress: progress) }
    let name = checkpoint ?? path + ".checkpoint"
    let note = try SignedNote(try SourceText("@" + name, option: "--checkpoint").bytes)
    let size = try Checkpoint(text: note.text).size
    var lines = try CopiedLines(path)
    return try CopyVerification.lines(
      of: path, note: note, keys: keys, mayGoOn: checkpoint != nil
    ) {
      try lines.next()
    } progress: {
      progress(Double($0) / Double(max(1, size)))
    }
  }

  /// The first `size` events, in order.
  func events(size: UInt64) throws -> Events {
    if isDirectory { return .bundles(BundleReader(directory: path, size: size)) }
    return .lines(try CopiedLines(path), left: size)
  }

  /// The events of one or the other.
  enum Events {
    case bundles(BundleReader)
    case lines(CopiedLines, left: UInt64)

    mutating func next() throws -> [UInt8]? {
      switch self {
      case .bundles(var reader):
        let event = try reader.event()
        self = .bundles(reader)
        return event
      case .lines(var lines, let left):
        guard left > 0 else { return nil }
        let line = try lines.next()
        self = .lines(lines, left: left - 1)
        return line
      }
    }
  }
}

/// The lines of a file, exactly as they stand, each bounded by what an event may have.
struct CopiedLines {
  private let handle: FileHandle
  private let path: String
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  init(_ path: String) throws {
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw InputError("it can't be read; check its permissions.", file: path)
    }
    self.handle = handle
    self.path = path
  }

  mutating func next() throws -> [UInt8]? {
    while true {
      if let end = buffer[position...].firstIndex(of: 0x0A) {
        let line = Array(buffer[position..<end])
        position = end + 1
        return line
      }
      if buffer.count - position > EventLog.eventBytesMax {
        throw InputError("a line has more than \(EventLog.eventBytesMax) bytes.", file: path)
      }
      if isAtEnd {
        guard position < buffer.count else { return nil }
        throw Failure(.integrity, "\(path): its last line has no end; the file was cut.")
      }
      buffer.removeSubrange(..<position)
      position = 0
      let chunk = try handle.read(upToCount: 1 << 20) ?? Data()
      if chunk.isEmpty { isAtEnd = true } else { buffer += chunk }
    }
  }
}
