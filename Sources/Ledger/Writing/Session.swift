internal import EventStore
internal import Twinning

/// The writing side of one ledger in this process: the store's writer and the world it admits
/// against. It lives on the writer's own thread.
struct Session: ~Copyable {
  private var writer: LogWriter
  private var admitter: Admitter

  /// What signs the ledger's checkpoints, if anything does.
  let signer: Signer?

  /// - Parameter keyDirectory: where the key lies. The ledger must go on from what was signed last.
  init(writer: consuming LogWriter, clock: Clock, keyDirectory: String? = nil) throws {
    let store = writer.store
    let signer = try keyDirectory.map { try Signer(keyDirectory: $0, store: store) }
    let admitter = try Admitter(store: store, clock: clock)
    self.signer = signer
    self.admitter = admitter
    self.writer = writer
  }

  var store: EventLog { writer.store }

  /// Judges `requests` in order and commits what is admitted in one transaction.
  ///
  /// - Returns: an outcome each, once all of them are durable.
  mutating func record(_ requests: [Request]) -> [Result<Answer, RecordError>] {
    var outcomes: [Result<Answer, RecordError>] = []
    outcomes.reserveCapacity(requests.count)
    do {
      try writer.turn { turn in
        try admitter.begin(turn)
        if let error = admitter.unavailability() {
          outcomes = requests.map { _ in .failure(error) }
          return
        }
        var group = Group()
        for request in requests {
          outcomes.append(try admitter.admit(request, into: &turn, group: &group))
        }
        guard group.eventCount > 0 else { return }
        try admitter.keepStates(in: &turn)
        let signed = signer?.keep(in: &turn)
        _ = try turn.commit()
        admitter.committed()
        if let signed { signer?.didKeep(signed) }
      }
      return outcomes
    } catch {
      return fail(requests, error)
    }
  }

  /// Starts over from what is committed, and says so to everybody in the group.
  private mutating func fail(
    _ requests: [Request], _ error: any Error
  ) -> [Result<Answer, RecordError>] {
    try? admitter.forget()
    let isUnknown = (error as? StoreError)?.code == .outcomeUnknown
    return requests.map { request in
      if isUnknown, let id = request.commandID {
        return .failure(.outcomeUnknown(commandID: id, error))
      }
      return .failure(.store(error))
    }
  }
}

/// What one commit has taken in so far.
struct Group {
  var eventCount = 0

  /// Requests admitted in this group, by id: a repeat in the same group is answered like any other.
  var answers: [EventID: (answer: Answer, digest: CommandDigest)] = [:]
}
