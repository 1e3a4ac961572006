internal import CLMDB
internal import Glibc

/// What a ``ReadTransaction`` may do.
public enum ReadOnly {}

/// What a ``WriteTransaction`` may do.
public enum ReadWrite {}

/// One snapshot of the environment.
public typealias ReadTransaction = Transaction<ReadOnly>

/// The write transaction. A span read through it ends at its next `put` or `delete`.
public typealias WriteTransaction = Transaction<ReadWrite>

/// A transaction. It cannot leave the closure it was given to, nor be copied, nor cross an
/// `await`; every span read through it borrows from it.
///
/// A table of another environment, or use in a forked child, traps.
@safe public struct Transaction<Access>: ~Copyable, ~Escapable {
  let handle: OpaquePointer
  // The lifetime dependence keeps it alive; counting references would cost as much as a lookup.
  private unowned(unsafe) let environment: Environment
  private let environmentID: UInt32
  private let isWriting: Bool

  @_lifetime(borrow environment)
  private init(_ handle: OpaquePointer, _ environment: borrowing Environment, isWriting: Bool) {
    unsafe self.handle = handle
    unsafe self.environment = copy environment
    environmentID = environment.id
    self.isWriting = isWriting
  }

  deinit {
    if isWriting {
      unsafe mdb_txn_abort(handle)
      unsafe environment.leave(parking: nil)
    } else {
      unsafe environment.park(handle)
    }
  }

  /// The number of `table`, which must be one of this environment.
  func number(_ table: Table) -> MDB_dbi {
    precondition(
      table.environmentID == environmentID, "A table was used with another environment")
    return table.number
  }

  @inline(never)
  func failure(_ code: Int32, _ operation: StaticString, _ table: Table) -> LMDBError {
    unsafe LMDBError(code, operation, environment.name(of: table))
  }

  /// The value at `key`, in place in the file, or nil if the key isn't there.
  ///
  /// - Complexity: O(log n) in the table's entries; nothing is copied or allocated.
  /// - Throws: ``LMDBError/badValueSize`` for an empty key; ``LMDBError/corrupted`` and the like.
  @_lifetime(borrow self)
  public func value(
    forKey key: Span<UInt8>, in table: Table
  ) throws(LMDBError) -> Span<UInt8>? {
    var found = unsafe MDB_val()
    let code = unsafe key.withUnsafeBytes { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_get(handle, number(table), &key, &found)
    }
    if code == MDB_NOTFOUND { return nil }
    if code != MDB_SUCCESS { throw failure(code, "read from", table) }
    return unsafe _overrideLifetime(Span(_unsafeBytes: found.bytes), borrowing: self)
  }

  /// The value at an 8-byte key that is `key` in big-endian order; otherwise as
  /// ``value(forKey:in:)``.
  @_lifetime(borrow self)
  public func value(at key: UInt64, in table: Table) throws(LMDBError) -> Span<UInt8>? {
    var found = unsafe MDB_val()
    let code = unsafe withUnsafeBytes(of: key.bigEndian) { bytes in
      var key = unsafe MDB_val(bytes)
      return unsafe mdb_get(handle, number(table), &key, &found)
    }
    if code == MDB_NOTFOUND { return nil }
    if code != MDB_SUCCESS { throw failure(code, "read from", table) }
    return unsafe _overrideLifetime(Span(_unsafeBytes: found.bytes), borrowing: self)
  }

  /// The entries in `table`.
  ///
  /// - Complexity: O(1).
  public func count(of table: Table) throws(LMDBError) -> Int {
    try statistics(of: table).entries
  }

  /// How `table` is laid out.
  ///
  /// - Complexity: O(1).
  public func statistics(of table: Table) throws(LMDBError) -> TableStatistics {
    var found = MDB_stat()
    let code = unsafe mdb_stat(handle, number(table), &found)
    if code != MDB_SUCCESS { throw failure(code, "count", table) }
    return TableStatistics(
      entries: found.ms_entries, depth: Int(found.ms_depth), branchPages: found.ms_branch_pages,
      leafPages: found.ms_leaf_pages, overflowPages: found.ms_overflow_pages)
  }

  /// A walk over the entries of `table` in the order of their keys' bytes, before the first.
  ///
  /// - Complexity: O(1), one allocation.
  @_lifetime(borrow self)
  public func cursor(in table: Table) throws(LMDBError) -> Cursor { try Cursor(self, table) }
}

extension Transaction where Access == ReadOnly {
  @_lifetime(borrow environment)
  init(reading environment: borrowing Environment) throws(LMDBError) {
    try unsafe self.init(environment.beginReading(), environment, isWriting: false)
  }
}

