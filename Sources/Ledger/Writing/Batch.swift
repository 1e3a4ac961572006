internal import EventStore
internal import TransparencyLog
internal import Twinning

/// Requests that are judged one after the other and share a commit.
struct Batch: Sendable {
  private(set) var works: [Work] = []

  /// An outcome for each request that was judged, to be told once the commit is durable.
  private var outcomes: [Result<Answer, RecordError>] = []

  /// How many requests the works have.
  private(set) var requestCount = 0

  /// How many events the commit will have.
  private(set) var eventCount = 0

  /// What was admitted, by id: a repeat before the commit is durable is answered like any other.
  private(set) var answers: [EventID: (answer: Answer, digest: CommandDigest)] = [:]

  /// The checkpoint that is kept with the commit.
  var checkpoint: SignedNote?

  var isEmpty: Bool { works.isEmpty }

  mutating func add(_ work: Work) {
    works.append(work)
    requestCount += work.requests.count
  }

  /// Notes the outcome of the next request.
  mutating func note(_ outcome: Result<Answer, RecordError>) { outcomes.append(outcome) }

  mutating func remember(_ answer: Answer, digest: CommandDigest) {
    eventCount += answer.count
    answers[answer.commandID] = (answer, digest)
  }

  /// Tells everybody the outcomes.
  func answer() {
    precondition(outcomes.count == requestCount, "A batch was answered before it was judged")
    var start = 0
    for work in works {
      work.finish(Array(outcomes[start..<start + work.requests.count]))
      start += work.requests.count
    }
  }

  /// Tells everybody that `error` concerns all of them.
  func fail(_ error: RecordError) {
    for work in works { work.finish(work.requests.map { _ in .failure(error) }) }
  }

  /// Tells everybody that the commit failed: who knows its command's id learns that nobody can tell
  /// what became of it, where that is so.
  func failCommit(_ error: any Error) {
    let isUnknown = (error as? StoreError)?.code == .outcomeUnknown
    for work in works {
      work.finish(
        work.requests.map { request in
          guard isUnknown, let id = request.commandID else { return .failure(.store(error)) }
          return .failure(.outcomeUnknown(commandID: id, error))
        })
    }
  }
}
