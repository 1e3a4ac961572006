/// The reference tokens of an RFC 6901 pointer, unescaped; none for the empty pointer.
///
/// - Throws: `JSONError.malformedPointer`, with the offset in the pointer's own bytes.
func pointerTokens(_ pointer: String) throws(JSONError) -> [String] {
  if pointer.isEmpty { return [] }
  var tokens: [String] = []
  var token: [UInt8] = []
  var escaped = false
  for (offset, byte) in pointer.utf8.enumerated() {
    if offset == 0 {
      guard byte == UInt8(ascii: "/") else { throw malformed(pointer, at: 0) }
      continue
    }
    switch (escaped, byte) {
    case (true, UInt8(ascii: "0")): token.append(UInt8(ascii: "~"))
    case (true, UInt8(ascii: "1")): token.append(UInt8(ascii: "/"))
    case (true, _): throw malformed(pointer, at: offset)
    case (false, UInt8(ascii: "/")):
      tokens.append(String(decoding: token, as: UTF8.self))
      token.removeAll(keepingCapacity: true)
    case (false, UInt8(ascii: "~")): break
    case (false, _): token.append(byte)
    }
    escaped = !escaped && byte == UInt8(ascii: "~")
  }
  if escaped { throw malformed(pointer, at: pointer.utf8.count) }
  tokens.append(String(decoding: token, as: UTF8.self))
  return tokens
}

private func malformed(_ pointer: String, at offset: Int) -> JSONError {
  let place = Place(offset: offset, line: 1, column: offset + 1, pointer: pointer)
  return JSONError(.malformedPointer, at: place)
}

/// A member's name as a reference token of RFC 6901.
func escapedToken(_ name: String) -> String {
  guard name.utf8.contains(where: { $0 == UInt8(ascii: "~") || $0 == UInt8(ascii: "/") }) else {
    return name
  }
  var token = ""
  for scalar in name.unicodeScalars {
    switch scalar {
    case "~": token += "~0"
    case "/": token += "~1"
    default: token.unicodeScalars.append(scalar)
    }
  }
  return token
}

/// A reference token as an array's index: digits without a leading zero.
func arrayIndex(_ token: String) -> Int? {
  guard let first = token.utf8.first, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
    first != 0x30 || token.utf8.count == 1
  else { return nil }
  return Int(token)
}
