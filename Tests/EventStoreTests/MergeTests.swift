import EventStore
import Testing
import TransparencyLog

/// The scattered tables and the tail give the same answers wherever the border between them lies.
@Suite(.scratchDirectory)
struct MergeTests {
  private let directory = ScratchDirectory.path
  private let all = Query(allOf: [[.term(Term(1, "all"))]])

  private func create() throws -> LogWriter {
    try LogWriter(
      creating: directory, origin: origin, projection: projection, options: .quick())
  }

  private func append(_ range: Range<Int>, _ turn: inout Turn) throws {
    for number in range {
      try turn.append(
        "event \(number)", to: "a/\(number % 100)",
        terms: [Term(1, "all"), Term(2, "\(number % 7)")])
    }
  }

  private func check(_ store: EventLog, size: Int) throws {
    try store.verify()
    #expect(try store.size() == Size(UInt64(size)))
    let every = try store.indexes(matching: all, limit: size + 1)
    #expect(every == (0..<size).map { Index(UInt64($0)) })
    let last = try store.indexes(matching: all, .backwards, limit: 10)
    #expect(last == (0..<min(10, size)).map { Index(UInt64(size - 1 - $0)) })
    #expect(try store.streamIndexes(of: "a/42").count == (size + 57) / 100)
    let newest = (size - 1) / 100 * 100 + 42
    #expect(try store.stateText(of: "a/42") == "event \(newest < size ? newest : newest - 100)")
    let sevens = try store.indexes(
      matching: Query(allOf: [[.term(Term(2, "3"))], [.stream("a/3"), .stream("a/10")]]),
      limit: size)
    let expected = (0..<size).filter { $0 % 7 == 3 && [3, 10].contains($0 % 100) }
    #expect(sevens == expected.map { Index(UInt64($0)) })
  }

  @Test(arguments: [4_095, 4_096, 4_097])
  func `the border is crossed by the commit after the window is full`(size: Int) throws {
    var writer = try create()
    try writer.turn { turn in
      try append(0..<size, &turn)
      #expect(try turn.commit().mergedSize == .zero)
    }
    try check(writer.store, size: size)
    try writer.turn { turn in
      try append(size..<(size + 1), &turn)
      let merged = try turn.commit().mergedSize
      #expect(merged == (size < 4_096 ? .zero : Size(UInt64(size))))
    }
    try check(writer.store, size: size + 1)
  }

  @Test func `many merges in a row, and lists of many blocks`() throws {
    var writer = try create()
    try writer.turn { turn in
      for group in 0..<24 {
        try append(group * 1_000..<(group + 1) * 1_000, &turn)
        let head = try turn.commit()
        #expect(head.size.value - head.mergedSize.value <= 4_096 + 1_000)
      }
    }
    #expect(try writer.store.head().mergedSize == Size(20_000))
    try check(writer.store, size: 24_000)
    // A walk that begins anywhere, in either direction, across blocks and into the tail.
    for start in stride(from: 0, to: 24_000, by: 997) {
      let first = Index(UInt64(start))
      let on = try writer.store.indexes(matching: all, from: first, limit: 3)
      #expect(on == (start..<min(start + 3, 24_000)).map { Index(UInt64($0)) })
      let back = try writer.store.indexes(matching: all, from: first, .backwards, limit: 3)
      #expect(back == (max(0, start - 2)...start).reversed().map { Index(UInt64($0)) })
    }
  }

  @Test func `one group may be larger than the window`() throws {
    var writer = try create()
    try writer.turn { turn in
      try append(0..<10_000, &turn)
      try turn.commit()
      try append(10_000..<10_001, &turn)
      #expect(try turn.commit().mergedSize == Size(10_000))
    }
    try check(writer.store, size: 10_001)
  }

  @Test func `a reader beside the writer sees whole commits`() async throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .quick(mergeWindow: 50))
    let store = writer.store
    let readers = (0..<2).map { _ in
      Task.detached {
        while true {
          let size = try store.size()
          let found = try store.indexes(
            matching: Query(allOf: [[.term(Term(1, "all"))]]), limit: .max)
          #expect(found.count >= Int(size.value))
          #expect(found.last.map { $0.value + 1 } ?? 0 == UInt64(found.count))
          // A commit appends three events and leaves the state of the last.
          let state = try store.state(of: "a/1")
          let stream = try store.streamIndexes(of: "a/1")
          #expect(stream.count % 3 == 0)
          #expect(stream.count >= Int(state?.version.value ?? 0))
          if size.value >= 3_000 { return }
          await Task.yield()
        }
      }
    }
    for commit in 0..<1_000 {
      try writer.turn { turn in
        for number in 1...3 {
          try turn.append("event", to: "a/1", terms: [Term(1, "all")])
          try turn.setState(
            "state".utf8.span, of: "a/1".utf8.span,
            version: StreamVersion(UInt32(commit * 3 + number)),
            changedAt: Index(UInt64(commit * 3 + number - 1)))
        }
        try turn.commit()
      }
    }
    for reader in readers { try await reader.value }
    #expect(try store.state(of: "a/1")?.version == StreamVersion(3_000))
  }
}
