import EventStore
import Foundation
import Glibc
import Testing

/// The disk fails under a commit: the descriptor of `data.mdb` is replaced by a device that fails.
@Suite(.scratchDirectory)
struct CommitFailureTests {
  private let directory = ScratchDirectory.path

  /// The descriptor that pages are written through; the other one syncs by itself.
  private static func descriptor(_ directory: String) -> Int32? {
    let wanted = URL(filePath: directory + "/data.mdb").resolvingSymlinksInPath().path
    return (0..<256 as Range<Int32>).first { number in
      let link = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(number)")
      return link == wanted && fcntl(number, F_GETFL) & O_DSYNC == 0
    }
  }

  /// Commits one event, then one over a broken descriptor; returns what that threw.
  private static func failOnce(
    _ directory: String, device: String, _ writer: inout LogWriter
  ) throws -> StoreError? {
    try writer.turn { turn in
      try turn.append("kept", to: "a/1")
      try turn.commit()
    }
    guard let number = descriptor(directory), let broken = FileHandle(forUpdatingAtPath: device)
    else { return nil }
    let saved = dup(number)
    dup2(broken.fileDescriptor, number)
    defer { dup2(saved, number) }
    do {
      try writer.turn { turn in
        try turn.append("lost", to: "a/1")
        try turn.commit()
      }
    } catch let error as StoreError { return error }
    return nil
  }

  @Test func `a full disk keeps nothing of the group, and the next one is written`() async throws {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      let error = try CommitFailureTests.failOnce(directory, device: "/dev/full", &writer)
      guard error == StoreError(.diskFull) else { exit(2) }
      guard try writer.store.size() == Size(1) else { exit(3) }
      try writer.turn { turn in
        try turn.append("again", to: "a/1")
        try turn.commit()
      }
      guard try writer.store.text(at: 1) == "again" else { exit(4) }
      try writer.store.verify()
    }
    #expect(!FileManager.default.fileExists(atPath: directory + "/failed-sync"))
  }

  @Test func `what was collected behind a commit that failed is dropped with it`() async throws {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      guard let number = CommitFailureTests.descriptor(directory),
        let broken = FileHandle(forUpdatingAtPath: "/dev/full")
      else { exit(1) }
      let saved = dup(number)
      try writer.turn { turn in
        try turn.append("lost", to: "a/1")
        var commit = turn.beginCommit()
        guard try turn.append("lost as well", to: "a/1") == Index(1) else { exit(2) }
        dup2(broken.fileDescriptor, number)
        commit.run()
        dup2(saved, number)
        guard let failure = commit.failure as? StoreError, failure == StoreError(.diskFull) else {
          exit(3)
        }
        do {
          try turn.finishCommit(commit)
          exit(4)
        } catch StoreError(.diskFull) {}
        guard turn.pendingCount == 0, turn.nextIndex == Index(0) else { exit(5) }
        try turn.append("kept", to: "a/1")
        try turn.commit()
      }
      guard try writer.store.text(at: 0) == "kept" else { exit(6) }
      try writer.store.verify()
    }
  }

  @Test func `a failed sync leaves a mark that stops every writer`() async throws {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      var writer = try LogWriter(creating: directory, origin: origin, projection: projection)
      // What is written to /dev/null is gone, and syncing it is refused.
      let error = try CommitFailureTests.failOnce(directory, device: "/dev/null", &writer)
      guard error == StoreError(.outcomeUnknown) else { exit(2) }
      do {
        try writer.turn { _ in }
        exit(3)
      } catch StoreError(.syncFailed) {}
      // The mark alone isn't all: this writer met the failure and stays stopped.
      try writer.clearFailedSync()
      do {
        try writer.turn { turn in
          try turn.append("again", to: "a/1")
          try turn.commit()
        }
        exit(4)
      } catch StoreError(.syncFailed) {}
      try CommitFailureTests.mark(directory)
    }
    var writer = try LogWriter(opening: directory)
    #expect(throws: StoreError(.syncFailed)) { try writer.turn { _ in } }
    try writer.store.verify()
    try writer.clearFailedSync()
    try writer.turn { turn in
      try turn.append("again", to: "a/1")
      try turn.commit()
    }
    try writer.store.verify()
  }

  private static func mark(_ directory: String) throws {
    try Data("again".utf8).write(to: URL(filePath: directory + "/failed-sync"))
  }
}

/// Lets a `catch` name the code it is for.
func ~= (pattern: StoreError, error: any Error) -> Bool { error as? StoreError == pattern }
