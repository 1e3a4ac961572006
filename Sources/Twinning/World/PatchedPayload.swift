internal import CanonicalJSON

/// A payload under correction: whole members replaced, added or taken away by JSON Pointers
/// (RFC 6901) into `/data`.
struct PatchedPayload {
  private let index: Int64
  private var value: JSONValue

  init(_ entry: Stream.Entry) throws(Refusal) {
    index = entry.event.index
    do throws(JSONError) {
      value = try JSONValue(
        parsing: entry.bytes.span.extracting(entry.payload), rules: .event)
    } catch {
      throw Refusal(.correctedPayloadInvalid, "event \(entry.event.index) can't be read: \(error)")
    }
  }

  /// Applies one correction's members. Refuses where an old value isn't the one in effect.
  mutating func apply(_ patch: [PatchMember]) throws(Refusal) {
    for member in patch { try apply(member) }
  }

  private mutating func apply(_ member: PatchMember) throws(Refusal) {
    guard member.path.hasPrefix("/data/") else {
      throw Refusal(
        .oldValueDiffers, "\(member.path) is no place in a payload.",
        admitted: "Name a member of the payload by a JSON Pointer that begins with /data/.")
    }
    let pointer = String(member.path.dropFirst("/data".count))
    let current = value[pointer: pointer]
    let currentBytes = current.flatMap { try? $0.canonicalBytes() }
    guard currentBytes == member.old else {
      throw Refusal(
        .oldValueDiffers,
        "event \(index) has \(Self.words(currentBytes)) at \(member.path), not "
          + "\(Self.words(member.old)).",
        admitted: "Give the value in effect as \"old\"; somebody may have corrected it already.")
    }
    do throws(JSONError) {
      if let new = member.new {
        let replacement = try JSONValue(parsing: new.span, rules: .event)
        if current == nil {
          try value.add(replacement, at: pointer)
        } else {
          try value.replace(at: pointer, with: replacement)
        }
      } else {
        try value.remove(at: pointer)
      }
    } catch {
      throw Refusal(
        .oldValueDiffers, "event \(index) has no place \(member.path) to correct.",
        admitted: "Name a whole member of the payload.")
    }
  }

  private static func words(_ bytes: [UInt8]?) -> String {
    bytes.map { String(decoding: $0, as: UTF8.self) } ?? "nothing"
  }

  /// The corrected payload's bytes, and what they say by their schema.
  func read(
    type: EventType, interner: Interner
  ) throws(Refusal) -> (bytes: [UInt8], data: EventData) {
    let bytes: [UInt8]
    do throws(JSONError) {
      bytes = try value.canonicalBytes()
    } catch {
      throw Refusal(.correctedPayloadInvalid, "event \(index) can't be written: \(error)")
    }
    return (bytes, try Self.data(type, bytes, index, interner))
  }

  private static func data(
    _ type: EventType, _ bytes: [UInt8], _ index: Int64, _ interner: Interner
  ) throws(Refusal) -> EventData {
    do throws(SchemaError) {
      return try EventData.read(type, from: bytes.span, strength: .admit, interner: interner)
    } catch {
      throw Refusal(
        .correctedPayloadInvalid, "event \(index) would be no valid \(type.name): \(error)",
        admitted: "Correct it to what the schema of \(type.name) allows.")
    }
  }
}