/// What `put` does about a key that is there already.
public enum PutMode: Sendable, Hashable {
  /// Refuses it with ``LMDBError/keyExists``.
  case insert
  /// Replaces its value.
  case upsert
  /// Refuses it, and every key not greater than the table's last, with ``LMDBError/keyExists``.
  /// Fills pages to the brim, so a table that only grows at its end is half as large.
  case append
}

extension Transaction where Access == ReadWrite {
  @_lifetime(borrow environment)
  init(writing environment: borrowing Environment) throws(LMDBError) {
    try unsafe self.init(environment.beginWriting(), environment, isWriting: true)
  }

  /// Stores `value`, of at most 4 GiB, at `key`, of 1 to 511 bytes.
  ///
  /// - Complexity: O(log n) in the table's entries, plus the value's size.
  /// - Throws: ``LMDBError/keyExists`` and ``LMDBError/badValueSize``, which leave the transaction
  ///   as it was; ``LMDBError/mapFull`` and others, after which it can only be aborted: throw on.
  @_lifetime(self: copy self)
  public mutating func put(
    _ value: Span<UInt8>, forKey key: Span<UInt8>, in table: Table, mode: PutMode = .insert
  ) throws(LMDBError) {
    let code = unsafe key.withUnsafeBytes { key in
      unsafe value.withUnsafeBytes { value in unsafe put(value, key, table, mode) }
    }
    if code != MDB_SUCCESS { throw failure(code, "write to", table) }
  }

  /// Stores `value` at an 8-byte key that is `key` in big-endian order; otherwise as
  /// ``put(_:forKey:in:mode:)``.
  @_lifetime(self: copy self)
  public mutating func put(
    _ value: Span<UInt8>, at key: UInt64, in table: Table, mode: PutMode = .insert
  ) throws(LMDBError) {
    let code = unsafe withUnsafeBytes(of: key.bigEndian) { key in
      unsafe value.withUnsafeBytes { value in unsafe put(value, key, table, mode) }
    }
    if code != MDB_SUCCESS { throw failure(code, "write to", table) }
  }

  @inline(__always)
  private func put(
    _ value: UnsafeRawBufferPointer, _ key: UnsafeRawBufferPointer, _ table: Table, _ mode: PutMode
  ) -> Int32 {
    let flags: Int32 =
      switch mode {
      case .insert: MDB_NOOVERWRITE
      case .upsert: 0
      case .append: MDB_APPEND
      }
    var key = unsafe MDB_val(key)
    var value = unsafe MDB_val(value)
    return unsafe mdb_put(handle, number(table), &key, &value, UInt32(flags))
  }

  /// Removes the entry at `key`; the result says whether there was one.
  ///
  /// - Complexity: O(log n) in the table's entries.
  /// - Throws: as ``put(_:forKey:in:mode:)``.
  @_lifetime(self: copy self)
  public mutating func delete(
    forKey key: Span<UInt8>, in table: Table
  ) throws(LMDBError) -> Bool {
    let code = unsafe key.withUnsafeBytes { key in unsafe delete(key, table) }
    if code != MDB_SUCCESS && code != MDB_NOTFOUND { throw failure(code, "delete from", table) }
    return code == MDB_SUCCESS
  }

  /// Removes the entry at an 8-byte key that is `key` in big-endian order; the result says whether
  /// there was one.
  @_lifetime(self: copy self)
  public mutating func delete(at key: UInt64, in table: Table) throws(LMDBError) -> Bool {
    let code = unsafe withUnsafeBytes(of: key.bigEndian) { key in unsafe delete(key, table) }
    if code != MDB_SUCCESS && code != MDB_NOTFOUND { throw failure(code, "delete from", table) }
    return code == MDB_SUCCESS
  }

  private func delete(_ key: UnsafeRawBufferPointer, _ table: Table) -> Int32 {
    var key = unsafe MDB_val(key)
    return unsafe mdb_del(handle, number(table), &key, nil)
  }

  /// Removes every entry of `table`, which stays.
  ///
  /// - Complexity: O(n) in the table's pages.
  @_lifetime(self: copy self)
  public mutating func deleteAll(in table: Table) throws(LMDBError) {
    let code = unsafe mdb_drop(handle, number(table), 0)
    if code != MDB_SUCCESS { throw failure(code, "empty", table) }
  }

  /// Ends the transaction by making it true; returns LMDB's code.
  consuming func commit() -> Int32 {
    let handle = unsafe self.handle
    let environment = unsafe self.environment
    discard self
    let code = unsafe mdb_txn_commit(handle)
    unsafe environment.leave(parking: nil)
    return code
  }
}

extension MDB_val {
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.init(
      mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  var bytes: UnsafeRawBufferPointer { unsafe .init(start: mv_data, count: mv_size) }
}
