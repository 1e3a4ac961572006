/// An event's place in the log, counted from 0 in the order of commits, without gaps.
public struct Index: Hashable, Comparable, Sendable {
  /// The number itself.
  public let value: UInt64

  /// The place with that number.
  public init(_ value: UInt64) { self.value = value }

  /// The size of a log whose last event is this one.
  public var sizeUpToHere: Size { Size(value + 1) }

  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

extension Index: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(value) }
}
