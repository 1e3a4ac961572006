import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog
import Twinning

/// Reading, now and as it was known, beside naive recounts.
@Suite struct ReaderTests {
  private static func heads(_ reader: LedgerReader, _ interner: Interner) throws -> [EventHead] {
    var heads: [EventHead] = []
    try reader.store.events(from: Index(0)) { _, bytes in
      heads.append(try EventHead.read(bytes, interner: interner))
      return true
    }
    return heads
  }

  @Test(arguments: [UInt64(41), 42])
  func `an instant stands for the events that were recorded up to it`(seed: UInt64) throws {
    let ledger = try TemporaryLedger(seed: seed, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    let times = try Self.heads(reader, Interner()).map(\.recordedTime)
    let last = try #require(times.last)
    var dice = SeededDice(seed: seed)
    for _ in 0..<200 {
      let base = times[dice.below(times.count)]
      let instant = base.adding(milliseconds: Int64(dice.below(5) - 2))
      let expected = Int64(times.count { $0 <= instant })
      let found = try reader.resolve(.instant(instant))
      #expect(found.size == expected)
      #expect(found.now == instant)
      #expect(found.isProvisional == (instant > last))
      #expect(found.recordedTime == (expected == 0 ? nil : times[Int(expected) - 1]))
      #expect(try reader.size(at: instant) == expected)
    }
    for size in [0, 1, times.count / 2, times.count] {
      let found = try reader.resolve(.size(Int64(size)))
      #expect(found.size == Int64(size))
      #expect(found.recordedTime == (size == 0 ? nil : times[size - 1]))
      #expect(!found.isProvisional)
    }
    #expect(throws: InputError.self) { try reader.resolve(.size(Int64(times.count) + 1)) }
    #expect(try reader.resolve(nil).size == Int64(times.count))
  }

  @Test(arguments: [UInt64(43)])
  func `what was known at a size is what the ledger kept when it had that size`(
    seed: UInt64
  ) throws {
    let ledger = try TemporaryLedger(isSynthetic: true)
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    let reader = LedgerReader(of: recorder)
    var kept: [(size: Int64, digest: Hash)] = []
    for group in try Sample.programme(seed: seed, pairings: 2).grouped(by: 97) {
      for outcome in recorder.recordBlocking(group) { _ = try outcome.get() }
      let world = try reader.currentWorld()
      for name in try reader.store.subjects() {
        _ = world.interner.intern(subject: name).map(world.stateBytes)
      }
      kept.append((try reader.size, reader.stateDigest(of: world)))
    }
    #expect(kept.count > 3)
    for (size, digest) in kept {
      #expect(try reader.stateDigest(of: reader.replay(until: size)) == digest, "size \(size)")
    }
  }

  @Test func `a text is a size or an instant, or is told what it could be`() throws {
    #expect(try LedgerReader.Point("14") == .size(14))
    let instant = try Instant(people: "2025-03-28T16:00:00Z")
    #expect(try LedgerReader.Point("2025-03-28T16:00:00Z") == .instant(instant))
    for text in ["", "-1", "yesterday", "1.5", "99999999999999999999"] {
      #expect(throws: InputError.self, "\(text)") { try LedgerReader.Point(text) }
    }
  }

  @Test(arguments: [UInt64(44), 45])
  func `a filter finds what a look at every event finds`(seed: UInt64) throws {
    let ledger = try TemporaryLedger(seed: seed, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    let interner = Interner()
    let heads = try Self.heads(reader, interner)
    let subjects = heads.map { interner.subject(of: $0.subject) }
    let types = heads.map { $0.type?.name ?? "" }
    var dice = SeededDice(seed: seed)
    var found = 0
    for round in 0..<60 {
      var filter = LogFilter()
      for _ in 0..<dice.below(4) { filter.types.insert(types[dice.below(types.count)]) }
      if dice.below(2) == 0 {
        let subject = subjects[dice.below(subjects.count)]
        filter.subjectPrefix = String(subject.prefix(1 + dice.below(subject.count)))
      }
      let lower = dice.below(heads.count)
      let range = lower..<(lower + dice.below(heads.count - lower + 1))
      let limit = dice.below(3) == 0 ? 1 + dice.below(20) : Int.max
      let isReversed = dice.below(2) == 0
      var expected = range.filter { index in
        (filter.types.isEmpty || filter.types.contains(types[index]))
          && filter.subjectPrefix.map { subjects[index].hasPrefix($0) } ?? true
      }
      if isReversed { expected.reverse() }
      expected = Array(expected.prefix(limit))
      var actual: [Int] = []
      try LogQuery(filter, of: reader).forEachEvent(
        in: Int64(range.lowerBound)..<Int64(range.upperBound), reversed: isReversed
      ) { index, bytes in
        actual.append(Int(index))
        let head = try EventHead.read(bytes, interner: interner)
        #expect(head.index == index)
        return actual.count < limit
      }
      #expect(actual == expected, "seed \(seed), round \(round): \(filter)")
      found += actual.count
    }
    #expect(found > 100)
  }

  @Test(arguments: [UInt64(46)])
  func `the events of a city are those that name it, and those of its streams`(
    seed: UInt64
  ) throws {
    let ledger = try TemporaryLedger(seed: seed, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    let cities = try reader.store.subjects(prefix: "city/").map { String($0.dropFirst(5)) }
    let size = try reader.size
    for city in cities {
      var filter = LogFilter()
      filter.city = city
      var found: Set<Int64> = []
      try LogQuery(filter, of: reader).forEachEvent(in: 0..<size, reversed: false) { index, _ in
        found.insert(index)
        return true
      }
      var named: Set<Int64> = []
      let name = Array("\"\(city)\"".utf8)
      try reader.store.events(from: Index(0)) { index, bytes in
        let event = bytes.indices.map { bytes[$0] }
        let isOwn = String(decoding: event, as: UTF8.self).contains("\"subject\":\"city/\(city)\"")
        if isOwn || event.firstRange(of: name) != nil { named.insert(Int64(index.value)) }
        return true
      }
      #expect(!named.isEmpty)
      #expect(named.isSubset(of: found), "\(city): \(named.subtracting(found).sorted())")
      #expect(Int64(found.count) < size)
    }
  }
}
