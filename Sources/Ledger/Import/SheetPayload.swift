internal import CanonicalJSON
internal import Twinning

/// Puts a row's cells together as a payload: a tree of members by their dotted names.
struct SheetPayload {
  private let shapes: [String: MemberShape]
  private let line: Int
  private var root = Node()
  private var evidence: [(String, JSONValue)] = []
  private var deadlines: [String: [String: String]] = [:]

  private final class Node {
    var value: JSONValue?
    var children: [String: Node] = [:]
  }

  init(shapes: [String: MemberShape], line: Int) {
    self.shapes = shapes
    self.line = line
  }

  /// Sets the member `name` from a cell.
  mutating func set(_ name: String, column: String, to cell: String) throws(InputError) {
    if name.hasPrefix("evidence.") {
      try setEvidence(String(name.dropFirst("evidence.".count)), column, cell)
      return
    }
    if let (parent, part) = deadlinePart(of: name) {
      deadlines[parent, default: [:]][part] = cell
      return
    }
    if name.hasSuffix("[]"), cell != "NR" {
      let items = cell.split(separator: "|").map { $0.trimmingSpaces }
      var values: [JSONValue] = []
      for item in items { values.append(try value(String(item), shape(of: name), column)) }
      place(.array(values), at: String(name.dropLast(2)))
      return
    }
    let plain = name.hasSuffix("[]") ? String(name.dropLast(2)) : name
    place(try value(cell, shape(of: name), column), at: plain)
  }

  private func shape(of name: String) -> MemberShape {
    if let shape = shapes[name] { return shape }
    var parts: [String] = []
    for part in name.split(separator: ".") {
      if part.allSatisfy(\.isNumber), let last = parts.popLast() {
        parts.append(last + "[]")
      } else {
        parts.append(String(part))
      }
    }
    return shapes[parts.joined(separator: ".")] ?? .text
  }

  private func deadlinePart(of name: String) -> (String, String)? {
    for part in ["literal", "zone", "reading.abbreviation", "reading.zone"]
    where name.hasSuffix("." + part) {
      let parent = String(name.dropLast(part.count + 1))
      if shapes[parent] == .deadline { return (parent, part) }
    }
    return nil
  }

  private mutating func setEvidence(
    _ name: String, _ column: String, _ cell: String
  ) throws(InputError) {
    switch name {
    case "bytes": evidence.append((name, try value(cell, .integer, column)))
    case "seen_on": evidence.append((name, try value(cell, .point, column)))
    case "kind", "media_type", "sha256", "store_ref", "url":
      evidence.append((name, .string(cell)))
    default:
      throw InputError(
        "evidence has kind, url and seen_on, or kind, sha256, media_type, bytes and store_ref.",
        line: line, member: column)
    }
  }

  /// A cell as the value its member holds.
  private func value(
    _ cell: String, _ shape: MemberShape, _ column: String
  ) throws(InputError) -> JSONValue {
    if cell == "NR" { return .string("NR") }
    switch shape {
    case .integer:
      guard let number = Int64(cell) else { throw fault("\"\(cell)\" is no whole number.", column) }
      return .integer(number)
    case .bool:
      switch cell.lowercased() {
      case "true", "yes": return .bool(true)
      case "false", "no": return .bool(false)
      default: throw fault("\"\(cell)\" is neither true nor false.", column)
      }
    case .point: return try point(cell, column)
    case .instant:
      do throws(TimeError) { return .string("\(try Instant(people: cell))") } catch {
        throw fault("\(error)", column)
      }
    case .text, .deadline: return .string(cell)
    }
  }

  private func point(_ cell: String, _ column: String) throws(InputError) -> JSONValue {
    do throws(TimeError) {
      let point: PointInTime
      if let dots = cell.firstRange(ofDots: "..") {
        point = try PointInTime(
          notBefore: Self.bound(cell[..<dots.lowerBound]),
          notAfter: Self.bound(cell[dots.upperBound...]))
      } else {
        point = try PointInTime(people: cell)
      }
      var bytes: [UInt8] = []
      point.appendJSON(to: &bytes)
      return (try? JSONValue(parsing: bytes.span)) ?? .null
    } catch {
      throw fault("\(error)", column)
    }
  }

