internal import Dispatch
internal import Synchronization

/// Requests that are answered together.
struct Work: Sendable {
  let requests: [Request]
  let finish: @Sendable ([Result<Answer, RecordError>]) -> Void
}

/// What was sent to the writer and not yet taken, in order of arrival.
final class WorkQueue: Sendable {
  private struct State {
    var works: [Work] = []
    var isClosed = false
    var isWriterAsleep = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)
  private let done = DispatchSemaphore(value: 0)
  private let options: RecorderOptions

  /// How many requests are better committed together than in two halves.
  private static let undividedCountMax = 16

  init(_ options: RecorderOptions) { self.options = options }

  /// Whether nothing waits.
  var isEmpty: Bool { state.withLock { $0.works.isEmpty } }

  func add(_ work: Work) {
    let isClosed = state.withLock { state -> Bool in
      if state.isClosed { return true }
      state.works.append(work)
      wakeWriter(&state)
      return false
    }
    if isClosed {
      work.finish(work.requests.map { _ in .failure(.unavailable("the ledger is closed.")) })
    }
  }

  private func wakeWriter(_ state: inout State) {
    guard state.isWriterAsleep else { return }
    state.isWriterAsleep = false
    wake.signal()
  }

  // MARK: The writer's side

  /// The next group; waits for one. Nil once closed and empty.
  func take() -> [Work]? {
    while true {
      let taken = state.withLock { state -> [Work]? in
        if !state.works.isEmpty { return takeFirstGroup(from: &state.works) }
        if state.isClosed { return nil }
        state.isWriterAsleep = true
        return []
      }
      guard let taken else { return nil }
      if !taken.isEmpty { return taken }
      wake.wait()
    }
  }

  /// More for a group that has `count` requests, waiting for some while `isBusy` says so; nil once
  /// it doesn't and nothing waits that fits. Whoever makes it untrue calls ``nudge()``.
  func takeMore(behind count: Int, while isBusy: () -> Bool) -> [Work]? {
    while true {
      let taken = state.withLock { state -> [Work]? in
        let room = options.groupCountMax - count
        if let first = state.works.first, count == 0 || first.requests.count <= room {
          return takeGroup(room, from: &state.works)
        }
        if !isBusy() { return nil }
        state.isWriterAsleep = true
        return []
      }
      guard let taken else { return nil }
      if !taken.isEmpty { return taken }
      wake.wait()
    }
  }

  /// Lets the writer look again what it waits for.
  func nudge() { state.withLock { wakeWriter(&$0) } }

  /// Half of what waits, if that is much: the other half is judged while the first is committed.
  /// With all of them in one commit, rules and disk would wait for each other in turn.
  private func takeFirstGroup(from works: inout [Work]) -> [Work] {
    let waiting = works.reduce(0) { $0 + $1.requests.count }
    let half = max(waiting / 2, Self.undividedCountMax)
    return takeGroup(min(half, options.groupCountMax), from: &works)
  }

  /// The works that come next and have at most `countMax` requests together, at least one work.
  private func takeGroup(_ countMax: Int, from works: inout [Work]) -> [Work] {
    var count = 0
    var taken = 0
    while taken < works.count {
      let next = works[taken].requests.count
      if taken > 0, count + next > countMax { break }
      count += next
      taken += 1
    }
    let group = Array(works[..<taken])
    works.removeFirst(taken)
    return group
  }

  // MARK: The end

  func close() {
    state.withLock { state in
      state.isClosed = true
      state.isWriterAsleep = false
    }
    wake.signal()
  }

  func finishDone() { done.signal() }

  func waitUntilDone() {
    done.wait()
    done.signal()
  }
}
