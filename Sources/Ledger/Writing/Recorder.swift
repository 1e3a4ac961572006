internal import Dispatch
public import EventStore
internal import Synchronization
public import TransparencyLog
internal import Twinning

/// The one writer of a ledger in this process. Requests that arrive together share a commit; each
/// is answered once its events are durable.
///
/// Any thread may send requests. The writer has a thread of its own, because it waits for the
/// disk.
public final class Recorder: Sendable {
  private let queue: WorkQueue

  /// The committed ledger, for reading.
  public let store: EventLog

  /// What signs checkpoints, where there is a key directory.
  let signer: Signer?

  /// Opens the ledger in `directory` for writing.
  ///
  /// - Throws: ``RecordError/store(_:)`` where the store can't be opened; nothing changes then.
  public init(
    directory: String, clock: Clock = .system, options: RecorderOptions = RecorderOptions()
  ) throws(RecordError) {
    let queue = WorkQueue(options)
    let opened = Opened()
    DispatchQueue(label: "twinledger.writer", qos: .userInitiated).async {
      Recorder.run(directory: directory, clock: clock, options: options, queue, opened)
      // The session is gone by now, and with it this process's hold on the store.
      queue.finishDone()
    }
    switch opened.wait() {
    case .success(let (store, signer)):
      self.queue = queue
      self.store = store
      self.signer = signer
    case .failure(let error): throw .store(error)
    }
  }

  deinit { queue.close() }

  /// The public half of the key that signs; nil without a key directory.
  public var verifierKey: VerifierKey? { signer?.keys.verifierKey }

  /// Signs the ledger as it is committed now, or returns what was signed before if nothing was
  /// appended since. Blocks the thread while another process signs.
  ///
  /// - Returns: the note; nil without a key directory.
  /// - Throws: `SigningError`, and what the store couldn't read.
  @discardableResult
  public func checkpoint() throws -> SignedNote? { try signer?.sign(store) }

  /// Finishes what was sent and lets go of the ledger. Blocks until then.
  public func close() {
    queue.close()
    queue.waitUntilDone()
  }

  /// Records one request: an answer once it is durable.
  public func record(_ request: Request) async throws(RecordError) -> Answer {
    let outcome = await withCheckedContinuation { continuation in
      queue.add(Work(requests: [request]) { continuation.resume(returning: $0[0]) })
    }
    return try outcome.get()
  }

  /// Sends requests, to be recorded in order and in one commit together with what else arrives;
  /// `then` is called on a thread of the writer's once they are durable, and must not block it. The
  /// order in which threads call this is the order in which requests are judged.
  public func send(
    _ requests: [Request], then: @escaping @Sendable ([Result<Answer, RecordError>]) -> Void
  ) {
    queue.add(Work(requests: requests, finish: then))
  }

  /// Records one request and blocks the calling thread until it is durable.
  public func recordBlocking(_ request: Request) throws(RecordError) -> Answer {
    try recordBlocking([request])[0].get()
  }

  /// Records requests in order, in one commit together with what else has arrived, and blocks the
  /// calling thread until they are durable. A refusal concerns only its own request.
  public func recordBlocking(_ requests: [Request]) -> [Result<Answer, RecordError>] {
    send(requests).wait()
  }

  /// Sends requests as ``send(_:then:)`` does, to be waited for later.
  func send(_ requests: [Request]) -> SentRequests {
    let sent = SentRequests()
    send(requests) { sent.finish($0) }
    return sent
  }

  private static func run(
    directory: String, clock: Clock, options: RecorderOptions, _ queue: WorkQueue,
    _ opened: Opened
  ) {
    var session: Session
    do {
      session = try Session(
        writer: LogWriter(opening: directory, options: options.store), clock: clock,
        keyDirectory: options.keyDirectory)
    } catch {
      opened.finish(.failure(error))
      return
    }
    opened.finish(.success((session.store, session.signer)))
    while let works = queue.take() { session.record(works, from: queue) }
  }
}

/// How a recorder gathers requests.
public struct RecorderOptions: Sendable {
  /// How many requests share a commit at most.
  public var groupCountMax = 256

  /// Where the key lies that signs checkpoints; nil for a ledger that nobody signs, in tests and
  /// measurements. With one, nothing is appended to a ledger that isn't what was signed.
  public var keyDirectory: String?

  /// How the store is opened.
  public var store = LogWriterOptions(programVersion: Admitter.programVersion)

  public init() {}
}

/// Requests that were sent and will be answered.
final class SentRequests: Sendable {
  private let outcomes = Mutex<[Result<Answer, RecordError>]>([])
  private let done = DispatchSemaphore(value: 0)

  fileprivate func finish(_ found: [Result<Answer, RecordError>]) {
    outcomes.withLock { $0 = found }
    done.signal()
  }

  /// Blocks until all are answered; an outcome each. To be called once.
  func wait() -> [Result<Answer, RecordError>] {
    done.wait()
    return outcomes.withLock { $0 }
  }
}

/// The writer thread's word that it has begun.
private final class Opened: Sendable {
  private let result = Mutex<Result<(EventLog, Signer?), any Error>?>(nil)
  private let ready = DispatchSemaphore(value: 0)

  func finish(_ outcome: Result<(EventLog, Signer?), any Error>) {
    result.withLock { $0 = outcome }
    ready.signal()
  }

  func wait() -> Result<(EventLog, Signer?), any Error> {
    ready.wait()
    // Taken, not copied: whoever holds the store keeps the ledger open.
    guard let outcome = result.withLock({ $0.take() }) else {
      preconditionFailure("the writer's thread said it was ready and left no result")
    }
    return outcome
  }
}
