/// Checks a string, given by its raw bytes in a text, against `Rules.Text.interchange`.
///
/// - Throws: `JSONError.forbiddenScalar`, `.nul` or `.notNFC` with the place in `source`.
@usableFromInline
func checkText(_ range: Range<Int>, in source: borrowing Span<UInt8>) throws(JSONError) {
  let raw = source.extracting(range)
  var hasEscapes = false
  for index in raw.indices where raw[index] == UInt8(ascii: "\\") { hasEscapes = true }
  let fault: TextFault?
  if hasEscapes {
    let decoded = decodedBytes(raw)
    fault = textFault(decoded.span)
  } else {
    fault = textFault(raw)
  }
  guard let fault else { return }
  let offset = hasEscapes ? range.lowerBound : range.lowerBound + fault.offset
  throw JSONError(fault.code, at: offset, in: source, detail: fault.detail)
}

/// What is wrong with a text, and at which of its bytes.
struct TextFault {
  let code: JSONError.Code
  let offset: Int
  let detail: String
}

/// The first thing in well-formed UTF-8 that interchange text may not hold.
///
/// - Complexity: O(n).
func textFault(_ text: borrowing Span<UInt8>) -> TextFault? {
  var index = 0
  var isPlain = true
  while index < text.count {
    let lead = text[index]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    let value = text.scalar(at: index, length: length)
    if value == 0 { return TextFault(code: .nul, offset: index, detail: "") }
    if !isPlainScalar(value) {
      isPlain = false
      if !isInterchangeable(value) {
        return TextFault(code: .forbiddenScalar, offset: index, detail: name(of: value))
      }
    }
    index += length
  }
  if isPlain { return nil }
  guard var span = try? UTF8Span(validating: copy text), span.checkForNFC(quickCheck: false) else {
    return TextFault(code: .notNFC, offset: 0, detail: "")
  }
  return nil
}

/// Whether a scalar is of a few common ranges where all are assigned and none can take part in a
/// composition's second half or be decomposed: Latin up to U+02FF, dashes and quotes, the euro.
func isPlainScalar(_ value: UInt32) -> Bool {
  value < 0x300 || value >= 0x2010 && value <= 0x2027 || value == 0x20AC
}

private func isInterchangeable(_ value: UInt32) -> Bool {
  guard let scalar = Unicode.Scalar(value) else { return false }
  switch scalar.properties.generalCategory {
  case .unassigned, .privateUse, .surrogate: return false
  default: return true
  }
}

private func name(of value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
