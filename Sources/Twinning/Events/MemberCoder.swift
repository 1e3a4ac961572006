/// Reads or writes the members of one canonical JSON text.
///
/// A type lists its members once, in canonical order (the order of their names), in its `code`;
/// that one list serves the reader, which fills the value, and the writer, which writes it. A
/// reader is strict: an unknown, missing or misplaced member is an error with its place.
///
/// Most code calls the forms of `required` and `optional` of the extension; the requirements are
/// what a coder must be able to do.
public protocol MemberCoder: ~Copyable, ~Escapable {
  /// Whether values are being read.
  var isReading: Bool { get }

  /// A member that must be there.
  mutating func key<K: MemberKey>(_ name: K) throws(SchemaError)

  /// A member that may be there: read if it is next, written if `isPresent`.
  mutating func key<K: MemberKey>(_ name: K, isPresent: Bool) throws(SchemaError) -> Bool

  /// An object's braces around its members.
  mutating func object<T: SchemaObject>(_ value: inout T) throws(SchemaError)
  /// The opening brace.
  mutating func beginObject() throws(SchemaError)
  /// The closing brace; a reader refuses what stands before it.
  mutating func endObject() throws(SchemaError)
  /// The opening bracket.
  mutating func beginArray() throws(SchemaError)
  /// Before an element: whether one follows when reading, whether one `remains` when writing; the
  /// closing bracket otherwise.
  mutating func nextElement(remains: Bool) throws(SchemaError) -> Bool

  /// The text `"NR"`, read if it is next, written if `isNotReported`. Where it isn't `always`
  /// allowed, a reader remembers it and the payload's basis must be an imported record.
  mutating func notReported(_ isNotReported: Bool, always: Bool) throws(SchemaError) -> Bool

  mutating func integer(_ value: inout Int64, in bounds: ClosedRange<Int64>) throws(SchemaError)
  mutating func bool(_ value: inout Bool) throws(SchemaError)
  mutating func word<V: Vocabulary>(_ value: inout V) throws(SchemaError)
  mutating func text(_ value: inout Text, _ rule: TextRule) throws(SchemaError)
  mutating func string(_ value: inout String) throws(SchemaError)
  mutating func ref(_ value: inout Ref, _ kind: Kind) throws(SchemaError)
  mutating func subject(_ value: inout Ref) throws(SchemaError)
  /// A country by its ISO code in capitals; the reference is to `country/` and the same in small.
  mutating func country(_ value: inout Ref) throws(SchemaError)
  mutating func decimal(_ value: inout FixedDecimal, _ rule: DecimalRule) throws(SchemaError)
  mutating func digest(_ value: inout ContentDigest) throws(SchemaError)
  mutating func uuid(_ value: inout EventID) throws(SchemaError)
  mutating func currency(_ value: inout Currency) throws(SchemaError)
  mutating func zone(_ value: inout Zone) throws(SchemaError)
  mutating func instant(_ value: inout Instant) throws(SchemaError)
  mutating func point(_ value: inout PointInTime) throws(SchemaError)
  mutating func deadline(_ value: inout Deadline) throws(SchemaError)
  /// Any value, as its canonical bytes.
  mutating func raw(_ value: inout [UInt8]) throws(SchemaError)

  /// Refuses what was read last unless `holds`.
  mutating func demand(
    _ holds: Bool, _ code: SchemaError.Code, _ message: @autoclosure () -> String
  ) throws(SchemaError)

  /// Refuses the object that is being read, as one without the member `name`, unless `isPresent`.
  mutating func demand(member name: String, _ isPresent: Bool) throws(SchemaError)
}

extension MemberCoder where Self: ~Copyable & ~Escapable {
  /// Nothing to refuse, for coders that don't read.
  public mutating func demand(member name: String, _ isPresent: Bool) throws(SchemaError) {}
}

/// A value that codes itself.
public protocol SchemaValue {
  /// What a reader begins with.
  init()

  /// Reads or writes the value.
  mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError)
}

/// A value that is an object with named members.
public protocol SchemaObject: SchemaValue {
  /// Reads or writes the members, in canonical order.
  mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(_ c: inout C) throws(SchemaError)
}

extension SchemaObject {
  @inline(__always)
  public mutating func codeValue<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.object(&self)
  }
}

/// How one member's value is written: its type and its bounds.
public protocol MemberForm {
  associatedtype Value

  /// What a reader begins with.
  var blank: Value { get }

