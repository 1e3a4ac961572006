/// What a clock is held to that is behind the last recorded time.
extension World {
  /// How far behind the clock may be without being accepted, in milliseconds.
  private static let toleranceMilliseconds: Int64 = 5_000

  /// The clock that was accepted although it is behind, while that counts: until something is
  /// recorded later than what was the last recorded time then.
  public var acceptedClock: LedgerState.ClockAcceptance? {
    guard let acceptance = ledgerState?.clockAcceptances.last,
      acceptance.lastRecorded == recordedTime
    else { return nil }
    return acceptance
  }

  /// Whether events are recorded while the clock says `now`; they are recorded at the last recorded
  /// time then, where the clock is behind it.
  ///
  /// A clock may be 5 seconds behind the last recorded time, or behind the reading that was
  /// accepted for it. That of a synthetic ledger, whose commands bring their own times, doesn't
  /// matter.
  public func isHeld(_ now: Instant) -> Bool {
    guard let recordedTime, !isSynthetic else { return true }
    let known = acceptedClock?.clock ?? recordedTime
    return known.milliseconds(since: now) <= Self.toleranceMilliseconds
  }
}
