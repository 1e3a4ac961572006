/// What readers of the log ask about one event once corrections have had their effect.
extension EventColumns {
  /// When the event at `index` happened, corrections included; nil where it was voided, or lies
  /// beyond what is known. O(1).
  public func effectiveTime(at index: Int64) -> Instant? {
    guard index >= 0, index < count, !rows[Int(index)].marks.contains(.voided) else { return nil }
    return Instant(milliseconds: rows[Int(index)].time)
  }

  /// Whether the event at `index` was taken over from a record that is older than the ledger. O(1).
  func isFromRecord(_ index: Int64) -> Bool {
    index >= 0 && index < count && rows[Int(index)].marks.contains(.fromRecord)
  }

  /// What a reader is shown of the event at `index`; nil where it lies beyond what is known. O(1).
  public func line(at index: Int64) -> EventLine? {
    guard index >= 0, index < count else { return nil }
    let row = rows[Int(index)]
    return EventLine(
      index: index, time: Instant(milliseconds: row.time),
      recordedTime: Instant(milliseconds: row.recordedTime), type: type(at: index),
      subject: Ref(rawValue: row.subject), isVoided: row.marks.contains(.voided),
      isCorrected: row.marks.contains(.corrected))
  }
}

/// One event as a reader is shown it: where it stands in the log, when it happened, and what about.
public struct EventLine: Hashable, Sendable {
  /// Its place in the log, from 0.
  public var index: Int64

  /// When it happened, corrections included.
  public var time: Instant

  /// When the ledger recorded it.
  public var recordedTime: Instant

  /// What happened; nil for an event that this program doesn't know.
  public var type: EventType?

  /// The stream; `Ref.none` where this program doesn't know its kind.
  public var subject: Ref

  /// Whether a later event says that it never happened.
  public var isVoided: Bool

  /// Whether a later event corrects it.
  public var isCorrected: Bool
}
