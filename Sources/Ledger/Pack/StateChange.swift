/// What leads from one canonical JSON text to another: operations as RFC 6902 knows them, each
/// written as an array.
///
/// ```
/// ["add",path,value]      a member, or an element before the index named; "-" is behind the last
/// ["replace",path,value]  what is there; the empty path is the whole text
/// ["remove",path]
/// ```
///
/// They are applied one after the other. Values are copied from the texts, not written anew.
struct StateChange {
  private let before: [UInt8]
  private let after: [UInt8]
  private var operations: [UInt8] = []

  /// Appends the operations that make `after` of `before` to `bytes`, as a JSON array. Nil stands
  /// for no text at all. O(n) in the texts, where members keep their places.
  static func append(from before: [UInt8]?, to after: [UInt8]?, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    defer { bytes.append(UInt8(ascii: "]")) }
    guard before != after else { return }
    guard let after else {
      bytes += #"["remove",""]"#.utf8
      return
    }
    guard let before else {
      bytes += #"["add","","#.utf8
      bytes += after
      bytes.append(UInt8(ascii: "]"))
      return
    }
    var change = StateChange(before: before, after: after)
    change.compare(before.indices, after.indices, at: [])
    bytes += change.operations
  }

  private init(before: [UInt8], after: [UInt8]) {
    self.before = before
    self.after = after
  }

  // MARK: Comparing

  private mutating func compare(_ old: Range<Int>, _ new: Range<Int>, at path: [UInt8]) {
    if before[old] == after[new] { return }
    switch (before[old.lowerBound], after[new.lowerBound]) {
    case (UInt8(ascii: "{"), UInt8(ascii: "{")): compareObjects(old, new, at: path)
    case (UInt8(ascii: "["), UInt8(ascii: "[")): compareArrays(old, new, at: path)
    default: write("replace", path, new)
    }
  }

  private mutating func compareObjects(_ old: Range<Int>, _ new: Range<Int>, at path: [UInt8]) {
    let oldMembers = CanonicalParts.members(of: old, in: before)
    let newMembers = CanonicalParts.members(of: new, in: after)
    for member in oldMembers {
      let isKept = newMembers.contains { after[$0.name] == before[member.name] }
      if !isKept { write("remove", Self.path(path, before[member.name]), nil) }
    }
    for member in newMembers {
      let place = Self.path(path, after[member.name])
      if let found = oldMembers.first(where: { before[$0.name] == after[member.name] }) {
        compare(found.value, member.value, at: place)
      } else {
        write("add", place, member.value)
      }
    }
  }

  private mutating func compareArrays(_ old: Range<Int>, _ new: Range<Int>, at path: [UInt8]) {
    let oldItems = CanonicalParts.elements(of: old, in: before)
    let newItems = CanonicalParts.elements(of: new, in: after)
    var start = 0
    let shorter = min(oldItems.count, newItems.count)
    while start < shorter, before[oldItems[start]] == after[newItems[start]] { start += 1 }
    var tail = 0
    while tail < shorter - start,
      before[oldItems[oldItems.count - 1 - tail]] == after[newItems[newItems.count - 1 - tail]]
    {
      tail += 1
    }
    let paired = shorter - tail
    for index in start..<max(start, paired) {
      compare(oldItems[index], newItems[index], at: Self.path(path, Array(String(index).utf8)[...]))
    }
    for index in (paired..<max(paired, oldItems.count - tail)).reversed() {
      write("remove", Self.path(path, Array(String(index).utf8)[...]), nil)
    }
    for index in paired..<max(paired, newItems.count - tail) {
      let name = tail == 0 ? "-" : String(index)
      write("add", Self.path(path, Array(name.utf8)[...]), newItems[index])
    }
  }

  // MARK: Writing

  /// A path with one name more. The name is as it stands between quotes, which is how a path stands
  /// there too; only what RFC 6901 gives a meaning is spelled otherwise.
  private static func path(_ path: [UInt8], _ name: ArraySlice<UInt8>) -> [UInt8] {
    var longer = path
    longer.append(UInt8(ascii: "/"))
    for byte in name {
      switch byte {
      case UInt8(ascii: "~"): longer += "~0".utf8
      case UInt8(ascii: "/"): longer += "~1".utf8
      default: longer.append(byte)
      }
    }
    return longer
  }

  private mutating func write(_ operation: String, _ path: [UInt8], _ value: Range<Int>?) {
    if !operations.isEmpty { operations.append(UInt8(ascii: ",")) }
    operations += "[\"\(operation)\",\"".utf8
    operations += path
    operations.append(UInt8(ascii: "\""))
    if let value {
      operations.append(UInt8(ascii: ","))
      operations += after[value]
    }
    operations.append(UInt8(ascii: "]"))
  }
}

/// Where the parts of a canonical JSON text lie. The text must be one; nothing is checked.
enum CanonicalParts {
  /// The members of the object that lies in `range`: the name between its quotes, and the value.
  static func members(
    of range: Range<Int>, in text: [UInt8]
  ) -> [(name: Range<Int>, value: Range<Int>)] {
    var members: [(name: Range<Int>, value: Range<Int>)] = []
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      let nameEnd = end(of: text, from: place)
      let valueEnd = end(of: text, from: nameEnd + 1)
      members.append((place + 1..<nameEnd - 1, nameEnd + 1..<valueEnd))
      place = valueEnd + 1
    }
    return members
  }

  /// The elements of the array that lies in `range`.
  static func elements(of range: Range<Int>, in text: [UInt8]) -> [Range<Int>] {
    var elements: [Range<Int>] = []
    var place = range.lowerBound + 1
    while place < range.upperBound - 1 {
      let valueEnd = end(of: text, from: place)
      elements.append(place..<valueEnd)
      place = valueEnd + 1
    }
    return elements
  }

  /// Where the value that begins at `start` ends.
  private static func end(of text: [UInt8], from start: Int) -> Int {
    var place = start
    var depth = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "\""):
        place += 1
        while place < text.count, text[place] != UInt8(ascii: "\"") {
          place += text[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        if depth == 0 { return min(place + 1, text.count) }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return place }
        depth -= 1
        if depth == 0 { return place + 1 }
      case UInt8(ascii: ","):
        if depth == 0 { return place }
      default: break
      }
      place += 1
    }
    return place
  }
}
