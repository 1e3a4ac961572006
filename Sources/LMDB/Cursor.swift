internal import CLMDB

/// One entry, borrowed from the transaction it was read in.
public struct Entry: ~Escapable {
  /// The key's bytes, 1 to 511.
  public let key: Span<UInt8>
  /// The value's bytes.
  public let value: Span<UInt8>

  @_lifetime(copy key, copy value)
  init(key: Span<UInt8>, value: Span<UInt8>) {
    self.key = key
    self.value = value
  }

  /// The key as the number it is in big-endian order. A key that hasn't 8 bytes is a programming
  /// error and traps.
  public var index: UInt64 {
    precondition(key.count == 8, "An entry's key was read as a number but hasn't 8 bytes")
    var index: UInt64 = 0
    for position in 0..<8 { index = index << 8 | UInt64(key[position]) }
    return index
  }
}

/// A walk over a table's entries in the order of their keys' bytes. It cannot outlive its
/// transaction, nor stand while the transaction writes.
///
/// It stands before the first entry, on one, or past the last. Entries it gave stay valid as it
/// moves on.
@safe public struct Cursor: ~Copyable, ~Escapable {
  private enum Place { case beforeFirst, onEntry, pastLast }

  private let handle: OpaquePointer
  private var place = Place.beforeFirst

  @_lifetime(borrow transaction)
  init<Access>(_ transaction: borrowing Transaction<Access>, _ table: Table) throws(LMDBError) {
    var raw: OpaquePointer?
    let code = unsafe mdb_cursor_open(transaction.handle, transaction.number(table), &raw)
    guard code == MDB_SUCCESS, let raw = unsafe raw else {
      throw transaction.failure(code, "walk", table)
    }
    unsafe handle = raw
  }

  deinit { unsafe mdb_cursor_close(handle) }

  /// Moves to the first entry; nil if there is none.
  ///
  /// - Complexity: O(log n) in the table's entries.
  @_lifetime(copy self)
  public mutating func first() throws(LMDBError) -> Entry? {
    try move(MDB_FIRST, orElse: .pastLast)
  }

  /// Moves to the last entry; nil if there is none.
  ///
  /// - Complexity: O(log n) in the table's entries.
  @_lifetime(copy self)
  public mutating func last() throws(LMDBError) -> Entry? {
    try move(MDB_LAST, orElse: .beforeFirst)
  }

  /// Moves to the next entry; nil past the last, and from then on.
  ///
  /// - Complexity: O(1) amortised.
  @_lifetime(copy self)
  public mutating func next() throws(LMDBError) -> Entry? {
    switch place {
    case .beforeFirst: try move(MDB_FIRST, orElse: .pastLast)
    case .onEntry: try move(MDB_NEXT, orElse: .pastLast)
    case .pastLast: nil
    }
  }

  /// Moves to the entry before; nil before the first, and from then on.
  ///
  /// - Complexity: O(1) amortised.
  @_lifetime(copy self)
  public mutating func previous() throws(LMDBError) -> Entry? {
    switch place {
    case .beforeFirst: nil
    case .onEntry: try move(MDB_PREV, orElse: .beforeFirst)
    case .pastLast: try move(MDB_LAST, orElse: .beforeFirst)
    }
  }

  /// Moves to the first entry whose key is `key` or greater; past the last and nil if none is.
  ///
  /// - Complexity: O(log n) in the table's entries.
  @_lifetime(copy self)
  public mutating func seek(_ key: Span<UInt8>) throws(LMDBError) -> Entry? {
    let handle = unsafe self.handle
    var foundKey = unsafe MDB_val()
    var value = unsafe MDB_val()
    let code = unsafe key.withUnsafeBytes { bytes in
      unsafe foundKey = MDB_val(bytes)
      return unsafe mdb_cursor_get(handle, &foundKey, &value, MDB_SET_RANGE)
    }
    return try unsafe arrive(code, foundKey, value, orElse: .pastLast)
  }

  /// Moves to the first entry whose 8-byte key, in big-endian order, is `key` or greater.
  ///
  /// - Complexity: O(log n) in the table's entries.
  @_lifetime(copy self)
  public mutating func seek(_ key: UInt64) throws(LMDBError) -> Entry? {
    let handle = unsafe self.handle
    var foundKey = unsafe MDB_val()
    var value = unsafe MDB_val()
    let code = unsafe withUnsafeBytes(of: key.bigEndian) { bytes in
      unsafe foundKey = MDB_val(bytes)
      return unsafe mdb_cursor_get(handle, &foundKey, &value, MDB_SET_RANGE)
    }
    return try unsafe arrive(code, foundKey, value, orElse: .pastLast)
  }

  @_lifetime(copy self)
  private mutating func move(
    _ operation: MDB_cursor_op, orElse end: Place
  ) throws(LMDBError) -> Entry? {
    var key = unsafe MDB_val()
    var value = unsafe MDB_val()
    let code = unsafe mdb_cursor_get(handle, &key, &value, operation)
    return try unsafe arrive(code, key, value, orElse: end)
  }

  @_lifetime(copy self)
  private mutating func arrive(
    _ code: Int32, _ key: MDB_val, _ value: MDB_val, orElse end: Place
  ) throws(LMDBError) -> Entry? {
    if code == MDB_NOTFOUND {
      place = end
      return nil
    }
    try LMDBError.check(code, "walk", "a table")
    place = .onEntry
    let entry = unsafe Entry(
      key: Span(_unsafeBytes: key.bytes), value: Span(_unsafeBytes: value.bytes))
    return unsafe _overrideLifetime(entry, copying: self)
  }
}
