extension Event {
  /// The event that stored bytes hold, or nil where this program doesn't know it.
  ///
  /// - Parameter zone: where its dates are read; nil takes the latest it can have happened for the
  ///   earliest, which is enough for folding.
  init?(_ stored: StoredEvent, zone: Zone? = nil) {
    guard let data = stored.data, let role = stored.head.role else { return nil }
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
      let head = try? EventHead.read(bytes.span, interner: interner), !head.isUnknown,
      let type = head.type
    else { return nil }
    let payload = Array(bytes[head.data])
    guard
      let data = try? EventData.read(
        type, version: head.version, from: payload.span, strength: .replay, interner: interner),
      let event = Event(StoredEvent(head: head, data: data), zone: zone)
    else { return nil }
    return (Stream.Entry(event: event, id: head.id, bytes: payload), head.causationID)
  }
}
