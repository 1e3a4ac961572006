import Foundation
import Glibc
import LMDB
import Testing

/// What happens between processes.
@Suite(.scratchDirectory)
struct ProcessTests {
  let directory = ScratchDirectory.path

  @Test func `a reader killed in its transaction is found and cleared`() async throws {
    var writer = try Writer(directory: directory, options: .small)
    let environment = writer.environment
    let table = environment.table("first")
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
      try Environment(reading: directory, options: .small).read { _ in _ = kill(getpid(), SIGKILL) }
    }
    for key in 2..<5 as Range<UInt64> {
      try writer.write { try $0.put("more".utf8.span, at: key, in: table) }
    }
    let stale = try environment.readers().filter { $0.processID != getpid() }
    #expect(stale.map(\.ageInTransactions) == [3])
    #expect(try environment.checkReaders() == 1)
    #expect(try environment.readers().allSatisfy { $0.processID == getpid() })
    #expect(try environment.checkReaders() == 0)
  }

  @Test func `opening clears the readers of the dead`() async throws {
    _ = try Writer(directory: directory, options: .small)
    let holder = try Environment(reading: directory, options: .small)
    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
      try Environment(reading: directory, options: .small).read { _ in _ = kill(getpid(), SIGKILL) }
    }
    #expect(try holder.readers().filter { $0.processID != getpid() }.count == 1)
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      _ = try Environment(reading: directory, options: .small)
    }
    #expect(try holder.readers().filter { $0.processID != getpid() }.isEmpty)
  }

  @Test func `a writer killed in its transaction leaves nothing and blocks nobody`() async throws {
    var writer = try Writer(directory: directory, options: .small)
    let environment = writer.environment
    let table = environment.table("first")
    await #expect(processExitsWith: .signal(SIGKILL)) { [directory = directory as String] in
      var writer = try Writer(directory: directory, options: .small)
      let table = writer.environment.table("first")
      try writer.write { transaction in
        for key in 0..<2_000 as Range<UInt64> {
          try transaction.put([1].span, at: key, in: table, mode: .append)
        }
        _ = kill(getpid(), SIGKILL)
      }
    }
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    #expect(try environment.entryCount() == 1)
  }

  /// Adds one to the number at key 0, over and over.
  @Sendable static func count(_ directory: String, to rounds: Int) throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    for _ in 0..<rounds {
      try writer.write { transaction in
        let bytes = try transaction.copiedValue(at: 0, in: table) ?? [0, 0]
        let was = Int(bytes[0]) << 8 | Int(bytes[1])
        let next = [UInt8((was + 1) >> 8), UInt8((was + 1) & 255)]
        try transaction.put(next.span, at: 0, in: table, mode: .upsert)
      }
    }
  }

  @Test func `two processes that write lose no update`() async throws {
    let here = Task.detached { [directory] in try Self.count(directory, to: 300) }
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try ProcessTests.count(directory, to: 300)
    }
    try await here.value
    let environment = try Environment(reading: directory, options: .small)
    #expect(try environment.copiedValue(at: 0) == [2, 88])
  }

  /// Each commit puts ten keys: whoever counts anything but a multiple of ten has seen half of one.
  @Sendable static func putTens(_ directory: String) throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    for commit in 0..<100 as Range<UInt64> {
      try writer.write { transaction in
        for key in 0..<10 as Range<UInt64> {
          try transaction.put([1].span, at: commit * 10 + key, in: table)
        }
      }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: [2])
  func `a reader never sees half a commit of another process`(readers: Int) async throws {
    let environment = try Writer(directory: directory, options: .small).environment
    let table = environment.table("first")
    let tasks = (0..<readers).map { _ in
      Task.detached {
        while true {
          let count = try environment.read { transaction in
            var cursor = try transaction.cursor(in: table)
            var count = 0
            while try cursor.next() != nil { count += 1 }
            return count
          }
          if !count.isMultiple(of: 10) { return false }
          if count == 1_000 || Task.isCancelled { return true }
          await Task.yield()
        }
      }
    }
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      try ProcessTests.putTens(directory)
    }
    for task in tasks {
      task.cancel()
      #expect(try await task.value)
    }
    #expect(try environment.entryCount() == 1_000)
  }

  @Test func `an environment used in a forked child traps there`() async {
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      let environment = try Writer(directory: directory, options: .small).environment
      let child = Child.fork()
      if child == 0 {
        _ = signal(SIGILL, SIG_DFL)
        _ = signal(SIGTRAP, SIG_DFL)
        _ = try? environment.read { _ in 0 }
        _exit(0)
      }
      let status = Child.wait(for: child)
      // Killed by a signal: the low seven bits aren't zero.
      exit(status & 0x7f != 0 && (try? environment.entryCount()) == 0 ? EXIT_SUCCESS : 2)
    }
  }

  static let canMakeNamespaces: Bool = {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/unshare")
    process.arguments = ["--pid", "--fork", "true"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// The code of the error on opening in a new PID namespace; 0 if there was none.
  @Sendable static func codeOfOpeningElsewhere(_ directory: String) -> Int32 {
    guard Child.enterNewNamespace() else { return -1 }
    let child = Child.fork()
    if child == 0 {
      do throws(LMDBError) {
        _ = try Writer(directory: directory, options: .small)
        _exit(0)
      } catch { _exit(error == .foreignNamespace ? 1 : 2) }
    }
    return Child.wait(for: child) >> 8
  }

  @Test(
    .enabled(if: canMakeNamespaces, "needs the right to make PID namespaces (unshare --pid)"))
  func `a process of another PID namespace is refused while one is inside`() async throws {
    var environment: Environment? = try Writer(directory: directory, options: .small).environment
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      exit(ProcessTests.codeOfOpeningElsewhere(directory) == 1 ? EXIT_SUCCESS : 2)
    }
    withExtendedLifetime(environment) {}
    environment = nil
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      exit(ProcessTests.codeOfOpeningElsewhere(directory) == 0 ? EXIT_SUCCESS : 3)
    }
    _ = try Writer(directory: directory, options: .small)
  }

  @Test func `a sign at the door left by a crash is written anew`() throws {
    try FileSystem.replace(file: directory + "/openers.lock", with: "pid:[1]\n".utf8.span)
    _ = try Writer(directory: directory, options: .small)
    try FileSystem.replace(file: directory + "/openers.lock", with: "torn".utf8.span)
    _ = try Writer(directory: directory, options: .small)
  }
}
