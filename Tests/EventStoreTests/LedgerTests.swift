import EventStore
import Foundation
import LMDB
import Testing
import TransparencyLog

/// What a caller may rely on, one promise a test.
@Suite(.scratchDirectory)
struct LedgerTests {
  private let directory = ScratchDirectory.path

  private func create(_ options: LogWriterOptions = .quick()) throws -> LogWriter {
    try LogWriter(
      creating: directory, origin: origin, projection: projection, options: options)
  }

  @Test func `a new ledger has the empty tree's root and knows its origin`() throws {
    let writer = try create()
    let head = try writer.store.head()
    #expect(head.size == .zero)
    #expect(head.root == emptyRoot)
    #expect(head.origin == origin)
    #expect(head.projection == projection)
    #expect(head.recordedTimeMilliseconds == nil)
    #expect(try writer.store.eventBytes(at: Index(0)) == nil)
    #expect(try writer.store.subjects() == [])
    #expect(try writer.store.root(at: .zero) == emptyRoot)
    #expect(try writer.store.root(at: Size(1)) == nil)
    try writer.store.verify()
  }

  @Test func `nothing is seen before its commit, everything after`() throws {
    var writer = try create()
    let store = writer.store
    try writer.turn { turn in
      try turn.append("one", to: "a/1", terms: [Term(1, "t")], at: 5)
      #expect(try store.size() == .zero)
      #expect(try store.state(of: "a/1") == nil)
      let head = try turn.commit()
      #expect(head.size == Size(1))
      #expect(head.recordedTimeMilliseconds == 5)
    }
    #expect(try store.text(at: 0) == "one")
    #expect(try store.stateText(of: "a/1") == "one")
    #expect(try store.indexes(matching: Query(allOf: [[.term(Term(1, "t"))]]), limit: 9).count == 1)
  }

