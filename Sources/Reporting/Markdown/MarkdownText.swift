internal import Twinning

/// Markdown being written: CommonMark with the tables of GitHub.
struct MarkdownText {
  private(set) var text = ""

  /// A heading.
  mutating func heading(_ level: Int, _ words: String) {
    if !text.isEmpty { text += "\n" }
    text += String(repeating: "#", count: level) + " \(Self.escaped(words))\n"
  }

  /// A paragraph. Lines aren't broken: a renderer does that.
  mutating func paragraph(_ words: String) { text += "\n\(Self.escaped(words))\n" }

  /// A paragraph that ends with a command.
  mutating func paragraph(_ words: String, command: String) {
    text += "\n\(Self.escaped(words)) \(Self.code(command))\n"
  }

  /// A list of names and what belongs to them.
  mutating func facts(_ facts: [(name: String, value: String)]) {
    text += "\n"
    for (name, value) in facts {
      text += "- **\(Self.escaped(name)):** \(Self.escaped(value))\n"
    }
  }

  /// A table; nothing where it has no rows.
  ///
  /// - Parameter numbers: the columns whose cells lean to the right.
  mutating func table(_ titles: [String], numbers: Set<Int> = [], _ rows: [[Cell]]) {
    if rows.isEmpty { return }
    text += "\n| \(titles.map(Self.escaped).joined(separator: " | ")) |\n|"
    for column in titles.indices { text += numbers.contains(column) ? " ---: |" : " --- |" }
    text += "\n"
    for row in rows {
      precondition(row.count == titles.count, "a row has a cell for each column")
      text += "| \(row.map(\.markdown).joined(separator: " | ")) |\n"
    }
  }

  /// A cell of a table.
  enum Cell {
    case words(String)

    /// An id, as it is typed.
    case id(String)

    fileprivate var markdown: String {
      switch self {
      case .words(let words): MarkdownText.escaped(words)
      case .id(let id): MarkdownText.code(id)
      }
    }
  }

  /// `words` as text that no renderer takes for markup, a link or an address.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in DisplayText.harmless(words).unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "@", "#", "$":
        result += "\\"
        result.unicodeScalars.append(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    // What some renderers make a link of on their own.
    for scheme in ["http:", "https:", "ftp:", "mailto:", "javascript:", "data:"] {
      result = result.replacing(scheme, by: scheme.dropLast() + "\\:")
    }
    return result.replacing("www.", by: "www\\.")
  }

  /// An id or a command as code.
  static func code(_ id: String) -> String {
    let shown = DisplayText.harmless(id).map { $0 == "`" || $0 == "|" ? "'" : $0 }
    return "`\(String(shown))`"
  }
}

extension String {
  /// The text with every `part`, in small or capital letters, spelled as `other`. O(n · m).
  fileprivate func replacing(_ part: String, by other: String) -> String {
    var result = ""
    var rest = self[...]
    while !rest.isEmpty {
      if rest.prefix(part.count).lowercased() == part {
        let own = rest.prefix(part.count)
        // The letters stay as they were written; only the sign at the end is escaped.
        result += own.dropLast() + other.suffix(2)
        rest = rest.dropFirst(part.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result
  }
}
