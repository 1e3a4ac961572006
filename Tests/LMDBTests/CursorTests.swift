import LMDB
import Testing

@Suite(.scratchDirectory)
struct CursorTests {
  let directory = ScratchDirectory.path

  /// A writer whose first table holds the given keys.
  func writer(holding keys: some Sequence<UInt64>) throws -> Writer {
    var writer = try Writer(directory: directory, options: .small)
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      for key in keys { try transaction.put([7].span, at: key, in: table) }
    }
    return writer
  }

  @Test func `an empty table has no first, last, next or previous`() throws {
    let environment = try writer(holding: []).environment
    try environment.read { transaction throws in
      var cursor = try transaction.cursor(in: environment.table("first"))
      #expect(try cursor.next() == nil)
      #expect(try cursor.previous() == nil)
      #expect(try cursor.first() == nil)
      #expect(try cursor.last() == nil)
      #expect(try cursor.seek(0) == nil)
      #expect(try cursor.next() == nil)
    }
  }

  @Test func `a walk to the end and back meets every entry twice`() throws {
    let environment = try writer(holding: 0..<300).environment
    let read = try environment.read { transaction throws in
      var cursor = try transaction.cursor(in: environment.table("first"))
      var read: [UInt64] = []
      while let entry = try cursor.next() { read.append(entry.index) }
      #expect(try cursor.next() == nil, "past the last it stays")
      while let entry = try cursor.previous() { read.append(entry.index) }
      #expect(try cursor.previous() == nil, "before the first it stays")
      #expect(try cursor.next()?.index == 0)
      return read
    }
    #expect(read == Array(0..<300) + (0..<300).reversed())
  }

  @Test func `seek finds the key or the next greater`() throws {
    let environment = try writer(holding: [10, 20, 30]).environment
    try environment.read { transaction throws in
      var cursor = try transaction.cursor(in: environment.table("first"))
      #expect(try cursor.seek(20)?.index == 20)
      #expect(try cursor.seek(21)?.index == 30)
      #expect(try cursor.previous()?.index == 20)
      #expect(try cursor.seek([0].span)?.index == 10)
      #expect(try cursor.seek(31) == nil)
      #expect(try cursor.next() == nil, "a seek past the end isn't before the first")
      #expect(try cursor.previous()?.index == 30)
      #expect(try cursor.first()?.index == 10)
      #expect(try cursor.previous() == nil)
      #expect(try cursor.last()?.index == 30)
      #expect(try cursor.next() == nil)
    }
  }

  @Test func `entries stay as the cursor moves on`() throws {
    let environment = try writer(holding: [1, 2]).environment
    try environment.read { transaction throws in
      var cursor = try transaction.cursor(in: environment.table("first"))
      guard let first = try cursor.next(), let second = try cursor.next() else {
        Issue.record("an entry is missing")
        return
      }
      #expect(first.index == 1)
      #expect(second.index == 2)
      #expect(first.value[0] == 7)
    }
  }

  @Test func `a cursor in a write transaction sees what was just put`() throws {
    var writer = try writer(holding: [1])
    let table = writer.environment.table("first")
    try writer.write { transaction throws in
      try transaction.put([8].span, at: 2, in: table)
      let last = try transaction.cursor(in: table).lastIndex()
      #expect(last == 2)
    }
  }
}

extension Cursor {
  /// The number the last key is.
  consuming func lastIndex() throws -> UInt64? { try last()?.index }
}
