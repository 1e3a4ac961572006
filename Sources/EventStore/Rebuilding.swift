internal import LMDB
public import TransparencyLog

/// Folding all states anew beside the live ones: begin, write states batch by batch, compare
/// digests, put in place. Each step is a transaction of its own; appending goes on in between.
extension Turn {
  /// Empties the idle slot and gives it to `projection`. A rebuild that was under way is dropped.
  ///
  /// - Throws: ``StoreError``; the live states are unchanged.
  public mutating func beginRebuild(_ projection: Projection) throws {
    discard()
    try write { [store, head] transaction in
      try transaction.deleteAll(in: store.tables.states(slot: head.idleSlot))
      try store.write(
        ProjectionRow(projection, foldedSize: 0), slot: head.idleSlot, into: &transaction)
    }
  }

  /// Writes the states given since the last commit, by ``setState(_:of:version:changedAt:)``, into
  /// the rebuilt slot instead of the live one. Give each subject that changed since `size` of the
  /// last batch.
  ///
  /// - Parameter size: The size of the log that all the states of the slot now stand for.
  /// - Throws: ``StoreError/Code/rebuildState`` if no rebuild was begun, events wait as well, or
  ///   `size` went back; ``StoreError``. Nothing of the batch is in the slot then.
  public mutating func commitRebuilt(upTo size: Size) throws {
    guard group.count == 0, size.value <= head.size else {
      throw StoreError(.rebuildState, "events wait to be committed, or \(size) lies ahead")
    }
    try write { [store, head, group] transaction in
      let row = try store.rebuildRow(head, transaction)
      guard row.foldedSize <= size.value else {
        throw StoreError(.rebuildState, "states up to \(row.foldedSize) are there already")
      }
      var bytes = Arena(capacity: 1 << 12)
      let table = store.tables.states(slot: head.idleSlot)
      for state in group.states.sorted(by: { $0.number < $1.number }) {
        bytes.removeAll()
        StateRow.append(
          version: state.version, changedAt: state.changedAt, state: group.bytes(of: state),
          to: &bytes)
        try transaction.put(bytes.span, at: state.number, in: table, mode: .upsert)
      }
      try store.write(
        ProjectionRow(row.projection, foldedSize: size.value), slot: head.idleSlot,
        into: &transaction)
    }
    discard()
  }

  /// Makes the rebuilt states the live ones, in one transaction, and empties the old slot.
  ///
  /// Whether the digests must be equal is the caller's to say: compare
  /// ``EventLog/rebuiltStateDigest()`` with ``EventLog/stateDigest()`` within the same turn.
  ///
  /// - Throws: ``StoreError/Code/rebuildState`` if no rebuild was begun or its states don't stand
  ///   for the log's size; ``StoreError``. The live states are the old ones then.
  @discardableResult
  public mutating func finishRebuild() throws -> Head {
    discard()
    var next = head
    next.mergedSize = head.size
    next.liveSlot = head.idleSlot
    let unmerged = try store.overlayToMerge(head)
    let rebuilt = try store.rebuild()?.projection
    try write { [store, head, next] transaction in
      let row = try store.rebuildRow(head, transaction)
      guard row.foldedSize == head.size else {
        throw StoreError(
          .rebuildState, "the states stand for size \(row.foldedSize), the log has \(head.size)")
      }
      try store.merge(unmerged, head, into: &transaction)
      try transaction.deleteAll(in: store.tables.states(slot: head.liveSlot))
      _ = try transaction.delete(
        at: MetaKey.projection(slot: head.liveSlot), in: store.tables.meta)
      try store.write(next, into: &transaction)
      let live = ProjectionRow(row.projection, foldedSize: 0)
      try store.write(live, slot: next.liveSlot, into: &transaction)
    }
    projection = rebuilt
    head = next
    discard()
    return Head(head, store.origin, projection)
  }

  /// Drops a rebuild that is under way; does nothing without one.
  public mutating func abandonRebuild() throws {
    discard()
    try write { [store, head] transaction in
      try transaction.deleteAll(in: store.tables.states(slot: head.idleSlot))
      _ = try transaction.delete(
        at: MetaKey.projection(slot: head.idleSlot), in: store.tables.meta)
    }
  }
}

extension EventLog {
  /// The rebuild that is under way, and the size its states stand for; nil without one.
  public func rebuild() throws -> (projection: Projection, upTo: Size)? {
    try read { transaction, head in
      let row = try self.projection(slot: head.idleSlot, transaction)
      return row.map { ($0.projection, Size($0.foldedSize)) }
    }
  }

  /// Lends every subject with a rebuilt state, in byte order of the names; otherwise as
  /// ``states(prefix:_:)``.
  public func rebuiltStates(
    _ body: (_ subject: Span<UInt8>, StreamVersion, _ state: Span<UInt8>) throws -> Void
  ) throws {
    try read { transaction, head in
      let overlay = try self.copyOfOverlay(transaction, head)
      let table = tables.states(slot: head.idleSlot)
      let all = [UInt8]()
      try self.forEachName(prefix: all.span, transaction, head, overlay) { name, number in
        guard let row = try transaction.value(at: number, in: table) else { return }
        let parts = try StateRow.parts(row)
        try body(name, StreamVersion(parts.version), row.extracting(parts.start..<row.count))
      }
    }
  }

  /// SHA-256 over every subject and its rebuilt state as it is stored, to be compared with
  /// ``stateDigest()``.
  ///
  /// - Complexity: O(n log n) in the subjects, in one snapshot.
  public func rebuiltStateDigest() throws -> Hash {
    try rebuiltStateDigest { _, stored in stored.copied() }
  }

  /// SHA-256 over every subject and what `canonical` makes of its rebuilt state, to be compared
  /// with ``stateDigest(canonical:)``.
  ///
  /// - Complexity: O(n log n) in the subjects, in one snapshot.
  public func rebuiltStateDigest(
    canonical: (_ subject: Span<UInt8>, _ stored: Span<UInt8>) throws -> [UInt8]
  ) throws -> Hash {
    var digest = StateDigest()
    try rebuiltStates { subject, _, stored in
      let state = try canonical(subject, stored)
      digest.add(subject: subject, state: state.span)
    }
    return digest.finish()
  }

  func rebuildRow(
    _ head: HeadRow, _ transaction: borrowing WriteTransaction
  ) throws -> ProjectionRow {
    guard let row = try projection(slot: head.idleSlot, transaction) else {
      throw StoreError(.rebuildState, "none was begun")
    }
    return row
  }

  func write(
    _ row: ProjectionRow, slot: UInt8, into transaction: inout WriteTransaction
  ) throws {
    var bytes = Arena()
    row.write(to: &bytes)
    try transaction.put(
      bytes.span, at: MetaKey.projection(slot: slot), in: tables.meta, mode: .upsert)
  }
}

extension HeadRow {
  /// The slot that isn't live.
  var idleSlot: UInt8 { 1 - liveSlot }
}
