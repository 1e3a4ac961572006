/// Reads a JSON text strictly and writes its canonical form (RFC 8785) behind what `output` holds.
///
/// Stretches of the source that are canonical as they stand are copied whole, and members are
/// sorted only where they are out of order, so that input which is canonical already costs one
/// scan and one copy. A byte-order mark is refused; see `afterByteOrderMark(_:)`.
///
/// - Parameters:
///   - source: the text; at most `rules.sourceBytesMax` bytes.
///   - rules: what it may hold; the canonical form has at most `rules.bytesMax` bytes.
///   - output: gets the canonical form appended.
/// - Complexity: O(n), and O(m log m) for an object of m members out of order.
/// - Throws: the first fault of the source, with its place; `output` is then as it was before.
public func canonicalize(
  _ source: Span<UInt8>, rules: Rules = .event, into output: inout [UInt8]
) throws(JSONError) {
  guard source.count <= rules.sourceBytesMax else {
    throw JSONError(
      .tooLarge, at: rules.sourceBytesMax, in: source,
      detail: "\(source.count) bytes, at most \(rules.sourceBytesMax)")
  }
  let lengthBefore = output.count
  var canonicalizer = Canonicalizer(source, rules: rules, output: output)
  output = []
  do throws(JSONError) {
    try canonicalizer.text()
  } catch {
    output = canonicalizer.output
    output.removeSubrange(lengthBefore...)
    throw error
  }
  output = canonicalizer.output
  let length = output.count - lengthBefore
  if length > rules.bytesMax {
    output.removeSubrange(lengthBefore...)
    throw JSONError(
      .tooLarge, at: source.count, in: source,
      detail: "\(length) bytes in canonical form, at most \(rules.bytesMax)")
  }
}

/// The text behind the UTF-8 byte-order mark that some editors put at its start, if there is one.
///
/// - Complexity: O(1).
@_lifetime(copy source)
public func afterByteOrderMark(_ source: Span<UInt8>) -> Span<UInt8> {
  startsWithByteOrderMark(source) ? source.extracting(droppingFirst: 3) : source
}

func startsWithByteOrderMark(_ source: borrowing Span<UInt8>) -> Bool {
  source.count >= 3 && source[0] == 0xEF && source[1] == 0xBB && source[2] == 0xBF
}

/// One member of an object that is being written: its name in the source, and where name and value
/// lie in the output.
struct MemberRecord {
  var name: Range<Int>
  var written: Range<Int>
}

/// The lenient reader and canonical writer behind `canonicalize`.
///
/// What is copied lags behind what is read: the bytes from `copied` to `position` are canonical and
/// stand in the output's turn, but are appended only when something else must be written first.
struct Canonicalizer: ~Escapable {
  let source: Span<UInt8>
  let rules: Rules
  var output: [UInt8]
  var position = 0
  var copied = 0
  /// The members of every object that is open, innermost last.
  var members: [MemberRecord] = []

  @_lifetime(copy source)
  init(_ source: Span<UInt8>, rules: Rules, output: [UInt8]) {
    self.source = source
    self.rules = rules
    self.output = output
  }

  func failure(_ code: JSONError.Code, at offset: Int, _ detail: String = "") -> JSONError {
    JSONError(code, at: offset, in: source, detail: detail)
  }

  func surprise(_ expected: StaticString) -> JSONError {
    guard position < source.count else {
      return failure(.truncated, at: position, "expected \(expected)")
    }
    return failure(source[position] == 0 ? .nul : .unexpected, at: position, "expected \(expected)")
  }

  var next: UInt8 { position < source.count ? source[position] : 0 }

  /// The length that the output will have once everything read is copied.
  var written: Int { output.count + position - copied }

  mutating func flush() {
    if copied < position { output.append(bytes: source.extracting(copied..<position)) }
    copied = position
  }

  mutating func skipSpace() {
    guard position < source.count, isSpace(source[position]) else { return }
    flush()
    while position < source.count, isSpace(source[position]) { position += 1 }
    copied = position
  }

  mutating func text() throws(JSONError) {
    if startsWithByteOrderMark(source) { throw failure(.byteOrderMark, at: 0) }
    skipSpace()
    try value(depth: 0)
    skipSpace()
    if position < source.count { throw failure(.trailingBytes, at: position) }
    flush()
  }

  mutating func value(depth: Int) throws(JSONError) {
    switch next {
    case UInt8(ascii: "{"): try object(depth: depth + 1)
    case UInt8(ascii: "["): try array(depth: depth + 1)
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try literal("true")
    case UInt8(ascii: "f"): try literal("false")
    case UInt8(ascii: "n"): try literal("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw surprise("a value")
    }
  }

  mutating func literal(_ word: String) throws(JSONError) {
    var index = position
    for byte in word.utf8 {
      guard index < source.count else { throw failure(.truncated, at: index, "expected \(word)") }
      guard source[index] == byte else { throw failure(.unexpected, at: index, "expected \(word)") }
      index += 1
    }
    position = index
  }

  mutating func array(depth: Int) throws(JSONError) {
    if depth > rules.depthMax { throw failure(.tooDeep, at: position) }
    position += 1
    skipSpace()
    if next == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try value(depth: depth)
      skipSpace()
      if next == UInt8(ascii: "]") { break }
      guard next == UInt8(ascii: ",") else { throw surprise("a comma or ]") }
      position += 1
      skipSpace()
    }
    position += 1
  }