  /// Reads or writes the value.
  func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Value, _ c: inout C
  ) throws(SchemaError)
}

extension MemberCoder where Self: ~Copyable & ~Escapable {
  /// A member that must be there.
  @inline(__always)
  public mutating func required<K: MemberKey, F: MemberForm>(
    _ name: K, _ value: inout F.Value, _ form: F
  ) throws(SchemaError) {
    try key(name)
    try form.code(&value, &self)
  }

  /// A member that may be missing: nil then.
  @inline(__always)
  public mutating func optional<K: MemberKey, F: MemberForm>(
    _ name: K, _ value: inout F.Value?, _ form: F
  ) throws(SchemaError) {
    guard try key(name, isPresent: value != nil) else {
      value = nil
      return
    }
    var present = value.take() ?? form.blank
    try form.code(&present, &self)
    value = present
  }

  /// A list or a set that may be missing: empty then, and never written empty.
  @inline(__always)
  public mutating func unlessEmpty<K: MemberKey, F: MemberForm>(
    _ name: K, _ value: inout F.Value, _ form: F
  ) throws(SchemaError) where F: ListForm {
    guard try key(name, isPresent: !form.isEmpty(value)) else {
      value = form.blank
      return
    }
    try form.code(&value, &self)
  }

  /// A member that must be there, be it as `"NR"`, not reported: nil then.
  @inline(__always)
  public mutating func required<K: MemberKey, F: MemberForm>(
    _ name: K, orNotReported value: inout F.Value?, _ form: F, always: Bool = false
  ) throws(SchemaError) {
    try key(name)
    if try notReported(value == nil, always: always) {
      value = nil
      return
    }
    var present = value.take() ?? form.blank
    try form.code(&present, &self)
    value = present
  }

  /// An integer within bounds.
  @inline(__always)
  public mutating func required<K: MemberKey>(
    _ name: K, _ value: inout Int64, in bounds: ClosedRange<Int64>
  ) throws(SchemaError) {
    try required(name, &value, IntegerForm(bounds))
  }

  /// An integer within bounds.
  @inline(__always)
  public mutating func required<K: MemberKey>(
    _ name: K, _ value: inout Int32, in bounds: ClosedRange<Int64>
  ) throws(SchemaError) {
    var wide = Int64(value)
    try required(name, &wide, IntegerForm(bounds))
    value = Int32(truncatingIfNeeded: wide)
  }

  /// An integer within bounds that may be missing.
  @inline(__always)
  public mutating func optional<K: MemberKey>(
    _ name: K, _ value: inout Int64?, in bounds: ClosedRange<Int64>
  ) throws(SchemaError) {
    try optional(name, &value, IntegerForm(bounds))
  }

  /// A value that codes itself.
  @inline(__always)
  public mutating func required<K: MemberKey, T: SchemaValue>(
    _ name: K, _ value: inout T
  ) throws(SchemaError) {
    try required(name, &value, ValueForm<T>())
  }

  /// A value that codes itself and may be missing.
  @inline(__always)
  public mutating func optional<K: MemberKey, T: SchemaValue>(
    _ name: K, _ value: inout T?
  ) throws(SchemaError) {
    try optional(name, &value, ValueForm<T>())
  }

  /// A member that must be there, kept where others of its kind may be missing.
  @inline(__always)
  public mutating func required<K: MemberKey, F: MemberForm>(
    _ name: K, some value: inout F.Value?, _ form: F
  ) throws(SchemaError) {
    try key(name)
    var present = value.take() ?? form.blank
    try form.code(&present, &self)
    value = present
  }

  /// Refuses unless exactly one of two alternatives is there.
  @inline(__always)
  public mutating func exactlyOne(
    of names: StaticString, _ first: Bool, _ second: Bool
  ) throws(SchemaError) {
    try demand(first != second, .alternatives, "give exactly one of \(names)")
  }

  /// Refuses unless some alternative is there.
  @inline(__always)
  public mutating func atLeastOne(
    of names: StaticString, _ isPresent: Bool
  ) throws(SchemaError) {
    try demand(isPresent, .alternatives, "give at least one of \(names)")
  }

  /// Refuses one member without the other.
  @inline(__always)
  public mutating func together(
    _ names: StaticString, _ first: Bool, _ second: Bool
  ) throws(SchemaError) {
    try demand(first == second, .alternatives, "\(names) stand together or not at all")
  }
}
