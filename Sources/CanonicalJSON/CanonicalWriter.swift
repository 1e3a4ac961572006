/// Appends one canonical JSON text to an array of bytes that it owns.
///
/// It sets commas, quotes and escapes. The caller passes members in canonical order (names by
/// UTF-16 code units) and closes what it opened; `checkCanonical(_:rules:)` tells if it did not.
public struct CanonicalWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8]

  private var needsComma = false

  /// An empty text.
  ///
  /// - Parameter capacity: how many bytes to make room for at once.
  public init(capacity: Int = 1024) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  /// Forgets what was written and keeps the room, for the next text.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Opens an object.
  public mutating func beginObject() {
    separate()
    bytes.append(UInt8(ascii: "{"))
    needsComma = false
  }

  /// Closes an object.
  public mutating func endObject() {
    bytes.append(UInt8(ascii: "}"))
    needsComma = true
  }

  /// Opens an array.
  public mutating func beginArray() {
    separate()
    bytes.append(UInt8(ascii: "["))
    needsComma = false
  }

  /// Closes an array.
  public mutating func endArray() {
    bytes.append(UInt8(ascii: "]"))
    needsComma = true
  }

  /// Writes a member's name; its value is written next.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a member's name that was prepared; its value is written next.
  public mutating func key(_ key: JSONKey) {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    bytes.append(addingCapacity: key.count) { (room: inout OutputSpan<UInt8>) in
      for index in 0..<key.count { room.append(key[index]) }
    }
    needsComma = false
  }

  /// Writes a member's name from its raw bytes, canonically escaped already.
  public mutating func key(rawCanonical name: Span<UInt8>) {
    string(rawCanonical: name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(text: text.utf8.span)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes a string from its raw bytes, canonically escaped already: such as a reader returned.
  public mutating func string(rawCanonical raw: Span<UInt8>) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    bytes.append(bytes: raw)
    bytes.append(UInt8(ascii: "\""))
    needsComma = true
  }

  /// Writes an integer, which must lie within ±(2⁵³−1).
  public mutating func integer(_ value: Int64) {
    precondition(
      value.magnitude <= UInt64(integerMagnitudeMax), "an integer must lie within ±(2^53-1)")
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    append(digitsOf: value.magnitude)
    needsComma = true
  }

  /// Writes a finite number as RFC 8785 spells it.
  public mutating func number(_ value: Double) {
    precondition(value.isFinite, "JSON has no infinity and no NaN")
    separate()
    bytes.append(contentsOf: shortestNumber(value))
    needsComma = true
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
    needsComma = true
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
    needsComma = true
  }

  /// Writes a whole value that is canonical already.
  public mutating func raw(_ value: Span<UInt8>) {
    separate()
    bytes.append(bytes: value)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func append(text: borrowing Span<UInt8>) {
    var index = 0
    var written = 0
    while index < text.count {
      let byte = text[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
        bytes.append(bytes: text.extracting(written..<index))
        CanonicalJSON.append(escapeOf: byte, to: &bytes)
        written = index + 1
      }
      index += 1
    }
    bytes.append(bytes: text.extracting(written..<text.count))
  }

  private mutating func append(digitsOf magnitude: UInt64) {
    var scale: UInt64 = 1
    while magnitude / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: magnitude / scale % 10))
      scale /= 10
    }
  }
}
