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
    let bytes = leafHash(of: writer.bytes.span).bytes
    func word(_ start: Int) -> UInt64 {
      (start..<start + 8).reduce(0) { $0 << 8 | UInt64(bytes[$1]) }
    }
    return CommandDigest(high: word(0), low: word(8))
  }
}
