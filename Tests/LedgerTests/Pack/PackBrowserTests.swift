import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog

/// A pack's page in a browser: it verifies itself, and shows what the ledger would.
@Suite(.enabled(if: Browser.path != nil, "\(Browser.absence)"), .serialized)
struct PackBrowserTests {
  @Test func `the page verifies itself, and names an event of which a byte was changed`() throws {
    let ledger = try TemporaryLedger(seed: 21, pairings: 2)
    let pack = try PackCopy(of: LedgerReader(directory: ledger.directory), size: 300)
    let page = try Browser.page(of: pack)
    #expect(page.text(of: "verdict-word") == "Verified")
    #expect(page.text(of: "verdict-text")?.hasPrefix("All 300 events are those") == true)
    #expect(!page.text.contains("class=\"bad-word\">"))
    for (index, place) in [(0, 10), (255, 100), (256, 0), (299, 200)] {
      var altered = pack
      altered.lines[try pack.eventLine(index)][place] ^= 1
      let page = try Browser.page(of: altered)
      #expect(page.text(of: "verdict-word") == "Not verified")
      #expect(
        page.text(of: "verdict-text")
          == "The events don't lead to the signed root. Event \(index) was changed.")
    }
    var missing = pack
    missing.lines.remove(at: try pack.eventLine(40))
    #expect(try Browser.page(of: missing).text(of: "verdict-word") == "Not verified")
    #expect(try Browser.page(of: missing).text.contains("Event 40 was changed."))
  }

  @Test func `the page says which other part was changed`() throws {
    let ledger = try TemporaryLedger(seed: 25, pairings: 2)
    let pack = try PackCopy(of: LedgerReader(directory: ledger.directory))
    for (word, place, said) in [
      ("id=\"checkpoint\"", 0, "signature isn't that of the key"),
      ("class=\"changes\"", 5, "changed is not as it was written"),
      ("class=\"leaves\"", 0, "hashes that this file brings to name bad events by were changed"),
      ("id=\"impact\"", 0, "impact summary in this file are not as they were written"),
      ("id=\"milestones\"", 0, "milestones in this file are not as they were written"),
    ] {
      var altered = pack
      let line = pack.contents(word)[0].lowerBound + place
      altered.lines[line][altered.lines[line].count / 2] ^= 1
      let page = try Browser.page(of: altered)
      #expect(page.text(of: "verdict-word") == "Not verified", "\(word)")
      #expect(page.text.contains(said), "\(word)")
    }
  }

  @Test func `a state as of an event is the ledger's, to the byte`() throws {
    let ledger = try TemporaryLedger(seed: 23, pairings: 1)
    let reader = try LedgerReader(directory: ledger.directory)
    let pack = try PackCopy(of: reader)
    let size = Int64(try reader.store.size().value)
    let subjects = try reader.store.subjects()
    for subject in ["ledger/self"] + subjects.filter({ $0.hasPrefix("pairing/") }).prefix(1)
      + subjects.filter({ $0.hasPrefix("activity/") }).prefix(1)
    {
      for known in [size / 2, size] {
        guard let state = try reader.state(of: subject, at: known) else { continue }
        let page = try Browser.page(of: pack, at: "/timeline?at=\(known)&subject=\(subject)")
        #expect(page.text(of: "state-json") == String(decoding: state, as: UTF8.self))
      }
    }
  }

  @Test func `the proof that the page makes is the one that the ledger makes`() throws {
    let ledger = try TemporaryLedger(seed: 24, pairings: 1)
    let reader = try LedgerReader(directory: ledger.directory)
    let pack = try PackCopy(of: reader, size: 77)
    let note = try SignedNote(pack.content("id=\"checkpoint\"").flatMap { $0 + [0x0A] })
    for index in [UInt64(0), 40, 76] {
      let entry = try #require(try reader.store.eventBytes(at: Index(index)))
      let path = try reader.store.inclusionProof(of: Index(index), in: Size(77))
      let proof = OfflineProof(entry: entry, index: index, path: path, note: note)
      try proof.verify(keys: [PackCopy.signer().verifier])
      let page = try Browser.page(of: pack, at: "/event/\(index)")
      #expect(page.text(of: "proof-text") == String(decoding: proof.bytes, as: UTF8.self))
    }
  }

  @Test func `what an event says stays text`() throws {
    let ledger = try HostileLedger.make()
    let pack = try PackCopy(of: LedgerReader(directory: ledger.directory))
    for index in 2..<5 {
      let page = try Browser.page(of: pack, at: "/event/\(index)")
      #expect(page.text(of: "verdict-word") == "Verified")
      #expect(!page.text.contains("<img") && !page.text.contains("<title>taken"))
      #expect(!page.text.unicodeScalars.contains("\u{202E}"))
    }
    let turned = try Browser.page(of: pack, at: "/event/3")
    #expect(turned.text.contains("&lt;U+202E&gt;gnp.exe"))
  }
}
