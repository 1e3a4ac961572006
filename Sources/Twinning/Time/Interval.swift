/// A stretch of time with both ends in it: what is known of a moment that is not known exactly.
///
/// An open side is `Instant.distantPast` or `Instant.distantFuture`.
public struct Interval: Sendable, Hashable, BitwiseCopyable {
  /// The first millisecond.
  public let start: Instant
  /// The last millisecond.
  public let end: Instant

  /// A stretch from `start` to `end`, both included; `end` is not before `start`.
  public init(start: Instant, end: Instant) {
    precondition(start <= end, "an interval ends before it starts")
    self.start = start
    self.end = end
  }

  /// The stretch of one millisecond.
  public init(_ instant: Instant) {
    self.init(start: instant, end: instant)
  }

  /// How a moment somewhere in an interval lies to a boundary or a period.
  public enum Relation: Sendable, Hashable {
    /// Wherever in the interval it was, it was by the boundary, or in the period.
    case within
    /// Wherever in the interval it was, it was after the boundary, or outside of the period.
    case outside
    /// The interval does not decide it: to be flagged as `date_uncertain`, counted as neither.
    case uncertain
  }

  /// Whether a moment of this interval is, wherever it lies, before every moment of `other`.
  ///
  /// Only this may refuse an order: two intervals that share a millisecond prove nothing.
  public func provablyBefore(_ other: Interval) -> Bool { end < other.start }

  /// Whether `boundary` leaves moments of this interval on both sides: some by it, some after it.
  public func straddles(_ boundary: Instant) -> Bool { start <= boundary && boundary < end }

  /// Whether a moment of this interval was by `boundary`, which is itself still in time.
  public func relation(to boundary: Instant) -> Relation {
    end <= boundary ? .within : start > boundary ? .outside : .uncertain
  }

  /// Whether a moment of this interval lies in the period from `from` up to, not including, `to`.
  public func relation(toPeriodFrom from: Instant, upTo to: Instant) -> Relation {
    if end < from || start >= to { return .outside }
    return start >= from && end < to ? .within : .uncertain
  }
}
