/// The rules for texts that are not code: words that must not stay, and the change log's shape.
enum TextRules {
  /// Marks of unfinished work, and paths that exist on one machine only.
  ///
  /// The marks are spelled in two halves so that this file does not find itself.
  static func leftovers(path: String, text: String) -> [Finding] {
    let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X"]
    let homes = ["home", "root", "Users", "opt", "work", "mnt", "srv"].map { "/" + $0 + "/" }
    var findings: [Finding] = []
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      for mark in marks where holds(line, word: mark) {
        findings.append(
          Finding(path: path, line: offset + 1, message: "\(mark): finish it or take it out"))
      }
      for home in homes where beginsPath(home, in: line) {
        findings.append(
          Finding(path: path, line: offset + 1, message: "\(home)… exists on one machine only"))
      }
    }
    return findings
  }

  /// What is wrong with a change log: its first release section is `## Unreleased`; every section
  /// holds some of Additions, Changes, Fixes and Format, in that order, none empty; every entry is
  /// a list item.
  static func changelog(path: String, text: String) -> [Finding] {
    var findings: [Finding] = []
    var shape = ChangelogShape()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (offset, line) in lines.enumerated() {
      if let message = shape.take(line) {
        findings.append(Finding(path: path, line: offset + 1, message: message))
      }
    }
    if let message = shape.end() {
      findings.append(Finding(path: path, line: lines.count, message: message))
    }
    return findings
  }

  /// The commands of the first screen that the README does not show in a code block.
  static func missingCommands(_ commands: [String], readme: String, screenLines: Int) -> [String] {
    var isCode = false
    var shown: Set<String> = []
    let lines = readme.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines.prefix(screenLines) {
      if line.hasPrefix("```") {
        isCode.toggle()
      } else if isCode {
        for command in commands where line.split(separator: " ").contains(Substring(command)) {
          shown.insert(command)
        }
      }
    }
    return commands.filter { !shown.contains($0) }
  }

  private static func holds(_ line: Substring, word: String) -> Bool {
    line.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
  }

  /// Whether `prefix` stands where an absolute path begins: not inside a URL or a longer path.
  private static func beginsPath(_ prefix: String, in line: Substring) -> Bool {
    line.ranges(of: prefix).contains { range in
      guard range.lowerBound > line.startIndex else { return true }
      let before = line[line.index(before: range.lowerBound)]
      return !(before.isLetter || before.isNumber || "._-/}~".contains(before))
    }
  }
}

/// Reads a change log line by line and says where its shape breaks.
private struct ChangelogShape {
  private static let parts = ["Additions", "Changes", "Fixes", "Format"]
  private var sections = 0
  private var part: Int?
  private var isPartEmpty = false

  /// What is wrong at this line, if anything.
  mutating func take(_ line: Substring) -> String? {
    if line.hasPrefix("### ") { return beginPart(line.dropFirst(4)) }
    if line.hasPrefix("## ") { return beginSection(line.dropFirst(3)) }
    guard sections > 0, !line.isEmpty else { return nil }
    if line.hasPrefix("- ") {
      guard part != nil else { return "an entry outside Additions, Changes, Fixes and Format" }
      isPartEmpty = false
      return nil
    }
    if line.hasPrefix("  "), part != nil, !isPartEmpty { return nil }
    return "neither a heading, nor an entry (`- …`), nor the continuation of one"
  }

  /// What is wrong once the last line was taken.
  func end() -> String? {
    if sections == 0 { return "no `## Unreleased` section" }
    return isPartEmpty ? emptyPart : nil
  }

  private var emptyPart: String { "a part without an entry: leave it out" }

  private mutating func beginSection(_ title: Substring) -> String? {
    defer {
      sections += 1
      part = nil
      isPartEmpty = false
    }
    if sections == 0, title != "Unreleased" { return "the first section must be `## Unreleased`" }
    return isPartEmpty ? emptyPart : nil
  }

  private mutating func beginPart(_ title: Substring) -> String? {
    let wasEmpty = isPartEmpty
    isPartEmpty = true
    guard sections > 0 else { return "a part before the first section" }
    guard let place = Self.parts.firstIndex(of: String(title)) else {
      return "unknown part; one of \(Self.parts.joined(separator: ", "))"
    }
    let previous = part ?? -1
    part = place
    if place <= previous { return "parts stand in the order \(Self.parts.joined(separator: ", "))" }
    return wasEmpty ? emptyPart : nil
  }
}
