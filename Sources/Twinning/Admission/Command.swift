/// What somebody asks to have recorded: one event, not yet admitted.
public struct Command: Sendable {
  public var subject: Ref

  /// The payload as read by its schema; its texts are ranges of `bytes`.
  public var data: EventData

  /// The payload's canonical bytes.
  public var bytes: [UInt8]

  /// When it happened, where the caller says so and the payload has no date of its own.
  public var occurred: Instant?

  /// Who asks: an opaque id.
  public var actor: Ref
  /// The role it is asked in.
  public var role: Role

  /// Whether it comes from a bulk import.
  public var isImported: Bool

  /// Whether the program itself asks, as a consequence of a rule or of the clock.
  public var isByRule: Bool

  /// Puts the parts together.
  public init(
    subject: Ref, data: EventData, bytes: [UInt8], occurred: Instant? = nil, actor: Ref,
    role: Role, isImported: Bool = false, isByRule: Bool = false
  ) {
    self.subject = subject
    self.data = data
    self.bytes = bytes
    self.occurred = occurred
    self.actor = actor
    self.role = role
    self.isImported = isImported
    self.isByRule = isByRule
  }
}

/// An event that was admitted and is to be written.
public struct Admitted: Sendable {
  public var event: Event

  /// The id it gets: version 7, following from the command's id, its place and the recorded time.
  public var id: EventID

  /// The payload's canonical bytes.
  public var bytes: [UInt8]

  /// For a consequence: the index of the event that caused it.
  public var cause: Int64?
}
