import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog

/// What verifying a pack says where something in it isn't what it was.
@Suite struct PackVerifyTests {
  /// A ledger of two blocks of events, and its pack.
  private static func made() throws -> PackCopy {
    let ledger = try TemporaryLedger(seed: 11, pairings: 2)
    return try PackCopy(of: LedgerReader(directory: ledger.directory), size: 300)
  }

  private func subjects(_ verdict: PackVerdict) -> [PackVerdict.Finding.Subject] {
    verdict.findings.map(\.subject)
  }

  @Test func `whichever bit of an event is flipped, that event is named`() throws {
    let ledger = try TemporaryLedger(seed: 12, pairings: 1)
    var pack = try PackCopy(of: LedgerReader(directory: ledger.directory), size: 3)
    // Without the page, which is the same every time.
    pack.lines.removeFirst(pack.contents("id=\"pack\"")[0].lowerBound - 1)
    var flips = 0
    for index in 0..<3 {
      let line = try pack.eventLine(index)
      for place in stride(from: index, to: pack.lines[line].count, by: 5) {
        let bits = index == 0 ? 0..<8 : place % 8..<place % 8 + 1
        for bit in bits {
          var altered = pack
          altered.lines[line][place] ^= 1 << UInt8(bit)
          // As a file has it: a byte may have become the end of a line.
          let found = try PackCopy(text: altered.text).verdict().badEvents
          #expect(found == [Int64(index)], "bit \(bit) of byte \(place) of event \(index)")
          flips += 1
        }
      }
    }
    #expect(flips > 900)
  }

  @Test func `a flipped bit at the edge of a block is named`() throws {
    let pack = try Self.made()
    for index in [0, 100, 255, 256, 299] {
      var altered = pack
      altered.lines[try pack.eventLine(index)][40] ^= 1
      let verdict = try altered.verdict()
      #expect(verdict.badEvents == [Int64(index)])
      #expect(verdict.findings.count == 1)
      #expect(!verdict.isSound)
    }
  }

  @Test func `several bad events are all named`() throws {
    var pack = try Self.made()
    for index in [7, 8, 200, 280] { pack.lines[try pack.eventLine(index)][60] ^= 2 }
    #expect(try pack.verdict().badEvents == [7, 8, 200, 280])
  }

  @Test func `an event that is missing, doubled or moved is named`() throws {
    let pack = try Self.made()
    let line = try pack.eventLine(50)
    var missing = pack
    missing.lines.remove(at: line)
    #expect(try missing.verdict().badEvents == [50])
    var doubled = pack
    doubled.lines.insert(pack.lines[line], at: line)
    #expect(try doubled.verdict().badEvents.first.map { (50...51).contains($0) } == true)
    var moved = pack
    moved.lines.swapAt(line, line + 1)
    #expect(try moved.verdict().badEvents == [50, 51])
  }

  @Test func `an event is named also where its hash in the file was changed with it`() throws {
    var pack = try Self.made()
    pack.lines[try pack.eventLine(3)][50] ^= 1
    let leaves = pack.contents("class=\"leaves\"")[0].lowerBound
    pack.lines[leaves][3 * 43] ^= 1
    let verdict = try pack.verdict()
    #expect(verdict.badEvents == [0])
    #expect(verdict.findings.first?.text.contains("events 0 to 255") == true)
  }

  @Test func `hashes that were changed alone are told apart from events that were`() throws {
    var pack = try Self.made()
    let leaves = pack.contents("class=\"leaves\"")[1].lowerBound
    pack.lines[leaves][10] = pack.lines[leaves][10] == 0x41 ? 0x42 : 0x41
    let verdict = try pack.verdict()
    #expect(subjects(verdict) == [.hashes])
    #expect(verdict.badEvents == [])
  }

