import Foundation
import Testing
import TransparencyLog

/// What the program gives out, held against the verifiers that share no code with it.
@Suite(
  .enabled(
    if: Project.hasProgram("python3"),
    "python3 isn't installed here, so that Tools/verify-log can't be run"))
struct SecondVerifierTests {
  @Test func `its known answers hold`() throws {
    let tool = Project.tools.appending(path: "verify-log").path
    let (status, output, _) = try Stage().run([tool, "--self-test"])
    #expect(status == 0, "\(output)")
  }

  @Test func `a command that isn't one ends with 2`() throws {
    let stage = try Stage()
    let tool = Project.tools.appending(path: "verify-log").path
    for words in ["", "tiles", "tiles a b --vkey x", "tiles a --vkey x", "tiles a"] {
      let status = try stage.run([tool] + words.split(separator: " ").map(String.init)).status
      #expect(status == 2, "\(words)")
    }
  }

  @Test func `it verifies what the program exports`() throws {
    let exports = try Exports()
    let checks = [
      ["checkpoint", "new"], ["receipt", "seven.tlog-proof"], ["tiles", "public"],
      ["lines", "events.ndjson"], ["lines", "events.ndjson", "--checkpoint", "old"],
      ["consistency", "old", "new", "public"], ["consistency", "new", "new", "public"],
      ["consistency", "old", "new", "grown"], ["consistency", "old", "new", "grown.json"],
      ["explanation", "held.json"],
    ]
    for words in checks {
      let (isVerified, output) = try exports.second(words)
      #expect(isVerified, "\(words): \(output)")
    }
    #expect(try exports.first("events.ndjson", ["--checkpoint", "old"]).isVerified)
    for proof in ["grown", "grown.json"] {
      #expect(try exports.first("consistency", ["old", "new", proof]).isVerified)
    }
  }

  @Test func `another key than the log's is refused`() throws {
    let exports = try Exports()
    let other = try exports.stage.play(
      """
      twinledger --ledger other init --origin ledger.example.org/made-up --zone UTC > /dev/null
      cat other.key/vkey
      """)
    let vkey = try #require(other.first)
    for words in [["checkpoint", "new"], ["receipt", "seven.tlog-proof"], ["tiles", "public"]] {
      let (isVerified, output) = try exports.second(words, vkey: vkey)
      #expect(!isVerified && output.contains("signed by none of the keys given"), "\(output)")
    }
  }

  @Test func `another history under the same key isn't the older one's`() throws {
    let exports = try Exports()
    let forked = try exports.stage.play(
      """
      set -e; exec > /dev/null
      twinledger --ledger fork init --origin ledger.example.org/made-up --zone UTC --synthetic
      twinledger synthesize --seed 2 --pairings 2 | twinledger --ledger fork import -
      cp -r fork.key saved; twinledger --ledger fork checkpoint > /dev/null
      twinledger --ledger fork export tiles forked
      """)
    #expect(forked.filter { !$0.hasPrefix("! warning") } == [])
    // The operator has one key and signs both: here it is the other ledger's, given twice.
    let text = try Checkpoint(
      text: SignedNote(exports.bytes("forked/checkpoint")).text)
    let keyText = try exports.stage.play("cat ledger.key/key").joined()
    let key = try SignerKey(keyText)
    try exports.write(text.signed(with: key).bytes, "forked/checkpoint")
    #expect(try exports.second(["tiles", "forked"]).isVerified, "a rewritten log verifies alone")
    let (isVerified, output) = try exports.second(
      ["consistency", "old", "forked/checkpoint", "forked"])
    #expect(!isVerified && output.contains("history was changed"), "\(output)")
  }

  // MARK: Places

  struct Damage: Sendable, CustomTestStringConvertible {
    var words: [String]
    var path: String
    var place: String
    var change: @Sendable (inout [UInt8]) -> Void
    var testDescription: String { "\(path), \(place)" }

    init(
      _ words: String, _ path: String, names place: String,
      _ change: @escaping @Sendable (inout [UInt8]) -> Void
    ) {
      self.words = words.split(separator: " ").map(String.init)
      self.path = path
      self.place = place
      self.change = change
    }
  }

  /// Where event `index` begins in a bundle: at its length.
  static func start(of index: Int, in bundle: [UInt8]) -> Int {
    var place = 0
    for _ in 0..<index { place += 2 + Int(bundle[place]) << 8 + Int(bundle[place + 1]) }
    return place
  }

  private static func swapLines(_ bytes: inout [UInt8], _ first: Int, _ second: Int) {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.swapAt(first, second)
    bytes = Array(lines.joined(separator: [0x0A]))
  }

