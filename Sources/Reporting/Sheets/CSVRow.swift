internal import Twinning

/// A row of a sheet as text (RFC 4180): cells apart by commas, quoted where need be, its end CR LF.
///
/// A spreadsheet program takes a text for a formula where it begins with `=`, `+`, `-` or `@`, with
/// a tab or with an end of line: such a text has an apostrophe before it. Numbers stay as they are,
/// negative ones too.
public struct CSVRow {
  private var cells: [String] = []

  /// A row without cells.
  public init() {}

  /// A row of texts.
  public init(_ texts: [String]) { for text in texts { add(text: text) } }

  /// Adds a text.
  public mutating func add(text: String) { cells.append(Self.quoted(Self.guarded(text))) }

  /// Adds a number; nothing for nil.
  public mutating func add(number: Int64?) { cells.append(number.map { String($0) } ?? "") }

  /// The row with its end. O(bytes).
  public var line: String { cells.joined(separator: ",") + "\r\n" }

  /// What a text mustn't begin with; the wide forms are read like the narrow ones in some places.
  private static let dangerous: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠",
  ]

  private static func guarded(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, dangerous.contains(first) else { return text }
    return isNegativeNumber(text) ? text : "'" + text
  }

  private static func isNegativeNumber(_ text: String) -> Bool {
    let parts = text.dropFirst().split(separator: ".", omittingEmptySubsequences: false)
    return text.first == "-" && parts.count <= 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  private static func quoted(_ text: String) -> String {
    let needsQuotes =
      text.unicodeScalars.contains { "\",\r\n".unicodeScalars.contains($0) }
      || text.first == " " || text.last == " "
    if !needsQuotes { return text }
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    }
    return result + "\""
  }
}

extension CSVRow {
  /// Adds a text for people: what could turn the direction of writing or hide is spelled out.
  mutating func add(shown text: String) { add(text: DisplayText.harmless(text)) }
}
