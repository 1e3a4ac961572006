import EventStore
import Foundation
import Ledger
import Twinning

extension Bench {
  /// Measures a fold of the whole log into every state and every figure, on one core.
  func measureReplay(_ say: (String) -> Void) throws {
    let reader = try LedgerReader(directory: benchLedger)
    let head = try reader.store.head()
    let clock = ContinuousClock()
    var rounds: [(states: Double, figures: Double)] = []
    for _ in 0..<3 {
      let start = clock.now
      let world = try reader.replay(until: Int64(head.size.value))
      let folded = clock.now
      let now = world.recordedTime ?? Instant(milliseconds: 0)
      let summary = world.impact(of: ReportScope(), now: now, columns: world.columns)
      let end = clock.now
      guard !summary.figures.isEmpty else { throw InputError("there are no figures") }
      rounds.append((start.duration(to: folded).inSeconds, folded.duration(to: end).inSeconds))
    }
    rounds.sort { $0.states + $0.figures < $1.states + $1.figures }
    let median = rounds[rounds.count / 2]
    let total = median.states + median.figures
    let events = Double(head.size.value)
    say(
      "replay: \(Self.rate(events / total)) events a second into every state and figure, "
        + String(format: "%.0f MB/s", Double(head.eventBytes) / total / 1e6)
        + String(
          format: "; states %.2f s, figures %.2f s, the middle of three", median.states,
          median.figures))
  }

  /// Measures opening the ledger in a new process and showing one pairing.
  func measureOpening(_ say: (String) -> Void) throws {
    let subject: String
    do {
      let reader = try LedgerReader(directory: benchLedger)
      let pairings = try reader.store.subjects(prefix: "pairing/")
      guard !pairings.isEmpty else { return }
      subject = pairings[pairings.count / 2]
    }
    guard let program = Bundle.main.executablePath else { return }
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<11 {
      let start = clock.now
      let process = Process()
      process.executableURL = URL(filePath: program)
      process.arguments = ["--ledger", benchLedger, "show", subject, "--format", "json"]
      process.standardOutput = Pipe()
      try process.run()
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { throw InputError("show \(subject) failed") }
      times.append(start.duration(to: clock.now).inSeconds)
    }
    times.sort()
    say(
      "open and show one pairing, a process each: "
        + String(format: "%.1f ms", times[times.count / 2] * 1_000) + ", the middle of 11")
  }
}
