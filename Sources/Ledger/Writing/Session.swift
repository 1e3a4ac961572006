internal import EventStore

/// The writing side of one ledger in this process: the store's writer and what judges and commits
/// in its turns. It lives on the writer's own thread.
struct Session: ~Copyable {
  private var writer: LogWriter
  private var pipeline: CommitPipeline

  /// - Parameter keyDirectory: where the key lies. The ledger must go on from what was signed last.
  init(writer: consuming LogWriter, clock: Clock, keyDirectory: String? = nil) throws {
    let store = writer.store
    let signer = try keyDirectory.map { try Signer(keyDirectory: $0, store: store) }
    pipeline = CommitPipeline(try Admitter(store: store, clock: clock), signer)
    self.writer = writer
  }

  var store: EventLog { writer.store }

  /// What signs the ledger's checkpoints, if anything does.
  var signer: Signer? { pipeline.signer }

  /// Judges `works` in order, commits what is admitted and answers each request once it is durable,
  /// in one turn of the store's writer.
  mutating func record(_ works: [Work], from queue: WorkQueue) {
    pipeline.take(works)
    do { try writer.turn { turn in try pipeline.run(in: &turn, works, queue) } } catch {
      pipeline.fail(error)
    }
  }
}
