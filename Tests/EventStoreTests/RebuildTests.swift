import EventStore
import Testing
import TransparencyLog

/// States folded anew beside the live ones.
@Suite(.scratchDirectory)
struct RebuildTests {
  private let directory = ScratchDirectory.path
  private let second = Projection(name: "states", version: 2)

  private func create() throws -> LogWriter {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 8))
    for number in 0..<20 {
      try writer.turn { turn in
        try turn.append("event \(number)", to: "a/\(number % 5)")
        try turn.commit()
      }
    }
    return writer
  }

  private func set(_ state: String, _ number: UInt64, _ turn: inout Turn) throws {
    try turn.setState(
      state.utf8.span, of: "a/\(number % 5)".utf8.span, version: StreamVersion(9),
      changedAt: Index(number))
  }

  @Test func `equal states have equal digests, and the new ones live on`() throws {
    do {
      var writer = try create()
      try writer.turn { turn in
        try turn.beginRebuild(second)
        for number in UInt64(0)..<15 { try set("event \(number)", number, &turn) }
        try turn.commitRebuilt(upTo: Size(15))
      }
      #expect(try writer.store.rebuild()?.upTo == Size(15))
      #expect(try writer.store.rebuild()?.projection == second)
      #expect(try writer.store.rebuiltStateDigest() != writer.store.stateDigest())
      try writer.turn { turn in
        try turn.append("event 20", to: "a/0")
        try turn.commit()
      }
      #expect(throws: StoreError(.rebuildState)) { try writer.turn { try $0.finishRebuild() } }
      #expect(try writer.store.head().projection == projection)
      try writer.turn { turn in
        for number in UInt64(15)..<21 { try set("event \(number)", number, &turn) }
        try turn.commitRebuilt(upTo: Size(21))
      }
      #expect(try writer.store.rebuiltStateDigest() == writer.store.stateDigest())
      let head = try writer.turn { try $0.finishRebuild() }
      #expect(head.projection == second)
      #expect(try writer.store.rebuild() == nil)
      #expect(try writer.store.state(of: "a/3")?.version == StreamVersion(9))
      try writer.turn { turn in
        try turn.append("event 21", to: "a/1")
        try turn.append("event 22", to: "a/new")
        try turn.commit()
      }
    }
    let store = try EventLog(reading: directory)
    try store.verify()
    #expect(try store.head().projection == second)
    #expect(try store.stateText(of: "a/1") == "event 21")
    #expect(try store.stateText(of: "a/2") == "event 17")
    #expect(try store.stateText(of: "a/new") == "event 22")
    #expect(try store.subjects() == ["a/0", "a/1", "a/2", "a/3", "a/4", "a/new"])
  }

  @Test func `an abandoned rebuild leaves nothing`() throws {
    var writer = try create()
    let digest = try writer.store.stateDigest()
    try writer.turn { turn in
      try turn.beginRebuild(second)
      try set("other", 3, &turn)
      try turn.commitRebuilt(upTo: Size(20))
      try turn.abandonRebuild()
      #expect(throws: StoreError(.rebuildState)) { try turn.finishRebuild() }
    }
    #expect(try writer.store.rebuild() == nil)
    #expect(try writer.store.stateDigest() == digest)
    try writer.turn { turn in
      try turn.beginRebuild(second)
      try turn.commitRebuilt(upTo: Size(20))
    }
    #expect(try writer.store.rebuiltStateDigest() == StateDigest().finish())
  }

  @Test func `batches go forwards and hold no events`() throws {
    var writer = try create()
    try writer.turn { turn in
      #expect(throws: StoreError(.rebuildState)) { try turn.commitRebuilt(upTo: Size(3)) }
      try turn.beginRebuild(second)
      try turn.commitRebuilt(upTo: Size(3))
      #expect(throws: StoreError(.rebuildState)) { try turn.commitRebuilt(upTo: Size(2)) }
      #expect(throws: StoreError(.rebuildState)) { try turn.commitRebuilt(upTo: Size(21)) }
      try turn.append("event", to: "a/1")
      #expect(throws: StoreError(.rebuildState)) { try turn.commitRebuilt(upTo: Size(4)) }
    }
    #expect(try writer.store.rebuild()?.upTo == Size(3))
    #expect(try writer.store.size() == Size(20))
  }

  @Test func `names that share forty bytes come in byte order`() throws {
    var writer = try LogWriter(
      creating: directory, origin: origin, projection: projection,
      options: .synced(mergeWindow: 4))
    let long = String(repeating: "0123456789", count: 4)
    let names = ["b", "\(long)c", "a", "\(long)a", long, "\(long)b", "0123", "\(long)ab", "c"]
    for name in names {
      try writer.turn { turn in
        try turn.append("event", to: name)
        try turn.commit()
      }
    }
    let sorted = names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    #expect(try writer.store.subjects() == sorted)
    for prefix in ["", "0", long, "\(long)a", "\(long)abc", "b"] {
      #expect(
        try writer.store.subjects(prefix: prefix) == sorted.filter { $0.hasPrefix(prefix) })
    }
  }
}
