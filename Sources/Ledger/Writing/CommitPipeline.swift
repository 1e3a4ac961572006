internal import EventStore
internal import TransparencyLog
internal import Twinning

/// Judges requests and commits them: while one batch is on its way to the disk, what arrives is
/// judged for the next.
///
/// The world that judges is ahead of the store by what is under way. It reads the store only as far
/// as its own commits are known to have come, so that it meets each event once.
struct CommitPipeline: ~Copyable {
  private var admitter: Admitter
  private let commits = CommitThread()

  /// What is being judged and not yet on its way to the disk; everybody in it waits for an answer.
  private var judged = Batch()

  /// What is on its way. Whoever takes it there answers.
  private var committing: Batch?

  /// What signs the ledger's checkpoints, if anything does.
  let signer: Signer?

  /// How long other processes may have to wait for their turn while requests keep coming.
  private static let turnMax = Duration.milliseconds(50)

  init(_ admitter: Admitter, _ signer: Signer?) {
    self.admitter = admitter
    self.signer = signer
  }

  /// Takes `works` on: from now on each is answered, whatever happens.
  mutating func take(_ works: [Work]) { for work in works { judged.add(work) } }

  /// Judges `works`, which were taken on, and what arrives at `queue` meanwhile, and commits them.
  ///
  /// - Throws: what the store couldn't read or write. Call ``fail(_:)`` then.
  mutating func run(in turn: inout Turn, _ works: [Work], _ queue: WorkQueue) throws {
    try admitter.begin(turn)
    if let error = admitter.unavailability() {
      judged.fail(error)
      judged = Batch()
      return
    }
    do {
      try judge(works, in: &turn)
      try commitAll(in: &turn, queue)
    } catch {
      // A turn doesn't end while its commit is away.
      if committing != nil { try? awaitCommit(in: &turn) }
      throw error
    }
  }

  /// Says to everybody who waits that `error` came between, and starts over from what is committed.
  mutating func fail(_ error: any Error) {
    try? admitter.forget()
    judged.failCommit(error)
    judged = Batch()
  }

  private mutating func judge(_ works: [Work], in turn: inout Turn) throws {
    for work in works {
      for request in work.requests {
        let outcome = try admitter.admit(request, into: &turn, &judged, behind: committing)
        judged.note(outcome)
      }
    }
  }

  /// Commits what is judged: here if nobody else waits, otherwise while they are judged.
  private mutating func commitAll(in turn: inout Turn, _ queue: WorkQueue) throws {
    let end = ContinuousClock.now + Self.turnMax
    while !judged.isEmpty {
      if judged.eventCount == 0 {
        judged.answer()
        judged = Batch()
        return
      }
      let hasCompany = judged.works.count > 1 || !queue.isEmpty
      guard hasCompany, !admitter.isFull, ContinuousClock.now < end else {
        try commitHere(in: &turn)
        return
      }
      try beginCommit(in: &turn, queue)
      while let works = queue.takeMore(behind: judged.requestCount, while: { commits.isBusy }) {
        for work in works { judged.add(work) }
        try judge(works, in: &turn)
      }
      try awaitCommit(in: &turn)
    }
  }

  private mutating func commitHere(in turn: inout Turn) throws {
    try admitter.keepStates(in: &turn)
    let checkpoint = signer?.keep(in: &turn)
    let head = try turn.commit()
    admitter.committed(upTo: head.size)
    if let checkpoint { signer?.didKeep(checkpoint) }
    judged.answer()
    judged = Batch()
  }

  private mutating func beginCommit(in turn: inout Turn, _ queue: WorkQueue) throws {
    try admitter.keepStates(in: &turn)
    judged.checkpoint = signer?.keep(in: &turn)
    let batch = judged
    judged = Batch()
    committing = batch
    commits.begin(turn.beginCommit()) { failure in
      queue.nudge()
      if let failure { batch.failCommit(failure) } else { batch.answer() }
    }
  }

  /// Waits for the commit that is under way. Where it failed, nothing judged meanwhile is so.
  private mutating func awaitCommit(in turn: inout Turn) throws {
    let batch = committing
    committing = nil
    do {
      let head = try turn.finishCommit(commits.finish())
      admitter.committed(upTo: head.size)
      if let checkpoint = batch?.checkpoint { signer?.didKeep(checkpoint) }
    } catch {
      judged.fail(
        .unavailable(
          "nothing of this was recorded, because the commit before it failed: \(error)"))
      judged = Batch()
      throw error
    }
  }
}
