internal import LMDB

/// What a ledger is opened with to write.
public struct LogWriterOptions: Sendable {
  /// The version of the program that opens it; a ledger may need a newer one.
  public var programVersion: UInt32
  /// The size the file may grow to before its map has to; it reserves addresses, not disk.
  public var mapSizeBytes: Int
  /// Whether to open on file systems whose locks and maps can't be relied on.
  public var allowsUnsupportedFileSystem: Bool
  /// Whether each commit reaches the disk before it returns. False is refused for a ledger that
  /// exists already, and suits one that is built aside and put in place when it is whole.
  public var syncs: Bool
  /// The events after which the scattered tables are brought up to date; fewer in tests.
  package var mergeWindow = EventLog.mergeWindow

  /// Options as a ledger in use wants them.
  public init(
    programVersion: UInt32 = 1, mapSizeBytes: Int = 64 << 30,
    allowsUnsupportedFileSystem: Bool = false, syncs: Bool = true
  ) {
    self.programVersion = programVersion
    self.mapSizeBytes = mapSizeBytes
    self.allowsUnsupportedFileSystem = allowsUnsupportedFileSystem
    self.syncs = syncs
  }
}

/// The one writer of a ledger in this process. Other processes may have their own: each waits for
/// its ``turn(_:)``.
///
/// It may move between threads, but each call runs on one and blocks it while others write and
/// the disk syncs, so never call it on the cooperative pool.
public struct LogWriter: ~Copyable, Sendable {
  /// The store, to read from in this process. It stays open for as long as it is kept.
  public let store: EventLog

  private var current: Turn
  private var turnstile: FileLock

  /// Makes a ledger in `directory`, which is created if it isn't there; its parent must be.
  ///
  /// - Parameters:
  ///   - origin: The text that names the ledger for ever, at most 65,535 bytes.
  ///   - projection: What will fold the states.
  /// - Throws: ``StoreError/Code/alreadyExists`` if there is a ledger already, which is unchanged;
  ///   ``StoreError`` if LMDB or the system fails, after which creating it again goes on.
  public init(
    creating directory: String, origin: String, projection: Projection,
    options: LogWriterOptions = LogWriterOptions()
  ) throws {
    var writer = try Self.open(directory, options)
    var turnstile = try Self.turnstile(directory)
    try translatingErrors { try turnstile.acquire() }
    try Self.create(&writer, origin, projection)
    turnstile.release()
    try self.init(writer, turnstile, options)
  }

  /// Opens the ledger in `directory` to write.
  ///
  /// - Complexity: O(1) in the size of the log.
  /// - Throws: ``StoreError/Code/notALedger``, ``StoreError/Code/newerFormat``, and ``StoreError``
  ///   if LMDB or the system fails.
  public init(
    opening directory: String, options: LogWriterOptions = LogWriterOptions()
  ) throws {
    try EventLog.checkFormat(of: directory)
    try self.init(try Self.open(directory, options), try Self.turnstile(directory), options)
  }

  private static func open(
    _ directory: String, _ options: LogWriterOptions
  ) throws(StoreError) -> Writer {
    do throws(LMDBError) {
      return try Writer(
        directory: directory,
        options: EnvironmentOptions(
          tables: Tables.names, mapSizeBytes: options.mapSizeBytes,
          allowsUnsupportedFileSystem: options.allowsUnsupportedFileSystem, syncs: options.syncs))
    } catch { throw StoreError(error) }
  }

  private static func turnstile(_ directory: String) throws(StoreError) -> FileLock {
    do throws(LMDBError) { return try FileLock(path: directory + "/turn") } catch {
      throw StoreError(error)
    }
  }

  private init(
    _ writer: consuming Writer, _ turnstile: consuming FileLock, _ options: LogWriterOptions
  ) throws {
    store = try EventLog(writer.environment)
    current = Turn(store, writer, options)
    self.turnstile = turnstile
  }

  private static func create(
    _ writer: inout Writer, _ origin: String, _ projection: Projection
  ) throws {
    let directory = writer.environment.directory
    guard let tables = Tables(writer.environment) else {
      throw StoreError(.notALedger, directory)
    }
    try translatingErrors {
      try writer.write { transaction in
        if try transaction.value(at: MetaKey.head, in: tables.meta) != nil {
          throw StoreError(.alreadyExists, directory)
        }
        var row = Arena()
        HeadRow().write(to: &row)
        try transaction.put(row.span, at: MetaKey.head, in: tables.meta)
        try transaction.put(origin.utf8.span, at: MetaKey.origin, in: tables.meta)
        row.removeAll()
        ProjectionRow(projection, foldedSize: 0).write(to: &row)
        try transaction.put(row.span, at: MetaKey.projection(slot: 0), in: tables.meta)
      }
    }
  }

  /// Waits for the ledger's turnstile, catches up with what others appended, and runs `body`,
  /// which may append and commit; then lets the next one in. Whoever waited longest is next, so
  /// keep a turn short, say to one group of 256 events.
  ///
  /// What `body` leaves uncommitted is dropped, also when it throws.
  ///
  /// - Throws: What `body` throws; ``StoreError/Code/syncFailed`` if some process met a failed
  ///   sync; ``StoreError/Code/newerProgramNeeded``; and ``StoreError`` or ``IntegrityError`` if
  ///   catching up failed. The log is unchanged by a turn that didn't begin.
  public mutating func turn<R: ~Copyable>(_ body: (inout Turn) throws -> R) throws -> R {
    try translatingErrors { try turnstile.acquire() }
    defer { turnstile.release() }
    try current.begin()
    defer { current.end() }
    return try body(&current)
  }

  /// Removes the mark that a failed sync left, once the operator has checked disk and log; the
  /// writer that met the failure must be opened anew all the same.
  public mutating func clearFailedSync() throws {
    try translatingErrors { try turnstile.acquire() }
    defer { turnstile.release() }
    try FailedSync.clear(in: store.directory)
  }

  /// Makes every commit so far durable; only of use with ``LogWriterOptions/syncs`` false.
  public mutating func sync() throws { try current.sync() }
}
