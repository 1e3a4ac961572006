/// A seeded source of chance (SplitMix64): the same seed gives the same rolls on any machine.
struct Dice: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// Dice for one part of a whole: what happens in another part doesn't change its rolls.
  init(seed: UInt64, part: Int) {
    state = seed ^ (UInt64(truncatingIfNeeded: part) &+ 1) &* 0xD1B5_4A32_D192_ED03
    state = roll()
  }

  /// 64 random bits.
  mutating func roll() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `bound` - 1; 0 for a bound of 0.
  mutating func below(_ bound: Int) -> Int {
    Int(truncatingIfNeeded: roll().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
  }

  /// A number of `range`.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// True in `percent` of 100 rolls.
  mutating func chance(percent: Int) -> Bool { below(100) < percent }

  /// One of `items`, which are not empty.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// Puts `items` into a random order.
  mutating func shuffle<Item>(_ items: inout [Item]) {
    for last in items.indices.reversed() { items.swapAt(last, below(last + 1)) }
  }

  /// A digest of nothing in particular.
  mutating func digest() -> ContentDigest {
    var digest = ContentDigest()
    (digest.a, digest.b, digest.c, digest.d) = (roll(), roll(), roll(), roll())
    return digest
  }

  /// Lower-case hexadecimal digits, the first a decimal one.
  mutating func hexadecimal(_ count: Int) -> String {
    var bytes = [UInt8(0x30 + below(10))]
    bytes.append(hexOf: roll(), digits: count - 1)
    return String(decoding: bytes, as: UTF8.self)
  }
}
