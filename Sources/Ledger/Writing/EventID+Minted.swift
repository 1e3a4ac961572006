internal import Twinning

extension EventID {
  /// A new version 7 UUID (RFC 9562, 5.7) for a command that came without an id.
  static func minted(at instant: Instant) -> EventID {
    var random = SystemRandomNumberGenerator()
    return EventID(
      version7: instant,
      random: (UInt16.random(in: 0...UInt16.max, using: &random), random.next()))
  }
}
