import EventStore
import Foundation
import Ledger
import Synchronization
import Twinning

extension Bench {
  /// What one measure of clients says.
  struct ClientMeasure {
    var name: String
    var perSecond: Double
    var medianMilliseconds: Double
    var slowestOfHundredMilliseconds: Double
  }

  /// Measures clients that send one command each and wait for it, and two that send a hundred each,
  /// which are committed as a hundred. Commands are taken in their order, so that every one is
  /// admitted.
  func measureClients(
    _ later: inout [Request], _ device: Double, _ say: (String) -> Void
  ) throws -> (single: ClientMeasure, hundreds: ClientMeasure) {
    func take(_ count: Int) -> [Request] {
      let part = Array(later.prefix(count))
      later.removeFirst(part.count)
      return part
    }
    let total = later.count / 5
    let single = try measure("1 client", clients: 1, take(min(total, 5_000)))
    let sixteen = try measure("16 clients", clients: 16, take(total))
    let sixtyFour = try measure("64 clients", clients: 64, take(total))
    var options = RecorderOptions()
    options.groupCountMax = 100
    let hundreds = try measure(
      "2 clients, 100 commands a commit", clients: 2, batch: 100, take(total), options)
    for measure in [single, sixteen, sixtyFour, hundreds] {
      say(
        "\(measure.name): \(Self.rate(measure.perSecond)) commands a second, "
          + String(format: "%.1f", measure.perSecond / device) + " times the device; "
          + String(
            format: "half within %.2f ms, 99 of 100 within %.2f ms", measure.medianMilliseconds,
            measure.slowestOfHundredMilliseconds))
    }
    return (single, hundreds)
  }

  private func measure(
    _ name: String, clients: Int, batch: Int = 1, _ requests: [Request],
    _ options: RecorderOptions = RecorderOptions()
  ) throws -> ClientMeasure {
    let recorder = try Recorder(directory: benchLedger, options: options)
    defer { recorder.close() }
    let feed = Feed(requests, batch: batch)
    let clock = ContinuousClock()
    let start = clock.now
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<clients { group.addTask { await feed.run(with: recorder) } }
      }
      done.signal()
    }
    done.wait()
    let duration = start.duration(to: clock.now)
    let (latencies, failure) = feed.result()
    if let failure { throw failure }
    let sorted = latencies.sorted()
    return ClientMeasure(
      name: name, perSecond: Double(requests.count) / duration.inSeconds,
      medianMilliseconds: sorted[sorted.count / 2] * 1_000,
      slowestOfHundredMilliseconds: sorted[sorted.count * 99 / 100] * 1_000)
  }

  /// Measures a C program that does the same puts and commits.
  func measureBaseline(
    _ measures: (single: ClientMeasure, hundreds: ClientMeasure), _ say: (String) -> Void
  ) throws {
    let reader = try LedgerReader(directory: benchLedger)
    let head = try reader.store.head()
    let event = head.eventBytes / head.size.value
    let tail = try reader.store.statistics().meanTailBytesPerEvent
    for (batch, measure) in [(1, measures.single), (100, measures.hundreds)] {
      let directory = benchFolder.appending(path: "baseline-\(batch)")
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: directory) }
      let count = batch == 1 ? 5_000 : 20_000
      let perSecond = try Self.baseline(
        ["append", directory.path]
          + [event, UInt64(tail), UInt64(count), UInt64(batch), 100_000]
          .map(String.init))
      say(
        "C on liblmdb, the same puts, \(batch) a commit: \(Self.rate(perSecond)) events a second; "
          + "twinledger does " + String(format: "%.0f", measure.perSecond / perSecond * 100)
          + " % of it, rules, JSON and hashes included")
    }
  }
}

/// Hands out requests in their order and sends them under the same lock, so that they are judged
/// in that order whoever waits for them.
private final class Feed: Sendable {
  private struct State {
    var next = 0
    var latencies: [Double] = []
    var failure: RecordError?
  }

  private let requests: [Request]
  private let batch: Int
  private let state = Mutex(State())

  init(_ requests: [Request], batch: Int) {
    self.requests = requests
    self.batch = batch
  }

  /// Sends and waits until there is nothing left to send.
  func run(with recorder: Recorder) async {
    let clock = ContinuousClock()
    while true {
      let start = clock.now
      let outcomes: [Result<Answer, RecordError>]? = await withCheckedContinuation { waiting in
        state.withLock { state in
          guard state.next < requests.count, state.failure == nil else {
            waiting.resume(returning: nil)
            return
          }
          let end = min(state.next + batch, requests.count)
          let part = Array(requests[state.next..<end])
          state.next = end
          recorder.send(part) { waiting.resume(returning: $0) }
        }
      }
      guard let outcomes else { return }
      let seconds = start.duration(to: clock.now).inSeconds
      state.withLock { state in
        state.latencies.append(seconds)
        for case .failure(let error) in outcomes where state.failure == nil {
          state.failure = error
        }
      }
    }
  }

  func result() -> ([Double], RecordError?) { state.withLock { ($0.latencies, $0.failure) } }
}

/// Somebody else who writes now and then while a file is imported, and how long they wait.
final class OtherWriter: Sendable {
  private let recorder: Recorder
  private let longest = Mutex<Duration>(.zero)
  private let anonymousMegabytes = Mutex(0)
  private let isDone = Mutex(false)
  private let ended = DispatchSemaphore(value: 0)

  init(_ recorder: Recorder) { self.recorder = recorder }

  func begin() {
    DispatchQueue(label: "twinledger.bench.other").async { [self] in
      let clock = ContinuousClock()
      var reader = CommandReader()
      // A command that is refused takes its turn like any other and leaves no trace.
      let text = """
        {"type":"CitySuperseded","subject":"city/xx-nowhere","actor":"ce-01","role":"CE",\
        "data":{"by":"xx-elsewhere","reason":{"code":"other"}}}
        """
      while !isDone.withLock({ $0 }) {
        let start = clock.now
        if let request = try? reader.request(from: text.utf8.span) {
          _ = try? recorder.recordBlocking(request)
        }
        let waited = start.duration(to: clock.now)
        longest.withLock { $0 = max($0, waited) }
        let memory = ProcessMemory.now().anonymousMegabytes
        anonymousMegabytes.withLock { $0 = max($0, memory) }
        Thread.sleep(forTimeInterval: 0.05)
      }
      ended.signal()
    }
  }

  /// Stops, and says how long it waited at most and how much memory the process took meanwhile.
  func end() -> (longest: Duration, anonymousMegabytes: Int) {
    isDone.withLock { $0 = true }
    ended.wait()
    return (longest.withLock { $0 }, anonymousMegabytes.withLock { $0 })
  }
}
