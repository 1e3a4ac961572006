internal import EventStore
internal import Foundation
public import Twinning

/// Imports files of commands: a file is admitted whole first, then appended in groups.
///
/// Every line is recorded under an id that follows from the file's digest and the line, so that an
/// import that was cut goes on where it was, and one that is repeated appends nothing.
public final class Importer {
  /// What came of a file.
  public struct Outcome: Hashable, Sendable {
    /// What messages call the file.
    public var file: String

    /// Lines or rows that held a command.
    public var commands = 0

    /// Events appended now, consequences included.
    public var events: Int64 = 0

    /// Commands that had been recorded before.
    public var repeats = 0

    /// What stands in the way, line by line; where there is any and `isPartial` is not asked for,
    /// nothing was appended.
    public var problems: [Problem] = []
    /// Things worth a second look that don't stand in the way.
    public var warnings: [String] = []
  }

  /// A line that can't be recorded.
  public struct Problem: Hashable, Sendable {
    /// What is wrong, and where.
    public var place: InputError

    /// The rule that refuses it, where one does; bad input otherwise.
    public var rule: Refusal.Rule?
  }

  /// How files are imported.
  public struct Options: Sendable {
    /// Only lists the problems.
    public var isDryRun = false

    /// Appends what can be, line by line, and lists the rest.
    public var isPartial = false

    /// How many problems are listed at most.
    public var problemsMax = 1_000

    public init() {}
  }

  private let recorder: Recorder
  private let clock: Clock
  private let options: Options
  private let zone: Zone

  /// What earlier files of a dry run would have added: a later file may build on them.
  private var rehearsal: Rehearsal?

  /// How many chunks of lines are on their way to the ledger at once.
  private static let chunksAhead = 4

  /// Puts the parts together.
  public init(
    _ recorder: Recorder, clock: Clock = .system, options: Options = Options()
  ) throws {
    self.recorder = recorder
    self.clock = clock
    self.options = options
    zone = try LedgerReader(of: recorder).currentWorld().zoneOfLedger
  }

  /// Imports the file at `path`. A name that ends in `.csv` is a sheet; anything else is NDJSON.
  ///
  /// - Parameters:
  ///   - name: what messages call it, where that isn't its path.
  ///   - progress: called now and then with the share that is done, from 0 to 1.
  /// - Throws: ``InputError`` where the file can't be read as a whole; ``RecordError`` where the
  ///   store fails, after which what was appended stays and the same import goes on from there.
  public func importFile(
    _ path: String, name: String? = nil, progress: (Double) -> Void = { _ in }
  ) throws -> Outcome {
    let file = try ImportFile(path: path, name: name, zone: zone)
    var outcome = Outcome(file: file.name)
    if options.isDryRun || !options.isPartial {
      try admitWhole(file, &outcome) { progress($0 * (self.options.isDryRun ? 1 : 0.4)) }
      if options.isDryRun || !outcome.problems.isEmpty { return outcome }
    }
    outcome.commands = 0
    try append(file, &outcome) { progress(self.options.isPartial ? $0 : 0.4 + 0.6 * $0) }
    return outcome
  }

  // MARK: Admitting the whole

  /// Admits every line against an overlay of the ledger; appends nothing.
  private func admitWhole(
    _ file: ImportFile, _ outcome: inout Outcome, progress: (Double) -> Void
  ) throws {
    var rehearsal = try self.rehearsal ?? Rehearsal(recorder.store, clock: clock)
    let pipe = ItemPipe(file)
    while let chunk = try pipe.next() {
      for item in chunk {
        outcome.commands += 1
        switch item.request {
        case .failure(let error): note(Problem(place: error), &outcome)
        case .success(let request):
          guard let error = try rehearsal.admit(request) else { continue }
          note(problem(error, file, item.line), &outcome)
        }
      }
      rehearsal.rest()
      progress(file.share(readTo: chunk.last?.end))
    }
    if let failure = rehearsal.failure { throw RecordError.store(failure) }
    if options.isDryRun { self.rehearsal = rehearsal }
  }

  private func note(_ problem: Problem, _ outcome: inout Outcome) {
    if outcome.problems.count < options.problemsMax { outcome.problems.append(problem) }
  }

  private func problem(_ error: RecordError, _ file: ImportFile, _ line: Int) -> Problem {
    switch error {
    case .refused(let refusal):
      return Problem(
        place: InputError("\(refusal)", file: file.name, line: line), rule: refusal.rule)
    case .input(let input): return Problem(place: input.placed(in: file.name, line: line))
    default: return Problem(place: InputError(error.words, file: file.name, line: line))
    }
  }

  // MARK: Appending

  /// Sends chunk after chunk, a few ahead of what is durable, so that the disk and the rules both
  /// have something to do.
  private func append(
    _ file: ImportFile, _ outcome: inout Outcome, progress: (Double) -> Void
  ) throws {
    let pipe = ItemPipe(file)
    var sent: [Chunk] = []
    while let items = try pipe.next() {
      sent.append(send(items, &outcome))
      if sent.count < Self.chunksAhead { continue }
      let chunk = sent.removeFirst()
      try take(chunk, file, &outcome)
      if !options.isPartial, !outcome.problems.isEmpty { break }
      progress(file.share(readTo: chunk.end))
    }
    for chunk in sent { try take(chunk, file, &outcome) }
  }

  /// Lines that were sent together.
  private struct Chunk {
    var lines: [Int] = []
    var end: Int64?
    var sent: SentRequests
  }

  private func send(_ items: [ImportFile.Item], _ outcome: inout Outcome) -> Chunk {
    var requests: [Request] = []
    var lines: [Int] = []
    for item in items {
      outcome.commands += 1
      switch item.request {
      case .failure(let error): note(Problem(place: error), &outcome)
      case .success(let request):
        requests.append(request)
        lines.append(item.line)
      }
    }
    return Chunk(lines: lines, end: items.last?.end, sent: recorder.send(requests))
  }

  private func take(_ chunk: Chunk, _ file: ImportFile, _ outcome: inout Outcome) throws {
    for (place, result) in chunk.sent.wait().enumerated() {
      switch result {
      case .success(let answer):
        if answer.isRepeat { outcome.repeats += 1 } else { outcome.events += Int64(answer.count) }
        outcome.warnings += answer.warnings.map { "\(file.name):\(chunk.lines[place]): \($0)" }
      case .failure(let error):
        try stopOrNote(error, file, chunk.lines[place], &outcome)
      }
    }
  }

  /// A refusal of what was admitted a moment ago means that another writer came between.
  private func stopOrNote(
    _ error: RecordError, _ file: ImportFile, _ line: Int, _ outcome: inout Outcome
  ) throws {
    switch error {
    case .refused, .conflict, .input, .commandIDTaken:
      note(problem(error, file, line), &outcome)
    case .unavailable, .store, .outcomeUnknown: throw error
    }
  }
}
