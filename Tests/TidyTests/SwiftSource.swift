/// A Swift file taken apart far enough for the house rules: its lines as written, and its tokens
/// with every comment, literal and escaped name blanked, so that a rule never trips over a word in
/// prose.
struct SwiftSource {
  /// The path from the repository's root, as findings name it.
  let path: String
  /// The lines as written, without their line ends.
  let lines: [Substring]
  /// The tokens in order.
  let tokens: [Token]

  /// A word or one punctuation character of the code.
  struct Token: Equatable {
    /// The word itself, or one character.
    let text: String
    /// The line it stands on, from 1.
    let line: Int
    /// Its first byte in the file, from 0.
    let offset: Int
    /// Whether nothing but white space stands before it on its line.
    let startsLine: Bool
  }

  init(path: String, text: String) {
    self.path = path
    lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var blanking = Blanking(Array(text.utf8))
    tokens = Self.tokens(of: blanking.blanked())
  }

  /// Whether a generator wrote the file; such files answer to their generator, not to line lengths.
  var isGenerated: Bool {
    path.hasSuffix("+Generated.swift") || path.contains("/Generated/")
  }

  /// Whether the token at `position` touches the one after it, as the two halves of `as!` do.
  func isFollowedDirectly(_ position: Int, by text: String) -> Bool {
    guard position + 1 < tokens.count else { return false }
    let next = tokens[position + 1]
    return next.text == text
      && next.offset == tokens[position].offset + tokens[position].text.utf8.count
  }

  private static func tokens(of code: [UInt8]) -> [Token] {
    var tokens: [Token] = []
    var line = 1
    var startsLine = true
    var offset = 0
    while offset < code.count {
      let byte = code[offset]
      if byte == UInt8(ascii: "\n") {
        line += 1
        startsLine = true
        offset += 1
      } else if byte <= UInt8(ascii: " ") {
        offset += 1
      } else {
        var end = offset + 1
        if isWordByte(byte) {
          while end < code.count, isWordByte(code[end]) { end += 1 }
        }
        let text = String(decoding: code[offset..<end], as: UTF8.self)
        tokens.append(Token(text: text, line: line, offset: offset, startsLine: startsLine))
        startsLine = false
        offset = end
      }
    }
    return tokens
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default:
      false
    }
  }
}

/// Turns Swift text into the same number of bytes with comments and literals as spaces and escaped
/// names as a row of `x`; line ends stay. A regex literal that holds a quotation mark would mislead
/// it; the house writes none.
private struct Blanking {
  private let source: [UInt8]
  private var output: [UInt8]
  private var position = 0

  init(_ source: [UInt8]) {
    self.source = source
    output = source
  }

  mutating func blanked() -> [UInt8] {
    while position < source.count { step() }
    return output
  }

  private mutating func step() {
    if starts(with: "//") {
      while position < source.count, source[position] != UInt8(ascii: "\n") { blank(1) }
    } else if starts(with: "/*") {
      blankComment()
    } else if let pounds = poundsOfString() {
      blankString(pounds: pounds)
    } else if source[position] == UInt8(ascii: "`") {
      blankEscapedName()
    } else {
      position += 1
    }
  }

  private func starts(with text: StaticString) -> Bool {
    "\(text)".utf8.elementsEqual(source[position...].prefix(text.utf8CodeUnitCount))
  }

  private mutating func blank(_ count: Int) {
    for _ in 0..<count where position < source.count {
      if source[position] != UInt8(ascii: "\n") { output[position] = UInt8(ascii: " ") }
      position += 1
    }
  }

  private mutating func blankComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        blank(2)
      } else if starts(with: "*/") {
        depth -= 1
        blank(2)
      } else {
        blank(1)
      }
    } while depth > 0 && position < source.count
  }

  private mutating func blankEscapedName() {
    position += 1
    while position < source.count, source[position] != UInt8(ascii: "`"),
      source[position] != UInt8(ascii: "\n")
    {
      output[position] = UInt8(ascii: "x")
      position += 1
    }
    position += 1
  }

  /// How many `#` stand before the quotation mark here; nil where no string literal begins.
  private func poundsOfString() -> Int? {
    var ahead = position
    while ahead < source.count, source[ahead] == UInt8(ascii: "#") { ahead += 1 }
    guard ahead < source.count, source[ahead] == UInt8(ascii: "\"") else { return nil }
    return ahead - position
  }

  private mutating func blankString(pounds: Int) {
    blank(pounds)
    let quotes = starts(with: "\"\"\"") ? 3 : 1
    blank(quotes)
    while position < source.count {
      if isEndOfString(quotes: quotes, pounds: pounds) {
        blank(quotes + pounds)
        return
      }
      if isEscape(pounds: pounds) {
        blank(1 + pounds)
        let isInterpolation = position < source.count && source[position] == UInt8(ascii: "(")
        blank(1)
        if isInterpolation { blankInterpolation() }
      } else if quotes == 1, source[position] == UInt8(ascii: "\n") {
        return
      } else {
        blank(1)
      }
    }
  }

  private mutating func blankInterpolation() {
    var depth = 1
    while depth > 0, position < source.count {
      if let pounds = poundsOfString() {
        blankString(pounds: pounds)
        continue
      }
      if source[position] == UInt8(ascii: "(") { depth += 1 }
      if source[position] == UInt8(ascii: ")") { depth -= 1 }
      blank(1)
    }
  }

  private func isEndOfString(quotes: Int, pounds: Int) -> Bool {
    let length = quotes + pounds
    guard position + length <= source.count else { return false }
    return source[position..<position + quotes].allSatisfy { $0 == UInt8(ascii: "\"") }
      && source[position + quotes..<position + length].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private func isEscape(pounds: Int) -> Bool {
    guard source[position] == UInt8(ascii: "\\"), position + pounds < source.count else {
      return false
    }
    return source[position + 1..<position + 1 + pounds].allSatisfy { $0 == UInt8(ascii: "#") }
  }
}
