import Foundation
import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct MapGrowthTests {
  let directory = ScratchDirectory.path
  static let tight = EnvironmentOptions(tables: ["first", "second"], mapSizeBytes: 1 << 20)

  @Test func `a full map keeps nothing of the transaction, and growing lets it run again`() throws {
    var writer = try Writer(directory: directory, options: Self.tight)
    let environment = writer.environment
    let table = environment.table("first")
    let value = [UInt8](repeating: 1, count: 4_000)
    func fill(_ transaction: inout WriteTransaction) throws {
      for key in 0..<1_000 as Range<UInt64> { try transaction.put(value.span, at: key, in: table) }
    }
    try writer.write { try $0.put("before".utf8.span, at: .max, in: table) }
    #expect(throws: LMDBError.mapFull) { try writer.write { try fill(&$0) } }
    #expect(try environment.entryCount() == 1)
    try writer.growMap(to: 16 << 20)
    #expect(try environment.info.mapSizeBytes == 16 << 20)
    try writer.write { try fill(&$0) }
    #expect(try environment.entryCount() == 1_001)
  }

  @Test func `a transaction that swallows a full map is refused at its commit`() throws {
    var writer = try Writer(directory: directory, options: Self.tight)
    let table = writer.environment.table("first")
    let value = [UInt8](repeating: 1, count: 2 << 20)
    do {
      try writer.write { transaction throws in
        try transaction.put("one".utf8.span, at: 1, in: table)
        do { try transaction.put(value.span, at: 2, in: table) } catch {}
      }
      Issue.record("it was committed")
    } catch let error as LMDBError {
      #expect(error == .badTransaction)
      #expect(!error.isOutcomeUnknown)
    }
    #expect(try writer.environment.entryCount() == 0)
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
  }

  @Test func `a map is never made smaller`() throws {
    var writer = try Writer(directory: directory, options: .small)
    try writer.growMap(to: 1 << 20)
    #expect(try writer.environment.info.mapSizeBytes == 16 << 20)
  }

  @Test func `the larger of the file's map and the options' is had`() throws {
    do {
      var writer = try Writer(directory: directory, options: .small)
      let table = writer.environment.table("first")
      try writer.write { try $0.put([1].span, at: 1, in: table) }
    }
    do {
      let writer = try Writer(directory: directory, options: Self.tight)
      #expect(try writer.environment.info.mapSizeBytes == 16 << 20)
    }
    var larger = EnvironmentOptions.small
    larger.mapSizeBytes = 32 << 20
    let writer = try Writer(directory: directory, options: larger)
    #expect(try writer.environment.info.mapSizeBytes == 32 << 20)
  }

  @Test func `a map too large for the process is refused and the old one stays`() async {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      var writer = try Writer(directory: directory, options: MapGrowthTests.tight)
      let table = writer.environment.table("first")
      do { try writer.growMap(to: 1 << 50) } catch LMDBError(code: ENOMEM) {
        try writer.write { try $0.put([1].span, at: 1, in: table) }
        try writer.growMap(to: 2 << 20)
        exit(try writer.environment.info.mapSizeBytes == 2 << 20 ? EXIT_SUCCESS : 2)
      }
    }
  }

  @Test func `the map does not grow under a read`() throws {
    var writer = try Writer(directory: directory, options: Self.tight)
    let environment = writer.environment
    _ = try environment.read { _ throws in
      #expect(throws: LMDBError.transactionsLive) {
        try writer.growMap(to: 16 << 20, waitingAtMostMilliseconds: 10)
      }
    }
    #expect(try environment.info.mapSizeBytes == 1 << 20)
    try writer.growMap(to: 16 << 20)
    #expect(try environment.info.mapSizeBytes == 16 << 20)
  }

  @Test func `growing waits for the read that runs`() async throws {
    var writer = try Writer(directory: directory, options: Self.tight)
    let environment = writer.environment
    let hasBegun = DispatchSemaphore(value: 0)
    let reader = Task.detached {
      try environment.read { transaction throws in
        hasBegun.signal()
        usleep(20_000)  // So that growing usually meets it; whether it does changes nothing.
        return try transaction.count(of: environment.table("first"))
      }
    }
    hasBegun.waitForSignal()
    try writer.growMap(to: 16 << 20)
    #expect(try await reader.value == 0)
    #expect(try environment.info.mapSizeBytes == 16 << 20)
  }

  @Test func `the map grows between the reads of other threads`() async throws {
    var writer = try Writer(directory: directory, options: Self.tight)
    let environment = writer.environment
    let table = environment.table("first")
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    let readers = (0..<2).map { _ in
      Task.detached {
        for _ in 0..<20_000 {
          guard try environment.copiedValue(at: 1)?.first == UInt8(ascii: "o") else { return false }
        }
        return true
      }
    }
    for size in 2..<40 { try writer.growMap(to: size << 20) }
    for reader in readers { #expect(try await reader.value) }
    #expect(try environment.info.mapSizeBytes == 39 << 20)
  }

  /// Puts `count` values at keys from `start` on, each in its own transaction, growing the map when
  /// it is full.
  @Sendable static func fill(
    _ directory: String, from start: UInt64, count: UInt64
  ) throws -> Environment {
    var writer = try Writer(directory: directory, options: tight)
    let table = writer.environment.table("first")
    let value = [UInt8](repeating: 1, count: 30_000)
    for key in start..<start + count {
      while true {
        do {
          try writer.write { try $0.put(value.span, at: key, in: table) }
          break
        } catch LMDBError.mapFull {
          try writer.growMap(to: writer.environment.info.mapSizeBytes + 256 << 10)
        }
      }
      _ = try writer.environment.copiedValue(at: key)
    }
    return writer.environment
  }

  @Test func `two processes grow one map and lose nothing`() async throws {
    let here = Task.detached { [directory] in try Self.fill(directory, from: 0, count: 150) }
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      _ = try MapGrowthTests.fill(directory, from: 1_000, count: 150)
    }
    let environment = try await here.value
    #expect(try environment.entryCount() == 300)
    for key in Array(0..<150) + Array(1_000..<1_150) as [UInt64] {
      #expect(try environment.copiedValue(at: key)?.count == 30_000)
    }
  }
}

extension DispatchSemaphore {
  /// `wait`, which isn't offered where tasks run.
  func waitForSignal() { wait() }
}

func ~= (pattern: LMDBError, error: any Error) -> Bool { error as? LMDBError == pattern }
