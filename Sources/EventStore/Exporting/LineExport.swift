internal import LMDB
public import TransparencyLog

/// A log as one file of lines: the events' exact bytes, which hold no newline, a line each.
public enum LineExport {
  /// Writes the first `size` events to `path` and `note`, their checkpoint, beside it with
  /// `.checkpoint` appended, last. Each file is put in place whole.
  ///
  /// - Throws: what the store or the system refused; a file that lay there is as before then, or,
  ///   after the events were put in place, without its own checkpoint.
  /// - Complexity: O(n) in the bytes; 1 MB in memory.
  public static func write(
    _ store: EventLog, upTo size: Size, note: SignedNote, to path: String,
    progress: (Double) -> Void = { _ in }
  ) throws {
    let file = try FileBuilder(replacing: path, permissions: 0o644)
    var buffer: [UInt8] = []
    var written: UInt64 = 0
    try store.events(from: Index(0), limit: Int(size.value)) { _, event in
      buffer.append(contentsOf: event.copied())
      buffer.append(0x0A)
      written += 1
      if buffer.count >= 1 << 20 {
        try file.append(buffer)
        buffer.removeAll(keepingCapacity: true)
        progress(Double(written) / Double(size.value))
      }
      return true
    }
    try file.append(buffer)
    try DurableFile.remove(path + ".checkpoint")
    try file.putInPlace()
    try DurableFile.replace(path + ".checkpoint", with: note.bytes, permissions: 0o644)
  }
}