  static let bundle = "tile/entries/000"

  static let damages: [Damage] = [
    Damage("tiles public", "public/\(bundle)", names: "\(bundle), event 19: these aren't") {
      $0[start(of: 19, in: $0) + 40] ^= 1
    },
    Damage("tiles public", "public/\(bundle)", names: "\(bundle), event 4: these aren't") {
      let places = (3...5).map { [bytes = $0] in start(of: $0, in: bytes) }
      $0.replaceSubrange(
        places[0]..<places[2], with: $0[places[1]..<places[2]] + $0[places[0]..<places[1]])
    },
    Damage("tiles public", "public/\(bundle)", names: "\(bundle), event 255: the file ends") {
      $0.removeLast(3)
    },
    Damage("tiles public", "public/\(bundle)", names: "bytes behind event 255") { $0.append(0) },
    Damage("tiles public", "public/tile/0/000", names: "tile/0/000, event 9: the hash isn't") {
      $0[9 * 32 + 5] ^= 0x80
    },
    Damage("tiles public", "public/tile/0/000", names: "tile/0/000: 8191 bytes") {
      $0.removeLast()
    },
    Damage("tiles public", "public/checkpoint", names: "the signature of") { $0[27] ^= 1 },
    Damage("receipt seven.tlog-proof", "seven.tlog-proof", names: "event 7 isn't proved") {
      // One digit of the event's base64, away from its end.
      $0[60] = $0[60] == 0x41 ? 0x42 : 0x41
    },
    Damage("lines events.ndjson", "events.ndjson", names: "event 5 says that it is") {
      swapLines(&$0, 5, 6)
    },
    Damage("lines events.ndjson", "events.ndjson", names: "the root of its first") {
      $0[100] ^= 1
    },
    Damage("lines events.ndjson", "events.ndjson", names: "cut, or too long") { $0.removeLast() },
    Damage("lines events.ndjson", "events.ndjson", names: "more lines than were signed") {
      $0 += Array("more\n".utf8)
    },
    Damage("explanation held.json", "held.json", names: "isn't proved") {
      // The first character of an event's first hash.
      guard let start = $0.firstRange(of: Array("\"proof\":[\"".utf8))?.upperBound else { return }
      $0[start] = $0[start] == 0x41 ? 0x42 : 0x41
    },
    Damage("explanation held.json", "held.json", names: "other events than those that count") {
      guard let start = $0.firstRange(of: Array("\"counts\":true".utf8)) else { return }
      $0.replaceSubrange(start, with: Array("\"counts\":false".utf8))
    },
    Damage("explanation held.json", "held.json", names: "not an explanation") { $0.removeLast(9) },
    Damage("consistency old new grown", "grown", names: "isn't proved to begin") {
      // The last line, which is one of the proof's.
      $0.removeLast("proof ".count + 44 + 1)
    },
    Damage("checkpoint new", "new", names: "signed by none") { bytes in
      bytes = Array(String(decoding: bytes, as: UTF8.self).replacing("— ", with: "— x").utf8)
    },
  ]

  @Test func `what was changed is refused and named`() throws {
    let exports = try Exports()
    for damage in Self.damages {
      let whole = try exports.bytes(damage.path)
      var bytes = whole
      damage.change(&bytes)
      try exports.write(bytes, damage.path)
      let (isVerified, output) = try exports.second(damage.words)
      #expect(!isVerified && output.contains(damage.place), "\(damage.words): \(output)")
      if ["receipt", "tiles", "lines"].contains(damage.words[0]) {
        #expect(try !exports.first(damage.words[1]).isVerified, "\(damage.words)")
      }
      try exports.write(whole, damage.path)
    }
  }

  @Test func `the program names the same tile or event as the second verifier`() throws {
    let exports = try Exports()
    for (path, offset) in [("public/tile/0/000", 9 * 32), ("public/\(Self.bundle)", 40)] {
      let whole = try exports.bytes(path)
      var bytes = whole
      bytes[offset] ^= 1
      try exports.write(bytes, path)
      let place = "\(path.dropFirst("public/".count)), event \(offset == 40 ? 0 : 9): "
      #expect(try exports.first("public").1.contains(place))
      #expect(try exports.second(["tiles", "public"]).1.contains(place))
      try exports.write(whole, path)
    }
  }

  // MARK: Agreement

