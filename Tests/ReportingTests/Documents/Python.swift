import Foundation
import Testing

/// Programs in Python, which the machine that builds this has: a second opinion on files.
enum Python {
  /// Whether a package is installed.
  static func has(_ package: String) -> Bool {
    (try? run("import \(package)")) != nil
  }

  /// What `program` prints.
  ///
  /// - Throws: where it ends with an error.
  static func run(
    _ program: String, _ arguments: [String] = [], input: Data = Data()
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program] + arguments
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "python-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (source, result) = (folder.appending(path: "in"), folder.appending(path: "out"))
    try input.write(to: source)
    try Data().write(to: result)
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: result)
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
    return String(decoding: try Data(contentsOf: result), as: UTF8.self)
  }

  struct Failed: Error {
    var status: Int32
  }
}
