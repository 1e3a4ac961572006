internal import CLMDB
internal import Glibc
internal import Synchronization

/// An open LMDB environment: a directory with `data.mdb`, `lock.mdb` and `openers.lock`, one
/// writer at a time among all processes, any number of readers that nobody blocks.
///
/// Rules, and what holds them:
///
/// 1. A process opens an environment once. A second opening while the first lives is refused with
///    ``LMDBError/alreadyOpen``: the operating system would drop LMDB's locks.
/// 2. All processes inside share one PID namespace. Another is refused with
///    ``LMDBError/foreignNamespace``: it would take living readers for dead.
/// 3. An environment isn't used in a forked child. Using it there traps.
/// 4. Only a ``Writer`` writes, and only one can exist. ``init(reading:options:)`` opens to read.
/// 5. Nothing read leaves its transaction; the compiler refuses it.
///
/// Whoever reads beside a writer writes too: a reader registers in `lock.mdb`. Where several users
/// share an environment, give its directory a common group and the setgid bit, and let them run
/// with umask 002; the files are created with mode 664 less the umask.
///
/// All methods may be called from any thread at any time. A transaction counts as live from
/// before its `body` until after it.
@safe public final class Environment: Sendable {
  /// The directory as it was given.
  public let directory: String
  /// Whether it was opened by ``init(reading:options:)``.
  public let isReadOnly: Bool

  nonisolated(unsafe) let handle: OpaquePointer
  let id: UInt32
  let gate = TransactionGate()
  /// The thread inside ``Writer/write(_:)``, or 0.
  let writingThread = Atomic<UInt>(0)
  /// Whether replacing the map failed, so that there is none to read from.
  private let isMapLost = Atomic<Bool>(false)
  private let tables: [String: Table]
  private let forkMark: ForkMark
  // Destroyed after `deinit` has closed the handle.
  private let registration: Registration
  private let openers: Openers?

  /// Opens the environment that exists in `directory` to read it; tables that aren't in it are
  /// absent, see ``tableIfPresent(_:)``.
  ///
  /// Where the directory or its `lock.mdb` can't be written (a copy on a read-only medium, a
  /// ledger of another group), it is read without registering as a reader. That is sound for a
  /// copy. On a ledger in use it is refused with ``LMDBError/inUseByOthers``; but a writer that
  /// comes later isn't noticed, and may overwrite pages while they are read: read a copy instead.
  ///
  /// - Throws: ``LMDBError``; nothing was changed, save that `lock.mdb` and `openers.lock` may
  ///   have been created.
  public convenience init(
    reading directory: String, options: EnvironmentOptions
  ) throws(LMDBError) {
    try self.init(directory: directory, options: options, isReadOnly: true)
  }

  init(
    directory: String, options: EnvironmentOptions, isReadOnly: Bool
  ) throws(LMDBError) {
    if !isReadOnly { try FileSystem.create(directory: directory) }
    let kind =
      if let assumed = options.assumedFileSystem { assumed } else {
        try FileSystem.kind(of: directory)
      }
    if !kind.isSupported && !options.allowsUnsupportedFileSystem {
      throw LMDBError(
        LMDBError.unsupportedFileSystem.code, "open the environment in",
        "\(directory) (\(kind))")
    }
    if isReadOnly, unsafe access(directory + "/data.mdb", F_OK) != 0 {
      throw .system("read the environment in", directory)
    }
    forkMark = try ForkMark()
    var registration = try Registration(directory: directory)
    let id = registration.environmentID
    let isUnlocked = isReadOnly && !Self.canWrite(directory)
    if isUnlocked {
      try Openers.checkNobodyIsInside(directory: directory)
      openers = nil
    } else {
      openers = try Openers(directory: directory)
    }
    let opening = Opening(
      directory: directory, options: options, isReadOnly: isReadOnly, isUnlocked: isUnlocked)
    let (handle, numbers) = try unsafe opening.open()
    registration.include(dataFileIn: directory)
    self.registration = registration
    unsafe self.handle = handle
    self.directory = directory
    self.isReadOnly = isReadOnly
    self.id = id
    tables = numbers.mapValues { Table(number: $0, environmentID: id) }
  }

  deinit {
    // A forked child inherits the map, not the right to touch what it shares.
    guard forkMark.isInMakingProcess else { return }
    unsafe gate.takeParked().forEach { unsafe mdb_txn_abort($0) }
    unsafe mdb_env_close(handle)
  }

  private static func canWrite(_ directory: String) -> Bool {
    guard unsafe access(directory, W_OK) == 0 else { return false }
    return ["/lock.mdb", "/" + Openers.fileName].allSatisfy {
      unsafe access(directory + $0, R_OK | W_OK) == 0 || errno == ENOENT
    }
  }

  /// The table of that name. Asking for one that wasn't declared in the options, or that a file
  /// opened to read doesn't have, is a programming error and traps.
  ///
  /// - Complexity: O(1); keep the result.
  public func table(_ name: String) -> Table {
    guard let table = tables[name] else {
      preconditionFailure("The table \(name) wasn't declared when the environment was opened")
    }
    return table
  }

