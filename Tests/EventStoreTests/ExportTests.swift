import EventStore
import Foundation
import LMDB
import Testing
import TransparencyLog

/// What is exported, whatever was exported before, and what a check of it finds.
@Suite(.scratchDirectory)
struct ExportTests {
  private let scratch = ScratchDirectory.path
  private let key: SignerKey

  init() throws { key = try SignerKey(name: origin) }

  private func ledger(of count: Int, name: String = "ledger") throws -> EventLog {
    var writer = try LogWriter(
      creating: scratch + "/" + name, origin: origin, projection: projection,
      options: .quick(mergeWindow: 300))
    try writer.turn { turn in
      for number in 0..<count {
        let text = String(repeating: "\(name) \(number) ", count: 1 + number % 5)
        try turn.append(text, to: "a/\(number % 7)")
      }
      try turn.commit()
    }
    return writer.store
  }

  private func note(_ store: EventLog, at size: UInt64) throws -> SignedNote {
    let root = try #require(try store.root(at: Size(size)))
    return try Checkpoint(origin: origin, size: size, root: root).signed(with: key)
  }

  @discardableResult
  private func export(
    _ store: EventLog, at size: UInt64, to name: String
  ) throws -> TileExport.Outcome {
    try TileExport.write(
      store, to: scratch + "/" + name, note: note(store, at: size), keys: [key.verifier])
  }

  private func verify(_ name: String) throws -> CopyVerification.Report {
    try CopyVerification.tiles(scratch + "/" + name, keys: [key.verifier])
  }

