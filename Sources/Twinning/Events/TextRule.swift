/// What a text may be: how long, and written how.
public struct TextRule: Sendable {
  enum Style: Sendable {
    case people
    case pattern(TextPattern)
  }

  let style: Style
  /// How many characters (Unicode scalars) it may have.
  let lengths: ClosedRange<Int>

  /// Words that people write: no e-mail address and no telephone number in them.
  public static func people(_ lengthMax: Int) -> TextRule {
    TextRule(style: .people, lengths: 1...lengthMax)
  }

  /// A text by a pattern.
  public static func pattern(_ pattern: TextPattern, _ lengths: ClosedRange<Int>) -> TextRule {
    TextRule(style: .pattern(pattern), lengths: lengths)
  }
}

/// The bounds of a decimal, both included, and how many digits may follow its point.
public struct DecimalRule: Sendable {
  let bounds: ClosedRange<Int64>
  let scaleMax: UInt8

  /// Whole numbers as bounds.
  public init(_ bounds: ClosedRange<Int64>, scaleMax: UInt8) {
    self.bounds = bounds
    self.scaleMax = scaleMax
  }

  /// Whether the rule admits `value`.
  func admits(_ value: FixedDecimal) -> Bool {
    guard value.scale <= scaleMax else { return false }
    let (low, high) = (bounds.lowerBound * 1_000_000, bounds.upperBound * 1_000_000)
    return (low...high).contains(value.millionths)
  }
}

/// The patterns of the schemas, as matchers. A test holds them to the patterns' own words.
public enum TextPattern: UInt8, CaseIterable, Sendable {
  case code
  case documentRef
  case mediaType
  case milestoneId
  case origin
  case pointer
  case signedNote
  case token
  case traceParent
  case url
  case verifierKey

  /// What the pattern asks for, in words.
  public var expectation: String {
    switch self {
    case .code: "code: small letters, digits and _ after a small letter"
    case .documentRef: "reference to a document: letters, digits and ._:/?#&=%+~- without spaces"
    case .mediaType: "media type, such as application/pdf"
    case .milestoneId: "milestone id: a capital letter, then letters, digits, _ or -"
    case .origin: "origin, such as ledger.example.org/programme"
    case .pointer: "JSON Pointer below /data"
    case .signedNote: "signed note"
    case .token: "short name: letters, digits and ._+- after a letter or digit"
    case .traceParent: "W3C traceparent of version 00"
    case .url: "web address that begins with http:// or https://"
    case .verifierKey: "verifier key: name+hash+key"
    }
  }

  /// Whether a whole text matches. O(length).
  public func matches(_ text: borrowing Span<UInt8>) -> Bool {
    switch self {
    case .code:
      text.begins(with: .lower) && text.consists(of: [.lower, .digits], and: "_")
    case .documentRef:
      text.begins(with: .alphanumeric) && text.consists(of: .alphanumeric, and: "._:/?#&=%+~-")
    case .mediaType: text.isMediaType
    case .milestoneId:
      text.begins(with: .upper) && text.consists(of: .alphanumeric, and: "_-")
    case .origin: text.isOrigin
    case .pointer: text.isDataPointer
    case .signedNote: text.isNote
    case .token:
      text.begins(with: .alphanumeric) && text.consists(of: .alphanumeric, and: "._+-")
    case .traceParent: text.isTraceParent
    case .url: text.isURL
    case .verifierKey: text.isVerifierKey
    }
  }
}

/// Sets of ASCII letters and digits.
private struct Letters: OptionSet {
  let rawValue: UInt8
  static let lower = Letters(rawValue: 1)
  static let upper = Letters(rawValue: 2)
  static let digits = Letters(rawValue: 4)
  static let alphanumeric: Letters = [.lower, .upper, .digits]

  func contains(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A: contains(.lower)
    case 0x41...0x5A: contains(.upper)
    case 0x30...0x39: contains(.digits)
    default: false
    }
  }
}

extension Span where Element == UInt8 {
  fileprivate func begins(with letters: Letters) -> Bool { count > 0 && letters.contains(self[0]) }

