/// Where a ``World`` finds what it doesn't hold: the committed ledger, or an overlay on it.
///
/// A source is used from one thread. It can't throw: a failure to read is kept in `failure`, and
/// nothing that was decided since may be believed until its owner has looked there.
public protocol StreamSource: AnyObject {
  /// The state of `subject` as ``World/packedState(of:)`` gave it, or nil where it has none.
  func state(of subject: Ref, in interner: Interner) -> [UInt8]?

  /// The event bytes of `subject`'s stream, in index order.
  func events(of subject: Ref, in interner: Interner) -> [[UInt8]]

  /// The event bytes at `index`, or nil past the end.
  func event(at index: Int64) -> [UInt8]?

  /// The subjects whose events mention `subject` in their payload, each once.
  func subjects(mentioning subject: Ref, in interner: Interner) -> [Ref]

  /// What went wrong while reading, if anything did.
  var failure: (any Error)? { get }
}
