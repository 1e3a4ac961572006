/// What text in an event must not hold: contact details of people.
///
/// E-mail addresses (also with "(at)") and telephone numbers are found. Not taken for one: URLs,
/// digests, UUIDs, slugs and other identifiers, dates and times, figures, money, coordinates, grant
/// references. It is a net and no proof: a number without leading zero, plus sign or the word for a
/// telephone before it is found only where its grouping is that of no figure.
public enum TextRules {
  /// What was found, and where.
  public struct Contact: Sendable, Hashable {
    /// What kind of contact.
    public enum Kind: Sendable, Hashable {
      case emailAddress, telephoneNumber
    }

    /// What kind of contact.
    public let kind: Kind
    /// Where it stands, in bytes of the text's UTF-8.
    public let range: Range<Int>
  }

  /// The first e-mail address in a text, else the first telephone number, else nil.
  ///
  /// - Complexity: O(n); one pass and no allocation for text without "@", "(at)" and six digits.
  public static func contact(in bytes: borrowing Span<UInt8>) -> Contact? {
    var digits = 0
    var mayHoldAddress = false
    for index in bytes.indices {
      switch bytes[index] {
      case 0x30...0x39: digits += 1
      // @, a bracket (of "(at)"), the first byte of a full-width @.
      case 0x40, 0x28, 0x5B, 0x7B, 0xEF: mayHoldAddress = true
      default: break
      }
    }
    guard mayHoldAddress || digits >= TelephoneScan.digitsMin else { return nil }
    let text = TextRules.withoutLinks(bytes)
    if mayHoldAddress, let range = emailAddress(in: text) {
      return Contact(kind: .emailAddress, range: range)
    }
    var scan = TelephoneScan(text)
    return scan.first().map { Contact(kind: .telephoneNumber, range: $0) }
  }

  /// The first contact in a text.
  public static func contact(in text: String) -> Contact? { contact(in: text.utf8.span) }

  /// Checks that a text holds no contact.
  ///
  /// - Throws: `emailAddress` or `telephoneNumber`; the error does not repeat what was found.
  public static func check(_ bytes: borrowing Span<UInt8>) throws(TextProblem) {
    guard let contact = contact(in: bytes) else { return }
    let place = "bytes \(contact.range.lowerBound)..<\(contact.range.upperBound)"
    let accepted =
      "text without contact details, and a reference to the vault or to a reviewed document for "
      + "them; URLs, digests and ids may stand"
    switch contact.kind {
    case .emailAddress: throw TextProblem(.emailAddress, found: place, accepted: accepted)
    case .telephoneNumber: throw TextProblem(.telephoneNumber, found: place, accepted: accepted)
    }
  }

  /// Checks that a text holds no contact.
  ///
  /// - Throws: `emailAddress` or `telephoneNumber`.
  public static func check(_ text: String) throws(TextProblem) { try check(text.utf8.span) }

  // MARK: - Links

  /// The bytes with every URL made of "x", so that places stay what they are.
  private static func withoutLinks(_ bytes: borrowing Span<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for index in bytes.indices {
      text.append(bytes[index])
    }
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end] > 0x20 {
        end += 1
      }
      if isLink(text[start..<end]) {
        for index in start..<end {
          text[index] = 0x78
        }
      }
      start = end + 1
    }
    return text
  }

  /// Whether a word is a URL: "://" in it, or "www." at its beginning.
  private static func isLink(_ word: ArraySlice<UInt8>) -> Bool {
    let letters = word.drop { !isLetter($0) }
    if letters.starts(with: "www.".utf8) { return true }
    guard let colon = word.firstIndex(of: 0x3A) else { return false }
    return word[colon...].starts(with: "://".utf8)
  }

  // MARK: - E-mail addresses

  private static func emailAddress(in text: [UInt8]) -> Range<Int>? {
    for index in text.indices {
      guard let after = endOfAt(in: text, at: index) else { continue }
      let spaced = text[index] != 0x40
      var start = index
      while spaced, start > 0, text[start - 1] == 0x20 {
        start -= 1
      }
      let endOfLocal = start
      while start > 0, isLocal(text[start - 1]) {
        start -= 1
      }
      guard start < endOfLocal, let end = endOfDomain(in: text, from: after, spaced: spaced) else {
        continue
      }
      return start..<end
    }
    return nil
  }

  /// Where an "@" ends that begins at `index`: also the full-width one, "(at)", "[at]" and "{at}".
  private static func endOfAt(in text: [UInt8], at index: Int) -> Int? {
    switch text[index] {
    case 0x40: return index + 1
    case 0xEF: return text[index...].starts(with: "\u{FF20}".utf8) ? index + 3 : nil
    case 0x28, 0x5B, 0x7B: return endOfBracketed("at", in: text, at: index)
    default: return nil
    }
  }

  private static func endOfBracketed(_ word: String, in text: [UInt8], at index: Int) -> Int? {
    guard index < text.count, [0x28, 0x5B, 0x7B].contains(text[index]) else { return nil }
    let rest = text[(index + 1)...].drop { $0 == 0x20 }
    guard rest.count > word.utf8.count,
      rest.prefix(word.utf8.count).map({ $0 | 0x20 }).elementsEqual(word.utf8)
    else { return nil }
    let close = rest.dropFirst(word.utf8.count).drop { $0 == 0x20 }
    guard let last = close.first, [0x29, 0x5D, 0x7D].contains(last) else { return nil }
    return close.startIndex + 1
  }

  /// Where a domain name ends that begins at `start`: labels with dots between them (or "(dot)"
  /// where the rest is written so), two or more letters at the end.
  private static func endOfDomain(in text: [UInt8], from start: Int, spaced: Bool) -> Int? {
    var index = start
    var lastLabel: Range<Int>?
    var labels = 0
    while true {
      while spaced, index < text.count, text[index] == 0x20 {
        index += 1
      }
      let begin = index
      while index < text.count, isWord(text[index]) || text[index] == 0x2D {
        index += 1
      }
      guard begin < index else { break }
      labels += 1
      lastLabel = begin..<index
      var next = index
      while spaced, next < text.count, text[next] == 0x20 {
        next += 1
      }
      if index < text.count, text[index] == 0x2E {
        index += 1
      } else if let end = endOfBracketed("dot", in: text, at: next) {
        index = end
      } else {
        break
      }
    }
    guard labels >= 2, let lastLabel, lastLabel.count >= 2,
      text[lastLabel].allSatisfy({ !isDigit($0) })
    else { return nil }
    return lastLabel.upperBound
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    isWord(byte) || [0x2E, 0x5F, 0x25, 0x2B, 0x2D, 0x27].contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// A letter: of ASCII, or part of any other character.
  static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
  }

  static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
