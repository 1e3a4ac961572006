internal import Twinning

/// HTML being written. What it holds is well-formed by construction: elements are closed by the
/// scope that opened them, and every text and attribute is escaped; nothing passes by unescaped.
struct Markup {
  typealias Attributes = [(name: String, value: String)]

  private(set) var text = ""

  /// How many elements with lines of their own were begun.
  private var blocks = 0

  /// Elements that stand within a line of text.
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "code", "em", "small", "span", "strong", "time",
  ]

  /// Elements of HTML that have no end.
  private static let void: Set<String> = ["br", "hr", "img", "link", "meta", "wbr"]

  /// An element with what `body` writes in it.
  mutating func element(
    _ name: String, _ attributes: Attributes = [], _ body: (inout Markup) -> Void
  ) {
    let isBlock = !Self.inline.contains(name)
    if isBlock { breakLine() }
    open(name, attributes)
    let before = blocks
    if isBlock { blocks += 1 }
    let own = blocks
    body(&self)
    if isBlock, blocks > own { breakLine() }
    if !isBlock { precondition(blocks == before, "a line of text holds no block") }
    text += "</\(name)>"
  }

  /// An element whose content is `words`.
  mutating func element(_ name: String, _ attributes: Attributes = [], words: String) {
    element(name, attributes) { $0.words(words) }
  }

  /// An element without content.
  mutating func empty(_ name: String, _ attributes: Attributes = []) {
    breakLine()
    blocks += 1
    if Self.void.contains(name) { return open(name, attributes) }
    open(name, attributes, end: "/>")
  }

  /// Text. What could control, hide or turn the direction of writing is spelled out.
  mutating func words(_ words: String) { text += Self.escaped(words) }

  /// A name that somebody gave: its direction of writing stays its own.
  mutating func name(_ words: String) { element("bdi", words: words) }

  /// A style sheet of the program's own.
  mutating func style(_ sheet: String) {
    precondition(!sheet.contains("</"), "a style sheet can't end its element")
    breakLine()
    text += "<style>\n\(sheet)</style>"
  }

  /// What a document begins with.
  mutating func doctype() { text += "<!doctype html>" }

  private mutating func breakLine() {
    if text.isEmpty || text.utf8.last == 0x0A { return }
    text += "\n"
  }

  private mutating func open(_ name: String, _ attributes: Attributes, end: String = ">") {
    text += "<\(name)"
    for (attribute, value) in attributes {
      text += value.isEmpty ? " \(attribute)" : " \(attribute)=\"\(Self.escaped(value))\""
    }
    text += end
  }

  /// `words` as the text of an element or of an attribute in double quotes.
  static func escaped(_ words: String) -> String {
    var result = ""
    for scalar in DisplayText.harmless(words).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
