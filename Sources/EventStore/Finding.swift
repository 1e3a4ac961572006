internal import LMDB

extension EventLog {
  /// The indexes of the events that match `query`, in the order of `direction`, beginning at
  /// `first` (itself included; without it, at the log's start or end), at most `limit`.
  ///
  /// Looks events up in the indexes and never scans the log. To go on, ask again from beyond the
  /// last one found; keep `limit` to some thousands, since it all happens in one transaction.
  ///
  /// - Complexity: O(k log n) for k lists and n events before the first is found; then O(log k)
  ///   for each index met in the group that is met most often.
  public func indexes(
    matching query: Query, from first: Index? = nil, _ direction: LogDirection = .forwards,
    limit: Int
  ) throws -> [Index] {
    try read { transaction, head in
      guard head.size > 0, limit > 0 else { return [] }
      var start = first?.value ?? (direction == .forwards ? 0 : head.size - 1)
      if direction == .backwards { start = min(start, head.size - 1) }
      var groups = try query.allOf.map { choices in
        PostingUnion(try self.walks(choices, transaction, head), direction)
      }
      var found: [Index] = []
      var next: UInt64? = start
      while let candidate = next, candidate < head.size, found.count < limit {
        if let farther = try self.farthest(candidate, &groups, transaction) {
          if farther == candidate {
            found.append(Index(candidate))
            next = Self.step(candidate, direction)
          } else {
            next = farther
          }
        } else {
          next = nil
        }
      }
      return found
    }
  }

  private static func step(_ index: UInt64, _ direction: LogDirection) -> UInt64? {
    direction == .forwards ? index + 1 : index == 0 ? nil : index - 1
  }

  /// Where every group could be matched next: the candidate itself if all match it; nil if one
  /// group has come to its end.
  private func farthest(
    _ candidate: UInt64, _ groups: inout [PostingUnion], _ transaction: borrowing ReadTransaction
  ) throws -> UInt64? {
    for place in groups.indices {
      guard let nearest = try groups[place].nearest(candidate, transaction) else { return nil }
      if nearest != candidate { return nearest }
    }
    return candidate
  }

  private func walks(
    _ choices: [Query.Choice], _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> [PostingWalk] {
    var walks: [PostingWalk] = []
    for choice in choices {
      switch choice {
      case .term(let term):
        let tail = try withOverlay(transaction, head) {
          $0.terms.ascending(term.value, in: head.mergedSize..<head.size)
        }
        walks.append(
          PostingWalk(
            term.value, tables.postings, named: "postings", tail: tail,
            mergedSize: head.mergedSize))
      case .stream(let name):
        if let number = try number(of: name.utf8.span, transaction, head) {
          walks.append(try streamWalk(number, transaction, head))
        }
      case .streams(let prefix):
        for (_, number) in try names(prefix: prefix.utf8.span, transaction, head) {
          walks.append(try streamWalk(number, transaction, head))
        }
      }
    }
    return walks
  }

  private func streamWalk(
    _ number: UInt64, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> PostingWalk {
    let tail = try withOverlay(transaction, head) {
      $0.streams.ascending(number, in: head.mergedSize..<head.size)
    }
    return PostingWalk(
      number, tables.streams, named: "streams", tail: tail, mergedSize: head.mergedSize)
  }

  /// The indexes of a subject's events, ascending: at place i is the event of version i + 1. Empty
  /// if there is no such subject.
  ///
  /// - Complexity: O(log n) in the size, and O(1) for each.
  public func streamIndexes(of subject: String) throws -> [Index] {
    try read { transaction, head in
      guard let number = try self.number(of: subject.utf8.span, transaction, head) else {
        return []
      }
      var walk = try self.streamWalk(number, transaction, head)
      var found: [Index] = []
      var next: UInt64 = 0
      while let index = try walk.first(atLeast: next, transaction), index < head.size {
        found.append(Index(index))
        next = index + 1
      }
      return found
    }
  }
}
