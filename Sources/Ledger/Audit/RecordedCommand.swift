internal import EventStore
internal import Twinning

/// A command as the log shows it: the events that share its id, in their order.
struct RecordedCommand {
  /// Its events with their bytes; at least one.
  var events: [(stored: StoredEvent, bytes: [UInt8])] = []

  /// The events that were asked for: the first, and those that no rule made.
  var roots: [(stored: StoredEvent, bytes: [UInt8])] {
    events.enumerated().filter { $0.offset == 0 || $0.element.stored.head.role != .sys }
      .map(\.element)
  }

  /// What was sent, as far as the events tell. They don't tell whether the sender said when it
  /// happened, where that is what the payload or the clock said anyway.
  ///
  /// - Parameter says: whether root number so many said when it happened.
  func texts(
    in interner: Interner, saying says: (_ root: Int) -> Bool
  ) -> [CommandText] {
    roots.enumerated().compactMap { place, member in
      let head = member.stored.head
      guard let type = head.type, let role = head.role else { return nil }
      return CommandText(
        type: type, subject: interner.subject(of: head.subject),
        data: Array(member.bytes[head.data]), occurred: says(place) ? head.time : nil,
        actor: interner.slug(of: head.actor), role: role)
    }
  }
}
