import LMDB
import Testing

/// Random transactions against dictionaries that do the same.
@Suite(.scratchDirectory)
struct ModelTests {
  typealias Model = [[UInt8]: [UInt8]]
  struct Stop: Error {}

  let directory = ScratchDirectory.path

  @Test(arguments: [1, 2, 3, UInt64.random(in: 4...(.max))])
  func `the store is the dictionary`(seed: UInt64) throws {
    print("the store is the dictionary: seed \(seed)")
    var random = SplitMix64(seed: seed)
    var models: [Model] = [[:], [:]]
    for _ in 0..<4 {
      // Each round opens it anew.
      var writer = try Writer(directory: directory, options: .small)
      for _ in 0..<40 { try transact(&writer, &models, &random, seed) }
      try compare(writer.environment, models, &random, seed)
    }
  }

  private func transact(
    _ writer: inout Writer, _ models: inout [Model], _ random: inout SplitMix64, _ seed: UInt64
  ) throws {
    let tables = ["first", "second"].map(writer.environment.table)
    var draft = models
    let isAborting = Int.random(in: 0..<5, using: &random) == 0
    do {
      try writer.write { transaction throws in
        for _ in 0..<Int.random(in: 0...30, using: &random) {
          let which = Int.random(in: 0...1, using: &random)
          try step(&transaction, tables[which], &draft[which], &random, seed)
        }
        if isAborting { throw Stop() }
      }
      models = draft
    } catch is Stop {}
  }

  private func step(
    _ transaction: inout WriteTransaction, _ table: Table, _ model: inout Model,
    _ random: inout SplitMix64, _ seed: UInt64
  ) throws {
    let key = self.key(&random)
    let value = [UInt8](
      repeating: .random(in: 0...255, using: &random), count: valueSize(&random))
    switch Int.random(in: 0..<8, using: &random) {
    case 0...2:
      let mode = [PutMode.insert, .upsert, .append].randomElement(using: &random) ?? .insert
      let isRefused =
        switch mode {
        case .insert: model[key] != nil
        case .upsert: false
        case .append: model.keys.contains { !$0.lexicographicallyPrecedes(key) }
        }
      do {
        try transaction.put(value.span, forKey: key.span, in: table, mode: mode)
        #expect(!isRefused, "seed \(seed)")
        model[key] = value
      } catch {
        #expect(isRefused && error == .keyExists, "seed \(seed)")
      }
    case 3...4:
      try transaction.put(value.span, forKey: key.span, in: table, mode: .upsert)
      model[key] = value
    case 5:
      let was = model.removeValue(forKey: key) != nil
      #expect(try transaction.delete(forKey: key.span, in: table) == was, "seed \(seed)")
    default:
      let found = try transaction.copiedValue(forKey: key, in: table)
      #expect(found == model[key], "seed \(seed)")
    }
  }

  private func key(_ random: inout SplitMix64) -> [UInt8] {
    let size = Int.random(in: 0..<10, using: &random) == 0 ? 511 : 2
    return (0..<size).map { _ in .random(in: 0...3, using: &random) * 64 }
  }

  private func valueSize(_ random: inout SplitMix64) -> Int {
    .random(in: 0...(Int.random(in: 0..<10, using: &random) == 0 ? 9_000 : 60), using: &random)
  }

  private func compare(
    _ environment: Environment, _ models: [Model], _ random: inout SplitMix64, _ seed: UInt64
  ) throws {
    for (name, model) in zip(["first", "second"], models) {
      let sorted = model.sorted { $0.key.lexicographicallyPrecedes($1.key) }
      let sought = key(&random)
      try environment.read { transaction throws in
        let table = environment.table(name)
        #expect(try transaction.count(of: table) == model.count, "seed \(seed)")
        var cursor = try transaction.cursor(in: table)
        for (key, value) in sorted {
          guard let entry = try cursor.next() else {
            Issue.record("an entry is missing, seed \(seed)")
            return
          }
          #expect(Array(copying: entry.key) == key, "seed \(seed)")
          #expect(Array(copying: entry.value) == value, "seed \(seed)")
        }
        #expect(try cursor.next() == nil, "seed \(seed)")
        let found = try cursor.seek(sought.span)
        let expected = sorted.first { !$0.key.lexicographicallyPrecedes(sought) }
        #expect((found == nil) == (expected == nil), "seed \(seed)")
        if let found { #expect(Array(copying: found.key) == expected?.key, "seed \(seed)") }
      }
    }
  }
}
