/// Writing states as canonical JSON: what `show` prints and a state digest is over. The store keeps
/// them packed: see ``PackedState``.
enum StateCoding {
  /// The canonical bytes of `state`. O(state).
  static func bytes<S: StreamState>(of state: inout S, interner: Interner) -> [UInt8] {
    var writer = SchemaWriter(texts: Span(), interner: interner)
    do throws(SchemaError) {
      try writer.object(&state)
    } catch {
      preconditionFailure("a state couldn't be written: \(error)")
    }
    return writer.bytes
  }
}

extension Fact: SchemaObject {
  /// No fact: what a reader begins with.
  public init() {
    self.init(index: 0, time: Instant(milliseconds: 0), recordedTime: Instant(milliseconds: 0))
  }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("index", &index, in: 0...Int64.max)
    try c.key("recorded_time")
    try c.instant(&recordedTime)
    try c.key("time")
    try c.instant(&time)
  }
}

extension Amendment: SchemaObject {
  public init() { self.init(fact: Fact(), target: 0, voids: false) }

  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.required("fact", &fact)
    try c.required("target", &target, in: 0...Int64.max)
    try c.required("voids", &voids, BoolForm())
  }
}

extension StreamRecord: SchemaObject {
  public mutating func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ c: inout C
  ) throws(SchemaError) {
    try c.unlessEmpty("amendments", &amendments, ArrayForm(ValueForm<Amendment>(), 0...1_000_000))
    try c.optional("birth", &birth)
    try c.optional("last", &last)
    try c.required("version", &version, in: 0...Int64(Int32.max))
  }
}
