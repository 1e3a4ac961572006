internal import Glibc

extension EventLog {
  /// Blocks the thread until the log is larger than `size`, in whichever process it grew, or the
  /// time is over; never call it on the cooperative pool.
  ///
  /// Looks at the head, a page of memory shared with the writer: at first every half millisecond,
  /// then less often, down to twenty times a second. That costs no disk access and a few millionths
  /// of a processor.
  ///
  /// - Returns: The size there is then.
  public func waitForGrowth(beyond size: Size, atMostMilliseconds patience: Int) throws -> Size {
    let clock = ContinuousClock()
    let deadline = clock.now + .milliseconds(patience)
    var pause = Duration.microseconds(500)
    while true {
      let found = try self.size()
      let left = deadline - clock.now
      if found > size || left <= .zero { return found }
      let next = min(pause, left)
      usleep(UInt32(next.components.attoseconds / 1_000_000_000_000))
      pause = min(pause * 2, .milliseconds(50))
    }
  }
}
