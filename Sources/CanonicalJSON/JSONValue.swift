/// A JSON value as a tree, for what is done rarely: applying a correction, showing a difference.
public indirect enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// An integer within ±(2⁵³−1).
  case integer(Int64)
  /// A finite number that is no such integer.
  case number(Double)
  /// Text.
  case string(String)
  /// Elements in their order.
  case array([JSONValue])
  /// Members in any order; no name twice.
  case object([(String, JSONValue)])
}

extension JSONValue: Equatable {
  /// Values are equal when their canonical forms are: the order of members does not matter, and
  /// strings are compared scalar by scalar.
  public static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.number(let left), .number(let right)): left == right
    case (.integer(let integer), .number(let number)), (.number(let number), .integer(let integer)):
      number == Double(integer)
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left.sorted(by: precedes), right.sorted(by: precedes)).allSatisfy {
          $0.0.utf8.elementsEqual($1.0.utf8) && $0.1 == $1.1
        }
    default: false
    }
  }
}

/// The order of members in RFC 8785.
private func precedes(_ left: (String, JSONValue), _ right: (String, JSONValue)) -> Bool {
  left.0.utf16.lexicographicallyPrecedes(right.0.utf16)
}

extension JSONValue {
  /// Reads a text; members come out in canonical order.
  ///
  /// - Complexity: as `canonicalize`, and a node for every value.
  /// - Throws: the first fault, with its place in `source`.
  public init(parsing source: Span<UInt8>, rules: Rules = .general) throws(JSONError) {
    var canonical: [UInt8] = []
    try canonicalize(source, rules: rules, into: &canonical)
    var reader = CanonicalReader(canonical.span, rules: rules)
    try self.init(from: &reader)
    try reader.finish()
  }

  /// Reads the value that comes next in a canonical text.
  ///
  /// - Throws: what the reader throws.
  public init(from reader: inout CanonicalReader) throws(JSONError) {
    switch reader.peek() {
    case UInt8(ascii: "{"):
      var members: [(String, JSONValue)] = []
      try reader.beginObject()
      var previous: Range<Int>?
      while let key = try reader.nextKeyRange(after: previous) {
        previous = key
        members.append((decodeString(reader.slice(key)), try JSONValue(from: &reader)))
      }
      try reader.endObject()
      self = .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try reader.beginArray()
      while try reader.nextElement() { elements.append(try JSONValue(from: &reader)) }
      self = .array(elements)
    case UInt8(ascii: "\""):
      let range = try reader.string()
      self = .string(decodeString(reader.slice(range)))
    case UInt8(ascii: "t"), UInt8(ascii: "f"): self = .bool(try reader.bool())
    case UInt8(ascii: "n") where reader.null(): self = .null
    default: self = try Self.number(from: &reader)
    }
  }

  private static func number(from reader: inout CanonicalReader) throws(JSONError) -> JSONValue {
    if reader.rules.numbers == .integers { return .integer(try reader.integer()) }
    let value = try reader.number()
    // `Int64(exactly:)` would need the C mathematics library on some platforms.
    if value.magnitude <= Double(integerMagnitudeMax), Double(Int64(value)) == value {
      return .integer(Int64(value))
    }
    return .number(value)
  }

  /// The canonical form.
  ///
  /// - Throws: `JSONError.duplicateMember` or `.numberOutOfRange`, with the pointer to the place;
  ///   its offset is that in the form as far as it was written.
  public func canonicalBytes() throws(JSONError) -> [UInt8] {
    var writer = CanonicalWriter()
    try write(to: &writer, pointer: "")
    return writer.bytes
  }

  /// Writes the value canonically behind what the writer holds.
  ///
  /// - Throws: as `canonicalBytes()`; the writer then holds half a value.
  public func write(to writer: inout CanonicalWriter) throws(JSONError) {
    try write(to: &writer, pointer: "")
  }

  private func write(to writer: inout CanonicalWriter, pointer: String) throws(JSONError) {
    switch self {
    case .null: writer.null()
    case .bool(let value): writer.bool(value)
    case .integer(let value):
      guard value.magnitude <= UInt64(integerMagnitudeMax) else {
        throw fault(.numberOutOfRange, pointer, writer)
      }
      writer.integer(value)
    case .number(let value):
      guard value.isFinite else { throw fault(.numberOutOfRange, pointer, writer) }
      writer.number(value)
    case .string(let text): writer.string(text)
    case .array(let elements):
      writer.beginArray()
      for (index, element) in elements.enumerated() {
        try element.write(to: &writer, pointer: pointer + "/\(index)")
      }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      var previous: String?
      for (name, value) in members.sorted(by: precedes) {
        let inner = pointer + "/" + escapedToken(name)
        if let previous, previous.utf8.elementsEqual(name.utf8) {
          throw fault(.duplicateMember, inner, writer)
        }
        previous = name
        writer.key(name)
        try value.write(to: &writer, pointer: inner)
      }
      writer.endObject()
    }
  }

  private func fault(
    _ code: JSONError.Code, _ pointer: String, _ writer: CanonicalWriter
  ) -> JSONError {
    let offset = writer.bytes.count
    return JSONError(
      code, at: Place(offset: offset, line: 1, column: offset + 1, pointer: pointer))
  }
}
