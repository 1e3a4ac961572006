import EventStore
import Foundation
import Glibc
import Testing
import TransparencyLog

/// Writers that die, run out of map, and share a ledger.
@Suite(.scratchDirectory)
struct ProcessTests {
  private let directory = ScratchDirectory.path

  /// Appends groups until it is killed, writing each size to `acknowledged` once it is durable.
  private static func appendUntilKilled(
    _ directory: String, seed: UInt64, afterMicroseconds delay: Int
  ) throws {
    var random = SplitMix64(seed: seed)
    var writer = try LogWriter(opening: directory, options: .synced(mergeWindow: 40))
    guard let file = FileHandle(forWritingAtPath: directory + "/acknowledged") else { return }
    try file.seekToEnd()
    Thread.detachNewThread {
      usleep(UInt32(delay))
      kill(getpid(), SIGKILL)
    }
    while true {
      let size = try writer.turn { turn in
        for _ in 0..<Int.random(in: 1...20, using: &random) {
          let number = turn.nextIndex.value
          try turn.append(
            "event \(number) " + String(repeating: "x", count: Int(number % 3_000)),
            to: "a/\(number % 9)", terms: [Term(1, "\(number % 2)")])
        }
        return try turn.commit().size
      }
      try file.write(contentsOf: Data("\(size)\n".utf8))
    }
  }

  @Test func `a writer killed at any moment leaves what it acknowledged`() async throws {
    do {
      _ = try LogWriter(creating: directory, origin: origin, projection: projection)
    }
    let acknowledged = directory + "/acknowledged"
    try Data().write(to: URL(filePath: acknowledged))
    let seed = UInt64.random(in: 0...(.max))
    print("a writer killed at any moment leaves what it acknowledged: seed \(seed)")
    for round in 0..<6 {
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [directory = directory as String, seed = (seed &+ UInt64(round)) as UInt64] in
        var random = SplitMix64(seed: seed)
        let delay = Int.random(in: 1_000...150_000, using: &random)
        try ProcessTests.appendUntilKilled(directory, seed: seed, afterMicroseconds: delay)
      }
      let lines = try String(contentsOfFile: acknowledged, encoding: .utf8).split(separator: "\n")
      let last = lines.last.flatMap { UInt64($0) } ?? 0
      let store = try EventLog(reading: directory)
      let size = try store.size().value
      #expect(size >= last)
      try store.verify()
      try store.events(from: Index(0)) { index, event in
        #expect(text(event).hasPrefix("event \(index) "))
        return true
      }
      for parity in 0..<2 {
        let query = Query(allOf: [[.term(Term(1, "\(parity)"))]])
        let found = try store.indexes(matching: query, limit: .max)
        let expected = (0..<size).filter { $0 % 2 == UInt64(parity) }.map { Index($0) }
        #expect(found == expected)
      }
      if size > 20 { #expect(try store.stateText(of: "a/3")?.hasPrefix("event ") == true) }
    }
  }

  @Test func `a full map grows in the middle of a group, and the group is whole`() throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 100, mapSizeBytes: 1 << 19))
    let large = String(repeating: "large event ", count: 300)
    for group in 0..<5 {
      try writer.turn { turn in
        for number in 0..<120 {
          try turn.append("\(group) \(number) \(large)", to: "a/\(number)", terms: [Term(1, "t")])
        }
        #expect(try turn.commit().size == Size(UInt64(120 * (group + 1))))
      }
      try writer.store.verify()
    }
    #expect(try writer.store.statistics().mapBytes > 1 << 19)
    let query = Query(allOf: [[.term(Term(1, "t"))]])
    #expect(try writer.store.indexes(matching: query, limit: .max).count == 600)
    #expect(try writer.store.stateText(of: "a/7") == "4 7 \(large)")
  }

  /// Appends until it has seen enough of the other process's events; true if it saw them all.
  private static func appendBesideAnother(_ directory: String, as name: String) throws -> Bool {
    var writer = try LogWriter(opening: directory, options: .synced(mergeWindow: 30))
    let store = writer.store
    var seen: UInt64 = 0
    var own = 0
    var others = 0
    for _ in 0..<20_000 where own < 100 || others < 100 {
      try writer.turn { turn in
        let isMarked = turn.appendedByOthersFrom != nil
        let before = others
        try store.events(from: Index(seen)) { _, event in
          if text(event).hasPrefix(name) { own += 1 } else { others += 1 }
          return true
        }
        guard isMarked == (others > before) || seen == 0 else {
          throw StoreError(.foreignWriter, "others' events came without a word")
        }
        for number in 0..<3 { try turn.append("\(name) \(number)", to: "a/\(name)") }
        seen = turn.size.value
        try turn.commit()
      }
    }
    let stream = try store.streamIndexes(of: "a/\(name)").count
    return others >= 100 && stream >= own
  }

  @Test func `two processes take turns, and each sees what the other appended`() async throws {
    do {
      _ = try LogWriter(creating: directory, origin: origin, projection: projection)
    }
    async let first: Void = {
      await #expect(processExitsWith: .success) { [directory = directory as String] in
        guard try ProcessTests.appendBesideAnother(directory, as: "first") else { exit(2) }
      }
    }()
    async let second: Void = {
      await #expect(processExitsWith: .success) { [directory = directory as String] in
        guard try ProcessTests.appendBesideAnother(directory, as: "second") else { exit(2) }
      }
    }()
    _ = await (first, second)
    let store = try EventLog(reading: directory)
    try store.verify()
    let streams = try store.streamIndexes(of: "a/first") + store.streamIndexes(of: "a/second")
    #expect(streams.sorted() == (0..<(try store.size().value)).map { Index($0) })
    #expect(try store.state(of: "a/first")?.changedAt == store.streamIndexes(of: "a/first").last)
  }

  @Test func `a reader in another process sees what is appended here`() async throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 10))
    async let reader: Void = {
      await #expect(processExitsWith: .success) { [directory = directory as String] in
        let store = try EventLog(reading: directory)
        var size = try store.size()
        while size < Size(100) {
          size = try store.waitForGrowth(beyond: size, atMostMilliseconds: 60_000)
          let stream = try store.streamIndexes(of: "a/1")
          guard stream.count >= Int(size.value) else { exit(2) }
        }
        try store.verify()
      }
    }()
    for number in 0..<100 {
      try writer.turn { turn in
        try turn.append("event \(number)", to: "a/1")
        try turn.commit()
      }
    }
    await reader
  }
}