  private static func bound(_ text: Substring) throws(TimeError) -> PointInTime.Bound? {
    text.isEmpty ? nil : try PointInTime.Bound(canonical: String(text).utf8.span)
  }

  private func fault(_ message: String, _ column: String) -> InputError {
    InputError(message, line: line, member: column)
  }

  // MARK: The whole

  private func place(_ value: JSONValue, at name: String) {
    var node = root
    for part in name.split(separator: ".") {
      let key = String(part)
      if let child = node.children[key] {
        node = child
      } else {
        let child = Node()
        node.children[key] = child
        node = child
      }
    }
    node.value = value
  }

  /// The payload's canonical bytes, with the sheet's own digest behind the row's evidence.
  mutating func bytes(evidence sheet: JSONValue) throws(InputError) -> [UInt8] {
    for (parent, parts) in deadlines {
      place(try deadline(parts, parent), at: parent)
    }
    var items: [JSONValue] = []
    if !evidence.isEmpty { items.append(.object(evidence)) }
    items.append(sheet)
    place(.array(items), at: "evidence")
    do throws(JSONError) {
      var bytes: [UInt8] = []
      let draft = try Self.value(of: root).canonicalBytes()
      try canonicalize(draft.span, rules: .event, into: &bytes)
      return bytes
    } catch {
      throw InputError(error.message, line: line, member: error.pointer)
    }
  }

  private static func value(of node: Node) -> JSONValue {
    if let value = node.value { return value }
    let keys = node.children.keys
    if !keys.isEmpty, keys.allSatisfy({ $0.allSatisfy(\.isNumber) }) {
      return .array(
        keys.compactMap(Int.init).sorted().compactMap { node.children[String($0)] }
          .map(value(of:)))
    }
    return .object(node.children.sorted { $0.key < $1.key }.map { ($0.key, value(of: $0.value)) })
  }

  private func deadline(
    _ parts: [String: String], _ column: String
  ) throws(InputError) -> JSONValue {
    guard let literal = parts["literal"], let zoneName = parts["zone"] else {
      throw fault("a deadline needs its literal and its zone.", column)
    }
    if literal == "NR" { return .string("NR") }
    do throws(TimeError) {
      let zone = try Zone(zoneName)
      var reading: Deadline.Reading?
      if let abbreviation = parts["reading.abbreviation"] {
        reading = Deadline.Reading(
          zone: try parts["reading.zone"].map { (name) throws(TimeError) in try Zone(name) }
            ?? zone,
          abbreviation: abbreviation)
      }
      return Self.value(of: try Deadline.resolve(literal: literal, zone: zone, reading: reading))
    } catch {
      throw fault("\(error)", column)
    }
  }

  private static func value(of deadline: Deadline) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("instant", .string("\(deadline.instant)")), ("literal", .string(deadline.literal)),
      ("precision", .string(deadline.precision.word)),
    ]
    if let reading = deadline.reading {
      members.append(
        (
          "reading",
          .object([
            ("abbreviation", .string(reading.abbreviation)), ("zone", .string(reading.zone.name)),
          ])
        ))
    }
    members.append(("zone", .string(deadline.zone.name)))
    return .object(members)
  }
}

extension String {
  /// Where `dots` first stands.
  fileprivate func firstRange(ofDots dots: String) -> Range<String.Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(dots) {
        return index..<self.index(index, offsetBy: dots.count)
      }
      index = self.index(after: index)
    }
    return nil
  }
}

extension Substring {
  /// Without spaces at either end.
  fileprivate var trimmingSpaces: Substring {
    var trimmed = self
    while trimmed.first == " " { trimmed.removeFirst() }
    while trimmed.last == " " { trimmed.removeLast() }
    return trimmed
  }
}
