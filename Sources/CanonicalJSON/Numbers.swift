/// A number as it is spelled in a text.
struct NumberToken {
  /// The offset behind it.
  let end: Int
  /// Whether it has neither fraction nor exponent.
  let isInteger: Bool
  /// What is wrong with its grammar.
  let fault: JSONError.Code?
  /// Its value, if it is an integer within ±(2⁵³−1).
  let integer: Int64?
  private let start: Int
  private let isNegativeZero: Bool

  /// Its value, if it is such an integer and spelled canonically.
  var canonicalInteger: Int64? { isNegativeZero ? nil : integer }

  /// Reads the longest number at `start`.
  init(at start: Int, in source: borrowing Span<UInt8>) {
    self.start = start
    var index = start
    let isNegative = index < source.count && source[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let digits = index
    index = Self.afterDigits(index, in: source)
    let digitsEnd = index
    var fault = Self.missing(digits, digitsEnd, in: source)
    if digitsEnd - digits > 1, source[digits] == 0x30 { fault = .unexpected }
    var isInteger = true
    if fault == nil, index < source.count, source[index] == UInt8(ascii: ".") {
      isInteger = false
      let fraction = index + 1
      index = Self.afterDigits(fraction, in: source)
      fault = Self.missing(fraction, index, in: source)
    }
    if fault == nil, index < source.count, source[index] | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      index += 1
      if index < source.count, source[index] == UInt8(ascii: "+") || source[index] == 0x2D {
        index += 1
      }
      let exponent = index
      index = Self.afterDigits(exponent, in: source)
      fault = Self.missing(exponent, index, in: source)
    }
    var value: Int64?
    if fault == nil, isInteger, digitsEnd - digits <= 16 {
      var magnitude: Int64 = 0
      for digit in digits..<digitsEnd { magnitude = magnitude * 10 + Int64(source[digit] - 0x30) }
      if magnitude <= integerMagnitudeMax { value = isNegative ? -magnitude : magnitude }
    }
    self.end = index
    self.isInteger = isInteger
    self.fault = fault
    self.integer = value
    self.isNegativeZero = isNegative && value == 0
  }

  private static func afterDigits(_ start: Int, in source: borrowing Span<UInt8>) -> Int {
    var index = start
    while index < source.count, isDigit(source[index]) { index += 1 }
    return index
  }

  private static func missing(
    _ start: Int, _ end: Int, in source: borrowing Span<UInt8>
  ) -> JSONError.Code? {
    if end > start { return nil }
    return end == source.count ? .truncated : .unexpected
  }

  /// The nearest double, or nil if none is finite.
  func double(in source: borrowing Span<UInt8>) -> Double? {
    if let integer { return isNegativeZero ? -0.0 : Double(integer) }
    guard fault == nil, let text = try? UTF8Span(validating: source.extracting(start..<end)),
      let value = Double(String(copying: text)), value.isFinite
    else { return nil }
    return value
  }
}

/// A finite double as ECMAScript writes it: the fewest digits that read back as the same double.
func shortestNumber(_ value: Double) -> [UInt8] {
  if value == 0 { return [0x30] }
  var digits: [UInt8] = []
  var point = 0
  var exponent = 0
  var seenPoint = false
  var text = value.magnitude.description.utf8[...]
  if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
    exponent = Int(String(text[text.index(after: mark)...]) ?? "") ?? 0
    text = text[..<mark]
  }
  for byte in text {
    if byte == UInt8(ascii: ".") { seenPoint = true; continue }
    if !seenPoint { point += 1 }
    digits.append(byte)
  }
  let leadingZeros = digits.prefix { $0 == 0x30 }.count
  digits.removeFirst(leadingZeros)
  while digits.last == 0x30 { digits.removeLast() }
  let spelled = ecmaScript(digits, point: point - leadingZeros + exponent)
  return value < 0 ? [UInt8(ascii: "-")] + spelled : spelled
}

/// Digits d₁d₂… that stand for 0.d₁d₂… × 10^`point`, laid out by ECMAScript's Number::toString.
private func ecmaScript(_ digits: [UInt8], point: Int) -> [UInt8] {
  let zeros = { (count: Int) in [UInt8](repeating: 0x30, count: count) }
  let dot = UInt8(ascii: ".")
  if digits.count <= point, point <= 21 { return digits + zeros(point - digits.count) }
  if point > 0, point <= 21 { return digits[..<point] + [dot] + digits[point...] }
  if point > -6, point <= 0 { return [0x30, dot] + zeros(-point) + digits }
  let power = point - 1
  let tail = Array("e\(power < 0 ? "-" : "+")\(power.magnitude)".utf8)
  let fraction = digits.count == 1 ? [] : [dot] + digits[1...]
  return digits[..<1] + fraction + tail
}
