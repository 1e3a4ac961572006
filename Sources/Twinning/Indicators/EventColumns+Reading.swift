/// What readers of the log ask about one event once corrections have had their effect.
extension EventColumns {
  /// When the event at `index` happened, corrections included; nil where it was voided, or lies
  /// beyond what is known. O(1).
  public func effectiveTime(at index: Int64) -> Instant? {
    guard index >= 0, index < count, !rows[Int(index)].marks.contains(.voided) else { return nil }
    return Instant(milliseconds: rows[Int(index)].time)
  }
}
