internal import Twinning

/// A page of text: lines under a heading that says what a reader must know first.
struct Page {
  private(set) var lines: [String] = []
  let width: Int

  /// - Parameters:
  ///   - width: columns of the terminal; at least 40 are used.
  ///   - isSynthetic: whether the ledger is made up, which the first line then says.
  init(width: Int, isSynthetic: Bool) {
    self.width = max(40, width)
    if isSynthetic { lines.append(Self.syntheticBanner) }
  }

  static let syntheticBanner = "SYNTHETIC LEDGER"

  mutating func add(_ line: String = "") { lines.append(line) }

  mutating func add(_ table: TextTable) { lines += table.lines(width: width) }

  /// Adds a paragraph, broken into lines.
  mutating func add(paragraph text: String, indent: Int = 0) {
    let space = String(repeating: " ", count: indent)
    for line in DisplayText.wrapped(DisplayText.harmless(text), to: width - indent) {
      lines.append(space + line)
    }
  }

  /// The page, each line with its end.
  var text: String { lines.joined(separator: "\n") + "\n" }
}

/// How values are spelled on pages.
enum Spelling {
  static let notReported = "NR"

  /// A moment to the second, or to the millisecond where it has any: `2024-05-31 15:00:00Z`.
  static func moment(_ instant: Instant?) -> String {
    guard let instant else { return notReported }
    guard instant.hasText else { return "-" }
    var text = Array(instant.description)
    if text.count == Instant.textLength, String(text[19..<23]) == ".000" {
      text.removeSubrange(19..<23)
    }
    if text.count > 10 { text[10] = " " }
    return String(text)
  }

  /// The day of a moment in a zone.
  static func day(_ instant: Instant?, in zone: Zone) -> String {
    guard let instant, instant.hasText else { return "-" }
    return zone.date(of: instant).description
  }

  /// A date as it was given.
  static func point(_ point: PointInTime?) -> String {
    guard let point else { return notReported }
    guard case .instant(let instant)? = point.at else { return point.description }
    return moment(instant)
  }

  static func number(_ value: Int64?) -> String { value.map { String($0) } ?? notReported }

  /// A few indexes, and how many there are.
  static func events(_ events: [Int64], shown: Int = 4) -> String {
    if events.isEmpty { return "-" }
    let first = events.prefix(shown).map { String($0) }.joined(separator: ", ")
    return events.count <= shown ? first : "\(first) … (\(events.count))"
  }
}
