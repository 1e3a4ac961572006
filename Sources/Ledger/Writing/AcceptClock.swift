internal import EventStore
public import Twinning

extension Recorder {
  /// Records that the clock is right although an event was recorded more than 5 s later than it
  /// says: somebody once recorded with a clock that was ahead. From then on events are recorded at
  /// that last recorded time, here and in every other process, until the clock has passed it; also
  /// after a restart, because it is an event like any other. A clock that goes back behind what it
  /// said now, by more than 5 s, is to be accepted anew.
  ///
  /// Blocks until it is durable.
  ///
  /// - Parameters:
  ///   - actor: who says so: an opaque id.
  ///   - role: in which role; the programme office's.
  /// - Throws: ``RecordError``: refused where the clock isn't behind, or is accepted already.
  public func acceptClock(
    actor: String, role: Role, clock: Clock = .system
  ) throws(RecordError) -> Answer {
    do throws(TextProblem) { _ = try OpaqueID(actor) } catch {
      throw .input(InputError("\(error)", member: "/actor"))
    }
    let last: Int64?
    do { last = try store.head().recordedTimeMilliseconds } catch { throw .store(error) }
    var accepted = ClockAcceptedV1()
    accepted.clock = clock.now()
    accepted.lastRecorded = Instant(milliseconds: last ?? 0)
    var request = Request(commands: [
      CommandText(
        type: .clockAccepted, subject: "ledger/self",
        data: EventData.clockAccepted(accepted).write(texts: Span(), interner: Interner()),
        actor: actor, role: role)
    ])
    request.acceptsClock = true
    return try recordBlocking(request)
  }
}
