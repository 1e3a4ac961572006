internal import LMDB
internal import Synchronization

/// An append-only log of events with what is derived from it: tree hashes, indexes, the results of
/// commands and the current state of every subject. It knows nothing of what the events say.
///
/// Promises:
///
/// 1. An event's bytes never change; index i is the same event for ever, and every index below the
///    size is there.
/// 2. A read sees one commit as a whole: events, indexes, states and command results of the same
///    size.
/// 3. No read waits for a write to reach the disk.
///
/// All methods may be called from any thread; they block for no longer than a page takes to be
/// read. They throw ``StoreError`` if LMDB or the system fails, ``IntegrityError`` if what is
/// stored contradicts itself, and what a caller's closure throws; none changes anything. A closure
/// that is lent something runs inside a transaction: it calls nothing of the store.
///
/// A process opens a ledger's directory once: through an ``LogWriter``, which lends its
/// ``LogWriter/store``, or read-only with ``init(reading:)``.
public final class EventLog: Sendable {
  /// The most bytes an event may have: tiles give its length in two bytes.
  public static let eventBytesMax = 65_535
  /// The most bytes a subject's name may have.
  public static let subjectBytesMax = 255
  /// The most events that are read in one transaction; longer reads begin anew, so that a slow
  /// reader doesn't keep the file from reusing its pages.
  public static let eventsPerTransaction: UInt64 = 1_000
  /// The events after which the scattered tables are brought up to date.
  package static let mergeWindow: UInt64 = 4_096

  /// The ledger's directory, as it was given.
  public let directory: String
  /// The text the ledger was created for.
  public let origin: String

  let environment: Environment
  let tables: Tables
  private let overlay: Mutex<Overlay>

  /// Opens the ledger in `directory` to read it.
  ///
  /// - Complexity: O(1) in the size of the log.
  /// - Throws: ``StoreError/Code/notALedger``, ``StoreError/Code/newerFormat``, and what every
  ///   read throws.
  public convenience init(reading directory: String) throws {
    try self.init(try Self.environment(directory, tables: Tables.names))
  }

  private static func environment(
    _ directory: String, tables: [String]
  ) throws(StoreError) -> Environment {
    do throws(LMDBError) {
      return try Environment(reading: directory, options: EnvironmentOptions(tables: tables))
    } catch {
      let noSuchFile: Int32 = 2
      let isNone = error.code == noSuchFile || error == .notFound || error == .invalid
      throw isNone ? StoreError(.notALedger, directory) : StoreError(error)
    }
  }

  /// Throws unless `directory` holds a ledger of a format that this program knows. A writer that
  /// is opened makes the tables it misses, so it must not be opened on anything else.
  static func checkFormat(of directory: String) throws {
    let environment = try environment(directory, tables: ["meta"])
    try translatingErrors {
      guard let meta = environment.tableIfPresent("meta") else {
        throw StoreError(.notALedger, directory)
      }
      try environment.read { transaction in
        guard let row = try transaction.value(at: MetaKey.head, in: meta) else {
          throw StoreError(.notALedger, directory)
        }
        _ = try HeadRow(row)
      }
    }
  }

  init(_ environment: Environment) throws {
    directory = environment.directory
    guard let tables = Tables(environment) else {
      throw StoreError(.notALedger, environment.directory)
    }
    self.tables = tables
    self.environment = environment
    let (head, origin) = try translatingErrors {
      try environment.read { transaction in
        guard let row = try transaction.value(at: MetaKey.head, in: tables.meta) else {
          throw StoreError(.notALedger, environment.directory)
        }
        let head = try HeadRow(row)
        let origin = try transaction.value(at: MetaKey.origin, in: tables.meta)?.copied() ?? []
        return (head, String(decoding: origin, as: UTF8.self))
      }
    }
    self.origin = origin
    overlay = Mutex(Overlay(from: head.mergedSize))
    try refresh()
  }

  /// Takes in what was committed since the last read, so that the next one needn't.
  private func refresh() throws {
    try read { transaction, head in try withOverlay(transaction, head) { _ in } }
  }
}

/// Thrown inside a read whose snapshot is older than the overlay's last merge: it is taken anew.
private struct StaleSnapshot: Error {}

/// Runs `body`, turning what LMDB throws into a ``StoreError``.
func translatingErrors<R: ~Copyable>(_ body: () throws -> R) throws -> R {
  do { return try body() } catch let error as LMDBError { throw StoreError(error) }
}

// MARK: One consistent view

extension EventLog {
  /// Runs `body` against one snapshot, again with a newer one if a merge came in between.
  func read<R>(_ body: (borrowing ReadTransaction, HeadRow) throws -> R) throws -> R {
    while true {
      do {
        return try translatingErrors {
          try environment.read { transaction in
            let head = try self.headRow(transaction)
            return try body(transaction, head)
          }
        }
      } catch is StaleSnapshot { continue }
    }
  }

  func headRow<Access>(_ transaction: borrowing Transaction<Access>) throws -> HeadRow {
    guard let row = try transaction.value(at: MetaKey.head, in: tables.meta) else {
      throw IntegrityError(.head, expected: "a head row", found: "none")
    }
    return try HeadRow(row)
  }

  /// Lends the overlay, brought up to the snapshot. Keep `body` short and call nothing of the
  /// store from it: other readers and the writer wait.
  func withOverlay<R: Sendable>(
    _ transaction: borrowing ReadTransaction, _ head: HeadRow,
    _ body: (borrowing Overlay) throws -> R
  ) throws -> R {
    try overlay.withLock { overlay in
      try catchUp(&overlay, transaction, head)
      return try body(overlay)
    }
  }

  /// A copy of the overlay, for reads and merges that take long.
  func copyOfOverlay(
    _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws -> Overlay {
    try overlay.withLock { overlay in
      try catchUp(&overlay, transaction, head)
      return overlay
    }
  }

  private func catchUp(
    _ overlay: inout Overlay, _ transaction: borrowing ReadTransaction, _ head: HeadRow
  ) throws {
    if overlay.from > head.mergedSize { throw StaleSnapshot() }
    if overlay.from < head.mergedSize { overlay.reset(from: head.mergedSize) }
    if overlay.to >= head.size { return }
    var rows = try transaction.cursor(in: tables.tail)
    var next = try rows.seek(overlay.to)
    while overlay.to < head.size {
      guard let row = next, row.key.count == 8, row.index == overlay.to else {
        throw IntegrityError(.tail(Index(overlay.to)), expected: "a row", found: "none")
      }
      try overlay.apply(row.value)
      next = try rows.next()
    }
  }

  /// Takes in the row of this process's own commit. Does nothing if a reader was quicker, and
  /// leaves it to the next reader if others committed in between, or if the row can't be taken
  /// in: that reader has someone to tell, while a commit that succeeded must say so.
  func didCommit(_ row: Span<UInt8>, first: UInt64, _ head: HeadRow) {
    overlay.withLock { overlay in
      if overlay.from < head.mergedSize { overlay.reset(from: head.mergedSize) }
      if overlay.to == first { try? overlay.apply(row) }
    }
  }
}
