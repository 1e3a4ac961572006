/// A subject, or another id, as a small number in an ``Interner``.
///
/// Numbers are dense from 0 in the order of first sight, so arrays can be indexed by them; they
/// mean nothing outside their interner and are never stored.
public struct Ref: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// The number.
  public let rawValue: UInt32

  /// The reference of a number that an interner gave.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// What a reader holds before it has read; names nothing.
  public static let none = Ref(rawValue: .max)

  /// The number as an index.
  public var index: Int { Int(rawValue) }

  /// By first sight.
  public static func < (a: Ref, b: Ref) -> Bool { a.rawValue < b.rawValue }
}
