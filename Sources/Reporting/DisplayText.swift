/// Text as a terminal shows it.
public enum DisplayText {
  /// `text` without what could move a cursor, turn the direction of writing or hide: such
  /// characters are spelled as `<U+202E>`. O(length).
  public static func harmless(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy(isHarmless) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isHarmless(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
      }
    }
    return result
  }

  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return true }
    // Joiners belong to words of several scripts, and to nothing else once they stand in a name.
    if scalar.value == 0x200C || scalar.value == 0x200D { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return false
    default: return true
    }
  }

  /// How many columns `text` takes: two for a wide character, none for one that combines.
  /// O(length).
  public static func width(of text: String) -> Int {
    var width = 0
    for character in text { width += columns(of: character) }
    return width
  }

  private static func columns(of character: Character) -> Int {
    var width = 0
    for scalar in character.unicodeScalars {
      if scalar.value < 0x300 {
        width = max(width, 1)
      } else if isWide(scalar) {
        width = 2
      } else if !isCombining(scalar) {
        width = max(width, 1)
      }
    }
    return width
  }

  private static func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// East Asian wide and full-width characters, and pictures.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
      0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// `text` in at most `columns`: what doesn't fit is left out, and an ellipsis says so.
  public static func cut(_ text: String, to columns: Int) -> String {
    if width(of: text) <= columns { return text }
    var result = ""
    var width = 0
    for character in text {
      let own = self.columns(of: character)
      if width + own > columns - 1 { break }
      result.append(character)
      width += own
    }
    return result + "…"
  }

  /// `text` in lines of at most `columns`, broken at spaces; a longer word has a line of its own.
  public static func wrapped(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if width(of: line) + 1 + width(of: String(word)) <= columns {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
