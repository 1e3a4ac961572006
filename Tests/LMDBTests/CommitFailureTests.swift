import Foundation
import Glibc
import LMDB
import Testing

/// The disk fails under a commit: descriptors of `data.mdb` are replaced by devices that fail.
@Suite(.scratchDirectory)
struct CommitFailureTests {
  let directory = ScratchDirectory.path

  /// The descriptor LMDB writes pages through, or the one it writes the last page through, which
  /// syncs by itself.
  @Sendable static func descriptor(_ directory: String, isForLastPage: Bool) -> Int32? {
    let wanted = URL(filePath: directory + "/data.mdb").resolvingSymlinksInPath().path
    return (0..<256 as Range<Int32>).first { number in
      let link = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(number)")
      return link == wanted && (fcntl(number, F_GETFL) & O_DSYNC != 0) == isForLastPage
    }
  }

  /// Commits once well and once with a descriptor replaced, and hands what was thrown to `check`
  /// together with the writer, after putting the descriptor back.
  @Sendable static func failOnce(
    _ directory: String, isForLastPage: Bool, device: String,
    _ check: (LMDBError, inout Writer) throws -> Bool
  ) throws -> Never {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { try $0.put("kept".utf8.span, at: 1, in: table) }
    guard let number = descriptor(directory, isForLastPage: isForLastPage) else { exit(10) }
    let saved = dup(number)
    let broken = unsafe open(device, O_RDWR)
    guard saved >= 0, broken >= 0, dup2(broken, number) == number else { exit(11) }
    do {
      try writer.write { try $0.put("lost".utf8.span, at: 2, in: table) }
      exit(12)
    } catch let error as LMDBError {
      guard dup2(saved, number) == number else { exit(13) }
      exit(try check(error, &writer) ? EXIT_SUCCESS : 14)
    }
  }

  @Test func `a disk that is full keeps nothing of the commit, and the writer goes on`() async {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try CommitFailureTests.failOnce(directory, isForLastPage: false, device: "/dev/full") {
        error, writer in
        guard error == LMDBError(code: ENOSPC), !error.isOutcomeUnknown else { return false }
        let table = writer.environment.table("first")
        guard try writer.environment.entryCount() == 1 else { return false }
        try writer.write { try $0.put("again".utf8.span, at: 2, in: table) }
        return try writer.environment.copiedValue(at: 2) == Array("again".utf8)
      }
    }
  }

  @Test func `a sync that fails leaves the outcome unknown and stops the writer`() async {
    // What is written to /dev/null is gone, and syncing it is refused.
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try CommitFailureTests.failOnce(directory, isForLastPage: false, device: "/dev/null") {
        error, writer in
        guard error.isOutcomeUnknown, "\(error)".contains("unknown") else { return false }
        do { try writer.write { _ in } } catch LMDBError.writerPoisoned {
          return try writer.environment.copiedValue(at: 1) == Array("kept".utf8)
        }
        return false
      }
    }
  }

  @Test func `a last page that fails leaves the outcome unknown and stops everything`() async {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try CommitFailureTests.failOnce(directory, isForLastPage: true, device: "/dev/full") {
        error, writer in
        guard error == LMDBError(code: ENOSPC), error.isOutcomeUnknown else { return false }
        do { try writer.write { _ in } } catch LMDBError.writerPoisoned {
          do { try writer.environment.read { _ in } } catch LMDBError.panic { return true }
        }
        return false
      }
    }
  }
}
