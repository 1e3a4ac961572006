extension Event {
  /// The event that stored bytes hold, or nil where this program doesn't know it.
  ///
  /// - Parameter zone: where its dates are read; nil takes the latest it can have happened for the
  ///   earliest, which is enough for folding.
  init?(_ stored: consuming StoredEvent, zone: Zone? = nil) {
    // Taken, not copied: a payload may hold many lists.
    var taken: EventData?
    swap(&taken, &stored.data)
    guard let data = taken.take(), let role = stored.head.role else { return nil }
    var latest = stored.head.time
    if let zone, let own = data.ownDate, own.precision != .instant {
      latest = own.interval(in: zone).end
    }
    self.init(
      index: stored.head.index, subject: stored.head.subject,
      version: Int32(truncatingIfNeeded: stored.head.streamVersion), time: stored.head.time,
      latest: latest, recordedTime: stored.head.recordedTime, actor: stored.head.actor, role: role,
      isImported: stored.head.importBatch != nil, data: data)
  }
}

extension Stream.Entry {
  /// The event that stored bytes hold, with what caused it; nil where this program doesn't know it.
  static func read(
    _ bytes: [UInt8], zone: Zone, interner: Interner
  ) -> (entry: Stream.Entry, cause: EventID?)? {
    guard
      let stored = try? StoredEvent.read(bytes.span, strength: .replay, interner: interner)
    else { return nil }
    let head = stored.head
    guard let event = Event(stored, zone: zone) else { return nil }
    let entry = Stream.Entry(event: event, id: head.id, bytes: bytes, payload: head.data)
    return (entry, head.causationID)
  }
}

extension Event {
  /// The event that stands in the log, taken for decided; nil where this program doesn't know it.
  public init?(deciding stored: StoredEvent) { self.init(stored) }
}
