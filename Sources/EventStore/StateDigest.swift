public import TransparencyLog

/// SHA-256 over subjects and their states, added in byte order of the subjects: equal if and only
/// if every subject has the same state.
///
/// For each, four bytes of length (big-endian) and the name, four bytes of length and the state.
public struct StateDigest {
  private var digest = Digest256()

  /// The digest of no states.
  public init() {}

  /// Adds one subject and its canonical state.
  ///
  /// - Complexity: O(n) in the bytes.
  public mutating func add(subject: Span<UInt8>, state: Span<UInt8>) {
    var header = Arena(capacity: 64)
    header.append(bigEndian: UInt32(subject.count))
    header.append(subject)
    header.append(bigEndian: UInt32(state.count))
    digest.update(header.span)
    digest.update(state)
  }

  /// The digest of what was added.
  public consuming func finish() -> Hash { digest.finish() }
}
