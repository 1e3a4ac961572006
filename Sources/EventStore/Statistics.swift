internal import LMDB

/// How much a ledger holds and where the space goes.
public struct Statistics: Hashable, Sendable {
  /// One table's share.
  public struct TableShare: Hashable, Sendable {
    /// The table, as `Schemas/storage.md` names it.
    public let name: String
    /// Its rows.
    public let entries: Int
    /// The bytes of its pages, the unfilled room in them included.
    public let pageBytes: Int
  }

  /// How many events there are.
  public let size: Size
  /// The events' own bytes.
  public let eventBytes: UInt64
  /// Every table, in the order of the storage format.
  public let tables: [TableShare]
  /// The bytes of the file in use, free pages included.
  public let fileBytes: Int
  /// The bytes of pages within that later commits will use.
  public let freeBytes: Int
  /// The size the file may grow to before its map has to.
  public let mapBytes: Int
  /// Reader slots taken, in all processes.
  public let readersInUse: Int
  /// The bytes that the rows of the tail take for each event that isn't merged yet, on average; 0
  /// right after a merge.
  public let meanTailBytesPerEvent: Int

  /// The mean bytes of an event; 0 without events.
  public var meanEventBytes: Int {
    size.value == 0 ? 0 : Int(eventBytes / size.value)
  }
}

extension EventLog {
  /// How much the ledger holds and where the space goes.
  ///
  /// - Complexity: O(1) in the size of the log, O(f) in the records of the free list.
  public func statistics() throws -> Statistics {
    let info = try translatingErrors { try environment.info }
    return try read { transaction, head in
      var shares: [Statistics.TableShare] = []
      for name in Tables.names {
        let found = try transaction.statistics(of: environment.table(name))
        shares.append(
          Statistics.TableShare(
            name: name, entries: found.entries, pageBytes: found.pages * info.pageSizeBytes))
      }
      return Statistics(
        size: Size(head.size), eventBytes: head.eventBytes, tables: shares,
        fileBytes: info.usedBytes, freeBytes: info.freePages * info.pageSizeBytes,
        mapBytes: info.mapSizeBytes, readersInUse: info.readersInUse,
        meanTailBytesPerEvent: try Self.meanTailBytes(
          transaction, environment.table("tail"), unmerged: head.size - head.mergedSize))
    }
  }
}

extension EventLog {
  /// O(unmerged commits), at most 4,096.
  private static func meanTailBytes(
    _ transaction: borrowing ReadTransaction, _ tail: Table, unmerged: UInt64
  ) throws -> Int {
    guard unmerged > 0 else { return 0 }
    var bytes = 0
    var cursor = try transaction.cursor(in: tail)
    while let entry = try cursor.next() { bytes += entry.value.count }
    return bytes / Int(unmerged)
  }
}

// MARK: Operating

extension EventLog {
  /// Copies the ledger as it is at one commit into `destination`, a directory that is created if
  /// it isn't there and must not hold a ledger. Appending goes on meanwhile.
  ///
  /// The copy is on the disk when this returns. Compacting leaves free pages out.
  ///
  /// - Complexity: O(n) in the file's size.
  /// - Throws: ``StoreError``; the ledger is unchanged.
  public func copy(to destination: String, compacting: Bool) throws(StoreError) {
    do throws(LMDBError) {
      try environment.copy(to: destination, compacting: compacting)
    } catch { throw StoreError(error) }
  }

  /// Gives back the reader slots of processes that are gone, and returns how many there were.
  public func releaseDeadReaders() throws(StoreError) -> Int {
    do throws(LMDBError) { return try environment.checkReaders() } catch { throw StoreError(error) }
  }
}
