import EventStore
import Foundation
import Ledger
import TransparencyLog
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

  /// Measures a summary of everything, from what is kept of earlier folds: as known now, and as
  /// known at the size that lies the farthest behind what is kept.
  func measureReports(_ say: (String) -> Void) throws {
    let reader = try LedgerReader(directory: benchLedger)
    let size = Int64(try reader.store.size().value)
    let spacing = Int64(EventLog.keptProjectionSpacing)
    let clock = ContinuousClock()
    func seconds(at size: Int64) throws -> Double {
      let start = clock.now
      let world = try reader.known(at: size)
      let now = world.recordedTime ?? Instant(milliseconds: 0)
      let summary = world.impact(of: ReportScope(), now: now, columns: world.columns)
      guard !summary.figures.isEmpty else { throw InputError("there are no figures") }
      return start.duration(to: clock.now).inSeconds
    }
    let first = try seconds(at: size)
    let past = max(0, size / spacing * spacing - 1)
    let (known, earlier) = try (
      (0..<5).map { _ in try seconds(at: size) }.sorted()[2],
      (0..<5).map { _ in try seconds(at: past) }.sorted()[2]
    )
    say(
      String(
        format: "a summary: %.2f s as known now, %.2f s as known at size %lld, the middle of five; "
          + "%.2f s where nothing was kept", known, earlier, past, first))
  }

  /// Measures hashing every event and making the tree anew, alone, and a whole audit.
  func measureAudit(_ say: (String) -> Void) throws {
    let reader = try LedgerReader(directory: benchLedger)
    let head = try reader.store.head()
    let clock = ContinuousClock()
    var tree = TreeAudit(size: head.size)
    let start = clock.now
    while try tree.step(reader.store) {}
    let hashing = start.duration(to: clock.now)
    guard tree.findings.isEmpty, tree.root == head.root else {
      throw InputError("the log isn't what its tree says.")
    }
    let begin = clock.now
    let report = try Audit(reader).run()
    let audit = begin.duration(to: clock.now)
    guard report.findings.isEmpty else {
      throw InputError("the audit found \(report.findings[0].place).")
    }
    let events = Double(head.size.value)
    say(
      "hashing and the tree alone, one core: \(Self.rate(events / hashing.inSeconds)) events a "
        + "second; audit of everything: \(Self.seconds(audit)), "
        + "\(Self.rate(events / audit.inSeconds)) events a second")
  }

  /// Measures opening a ledger in a new process and showing one pairing: the ledger of this run
  /// beside a small one, in turns, because it shouldn't take longer in the large one.
  func measureOpening(_ say: (String) -> Void) throws {
    let ledgers = try [benchLedger, makeSmallLedger()].compactMap { try Opening($0) }
    if ledgers.isEmpty { return }
    var times: [[Double]] = Array(repeating: [], count: ledgers.count)
    for _ in 0..<Opening.rounds {
      for (place, ledger) in ledgers.enumerated() { times[place].append(try ledger.seconds()) }
    }
    let parts = zip(ledgers, times).map { ledger, times in
      String(format: "%.1f ms", times.sorted()[Opening.rounds / 2] * 1_000)
        + " of \(Self.rate(Double(ledger.size))) events"
    }
    say(
      "open and show one pairing, a process each: \(parts.joined(separator: ", ")); the middle "
        + "of \(Opening.rounds)")
  }
}

/// Shows a pairing of a ledger in a process of its own.
private struct Opening {
  static let rounds = 15

  let size: UInt64
  private let ledger: String
  private let subject: String
  private let program: String

  /// Nil where there is no pairing yet.
  init?(_ ledger: String) throws {
    let reader = try LedgerReader(directory: ledger)
    size = try reader.store.size().value
    let pairings = try reader.store.subjects(prefix: "pairing/")
    guard !pairings.isEmpty, let program = Bundle.main.executablePath else { return nil }
    subject = pairings[pairings.count / 2]
    self.ledger = ledger
    self.program = program
  }

  /// From before the process begins until the kernel has taken its memory back and closed its
  /// output: its end as Foundation reports it comes tens of milliseconds later.
  func seconds() throws -> Double {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = ["--ledger", ledger, "show", subject, "--format", "json"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    let clock = ContinuousClock()
    let start = clock.now
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let seconds = start.duration(to: clock.now).inSeconds
    process.waitUntilExit()
    guard process.terminationStatus == 0, !text.isEmpty else {
      throw InputError("show \(subject) failed")
    }
    return seconds
  }
}