  /// The bytes of each file in a directory, by its path there.
  private func files(_ name: String) throws -> [String: [UInt8]] {
    let root = scratch + "/" + name
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      // A directory has no contents.
      if let bytes = FileManager.default.contents(atPath: root + "/" + path) {
        files[path] = Array(bytes)
      }
    }
    return files
  }

  private func write(_ bytes: [UInt8], _ path: String) throws {
    let url = URL(filePath: scratch + "/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  private func remove(_ name: String) {
    try? FileManager.default.removeItem(atPath: scratch + "/" + name)
  }

  // MARK: Tiles

  @Test func `from any size to any size: a fresh export, and the partial tiles of before`() throws {
    let store = try ledger(of: 1_100)
    let seed = UInt64.random(in: 0...(.max))
    print("from any size to any size: seed \(seed)")
    var random = SplitMix64(seed: seed)
    let edges: [UInt64] = [0, 1, 255, 256, 257, 511, 512, 513, 768, 1_100]
    for round in 0..<12 {
      var sizes = (0..<3).map { _ in
        Bool.random(using: &random)
          ? UInt64.random(in: 0...1_100, using: &random) : edges.randomElement(using: &random) ?? 0
      }
      sizes.sort()
      var expected: [String: [UInt8]] = [:]
      for (place, size) in sizes.enumerated() {
        let outcome = try export(store, at: size, to: "grown")
        #expect(outcome.from == (place == 0 ? 0 : sizes[place - 1]) && outcome.size == size)
        remove("fresh")
        try export(store, at: size, to: "fresh")
        let fresh = try files("fresh")
        expected.merge(fresh) { $1 }
        let grown = try files("grown")
        #expect(
          grown
            == expected.filter { $0.key != "checkpoint" }.merging(
              fresh.filter { $0.key == "checkpoint" }
            ) { $1 },
          "seed \(seed), round \(round), \(sizes)")
        let report = try verify("grown")
        #expect(report.findings == [] && report.events == size)
        #expect(
          fresh.keys.filter { !TilePath.all(of: size).map(\.text).contains($0) } == ["checkpoint"])
      }
      remove("grown")
    }
  }

  @Test func `an export that was cut at any file is a good one of the size before, and goes on`()
    throws
  {
    let store = try ledger(of: 700)
    try export(store, at: 700, to: "whole")
    let whole = try files("whole")
    for old in [UInt64(0), 100, 300] {
      let paths = TilePath.all(of: 700, beyond: old).map(\.text)
      for count in 0...paths.count {
        remove("cut")
        try export(store, at: old, to: "cut")
        let before = try files("cut")
        for path in paths.prefix(count) { try write(whole[path] ?? [], "cut/\(path)") }
        if count < paths.count { try write([1, 2, 3], "cut/\(paths[count]).new") }
        #expect(try verify("cut").findings == [])
        #expect(try verify("cut").events == old)
        try export(store, at: 700, to: "cut")
        #expect(try verify("cut").findings == [])
        #expect(try files("cut") == before.merging(whole) { $1 }, "cut at \(count) of \(paths)")
      }
    }
  }

  @Test func `a partial tile that is gone is read from the full one`() throws {
    let store = try ledger(of: 600)
    try export(store, at: 300, to: "grown")
    let older = try #require(try files("grown")["checkpoint"])
    try export(store, at: 600, to: "grown")
    for path in try files("grown").keys where path.hasSuffix(".p/44") { remove("grown/" + path) }
    try write(older, "grown/checkpoint")
    let report = try verify("grown")
    #expect(report.findings == [] && report.events == 300)
    for path in ["tile/0/001", "tile/entries/001"] {
      let bytes = try #require(try files("grown")[path])
      try write(bytes + [0], "grown/" + path)
      #expect(try verify("grown").findings.map(\.place) == [path])
      try write(bytes, "grown/" + path)
    }
  }

  @Test func `another log, another history or a shorter one isn't exported over this one`() throws {
    let store = try ledger(of: 300)
    try export(store, at: 300, to: "log")
    let before = try files("log")
    #expect(throws: TileExport.Refusal.self) { try export(store, at: 299, to: "log") }
    let fork = try ledger(of: 310, name: "fork")
    #expect(throws: TileExport.Refusal.self) { try export(fork, at: 310, to: "log") }
    let short = try ledger(of: 20, name: "short")
    #expect(throws: TileExport.Refusal.self) { try export(short, at: 20, to: "log") }
    let stranger = try SignerKey(name: origin)
    #expect(throws: TileExport.Refusal.self) {
      let root = try #require(try store.root(at: Size(300)))
      let note = try Checkpoint(origin: origin, size: 300, root: root).signed(with: stranger)
      _ = try TileExport.write(store, to: scratch + "/log", note: note, keys: [stranger.verifier])
    }
    // A checkpoint that isn't the store's, though the key signed it.
    #expect(throws: TileExport.Refusal.self) {
      try TileExport.write(
        store, to: scratch + "/new", note: note(fork, at: 300), keys: [key.verifier])
    }
    #expect(try files("log") == before)
  }

  @Test func `two exports don't write to one directory at a time`() throws {
    let store = try ledger(of: 300)
    try export(store, at: 100, to: "log")
    do {
      let other = try FileBuilder(replacing: scratch + "/log/checkpoint", permissions: 0o644)
      #expect(throws: LMDBError(code: EBUSY)) { try export(store, at: 300, to: "log") }
      try other.append([1])
    }
    try export(store, at: 300, to: "log")
    #expect(try verify("log").events == 300)
    #expect(try files("log").keys.allSatisfy { !$0.hasSuffix(".new") })
  }

  // MARK: Damage

  @Test func `hundreds of altered bits are each found, and named`() throws {
    let store = try ledger(of: 700)
    try export(store, at: 700, to: "log")
    let paths = TilePath.all(of: 700).map(\.text)
    let seed = UInt64.random(in: 0...(.max))
    print("hundreds of altered bits are each found, and named: seed \(seed)")
    var random = SplitMix64(seed: seed)
    for round in 0..<400 {
      let path = paths[round % paths.count]
      let whole = try #require(FileManager.default.contents(atPath: scratch + "/log/" + path))
      var bytes = Array(whole)
      let place = Int.random(in: bytes.indices, using: &random)
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      try write(bytes, "log/" + path)
      let findings = try verify("log").findings
      let isNamed = findings.contains { $0.place.hasPrefix(path) }
      #expect(isNamed, "seed \(seed), round \(round), \(path) byte \(place): \(findings)")
      let index: UInt64? =
        path.hasPrefix("tile/0/")
        ? UInt64(path.dropFirst(7).prefix(3)).map { $0 * 256 + UInt64(place / 32) } : nil
      if let index {
        #expect(findings.map(\.index) == [index] && findings.map(\.place) == [path])
      }
      try write(Array(whole), "log/" + path)
    }
    #expect(try verify("log").findings == [])
  }

  @Test func `one event that was changed is the one that is named`() throws {
    let store = try ledger(of: 600)
    try export(store, at: 600, to: "log")
    for index in [0, 5, 255, 256, 511, 512, 599] as [Int] {
      let path = TilePath(
        .entries, number: UInt64(index / 256), width: min(256, 600 - index / 256 * 256)
      ).text
      let whole = try #require(try files("log")[path])
      var (bytes, place) = (whole, 0)
      for _ in 0..<index % 256 { place += 2 + Int(bytes[place]) << 8 + Int(bytes[place + 1]) }
      bytes[place + 3] ^= 1
      try write(bytes, "log/" + path)
      let findings = try verify("log").findings
      #expect(findings.map(\.index) == [UInt64(index)] && findings.map(\.place) == [path])
      try write(whole, "log/" + path)
    }
  }

  @Test func `a file that is gone, cut, too long or enormous is named`() throws {
    let store = try ledger(of: 300)
    try export(store, at: 300, to: "log")
    for path in TilePath.all(of: 300).map(\.text) {
      let whole = try #require(try files("log")[path])
      let enormous = [UInt8](repeating: 0, count: 256 * 65_537 + 1)
      for damaged in [nil, Array(whole.dropLast()), whole + [0], [], enormous] {
        if let damaged { try write(damaged, "log/" + path) } else { remove("log/" + path) }
        let findings = try verify("log").findings
        #expect(findings.contains { $0.place.hasPrefix(path) }, "\(path): \(findings)")
        try write(whole, "log/" + path)
      }
    }
    #expect(try verify("log").findings == [])
  }

  @Test func `a signed size that nobody could hold is refused before it is read`() throws {
    let store = try ledger(of: 300)
    try export(store, at: 300, to: "log")
    let root = try #require(try store.root(at: Size(300)))
    let note = try Checkpoint(origin: origin, size: 1 << 62, root: root).signed(with: key)
    try write(note.bytes, "log/checkpoint")
    let report = try verify("log")
    #expect(!report.findings.isEmpty && report.events < 600)
  }

  // MARK: Lines

  @Test func `an export of lines is the events, and a checkpoint of so many`() throws {
    let store = try ledger(of: 300)
    let path = scratch + "/events.ndjson"
    for size in [UInt64(0), 1, 299, 300] {
      try LineExport.write(store, upTo: Size(size), note: note(store, at: size), to: path)
      let bytes = try #require(FileManager.default.contents(atPath: path))
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
      #expect(lines.removeLast() == [] && lines.count == Int(size))
      for (index, line) in lines.enumerated() {
        #expect(try store.eventBytes(at: Index(UInt64(index))) == line)
      }
      let note = try SignedNote(
        Array(try #require(FileManager.default.contents(atPath: path + ".checkpoint"))))
      for (mayGoOn, more, expected) in [
        (false, 0, 0), (true, 0, 0), (true, 1, 0), (false, 1, 1), (false, -1, 1), (true, -1, 1),
      ] where size > 0 || more >= 0 {
        var next = (lines + [[0x61]]).prefix(lines.count + more)[...]
        let report = try CopyVerification.lines(
          of: "lines", note: note, keys: [key.verifier], mayGoOn: mayGoOn
        ) { next.popFirst() }
        #expect(report.findings.count == expected && report.goesOn == (more > 0))
      }
    }
  }
}
