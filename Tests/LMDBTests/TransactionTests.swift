import LMDB
import Testing

@Suite(.scratchDirectory)
struct TransactionTests {
  let directory = ScratchDirectory.path

  @Test func `a value put in one transaction is read in the next`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { try $0.put("one".utf8.span, forKey: "k".utf8.span, in: table) }
    let found = try writer.environment.read { transaction -> [UInt8]? in
      guard let value = try transaction.value(forKey: "k".utf8.span, in: table) else { return nil }
      return Array(copying: value)
    }
    #expect(found == Array("one".utf8))
  }

  @Test func `tables do not see each other's entries`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let (first, second) = (writer.environment.table("first"), writer.environment.table("second"))
    try writer.write { try $0.put("one".utf8.span, at: 1, in: first) }
    try writer.environment.read { transaction throws in
      #expect(try transaction.count(of: first) == 1)
      #expect(try transaction.count(of: second) == 0)
      #expect(try transaction.value(at: 1, in: second) == nil)
    }
  }

  @Test func `insert refuses a key that is there, and the transaction goes on`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      try transaction.put("one".utf8.span, at: 1, in: table)
      do throws(LMDBError) {
        try transaction.put("two".utf8.span, at: 1, in: table, mode: .insert)
        Issue.record("the second insert was let through")
      } catch { #expect(error == .keyExists) }
      try transaction.put("three".utf8.span, at: 3, in: table)
    }
    #expect(try writer.environment.copiedValue(at: 1) == Array("one".utf8))
    #expect(try writer.environment.copiedValue(at: 3) == Array("three".utf8))
  }

  @Test func `upsert replaces`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      try transaction.put("one".utf8.span, at: 1, in: table)
      try transaction.put("another".utf8.span, at: 1, in: table, mode: .upsert)
    }
    #expect(try writer.environment.copiedValue(at: 1) == Array("another".utf8))
  }

  @Test(arguments: [0, 4, 5] as [UInt64])
  func `append refuses a key that isn't greater than the last`(key: UInt64) throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { try $0.put("five".utf8.span, at: 5, in: table, mode: .append) }
    #expect(throws: LMDBError.keyExists) {
      try writer.write { try $0.put("late".utf8.span, at: key, in: table, mode: .append) }
    }
    #expect(try writer.environment.entryCount() == 1)
  }

  @Test func `numbers as keys are in the order of the numbers`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    let keys: [UInt64] = [0, 1, 255, 256, 65_535, 1 << 32, .max - 1, .max]
    try writer.write { transaction throws in
      for key in keys { try transaction.put([7].span, at: key, in: table, mode: .append) }
    }
    let read = try writer.environment.read { transaction throws in
      var cursor = try transaction.cursor(in: table)
      var read: [UInt64] = []
      while let entry = try cursor.next() { read.append(entry.index) }
      return read
    }
    #expect(read == keys)
  }

  @Test func `delete says whether there was an entry`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      try transaction.put("one".utf8.span, at: 1, in: table)
      try transaction.put("two".utf8.span, forKey: "two".utf8.span, in: table)
      #expect(try transaction.delete(at: 1, in: table))
      #expect(try !transaction.delete(at: 1, in: table))
      #expect(try transaction.delete(forKey: "two".utf8.span, in: table))
      #expect(try transaction.count(of: table) == 0)
    }
  }

  @Test func `an emptied table is there and empty`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      for key in 0..<1000 as Range<UInt64> { try transaction.put([1].span, at: key, in: table) }
    }
    try writer.write { try $0.deleteAll(in: table) }
    #expect(try writer.environment.entryCount() == 0)
    #expect(try writer.environment.statistics(of: table).pages == 0)
  }

  @Test func `a transaction that throws leaves nothing`() throws {
    struct Stop: Error {}
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    #expect(throws: Stop.self) {
      try writer.write { transaction throws in
        try transaction.put("one".utf8.span, at: 1, in: table)
        throw Stop()
      }
    }
    #expect(try writer.environment.copiedValue(at: 1) == nil)
    try writer.write { try $0.put("two".utf8.span, at: 1, in: table) }
    #expect(try writer.environment.copiedValue(at: 1) == Array("two".utf8))
  }

  @Test func `a read keeps its snapshot while others commit`() throws {
    var writer = try Writer(directory: directory, options: .small)
    let environment = writer.environment
    let table = environment.table("first")
    try writer.write { try $0.put("one".utf8.span, at: 1, in: table) }
    try environment.read { transaction throws in
      try writer.write { try $0.put("two".utf8.span, at: 1, in: table, mode: .upsert) }
      #expect(try transaction.copiedValue(at: 1, in: table) == Array("one".utf8))
      #expect(try environment.copiedValue(at: 1) == Array("two".utf8))
    }
  }

  @Test(arguments: [1, 2, 8, 511], [0, 1, 2_040, 4_096, 100_000])
  func `keys and values of every size come back`(keySize: Int, valueSize: Int) throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    let key = [UInt8](repeating: 1, count: keySize)
    let value = (0..<valueSize).map { UInt8(truncatingIfNeeded: $0) }
    try writer.write { try $0.put(value.span, forKey: key.span, in: table) }
    let found = try writer.environment.read { try $0.copiedValue(forKey: key, in: table) }
    #expect(found == value)
  }

  @Test(arguments: [0, 512])
  func `a key of no bytes or too many is refused`(keySize: Int) throws {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    let key = [UInt8](repeating: 1, count: keySize)
    #expect(throws: LMDBError.badValueSize) {
      try writer.write { try $0.put([1].span, forKey: key.span, in: table) }
    }
  }

  @Test func `a table of another environment traps`() async {
    await #expect(processExitsWith: .trap) { [directory = directory as String] in
      let one = try Writer(directory: directory + "/one", options: .small)
      let other = try Writer(directory: directory + "/other", options: .small)
      _ = try one.environment.read { try $0.count(of: other.environment.table("first")) }
    }
  }

  @Test func `a key read as a number must have eight bytes`() async {
    await #expect(processExitsWith: .trap) { [directory = directory as String] in
      var writer = try Writer(directory: directory, options: .small)
      let table = writer.environment.table("first")
      try writer.write { try $0.put([1].span, forKey: [1, 2].span, in: table) }
      _ = try writer.environment.read { transaction throws in
        var cursor = try transaction.cursor(in: table)
        return try cursor.first()?.index
      }
    }
  }
}
