/// The row of the table `tail` that a commit adds: everything that merging will spread over the
/// scattered tables.
enum TailRow {
  static let kind: UInt8 = 1

  /// Appends an event's part: its subject, by how far its first event lies back, or by name if
  /// this is the first; and its terms.
  static func append(
    index: UInt64, subject: UInt64, name: Span<UInt8>, terms: [Term], to arena: inout Arena
  ) {
    arena.append(varint: index - subject)
    if index == subject {
      arena.append(varint: UInt64(name.count))
      arena.append(name)
    }
    arena.append(varint: UInt64(terms.count))
    for term in terms { arena.append(bigEndian: term.value) }
  }

  static func append(
    _ id: CommandID, _ result: CommandResult, first: UInt64, to arena: inout Arena
  ) {
    arena.append(bigEndian: id.high)
    arena.append(bigEndian: id.low)
    arena.append(varint: result.first.value - first)
    arena.append(varint: UInt64(result.count))
    arena.append(bigEndian: result.digest.high)
    arena.append(bigEndian: result.digest.low)
  }

  static func append(
    number: UInt64, version: UInt32, changedAt: UInt64, state: Span<UInt8>, end: UInt64,
    to arena: inout Arena
  ) {
    arena.append(varint: end - 1 - number)
    arena.append(varint: UInt64(version))
    arena.append(varint: end - 1 - changedAt)
    arena.append(varint: UInt64(state.count))
    arena.append(state)
  }
}
