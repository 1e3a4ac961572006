import Testing
import TransparencyLog

@testable import EventStore

/// What a ledger holds, in dictionaries: obviously right, and slow.
struct Model {
  var events: [[UInt8]] = []
  var subjects: [String] = []
  var terms: [Set<Term>] = []
  var states: [String: StoredState] = [:]
  var commands: [CommandID: CommandResult] = [:]

  func indexes(_ query: Query, from first: Int, _ direction: LogDirection, limit: Int) -> [Index] {
    let here = events.indices.filter { direction == .forwards ? $0 >= first : $0 <= first }
    let inOrder = direction == .forwards ? here : here.reversed()
    return inOrder.filter { matches($0, query) }.prefix(limit).map { Index(UInt64($0)) }
  }

  private func matches(_ index: Int, _ query: Query) -> Bool {
    query.allOf.allSatisfy { choices in
      choices.contains {
        switch $0 {
        case .term(let term): terms[index].contains(term)
        case .stream(let name): subjects[index] == name
        case .streams(let prefix): subjects[index].utf8.starts(with: prefix.utf8)
        }
      }
    }
  }

  var digest: Hash {
    var digest = StateDigest()
    for (name, state) in states.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      digest.add(subject: name.utf8.span, state: state.bytes.span)
    }
    return digest.finish()
  }
}

/// Random subjects, terms, events and queries, from few enough that they meet each other.
struct Chance {
  var random: SplitMix64
  /// Forty bytes that some names share, more than a key keeps.
  private let long = String(repeating: "long-name/", count: 4)

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

  mutating func subject() -> String {
    let number = number(0...30)
    switch number % 3 {
    case 0: return "city/\(number)"
    case 1: return long + String("zyxwvutsrqponmlkjihgfedcba".dropFirst(number % 26).prefix(3))
    default: return "pairing/\(number)"
    }
  }

  mutating func terms() -> [Term] {
    (0..<number(0...5)).map { _ in Term(UInt8(number(0...1)), "t\(number(0...9))") }
  }

  mutating func event() -> [UInt8] {
    let size = number(0...40) == 0 ? number(2_000...9_000) : number(1...60)
    return (0..<size).map { _ in .random(in: 0...255, using: &random) }
  }

  mutating func query() -> Query {
    Query(
      allOf: (0..<number(0...3)).map { _ in
        (0..<number(0...3)).map { _ in
          switch number(0...9) {
          case 0...5: .term(Term(UInt8(number(0...1)), "t\(number(0...10))"))
          case 6...7: .stream(subject())
          default: .streams(prefix: ["", "city/", long, long + "z", "no"][number(0...4)])
          }
        }
      })
  }
}

/// A store and its model, moved and compared together.
struct Twins: ~Copyable {
  var writer: LogWriter
  var model = Model()
  var chance: Chance
  private let seed: UInt64

  init(_ writer: consuming LogWriter, seed: UInt64) {
    self.writer = writer
    self.seed = seed
    chance = Chance(seed: seed)
  }

  /// A random group, committed or dropped.
  mutating func step() throws {
    var draft = model
    var chance = chance
    let isKept = chance.number(0...9) > 0
    let count = chance.number(1...12)
    let second = chance.number(0...2) == 0 ? chance.number(1...12) : 0
    try writer.turn { turn in
      for _ in 0..<count { try Self.append(&turn, &draft, &chance) }
      guard isKept else { return turn.discard() }
      if second == 0 {
        try turn.commit()
        return
      }
      // Another group is collected while the first is on its way, before or after it is durable.
      var commit = turn.beginCommit()
      if second % 2 == 0 { commit.run() }
      for _ in 0..<second { try Self.append(&turn, &draft, &chance) }
      if second % 2 == 1 { commit.run() }
      try turn.finishCommit(commit)
      try turn.commit()
    }
    self.chance = chance
    if isKept { model = draft }
    try compare()
  }

