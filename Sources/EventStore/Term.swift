/// A word that events are found by: a hash of a namespace and a text.
///
/// Only the hash is stored, so two texts could be taken for one another, with a probability of
/// about n²/2⁶⁵ among n texts. Whoever must be certain looks at the event that was found.
public struct Term: Hashable, Comparable, Sendable {
  /// SipHash-2-4 of the namespace's byte and the text, under the key of `Schemas/storage.md`.
  public let value: UInt64

  /// The term that hashes to `value`, for whoever keeps hashes.
  public init(value: UInt64) { self.value = value }

  /// The term for `text` in one of at most 256 namespaces, which keep equal texts of different
  /// meaning apart.
  ///
  /// - Complexity: O(n) in the text's bytes; nothing is allocated.
  public init(_ namespace: UInt8, _ text: Span<UInt8>) {
    var hash = SipHash()
    hash.add(namespace)
    hash.add(text)
    value = hash.finish()
  }

  /// The term for the UTF-8 bytes of `text` in a namespace.
  public init(_ namespace: UInt8, _ text: String) {
    self.init(namespace, text.utf8.span)
  }

  public static func < (a: Self, b: Self) -> Bool { a.value < b.value }
}
