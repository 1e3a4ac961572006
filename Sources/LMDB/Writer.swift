internal import CLMDB
internal import Glibc
internal import Synchronization

/// The one writer of an environment in this process. It cannot be copied, so two writes cannot be
/// asked for at once, nor one inside another: LMDB would wait for itself for ever.
///
/// Other processes may have a writer of their own; LMDB lets one write at a time and wakes the
/// waiting in no particular order. Stand a ``FileLock`` before it where several write much.
public struct Writer: ~Copyable, Sendable {
  /// The environment, for any number of readers. It stays open for as long as it is kept, even
  /// after the writer is gone.
  public let environment: Environment

  private var isPoisoned = false

  /// Opens the environment in `directory`, creating it and the tables that are missing; its
  /// parent directory must be there.
  ///
  /// What is new is on the disk, names included, when this returns.
  ///
  /// - Throws: ``LMDBError/alreadyOpen``, ``LMDBError/foreignNamespace``,
  ///   ``LMDBError/unsupportedFileSystem``, ``LMDBError/notFresh``, and what LMDB and the system
  ///   report. An existing environment is unchanged then; a new one may be there without tables,
  ///   and opening it again goes on from there.
  public init(directory: String, options: EnvironmentOptions) throws(LMDBError) {
    environment = try Environment(directory: directory, options: options, isReadOnly: false)
  }

  /// Runs `body` in the one write transaction: commits if it returns, aborts if it throws.
  ///
  /// Begins, runs and commits on the calling thread, and blocks it for as long as another process
  /// writes and the disk syncs, so never call it on the cooperative pool. Calling
  /// ``Environment/copy(to:compacting:)`` from inside traps.
  ///
  /// - Complexity: O(1) and the pages touched.
  /// - Throws:
  ///   - What `body` throws: nothing of the transaction is in the file. After
  ///     ``LMDBError/mapFull``, grow the map and run it again.
  ///   - ``LMDBError`` whose ``LMDBError/isOutcomeUnknown`` is false: nothing of it is in the
  ///     file, and the writer may go on.
  ///   - ``LMDBError`` whose ``LMDBError/isOutcomeUnknown`` is true: the transaction is in the
  ///     file whole or not at all, and nobody can tell which, nor whether it stays so after a
  ///     power cut. From then on every write throws ``LMDBError/writerPoisoned``; reads may go on
  ///     or throw ``LMDBError/panic``.
  public mutating func write<R: ~Copyable>(
    _ body: (inout WriteTransaction) throws -> R
  ) throws -> R {
    if isPoisoned {
      throw LMDBError(LMDBError.writerPoisoned.code, "write in", environment.directory)
    }
    var transaction = try WriteTransaction(writing: environment)
    let thread = UInt(pthread_self())
    environment.writingThread.store(thread, ordering: .relaxed)
    defer { environment.writingThread.store(0, ordering: .relaxed) }
    let result = try body(&transaction)
    let code = transaction.commit()
    if code != MDB_SUCCESS { throw failure(ofCommit: code) }
    return result
  }

  /// LMDB's own codes tell of failures before anything was written, and a full disk is met while
  /// pages nothing points to yet are written; unless writing the last page, the one that makes
  /// the transaction true, failed: LMDB then refuses all further transactions. Of any other
  /// failure of the disk the worst is assumed.
  private mutating func failure(ofCommit code: Int32) -> LMDBError {
    let isFull = [ENOSPC, EDQUOT, EFBIG, ENOMEM].contains(code)
    isPoisoned = !(code < 0 || isFull && canStillBegin)
    return LMDBError(
      code, "commit to", environment.directory, isOutcomeUnknown: isPoisoned)
  }

  private var canStillBegin: Bool {
    do throws(LMDBError) {
      try unsafe environment.park(environment.beginReading())
      return true
    } catch { return false }
  }

  /// Lets the file grow to `bytes`; does nothing if it may already. The other processes follow at
  /// their next transaction after this one's next commit.
  ///
  /// Waits until no read of this process runs, and holds new ones back meanwhile. Calling it from
  /// inside a read waits in vain.
  ///
  /// - Throws: ``LMDBError/transactionsLive`` if reads ran on for too long, and `ENOMEM` if the
  ///   addresses can't be had; the map is as it was. If the system takes the old map and then
  ///   refuses a new one, every later use of the environment throws ``LMDBError/panic``.
  public mutating func growMap(
    to bytes: Int, waitingAtMostMilliseconds patience: Int = 5_000
  ) throws(LMDBError) {
    try environment.checkUsable()
    _ = try environment.checkReaders()
    let code = environment.gate.alone(waitingAtMostMilliseconds: patience) {
      environment.replaceMap(atLeast: bytes)
    }
    try LMDBError.check(
      code ?? LMDBError.transactionsLive.code, "grow the map of", environment.directory)
  }

  /// Makes every commit so far durable; only of use for an environment opened with `syncs` false.
  ///
  /// - Throws: ``LMDBError`` of the system; how much is durable is unknown then.
  public mutating func sync() throws(LMDBError) {
    try environment.checkUsable()
    let code = unsafe mdb_env_sync(environment.handle, 1)
    try LMDBError.check(code, "sync", environment.directory)
  }
}
