internal import CLMDB
internal import Glibc
internal import Synchronization

/// What an environment holds and has room for.
public struct EnvironmentInfo: Sendable, Hashable {
  /// The size the file may grow to, as this process knows it.
  public let mapSizeBytes: Int
  /// The size of a page.
  public let pageSizeBytes: Int
  /// The last page in use, counted from 0.
  public let lastPage: Int
  /// The last transaction committed, counted from 0 for an empty file.
  public let lastTransaction: Int
  /// Pages that later transactions may take before the file grows.
  public let freePages: Int
  /// Reader slots taken in all processes, those of ended readers kept for reuse among them.
  public let readersInUse: Int
  /// Reader slots there are.
  public let maxReaders: Int
  /// How far the file is filled, free pages within included.
  public var usedBytes: Int { (lastPage + 1) * pageSizeBytes }
}

/// A reader slot that is taken.
public struct Reader: Sendable, Hashable {
  /// The process that reads.
  public let processID: Int32
  /// How many transactions were committed since its snapshot; nil if it isn't reading just now.
  /// While it reads, no page freed since is reused.
  public let ageInTransactions: Int?
}

extension Environment {
  /// What the environment holds and has room for.
  ///
  /// - Complexity: O(f + r) in the records of the free list and the reader slots.
  public var info: EnvironmentInfo {
    get throws(LMDBError) {
      let reader = try unsafe beginReading()
      defer { unsafe park(reader) }
      var info = unsafe MDB_envinfo()
      try check(unsafe mdb_env_info(handle, &info), "describe")
      var statistics = MDB_stat()
      try check(unsafe mdb_env_stat(handle, &statistics), "describe")
      return unsafe EnvironmentInfo(
        mapSizeBytes: info.me_mapsize, pageSizeBytes: Int(statistics.ms_psize),
        lastPage: info.me_last_pgno, lastTransaction: info.me_last_txnid,
        freePages: try freePages(reader), readersInUse: try readers().count,
        maxReaders: Int(info.me_maxreaders))
    }
  }

  /// How a table is laid out.
  ///
  /// - Complexity: O(1).
  public func statistics(of table: Table) throws(LMDBError) -> TableStatistics {
    try ReadTransaction(reading: self).statistics(of: table)
  }

  /// Every reader slot that is taken, in all processes.
  ///
  /// - Complexity: O(n) in the slots.
  public func readers() throws(LMDBError) -> [Reader] {
    try checkUsable()
    var info = unsafe MDB_envinfo()
    try check(unsafe mdb_env_info(handle, &info), "list the readers of")
    // LMDB lists them only as text: process, thread and transaction, or "-" if it isn't reading.
    var text = ""
    let code = unsafe withUnsafeMutablePointer(to: &text) { text in
      unsafe mdb_reader_list(
        handle,
        { line, text in
          guard let line = unsafe line, let text = unsafe text else { return 0 }
          unsafe text.assumingMemoryBound(to: String.self).pointee += String(cString: line)
          return 0
        }, text)
    }
    if code < 0 { try check(code, "list the readers of") }
    let last = unsafe info.me_last_txnid
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count == 3, let processID = Int32(words[0]) else { return nil }
      return Reader(processID: processID, ageInTransactions: Int(words[2]).map { last - $0 })
    }
  }

  /// Gives back the slots of readers whose process is gone, and returns their number.
  ///
  /// - Complexity: O(n) in the slots, and a system call for each process among them.
  public func checkReaders() throws(LMDBError) -> Int {
    try checkUsable()
    var cleared: Int32 = 0
    try check(unsafe mdb_reader_check(handle, &cleared), "check the readers of")
    return Int(cleared)
  }

  /// Copies the environment as it is at one commit into `destination`, a directory that is created
  /// if it isn't there and must not hold an environment. Writers and readers go on meanwhile.
  ///
  /// The copy is on the disk when this returns. Compacting leaves free pages out and takes about
  /// twice the time. It runs as long as a read does, so the file may grow by what is written
  /// meanwhile.
  ///
  /// - Complexity: O(n) in the file's size.
  /// - Throws: `EEXIST` if there is an environment already, and what the system reports. The
  ///   environment is unchanged; `destination` may hold a `data.mdb.partial`, which the next call
  ///   overwrites.
  public func copy(to destination: String, compacting: Bool) throws(LMDBError) {
    try checkUsable()
    precondition(
      writingThread.load(ordering: .relaxed) != UInt(pthread_self()),
      "An environment was copied from inside its write transaction")
    try FileSystem.create(directory: destination)
    let target = destination + "/data.mdb"
    guard unsafe access(target, F_OK) != 0 else {
      throw LMDBError(EEXIST, "copy the environment to", destination)
    }
    let partial = target + ".partial"
    try copyPages(to: partial, compacting: compacting)
    guard unsafe rename(partial, target) == 0 else { throw .system("put in place", target) }
    try FileSystem.sync(directory: destination)
  }

  private func copyPages(to path: String, compacting: Bool) throws(LMDBError) {
    let flags = O_RDWR | O_CREAT | O_TRUNC
    let file = try Descriptor(path: path, flags: flags, permissions: 0o664, "copy to")
    // Adopts a map that another process has grown, which copying alone doesn't.
    let reader = try unsafe beginReading()
    defer { unsafe park(reader) }
    let code = unsafe mdb_env_copyfd2(handle, file.number, compacting ? UInt32(MDB_CP_COMPACT) : 0)
    try LMDBError.check(code, "copy the environment to", path)
    guard fsync(file.number) == 0 else { throw .system("sync", path) }
  }

  /// The pages in the free list: its values are arrays whose first word is their length.
  private func freePages(_ reader: OpaquePointer) throws(LMDBError) -> Int {
    var cursor: OpaquePointer?
    try check(unsafe mdb_cursor_open(reader, 0, &cursor), "count the free pages of")
    defer { unsafe mdb_cursor_close(cursor) }
    var count = 0
    while true {
      var key = unsafe MDB_val()
      var value = unsafe MDB_val()
      let code = unsafe mdb_cursor_get(cursor, &key, &value, MDB_NEXT)
      if code == MDB_NOTFOUND { return count }
      try check(code, "count the free pages of")
      unsafe count += value.bytes.loadUnaligned(as: Int.self)
    }
  }

  private func check(_ code: Int32, _ operation: StaticString) throws(LMDBError) {
    try LMDBError.check(code, operation, directory)
  }
}
