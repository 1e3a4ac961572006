import EventStore
import Foundation
import Testing
import TransparencyLog

/// What keeps a key from signing two histories.
@Suite(.scratchDirectory)
struct KeyDirectoryTests {
  private let scratch = ScratchDirectory.path
  private var keyPath: String { scratch + "/keys" }

  private func makeLedger(_ name: String = "ledger") throws -> LogWriter {
    try LogWriter(
      creating: scratch + "/" + name, origin: origin, projection: projection, options: .quick())
  }

  private func append(_ texts: [String], to writer: inout LogWriter) throws {
    try writer.turn { turn in
      for text in texts { try turn.append(text, to: "a/1") }
      try turn.commit()
    }
  }

  private func copy(_ from: String, _ to: String) throws {
    try FileManager.default.copyItem(atPath: scratch + "/" + from, toPath: scratch + "/" + to)
  }

  private func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: keyPath + "/" + name).map { Array($0) }
  }

  private func put(_ bytes: [UInt8]?, _ name: String) throws {
    try? FileManager.default.removeItem(atPath: keyPath + "/" + name)
    guard let bytes else { return }
    #expect(
      FileManager.default.createFile(
        atPath: keyPath + "/" + name, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    )
  }

  /// The error's case, by its name.
  private func failure(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "none"
    } catch let error as SigningError {
      return String("\(Mirror(reflecting: error).children.first?.label ?? "")")
    } catch {
      return "\(error)"
    }
  }

  @Test func `what is signed is remembered before it is given out, and signed once`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    #expect(try keys.head().checkpoint.size == 0)
    var last = try keys.sign(writer.store)
    for count in 1...5 {
      try append(Array(repeating: "event", count: count), to: &writer)
      let note = try keys.sign(writer.store)
      #expect(note != last)
      #expect(bytes("head") == note.bytes)
      #expect(try keys.sign(writer.store) == note)
      let checkpoint = try Checkpoint(note, keys: [keys.verifierKey])
      #expect(try writer.store.root(at: Size(checkpoint.size)) == checkpoint.root)
      last = note
    }
    let again = try KeyDirectory(opening: keyPath, origin: origin)
    #expect(try again.sign(writer.store) == last)
    #expect(again.verifierKey == keys.verifierKey)
  }

  @Test func `a ledger that is behind or beside what was signed isn't signed`() throws {
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    do {
      var writer = try makeLedger()
      try append(["one", "two"], to: &writer)
    }
    try copy("ledger", "behind")
    do {
      var writer = try LogWriter(opening: scratch + "/ledger", options: .synced())
      try append(["three"], to: &writer)
      _ = try keys.sign(writer.store)
    }
    let head = bytes("head")
    var behind = try LogWriter(opening: scratch + "/behind", options: .synced())
    #expect(failure { _ = try keys.sign(behind.store) } == "behind")
    #expect(failure { try keys.check(behind.store) } == "behind")
    try append(["another three"], to: &behind)
    #expect(failure { _ = try keys.sign(behind.store) } == "forked")
    try append(["four"], to: &behind)
    #expect(failure { _ = try keys.sign(behind.store) } == "forked")
    #expect(bytes("head") == head)
  }

  @Test func `a head that is lost, damaged or another key's stops signing`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    try append(["one"], to: &writer)
    let note = try keys.sign(writer.store)
    try put(nil, "head")
    #expect(failure { _ = try keys.sign(writer.store) } == "headMissing")
    #expect(failure { _ = try KeyDirectory.create(keyPath, origin: origin) } == "headMissing")
    #expect(bytes("head") == nil)
    let other = try SignerKey(name: origin)
    let forged = try Checkpoint(text: note.text).signed(with: other)
    var altered = note.bytes
    altered[3] ^= 1
    for bad in [forged.bytes, altered, Array(note.bytes.dropLast()), []] {
      try put(bad, "head")
      #expect(failure { _ = try keys.sign(writer.store) } == "headInvalid")
    }
    try keys.adopt(note, for: writer.store)
    #expect(try keys.sign(writer.store) == note)
  }

  @Test func `a key is made once, and its head before it`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    let again = try KeyDirectory.create(keyPath, origin: origin)
    #expect(again.verifierKey == keys.verifierKey)
    // Cut between the two: nothing was signed by a key that nobody has, so another may be made.
    try put(nil, "key")
    let anew = try KeyDirectory.create(keyPath, origin: origin)
    #expect(anew.verifierKey != keys.verifierKey)
    #expect(bytes("vkey") == Array((anew.verifierKey.text + "\n").utf8))
    try append(["one"], to: &writer)
    _ = try anew.sign(writer.store)
    let head = bytes("head")
    try put(nil, "key")
    #expect(failure { _ = try KeyDirectory.create(keyPath, origin: origin) } == "notAdoptable")
    #expect(bytes("head") == head && bytes("key") == nil)
  }

  @Test func `keys that others can read, of another log or malformed aren't used`() throws {
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    #expect(failure { _ = try KeyDirectory(opening: keyPath, origin: "x.example") } == "foreignKey")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o640], ofItemAtPath: keyPath + "/key")
    #expect(failure { _ = try KeyDirectory(opening: keyPath, origin: origin) } == "keyOpenToOthers")
    let text = try #require(bytes("key"))
    for bad in [[], Array(text.dropFirst()), Array(text.dropLast(3))] {
      try put(bad, "key")
      #expect(failure { _ = try KeyDirectory(opening: keyPath, origin: origin) } == "keyMalformed")
    }
    try put(nil, "key")
    #expect(failure { _ = try KeyDirectory(opening: keyPath, origin: origin) } == "keyMissing")
    // Who has opened it before doesn't go on with a key that was taken away.
    let writer = try makeLedger()
    #expect(failure { _ = try keys.sign(writer.store) } == "keyMissing")
  }

  @Test func `only a checkpoint that goes on from the head is adopted`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    try append(["one", "two"], to: &writer)
    let two = try keys.sign(writer.store)
    try append(["three"], to: &writer)
    let three = try keys.sign(writer.store)
    #expect(failure { try keys.adopt(two, for: writer.store) } == "notAdoptable")
    let stranger = try Checkpoint(text: three.text).signed(with: SignerKey(name: origin))
    #expect(failure { try keys.adopt(stranger, for: writer.store) } == "notAdoptable")

    // The same key has signed another history: the head and that ledger can't both be right, and
    // the head, which is the evidence of it, isn't written over.
    var fork = try makeLedger("fork")
    try append(["one", "two", "3", "4"], to: &fork)
    let secret = String(decoding: try #require(bytes("key")).dropLast(), as: UTF8.self)
    let forked = try Checkpoint(
      origin: origin, size: 4, root: try #require(try fork.store.root(at: Size(4)))
    ).signed(with: SignerKey(secret))
    #expect(failure { try keys.adopt(forked, for: fork.store) } == "forked")
    #expect(failure { try keys.adopt(forked, for: writer.store) } == "behind")
    #expect(bytes("head") == three.bytes)
    try put(nil, "head")
    #expect(failure { try keys.adopt(forked, for: writer.store) } == "behind")
    try keys.adopt(two, for: writer.store)
    #expect(try keys.sign(writer.store).text == three.text)
  }

  // MARK: Another key

  @Test func `after a rotation nobody signs with the old key, however long it was open`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    let next = try keys.prepareNextKey()
    #expect(try keys.prepareNextKey() == next)
    try append(["the key is replaced by \(next.text)"], to: &writer)
    let before = try keys.sign(writer.store)
    let fresh = try keys.replaceKey()
    #expect(fresh.verifierKey == next)
    #expect(fresh.verifierKeys == [keys.verifierKey, next])
    let both = try keys.sign(writer.store)
    #expect(both.text == before.text)
    for key in [keys.verifierKey, next] { #expect(try both.verified(by: [key]) == [key]) }
    try append(["more"], to: &writer)
    let after = try keys.sign(writer.store)
    #expect(try after.verified(by: [next]) == [next])
    #expect(throws: NoteError.self) { try after.verified(by: [keys.verifierKey]) }
    #expect(try keys.head().note == after)
    let third = try fresh.prepareNextKey()
    #expect(third != next)
    let last = try fresh.replaceKey()
    #expect(last.verifierKeys == [keys.verifierKey, next, third])
    #expect(try last.head().note.verified(by: [next, third]).count == 2)
  }

  @Test func `a rotation that was cut anywhere goes on with the same key`() throws {
    var writer = try makeLedger()
    let keys = try KeyDirectory.create(keyPath, origin: origin)
    let next = try keys.prepareNextKey()
    try append(["the key is replaced"], to: &writer)
    _ = try keys.sign(writer.store)
    // In the order in which they are put in place.
    let names = ["retired", "head", "key", "vkey", "key.next"]
    let before = names.map(bytes)
    _ = try keys.replaceKey()
    let after = names.map(bytes)
    for cut in 0..<names.count {
      for (place, name) in names.enumerated() {
        try put(place < cut ? after[place] : before[place], name)
      }
      let found = try KeyDirectory(opening: keyPath, origin: origin)
      try found.check(writer.store)
      _ = try found.sign(writer.store)
      #expect(try found.prepareNextKey() == next)
      let fresh = try found.replaceKey()
      #expect(fresh.verifierKeys == [keys.verifierKey, next], "cut before \(names[cut])")
      let note = try fresh.sign(writer.store)
      #expect(note.signatures.count == 2)
      #expect(try note.verified(by: [keys.verifierKey]).count == 1)
      #expect(try note.verified(by: [next]).count == 1)
      #expect(bytes("key.next") == nil)
      #expect(bytes("vkey") == Array((next.text + "\n").utf8))
    }
  }

  // MARK: Processes

  /// Appends and signs in turns with others, and writes down each size that was signed.
  private static func work(in scratch: String, name: String, rounds: Int) throws {
    let keys = try KeyDirectory(opening: scratch + "/keys", origin: origin)
    var lines = ""
    for round in 0..<rounds {
      do {
        var writer = try LogWriter(opening: scratch + "/ledger", options: .synced())
        try writer.turn { turn in
          try turn.append("\(name) \(round)", to: "a/\(name)")
          try turn.commit()
        }
        let note = try keys.sign(writer.store)
        lines += note.text.split(separator: "\n")[1] + "\n"
      }
      if name == "b", round == rounds / 2 {
        _ = try keys.prepareNextKey()
        _ = try keys.replaceKey()
      }
    }
    try Data(lines.utf8).write(to: URL(filePath: scratch + "/signed-" + name))
  }

  @Test func `processes that sign in turns never go back, also while one replaces the key`()
    async throws
  {
    do { _ = try makeLedger() }
    let first = try KeyDirectory.create(keyPath, origin: origin)
    await withTaskGroup { group in
      for name in ["a", "b", "c"] {
        group.addTask { [scratch] in
          await #expect(processExitsWith: .success) {
            [scratch = scratch as String, name = name as String] in
            try KeyDirectoryTests.work(in: scratch, name: name, rounds: 30)
          }
        }
      }
    }
    let store = try EventLog(reading: scratch + "/ledger")
    #expect(try store.size() == Size(90))
    for name in ["a", "b", "c"] {
      let text = try String(contentsOfFile: scratch + "/signed-" + name, encoding: .utf8)
      let sizes = text.split(separator: "\n").compactMap { UInt64($0) }
      #expect(sizes.count == 30 && sizes == sizes.sorted(), "\(name): \(sizes)")
    }
    let keys = try KeyDirectory(opening: keyPath, origin: origin)
    #expect(keys.verifierKeys.count == 2 && keys.retired == [first.verifierKey])
    let (note, checkpoint) = try keys.head()
    #expect(checkpoint.size == 90)
    #expect(try note.verified(by: [keys.verifierKey]).count == 1)
  }
}