  fileprivate func consists(
    of letters: Letters, and others: StaticString, from start: Int = 0, to end: Int? = nil
  ) -> Bool {
    let others = others.description.utf8
    for index in start..<(end ?? count)
    where !letters.contains(self[index]) && !others.contains(self[index]) {
      return false
    }
    return true
  }

  fileprivate func first(_ byte: UInt8, from start: Int = 0) -> Int? {
    var index = start
    while index < count {
      if self[index] == byte { return index }
      index += 1
    }
    return nil
  }

  fileprivate var isMediaType: Bool {
    guard let slash = first(UInt8(ascii: "/")), begins(with: [.lower, .digits]),
      slash + 1 < count
    else { return false }
    let subtype = extracting(slash + 1..<count)
    return consists(of: [.lower, .digits], and: ".+-", to: slash)
      && subtype.begins(with: [.lower, .digits])
      && subtype.consists(of: [.lower, .digits], and: ".+-")
  }

  fileprivate var isOrigin: Bool {
    guard begins(with: [.lower, .digits]) else { return false }
    var isFirst = true
    var isStart = true
    for index in indices {
      let byte = self[index]
      if isStart {
        guard Letters([.lower, .digits]).contains(byte) else { return false }
        isStart = false
      } else if byte == UInt8(ascii: "/") {
        isFirst = false
        isStart = true
      } else if !Letters([.lower, .digits]).contains(byte), byte != UInt8(ascii: "."),
        byte != UInt8(ascii: "-"), isFirst || byte != UInt8(ascii: "_")
      {
        return false
      }
    }
    return !isStart
  }

  fileprivate var isDataPointer: Bool {
    let prefix = "/data/".utf8
    guard count > prefix.count else { return false }
    for (index, byte) in prefix.enumerated() where self[index] != byte { return false }
    var previous = UInt8(ascii: "/")
    for index in prefix.count..<count {
      let byte = self[index]
      if byte < 0x20 || byte == UInt8(ascii: "/") && previous == byte { return false }
      previous = byte
    }
    return previous != UInt8(ascii: "/")
  }

  fileprivate var isNote: Bool {
    for index in indices where self[index] < 0x20 && self[index] != 0x0A { return false }
    return count > 0
  }

  fileprivate var isURL: Bool {
    guard count > 7 else { return false }
    var start = 0
    for scheme in ["https://", "http://"] where start == 0 {
      let isThere =
        scheme.utf8.count < count && zip(0..., scheme.utf8).allSatisfy { self[$0] == $1 }
      if isThere { start = scheme.utf8.count }
    }
    guard start > 0 else { return false }
    var index = start
    while index < count,
      Letters.alphanumeric.contains(self[index]) || self[index] == 0x2D
        || self[index] == 0x2E
    { index += 1 }
    guard index > start else { return false }
    if index < count, self[index] == UInt8(ascii: ":") {
      let port = index + 1
      index = port
      while index < count, Letters.digits.contains(self[index]) { index += 1 }
      guard (1...5).contains(index - port) else { return false }
    }
    if index == count { return true }
    guard "/?#".utf8.contains(self[index]) else { return false }
    return consists(of: .alphanumeric, and: "._~:/?#[]@!$&'()*+,;=%-", from: index)
  }

  fileprivate var isTraceParent: Bool {
    guard count == 55, self[0] == 0x30, self[1] == 0x30 else { return false }
    for index in 2..<55 {
      let isHyphen = index == 2 || index == 35 || index == 52
      let fits = isHyphen ? self[index] == 0x2D : hexDigit(self[index]) != nil
      if !fits { return false }
    }
    return true
  }

  fileprivate var isVerifierKey: Bool {
    guard begins(with: [.lower, .digits]), let plus = first(UInt8(ascii: "+")),
      consists(of: [.lower, .digits], and: "./_-", to: plus), plus + 10 < count,
      self[plus + 9] == UInt8(ascii: "+")
    else { return false }
    for index in plus + 1..<plus + 9 where hexDigit(self[index]) == nil { return false }
    var end = count
    while end > plus + 10, count - end < 2, self[end - 1] == UInt8(ascii: "=") { end -= 1 }
    return end > plus + 10 && consists(of: .alphanumeric, and: "+/", from: plus + 10, to: end)
  }
}
