internal import EventStore
public import TransparencyLog
internal import Twinning

/// Bringing back events that a ledger lacks, byte for byte, from an export that was verified.
public enum Recovery {
  /// What came of it.
  public struct Outcome: Hashable, Sendable {
    /// How many events the ledger had.
    public var from: UInt64
    /// How many it has now.
    public var size: UInt64
  }

  /// Why nothing, or not everything, was brought back.
  public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands in the way, and what to do.
    public let description: String
  }

  /// How many events are brought back in one commit at least, if there are as many.
  private static let eventsPerCommit = 1_000

  /// Appends to the ledger in `directory` what it lacks of the events that `next` gives, which are
  /// those of `checkpoint` from event 0 on. Each command is admitted anew, and must make the very
  /// bytes that were given. A recovery that was cut goes on when it is run again.
  ///
  /// - Parameters:
  ///   - next: the next event's bytes, nil at the end.
  ///   - progress: called now and then with the share that is done.
  /// - Throws: ``Refusal`` where the ledger isn't the beginning of what is given, or the other way
  ///   round; `RecordError`, `IntegrityError` or what `next` throws. What was appended before
  ///   stays: it was part of the signed history.
  /// - Complexity: O(n) in the events given.
  public static func run(
    directory: String, checkpoint: Checkpoint, next: () throws -> [UInt8]?,
    progress: (Double) -> Void = { _ in }
  ) throws -> Outcome {
    let recorder = try Recorder(directory: directory)
    defer { recorder.close() }
    let store = recorder.store
    let from = try store.size().value
    guard from <= checkpoint.size else {
      throw Refusal(
        description: "the ledger has \(from) events, the export \(checkpoint.size): it lacks none.")
    }
    var frontier = Frontier()
    while frontier.size < from, let bytes = try next() { frontier.append(leafHash(of: bytes.span)) }
    guard frontier.size == from, try store.root(at: Size(from)) == frontier.root else {
      throw Refusal(
        description: "the ledger's \(from) events aren't those of the export: this is another "
          + "history. Nothing was appended; audit both.")
    }
    let interner = Interner()
    var command = RecordedCommand()
    var requests: [Request] = []
    func send() throws {
      for outcome in recorder.recordBlocking(requests) { _ = try outcome.get() }
      requests.removeAll()
      progress(Double(try store.size().value) / Double(max(1, checkpoint.size)))
    }
    while let bytes = try next() {
      let stored = try StoredEvent.read(bytes.span, strength: .admit, interner: interner)
      if let last = command.events.last, last.stored.head.commandID != stored.head.commandID {
        requests.append(request(of: command, interner))
        command = RecordedCommand()
        if requests.count >= eventsPerCommit { try send() }
      }
      command.events.append((stored, bytes))
    }
    if !command.events.isEmpty { requests.append(request(of: command, interner)) }
    try send()
    let size = try store.size().value
    guard size == checkpoint.size, try store.root(at: Size(size)) == checkpoint.root else {
      throw Refusal(description: "the ledger isn't what the checkpoint says; audit it.")
    }
    return Outcome(from: from, size: size)
  }

  private static func request(of command: RecordedCommand, _ interner: Interner) -> Request {
    let first = command.events[0]
    let roots = command.roots
    let texts = command.texts(in: interner) { place in
      let (head, data) = (roots[place].stored.head, roots[place].stored.data)
      return data?.ownDate == nil && head.time != head.recordedTime
    }
    var request = Request(
      commands: texts, commandID: first.stored.head.commandID,
      recordedTime: first.stored.head.recordedTime, isByRule: first.stored.head.role == .sys)
    request.importBatch = first.stored.head.importBatch?.string(in: first.bytes)
    request.traceParent = first.stored.head.traceParent?.string(in: first.bytes)
    request.recovered = command.events.map(\.bytes)
    return request
  }
}
