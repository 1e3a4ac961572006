internal import Dispatch
internal import EventStore
internal import Synchronization

/// A thread that takes one commit at a time to the disk, while the writer judges what comes next.
final class CommitThread: Sendable {
  private let queue = DispatchQueue(label: "twinledger.commit", qos: .userInitiated)
  private let commit = Mutex<CommitUnderWay?>(nil)
  private let hasRun = DispatchSemaphore(value: 0)
  private let isRunning = Atomic(false)

  /// Whether a commit is on its way to the disk.
  var isBusy: Bool { isRunning.load(ordering: .acquiring) }

  /// Runs `commit`; `then` is called on the thread with what made it fail, if anything did.
  func begin(
    _ commit: consuming CommitUnderWay, then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    var given: CommitUnderWay? = consume commit
    self.commit.withLock { swap(&$0, &given) }
    isRunning.store(true, ordering: .releasing)
    queue.async { [self] in
      let failure = self.commit.withLock { commit in
        commit?.run()
        return commit?.failure
      }
      isRunning.store(false, ordering: .releasing)
      hasRun.signal()
      then(failure)
    }
  }

  /// Waits for the commit that was begun, and gives it back.
  func finish() -> CommitUnderWay {
    hasRun.wait()
    guard let commit = commit.withLock({ $0.take() }) else {
      preconditionFailure("A commit was waited for that wasn't begun")
    }
    return commit
  }
}
