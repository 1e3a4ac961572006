internal import CLMDB
internal import Glibc

/// One opening of the files of an environment, with the checks around it already passed.
struct Opening {
  let directory: String
  let options: EnvironmentOptions
  let isReadOnly: Bool
  let isUnlocked: Bool

  private static let permissions: mode_t = 0o664
  private static let tablesMax = 4096

  /// The open handle, and the number of each table that is there.
  @unsafe func open() throws(LMDBError) -> (OpaquePointer, [String: UInt32]) {
    let isNew = unsafe access(directory + "/data.mdb", F_OK) != 0
    if !options.syncs && !isNew {
      throw LMDBError(LMDBError.notFresh.code, "open without syncing", directory)
    }
    precondition(options.tables.count <= Self.tablesMax, "At most 4,096 tables may be declared")
    var raw: OpaquePointer?
    try check(unsafe mdb_env_create(&raw))
    guard let handle = unsafe raw else { throw LMDBError(ENOMEM, "open", directory) }
    do throws(LMDBError) {
      try unsafe open(handle, isNew: isNew)
      let numbers = try unsafe tables(handle)
      if isNew && !isReadOnly { try unsafe makeDurable(handle) }
      return unsafe (handle, numbers)
    } catch {
      unsafe mdb_env_close(handle)
      throw error
    }
  }

  private func open(_ handle: OpaquePointer, isNew: Bool) throws(LMDBError) {
    try check(unsafe mdb_env_set_maxreaders(handle, UInt32(options.maxReaders)))
    try check(unsafe mdb_env_set_maxdbs(handle, UInt32(max(1, options.tables.count))))
    if isNew { try check(unsafe mdb_env_set_mapsize(handle, options.mapSizeBytes)) }
    var flags = MDB_NOTLS
    if isReadOnly { flags |= MDB_RDONLY }
    if isUnlocked { flags |= MDB_NOLOCK }
    if !options.syncs { flags |= MDB_NOSYNC }
    try check(unsafe mdb_env_open(handle, directory, UInt32(flags), Self.permissions))
    if isUnlocked { return }
    try check(unsafe mdb_reader_check(handle, nil))
    if isReadOnly { return }
    var info = unsafe MDB_envinfo()
    try check(unsafe mdb_env_info(handle, &info))
    if unsafe info.me_mapsize < options.mapSizeBytes {
      try check(unsafe mdb_env_set_mapsize(handle, options.mapSizeBytes))
    }
  }

  /// Opens the tables that are there; if some are missing and may be created, creates them. The
  /// writer's lock is taken only for that.
  private func tables(_ handle: OpaquePointer) throws(LMDBError) -> [String: UInt32] {
    let found = try unsafe tables(handle, isCreating: false)
    if isReadOnly || found.count == Set(options.tables).count { return found }
    return try unsafe tables(handle, isCreating: true)
  }

  private func tables(
    _ handle: OpaquePointer, isCreating: Bool
  ) throws(LMDBError) -> [String: UInt32] {
    var transaction: OpaquePointer?
    var code: Int32
    repeat {
      code = unsafe mdb_txn_begin(handle, nil, isCreating ? 0 : UInt32(MDB_RDONLY), &transaction)
      if code == MDB_MAP_RESIZED { try check(unsafe mdb_env_set_mapsize(handle, 0)) }
    } while code == MDB_MAP_RESIZED
    try check(code)
    var numbers: [String: UInt32] = [:]
    for name in options.tables {
      var number: MDB_dbi = 0
      let flags = isCreating ? UInt32(MDB_CREATE) : 0
      code = unsafe mdb_dbi_open(transaction, name, flags, &number)
      if code == MDB_NOTFOUND { continue }
      if code != MDB_SUCCESS {
        unsafe mdb_txn_abort(transaction)
        throw LMDBError(code, "open the table", name)
      }
      numbers[name] = number
    }
    try check(unsafe mdb_txn_commit(transaction))
    return numbers
  }

  private func makeDurable(_ handle: OpaquePointer) throws(LMDBError) {
    var descriptor: mdb_filehandle_t = -1
    try check(unsafe mdb_env_get_fd(handle, &descriptor))
    guard fsync(descriptor) == 0 else { throw .system("sync", directory + "/data.mdb") }
    try FileSystem.sync(directory: directory)
  }

  private func check(_ code: Int32) throws(LMDBError) {
    try LMDBError.check(code, "open the environment in", directory)
  }
}
