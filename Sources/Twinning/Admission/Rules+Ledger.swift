/// Rules of the ledger itself that look at more than its own stream (DOMAIN 4).
extension World {
  /// Refuses a clock that needn't be accepted: one that isn't behind, or was accepted already.
  func checkLedgerAcross(
    _ event: Event, recordedTime: Instant, isRecheck: Bool
  ) throws(Refusal) {
    guard !isRecheck, case .clockAccepted(let acceptance) = event.data else { return }
    let last = self.recordedTime ?? recordedTime
    if isHeld(acceptance.clock) {
      throw Refusal(
        .clockNotBehind,
        "with the clock at \(acceptance.clock) events are recorded; the last one was at \(last).",
        admitted: "A clock is accepted once, where it is more than 5 s behind that time.")
    }
    guard acceptance.lastRecorded == last, recordedTime == last else {
      throw Refusal(
        .clockNotBehind,
        "the last event was recorded at \(last), not at \(acceptance.lastRecorded).",
        admitted: "Look at the clock again, and accept it if it is behind that time.")
    }
  }
}
