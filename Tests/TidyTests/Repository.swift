import Foundation

/// The repository that this test was compiled from.
enum Repository {
  /// Its top directory: three levels above this file.
  static let root = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The text of a file, by its path from the root.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Whether the file at `path` may be run.
  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
  }

  /// The names in a directory, sorted.
  static func names(in directory: String) throws -> [String] {
    let place = root.appending(path: directory).path
    return try FileManager.default.contentsOfDirectory(atPath: place).sorted()
  }

  /// The directories in a directory, sorted.
  static func directories(in directory: String) throws -> [String] {
    try names(in: directory).filter { isDirectory("\(directory)/\($0)") == true }
  }

  /// The paths of all files under a directory (or the file itself), sorted, hidden ones included.
  static func files(under path: String) throws -> [String] {
    var found: [String] = []
    var waiting = [path]
    while let next = waiting.popLast() {
      guard let isDirectory = isDirectory(next) else { continue }
      if isDirectory {
        waiting += try names(in: next).map { "\(next)/\($0)" }
      } else {
        found.append(next)
      }
    }
    return found.sorted()
  }

  /// Every Swift file of `Sources` and `Tests`, read once for all rules.
  static let swiftSources: [SwiftSource] = {
    let paths = ["Sources", "Tests"].flatMap { (try? files(under: $0)) ?? [] }
    return paths.filter { $0.hasSuffix(".swift") }.compactMap { path in
      (try? text(path)).map { SwiftSource(path: path, text: $0) }
    }
  }()

  /// The names at the top level: what git tracks, or everything that lies there where this is no
  /// checkout, the package manager's own file aside (it is never committed).
  static func topLevelNames() throws -> [String] {
    if let tracked = trackedPaths() {
      return Set(tracked.compactMap { $0.split(separator: "/").first.map(String.init) }).sorted()
    }
    return try names(in: ".").filter { $0 != "Package.resolved" }
  }

  /// Whether a directory lies at `path`; nil where nothing does.
  private static func isDirectory(_ path: String) -> Bool? {
    (try? root.appending(path: path).resourceValues(forKeys: [.isDirectoryKey]))?.isDirectory
  }

  private static func trackedPaths() -> [String]? {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    git.arguments = ["git", "-C", root.path, "ls-files", "-z"]
    let output = Pipe()
    git.standardOutput = output
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    git.waitUntilExit()
    guard git.terminationStatus == 0, !bytes.isEmpty else { return nil }
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
