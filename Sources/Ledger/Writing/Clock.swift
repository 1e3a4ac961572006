internal import FoundationEssentials
public import Twinning

/// What tells the time. The ledger's own is the machine's; tests and benchmarks bring theirs.
public struct Clock: Sendable {
  private let read: @Sendable () -> Instant

  /// Puts the parts together.
  public init(_ read: @escaping @Sendable () -> Instant) { self.read = read }

  /// Now, in whole milliseconds.
  public func now() -> Instant { read() }

  /// The machine's clock.
  public static let system = Clock {
    Instant(milliseconds: Int64((Date.now.timeIntervalSince1970 * 1_000).rounded(.down)))
  }
}