  @Test func `events and hashes that were changed alike are found, though none is named`() throws {
    let ledger = try TemporaryLedger(seed: 11, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    let stranger = try TemporaryLedger()
    let other = try PackCopy(of: LedgerReader(directory: stranger.directory), size: 1)
    #expect(try other.verdict().isSound)
    // The whole block of another log, under this one's checkpoint.
    var pack = try PackCopy(of: reader, size: 1)
    for word in ["class=\"events\"", "class=\"leaves\""] {
      let (here, there) = (pack.contents(word)[0], other.contents(word)[0])
      pack.lines[here.lowerBound - 1] = other.lines[there.lowerBound - 1]
      pack.lines[here.lowerBound] = other.lines[there.lowerBound]
    }
    let verdict = try pack.verdict()
    #expect(subjects(verdict) == [.events])
    #expect(verdict.findings.first?.text.contains("can't be said") == true)
  }

  @Test func `changes and figures that were altered are named`() throws {
    let pack = try Self.made()
    var altered = pack
    let changes = pack.contents("class=\"changes\"")[1].lowerBound
    altered.lines[changes + 4] = Array("[]".utf8)
    #expect(subjects(try altered.verdict()) == [.change(256), .change(260)])
    for (name, subject) in [
      ("impact", PackVerdict.Finding.Subject.impact), ("milestones", .milestones),
    ] {
      var altered = pack
      let line = pack.contents("id=\"\(name)\"")[0].lowerBound
      let text = String(decoding: pack.lines[line], as: UTF8.self)
      let other = text.replacing("\"events\":[", with: "\"events\":[0,", maxReplacements: 1)
      altered.lines[line] = Array(other.utf8)
      #expect(subjects(try altered.verdict()) == [subject, subject], "\(name)")
      // Also where whoever did it wrote the digest anew.
      let digest = { (bytes: [UInt8]) in
        var digest = Digest256()
        digest.update(bytes.span)
        return digest.finish().hex
      }
      let start = String(decoding: pack.lines[line - 1], as: UTF8.self)
      altered.lines[line - 1] = Array(
        start.replacing(digest(pack.lines[line]), with: digest(altered.lines[line])).utf8)
      #expect(subjects(try altered.verdict()) == [subject], "\(name)")
    }
  }

  @Test func `a key that didn't sign, and a checkpoint that was changed, don't pass`() throws {
    let pack = try Self.made()
    let stranger = try SignerKey(name: "ledger.example.org/test").verifier
    let verdict = try pack.verdict(keys: [stranger])
    #expect(subjects(verdict) == [.checkpoint, .description])
    let line = pack.contents("id=\"checkpoint\"")[0].lowerBound
    var altered = pack
    altered.lines[line + 1] = Array("299".utf8)
    #expect(subjects(try altered.verdict()).contains(.checkpoint))
    altered = pack
    altered.lines[line + 4][60] ^= 1
    #expect(subjects(try altered.verdict()).contains(.checkpoint))
  }

  @Test func `what the pack says of itself is held to the events`() throws {
    let pack = try Self.made()
    let line = pack.contents("id=\"pack\"")[0].lowerBound
    for (old, new) in [
      ("\"synthetic\":true", "\"synthetic\":false"), ("\"size\":300", "\"size\":301"),
      ("\"stateDigest\":\"", "\"stateDigest\":\"0"), ("2603b4f1", "2603b4f2"),
    ] {
      var altered = pack
      let text = String(decoding: pack.lines[line], as: UTF8.self)
      altered.lines[line] = Array(text.replacing(old, with: new).utf8)
      #expect(altered.lines[line] != pack.lines[line])
      #expect(subjects(try altered.verdict()) == [.description], "\(new)")
    }
  }

  @Test func `a page of another program is told of, and parts out of order are refused`() throws {
    let pack = try Self.made()
    var altered = pack
    altered.lines.insert(Array("<p>All is well</p>".utf8), at: 20)
    let verdict = try altered.verdict()
    #expect(verdict.isSound && !verdict.hasKnownPage)
    for number in [pack.lines.count - 1, pack.contents("class=\"leaves\"")[0].lowerBound - 1] {
      var cut = pack
      cut.lines.removeSubrange(number...)
      #expect(subjects(try cut.verdict()).contains(.form))
    }
    #expect(subjects(try PackCopy(lines: [Array("<!doctype html>".utf8)]).verdict()) == [.form])
  }
}
