internal import CanonicalJSON
internal import EventStore
internal import TransparencyLog
internal import Twinning

/// What a request says, in sixteen bytes: the same id with another digest is a conflict.
enum RequestDigest {
  /// Digests types, subjects, payloads, people and dates. The expected version is a condition and
  /// no content; a repeat may leave it out.
  static func digest(of request: Request) -> CommandDigest {
    if let known = request.digest { return known }
    var writer = CanonicalWriter(capacity: 512)
    writer.beginArray()
    for command in request.commands {
      writer.beginArray()
      writer.string(command.type.name)
      writer.string(command.subject)
      writer.string(command.actor)
      writer.string(command.role.word)
      writer.integer(command.occurred?.milliseconds ?? 0)
      writer.raw(command.data.span)
      writer.endArray()
    }
    writer.endArray()
    let (high, low) = words(of: writer.bytes)
    return CommandDigest(high: high, low: low)
  }

  /// A version 8 UUID that follows from a text: the same text gives the same id.
  static func identifier(of text: String) -> EventID {
    let (high, low) = words(of: Array(text.utf8))
    return EventID(
      high: high & ~0xF000 | 0x8000, low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000)
  }

  private static func words(of bytes: [UInt8]) -> (UInt64, UInt64) {
    let bytes = leafHash(of: bytes.span).bytes
    func word(_ start: Int) -> UInt64 {
      (start..<start + 8).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    return (word(0), word(8))
  }
}
