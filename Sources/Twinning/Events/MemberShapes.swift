/// What a member of a payload holds, for input that isn't JSON: sheets have cells, not types.
public enum MemberShape: Hashable, Sendable {
  case integer, bool, text, point, deadline, instant
}

extension EventType {
  /// The members of this type's payload by their dotted paths, with `[]` behind what is a list:
  /// what a sheet's columns may be named. Computed from the same list of members that reads and
  /// writes the payload. O(members).
  public var memberShapes: [String: MemberShape] {
    var visitor = ShapeVisitor()
    EventData.blank(self).accept(&visitor)
    return visitor.collector.shapes
  }
}

private struct ShapeVisitor: PayloadVisitor {
  private(set) var collector = ShapeCollector()

  mutating func visit<P: EventPayload>(_ payload: borrowing P) throws(Never) {
    var copy = copy payload
    try? copy.code(&collector)
  }
}

/// A coder that reads nothing and notes what would be read where.
private struct ShapeCollector: MemberCoder {
  private(set) var shapes: [String: MemberShape] = [:]
  private var prefix = ""
  private var current = ""
  private var outer: [String] = []

  /// How many elements of each open list were asked for: one shows what the others are like.
  private var elementCounts: [Int] = []
  private static let depthMax = 6

  var isReading: Bool { true }

  mutating func key<K: MemberKey>(_ name: K) { current = prefix + name.name }

  mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) -> Bool {
    current = prefix + name.name
    return outer.count < Self.depthMax
  }

  mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError) {
    beginObject()
    if outer.count < Self.depthMax { try value.code(&self) }
    endObject()
  }

  mutating func beginObject() {
    outer.append(prefix)
    outer.append(current)
    prefix = current + "."
  }

  mutating func endObject() {
    current = outer.removeLast()
    prefix = outer.removeLast()
  }

  mutating func beginArray() {
    outer.append(current)
    current += "[]"
    elementCounts.append(0)
  }

  mutating func nextElement(remains: Bool) -> Bool {
    elementCounts[elementCounts.count - 1] += 1
    if elementCounts[elementCounts.count - 1] == 1, outer.count < Self.depthMax { return true }
    elementCounts.removeLast()
    current = outer.removeLast()
    return false
  }

  mutating func notReported(_ isNotReported: Bool, always: Bool) -> Bool { false }

  private mutating func note(_ shape: MemberShape) { shapes[current] = shape }

  mutating func integer(_ value: inout Int64, in bounds: ClosedRange<Int64>) { note(.integer) }
  mutating func bool(_ value: inout Bool) { note(.bool) }
  mutating func word<V: Vocabulary>(_ value: inout V) { note(.text) }
  mutating func text(_ value: inout Text, _ rule: TextRule) { note(.text) }
  mutating func string(_ value: inout String) { note(.text) }
  mutating func ref(_ value: inout Ref, _ kind: Kind) { note(.text) }
  mutating func subject(_ value: inout Ref) { note(.text) }
  mutating func country(_ value: inout Ref) { note(.text) }
  mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) { note(.text) }
  mutating func digest(_ value: inout ContentDigest) { note(.text) }
  mutating func uuid(_ value: inout EventID) { note(.text) }
  mutating func currency(_ value: inout Currency) { note(.text) }
  mutating func zone(_ value: inout Zone) { note(.text) }
  mutating func instant(_ value: inout Instant) { note(.instant) }
  mutating func point(_ value: inout PointInTime) { note(.point) }
  mutating func deadline(_ value: inout Deadline) { note(.deadline) }
  mutating func raw(_ value: inout [UInt8]) { note(.text) }
  mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) {}
}
