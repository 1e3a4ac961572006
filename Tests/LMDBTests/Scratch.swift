import Foundation
import Glibc
import LMDB
import Testing

/// Gives each test of a suite a directory of its own, and removes it after the test.
struct ScratchDirectory: TestTrait, SuiteTrait, TestScoping {
  @TaskLocal static var path = ""
  var isRecursive: Bool { true }

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing body: @concurrent @Sendable () async throws -> Void
  ) async throws {
    guard testCase != nil else { return try await body() }
    let directory = FileManager.default.temporaryDirectory
      .appending(path: "lmdb-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: directory) }
    try await Self.$path.withValue(directory, operation: body)
  }
}

extension Trait where Self == ScratchDirectory {
  static var scratchDirectory: Self { Self() }
}

/// A generator whose every sequence can be had again from its seed.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

extension Array where Element == UInt8 {
  init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }
}

extension Transaction {
  borrowing func copiedValue(forKey key: [UInt8], in table: Table) throws(LMDBError) -> [UInt8]? {
    guard let value = try value(forKey: key.span, in: table) else { return nil }
    return Array(copying: value)
  }

  borrowing func copiedValue(at key: UInt64, in table: Table) throws(LMDBError) -> [UInt8]? {
    guard let value = try value(at: key, in: table) else { return nil }
    return Array(copying: value)
  }
}

extension EnvironmentOptions {
  /// Two tables in a map that tests can afford.
  static let small = EnvironmentOptions(tables: ["first", "second"], mapSizeBytes: 16 << 20)
}

extension Environment {
  func copiedValue(at key: UInt64, in table: String = "first") throws -> [UInt8]? {
    try read { try $0.copiedValue(at: key, in: self.table(table)) }
  }

  func entryCount(of table: String = "first") throws -> Int {
    try read { try $0.count(of: self.table(table)) }
  }
}

/// Children made by forking, which only tests do.
enum Child {
  /// `fork`, which Swift doesn't let one call by name. Returns 0 in the child.
  static func fork() -> pid_t {
    typealias Fork = @convention(c) () -> pid_t
    guard let symbol = unsafe dlsym(nil, "fork") else { return -1 }
    return unsafe unsafeBitCast(symbol, to: Fork.self)()
  }

  /// Puts the children forked from now on into a PID namespace of their own; false if not allowed.
  static func enterNewNamespace() -> Bool {
    typealias Unshare = @convention(c) (Int32) -> Int32
    guard let symbol = unsafe dlsym(nil, "unshare") else { return false }
    let newPIDNamespace: Int32 = 0x2000_0000
    return unsafe unsafeBitCast(symbol, to: Unshare.self)(newPIDNamespace) == 0
  }

  /// Waits for a child; the result is its raw status.
  static func wait(for child: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
    return status
  }
}

extension ExitTest.Condition {
  /// A broken precondition; an error that is thrown isn't one.
  static var trap: Self {
    #if arch(x86_64)
      .signal(SIGILL)
    #else
      .signal(SIGTRAP)
    #endif
  }
}
