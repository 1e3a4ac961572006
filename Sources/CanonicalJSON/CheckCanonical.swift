/// Checks that bytes are one canonical JSON text under some rules, to the byte.
///
/// Nothing is allocated on the usual path: text without escapes and beyond the usual alphabets.
/// - Complexity: O(n).
/// - Throws: the first thing that makes them another text than `canonicalize` would write.
public func checkCanonical(_ bytes: Span<UInt8>, rules: Rules = .event) throws(JSONError) {
  if bytes.count > rules.bytesMax {
    throw JSONError(
      .tooLarge, at: rules.bytesMax, in: bytes,
      detail: "\(bytes.count) bytes, at most \(rules.bytesMax)")
  }
  var reader = CanonicalReader(bytes, rules: rules, checksText: rules.text == .interchange)
  try reader.skipValue()
  try reader.finish()
}

/// Whether bytes are one canonical JSON text under some rules, to the byte.
///
/// - Complexity: O(n).
public func isCanonical(_ bytes: Span<UInt8>, rules: Rules = .event) -> Bool {
  do throws(JSONError) {
    try checkCanonical(bytes, rules: rules)
    return true
  } catch {
    return false
  }
}
