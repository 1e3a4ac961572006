/// An event as folds and rules see it: envelope facts and typed payload.
///
/// After a correction the same event is seen with its corrected payload and time: what stands
/// here is the effective event. Its texts are ranges of the bytes that it was read from.
public struct Event: Sendable {
  /// The place in the log, from 0.
  public var index: Int64

  /// The stream.
  public var subject: Ref

  /// The place in the stream, from 1.
  public var version: Int32

  /// When it happened.
  public var time: Instant

  /// The latest it can have happened: later than `time` where the date is a day, a month, a year
  /// or a range.
  public var latest: Instant

  /// When the ledger recorded it.
  public var recordedTime: Instant

  /// Who recorded it: an opaque id.
  public var actor: Ref

  /// The role it was recorded in.
  public var role: Role

  /// Whether it came in a bulk import.
  public var isImported: Bool

  /// What happened.
  public var data: EventData

  /// Puts the parts together.
  public init(
    index: Int64, subject: Ref, version: Int32, time: Instant, latest: Instant,
    recordedTime: Instant, actor: Ref, role: Role, isImported: Bool, data: EventData
  ) {
    self.index = index
    self.subject = subject
    self.version = version
    self.time = time
    self.latest = latest
    self.recordedTime = recordedTime
    self.actor = actor
    self.role = role
    self.isImported = isImported
    self.data = data
  }

  /// Whether the event was taken over from an existing record whose origin is not in the ledger.
  public var isFromRecord: Bool { data.common.basis == .importedRecord }
}
