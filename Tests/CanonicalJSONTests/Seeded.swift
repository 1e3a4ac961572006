import CanonicalJSON

/// SplitMix64: a generator whose whole history follows from a seed.
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// Random values, and texts that spell them in other ways than the canonical one.
struct RandomJSON {
  var random: Seeded
  /// Whether values keep to `Rules.event`.
  let isEvent: Bool

  init(seed: UInt64, event: Bool) {
    random = Seeded(seed)
    isEvent = event
  }

  // All are NFC on their own and in every sequence.
  private static let plain: [Unicode.Scalar] = [
    "a", "Z", "0", " ", "_", "/", "~", "\"", "\\", "\u{8}", "\t", "\n", "\u{c}", "\r", "\u{1}",
    "\u{1f}", "\u{7f}", "\u{80}", "ö", "€", "–", "я", "Ω", "漢", "\u{fe4f}", "😀", "\u{10000}",
  ]
  private static let wild: [Unicode.Scalar] =
    plain + ["\0", "\u{301}", "\u{fb33}", "\u{e000}", "\u{ffff}", "\u{10ffff}", "\u{212b}"]

  mutating func text() -> String {
    let alphabet = isEvent ? Self.plain : Self.wild
    var text = ""
    for _ in 0..<Int.random(in: 0...12, using: &random) {
      text.unicodeScalars.append(alphabet[Int.random(in: 0..<alphabet.count, using: &random)])
    }
    return text
  }

  mutating func value(depth: Int = 4) -> JSONValue {
    switch Int.random(in: 0...(depth > 0 ? 9 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2:
      let all = Int64.random(in: -9_007_199_254_740_991...9_007_199_254_740_991, using: &random)
      return .integer(all >> Int64.random(in: 0...53, using: &random))
    case 3 where !isEvent:
      let number = Double(bitPattern: random.next())
      return number.isFinite ? .number(number) : .null
    case 3, 4, 5: return .string(text())
    case 6:
      return .array(
        (0..<Int.random(in: 0...4, using: &random)).map { _ in value(depth: depth - 1) })
    default:
      var names: Set<[UInt8]> = []
      var members: [(String, JSONValue)] = []
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let name = text()
        if names.insert(Array(name.utf8)).inserted {
          members.append((name, value(depth: depth - 1)))
        }
      }
      return .object(members)
    }
  }

  /// The value with free white space, free escapes, and members in any order.
  mutating func looseText(_ value: JSONValue) throws -> String {
    switch value {
    case .object(let members):
      let parts = try members.shuffled(using: &random).map { (name, value) in
        looseString(name) + space() + ":" + space() + (try looseText(value))
      }
      return "{" + space() + parts.joined(separator: space() + "," + space()) + space() + "}"
    case .array(let elements):
      let parts = try elements.map { try looseText($0) }
      return "[" + space() + parts.joined(separator: space() + "," + space()) + space() + "]"
    case .string(let text): return looseString(text)
    default: return String(decoding: try value.canonicalBytes(), as: UTF8.self)
    }
  }

  private mutating func space() -> String {
    ["", "", " ", "\n", "\t", "\r\n  "][Int.random(in: 0..<6, using: &random)]
  }

  private mutating func looseString(_ text: String) -> String {
    var loose = "\""
    for scalar in text.unicodeScalars {
      if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || Bool.random(using: &random) {
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
          loose += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      } else if scalar == "/" {
        loose += "\\/"
      } else {
        loose.unicodeScalars.append(scalar)
      }
    }
    return loose + "\""
  }
}
