/// Collects the names of a type's members from the type's own list, for messages.
struct MemberNames: MemberCoder {
  private var names: [String] = []

  /// The names of the members of `T`, in canonical order.
  static func of<T: SchemaObject>(_: T.Type) -> [String] {
    var collector = MemberNames()
    var blank = T()
    try? blank.code(&collector)
    return collector.names
  }

  var isReading: Bool { false }

  mutating func key<K: MemberKey>(_ name: K) { names.append(name.name) }

  mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) -> Bool {
    names.append(name.name)
    return false
  }

  mutating func object<T: SchemaObject>(_ value: inout T) {}
  mutating func beginObject() {}
  mutating func endObject() {}
  mutating func beginArray() {}
  mutating func nextElement(remains: Bool) -> Bool { false }
  mutating func notReported(_ isNotReported: Bool, always: Bool) -> Bool { true }
  mutating func integer(_ value: inout Int64, in bounds: ClosedRange<Int64>) {}
  mutating func bool(_ value: inout Bool) {}
  mutating func word<V: Vocabulary>(_ value: inout V) {}
  mutating func text(_ value: inout Text, _ rule: TextRule) {}
  mutating func string(_ value: inout String) {}
  mutating func ref(_ value: inout Ref, _ kind: Kind) {}
  mutating func subject(_ value: inout Ref) {}
  mutating func country(_ value: inout Ref) {}
  mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) {}
  mutating func digest(_ value: inout ContentDigest) {}
  mutating func uuid(_ value: inout EventID) {}
  mutating func currency(_ value: inout Currency) {}
  mutating func zone(_ value: inout Zone) {}
  mutating func instant(_ value: inout Instant) {}
  mutating func point(_ value: inout PointInTime) {}
  mutating func deadline(_ value: inout Deadline) {}
  mutating func raw(_ value: inout [UInt8]) {}
  mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) {}
}