  mutating func number() throws(JSONError) {
    let start = position
    let token = NumberToken(at: start, in: source)
    if let fault = token.fault {
      position = token.end
      throw fault == .truncated || token.end == start + 1
        ? surprise("a digit") : failure(fault, at: start, "a number out of grammar")
    }
    if token.canonicalInteger != nil {
      position = token.end
      return
    }
    if rules.numbers == .integers {
      let isInteger = token.isInteger && token.integer == nil
      throw failure(isInteger ? .numberOutOfRange : .numberNotInteger, at: start)
    }
    guard let value = token.double(in: source) else { throw failure(.numberOutOfRange, at: start) }
    flush()
    output.append(contentsOf: shortestNumber(value))
    position = token.end
    copied = position
  }

  /// Reads a string and returns where its raw bytes lie in the source.
  mutating func string() throws(JSONError) -> Range<Int> {
    guard next == UInt8(ascii: "\""), position < source.count else { throw surprise("a string") }
    let start = position + 1
    var isASCII = true
    var index = source.plainEnd(from: start)
    while index < source.count, source[index] != UInt8(ascii: "\"") {
      let byte = source[index]
      if byte == UInt8(ascii: "\\") {
        index = try escape(at: index)
        isASCII = false
      } else if byte >= 0x80 {
        let length = source.sequenceLength(at: index)
        if length == 0 { throw failure(.invalidUTF8, at: index) }
        isASCII = false
        index += length
      } else {
        throw failure(byte == 0 ? .nul : .controlCharacter, at: index)
      }
      index = source.plainEnd(from: index)
    }
    guard index < source.count else { throw failure(.truncated, at: index, "expected a quote") }
    if !isASCII, rules.text == .interchange { try checkText(start..<index, in: source) }
    position = index + 1
    return start..<index
  }

  /// Reads the escape at an offset, rewrites it if it is not canonical, and returns its end.
  private mutating func escape(at start: Int) throws(JSONError) -> Int {
    let length = canonicalEscapeLength(at: start, in: source)
    if length > 0 { return start + length }
    let escape = Escape(at: start, in: source)
    guard let scalar = escape.scalar else {
      switch escape.fault {
      case .cut: throw failure(.truncated, at: source.count, "inside an escape")
      case .loneSurrogate: throw failure(.loneSurrogate, at: start)
      default: throw failure(.invalidEscape, at: start)
      }
    }
    position = start
    flush()
    if scalar < 0x20 || scalar == 0x22 || scalar == 0x5C {
      append(escapeOf: UInt8(scalar), to: &output)
    } else {
      append(scalar: scalar, to: &output)
    }
    position = start + escape.length
    copied = position
    return position
  }
}

// MARK: - Objects

extension Canonicalizer {
  mutating func object(depth: Int) throws(JSONError) {
    if depth > rules.depthMax { throw failure(.tooDeep, at: position) }
    position += 1
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
      return
    }
    let base = members.count
    let bodyStart = written
    var isOrdered = true
    while true {
      let memberStart = written
      let name = try string()
      if members.count > base {
        let order = compareNames(
          source.extracting(members[members.count - 1].name), source.extracting(name))
        if order == .same { throw failure(.duplicateMember, at: name.lowerBound - 1) }
        if order == .after { isOrdered = false }
      }
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw surprise("a colon") }
      position += 1
      skipSpace()
      try value(depth: depth)
      members.append(MemberRecord(name: name, written: memberStart..<written))
      skipSpace()
      if next == UInt8(ascii: "}") { break }
      guard next == UInt8(ascii: ",") else { throw surprise("a comma or }") }
      position += 1
      skipSpace()
    }
    if !isOrdered { try sortMembers(from: base, bodyStart: bodyStart) }
    members.removeSubrange(base...)
    position += 1
  }

  /// Puts the members of the innermost object, whose names came out of order, into order.
  private mutating func sortMembers(from base: Int, bodyStart: Int) throws(JSONError) {
    flush()
    sortRecords(from: base)
    var duplicate = Int.max
    for index in base + 1..<members.count {
      let (first, second) = (members[index - 1].name, members[index].name)
      if compareNames(source.extracting(first), source.extracting(second)) == .same {
        duplicate = min(duplicate, max(first.lowerBound, second.lowerBound))
      }
    }
    if duplicate < Int.max { throw failure(.duplicateMember, at: duplicate - 1) }
    let body = Array(output[bodyStart...])
    output.removeSubrange(bodyStart...)
    for index in base..<members.count {
      if index > base { output.append(UInt8(ascii: ",")) }
      let range = members[index].written
      let span = body.span
      output.append(
        bytes: span.extracting(range.lowerBound - bodyStart..<range.upperBound - bodyStart))
    }
  }

  /// A bottom-up merge sort, stable, so that the later of two equal names stays the later.
  private mutating func sortRecords(from base: Int) {
    var sorted = Array(members[base...])
    var merged = sorted
    var width = 1
    while width < sorted.count {
      var start = 0
      while start < sorted.count {
        let middle = min(start + width, sorted.count)
        let end = min(start + 2 * width, sorted.count)
        var (left, right) = (start, middle)
        for index in start..<end {
          let takesRight =
            right < end
            && (left >= middle
              || compareNames(
                source.extracting(sorted[left].name), source.extracting(sorted[right].name))
                == .after)
          merged[index] = takesRight ? sorted[right] : sorted[left]
          if takesRight { right += 1 } else { left += 1 }
        }
        start = end
      }
      swap(&sorted, &merged)
      width *= 2
    }
    members.replaceSubrange(base..., with: sorted)
  }
}
