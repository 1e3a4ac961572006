import CanonicalJSON
import EventStore
import Foundation
import Ledger
import Testing
import TransparencyLog
import Twinning

/// What a pack holds: the store's own bytes, and every state as of every event.
@Suite struct PackTests {
  @Test(arguments: [UInt64(1), 2, 3])
  func `changes folded up to any event are the states as known then`(seed: UInt64) throws {
    let ledger = try TemporaryLedger(seed: seed)
    let reader = try LedgerReader(directory: ledger.directory)
    let pack = try PackCopy(of: reader)
    let changes = pack.content("class=\"changes\"")
    let events = pack.content("class=\"events\"")
    let subjects = try reader.store.subjects()
    let size = Int64(events.count)
    var fold = PackFold()
    for (index, line) in changes.enumerated() {
      let touched = try fold.take(line, of: events[index])
      let known = Int64(index) + 1
      for subject in touched {
        let expected = try reader.state(of: subject, at: known)
        #expect(try fold.state(of: subject) == expected, "\(subject) at size \(known)")
      }
      guard [size / 4, size / 2, size - 1, size].contains(known) else { continue }
      for subject in subjects {
        let expected = try reader.state(of: subject, at: known)
        #expect(try fold.state(of: subject) == expected, "\(subject) at size \(known)")
      }
    }
    #expect(changes.count == events.count && size > 400)
  }

  @Test func `the events are the store's bytes, and the same ledger makes the same pack`() throws {
    let ledger = try TemporaryLedger(seed: 8, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    let pack = try PackCopy(of: reader)
    var stored: [[UInt8]] = []
    try reader.store.events(from: Index(0)) { _, bytes in
      stored.append(bytes.indices.map { bytes[$0] })
      return true
    }
    #expect(pack.content("class=\"events\"") == stored)
    #expect(try PackCopy(of: reader).lines == pack.lines)
    let verdict = try pack.verdict()
    #expect(verdict.isSound, "\(verdict.findings)")
    #expect(verdict.hasKnownPage)
    #expect(verdict.refoldedCount == Int64(stored.count))
  }

  @Test func `a pack of an earlier checkpoint is of that size`() throws {
    let ledger = try TemporaryLedger(seed: 9, pairings: 2)
    let reader = try LedgerReader(directory: ledger.directory)
    for size in [Int64(0), 1, 255, 256, 257] {
      let pack = try PackCopy(of: reader, size: size)
      #expect(pack.content("class=\"events\"").count == Int(size))
      let verdict = try pack.verdict()
      #expect(verdict.isSound, "\(size): \(verdict.findings)")
    }
  }

  @Test func `a programme found to lie in another zone moves the states below it`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    defer { recorder.close() }
    try ZoneStory.record(with: recorder)
    let reader = LedgerReader(of: recorder)
    let pack = try PackCopy(of: reader)
    let events = pack.content("class=\"events\"")
    var fold = PackFold()
    var touched: [String] = []
    for (index, line) in pack.content("class=\"changes\"").enumerated() {
      touched = try fold.take(line, of: events[index])
      let replayed = try reader.replay(until: Int64(index) + 1)
      for subject in try reader.store.subjects() {
        let ref = try #require(replayed.interner.intern(subject: subject))
        let expected = replayed.stateBytes(of: ref)
        #expect(try fold.state(of: subject) == expected, "\(subject) at size \(index + 1)")
      }
    }
    #expect(touched == ["programme/p", "cohort/c"])
    #expect(try pack.verdict().isSound)
  }

  @Test func `nothing in an event is markup in the file`() throws {
    let ledger = try HostileLedger.make()
    let pack = try PackCopy(of: LedgerReader(directory: ledger.directory))
    for word in ["class=\"events\"", "class=\"changes\"", "id=\"impact\"", "id=\"milestones\""] {
      for range in pack.contents(word) {
        #expect(pack.lines[range].allSatisfy { !$0.contains(UInt8(ascii: "<")) })
      }
    }
    let events = pack.content("class=\"events\"")
    let name = HostileLedger.name.replacing("\"", with: "\\\"")
    #expect(events.contains { String(decoding: $0, as: UTF8.self).contains(name) })
    #expect(try pack.verdict().isSound)
  }

