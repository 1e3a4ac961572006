internal import Glibc
internal import LMDB

extension EventLog {
  /// Blocks the thread until the log is larger than `size`, in whichever process it grew, or the
  /// time is over; never call it on the cooperative pool.
  ///
  /// Sleeps until the kernel tells of a write to the ledger's file, and looks at the head then, a
  /// page of memory shared with the writer. It looks every second without a notice as well. Where
  /// there can be no notices (this user has no watches left), it looks every half millisecond at
  /// first, then less often, down to twenty times a second. No way costs disk access.
  ///
  /// - Returns: The size there is then.
  public func waitForGrowth(beyond size: Size, atMostMilliseconds patience: Int) throws -> Size {
    let deadline = ContinuousClock.now + .milliseconds(patience)
    // The watch before the first look: what is committed in between isn't missed.
    guard let watch = try? FileWatch(path: directory + "/data.mdb") else {
      return try poll(beyond: size, until: deadline, pausing: .microseconds(500))
    }
    return try translatingErrors { try waitForGrowth(beyond: size, until: deadline, watch) }
  }

  private func waitForGrowth(
    beyond size: Size, until deadline: ContinuousClock.Instant, _ watch: borrowing FileWatch
  ) throws -> Size {
    let longest = Duration.seconds(1)
    while true {
      let found = try self.size()
      let left = deadline - ContinuousClock.now
      if found > size || left <= .zero { return found }
      guard try watch.wait(atMostMilliseconds: min(left, longest).milliseconds) else { continue }
      // A commit's last write is noticed some microseconds before it can be read.
      let soon = min(deadline, ContinuousClock.now + .milliseconds(4))
      let grown = try poll(beyond: size, until: soon, pausing: .microseconds(20))
      if grown > size { return grown }
    }
  }

  /// Looks again and again, each time after twice the pause, at most 50 ms.
  private func poll(
    beyond size: Size, until deadline: ContinuousClock.Instant, pausing first: Duration
  ) throws -> Size {
    var pause = first
    while true {
      let found = try self.size()
      let left = deadline - ContinuousClock.now
      if found > size || left <= .zero { return found }
      usleep(UInt32(min(pause, left).components.attoseconds / 1_000_000_000_000))
      pause = min(pause * 2, .milliseconds(50))
    }
  }
}

extension Duration {
  /// In whole milliseconds, a part of one counted as one.
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1_000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
