import Foundation

/// A file for what can only be written to a path.
enum TemporaryFile {
  /// What `body` wrote to the path that it was given, where nothing stood before. The file is gone
  /// afterwards.
  static func bytes(_ body: (String) throws -> Void) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "twinledger-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "file")
    try body(file.path)
    return Array(try Data(contentsOf: file))
  }
}
