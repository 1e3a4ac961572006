import Foundation

/// Where things of the project lie.
enum Project {
  static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let tools = folder.appending(path: "Tools")

  /// Whether a program of this name lies where stories look for it.
  static func hasProgram(_ name: String) -> Bool {
    ["/usr/local/bin/", "/usr/bin/", "/bin/"].contains {
      FileManager.default.isExecutableFile(atPath: $0 + name)
    }
  }

  /// The folder with the program that was built beside these tests.
  static let programs = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent()
}

/// A folder of its own in which a story is played; it goes with the story.
final class Stage {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "story-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// What `command` prints and how it ends, in the form of a story. `fixture NAME DIRECTORY` makes
  /// a ledger that the program itself doesn't make.
  func play(_ command: String) throws -> [String] {
    if command.hasPrefix("fixture ") {
      let words = command.split(separator: " ").map(String.init)
      guard words.count == 3, let fixture = Fixture(rawValue: words[1]) else {
        return ["! there is no such fixture"]
      }
      try fixture.make(in: folder.appending(path: words[2]).path)
      return []
    }
    let (status, output, errors) = try run(["/bin/bash", "-c", command])
    var lines = Self.lines(of: output) + Self.lines(of: errors).map { "! " + $0 }
    while lines.last?.isEmpty == true { lines.removeLast() }
    if status != 0 { lines.append("[\(status)]") }
    return lines
  }

  /// Runs a program, the first of `words`, named by its path. The project's own tools are on the
  /// story's path, behind the machine's.
  func run(_ words: [String]) throws -> (status: Int32, output: String, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: words[0])
    process.arguments = Array(words.dropFirst())
    process.currentDirectoryURL = folder
    process.environment = [
      "COLUMNS": "100",
      "FIXTURES": Project.folder.appending(path: "Tests/CommandTests/Stories/Fixtures").path,
      "HOME": folder.path, "LC_ALL": "C.UTF-8", "TMPDIR": folder.path, "TWINLEDGER_DIR": "ledger",
      "PATH": Project.programs.path + ":/usr/local/bin:/usr/bin:/bin:" + Project.tools.path,
      "SAMPLE": Project.folder.appending(path: "Tools/sample/public-record").path,
    ]
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
    for file in [output, errors] {
      try Data().write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    process.waitUntilExit()
    let texts = try [output, errors].map {
      String(decoding: try Data(contentsOf: $0), as: UTF8.self)
    }
    return (process.terminationStatus, texts[0], texts[1])
  }

  private static func lines(of printed: String) -> [String] {
    var text = printed
    if text.hasSuffix("\n") { text.removeLast() }
    return text.isEmpty
      ? []
      : text.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
  }
}
