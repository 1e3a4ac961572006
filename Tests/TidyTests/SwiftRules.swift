/// The rules that need only one Swift file to judge it. Each returns what is wrong, in file order.
enum SwiftRules {
  private static let importKinds: Set<String> = [
    "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
  ]

  /// Imports outside the table's row, re-exports, and `@testable` outside tests.
  static func imports(of source: SwiftSource, allowed: Set<String>?) -> [Finding] {
    var findings: [Finding] = []
    func report(_ line: Int, _ message: String) {
      findings.append(Finding(path: source.path, line: line, message: message))
    }
    guard let allowed else {
      report(0, "its directory has no row in the table of imports (House.swift)")
      return findings
    }
    for (position, token) in source.tokens.enumerated() {
      if token.text == "_exported" {
        report(token.line, "re-exports a module; each file names what it uses")
      }
      if token.text == "testable", !source.path.hasPrefix("Tests/") {
        report(token.line, "@testable is for tests")
      }
      guard token.text == "import", position + 1 < source.tokens.count else { continue }
      if position > 0, source.tokens[position - 1].text == "." { continue }
      var named = source.tokens[position + 1]
      if importKinds.contains(named.text), position + 2 < source.tokens.count {
        named = source.tokens[position + 2]
      }
      if !allowed.contains(named.text) {
        report(
          token.line,
          "imports \(named.text); allowed here: \(allowed.sorted().joined(separator: ", "))")
      }
    }
    return findings
  }

  /// Lines over the limit of columns.
  static func longLines(of source: SwiftSource) -> [Finding] {
    source.lines.enumerated().filter { $0.element.count > House.columnsMax }.map {
      Finding(
        path: source.path, line: $0.offset + 1,
        message: "\($0.element.count) columns; at most \(House.columnsMax)")
    }
  }

  /// Functions, initialisers, subscripts and computed properties over the limit of lines, counted
  /// from the line of the keyword to the line of the closing brace.
  static func longFunctions(of source: SwiftSource) -> [Finding] {
    source.tokens.indices.compactMap { position -> Finding? in
      guard let open = bodyStart(in: source, at: position),
        let close = closingBrace(in: source, of: open)
      else { return nil }
      let start = source.tokens[position]
      let lines = source.tokens[close].line - start.line + 1
      guard lines > House.functionLinesMax else { return nil }
      return Finding(
        path: source.path, line: start.line,
        message: "\(start.text) of \(lines) lines; at most \(House.functionLinesMax)")
    }
  }

  /// `unsafe` outside the directories and files that may say it; in files that may for what a
  /// benchmark shows, uses without a figure.
  static func unsafeUses(of source: SwiftSource, measuredFiles: Set<String>) -> [Finding] {
    if House.unsafeDirectories.contains(where: source.path.hasPrefix) { return [] }
    if House.foreignUnsafeFiles.contains(source.path) { return [] }
    let isMeasured = measuredFiles.contains(source.path)
    return source.tokens.filter { $0.text == "unsafe" }.compactMap { token in
      if isMeasured, hasFigureBeside(line: token.line, in: source) { return nil }
      return Finding(
        path: source.path, line: token.line,
        message: isMeasured
          ? "unsafe without the benchmark's figure in a comment within the four lines above"
          : "unsafe outside LMDB, in a file that House.swift does not list")
    }
  }

  /// Members that a protocol of the standard library demands and documents.
  private static let documentedByTheirProtocol: Set<String> = ["=", "<", "hash", "description"]

  /// The names of the functions and properties that protocols in `source` demand. Whoever conforms
  /// need not say again what they mean.
  static func requirements(of source: SwiftSource) -> Set<String> {
    var names: Set<String> = []
    for position in source.tokens.indices where source.tokens[position].text == "protocol" {
      guard
        let open = source.tokens[position...].firstIndex(where: { $0.text == "{" }),
        let close = closingBrace(in: source, of: open)
      else { continue }
      for place in open..<close {
        let word = source.tokens[place].text
        if word == "func" || word == "var" { names.insert(source.tokens[place + 1].text) }
        if word == "init", source.tokens[place + 2].text == ")" { names.insert("init()") }
      }
    }
    return names
  }

  /// Public declarations without a documentation comment directly above them, but for those whose
  /// name a protocol of ours demands.
  static func undocumented(
    of source: SwiftSource, demanded: Set<String> = []
  ) -> [Finding] {
    source.tokens.enumerated().compactMap { position, token -> Finding? in
      guard token.text == "public" else { return nil }
      guard let declaration = declarationKeyword(in: source, after: position) else { return nil }
      guard declaration != "import", declaration != "extension" else { return nil }
      if isDocumentedByProtocol(in: source, after: position, demanded) { return nil }
      if isDocumented(line: token.line, in: source) { return nil }
      return Finding(
        path: source.path, line: token.line,
        message: "public \(declaration) without a comment (`///`) above it")
    }
  }

