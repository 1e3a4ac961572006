/// How many events a log holds, or held at an earlier point.
public struct Size: Hashable, Comparable, Sendable {
  /// The number itself.
  public let value: UInt64

  /// The size of that number of events.
  public init(_ value: UInt64) { self.value = value }

  /// The size of a log without events.
  public static let zero = Size(0)

  /// The place of the last event at this size; nil if there is none.
  public var lastIndex: Index? { value == 0 ? nil : Index(value - 1) }

  /// The place the next event will have.
  public var nextIndex: Index { Index(value) }

  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

extension Size: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(value) }
}
