internal import EventStore
public import Twinning

extension Recorder {
  /// What the clock brought about.
  public struct Tick: Sendable {
    /// The moment that things fell due by.
    public var now: Instant

    /// What was recorded, in order.
    public var answers: [Answer] = []
  }

  /// Records what has fallen due by `now`: calls whose deadline has passed, proposals to erase.
  ///
  /// What another process records meanwhile is left to it. Blocks until everything is durable.
  ///
  /// - Parameter now: by when things are due and when that is recorded, which only a synthetic
  ///   ledger takes; nil is the clock's now, and on a synthetic ledger its last recorded time.
  /// - Throws: ``RecordError``; what was recorded before it stays.
  /// - Complexity: O(n) in the calls and programmes.
  public func tick(now: Instant? = nil, clock: Clock = .system) throws -> Tick {
    let world = try LedgerReader(of: self).currentWorld()
    if now != nil, !world.isSynthetic {
      throw RecordError.input(
        InputError("only a synthetic ledger takes a recorded time.", member: "--recorded"))
    }
    let recordedTime = now ?? (world.isSynthetic ? world.recordedTime : nil)
    var tick = Tick(now: recordedTime ?? clock.now())
    for prefix in ["call/", "programme/"] {
      for subject in try store.subjects(prefix: prefix) {
        _ = world.interner.intern(subject: subject)
      }
    }
    for command in world.due(at: tick.now) {
      let text = CommandText(
        type: command.data.type, subject: world.interner.subject(of: command.subject),
        data: command.bytes, occurred: command.occurred, actor: "sys", role: .sys)
      let request = Request(commands: [text], recordedTime: recordedTime, isByRule: true)
      do throws(RecordError) {
        tick.answers.append(try recordBlocking(request))
      } catch {
        // Refused now: somebody else recorded it since it was found due.
        if case .refused = error { continue }
        throw error
      }
    }
    return tick
  }
}
