import CanonicalJSON
import Ledger
import Reporting

/// A JSON array of objects in the other forms of a list.
enum Listing {
  /// One object a line.
  static func lines(_ array: [UInt8], to output: Output) throws {
    for value in try items(array) { try output.line(value.canonicalBytes()) }
  }

  /// A sheet (RFC 4180): a column for every plain member, dotted for nested ones; lists of words
  /// are joined by `|`, other lists are one JSON text. What begins like a formula is made harmless,
  /// as ``CSVRow`` says.
  static func sheet(_ array: [UInt8], to output: Output) throws {
    var columns: [String] = []
    var known: Set<String> = []
    var rows: [[String: String]] = []
    for value in try items(array) {
      var row: [String: String] = [:]
      try flatten(value, "") { name, text in
        if known.insert(name).inserted { columns.append(name) }
        row[name] = text
      }
      rows.append(row)
    }
    if columns.isEmpty { return }
    let first = ["subject", "state", "version", "pairing", "milestone", "index"]
    columns = first.filter(known.contains) + columns.filter { !first.contains($0) }
    try output.write(CSVRow(columns).line)
    for row in rows { try output.write(CSVRow(columns.map { row[$0] ?? "" }).line) }
  }

  private static func items(_ array: [UInt8]) throws -> [JSONValue] {
    // What this program made itself may be as long as the ledger is.
    var rules = Rules.general
    rules.bytesMax = max(rules.bytesMax, array.count)
    rules.sourceBytesMax = rules.bytesMax
    guard case .array(let items) = try JSONValue(parsing: array.span, rules: rules) else {
      preconditionFailure("a list is a JSON array")
    }
    return items
  }

  private static func flatten(
    _ value: JSONValue, _ name: String, _ body: (String, String) -> Void
  ) throws {
    switch value {
    case .object(let members):
      for (member, value) in members {
        try flatten(value, name.isEmpty ? member : "\(name).\(member)", body)
      }
    case .array(let items):
      let words = items.compactMap(plain)
      let isPlain = words.count == items.count && !words.contains { $0.contains("|") }
      body(
        name,
        isPlain
          ? words.joined(separator: "|")
          : String(decoding: try value.canonicalBytes(), as: UTF8.self))
    default: body(name, plain(value) ?? "")
    }
  }

  private static func plain(_ value: JSONValue) -> String? {
    switch value {
    case .null: ""
    case .bool(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): "\(number)"
    case .string(let text): text
    case .array, .object: nil
    }
  }
}
