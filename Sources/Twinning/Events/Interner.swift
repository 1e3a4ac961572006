/// The names of subjects, each once: (kind, slug) ⇄ ``Ref``.
///
/// For one thread at a time. It only grows; a reference stays good as long as its interner.
public final class Interner {
  private var table = Table()

  /// The ledger's own stream, `ledger/self`.
  public let ledger: Ref

  public init() {
    let name = "self".utf8.span
    ledger = table.insert(.ledger, name, name.nameHash(.ledger))
  }

  /// How many names there are.
  public var count: Int { table.entries.count }

  /// The reference of a slug of at most 255 bytes, a new one at its first sight. O(length).
  ///
  /// The slug's grammar is the caller's to check.
  @inline(__always)
  public func intern(_ kind: Kind, _ slug: borrowing Span<UInt8>) -> Ref {
    let hash = slug.nameHash(kind)
    return table.find(kind, slug, hash) ?? table.insert(kind, slug, hash)
  }

  /// The reference of a slug of at most 255 bytes, a new one at its first sight. O(length).
  public func intern(_ kind: Kind, _ slug: String) -> Ref { intern(kind, slug.utf8.span) }

  /// The reference of a subject, or nil where its kind is unknown or its slug breaks the grammar.
  /// O(length).
  public func intern(subject: borrowing Span<UInt8>) -> Ref? {
    guard let slash = subject.firstSlash, let kind = Kind(word: subject.extracting(0..<slash))
    else { return nil }
    let slug = subject.extracting(slash + 1..<subject.count)
    let hash = slug.nameHash(kind)
    if kind.isStream, let known = table.find(kind, slug, hash) { return known }
    guard SlugRules.accepts(slug) else { return nil }
    return table.insert(kind, slug, hash)
  }

  /// The reference of a subject, or nil where its kind is unknown or its slug breaks the grammar.
  public func intern(subject: String) -> Ref? { intern(subject: subject.utf8.span) }

  /// The reference that a slug already has, or nil. O(length).
  public func find(_ kind: Kind, _ slug: borrowing Span<UInt8>) -> Ref? {
    table.find(kind, slug, slug.nameHash(kind))
  }

  /// The reference that a slug already has, or nil. O(length).
  public func find(_ kind: Kind, _ slug: String) -> Ref? { find(kind, slug.utf8.span) }

  /// The kind of a reference of this interner. O(1).
  @inline(__always)
  public func kind(of ref: Ref) -> Kind { table.entries[ref.index].kind }

  /// The slug of a reference of this interner. O(length).
  public func slug(of ref: Ref) -> String {
    let entry = table.entries[ref.index]
    return String(decoding: table.arena[entry.range], as: UTF8.self)
  }

  /// The subject of a reference of this interner: kind, slash, slug. O(length).
  public func subject(of ref: Ref) -> String { "\(kind(of: ref).word)/\(slug(of: ref))" }

  /// How many bytes the slug has, at most 255. O(1).
  func slugLength(of ref: Ref) -> Int { Int(table.entries[ref.index].count) }

  /// Appends the slug. O(length).
  public func appendSlug(of ref: Ref, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: table.arena[table.entries[ref.index].range])
  }

  /// Appends kind, slash and slug. O(length).
  public func appendSubject(of ref: Ref, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: kind(of: ref).word.utf8)
    bytes.append(UInt8(ascii: "/"))
    appendSlug(of: ref, to: &bytes)
  }

  /// Lends the slug's bytes. O(1).
  public func withSlug<T>(of ref: Ref, _ body: (borrowing Span<UInt8>) -> T) -> T {
    let arena = table.arena
    let names = arena.span
    return body(names.extracting(table.entries[ref.index].range))
  }

  /// Whether `a` comes before `b` in the byte order of their subjects. O(length).
  public func precedes(_ a: Ref, _ b: Ref) -> Bool {
    let (kindA, kindB) = (kind(of: a), kind(of: b))
    if kindA != kindB { return kindA.word.utf8.lexicographicallyPrecedes(kindB.word.utf8) }
    let (rangeA, rangeB) = (table.entries[a.index].range, table.entries[b.index].range)
    return table.arena[rangeA].lexicographicallyPrecedes(table.arena[rangeB])
  }
}

extension Interner {
  /// Open addressing with linear probing over names that lie end to end in one array.
  fileprivate struct Table {
    struct Entry: BitwiseCopyable {
      var start: UInt32
      var count: UInt8
      var kind: Kind
      var hash: UInt32

      var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
    }

    var arena: [UInt8] = []
    var entries: [Entry] = []
    private var slots = [UInt32](repeating: .max, count: 1024)

    @inline(__always)
    func find(_ kind: Kind, _ slug: borrowing Span<UInt8>, _ hash: UInt32) -> Ref? {
      var slot = Int(hash) & (slots.count &- 1)
      while true {
        let number = slots[slot]
        if number == .max { return nil }
        let entry = entries[Int(number)]
        if entry.hash == hash, entry.kind == kind, equals(entry, slug) {
          return Ref(rawValue: number)
        }
        slot = (slot &+ 1) & (slots.count &- 1)
      }
    }

    @inline(__always)
    private func equals(_ entry: Entry, _ slug: borrowing Span<UInt8>) -> Bool {
      guard Int(entry.count) == slug.count else { return false }
      let stored = arena.span.extracting(entry.range)
      var index = 0
      while index < slug.count {
        if stored.packed(from: index) != slug.packed(from: index) { return false }
        index &+= 8
      }
      return true
    }

    /// Adds a name that isn't there.
    @inline(never)
    mutating func insert(_ kind: Kind, _ slug: borrowing Span<UInt8>, _ hash: UInt32) -> Ref {
      precondition(slug.count <= 255, "a name in an interner has at most 255 bytes")
      let number = UInt32(entries.count)
      let start = UInt32(arena.count)
      for index in slug.indices { arena.append(slug[index]) }
      entries.append(Entry(start: start, count: UInt8(slug.count), kind: kind, hash: hash))
      if entries.count * 2 > slots.count { grow() } else { place(number, hash) }
      return Ref(rawValue: number)
    }

    private mutating func grow() {
      slots = [UInt32](repeating: .max, count: slots.count * 2)
      for (number, entry) in entries.enumerated() { place(UInt32(number), entry.hash) }
    }

    private mutating func place(_ number: UInt32, _ hash: UInt32) {
      var slot = Int(hash) & (slots.count - 1)
      while slots[slot] != .max { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }
}

extension Span where Element == UInt8 {
  /// A fast hash for names; not for adversaries.
  @inline(__always)
  fileprivate func nameHash(_ kind: Kind) -> UInt32 {
    var hash = UInt64(kind.rawValue) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(count)
    var index = 0
    while index < count {
      let mixed = (hash ^ packed(from: index)).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      hash = mixed.high ^ mixed.low
      index &+= 8
    }
    return UInt32(truncatingIfNeeded: hash ^ hash &>> 32)
  }

  /// The index of the first slash, or nil.
  fileprivate var firstSlash: Int? {
    for index in indices where self[index] == UInt8(ascii: "/") { return index }
    return nil
  }
}