  /// One change to `bytes`, of the kinds that disks, people and forgers make.
  private static func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
    func place() -> Int { Int.random(in: 0..<max(1, bytes.count), using: &random) }
    switch Int.random(in: 0..<9, using: &random) {
    case 0...2: bytes[place()] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 3: bytes.remove(at: place())
    case 4: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place())
    case 5: bytes.removeLast(bytes.count - place())
    case 6: bytes.swapAt(place(), place())
    case 7:
      // A digit, sign, space, line end, equals sign or hyphen where texts may be read laxly.
      let lax: [UInt8] = [0x30, 0x2B, 0x20, 0x0A, 0x0D, 0x3D, 0x2D]
      bytes[place()] = lax.randomElement(using: &random) ?? 0
    default:
      let (from, to) = (place(), place())
      let part = bytes[min(from, to)..<min(max(from, to), min(from, to) + 400)]
      bytes.insert(contentsOf: part, at: place())
    }
  }

  @Test func `both judge the same of files that were changed at random`() throws {
    let exports = try Exports()
    var targets: [(path: String, what: String, of: String)] = [
      ("seven.tlog-proof", "receipt", "seven.tlog-proof"),
      ("events.ndjson", "lines", "events.ndjson"),
      ("events.ndjson.checkpoint", "lines", "events.ndjson"),
    ]
    targets += targets
    targets += try exports.tiles().map { ($0, "tiles", "public") }
    let seed = UInt64.random(in: 0...(.max))
    print("both judge the same of files that were changed at random: seed \(seed)")
    var random = SeededRandom(seed: seed)
    var accepted = 0
    for round in 0..<200 {
      let (path, what, of) = targets[round % targets.count]
      let whole = try exports.bytes(path)
      var bytes = whole
      Self.mutate(&bytes, &random)
      try exports.write(bytes, path)
      let (first, second) = (try exports.first(of), try exports.second([what, of]))
      #expect(
        first.isVerified == second.isVerified,
        "seed \(seed), round \(round), \(path): \(first.1)\n\(second.1)")
      // Tiles of the older size are no part of the newer log.
      if bytes != whole, first.isVerified, !path.contains(".p/") { accepted += 1 }
      try exports.write(whole, path)
    }
    #expect(accepted == 0, "seed \(seed)")
  }

  /// Texts that a log's key may sign by a fault or on purpose; only the first is a checkpoint.
  private static func texts(_ checkpoint: Checkpoint) -> [String] {
    let (origin, size, root) = (checkpoint.origin, checkpoint.size, checkpoint.root.base64)
    return [
      "\(origin)\n\(size)\n\(root)\n", "\(origin)\n0\(size)\n\(root)\n",
      "\(origin)\n+\(size)\n\(root)\n", "\(origin)\n\(size) \n\(root)\n",
      "\(origin)\n-0\n\(root)\n", "\(origin)\n\(size)\n\(root)\nmore\n",
      "\(origin)\n\(size)\n\(root)\n\n", "\(origin)\n\(size)\n\n\(root)\n",
      "\(origin)\n\(size)\n\(root.dropLast())\n", "\(origin)\n\(size)\n\(root)=\n",
      "\(origin)\n\(size)\n\(root.dropLast(4))AAA=\n", "\(origin)\n\(size + 1)\n\(root)\n",
      "\(origin)\n0\n\(root)\n", "\(origin)x\n\(size)\n\(root)\n", "\(origin)\n\(size)\n",
      "\(origin)\n9223372036854775807\n\(root)\n", "\(origin)\n9223372036854775808\n\(root)\n",
      "\(origin)\n\u{0661}\n\(root)\n", "\n\(origin)\n\(size)\n\(root)\n", "\n", "\n\n",
    ]
  }

  @Test func `both judge the same of texts that the log's own key signed`() throws {
    let exports = try Exports()
    let key = try SignerKey(exports.stage.play("cat ledger.key/key").joined())
    let whole = try exports.bytes("events.ndjson.checkpoint")
    let checkpoint = try Checkpoint(text: SignedNote(whole).text)
    for (number, text) in Self.texts(checkpoint).enumerated() {
      let note = try SignedNote(signing: text, with: key)
      try exports.write(note.bytes, "events.ndjson.checkpoint")
      let first = try exports.first("events.ndjson")
      let second = try exports.second(["lines", "events.ndjson"])
      #expect(first.isVerified == (number == 0), "\(text): \(first.1)")
      #expect(second.isVerified == (number == 0), "\(text): \(second.1)")
    }
  }

  @Test func `both want every signature of the key, and pass over those of others`() throws {
    let exports = try Exports()
    let whole = String(decoding: try exports.bytes("events.ndjson.checkpoint"), as: UTF8.self)
    let line = try #require(whole.split(separator: "\n").last)
    let blob = try #require(line.split(separator: " ").last)
    let other = try SignedNote(signing: "x\n", with: SignerKey(name: "somebody.else"))
    let others = String(decoding: other.bytes.dropFirst(3), as: UTF8.self)
    let name = "ledger.example.org/made-up"
    let bad = blob.prefix(20) + (blob.dropFirst(20).first == "A" ? "B" : "A") + blob.dropFirst(21)
    for (more, isGood) in [
      (others, true), ("— \(name) \(bad)\n", false), ("\(line)\n", true),
      ("— \(name) AAAAAAA=\n", true), ("— \(name) \(blob.prefix(8))\n", false), ("more\n", false),
      ("— \(name)  \(blob)\n", false), (String(repeating: others, count: 63), true),
      (String(repeating: others, count: 64), false),
    ] {
      try exports.write(Array((whole + more).utf8), "events.ndjson.checkpoint")
      #expect(try exports.first("events.ndjson").isVerified == isGood, "\(more)")
      #expect(try exports.second(["lines", "events.ndjson"]).isVerified == isGood, "\(more)")
    }
  }
}

