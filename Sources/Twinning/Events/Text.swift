internal import CanonicalJSON

/// A text of a payload: a range of the event's bytes, or a string of its own.
///
/// Folds hardly ever look at texts, so a reader leaves them where they lie. Two texts are equal
/// when they are stored alike; compare ``string(in:)`` to compare what they say.
public struct Text: Hashable, Sendable {
  enum Storage: Hashable, Sendable {
    case range(UInt32, UInt32)
    case owned(String)
  }

  var storage: Storage

  /// A text of its own.
  public init(_ string: String) { storage = .owned(string) }

  /// The text whose canonical spelling, without its quotes, stands at `range` of the bytes that
  /// were read.
  init(range: Range<Int>) {
    storage = .range(UInt32(truncatingIfNeeded: range.lowerBound), UInt32(range.count))
  }

  /// The empty text.
  public init() { storage = .range(0, 0) }

  /// Whether there is no character.
  public var isEmpty: Bool {
    switch storage {
    case .range(_, let count): count == 0
    case .owned(let string): string.isEmpty
    }
  }

  /// Where it stands, in its canonical spelling, or nil for a text of its own.
  var range: Range<Int>? {
    guard case .range(let start, let count) = storage else { return nil }
    return Int(start)..<Int(start) + Int(count)
  }

  /// What it says. `bytes` must be the bytes that it was read from. O(length).
  public func string(in bytes: borrowing Span<UInt8>) -> String {
    switch storage {
    case .owned(let string): string
    case .range(let start, let count):
      unescaped(bytes.extracting(Int(start)..<Int(start) + Int(count)))
    }
  }

  /// What it says. `bytes` must be the bytes that it was read from. O(length).
  public func string(in bytes: [UInt8]) -> String { string(in: bytes.span) }

  /// The same text with its characters in a string of its own.
  public func owned(in bytes: borrowing Span<UInt8>) -> Text { Text(string(in: bytes)) }
}

extension Text: ExpressibleByStringLiteral {
  /// Puts the parts together.
  public init(stringLiteral value: String) { self.init(value) }
}

/// The string that a canonical spelling, without its quotes, means.
func unescaped(_ bytes: borrowing Span<UInt8>) -> String {
  var plain: [UInt8] = []
  plain.reserveCapacity(bytes.count)
  var index = 0
  while index < bytes.count {
    let byte = bytes[index]
    index += 1
    guard byte == UInt8(ascii: "\\"), index < bytes.count else {
      plain.append(byte)
      continue
    }
    let escape = bytes[index]
    index += 1
    switch escape {
    case UInt8(ascii: "b"): plain.append(0x08)
    case UInt8(ascii: "f"): plain.append(0x0C)
    case UInt8(ascii: "n"): plain.append(0x0A)
    case UInt8(ascii: "r"): plain.append(0x0D)
    case UInt8(ascii: "t"): plain.append(0x09)
    case UInt8(ascii: "u"):
      // Canonical text escapes only control characters this way: \u00XX.
      var value: UInt8 = 0
      for digit in 2..<4 where index + digit < bytes.count {
        value = value << 4 | (hexDigit(bytes[index + digit]) ?? 0)
      }
      plain.append(value)
      index = min(index + 4, bytes.count)
    default: plain.append(escape)
    }
  }
  return String(decoding: plain, as: UTF8.self)
}

/// The value of a lower-case hexadecimal digit, or nil.
@inline(__always)
func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte &- 0x30
  case 0x61...0x66: byte &- 0x57
  default: nil
  }
}