  /// The table of that name, or nil if it wasn't declared or isn't in a file opened to read.
  public func tableIfPresent(_ name: String) -> Table? { tables[name] }

  /// The name of a table of this environment, for messages.
  func name(of table: Table) -> String {
    tables.first { $0.value == table }?.key ?? "table \(table.number)"
  }

  /// Traps in a forked child, and throws if there is no map.
  func checkUsable() throws(LMDBError) {
    precondition(
      forkMark.isInMakingProcess, "An environment was used in a fork of the process that opened it")
    if isMapLost.load(ordering: .relaxed) { throw LMDBError(MDB_PANIC, "use", directory) }
  }

  /// Runs `body` against one snapshot: what was committed when it began. Nothing borrowed from it
  /// can leave `body`.
  ///
  /// Keep it short, say under 50 ms: pages freed meanwhile can't be reused, and the file grows. A
  /// read inside a read works, but can fail with ``LMDBError/mapResized`` when the map grows just
  /// then.
  ///
  /// - Complexity: O(1) to begin and end; nothing is allocated if as many readers ran at once
  ///   before.
  /// - Throws: what `body` throws; ``LMDBError/readersFull``, ``LMDBError/mapResized``,
  ///   ``LMDBError/panic`` before `body` began.
  public func read<R: ~Copyable>(
    _ body: (borrowing ReadTransaction) throws -> R
  ) throws -> R {
    let transaction = try ReadTransaction(reading: self)
    return try body(transaction)
  }
}

// MARK: Beginning and ending transactions

extension Environment {
  private static let attemptsMax = 8
  private static let remapPatienceMilliseconds = 10_000

  @unsafe func beginReading() throws(LMDBError) -> OpaquePointer {
    try checkUsable()
    var hasCheckedReaders = false
    for _ in 0..<Self.attemptsMax {
      var reader = unsafe gate.enterToRead()
      let isRenewed = unsafe reader != nil
      let code =
        unsafe isRenewed
        ? mdb_txn_renew(reader) : mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &reader)
      if code == MDB_SUCCESS, let reader = unsafe reader { return unsafe reader }
      unsafe leave(parking: isRenewed ? reader : nil)
      try recover(from: code, &hasCheckedReaders, "begin to read")
    }
    throw LMDBError(MDB_MAP_RESIZED, "begin to read", directory)
  }

  @unsafe func beginWriting() throws(LMDBError) -> OpaquePointer {
    try checkUsable()
    var hasCheckedReaders = true
    for _ in 0..<Self.attemptsMax {
      gate.enterToWrite()
      var writer: OpaquePointer?
      let code = unsafe mdb_txn_begin(handle, nil, 0, &writer)
      if code == MDB_SUCCESS, let writer = unsafe writer { return unsafe writer }
      unsafe leave(parking: nil)
      try recover(from: code, &hasCheckedReaders, "begin to write")
    }
    throw LMDBError(MDB_MAP_RESIZED, "begin to write", directory)
  }

  /// Ends a reader and keeps it for the next.
  @unsafe func park(_ reader: OpaquePointer) {
    unsafe mdb_txn_reset(reader)
    unsafe leave(parking: reader)
  }

  @unsafe func leave(parking reader: OpaquePointer?) {
    if let surplus = unsafe gate.leave(parking: reader) { unsafe mdb_txn_abort(surplus) }
  }

  /// Lets the map have `bytes`, or what another process gave it if that is more. Only while no
  /// transaction of this process runs.
  func replaceMap(atLeast bytes: Int) -> Int32 {
    // Once LMDB has given the old map up and gets no other, the environment is beyond use.
    var code = unsafe mdb_env_set_mapsize(handle, 0)
    var info = unsafe MDB_envinfo()
    if code == MDB_SUCCESS { unsafe code = mdb_env_info(handle, &info) }
    if code == MDB_SUCCESS, unsafe info.me_mapsize < bytes {
      guard Self.canMap(bytes) else { return ENOMEM }
      unsafe code = mdb_env_set_mapsize(handle, bytes)
    }
    if code != MDB_SUCCESS { isMapLost.store(true, ordering: .relaxed) }
    return code
  }

  /// Whether the process may have that many addresses more.
  private static func canMap(_ bytes: Int) -> Bool {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
    let trial = unsafe mmap(nil, bytes, PROT_NONE, flags, -1, 0)
    guard unsafe trial != MAP_FAILED else { return false }
    return unsafe munmap(trial, bytes) == 0
  }

  private func recover(
    from code: Int32, _ hasCheckedReaders: inout Bool, _ operation: StaticString
  ) throws(LMDBError) {
    switch code {
    case MDB_MAP_RESIZED:
      let isAdopted = gate.alone(waitingAtMostMilliseconds: Self.remapPatienceMilliseconds) {
        replaceMap(atLeast: 0)
      }
      try LMDBError.check(isAdopted ?? MDB_MAP_RESIZED, operation, directory)
    case MDB_READERS_FULL where !hasCheckedReaders:
      hasCheckedReaders = true
      _ = try checkReaders()
    default:
      throw LMDBError(code, operation, directory)
    }
  }
}
