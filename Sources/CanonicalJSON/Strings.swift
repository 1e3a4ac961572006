/// The text of a JSON string, from the raw bytes between its quotes.
///
/// Made for strings that were checked before; in others, what is malformed becomes U+FFFD.
/// - Complexity: O(n).
public func decodeString(_ raw: borrowing Span<UInt8>) -> String {
  if let plain = plainText(raw) { return plain }
  return String(decoding: decodedBytes(raw), as: UTF8.self)
}

/// The text itself, where no escape needs to be undone.
private func plainText(_ raw: borrowing Span<UInt8>) -> String? {
  for index in raw.indices where raw[index] == UInt8(ascii: "\\") { return nil }
  guard let text = try? UTF8Span(validating: copy raw) else { return nil }
  return String(copying: text)
}

/// The UTF-8 bytes of a string whose raw bytes hold escapes.
func decodedBytes(_ raw: borrowing Span<UInt8>) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(raw.count)
  var index = 0
  while index < raw.count {
    if raw[index] == UInt8(ascii: "\\") {
      let escape = Escape(at: index, in: raw)
      append(scalar: escape.scalar ?? 0xFFFD, to: &bytes)
      index += max(escape.length, 1)
    } else {
      bytes.append(raw[index])
      index += 1
    }
  }
  return bytes
}

/// One escape of a JSON string, or why it is none.
struct Escape {
  enum Fault { case cut, unknown, loneSurrogate }

  /// The scalar it stands for; nil if there is a fault.
  var scalar: UInt32?
  /// How many bytes were read.
  var length: Int
  var fault: Fault?

  /// Reads the escape whose backslash is at `start`.
  init(at start: Int, in source: borrowing Span<UInt8>) {
    scalar = nil
    length = source.count - start
    guard start + 1 < source.count else {
      fault = .cut
      return
    }
    length = 2
    switch source[start + 1] {
    case UInt8(ascii: "\""): scalar = 0x22
    case UInt8(ascii: "\\"): scalar = 0x5C
    case UInt8(ascii: "/"): scalar = 0x2F
    case UInt8(ascii: "b"): scalar = 0x08
    case UInt8(ascii: "f"): scalar = 0x0C
    case UInt8(ascii: "n"): scalar = 0x0A
    case UInt8(ascii: "r"): scalar = 0x0D
    case UInt8(ascii: "t"): scalar = 0x09
    case UInt8(ascii: "u"): readUnits(at: start, in: source)
    default: fault = .unknown
    }
  }

  private mutating func readUnits(at start: Int, in source: borrowing Span<UInt8>) {
    guard let first = Self.unit(at: start, in: source) else {
      let left = source.count - start
      length = min(left, 6)
      fault = left < 6 ? .cut : .unknown
      return
    }
    length = 6
    guard first & 0xF800 == 0xD800 else {
      scalar = first
      return
    }
    guard first < 0xDC00, let second = Self.unit(at: start + 6, in: source),
      second & 0xFC00 == 0xDC00
    else {
      fault = .loneSurrogate
      return
    }
    length = 12
    scalar = 0x10000 + (first & 0x3FF) << 10 + (second & 0x3FF)
  }

  private static func unit(at start: Int, in source: borrowing Span<UInt8>) -> UInt32? {
    guard source.count - start >= 6, source[start] == UInt8(ascii: "\\"),
      source[start + 1] == UInt8(ascii: "u")
    else { return nil }
    var value: UInt32 = 0
    for index in start + 2..<start + 6 {
      guard let digit = hexValue(source[index]) else { return nil }
      value = value << 4 | digit
    }
    return value
  }
}

/// Appends a scalar as UTF-8.
func append(scalar: UInt32, to bytes: inout [UInt8]) {
  bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? .init())
}

/// The length of the canonical escape at `start`, or 0 if what stands there is none: RFC 8785
/// knows `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t`, and `\u00xx` in lower case for the other
/// control characters.
@usableFromInline
func canonicalEscapeLength(at start: Int, in bytes: borrowing Span<UInt8>) -> Int {
  guard bytes.count - start >= 2 else { return 0 }
  switch bytes[start + 1] {
  case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "f"),
    UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
    return 2
  case UInt8(ascii: "u"):
    guard bytes.count - start >= 6, bytes[start + 2] == 0x30, bytes[start + 3] == 0x30,
      bytes[start + 4] == 0x30 || bytes[start + 4] == 0x31,
      bytes[start + 5] < UInt8(ascii: "A") || bytes[start + 5] > UInt8(ascii: "F"),
      let high = hexValue(bytes[start + 4]), let low = hexValue(bytes[start + 5])
    else { return 0 }
    switch high << 4 | low {
    case 0x08, 0x09, 0x0A, 0x0C, 0x0D: return 0
    default: return 6
    }
  default: return 0
  }
}

/// Appends the canonical escape of a control character, a quote or a backslash.
@usableFromInline
func append(escapeOf byte: UInt8, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\\"))
  switch byte {
  case 0x22, 0x5C: bytes.append(byte)
  case 0x08: bytes.append(UInt8(ascii: "b"))
  case 0x09: bytes.append(UInt8(ascii: "t"))
  case 0x0A: bytes.append(UInt8(ascii: "n"))
  case 0x0C: bytes.append(UInt8(ascii: "f"))
  case 0x0D: bytes.append(UInt8(ascii: "r"))
  default:
    let low = byte & 0x0F
    bytes.append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, 0x30 + byte >> 4])
    bytes.append(low < 10 ? 0x30 + low : UInt8(ascii: "a") + low - 10)
  }
}