/// The signature alone, checked by openssl from a shell.
@Suite(
  .enabled(
    if: Project.hasProgram("openssl"),
    "openssl isn't installed here, so that Tools/verify-checkpoint-openssl can't be run"))
struct OpenSSLTests {
  @Test func `openssl finds the program's signatures good, by the old and the new key`() throws {
    let exports = try Exports()
    for path in ["old", "new", "public/checkpoint", "events.ndjson.checkpoint"] {
      let (isVerified, output) = try exports.openssl(path)
      #expect(isVerified, "\(path): \(output)")
    }
    let rotated = try exports.stage.play("twinledger rotate-key > /dev/null; cat ledger.key/vkey")
    let vkey = try #require(rotated.first)
    let checkpoint = try exports.stage.play("twinledger checkpoint > both; cat both")
    #expect(checkpoint.count == 6)
    #expect(try exports.openssl("both").isVerified)
    #expect(try exports.openssl("both", vkey: vkey).isVerified)
    #expect(try !exports.openssl("new", vkey: vkey).isVerified)
  }

  @Test func `every altered bit is refused`() throws {
    let exports = try Exports()
    let whole = try exports.bytes("new")
    var random = SeededRandom(seed: 7)
    for _ in 0..<40 {
      var bytes = whole
      bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0..<8)
      try exports.write(bytes, "altered")
      #expect(try !exports.openssl("altered").isVerified, "\(bytes)")
    }
  }

  @Test func `a second signature of the key must be good as well`() throws {
    let exports = try Exports()
    let whole = try exports.bytes("new")
    let key = try SignerKey(exports.stage.play("cat ledger.key/key").joined())
    let wrong = try SignedNote(signing: "another text\n", with: key)
    let line = wrong.bytes.dropFirst(wrong.text.utf8.count + 1)
    try exports.write(whole + line, "two")
    #expect(try !exports.openssl("two").isVerified)
    let others = try SignedNote(signing: "another text\n", with: SignerKey(name: "somebody.else"))
    try exports.write(whole + others.bytes.dropFirst(others.text.utf8.count + 1), "two")
    #expect(try exports.openssl("two").isVerified)
  }
}

/// The page for auditors: its commands do what it says.
@Suite(
  .enabled(
    if: Project.hasProgram("openssl") && Project.hasProgram("python3"),
    "the page's commands need openssl and python3"))
struct AuditingPageTests {
  @Test func `every command of the page for auditors succeeds`() throws {
    let page = try String(
      contentsOf: Project.folder.appending(path: "Schemas/auditing.md"), encoding: .utf8)
    let blocks = page.components(separatedBy: "```sh\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    #expect(blocks.count > 5)
    let exports = try Exports()
    let prepared = try exports.stage.play(
      """
      set -e; exec > /dev/null
      cp ledger.key/vkey vkey; cp old checkpoint-2026-05; cp new checkpoint-2026-11
      cp -r public log; cp seven.tlog-proof application.tlog-proof; twinledger backup copy
      cp grown grown.txt; cp held.json explanation.json
      twinledger export pack audit.html 2> /dev/null
      """)
    #expect(prepared == [])
    let lines = try exports.stage.play("set -e\n" + blocks.joined())
    #expect(!lines.contains { $0.hasPrefix("[") || $0.hasPrefix("! ") }, "\(lines)")
    #expect(lines.contains("Signature Verified Successfully"))
    #expect(lines.contains("sound"))
    let verified = lines.count { $0.hasPrefix("verified") }
    #expect(verified == 13, "\(lines)")
  }
}

/// A generator whose every sequence can be had again from its seed (SplitMix64).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
