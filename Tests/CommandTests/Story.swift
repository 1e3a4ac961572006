import Foundation
import Testing

/// A transcript: commands as they are typed, and below each what they print and how they end.
///
/// `# ` begins prose, `$ ` a command, which goes on over a here-document or behind a backslash at
/// the
/// end of a line. Then come the lines of standard output, those of standard error behind `! `, and
/// the exit code in brackets where it isn't 0. In an expected line `…` stands for any characters; a
/// line of `…` alone for any number of lines.
struct Story: Sendable, CustomTestStringConvertible {
  /// One command and what is expected of it.
  struct Step: Sendable {
    /// The line of the file on which the command stands, from 1.
    var line: Int
    var command: String
    var expected: [String]
  }

  let name: String
  let steps: [Step]

  var testDescription: String { name }

  /// Reads the story at `file`.
  init(_ file: URL) throws {
    name = file.deletingPathExtension().lastPathComponent
    let text = try String(contentsOf: file, encoding: .utf8)
    var steps: [Step] = []
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("# ") || line == "#" { continue }
      if line.hasPrefix("$ ") {
        let number = lines.startIndex
        steps.append(
          Step(line: number, command: Self.command(String(line.dropFirst(2)), &lines), expected: [])
        )
      } else if !steps.isEmpty {
        steps[steps.count - 1].expected.append(line)
      }
    }
    for index in steps.indices {
      while steps[index].expected.last?.isEmpty == true { steps[index].expected.removeLast() }
    }
    self.steps = steps
  }

  /// The rest of a command: what follows a backslash, and its here-document.
  private static func command(_ first: String, _ lines: inout ArraySlice<String>) -> String {
    var command = first
    while command.hasSuffix("\\"), let next = lines.popFirst() { command += "\n" + next }
    guard command.contains("<<'END'") else { return command }
    while let next = lines.popFirst() {
      command += "\n" + next
      if next == "END" { break }
    }
    return command + "\n"
  }

  /// Every story of the project, in the order of the names.
  static let all: [Story] = {
    let folder = Project.folder.appending(path: "Tests/CommandTests/Stories")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().compactMap {
      try? Story(folder.appending(path: $0))
    }
  }()

  /// Whether `actual` is what `expected` says, line by line.
  static func matches(_ expected: ArraySlice<String>, _ actual: ArraySlice<String>) -> Bool {
    guard let first = expected.first else { return actual.isEmpty }
    if first == "…" {
      return (actual.startIndex...actual.endIndex).contains {
        matches(expected.dropFirst(), actual[$0...])
      }
    }
    guard let line = actual.first, matches(line: first, line) else { return false }
    return matches(expected.dropFirst(), actual.dropFirst())
  }

  private static func matches(line pattern: String, _ line: String) -> Bool {
    let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
    guard parts.count > 1, let last = parts.last else { return pattern == line }
    guard line.hasPrefix(parts[0]) else { return false }
    var rest = line.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
