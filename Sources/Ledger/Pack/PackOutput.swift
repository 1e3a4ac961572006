internal import EventStore

extension ExportFile {
  func append(_ text: String) throws { try append(Array(text.utf8)) }

  /// One part of a pack: its first line, its content with a newline behind it, its last line.
  func append(_ part: PackFormat.Part, _ content: [UInt8]) throws {
    try append(PackFormat.start(part) + "\n")
    try append(PackFormat.exchanged(content, UInt8(ascii: "<"), for: PackFormat.lessThanSign))
    try append((content.last == UInt8(ascii: "\n") ? "" : "\n") + PackFormat.partEnd + "\n")
  }
}
