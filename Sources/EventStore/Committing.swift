internal import LMDB
internal import TransparencyLog

extension Turn {
  /// Writes the group in one transaction, and returns once it is on the disk: events, tree hashes,
  /// the row for the indexes and states, and, if the tail has grown long enough, the merged tables.
  ///
  /// A full map grows and the same rows are written again. The group is empty afterwards, whatever
  /// happens.
  ///
  /// - Precondition: No commit is under way.
  /// - Complexity: O(n) in the group's bytes, and the merge, once every 4,096 events.
  /// - Returns: The head with the group's events.
  /// - Throws:
  ///   - ``StoreError`` of any other code, ``IntegrityError``: nothing of the group is in the log.
  ///   - ``StoreError/Code/outcomeUnknown``: the group is in the log whole or not at all, and
  ///     nobody can tell which. A mark keeps every process from writing until
  ///     ``LogWriter/clearFailedSync()``.
  @discardableResult
  public mutating func commit() throws -> Head {
    if group.isEmpty && group.neededProgramVersion == head.neededProgramVersion {
      return Head(head, store.origin, projection)
    }
    var commit = beginCommit()
    commit.run()
    return try finishCommit(commit)
  }

  /// Takes the group out, to be written by ``CommitUnderWay/run()`` on any thread while the next
  /// group is collected here. What is appended from now on comes behind it. Every commit that was
  /// begun is finished by ``finishCommit(_:)`` before the next one begins and before the turn ends.
  ///
  /// - Precondition: No other commit is under way.
  /// - Complexity: O(1).
  public mutating func beginCommit() -> CommitUnderWay {
    precondition(
      group.count > 0 || group.states.isEmpty, "States were committed without an event")
    guard let committer = committer.take() else {
      preconditionFailure("A commit was begun before the one before it was finished")
    }
    let next = HeadRow(after: group, head, mergeWindow: mergeWindow)
    let departing = group
    departed = DepartedGroup(departing, head: next)
    group = spare ?? Group()
    spare = nil
    discard()
    return CommitUnderWay(committer, departing, from: head, to: next, frontier)
  }

  /// Takes a commit back that has run.
  ///
  /// - Returns: The head with its events.
  /// - Throws: What ``commit()`` throws; the group collected meanwhile is dropped then as well, for
  ///   its events would have come behind others that aren't there.
  @discardableResult
  public mutating func finishCommit(_ commit: consuming CommitUnderWay) throws -> Head {
    precondition(commit.hasRun, "A commit was finished that hasn't run")
    departed = nil
    spare = commit.group
    let failure = commit.failure
    if failure == nil {
      head = commit.next
      frontier = commit.frontier
    }
    committer = .some(commit.committer)
    if let failure {
      discard()
      throw failure
    }
    return Head(head, store.origin, projection)
  }

  /// Runs `body` in a write transaction that begins at the head this turn knows. What was collected
  /// is dropped if it fails.
  mutating func write(_ body: (inout WriteTransaction) throws -> Void) throws {
    guard committer != nil else {
      preconditionFailure("A turn wrote before the commit that it began was finished")
    }
    do { try committer?.write(from: head, body) } catch {
      discard()
      throw error
    }
  }
}

/// A group on its way to the disk, while its turn collects the next one.
public struct CommitUnderWay: ~Copyable, Sendable {
  fileprivate var committer: Committer
  fileprivate var group: Group
  private let head: HeadRow
  fileprivate var next: HeadRow
  fileprivate var frontier: Frontier
  fileprivate var hasRun = false

  /// Why nothing of the group is in the log, or nobody knows; nil once it is durable, and before
  /// it has run.
  public private(set) var failure: (any Error)?

  fileprivate init(
    _ committer: consuming Committer, _ group: consuming Group, from head: HeadRow,
    to next: HeadRow, _ frontier: Frontier
  ) {
    self.committer = committer
    self.group = group
    self.head = head
    self.next = next
    self.frontier = frontier
  }

  /// Hashes and writes the group, and returns once it is on the disk or ``failure`` says why not;
  /// see ``Turn/commit()``. Blocks the thread meanwhile. Reads see the events from then on.
  public mutating func run() {
    precondition(!hasRun, "A commit was run twice")
    hasRun = true
    group.hash(onto: &frontier)
    next.root = frontier.root
    do { try committer.commit(&group, from: head, to: next) } catch { failure = error }
  }
}

extension HeadRow {
  /// The head once `group` is written behind `head`, all but the root, for which the events have to
  /// be hashed.
  init(after group: borrowing Group, _ head: HeadRow, mergeWindow: UInt64) {
    self = head
    size = group.end
    eventBytes += UInt64(group.events.count)
    recordedTimeMilliseconds = group.recordedTimeMilliseconds
    neededProgramVersion = group.neededProgramVersion
    let isTailLong = head.size - head.mergedSize >= mergeWindow
    if isTailLong && group.count > 0 { mergedSize = head.size }
  }
}

extension EventLog {
  /// A copy of the overlay, which must cover all that isn't merged.
  func overlayToMerge(_ head: HeadRow) throws -> Overlay {
    try read { transaction, found in
      let overlay = try self.copyOfOverlay(transaction, found)
      guard overlay.from == head.mergedSize, overlay.to == head.size else {
        throw IntegrityError(
          .head, expected: "a tail from \(head.mergedSize) to \(head.size)",
          found: "one from \(overlay.from) to \(overlay.to)")
      }
      return overlay
    }
  }

  /// Writes a group's rows and the head that covers them.
  func write(
    _ group: borrowing Group, _ head: HeadRow, into transaction: inout WriteTransaction
  ) throws {
    var start = 0
    var hashStart = 0
    for place in 0..<group.count {
      let index = group.first + UInt64(place)
      let end = group.eventEnds[place]
      try transaction.put(
        group.events.part(start, end - start), at: index, in: tables.log, mode: .append)
      start = end
      let hashEnd = group.hashEnds[place]
      try transaction.put(
        group.hashes.part(hashStart, hashEnd - hashStart), at: index, in: tables.tree,
        mode: .append)
      hashStart = hashEnd
    }
    if group.count > 0 {
      try transaction.put(group.row.span, at: group.first, in: tables.tail, mode: .append)
    }
    for (size, note) in group.checkpoints {
      try transaction.put(note.span, at: size, in: tables.checkpoints, mode: .upsert)
    }
    try write(head, into: &transaction)
  }

  func write(_ head: HeadRow, into transaction: inout WriteTransaction) throws {
    var row = Arena(capacity: HeadRow.sizeBytes)
    head.write(to: &row)
    try transaction.put(row.span, at: MetaKey.head, in: tables.meta, mode: .upsert)
  }
}
