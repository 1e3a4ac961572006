/// Assembles the canonical bytes of events of one ledger.
///
/// For one thread, like its interner.
public struct EventWriter {
  /// The most bytes that an event may have.
  public static let bytesMax = 65_535

  /// The attributes of an event that is to be written.
  public struct Attributes: Sendable {
    /// The place in the log, from 0.
    public var index: Int64
    /// The stream.
    public var subject: Ref
    /// The place in the stream, from 1.
    public var streamVersion: Int64
    /// When it happened.
    public var time: Instant
    /// When it is recorded.
    public var recordedTime: Instant
    /// The type, in its latest version.
    public var type: EventType
    /// The role in which it is recorded.
    public var role: Role
    /// Who records it, under ``Kind/actor``.
    public var actor: Ref
    /// Its id: a UUID of version 7 with the milliseconds of `recordedTime`.
    public var id: EventID
    /// The caller's id of the command.
    public var commandID: EventID
    /// The id of the event that causes it.
    public var causationID: EventID?
    /// The id of the root command.
    public var correlationID: EventID?
    /// The batch of a bulk import: a token.
    public var importBatch: String?
    /// The trace context of the request.
    public var traceParent: String?

    /// Puts the parts together.
    public init(
      index: Int64, subject: Ref, streamVersion: Int64, time: Instant, recordedTime: Instant,
      type: EventType, role: Role, actor: Ref, id: EventID, commandID: EventID,
      causationID: EventID? = nil, correlationID: EventID? = nil, importBatch: String? = nil,
      traceParent: String? = nil
    ) {
      self.index = index
      self.subject = subject
      self.streamVersion = streamVersion
      self.time = time
      self.recordedTime = recordedTime
      self.type = type
      self.role = role
      self.actor = actor
      self.id = id
      self.commandID = commandID
      self.causationID = causationID
      self.correlationID = correlationID
      self.importBatch = importBatch
      self.traceParent = traceParent
    }
  }

  private let interner: Interner
  private let sourceMember: [UInt8]

  /// A writer for the ledger of an origin.
  ///
  /// - Parameter origin: the ledger's origin; it must match the schema's pattern.
  public init(origin: String, interner: Interner) {
    precondition(
      TextPattern.origin.matches(origin.utf8.span), "an origin is like ledger.example.org/name")
    self.interner = interner
    sourceMember = Array(",\"source\":\"\(origin)\",\"specversion\":\"1.0\"".utf8)
  }

  /// Appends one event.
  ///
  /// The caller refuses what has grown over ``bytesMax``.
  /// - Parameter data: the canonical bytes of the payload.
  /// - Complexity: O(bytes); allocates nothing where `bytes` has room.
  public func append(
    _ event: borrowing Attributes, data: borrowing Span<UInt8>, to bytes: inout [UInt8]
  ) {
    bytes.append(text: "{\"actor\":\"")
    interner.appendSlug(of: event.actor, to: &bytes)
    bytes.append(text: "\",\"actorrole\":\"")
    bytes.append(text: event.role.word)
    append("\",\"causationid\":\"", event.causationID, to: &bytes)
    append("\",\"commandid\":\"", event.commandID, to: &bytes)
    append("\",\"correlationid\":\"", event.correlationID, to: &bytes)
    bytes.append(text: "\",\"data\":")
    bytes.append(addingCapacity: data.count) { room in
      for index in data.indices { room.append(data[index]) }
    }
    append(",\"id\":\"", event.id, to: &bytes)
    append("\",\"importbatch\":\"", event.importBatch, to: &bytes)
    bytes.append(text: "\",\"recordedtime\":\"")
    event.recordedTime.append(to: &bytes)
    bytes.append(text: "\",\"sequence\":\"")
    append(sequence: event.index, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: sourceMember)
    bytes.append(text: ",\"streamversion\":")
    append(number: event.streamVersion, to: &bytes)
    bytes.append(text: ",\"subject\":\"")
    interner.appendSubject(of: event.subject, to: &bytes)
    bytes.append(text: "\",\"time\":\"")
    event.time.append(to: &bytes)
    append("\",\"traceparent\":\"", event.traceParent, to: &bytes)
    bytes.append(text: "\",\"type\":\"twinledger.")
    bytes.append(text: event.type.name)
    bytes.append(text: ".v")
    append(number: Int64(event.type.version), to: &bytes)
    bytes.append(text: "\"}")
  }

  private func append(_ key: String, _ id: EventID?, to bytes: inout [UInt8]) {
    guard let id else { return }
    bytes.append(text: key)
    id.append(to: &bytes)
  }

  private func append(_ key: String, _ text: String?, to bytes: inout [UInt8]) {
    guard let text else { return }
    bytes.append(text: key)
    bytes.append(text: text)
  }

  private func append(sequence: Int64, to bytes: inout [UInt8]) {
    precondition(sequence >= 0, "an index counts from 0")
    var scale: Int64 = 1_000_000_000_000_000_000
    bytes.append(0x30)
    while scale > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: sequence / scale % 10))
      scale /= 10
    }
  }

  private func append(number: Int64, to bytes: inout [UInt8]) {
    var scale: Int64 = 1
    while number / scale >= 10 { scale *= 10 }
    while scale > 0 {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: number / scale % 10))
      scale /= 10
    }
  }
}

extension [UInt8] {
  @inline(__always)
  fileprivate mutating func append(text: String) { append(contentsOf: text.utf8) }
}
