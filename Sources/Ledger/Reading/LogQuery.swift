internal import EventStore
public import Twinning

/// Which events of the log are asked for: those that all filters let through.
public struct LogFilter: Hashable, Sendable {
  /// The names of types, such as `SiteVisitHeld`; any of them, or all types where there is none.
  public var types: Set<String> = []

  /// What the subject begins with, such as `pairing/`.
  public var subjectPrefix: String?

  /// A city, by its slug: events that name it, or whose stream is of it.
  public var city: String?

  public init() {}

  /// Whether every event passes.
  public var isEmpty: Bool { types.isEmpty && subjectPrefix == nil && city == nil }
}

/// Finds events through the store's indexes, and makes sure of each: an index knows hashes of
/// words, and two words may share one.
///
/// It belongs to one thread.
public final class LogQuery {
  private let store: EventLog
  private let filter: LogFilter
  private let interner = Interner()
  private let city: Ref?
  private var isOfCity: [Ref: Bool] = [:]

  /// How many indexes are taken from the store at once.
  private static let batchCount = 4_096

  /// - Throws: ``InputError`` for a type that neither this program nor the ledger knows, and for a
  ///   city that is no slug.
  public init(_ filter: LogFilter, of reader: LedgerReader) throws {
    store = reader.store
    self.filter = filter
    if let slug = filter.city {
      guard let ref = interner.intern(subject: "city/" + slug) else {
        throw InputError(
          "\"\(slug)\" is no city's id; one such as hu-budapest is.", member: "--city")
      }
      city = ref
    } else {
      city = nil
    }
    for name in filter.types.sorted() where EventType(name: name) == nil {
      let query = Query(allOf: [[.term(EventTerms.type(name))]])
      if try store.indexes(matching: query, limit: 1).isEmpty {
        throw InputError(
          "\"\(name)\" is no event type; the schemas list them, such as SiteVisitHeld.",
          member: "--type")
      }
    }
  }

  /// Calls `body` with each event that passes, until it says stop.
  ///
  /// - Parameters:
  ///   - range: the indexes that are considered.
  ///   - isReversed: whether to go from the last to the first.
  /// - Complexity: O(k) in the events that pass; without filters O(1) for each event.
  public func forEachEvent(
    in range: Range<Int64>, reversed isReversed: Bool = false,
    _ body: (Int64, Span<UInt8>) throws -> Bool
  ) throws {
    if range.isEmpty { return }
    if filter.isEmpty, !isReversed {
      try store.events(
        from: Index(UInt64(range.lowerBound)), limit: range.count
      ) { index, bytes in try body(Int64(index.value), bytes) }
      return
    }
    let query = self.query
    var next: Int64? = isReversed ? range.upperBound - 1 : range.lowerBound
    while let start = next {
      let found = try store.indexes(
        matching: query, from: Index(UInt64(start)), isReversed ? .backwards : .forwards,
        limit: Self.batchCount)
      var goesOn = true
      let wanted = found.prefix { range.contains(Int64($0.value)) }
      try store.events(at: Array(wanted)) { index, bytes in
        guard try passes(bytes) else { return true }
        goesOn = try body(Int64(index.value), bytes)
        return goesOn
      }
      guard goesOn, wanted.count == Self.batchCount, let last = wanted.last else { return }
      next = Int64(last.value) + (isReversed ? -1 : 1)
      if let place = next, !range.contains(place) { return }
    }
  }

  private var query: Query {
    var groups: [[Query.Choice]] = []
    if !filter.types.isEmpty {
      groups.append(filter.types.sorted().map { .term(EventTerms.type($0)) })
    }
    if let prefix = filter.subjectPrefix { groups.append([.streams(prefix: prefix)]) }
    if let city {
      groups.append([
        .term(EventTerms.mention(of: city, in: interner)),
        .term(EventTerms.city(city, in: interner)),
      ])
    }
    return Query(allOf: groups)
  }

  // MARK: Making sure

  /// Whether the filters let an event through, by what it says itself. O(bytes).
  public func passes(_ bytes: Span<UInt8>) throws -> Bool {
    if filter.isEmpty { return true }
    let stored: StoredEvent
    do throws(SchemaError) {
      stored = try StoredEvent.read(bytes, strength: .replay, interner: interner)
    } catch {
      return false
    }
    if !filter.types.isEmpty, !filter.types.contains(Self.name(of: stored.head, in: bytes)) {
      return false
    }
    if let prefix = filter.subjectPrefix {
      guard stored.head.subject != .none else { return false }
      let subject = interner.subject(of: stored.head.subject)
      if !subject.utf8.starts(with: prefix.utf8) { return false }
    }
    guard let city else { return true }
    return try concerns(city, stored)
  }

  /// The name in an envelope's type, known or not: `SiteVisitHeld` of
  /// `twinledger.SiteVisitHeld.v1`.
  public static func name(of head: EventHead, in bytes: Span<UInt8>) -> String {
    if let type = head.type { return type.name }
    let text = head.typeText.string(in: bytes)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 3 ? String(parts[1]) : text
  }

  private func concerns(_ city: Ref, _ stored: StoredEvent) throws -> Bool {
    if stored.head.subject == city || mentions(city, stored) { return true }
    return try isOfCity(stored.head.subject, city)
  }

  private func mentions(_ ref: Ref, _ stored: StoredEvent) -> Bool {
    var found = false
    stored.data?.forEachMention(in: interner) { if $0 == ref { found = true } }
    return found
  }

  /// Whether a stream is, or ever was, of `city`: one of its events names it, or names a pairing
  /// or a participation that is of it.
  private func isOfCity(_ subject: Ref, _ city: Ref) throws -> Bool {
    if subject == .none { return false }
    if let known = isOfCity[subject] { return known }
    isOfCity[subject] = false
    var scopes: [Ref] = []
    var isNamed = false
    for index in try store.streamIndexes(of: interner.subject(of: subject)) {
      guard let bytes = try store.eventBytes(at: index) else { continue }
      let stored = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
      if mentions(city, stored) { isNamed = true }
      stored.data?.forEachMention(in: interner) { ref in
        let kind = interner.kind(of: ref)
        if kind == .pairing || kind == .participation, !scopes.contains(ref) { scopes.append(ref) }
      }
    }
    var found = isNamed
    for scope in scopes where !found { found = try isOfCity(scope, city) }
    isOfCity[subject] = found
    return found
  }
}
