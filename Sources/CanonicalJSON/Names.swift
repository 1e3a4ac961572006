/// How two names of members stand to each other.
@usableFromInline
enum NameOrder { case before, same, after }

/// Compares two names, given by their raw bytes, by UTF-16 code units as RFC 8785 orders them.
///
/// UTF-8 orders as code points do; UTF-16 differs from that only where a surrogate pair (a lead
/// byte of F0 and above) meets U+E000 to U+FFFF (EE and EF), so ranking the lead bytes is enough.
@usableFromInline
func compareNames(_ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>) -> NameOrder {
  let shared = min(left.count, right.count)
  var index = 0
  while index < shared, left[index] == right[index], left[index] != UInt8(ascii: "\\") {
    index &+= 1
  }
  if index < left.count && left[index] == UInt8(ascii: "\\")
    || index < right.count && right[index] == UInt8(ascii: "\\")
  {
    let (left, right) = (decodedBytes(left), decodedBytes(right))
    return comparePlainNames(left.span, right.span)
  }
  return comparePlainNames(left, right, equalUntil: index)
}

private func comparePlainNames(
  _ left: borrowing Span<UInt8>, _ right: borrowing Span<UInt8>, equalUntil start: Int = 0
) -> NameOrder {
  var index = start
  while index < left.count, index < right.count {
    if left[index] != right[index] {
      return utf16Rank(left[index]) < utf16Rank(right[index]) ? .before : .after
    }
    index += 1
  }
  return left.count == right.count ? .same : left.count < right.count ? .before : .after
}

private func utf16Rank(_ byte: UInt8) -> UInt8 {
  if byte >= 0xF0 { return byte - 2 }
  return byte >= 0xEE ? byte + 7 : byte
}