  @Test func `what a turn leaves uncommitted is gone, also when it throws`() throws {
    struct Stop: Error {}
    var writer = try create()
    try writer.turn { _ = try $0.append("one", to: "a/1") }
    #expect(throws: Stop.self) {
      try writer.turn { turn in
        try turn.append("two", to: "a/1")
        throw Stop()
      }
    }
    try writer.turn { turn in
      #expect(turn.pendingCount == 0)
      #expect(turn.nextIndex == Index(0))
      try turn.append("three", to: "a/1")
      try turn.commit()
    }
    #expect(try writer.store.text(at: 0) == "three")
    try writer.store.verify()
  }

  @Test func `several commits in one turn each see the one before`() throws {
    var writer = try create()
    let store = writer.store
    try writer.turn { turn in
      for number in 0..<5 {
        try turn.append("event \(number)", to: "a/1")
        #expect(try turn.commit().size == Size(UInt64(number + 1)))
        #expect(try store.stateText(of: "a/1") == "event \(number)")
      }
    }
    #expect(try store.streamIndexes(of: "a/1") == (0..<5).map { Index($0) })
  }

  @Test func `an event has 1 to 65,535 bytes, kept as they are`() throws {
    var writer = try create()
    let largest = [UInt8](repeating: 0xff, count: 65_535)
    try writer.turn { turn in
      let subject = Array("a/1".utf8)
      let none: [UInt8] = []
      #expect(throws: StoreError(.eventSize)) {
        try turn.append(none.span, subject: subject.span, terms: [], recordedTimeMilliseconds: 0)
      }
      let tooLarge = largest + [0]
      #expect(throws: StoreError(.eventSize)) {
        try turn.append(
          tooLarge.span, subject: subject.span, terms: [], recordedTimeMilliseconds: 0)
      }
      #expect(turn.pendingCount == 0)
      let small: [UInt8] = [0]
      try turn.append(small.span, subject: subject.span, terms: [], recordedTimeMilliseconds: 0)
      try turn.append(largest.span, subject: subject.span, terms: [], recordedTimeMilliseconds: 0)
      try turn.commit()
    }
    #expect(try writer.store.eventBytes(at: Index(0)) == [0])
    #expect(try writer.store.eventBytes(at: Index(1)) == largest)
    try writer.store.verify()
  }

  @Test(arguments: ["", "a\u{0}b", String(repeating: "n", count: 256)])
  func `a subject that can't be one is refused`(_ subject: String) throws {
    var writer = try create()
    try writer.turn { turn in
      #expect(throws: StoreError(.subjectSize)) { try turn.append("event", to: subject) }
      #expect(turn.pendingCount == 0)
    }
  }

  @Test func `the recorded time never goes back`() throws {
    var writer = try create()
    try writer.turn { turn in
      try turn.append("one", to: "a/1", at: 7)
      #expect(throws: StoreError(.clockBehind)) { try turn.append("two", to: "a/1", at: 6) }
      try turn.append("two", to: "a/1", at: 7)
      #expect(turn.recordedTimeMilliseconds == 7)
      try turn.commit()
      #expect(throws: StoreError(.clockBehind)) { try turn.append("three", to: "a/1", at: 6) }
    }
    #expect(try writer.store.size() == Size(2))
  }

  @Test func `a state needs an event of its subject`() throws {
    var writer = try create()
    try writer.turn { turn in
      try turn.append("one", to: "a/1")
      #expect(throws: StoreError(.unknownSubject)) {
        try turn.setState(
          "state".utf8.span, of: "a/2".utf8.span, version: StreamVersion(1), changedAt: Index(0))
      }
    }
  }

  @Test func `a command is remembered with the events of its group, once`() throws {
    var writer = try create()
    let digest = CommandDigest(high: 1, low: 2)
    let id = CommandID(high: 3, low: 4)
    try writer.turn { turn in
      try turn.append("one", to: "a/1")
      #expect(throws: StoreError(.badCommand)) {
        try turn.remember(id, CommandResult(first: Index(0), count: 2, digest: digest))
      }
      try turn.remember(id, CommandResult(first: Index(0), count: 1, digest: digest))
      #expect(throws: StoreError(.badCommand)) {
        try turn.remember(id, CommandResult(first: Index(0), count: 1, digest: digest))
      }
      try turn.commit()
      try turn.append("two", to: "a/1")
      #expect(throws: StoreError(.badCommand)) {
        try turn.remember(id, CommandResult(first: Index(1), count: 1, digest: digest))
      }
    }
    #expect(
      try writer.store.result(of: id)
        == CommandResult(first: Index(0), count: 1, digest: digest))
    #expect(try writer.store.result(of: CommandID(high: 4, low: 3)) == nil)
  }

  @Test func `terms, streams and prefixes nobody used find nothing`() throws {
    var writer = try create()
    try writer.turn { turn in
      try turn.append("one", to: "a/1", terms: [Term(1, "t")])
      try turn.commit()
    }
    let store = writer.store
    for choice in [Query.Choice.term(Term(2, "t")), .stream("a/2"), .streams(prefix: "b/")] {
      #expect(try store.indexes(matching: Query(allOf: [[choice]]), limit: 9).isEmpty)
    }
    #expect(try store.indexes(matching: Query(allOf: [[]]), limit: 9).isEmpty)
    #expect(try store.streamIndexes(of: "a/2").isEmpty)
    #expect(try store.subjects(prefix: "b") == [])
  }

  @Test func `reading goes on where it was told to stop`() throws {
    var writer = try create()
    try writer.turn { turn in
      for number in 0..<2_500 { try turn.append("\(number)", to: "a/\(number % 3)") }
      try turn.commit()
    }
    let store = writer.store
    var seen: [UInt64] = []
    var next = try store.events(from: Index(0), limit: 1_203) { index, _ in
      seen.append(index.value)
      return true
    }
    #expect(next == Index(1_203))
    next = try store.events(from: next) { index, _ in
      seen.append(index.value)
      return index.value < 2_000
    }
    #expect(next == Index(2_001))
    next = try store.events(from: next) { index, _ in
      seen.append(index.value)
      return true
    }
    #expect(next == Index(2_500))
    #expect(seen == Array(0..<2_500))
    var some: [String] = []
    try store.events(at: [Index(7), Index(9_999), Index(3)]) { _, event in
      some.append(text(event))
      return true
    }
    #expect(some == ["7", "3"])
    let first = try store.firstIndex { (UInt64(text($0)) ?? 0) >= 1_234 }
    #expect(first == Index(1_234))
    #expect(try store.firstIndex { _ in false } == Index(2_500))
  }

  @Test func `checkpoints are kept and found`() throws {
    var writer = try create()
    try writer.turn { turn in
      for number in 0..<3 {
        try turn.append("\(number)", to: "a/1")
        try turn.commit()
        turn.keepCheckpoint(Array("note \(number)".utf8), at: turn.size)
        try turn.commit()
      }
    }
    let store = writer.store
    #expect(try store.checkpoint(at: Size(2)) == Array("note 1".utf8))
    #expect(try store.checkpoint(at: Size(4)) == nil)
    #expect(try store.lastCheckpoint()?.size == Size(3))
    #expect(try store.checkpoints(from: Size(2), limit: 9).map(\.0) == [Size(2), Size(3)])
  }

  @Test func `statistics count what is there`() throws {
    var writer = try create()
    try writer.turn { turn in
      for number in 0..<10 { try turn.append("12345", to: "a/\(number)") }
      try turn.commit()
    }
    let statistics = try writer.store.statistics()
    #expect(statistics.size == Size(10))
    #expect(statistics.eventBytes == 50)
    #expect(statistics.meanEventBytes == 5)
    #expect(statistics.tables.first { $0.name == "log" }?.entries == 10)
    #expect(statistics.fileBytes > 0 && statistics.mapBytes >= 1 << 30)
  }

  @Test func `waiting ends when the log has grown or the time is over`() async throws {
    var writer = try create()
    let store = writer.store
    #expect(try store.waitForGrowth(beyond: .zero, atMostMilliseconds: 0) == .zero)
    let waiting = Task.detached {
      try store.waitForGrowth(beyond: .zero, atMostMilliseconds: 60_000)
    }
    try writer.turn { turn in
      try turn.append("one", to: "a/1")
      try turn.commit()
    }
    #expect(try await waiting.value == Size(1))
  }

  @Test func `a ledger is not made where one is`() throws {
    do { _ = try create() }
    do {
      let writer = try LogWriter(opening: directory)
      #expect(try writer.store.size() == .zero)
    }
    #expect(throws: StoreError(.alreadyExists)) {
      _ = try LogWriter(creating: directory, origin: "other", projection: projection)
    }
    #expect(try EventLog(reading: directory).origin == origin)
  }

  @Test func `a directory without a ledger is not opened`() throws {
    #expect(throws: StoreError(.notALedger)) { _ = try LogWriter(opening: directory) }
    #expect(throws: StoreError(.notALedger)) { _ = try EventLog(reading: directory) }
    #expect(throws: StoreError(.notALedger)) { _ = try EventLog(reading: directory + "/none") }
  }
}
