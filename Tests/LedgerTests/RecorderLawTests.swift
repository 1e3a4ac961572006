import EventStore
import Foundation
import Ledger
import Synchronization
import Testing
import TransparencyLog
import Twinning

/// What holds of a recorder however its requests are sent. Made-up commands carry their ids and
/// recorded times, so the same commands make the same log to the byte.
@Suite struct RecorderLawTests {
  /// The digest of the events that `send` records. The opening isn't among them: the id of its
  /// command is minted.
  private func log(
    _ commands: [Request], _ send: (TemporaryLedger, [Request]) throws -> Void
  ) throws -> Hash {
    let ledger = try TemporaryLedger(isSynthetic: true)
    try send(ledger, commands)
    var bytes: [UInt8] = []
    try LedgerReader(directory: ledger.directory).store.events(from: Index(1)) { _, event in
      for place in event.indices { bytes.append(event[place]) }
      return true
    }
    return leafHash(of: bytes.span)
  }

  private func recordEach(_ ledger: TemporaryLedger, _ commands: [Request]) throws {
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    for command in commands { _ = try recorder.recordBlocking(command) }
  }

  @Test(arguments: [UInt64(31), 32])
  func `the same commands make the same log, however they are grouped and wherever it was closed`(
    seed: UInt64
  ) throws {
    let commands = try Sample.programme(seed: seed, pairings: 2)
    let expected = try log(commands, recordEach)
    var dice = SeededDice(seed: seed)
    let grouped = try log(commands) { ledger, commands in
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      var rest = commands[...]
      while !rest.isEmpty {
        let group = rest.prefix(1 + dice.below(300))
        for outcome in recorder.recordBlocking(Array(group)) { _ = try outcome.get() }
        rest = rest.dropFirst(group.count)
      }
    }
    #expect(grouped == expected)
    let reopened = try log(commands) { ledger, commands in
      for group in commands.grouped(by: 1 + dice.below(200)) { try recordEach(ledger, group) }
    }
    #expect(reopened == expected)
  }

  @Test(arguments: [UInt64(38), 39, .random(in: 40...(.max))])
  func `the same commands make the same log, sent without waiting for the one before`(
    seed: UInt64
  ) throws {
    print("sent without waiting: seed \(seed)")
    let commands = try Sample.programme(seed: seed, pairings: 2)
    let expected = try log(commands, recordEach)
    var dice = SeededDice(seed: seed)
    for groupCountMax in [1, 7, 256] {
      let sent = try log(commands) { ledger, commands in
        var options = RecorderOptions()
        options.groupCountMax = groupCountMax
        let recorder = try ledger.recorder(options)
        defer { recorder.close() }
        let answers = Mutex<[Int: [Result<Answer, RecordError>]]>([:])
        let done = DispatchSemaphore(value: 0)
        var sentCount = 0
        for (place, command) in commands.enumerated() {
          // Now and then the same once more, while the first may be on its way.
          for _ in 0...(dice.below(10) == 0 ? 1 : 0) {
            recorder.send([command]) { found in
              answers.withLock { $0[place, default: []] += found }
              done.signal()
            }
            sentCount += 1
          }
          if dice.below(50) == 0 { usleep(300) }
        }
        for _ in 0..<sentCount { done.wait() }
        for (place, found) in answers.withLock({ $0 }) {
          let found = try found.map { try $0.get() }.sorted { !$0.isRepeat && $1.isRepeat }
          #expect(!found[0].isRepeat, "line \(place)")
          #expect(found.dropFirst().allSatisfy { $0.isRepeat && $0.first == found[0].first })
        }
      }
      #expect(sent == expected, "seed \(seed), at most \(groupCountMax) a commit")
    }
  }

  @Test(arguments: [UInt64(33), 34])
  func `what is refused leaves no trace`(seed: UInt64) throws {
    let commands = try Sample.programme(seed: seed, pairings: 2, includingRefused: true)
    var admitted: [Request] = []
    let mixed = try log(commands) { ledger, commands in
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      for group in commands.grouped(by: 64) {
        for (command, outcome) in zip(group, recorder.recordBlocking(group)) {
          switch outcome {
          case .success: admitted.append(command)
          case .failure(.refused): break
          case .failure(let error): throw error
          }
        }
      }
    }
    #expect(admitted.count < commands.count - 10)
    #expect(try log(admitted, recordEach) == mixed)
  }

