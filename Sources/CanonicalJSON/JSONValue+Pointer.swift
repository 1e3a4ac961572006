extension JSONValue {
  /// The value that an RFC 6901 pointer names, or nil if there is none; empty names the whole.
  ///
  /// - Complexity: O(depth × members).
  public subscript(pointer pointer: String) -> JSONValue? {
    guard let tokens = try? pointerTokens(pointer) else { return nil }
    var value = self
    for token in tokens {
      guard let child = value.child(token) else { return nil }
      value = child
    }
    return value
  }

  /// Replaces the value that a pointer names.
  ///
  /// - Throws: `JSONError.noSuchMember` if there is none, `.malformedPointer`; nothing is changed.
  public mutating func replace(at pointer: String, with value: JSONValue) throws(JSONError) {
    try change(pointerTokens(pointer)[...], pointer) { (_) in value }
  }

  /// Adds a member to an object or an element to an array, before the index named or, with `-`, at
  /// the end. A member that is there is replaced.
  ///
  /// - Throws: `JSONError.noSuchMember` if what should hold it is not there or can hold nothing,
  ///   `.malformedPointer`; nothing is changed.
  public mutating func add(_ value: JSONValue, at pointer: String) throws(JSONError) {
    let tokens = try pointerTokens(pointer)
    guard let last = tokens.last else {
      self = value
      return
    }
    try change(tokens.dropLast(), pointer) { (holder) in holder.adding(value, named: last) }
  }

  /// Removes the member or element that a pointer names and returns it.
  ///
  /// - Throws: `JSONError.noSuchMember` if there is none (the whole cannot be removed),
  ///   `.malformedPointer`; nothing is changed.
  @discardableResult
  public mutating func remove(at pointer: String) throws(JSONError) -> JSONValue {
    let tokens = try pointerTokens(pointer)
    guard let last = tokens.last, let removed = self[pointer: pointer] else {
      throw missing(pointer)
    }
    try change(tokens.dropLast(), pointer) { (holder) in holder.removing(last) }
    return removed
  }

  private func child(_ token: String) -> JSONValue? {
    switch self {
    case .object(let members):
      return members.first { $0.0.utf8.elementsEqual(token.utf8) }?.1
    case .array(let elements):
      guard let index = arrayIndex(token), index < elements.count else { return nil }
      return elements[index]
    default: return nil
    }
  }

  private mutating func change(
    _ tokens: ArraySlice<String>, _ pointer: String, _ edit: (JSONValue) -> JSONValue?
  ) throws(JSONError) {
    guard let token = tokens.first else {
      guard let changed = edit(self) else { throw missing(pointer) }
      self = changed
      return
    }
    guard var inner = child(token) else { throw missing(pointer) }
    try inner.change(tokens.dropFirst(), pointer, edit)
    if let changed = setting(inner, named: token) { self = changed }
  }

  /// This container with an existing child replaced.
  private func setting(_ value: JSONValue, named token: String) -> JSONValue? {
    switch self {
    case .object(var members):
      guard let index = members.firstIndex(where: { $0.0.utf8.elementsEqual(token.utf8) }) else {
        return nil
      }
      members[index].1 = value
      return .object(members)
    case .array(var elements):
      guard let index = arrayIndex(token), index < elements.count else { return nil }
      elements[index] = value
      return .array(elements)
    default: return nil
    }
  }

  private func adding(_ value: JSONValue, named token: String) -> JSONValue? {
    switch self {
    case .object(let members):
      return setting(value, named: token) ?? .object(members + [(token, value)])
    case .array(var elements):
      guard let index = token == "-" ? elements.count : arrayIndex(token), index <= elements.count
      else { return nil }
      elements.insert(value, at: index)
      return .array(elements)
    default: return nil
    }
  }

  private func removing(_ token: String) -> JSONValue? {
    switch self {
    case .object(let members):
      return .object(members.filter { !$0.0.utf8.elementsEqual(token.utf8) })
    case .array(var elements):
      guard let index = arrayIndex(token), index < elements.count else { return nil }
      elements.remove(at: index)
      return .array(elements)
    default: return nil
    }
  }

  private func missing(_ pointer: String) -> JSONError {
    JSONError(.noSuchMember, at: Place(offset: 0, line: 1, column: 1, pointer: pointer))
  }
}
