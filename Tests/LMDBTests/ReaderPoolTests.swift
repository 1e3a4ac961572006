import Glibc
import LMDB
import Testing

@Suite(.scratchDirectory)
struct ReaderPoolTests {
  let directory = ScratchDirectory.path

  @Test func `reads one after another share one slot`() throws {
    let environment = try Writer(directory: directory, options: .small).environment
    for _ in 0..<100 { _ = try environment.entryCount() }
    let readers = try environment.readers()
    #expect(readers.count == 1)
    #expect(readers.first?.processID == getpid())
    #expect(readers.first?.ageInTransactions == nil)
  }

  @Test func `a read inside a read has a slot of its own`() throws {
    let environment = try Writer(directory: directory, options: .small).environment
    try environment.read { _ throws in
      try environment.read { _ throws in
        #expect(try environment.readers().compactMap(\.ageInTransactions) == [0, 0])
      }
    }
    #expect(try environment.info.readersInUse == 2)
  }

  @Test func `when every slot is taken a read says so, and goes on once one is free`() throws {
    var options = EnvironmentOptions.small
    options.maxReaders = 2
    let environment = try Writer(directory: directory, options: options).environment
    try environment.read { _ throws in
      _ = try environment.read { _ throws in
        #expect(throws: LMDBError.readersFull) { try environment.read { _ in } }
      }
      try environment.read { _ in }
    }
  }

  @Test func `a read that throws gives its slot back`() throws {
    struct Stop: Error {}
    let environment = try Writer(directory: directory, options: .small).environment
    for _ in 0..<10 {
      #expect(throws: Stop.self) { try environment.read { _ in throw Stop() } }
    }
    #expect(try environment.readers().map(\.ageInTransactions) == [nil])
  }

  @Test func `many threads read at once`() async throws {
    var writer = try Writer(directory: directory, options: .small)
    let environment = writer.environment
    let table = environment.table("first")
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<2_000).allSatisfy { _ in
            (try? environment.copiedValue(at: 1)) == Array("one".utf8)
          }
        }
      }
      for await isRight in group { #expect(isRight) }
    }
    #expect(try environment.readers().count <= 64)
  }
}
