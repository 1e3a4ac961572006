/// Where something stands in a JSON text.
public struct Place: Hashable, Sendable {
  /// The byte offset, from 0.
  public let offset: Int
  /// The line, from 1; lines end with U+000A.
  public let line: Int
  /// The column, from 1, in Unicode scalars.
  public let column: Int
  /// The RFC 6901 pointer to the member or element that the place lies in; empty at the top.
  public let pointer: String

  /// A place whose parts are known.
  public init(offset: Int, line: Int, column: Int, pointer: String) {
    self.offset = offset
    self.line = line
    self.column = column
    self.pointer = pointer
  }

  /// The place of a byte offset in `source`, which need be neither canonical nor valid JSON.
  ///
  /// An offset outside the text is taken as its nearest end.
  /// - Complexity: O(`offset`).
  public init(offset: Int, in source: borrowing Span<UInt8>) {
    let offset = min(max(offset, 0), source.count)
    var line = 1
    var column = 1
    for index in 0..<offset {
      let byte = source[index]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.init(
      offset: offset, line: line, column: column,
      pointer: Path(upTo: offset, in: source).pointer(in: source))
  }
}

/// The open objects and arrays at an offset of a text, found without judging the text.
struct Path {
  private enum Step {
    case member(Range<Int>?)
    case element(Int)
  }

  private var steps: [Step] = []

  init(upTo offset: Int, in source: borrowing Span<UInt8>) {
    var index = 0
    while index < offset {
      switch source[index] {
      case UInt8(ascii: "{"): steps.append(.member(nil))
      case UInt8(ascii: "["): steps.append(.element(0))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = steps.popLast()
      case UInt8(ascii: ","): comma()
      case UInt8(ascii: "\""):
        let end = stringEnd(from: index + 1, in: source)
        name(index + 1..<end, closed: end < source.count)
        index = end
      default: break
      }
      index += 1
    }
    if index == offset, offset < source.count, source[offset] == UInt8(ascii: "\"") {
      let end = stringEnd(from: offset + 1, in: source)
      name(offset + 1..<end, closed: end < source.count)
    }
  }

  private mutating func comma() {
    switch steps.popLast() {
    case .member: steps.append(.member(nil))
    case .element(let index): steps.append(.element(index + 1))
    case nil: break
    }
  }

  private mutating func name(_ range: Range<Int>, closed: Bool) {
    guard closed, case .member(nil)? = steps.last else { return }
    steps[steps.count - 1] = .member(range)
  }

  /// The pointer to the innermost member or element, or to what holds it.
  func pointer(in source: borrowing Span<UInt8>, container: Bool = false) -> String {
    var pointer = ""
    for step in container ? steps.dropLast() : steps[...] {
      switch step {
      case .member(nil): break
      case .member(let range?):
        pointer += "/" + escapedToken(decodeString(source.extracting(range)))
      case .element(let index): pointer += "/\(index)"
      }
    }
    return pointer
  }
}

/// The offset of the quote that ends the string whose first byte is at `start`, or the text's end.
func stringEnd(from start: Int, in source: borrowing Span<UInt8>) -> Int {
  var index = start
  while index < source.count {
    switch source[index] {
    case UInt8(ascii: "\""): return index
    case UInt8(ascii: "\\"): index += 2
    default: index += 1
    }
  }
  return source.count
}

/// Where in `source` the value that an RFC 6901 pointer names stands, or nil if there is none.
///
/// `source` is the text as it was sent: white space, escapes and order are free, and only as much
/// of it is judged as must be to find the way. An empty pointer names the whole text's value.
/// - Complexity: O(n) in the bytes of `source`.
public func locate(pointer: String, in source: borrowing Span<UInt8>) -> Place? {
  guard let tokens = try? pointerTokens(pointer) else { return nil }
  var index = afterSpace(0, in: source)
  for token in tokens {
    guard let next = descend(into: token, from: index, in: source) else { return nil }
    index = next
  }
  guard index < source.count else { return nil }
  let place = Place(offset: index, in: source)
  return Place(offset: index, line: place.line, column: place.column, pointer: pointer)
}

private func afterSpace(_ start: Int, in source: borrowing Span<UInt8>) -> Int {
  var index = start
  while index < source.count, isSpace(source[index]) { index += 1 }
  return index
}

/// The offset of the child that `token` names in the container at `start`.
private func descend(
  into token: String, from start: Int, in source: borrowing Span<UInt8>
) -> Int? {
  guard start < source.count else { return nil }
  let isObject = source[start] == UInt8(ascii: "{")
  guard isObject || source[start] == UInt8(ascii: "[") else { return nil }
  let wanted = isObject ? nil : arrayIndex(token)
  if !isObject && wanted == nil { return nil }
  var index = afterSpace(start + 1, in: source)
  var element = 0
  while index < source.count, source[index] != UInt8(ascii: "}"), source[index] != UInt8(ascii: "]")
  {
    var found = !isObject && element == wanted
    if isObject {
      guard source[index] == UInt8(ascii: "\"") else { return nil }
      let end = stringEnd(from: index + 1, in: source)
      guard end < source.count else { return nil }
      found = decodeString(source.extracting(index + 1..<end)) == token
      index = afterSpace(end + 1, in: source)
      guard index < source.count, source[index] == UInt8(ascii: ":") else { return nil }
      index = afterSpace(index + 1, in: source)
    }
    if found { return index }
    index = afterValue(index, in: source)
    guard index < source.count, source[index] == UInt8(ascii: ",") else { return nil }
    index = afterSpace(index + 1, in: source)
    element += 1
  }
  return nil
}

/// The offset of the comma or bracket that ends the value at `start`.
private func afterValue(_ start: Int, in source: borrowing Span<UInt8>) -> Int {
  var index = start
  var open = 0
  while index < source.count {
    switch source[index] {
    case UInt8(ascii: "\""): index = stringEnd(from: index + 1, in: source)
    case UInt8(ascii: "{"), UInt8(ascii: "["): open += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if open == 0 { return index }
      open -= 1
    case UInt8(ascii: ","):
      if open == 0 { return index }
    default: break
    }
    index += 1
  }
  return index
}
