internal import CanonicalJSON

/// A payload under correction: whole members replaced, added or taken away by JSON Pointers
/// (RFC 6901) into `/data`.
struct PatchedPayload {
  private let index: Int64
  private var value: JSONValue
  private(set) var bytes: [UInt8]

  init(_ entry: Stream.Entry) {
    index = entry.event.index
    bytes = entry.dataBytes
    value = (try? JSONValue(parsing: bytes.span)) ?? .object([])
  }

  /// Applies one correction's members. Refuses where an old value isn't the one in effect.
  mutating func apply(_ patch: [PatchMember]) throws(Refusal) {
    for member in patch {
      let pointer = member.pathInData
      let current = value.value(at: pointer)
      guard current == member.oldValue else {
        throw Refusal(
          .oldValueDiffers,
          "event \(index) has \(current?.canonicalText ?? "nothing") at \(member.pathText), not "
            + "\(member.oldValue?.canonicalText ?? "nothing").",
          admitted: "Give the value in effect as `old`; somebody may have corrected it already.")
      }
      guard value.replaceMember(at: pointer, with: member.newValue) else {
        throw Refusal(
          .oldValueDiffers, "event \(index) has no place \(member.pathText) to correct.",
          admitted: "Name a member of the payload by a JSON Pointer that begins with /data/.")
      }
    }
    bytes = value.canonicalBytes
  }

  /// Reads the corrected payload by its schema.
  func read(type: EventType, interner: Interner) throws(Refusal) -> EventData {
    do throws(SchemaError) {
      return try EventData.read(type, from: bytes.span, strength: .admit, interner: interner)
    } catch {
      throw Refusal(
        .correctedPayloadInvalid,
        "event \(index) would not be a valid \(type.name): \(error)",
        admitted: "Correct it to what the schema of \(type.name) allows.")
    }
  }
}
