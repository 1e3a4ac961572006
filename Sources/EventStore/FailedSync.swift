internal import Foundation
internal import LMDB

/// The mark that a commit's sync failed: a file in the ledger's directory, which every writer looks
/// for at the beginning of its turn.
///
/// After a failed sync the kernel may call pages clean that never reached the disk; what is read
/// then isn't what will be there after a power cut, so nobody may build on it.
enum FailedSync {
  static let fileName = "failed-sync"

  static func isMarked(in directory: String) -> Bool {
    FileManager.default.fileExists(atPath: directory + "/" + fileName)
  }

  /// Leaves the mark, with what failed as its text.
  static func mark(in directory: String, _ reason: String) throws(LMDBError) {
    try FileSystem.replace(
      file: directory + "/" + fileName, with: (reason + "\n").utf8.span)
  }

  static func clear(in directory: String) throws {
    guard isMarked(in: directory) else { return }
    do {
      try FileManager.default.removeItem(atPath: directory + "/" + fileName)
      try FileSystem.sync(directory: directory)
    } catch {
      throw StoreError(.system, "remove \(directory)/\(fileName): \(error)")
    }
  }
}
