import EventStore
import Foundation
import LMDB
import Ledger
import Testing
import Twinning

/// A ledger that the program itself doesn't make: a story has it by `$ fixture NAME DIRECTORY`.
enum Fixture: String {
  /// An opening and `city/xa-northby`, recorded with a clock that was a day ahead.
  case clockAhead = "clock-ahead"

  /// A synthetic ledger that a newer program wrote: event 2, on `city/xa-northby`, is of a type
  /// that this one doesn't know.
  case unknownEvent = "unknown-event"

  /// A ledger in the storage format of a newer program.
  case newerFormat = "newer-format"

  /// A synthetic ledger whose state of `city/xa-northby` stopped before event 2, its second.
  case stateBehind = "state-behind"

  func make(in directory: String) throws {
    switch self {
    case .clockAhead:
      let ahead = Clock { Clock.system.now().adding(milliseconds: 86_400_000) }
      try Self.create(in: directory, isSynthetic: false, clock: ahead)
    case .unknownEvent:
      try Self.create(in: directory)
      try Self.appendUnknown(to: directory)
    case .newerFormat:
      try Self.create(in: directory)
      try Self.raiseFormat(of: directory)
    case .stateBehind: try Self.stopState(in: directory)
    }
  }

  private static func create(
    in directory: String, isSynthetic: Bool = true, clock: Clock = .system
  ) throws {
    try LedgerCreation.create(
      in: directory, origin: "ledger.example.org/fixture", zone: .utc, isSynthetic: isSynthetic,
      clock: clock, keyDirectory: KeyDirectory.standard(for: directory))
    let recorded = isSynthetic ? #","recordedtime":"2000-01-01T00:00:00.000Z""# : ""
    let command = """
      {"type":"CityRegistered","subject":"city/xa-northby","actor":"ce-01","role":"CE",\
      "data":{"name":"Northby","iso_country":"XA","kind":"city"}\(recorded)}
      """
    try record(command, in: directory, clock: clock)
  }

  private static func record(
    _ command: String, in directory: String, clock: Clock = .system
  ) throws {
    let recorder = try Recorder(directory: directory, clock: clock)
    defer { recorder.close() }
    var reader = CommandReader()
    _ = try recorder.recordBlocking(reader.request(from: command.utf8.span))
  }

  private static func appendUnknown(to directory: String) throws {
    let event = """
      {"actor":"ce-01","actorrole":"CE","commandid":"01900000-0000-7000-8000-000000000001","data":\
      {"with":"city/xb-eastham"},"id":"01900000-0000-7000-8000-000000000002","recordedtime":\
      "2000-01-02T00:00:00.000Z","sequence":"00000000000000000002","source":\
      "ledger.example.org/fixture","specversion":"1.0","streamversion":2,"subject":\
      "city/xa-northby","time":"2000-01-02T00:00:00.000Z","type":"twinledger.TownTwinned.v1"}
      """
    var writer = try LogWriter(opening: directory, options: LogWriterOptions(programVersion: 2))
    try writer.turn { turn in
      turn.neededProgramVersion = 2
      try turn.append(
        event.utf8.span, subject: "city/xa-northby".utf8.span, terms: [],
        recordedTimeMilliseconds: 946_771_200_000)
      try turn.commit()
    }
  }

  private static func raiseFormat(of directory: String) throws {
    var writer = try Writer(directory: directory, options: EnvironmentOptions(tables: ["meta"]))
    let meta = writer.environment.table("meta")
    var head: [UInt8] = []
    try writer.environment.read { transaction in
      if let row = try transaction.value(at: 0, in: meta) { head = row.indices.map { row[$0] } }
    }
    head[3] += 1
    try writer.write { transaction in
      try transaction.put(head.span, at: 0, in: meta, mode: .upsert)
    }
  }

  /// The same events again, with the states of before the last one.
  private static func stopState(in directory: String) throws {
    let whole = directory + "-whole"
    try create(in: whole)
    try record(
      """
      {"type":"MissionStatusGranted","subject":"city/xa-northby","actor":"ce-01","role":"CE",\
      "data":{"status":"mission","valid_from":{"at":"1999-04-28","precision":"day"}},\
      "recordedtime":"2000-01-02T00:00:00.000Z"}
      """, in: whole)
    let reader = try LedgerReader(directory: whole)
    let past = try reader.pastWorld(at: 2)
    var writer = try LogWriter(
      creating: directory, origin: reader.store.origin, projection: Rebuild.projection)
    try writer.turn { turn in
      for index in UInt64(0)..<3 {
        let event = try #require(try reader.store.eventBytes(at: Index(index)))
        let head = try EventHead.read(event.span, interner: past.interner)
        let subject = past.interner.subject(of: head.subject)
        try turn.append(
          event.span, subject: subject.utf8.span, terms: [],
          recordedTimeMilliseconds: head.recordedTime.milliseconds)
        guard let state = past.packedState(of: head.subject) else { continue }
        try turn.setState(
          state.span, of: subject.utf8.span, version: StreamVersion(1), changedAt: Index(index))
      }
      try turn.commit()
    }
  }
}