  private static func append(
    _ turn: inout Turn, _ model: inout Model, _ chance: inout Chance
  ) throws {
    let event = chance.event()
    let subject = chance.subject()
    let terms = chance.terms()
    let index = try turn.append(
      event.span, subject: subject.utf8.span, terms: terms,
      recordedTimeMilliseconds: Int64(model.events.count))
    #expect(index.value == UInt64(model.events.count))
    model.events.append(event)
    model.subjects.append(subject)
    model.terms.append(Set(terms))
    if chance.number(0...3) > 0 {
      let state = chance.event()
      let version = StreamVersion(UInt32(chance.number(1...1_000_000)))
      try turn.setState(state.span, of: subject.utf8.span, version: version, changedAt: index)
      model.states[subject] = StoredState(version: version, changedAt: index, bytes: state)
    }
    if chance.number(0...2) > 0 {
      // Now greater than all before, now anywhere.
      let high = (UInt64(model.events.count) << 8) >> UInt64(chance.number(0...1) * 7)
      let id = CommandID(high: high, low: .random(in: 0...(.max), using: &chance.random))
      let result = CommandResult(
        first: index, count: 1, digest: CommandDigest(high: 1, low: high))
      try turn.remember(id, result)
      model.commands[id] = result
    }
  }

  mutating func compare() throws {
    let store = writer.store
    try store.verify()
    let head = try store.head()
    #expect(head.size.value == UInt64(model.events.count), "seed \(seed)")
    #expect(head.eventBytes == UInt64(model.events.reduce(0) { $0 + $1.count }), "seed \(seed)")
    for _ in 0..<3 {
      let query = chance.query()
      let direction: LogDirection = chance.number(0...1) == 0 ? .forwards : .backwards
      let first = chance.number(0...(model.events.count + 2))
      let limit = chance.number(0...20)
      let found = try store.indexes(
        matching: query, from: Index(UInt64(first)), direction, limit: limit)
      let expected = model.indexes(query, from: first, direction, limit: limit)
      #expect(found == expected, "seed \(seed), \(query), \(direction) from \(first)")
    }
    let subject = chance.subject()
    #expect(try store.state(of: subject) == model.states[subject], "seed \(seed), \(subject)")
    let stream = model.subjects.indices.filter { model.subjects[$0] == subject }
    #expect(
      try store.streamIndexes(of: subject) == stream.map { Index(UInt64($0)) },
      "seed \(seed), \(subject)")
    if let command = model.commands.randomElement(using: &chance.random) {
      #expect(try store.result(of: command.key) == command.value, "seed \(seed)")
    }
  }

  /// What is slow to compare: everything.
  func compareAll() throws {
    let store = writer.store
    var read: [[UInt8]] = []
    try store.events(from: Index(0)) { index, event in
      #expect(index.value == UInt64(read.count))
      read.append(Array(copying: event))
      return true
    }
    #expect(read == model.events, "seed \(seed)")
    #expect(try store.head().root == naiveRoot(model.events[...]), "seed \(seed)")
    #expect(try store.stateDigest() == model.digest, "seed \(seed)")
    let names = Set(model.subjects).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(try store.subjects() == names, "seed \(seed)")
    for (id, result) in model.commands {
      #expect(try store.result(of: id) == result, "seed \(seed)")
    }
    var states: [String: StoredState] = [:]
    try store.states(prefix: "") { name, version, state in
      states[text(name)] = StoredState(
        version: version, changedAt: model.states[text(name)]?.changedAt ?? Index(0),
        bytes: Array(copying: state))
    }
    #expect(states == model.states, "seed \(seed)")
    let middle = UInt64(model.events.count / 2)
    #expect(try store.root(at: Size(middle)) == naiveRoot(model.events[..<Int(middle)]))
  }
}

extension Array where Element == UInt8 {
  init(copying bytes: Span<UInt8>) {
    self.init(capacity: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }
}
