import EventStore
import Foundation
import LMDB
import Testing
import TransparencyLog

/// What is found and refused when the files aren't what this program wrote.
@Suite(.scratchDirectory)
struct IntegrityTests {
  private let directory = ScratchDirectory.path
  private static let tables = [
    "meta", "log", "tree", "tail", "subjects", "names", "states.0", "states.1", "streams",
    "postings", "commands", "checkpoints",
  ]

  /// Ten events, merged after six.
  private func fill() throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 6))
    for group in [0..<6, 6..<9, 9..<10] {
      try writer.turn { turn in
        for number in group {
          try turn.append("event \(number)", to: "a/\(number % 2)", terms: [Term(1, "t")])
        }
        try turn.commit()
      }
    }
  }

  /// Changes the value at a key behind the store's back.
  private func tamper(
    _ name: String, at key: UInt64, _ change: (inout [UInt8]) -> Void
  ) throws {
    var writer = try Writer(
      directory: directory, options: EnvironmentOptions(tables: Self.tables, mapSizeBytes: 1 << 20))
    let table = writer.environment.table(name)
    try writer.write { transaction in
      var value: [UInt8] = []
      if let stored = try transaction.value(at: key, in: table) { value = Array(copying: stored) }
      change(&value)
      if value.isEmpty {
        _ = try transaction.delete(at: key, in: table)
      } else {
        try transaction.put(value.span, at: key, in: table, mode: .upsert)
      }
    }
  }

  private func positionFound() throws -> IntegrityError.Position? {
    let store = try EventLog(reading: directory)
    do { try store.verify() } catch let error as IntegrityError { return error.position }
    return nil
  }

  @Test func `an untouched ledger verifies`() throws {
    try fill()
    #expect(try positionFound() == nil)
  }

  @Test(arguments: 0..<10)
  func `a bit flipped in an event is found, and which event`(index: UInt64) throws {
    try fill()
    try tamper("log", at: index) { $0[3] ^= 0x10 }
    #expect(try positionFound() == .event(Index(index)))
    let store = try EventLog(reading: directory)
    try store.verify(to: Size(index))
    #expect(throws: IntegrityError.self) { try store.verify(from: Index(index)) }
    if index < 9 { try store.verify(from: Index(index + 1)) }
  }

  @Test func `a removed event is found`() throws {
    try fill()
    try tamper("log", at: 4) { $0 = [] }
    #expect(try positionFound() == .event(Index(4)))
    let store = try EventLog(reading: directory)
    #expect(throws: IntegrityError.self) { try store.events(from: Index(3)) { _, _ in true } }
  }

  @Test func `an event added behind the end is found`() throws {
    try fill()
    try tamper("log", at: 10) { $0 = Array("more".utf8) }
    #expect(try positionFound() == .head)
  }

  @Test func `a bit flipped in a tree hash is found`() throws {
    try fill()
    try tamper("tree", at: 7) { $0[32 * 3] ^= 1 }
    #expect(try positionFound() == .tree(Index(7)))
  }

  @Test func `another root in the head is found, also before writing`() throws {
    try fill()
    try tamper("meta", at: 0) { $0[40] ^= 1 }
    #expect(try positionFound() == .head)
    var writer = try LogWriter(opening: directory, options: .synced())
    #expect(throws: IntegrityError.self) { try writer.turn { _ in } }
  }

  @Test func `a missing tail row is found when the ledger is opened`() throws {
    try fill()
    try tamper("tail", at: 9) { $0 = [] }
    #expect(throws: IntegrityError.self) { _ = try EventLog(reading: directory) }
  }

  @Test func `a shortened tail row is found when the ledger is opened`() throws {
    try fill()
    try tamper("tail", at: 9) { $0.removeLast() }
    #expect(throws: IntegrityError.self) { _ = try EventLog(reading: directory) }
  }

  @Test func `a ledger of a newer format is refused`() throws {
    try fill()
    try tamper("meta", at: 0) { $0[3] = 2 }
    #expect(throws: StoreError(.newerFormat)) { _ = try EventLog(reading: directory) }
    #expect(throws: StoreError(.newerFormat)) { _ = try LogWriter(opening: directory) }
  }

  @Test func `a ledger that needs a newer program is read and not written`() throws {
    try fill()
    do {
      var newer = LogWriterOptions.synced()
      newer.programVersion = 3
      var writer = try LogWriter(opening: directory, options: newer)
      try writer.turn { turn in
        turn.neededProgramVersion = 3
        turn.neededProgramVersion = 2
        try turn.append("event 10", to: "a/0")
        try turn.commit()
      }
      try writer.turn { _ in }
    }
    var writer = try LogWriter(opening: directory, options: .synced())
    #expect(try writer.store.head().neededProgramVersion == 3)
    #expect(try writer.store.text(at: 10) == "event 10")
    #expect(throws: StoreError(.newerProgramNeeded)) { try writer.turn { _ in } }
  }

  @Test func `after a failed sync nobody writes until the mark is cleared`() throws {
    try fill()
    let mark = directory + "/failed-sync"
    try Data("commit: input/output error\n".utf8).write(to: URL(filePath: mark))
    var writer = try LogWriter(opening: directory, options: .synced())
    #expect(throws: StoreError(.syncFailed)) { try writer.turn { _ in } }
    #expect(try writer.store.size() == Size(10))
    try writer.clearFailedSync()
    #expect(!FileManager.default.fileExists(atPath: mark))
    try writer.turn { turn in
      try turn.append("event 10", to: "a/0")
      try turn.commit()
    }
    try writer.clearFailedSync()
  }
}