  @Test func `a checkpoint of another ledger, or of a longer one, is refused`() throws {
    let ledger = try TemporaryLedger()
    let reader = try LedgerReader(directory: ledger.directory)
    let signer = try PackCopy.signer()
    let root = try #require(try reader.store.root(at: Size(1)))
    let file = PackCopy.newFile()
    func write(_ checkpoint: Checkpoint, _ signer: SignerKey) throws {
      try Pack.write(
        to: file.path, of: reader, note: try checkpoint.signed(with: signer),
        key: signer.verifier, figures: PackCopy.figures)
    }
    let origin = reader.store.origin
    #expect(throws: InputError.self) {
      try write(Checkpoint(origin: origin, size: 2, root: root), signer)
    }
    #expect(throws: IntegrityError.self) {
      try write(Checkpoint(origin: origin, size: 1, root: emptyRoot), signer)
    }
    let other = try SignerKey(name: "ledger.example.org/other")
    #expect(throws: InputError.self) {
      try write(Checkpoint(origin: "ledger.example.org/other", size: 1, root: root), other)
    }
    #expect(!FileManager.default.fileExists(atPath: file.path))
  }
}

/// Folds a pack's changes as RFC 6902 says, knowing nothing of how they were made.
struct PackFold {
  private var states: [String: JSONValue] = [:]

  /// Applies the changes of one event, and names the subjects that it could have changed.
  mutating func take(_ line: [UInt8], of event: [UInt8]) throws -> [String] {
    let envelope = try JSONValue(parsing: event.span)
    guard case .string(let own)? = envelope[pointer: "/subject"] else { return [] }
    switch try JSONValue(parsing: line.span) {
    case .array(let operations):
      try apply(operations, to: own)
      return [own]
    case let value:
      guard case .array(let operations)? = value[pointer: "/own"],
        case .array(let others)? = value[pointer: "/others"]
      else { throw PackFoldError.malformed }
      try apply(operations, to: own)
      var touched = [own]
      for other in others {
        guard case .array(let pair) = other, case .string(let subject) = pair[0],
          case .array(let operations) = pair[1]
        else { throw PackFoldError.malformed }
        try apply(operations, to: subject)
        touched.append(subject)
      }
      return touched
    }
  }

  private mutating func apply(_ operations: [JSONValue], to subject: String) throws {
    for operation in operations {
      guard case .array(let parts) = operation, case .string(let name) = parts[0],
        case .string(let path) = parts[1]
      else { throw PackFoldError.malformed }
      var state = states[subject] ?? .null
      switch name {
      case "add": try state.add(parts[2], at: path)
      case "replace": try state.replace(at: path, with: parts[2])
      case "remove" where path.isEmpty: break
      case "remove": try state.remove(at: path)
      default: throw PackFoldError.malformed
      }
      states[subject] = name == "remove" && path.isEmpty ? nil : state
    }
  }

  func state(of subject: String) throws -> [UInt8]? { try states[subject]?.canonicalBytes() }
}

enum PackFoldError: Error { case malformed }

/// A cohort that started on a day, which was corrected, in a programme that was found to lie in
/// another zone afterwards.
enum ZoneStory {
  static func record(with recorder: Recorder) throws {
    let reader = LedgerReader(of: recorder)
    func record(
      _ type: String, _ subject: String, _ data: String, occurred: String? = nil
    ) throws {
      let time = occurred.map { ",\"occurred\":\"\($0)\"" } ?? ""
      try recorder.record(
        json: """
          {"type":"\(type)","subject":"\(subject)","actor":"po-01","role":"PO",\
          "data":\(data)\(time)}
          """)
    }
    func correct(_ index: UInt64, of subject: String, _ path: String, _ values: String) throws {
      let event = try #require(try reader.store.eventBytes(at: Index(index)))
      let id = try JSONValue(parsing: event.span)[pointer: "/id"]
      guard case .string(let id)? = id else { return }
      try record(
        "EventCorrected", subject,
        """
        {"patch":[{\(values),"path":"\(path)"}],"reason":{"code":"wrong_date"},\
        "target":{"id":"\(id)","index":\(index)}}
        """)
    }
    try record(
      "ProgrammeRegistered", "programme/p",
      #"{"title":"P","funder":"EU","grant_refs":[],"zone":"Europe/Brussels"}"#,
      occurred: "2026-08-01T00:00:00Z")
    try record(
      "CohortFormed", "cohort/c",
      """
      {"basis":"imported_record","call_ids":"NR","duration_months":12,\
      "evidence":[{"kind":"web","url":"https://example.org/",\
      "seen_on":{"at":"2026-10-01","precision":"day"}}],"name":"C","programme_id":"p",\
      "start_date":{"at":"2026-09-01","precision":"day"},\
      "template_id":"NR","template_version":"NR"}
      """, occurred: "2026-09-01T00:00:00Z")
    try record("CohortStarted", "cohort/c", #"{"on":{"at":"2026-11-01","precision":"day"}}"#)
    try correct(
      3, of: "cohort/c", "/data/on",
      #""new":{"at":"2026-10-20","precision":"day"},"old":{"at":"2026-11-01","precision":"day"}"#)
    try correct(
      1, of: "programme/p", "/data/zone",
      #""new":"Pacific/Auckland","old":"Europe/Brussels""#)
  }
}
