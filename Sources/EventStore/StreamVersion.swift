/// An event's place in its own stream, counted from 1; also how many events a stream has, so that
/// 0 stands for a stream without any.
public struct StreamVersion: Hashable, Comparable, Sendable {
  /// The number itself.
  public let value: UInt32

  /// The version of that number.
  public init(_ value: UInt32) { self.value = value }

  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}

extension StreamVersion: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String { String(value) }
}