  /// Operators that end the program where an error should be thrown, and traps without a text.
  static func forced(of source: SwiftSource) -> [Finding] {
    source.tokens.indices.compactMap { position -> Finding? in
      let token = source.tokens[position]
      switch token.text {
      case "try" where source.isFollowedDirectly(position, by: "!"),
        "as" where source.isFollowedDirectly(position, by: "!"):
        return Finding(
          path: source.path, line: token.line, message: "\(token.text)! hides an error; handle it")
      case "fatalError" where source.isFollowedDirectly(position, by: "("):
        return Finding(
          path: source.path, line: token.line,
          message: "fatalError; use a precondition with the broken rule as its text")
      default:
        return nil
      }
    }
  }

  private static let declarations: Set<String> = [
    "func", "var", "let", "init", "deinit", "subscript", "struct", "enum", "class", "actor",
    "protocol", "extension", "case", "typealias", "associatedtype", "import", "macro", "operator",
  ]

  private static let modifiers: Set<String> = [
    "public", "internal", "package", "private", "fileprivate", "open", "static", "final",
    "mutating",
    "nonmutating", "borrowing", "consuming", "nonisolated", "convenience", "required", "override",
    "indirect", "lazy", "weak", "unowned", "prefix", "postfix", "infix", "isolated", "distributed",
    "dynamic", "optional",
  ]

  /// Where the body of the function that begins at `position` opens; nil where none begins there,
  /// or where it has no body (a requirement of a protocol).
  private static func bodyStart(in source: SwiftSource, at position: Int) -> Int? {
    let token = source.tokens[position]
    let isMember = position > 0 && source.tokens[position - 1].text == "."
    let keywords: Set<String> = ["func", "init", "deinit", "subscript", "var"]
    guard keywords.contains(token.text), !isMember else { return nil }
    var depth = 0
    for ahead in source.tokens.indices[(position + 1)...] {
      let next = source.tokens[ahead]
      switch next.text {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      case "{" where depth == 0:
        return token.text == "var" && next.line != token.line ? nil : ahead
      case "}" where depth == 0: return nil
      case "=" where depth == 0 && token.text == "var": return nil
      case "@", "#": if depth == 0, next.startsLine { return nil }
      default:
        let beginsAnother = declarations.contains(next.text) || modifiers.contains(next.text)
        if depth == 0, next.startsLine, beginsAnother { return nil }
      }
      if depth < 0 { return nil }
    }
    return nil
  }

  private static func closingBrace(in source: SwiftSource, of open: Int) -> Int? {
    var depth = 0
    for position in source.tokens.indices[open...] {
      switch source.tokens[position].text {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return position }
      default: break
      }
    }
    return nil
  }

  private static func declarationKeyword(in source: SwiftSource, after position: Int) -> String? {
    let rest = source.tokens[(position + 1)...]
    // `public(set)` says who may write; the declaration has a modifier of its own.
    if rest.first?.text == "(" { return nil }
    return rest.prefix(24).first { declarations.contains($0.text) && !isClassModifier($0, rest) }?
      .text
  }

  /// Whether this `class` means a type member (`class func`), which is found by its own keyword.
  private static func isClassModifier(
    _ token: SwiftSource.Token, _ rest: ArraySlice<SwiftSource.Token>
  ) -> Bool {
    guard token.text == "class", let place = rest.firstIndex(of: token) else { return false }
    let next = rest[(place + 1)...].first?.text
    return next == "func" || next == "var" || next == "subscript"
  }

  /// Whether the declaration is an operator or member such as `==` or `hash(into:)`, or one that a
  /// protocol of ours demands.
  private static func isDocumentedByProtocol(
    in source: SwiftSource, after position: Int, _ demanded: Set<String>
  ) -> Bool {
    let words = source.tokens[(position + 1)...].prefix(5).prefix { $0.text != "{" }.map(\.text)
    if words.starts(with: ["init", "(", ")"]) { return demanded.contains("init()") }
    guard let keyword = words.firstIndex(where: { $0 == "func" || $0 == "var" }) else {
      return false
    }
    guard keyword + 1 < words.count else { return false }
    let name = words[keyword + 1]
    return documentedByTheirProtocol.contains(name) || demanded.contains(name)
  }

  private static func isDocumented(line: Int, in source: SwiftSource) -> Bool {
    var above = line - 1
    while above >= 1 {
      let text = trimmed(source.lines[above - 1])
      if text.hasPrefix("///") || text.hasSuffix("*/") { return true }
      // Attributes may stand between a comment and its declaration; nothing else may.
      guard text.hasPrefix("@") else { return false }
      above -= 1
    }
    return false
  }

  private static func hasFigureBeside(line: Int, in source: SwiftSource) -> Bool {
    let units = ["/s", "%", " ns", " µs", " ms", " times", " MB"]
    return source.lines[max(0, line - 5)..<line].contains { text in
      guard let comment = text.firstRange(of: "//") else { return false }
      let words = text[comment.upperBound...]
      return words.contains(where: \.isNumber) && units.contains { words.contains($0) }
    }
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0 == " " || $0 == "\t" }
    while let last = line.last, last.isWhitespace { line.removeLast() }
    return line
  }
}
