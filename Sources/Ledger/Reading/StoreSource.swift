internal import EventStore
internal import Twinning

/// What a world reads of the committed ledger, up to a size.
final class StoreSource: StreamSource {
  private let store: EventLog

  /// How much of the log there is for this reader; nil for all of it.
  var size: Size?
  private let readsStates: Bool
  private(set) var failure: (any Error)?

  /// - Parameters:
  ///   - size: how much of the log there is for this reader; nil for all of it.
  ///   - readsStates: whether current states may be taken from the store; they are those of the
  ///     whole log.
  init(_ store: EventLog, upTo size: Size? = nil, readsStates: Bool) {
    self.store = store
    self.size = size
    self.readsStates = readsStates
  }

  func state(of subject: Ref, in interner: Interner) -> [UInt8]? {
    guard readsStates else { return nil }
    return attempt { try store.state(of: interner.subject(of: subject))?.bytes } ?? nil
  }

  func events(of subject: Ref, in interner: Interner) -> [[UInt8]] {
    attempt {
      try store.streamIndexes(of: interner.subject(of: subject)).prefix { isKnown($0) }
        .compactMap { try store.eventBytes(at: $0) }
    } ?? []
  }

  func event(at index: Int64) -> [UInt8]? {
    guard index >= 0, isKnown(Index(UInt64(index))) else { return nil }
    return attempt { try store.eventBytes(at: Index(UInt64(index))) } ?? nil
  }

  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref] {
    attempt {
      let query = Query(allOf: [[.term(EventTerms.mention(of: subject, in: interner))]])
      var found: [Ref] = []
      var seen: Set<Ref> = []
      var from: Index? = Index(0)
      while let start = from {
        let indexes = try store.indexes(
          matching: query, from: start, .forwards, limit: 4_096)
        for index in indexes where isKnown(index) {
          let subject = try store.event(at: index) { bytes in
            try EventHead.read(bytes, interner: interner).subject
          }
          guard let subject, seen.insert(subject).inserted else { continue }
          found.append(subject)
        }
        from = indexes.count < 4_096 ? nil : indexes.last.map { Index($0.value + 1) }
      }
      return found
    } ?? []
  }

  private func isKnown(_ index: Index) -> Bool { size.map { index.value < $0.value } ?? true }

  /// Keeps the first failure; nothing that was read after it may be believed.
  private func attempt<T>(_ body: () throws -> T) -> T? {
    do { return try body() } catch {
      failure = failure ?? error
      return nil
    }
  }
}
