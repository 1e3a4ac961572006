import EventStore
import Foundation
import Ledger
import Reporting
import Testing
import TransparencyLog
import Twinning

/// A pack in memory, as lines that a test may change, and the key that signed it.
struct PackCopy {
  /// Its lines without their newlines.
  var lines: [[UInt8]]

  /// The key of `ledger.example.org/test`, the same in every run.
  static func signer() throws -> SignerKey {
    try SignerKey(
      "PRIVATE+KEY+ledger.example.org/test+\(keyID)+AQABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f")
  }

  static let keyID = "2603b4f1"

  init(lines: [[UInt8]]) { self.lines = lines }

  init(file: URL) throws {
    self.init(text: try [UInt8](Data(contentsOf: file)))
  }

  init(text: [UInt8]) {
    lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .dropLast().map { Array($0) }
  }

  /// The pack of a ledger's first events.
  init(of reader: LedgerReader, size: Int64? = nil) throws {
    let file = Self.newFile()
    defer { try? FileManager.default.removeItem(at: file) }
    let signer = try Self.signer()
    let size = try Size(size.map { UInt64($0) } ?? reader.store.size().value)
    let root = try #require(try reader.store.root(at: size))
    let note = try Checkpoint(origin: reader.store.origin, size: size.value, root: root)
      .signed(with: signer)
    try Pack.write(
      to: file.path, of: reader, note: note, key: signer.verifier, figures: Self.figures)
    try self.init(file: file)
  }

  static func newFile() -> URL {
    FileManager.default.temporaryDirectory.appending(path: "pack-\(UUID().uuidString).html")
  }

  /// The figures as the command line makes them.
  static func figures(_ world: World, _ root: Hash) -> Pack.Figures {
    let figures = PackFigures(of: world, root: root.hex)
    return Pack.Figures(impact: figures.impact, milestones: figures.milestones)
  }

  // MARK: Parts

  /// The line numbers of the content of each part whose first line holds `word`.
  func contents(_ word: String) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for (number, line) in lines.enumerated() {
      if line == Array("</script>".utf8), let first = start {
        found.append(first..<number)
        start = nil
      } else if line.starts(with: "<script type=".utf8),
        String(decoding: line, as: UTF8.self).contains(word)
      {
        start = number + 1
      }
    }
    return found
  }

  /// The lines of the parts whose first lines hold `word`, `<` put back.
  func content(_ word: String) -> [[UInt8]] {
    contents(word).flatMap { lines[$0] }.map { $0.map { $0 == 0x1A ? UInt8(ascii: "<") : $0 } }
  }

  /// The line of the event at `index`.
  func eventLine(_ index: Int) throws -> Int {
    let block = contents("class=\"events\"")[index / 256]
    return block.lowerBound + index % 256
  }

  var text: [UInt8] { lines.flatMap { $0 + [UInt8(ascii: "\n")] } }

  // MARK: Verifying

  /// What verifying says of it, as it is now.
  func verdict(keys: [VerifierKey]? = nil) throws -> PackVerdict {
    let file = Self.newFile()
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text).write(to: file)
    return try Pack.verify(
      file: file.path, keys: try keys ?? [Self.signer().verifier], figures: Self.figures)
  }
}

/// A ledger with a few events, of which one tries to be markup.
enum HostileLedger {
  static let name = #"</script><script>document.title="taken"</script><img src=x onerror=alert(1)>"#

  static func make() throws -> TemporaryLedger {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    try recorder.record(json: Sample.city("hu-budapest"))
    let long = String(repeating: "Llanfairpwllgwyngyll", count: 9)
    for (slug, name) in [
      ("hu-evil", name), ("hu-turned", "\u{202E}gnp.exe <!-- & \u{2066}x"), ("hu-long", long),
    ] {
      let text = name.replacing("\"", with: "\\\"")
      try recorder.record(
        json: """
          {"type":"CityRegistered","subject":"city/\(slug)","actor":"ce-01","role":"CE",\
          "data":{"name":"\(text)","iso_country":"HU","kind":"city"}}
          """)
    }
    return ledger
  }
}
