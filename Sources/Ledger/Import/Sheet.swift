internal import CanonicalJSON
internal import Twinning

/// A sheet: commands of one type, a row each, its columns named by the header.
///
/// The type stands in the file's name (`03-CityRegistered.csv`). The columns `subject`, `occurred`,
/// `actor`, `role`, `commandid`, `expect` and `recordedtime` are the command's; every other column
/// is a member of the payload, dotted where it is nested, with `[]` where it is a list whose items
/// are separated by `|`. `data.` before a name says that it is the payload's. `evidence.…` columns
/// make one item of evidence. An empty cell leaves the member out; `NR` says not reported.
struct Sheet {
  let type: EventType
  let columns: [String]
  private let shapes: [String: MemberShape]
  private let digest: SheetDigest

  private static let commandColumns: Set<String> = [
    "subject", "occurred", "actor", "role", "commandid", "expect", "recordedtime",
  ]

  /// What a row of the header says the sheet is.
  ///
  /// - Throws: a column that is no member of the type, or one that stands twice.
  init(type: EventType, header: [String], line: Int, digest: SheetDigest) throws(InputError) {
    self.type = type
    self.digest = digest
    columns = header
    shapes = type.memberShapes
    var seen: Set<String> = []
    for (index, column) in header.enumerated() {
      if !seen.insert(column).inserted {
        throw InputError("the column \"\(column)\" stands twice.", line: line, member: column)
      }
      if Self.commandColumns.contains(column) { continue }
      let name = Self.memberName(column)
      if name.hasPrefix("evidence.") || isKnown(name) { continue }
      throw InputError(
        "\(type.name) has no member \"\(column)\".", line: line,
        member: column.isEmpty ? "column \(index + 1)" : column)
    }
  }

  /// The type that a file's name says: what stands between a number with a dash and `.csv`.
  static func type(ofFileNamed path: String) throws(InputError) -> EventType {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var name = Substring(file)
    if let dot = name.lastIndex(of: ".") { name = name[..<dot] }
    if let dash = name.lastIndex(of: "-") { name = name[name.index(after: dash)...] }
    guard let type = EventType(name: String(name)) else {
      throw InputError(
        "\"\(name)\" is no event type; name a sheet by its type, such as 03-CityRegistered.csv.",
        file: path)
    }
    return type
  }

  private func isKnown(_ name: String) -> Bool {
    if shapes[name] != nil { return true }
    if let shape = deadlineParent(of: name) { return shapes[shape] == .deadline }
    return shapes[Self.withoutNumbers(name)] != nil
  }

  /// `participants.by_city.0.total` is a member of the first item of a list.
  private static func withoutNumbers(_ name: String) -> String {
    var parts: [String] = []
    for part in name.split(separator: ".") {
      if part.allSatisfy(\.isNumber), let last = parts.popLast() {
        parts.append(last + "[]")
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: ".")
  }

  private func deadlineParent(of name: String) -> String? {
    for suffix in [".literal", ".zone", ".reading.abbreviation", ".reading.zone"]
    where name.hasSuffix(suffix) {
      return String(name.dropLast(suffix.count))
    }
    return nil
  }

  private static func memberName(_ column: String) -> String {
    column.hasPrefix("data.") ? String(column.dropFirst("data.".count)) : column
  }

  // MARK: Rows

  /// The request that `row` holds.
  ///
  /// - Parameter days: turns a plain day into its first instant in the ledger's zone.
  func request(
    of row: SheetReader.Row, days: (String) throws(TimeError) -> Instant,
    checking reader: borrowing CommandReader
  ) throws(InputError) -> Request {
    guard row.cells.count == columns.count else {
      throw InputError(
        "the row has \(row.cells.count) cells, the header \(columns.count).", line: row.line)
    }
    var cells: [String: String] = [:]
    for (column, cell) in zip(columns, row.cells) where !cell.isEmpty { cells[column] = cell }
    var payload = SheetPayload(shapes: shapes, line: row.line)
    for (column, cell) in zip(columns, row.cells) where !cell.isEmpty {
      if Self.commandColumns.contains(column) { continue }
      try payload.set(Self.memberName(column), column: column, to: cell)
    }
    let data = try payload.bytes(evidence: digest.evidence)
    do throws(SchemaError) {
      try reader.check(data, of: type)
    } catch {
      throw InputError(
        error.message, line: row.line, member: Self.column(ofPointer: error.pointer))
    }
    return try command(cells, data, row.line, days)
  }

  private func command(
    _ cells: [String: String], _ data: [UInt8], _ line: Int,
    _ days: (String) throws(TimeError) -> Instant
  ) throws(InputError) -> Request {
    func fault(_ message: String, _ column: String) -> InputError {
      InputError(message, line: line, member: column)
    }
    guard let subject = cells["subject"] else { throw fault("the subject is missing.", "subject") }
    guard let actor = cells["actor"] else { throw fault("the actor is missing.", "actor") }
    do throws(TextProblem) { _ = try OpaqueID(actor) } catch { throw fault("\(error)", "actor") }
    guard let role = cells["role"].flatMap({ Role(word: $0.uppercased()) }) else {
      throw fault(
        "the role is missing or unknown; one of "
          + "\(Role.allCases.map(\.word).joined(separator: ", ")) is meant.", "role")
    }
    func instant(_ column: String) throws(InputError) -> Instant? {
      guard let cell = cells[column] else { return nil }
      do throws(TimeError) { return try days(cell) } catch { throw fault("\(error)", column) }
    }
    var expect: Int?
    if let cell = cells["expect"] {
      guard let number = Int(cell), number >= 0 else {
        throw fault("\"\(cell)\" is no version of a stream.", "expect")
      }
      expect = number
    }
    var commandID: EventID?
    if let cell = cells["commandid"] {
      guard let id = EventID(cell.lowercased()) else {
        throw fault("\"\(cell)\" is no UUID of 36 characters.", "commandid")
      }
      commandID = id
    }
    let command = CommandText(
      type: type, subject: subject, data: data, occurred: try instant("occurred"), actor: actor,
      role: role, expect: expect)
    return Request(
      commands: [command], commandID: commandID, recordedTime: try instant("recordedtime")
    ).digested()
  }

  private static func column(ofPointer pointer: String) -> String {
    pointer.split(separator: "/").joined(separator: ".")
  }
}

/// The digest of a sheet, which every event from it carries as evidence (L18).
struct SheetDigest: Sendable {
  var sha256: String
  var bytes: Int64

  /// The item of evidence.
  var evidence: JSONValue {
    .object([
      ("bytes", .integer(bytes)), ("kind", .string("file")), ("media_type", .string("text/csv")),
      ("sha256", .string(sha256)),
    ])
  }
}