  @Test(arguments: [UInt64(35)])
  func `a command that is sent again is answered as it was, also after the ledger was closed`(
    seed: UInt64
  ) throws {
    let commands = try Sample.programme(seed: seed, pairings: 2)
    let ledger = try TemporaryLedger(isSynthetic: true)
    var answers: [Answer] = []
    var size: UInt64 = 0
    do {
      let recorder = try ledger.recorder()
      defer { recorder.close() }
      for command in commands { answers.append(try recorder.recordBlocking(command)) }
      size = try recorder.store.size().value
    }
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    for (first, outcome) in zip(answers, recorder.recordBlocking(commands)) {
      let again = try outcome.get()
      #expect(again.isRepeat && !first.isRepeat)
      #expect((again.first, again.count) == (first.first, first.count))
      #expect(again.commandID == first.commandID)
    }
    #expect(try recorder.store.size().value == size)
    var next: Int64 = 1
    for answer in answers {
      #expect(answer.first == next)
      next += Int64(answer.count)
    }
    #expect(next == Int64(size))
  }

  @Test func `requests from many threads are each answered once, with events of their own`()
    throws
  {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let found = Mutex<[Int64]>([])
    DispatchQueue.concurrentPerform(iterations: 8) { thread in
      for number in 0..<25 {
        do {
          let answer = try recorder.record(json: Sample.city("xa-t\(thread)n\(number)"))
          found.withLock { $0.append(answer.first) }
        } catch { Issue.record(error) }
      }
    }
    #expect(found.withLock { $0.sorted() } == Array(1...200))
    #expect(try recorder.store.size().value == 201)
  }

  @Test func `the version that a sender expects counts what stands before it in the batch`()
    throws
  {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    func conflict(_ json: String) throws -> [Int]? {
      do {
        try recorder.record(json: json)
        return nil
      } catch RecordError.conflict(_, let expected, let actual) { return [expected, actual] }
    }
    let amend = """
      {"type":"CityDetailsAmended","subject":"city/hu-budapest","actor":"ce-01","role":"CE",\
      "data":{"name":"NAME","reason":{"code":"typo"}},"expect":VERSION}
      """
    func amended(_ name: String, _ version: Int) -> String {
      amend.replacing("NAME", with: name).replacing("VERSION", with: "\(version)")
    }
    let city = Sample.city("hu-budapest").dropLast() + ",\"expect\":0}"
    #expect(try conflict("{\"batch\":[\(city),\(amended("A", 0))]}") == [0, 1])
    #expect(try recorder.store.size().value == 1)
    #expect(try conflict("{\"batch\":[\(city),\(amended("A", 1)),\(amended("B", 2))]}") == nil)
    #expect(try conflict(amended("C", 2)) == [2, 3])
    #expect(try conflict(amended("C", 3)) == nil)
    #expect(try conflict(String(city)) == [0, 4])
  }

  @Test func `a closed recorder says so`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    recorder.close()
    do {
      try recorder.record(json: Sample.city("hu-budapest"))
      Issue.record("a closed recorder recorded")
    } catch RecordError.unavailable {}
    recorder.close()
  }

  @Test(arguments: [UInt64(36)])
  func `what has fallen due is recorded once`(seed: UInt64) throws {
    let ledger = try TemporaryLedger(seed: seed)
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let reader = LedgerReader(of: recorder)
    let last = try #require(try reader.currentWorld().recordedTime)
    let later = last.adding(milliseconds: 40 * 365 * Instant.millisecondsPerDay)
    let tick = try recorder.tick(now: later)
    #expect(tick.now == later)
    #expect(!tick.answers.isEmpty)
    #expect(try reader.replay(until: reader.size).recordedTime == later)
    #expect(try recorder.tick(now: later).answers.isEmpty)
    let real = try TemporaryLedger()
    let other = try real.recorder()
    defer { other.close() }
    #expect(throws: RecordError.self) { try other.tick(now: later) }
  }
}
