/// The name of a member, prepared for comparing: the name with its quotes and its colon as words.
///
/// Write it as a literal and keep it in a `static let`, so that it is prepared once. Comparing then
/// takes one to three words for a usual name.
public struct JSONKey: Hashable, Sendable, ExpressibleByStringLiteral {
  // Little-endian, so that byte i of the prepared name is byte i % 8 of word i / 8.
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var third: UInt64 = 0
  @usableFromInline var fourth: UInt64 = 0
  @usableFromInline var fifth: UInt64 = 0
  @usableFromInline var count = 0

  /// How many bytes a name may have.
  public static let bytesMax = 37

  /// Prepares a name of at most 37 bytes that needs no escape in JSON.
  ///
  /// - Complexity: O(n).
  public init(_ name: String) {
    precondition(name.utf8.count <= Self.bytesMax, "the name of a member has at most 37 bytes")
    precondition(
      !name.utf8.contains { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C },
      "the name of a member needs no escape")
    append(0x22)
    for byte in name.utf8 { append(byte) }
    append(0x22)
    append(0x3A)
  }

  /// Prepares a name of at most 37 bytes that needs no escape in JSON.
  public init(stringLiteral name: String) { self.init(name) }

  /// The name itself.
  public var name: String {
    String(decoding: (1..<count - 2).map { self[$0] }, as: UTF8.self)
  }

  private mutating func append(_ byte: UInt8) {
    let bits = UInt64(byte) << UInt64(count % 8 * 8)
    switch count / 8 {
    case 0: first |= bits
    case 1: second |= bits
    case 2: third |= bits
    case 3: fourth |= bits
    default: fifth |= bits
    }
    count += 1
  }

  /// A byte of the prepared name.
  @usableFromInline
  subscript(index: Int) -> UInt8 {
    let word =
      switch index / 8 {
      case 0: first
      case 1: second
      case 2: third
      case 3: fourth
      default: fifth
      }
    return UInt8(truncatingIfNeeded: word >> UInt64(index % 8 * 8))
  }

  /// Whether the prepared name stands at an offset.
  @inlinable @inline(__always)
  func match(_ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    guard let word = bytes.word(at: start) else { return matchSlowly(bytes, at: start) }
    if count < 8 { return (word ^ first) &<< UInt64(64 &- 8 &* count) == 0 }
    if word != first { return false }
    if count == 8 { return true }
    guard let word = bytes.word(at: start &+ 8) else { return matchSlowly(bytes, at: start) }
    if count < 16 { return (word ^ second) &<< UInt64(128 &- 8 &* count) == 0 }
    if word != second { return false }
    return count == 16 || matchSlowly(bytes, at: start)
  }

  // The rest of a long name, and names so near the end of the text that no word is left.
  @usableFromInline @inline(never)
  func matchSlowly(_ bytes: borrowing Span<UInt8>, at start: Int) -> Bool {
    guard start >= 0, bytes.count - start >= count else { return false }
    var index = 0
    if let word = bytes.word(at: start + 16), count >= 24 {
      if word != third { return false }
      index = 24
    }
    while index < count {
      if bytes[start + index] != self[index] { return false }
      index += 1
    }
    return true
  }
}
