import Foundation
import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct FileWatchTests {
  private let directory = ScratchDirectory.path

  private var dataFile: String { directory + "/data.mdb" }

  @Test func `every commit is noticed, and reading is not`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    let watch = try FileWatch(path: dataFile)
    #expect(try !watch.wait(atMostMilliseconds: 0))
    for number in UInt64(0)..<20 {
      try writer.write { try $0.put(Array("\(number)".utf8).span, at: number, in: table) }
      #expect(try watch.wait(atMostMilliseconds: 0), "commit \(number)")
      #expect(try !watch.wait(atMostMilliseconds: 0), "commit \(number)")
      #expect(try writer.environment.entryCount() == Int(number) + 1)
      #expect(try !watch.wait(atMostMilliseconds: 0), "commit \(number)")
    }
    _ = try? writer.write { transaction in
      try transaction.put("dropped".utf8.span, at: 99, in: table)
      throw LMDBError.notFound
    }
    #expect(try !watch.wait(atMostMilliseconds: 0))
  }

  @Test func `a commit that grows the map is noticed`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    let watch = try FileWatch(path: dataFile)
    try writer.growMap(to: 64 << 20)
    let big = [UInt8](repeating: 7, count: 1 << 20)
    for number in UInt64(0)..<20 {
      try writer.write { try $0.put(big.span, at: number, in: table) }
      #expect(try watch.wait(atMostMilliseconds: 0))
    }
  }

  @Test func `who waits is woken by another process`() async throws {
    _ = try Writer(directory: directory, options: .small)
    let watch = try FileWatch(path: dataFile)
    await #expect(processExitsWith: .success) { [directory = directory as String] in
      var writer = try Writer(directory: directory, options: .small)
      let table = writer.environment.table("first")
      try writer.write { try $0.put("1".utf8.span, at: 1, in: table) }
    }
    #expect(try watch.wait(atMostMilliseconds: 60_000))
    #expect(try Environment(reading: directory, options: .small).entryCount() == 1)
  }

  @Test func `a file that isn't there can't be watched`() throws {
    #expect(throws: LMDBError(code: ENOENT)) { _ = try FileWatch(path: dataFile) }
  }
}
