/// A form whose value may be empty.
public protocol ListForm: MemberForm {
  /// Whether there is no item.
  func isEmpty(_ value: Value) -> Bool
}

/// An integer within bounds.
public struct IntegerForm: MemberForm {
  let bounds: ClosedRange<Int64>
  public var blank: Int64 { 0 }

  /// The bounds, both included.
  @inline(__always)
  public init(_ bounds: ClosedRange<Int64>) { self.bounds = bounds }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Int64, _ c: inout C
  ) throws(SchemaError) { try c.integer(&value, in: bounds) }
}

/// `true` or `false`.
public struct BoolForm: MemberForm {
  public var blank: Bool { false }

  public init() {}

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Bool, _ c: inout C
  ) throws(SchemaError) { try c.bool(&value) }
}

/// A word of a vocabulary.
public struct WordForm<V: Vocabulary>: MemberForm {
  /// The words that are allowed here, or nil for the whole vocabulary.
  let among: [V]?
  public var blank: V { V() }

  /// The words that are allowed here, or nil for the whole vocabulary.
  @inline(__always)
  public init(among: [V]? = nil) { self.among = among }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout V, _ c: inout C
  ) throws(SchemaError) {
    try c.word(&value)
    if let among { try check(value, among, &c) }
  }

  @inline(never)
  private func check<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: V, _ among: [V], _ c: inout C
  ) throws(SchemaError) {
    try c.demand(
      among.contains(value), .notInVocabulary,
      "\"\(value.word)\" is not allowed here; one of "
        + "\(among.map(\.word).joined(separator: ", ")) is")
  }
}

/// A set of words of a vocabulary.
public struct WordSetForm<S: VocabularySet>: ListForm {
  let counts: ClosedRange<Int>
  public var blank: S { [] }

  /// How many words there may be.
  @inline(__always)
  public init(_ counts: ClosedRange<Int>) { self.counts = counts }

  public func isEmpty(_ value: S) -> Bool { value.isEmpty }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout S, _ c: inout C
  ) throws(SchemaError) {
    try c.beginArray()
    var left = value.rawValue
    var found: UInt16 = 0
    while try c.nextElement(remains: left != 0) {
      let bit = UInt8(truncatingIfNeeded: left.trailingZeroBitCount)
      var word = c.isReading ? S.Word() : S.Word(rawValue: bit) ?? S.Word()
      try c.word(&word)
      left &= left &- 1
      let added = UInt16(1) << UInt16(word.rawValue)
      try c.demand(found & added == 0, .duplicateItem, "\"\(word.word)\" stands twice")
      found |= added
    }
    try c.demand(
      counts.contains(found.nonzeroBitCount), .wrongCount,
      "\(found.nonzeroBitCount) words, where \(counts.lowerBound) to \(counts.upperBound) may be")
    value = S(rawValue: found)
  }
}

/// A text within a rule.
public struct TextForm: MemberForm {
  let rule: TextRule
  public var blank: Text { Text() }

  /// The rule it keeps.
  @inline(__always)
  public init(_ rule: TextRule) { self.rule = rule }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Text, _ c: inout C
  ) throws(SchemaError) { try c.text(&value, rule) }
}

/// A string of its own, for states; any text.
public struct StringForm: MemberForm {
  public var blank: String { "" }

  public init() {}

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout String, _ c: inout C
  ) throws(SchemaError) { try c.string(&value) }
}

/// A reference: a bare slug, a whole subject, or a country's code.
public struct RefForm: MemberForm {
  enum Spelling {
    case slug(Kind)
    case subject
    case country
  }

  let spelling: Spelling
  public var blank: Ref { .none }

  /// A bare slug of a kind.
  @inline(__always)
  public init(_ kind: Kind) { spelling = .slug(kind) }

  @inline(__always)
  private init(spelling: Spelling) { self.spelling = spelling }

  /// A whole subject: kind, slash, slug.
  @inline(__always)
  public static var subject: RefForm { RefForm(spelling: .subject) }

  /// A country's ISO code in capitals.
  @inline(__always)
  public static var country: RefForm { RefForm(spelling: .country) }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout Ref, _ c: inout C
  ) throws(SchemaError) {
    switch spelling {
    case .slug(let kind): try c.ref(&value, kind)
    case .subject: try c.subject(&value)
    case .country: try c.country(&value)
    }
  }
}

/// A list of items of one form.
public struct ArrayForm<F: MemberForm>: ListForm {
  let item: F
  let counts: ClosedRange<Int>
  public var blank: [F.Value] { [] }

  /// The items' form, and how many there may be.
  @inline(__always)
  public init(_ item: F, _ counts: ClosedRange<Int>) {
    self.item = item
    self.counts = counts
  }

  public func isEmpty(_ value: [F.Value]) -> Bool { value.isEmpty }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout [F.Value], _ c: inout C
  ) throws(SchemaError) {
    try c.beginArray()
    if c.isReading {
      // Most lists have one item: they are made at once, without growing.
      if !value.isEmpty { value = [] }
      while try c.nextElement(remains: false) {
        var element = item.blank
        try item.code(&element, &c)
        if value.isEmpty { value = [element] } else { value.append(element) }
      }
    } else {
      for index in value.indices {
        _ = try c.nextElement(remains: true)
        try item.code(&value[index], &c)
      }
      _ = try c.nextElement(remains: false)
    }
    try c.demand(
      counts.contains(value.count), .wrongCount,
      "\(value.count) items, where \(counts.lowerBound) to \(counts.upperBound) may be")
  }
}

/// A list of items that differ.
public struct UniqueForm<F: MemberForm>: ListForm where F.Value: Hashable {
  let list: ArrayForm<F>
  public var blank: [F.Value] { [] }

  /// The items' form, and how many there may be.
  @inline(__always)
  public init(_ item: F, _ counts: ClosedRange<Int>) { list = ArrayForm(item, counts) }

  public func isEmpty(_ value: [F.Value]) -> Bool { value.isEmpty }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout [F.Value], _ c: inout C
  ) throws(SchemaError) {
    try list.code(&value, &c)
    if value.count > 1 {
      try c.demand(areUnique(value), .duplicateItem, "an item stands twice")
    }
  }

  @inline(never)
  private func areUnique(_ values: [F.Value]) -> Bool {
    if values.count > 8 { return Set(values).count == values.count }
    for index in values.indices where values[..<index].contains(values[index]) { return false }
    return true
  }
}

/// A value that codes itself.
public struct ValueForm<T: SchemaValue>: MemberForm {
  public var blank: T { T() }

  @inline(__always)
  public init() {}

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout T, _ c: inout C
  ) throws(SchemaError) { try value.codeValue(&c) }
}

/// An exact decimal within a rule.
public struct DecimalForm: MemberForm {
  let rule: DecimalRule
  public var blank: FixedDecimal { FixedDecimal() }

  /// The rule it keeps.
  @inline(__always)
  public init(_ rule: DecimalRule) { self.rule = rule }

  @inline(__always)
  public func code<C: MemberCoder & ~Copyable & ~Escapable>(
    _ value: inout FixedDecimal, _ c: inout C
  ) throws(SchemaError) { try c.decimal(&value, rule) }
}
