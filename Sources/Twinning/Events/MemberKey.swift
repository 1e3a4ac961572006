public import CanonicalJSON

/// The name of a member: a text, or a ``CanonicalJSON/JSONKey`` that was prepared once.
///
/// Generated payloads use prepared keys, which a reader compares word by word: a SiteVisitHeld is
/// read in two thirds of the time that texts take.
public protocol MemberKey {
  /// The name.
  var name: String { get }

  /// Reads the member's name if it comes next.
  func isNext(in json: inout CanonicalReader) -> Bool

  /// Writes the member's name.
  func write(to json: inout CanonicalWriter)
}

extension String: MemberKey {
  public var name: String { self }

  public func isNext(in json: inout CanonicalReader) -> Bool { json.member(self) }

  public func write(to json: inout CanonicalWriter) { json.key(self) }
}

extension JSONKey: MemberKey {
  @inline(__always)
  public func isNext(in json: inout CanonicalReader) -> Bool { json.member(self) }

  public func write(to json: inout CanonicalWriter) { json.key(self) }
}
