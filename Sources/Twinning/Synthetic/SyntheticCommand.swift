/// A made-up command, as it would be sent to a synthetic ledger.
public struct SyntheticCommand: Sendable {
  /// What one event is asked for with.
  public struct Part: Sendable {
    /// The type of the event.
    public var type: EventType

    /// The stream, as kind/slug.
    public var subject: String

    /// The payload's canonical bytes.
    public var data: [UInt8]

    /// When it happened, where the payload doesn't say and it isn't when it was recorded.
    public var occurred: Instant?

    /// Who records it: an opaque id.
    public var actor: String

    /// The role in which it is recorded.
    public var role: Role
  }

  /// One part, or several that are admitted as one.
  public var parts: [Part]

  /// A UUID of version 7 with the milliseconds of `recordedTime`.
  public var commandID: EventID

  /// When the ledger records it; from one command to the next it never goes back.
  public var recordedTime: Instant

  /// The index of its first event in a ledger that had event 0 alone before the first command; for
  /// a command that is meant to be refused, the index that the next event gets.
  public var firstIndex: Int64

  /// How many events it leads to, consequences included; 0 for one that is meant to be refused.
  public var eventCount: Int

  /// Whether its parts are admitted as one.
  public var isBatch: Bool { parts.count > 1 }

  /// The command as a line for an import, in canonical form and without its line feed. O(bytes).
  public func ndjson() -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(parts.reduce(200) { $0 + $1.data.count + 200 })
    if isBatch {
      line.append(text: "{\"batch\":[")
      for (number, part) in parts.enumerated() {
        if number > 0 { line.append(UInt8(ascii: ",")) }
        line.append(UInt8(ascii: "{"))
        append(part, identity: nil, to: &line)
        line.append(UInt8(ascii: "}"))
      }
      line.append(text: "],")
      appendCommandID(to: &line)
      line.append(UInt8(ascii: ","))
      appendRecordedTime(to: &line)
    } else if let part = parts.first {
      line.append(UInt8(ascii: "{"))
      append(part, identity: self, to: &line)
    }
    line.append(UInt8(ascii: "}"))
    return line
  }

  /// The members of a command in their order; a part of a batch has no identity of its own.
  private func append(_ part: Part, identity: SyntheticCommand?, to line: inout [UInt8]) {
    line.append(text: "\"actor\":\"\(part.actor)\",")
    if let identity {
      identity.appendCommandID(to: &line)
      line.append(UInt8(ascii: ","))
    }
    line.append(text: "\"data\":")
    line.append(contentsOf: part.data)
    line.append(UInt8(ascii: ","))
    if let occurred = part.occurred {
      line.append(text: "\"occurred\":\"")
      occurred.append(to: &line)
      line.append(text: "\",")
    }
    if let identity {
      identity.appendRecordedTime(to: &line)
      line.append(UInt8(ascii: ","))
    }
    line.append(text: "\"role\":\"\(part.role.word)\",\"subject\":\"\(part.subject)\",")
    line.append(text: "\"type\":\"\(part.type.name)\"")
  }

  private func appendCommandID(to line: inout [UInt8]) {
    line.append(text: "\"commandid\":\"")
    commandID.append(to: &line)
    line.append(UInt8(ascii: "\""))
  }

  private func appendRecordedTime(to line: inout [UInt8]) {
    line.append(text: "\"recordedtime\":\"")
    recordedTime.append(to: &line)
    line.append(UInt8(ascii: "\""))
  }
}

extension [UInt8] {
  fileprivate mutating func append(text: String) { append(contentsOf: text.utf8) }
}
