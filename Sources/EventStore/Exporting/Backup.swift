internal import LMDB

extension EventLog {
  /// Copies the ledger as it is now into `directory`, while others go on appending: one snapshot,
  /// without free pages, durable when this returns. The key isn't in it.
  ///
  /// - Throws: ``StoreError``; the directory may hold a file named `data.mdb.partial` then, which
  ///   the next try overwrites. A directory that has a ledger is refused.
  /// - Complexity: O(n) in the file's size.
  public func backUp(to directory: String) throws {
    do throws(LMDBError) {
      try environment.copy(to: directory, compacting: true)
    } catch {
      if error == LMDBError(code: 17) { throw StoreError(.alreadyExists, directory) }
      throw StoreError(error)
    }
  }
}
