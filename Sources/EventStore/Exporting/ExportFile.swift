internal import LMDB

/// A file of an export that is written piece by piece and seen under its name once all of it is on
/// the disk; what stood there stays until then.
public final class ExportFile {
  private var file: FileBuilder?
  private var buffer: [UInt8] = []

  private static let bufferBytes = 1 << 20

  /// Begins the file. One that isn't finished is left with `.new` appended to its name; the next
  /// try overwrites it.
  ///
  /// - Throws: what the system refused.
  public init(replacing path: String) throws {
    file = try FileBuilder(replacing: path, permissions: 0o644)
  }

  /// Adds `bytes` at the end. At most about 1 MB waits in memory.
  ///
  /// - Throws: what the system refused; the file can't be finished then.
  public func append(_ bytes: [UInt8]) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  private func flush() throws {
    try file?.append(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Syncs the file and puts it in its place, durably. Nothing can be added any more.
  ///
  /// - Throws: what the system refused; what stood there is as it was.
  public func putInPlace() throws {
    try flush()
    try file.take()?.putInPlace()
  }
}
