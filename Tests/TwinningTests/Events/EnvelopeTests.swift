import CanonicalJSON
import Testing

@testable import Twinning

struct EnvelopeTests {
  private let interner = Interner()

  private func visit() throws -> Golden {
    try #require(Golden.all.first { $0.type == .siteVisitHeld })
  }

  private func changed(_ change: (inout JSONValue) throws -> Void) throws -> [UInt8] {
    var event = try JSONValue(parsing: try visit().bytes.span)
    try change(&event)
    return try event.canonicalBytes()
  }

  private func fault(in bytes: [UInt8]) -> SchemaError? {
    do throws(SchemaError) {
      _ = try StoredEvent.read(bytes.span, strength: .admit, interner: interner)
      return nil
    } catch {
      return error
    }
  }

  @Test func `the attributes of an event are read`() throws {
    let bytes = try visit().bytes
    let head = try EventHead.read(bytes.span, strength: .admit, interner: interner)
    #expect(head.index == 123_456)
    #expect(interner.subject(of: head.subject) == "activity/visit-budapest-2024-03")
    #expect(interner.kind(of: head.actor) == .actor)
    #expect(interner.slug(of: head.actor) == "person-7f3a9c21")
    #expect(head.streamVersion == 3)
    #expect(head.time.description == "2024-03-12T08:30:00.000Z")
    #expect(head.recordedTime.description == "2024-03-14T10:11:12.345Z")
    #expect(head.type == .siteVisitHeld)
    #expect(head.version == 1)
    #expect(head.role == .fa)
    #expect(head.id.text == "018e3c71-c359-704d-9234-567812345678")
    #expect(head.commandID.text == "018e2f5c-1a00-7c3d-8a4b-5e6f70819203")
    #expect(head.causationID?.text == "018e3c71-c359-7000-8000-00000000002a")
    #expect(head.importBatch?.string(in: bytes) == "batch-2024.1")
    #expect(head.source.string(in: bytes) == "ledger.example.org/nzc-twinning")
    #expect(bytes[head.data.lowerBound] == UInt8(ascii: "{"))
    #expect(!head.isUnknown)
  }

  @Test(arguments: [
    "twinledger.SiteVisitHeld.v2", "twinledger.SiteVisitImagined.v1", "twinledger.SiteVisitHeld",
    "other.SiteVisitHeld.v1", "twinledger.SiteVisitHeld.v01", "twinledger.sitevisitheld.v1", "",
  ])
  func `an event of a type that isn't known is kept as unknown`(_ type: String) throws {
    let bytes = try changed {
      try $0.replace(at: "/type", with: .string(type))
      try $0.replace(at: "/data", with: .object([("anything", .array([.null]))]))
    }
    let stored = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
    #expect(stored.head.isUnknown)
    #expect(stored.data == nil)
    #expect(stored.head.index == 123_456)
    #expect(stored.head.typeText.string(in: bytes) == type)
    #expect(
      String(decoding: bytes[stored.head.data], as: UTF8.self) == #"{"anything":[null]}"#)
  }

  @Test(arguments: ["aaa", "date", "severity", "tracestate", "zzz"])
  func `an attribute that isn't known makes the event unknown`(_ name: String) throws {
    let bytes = try changed { try $0.add(.object([("a", .integer(1))]), at: "/\(name)") }
    let stored = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
    #expect(stored.head.isUnknown)
    #expect(stored.head.hasUnknownAttribute)
    #expect(stored.data == nil)
    #expect(stored.head.type == .siteVisitHeld)
    let head = try EventHead.read(bytes.span, interner: interner)
    #expect(head.isUnknown)
  }

  @Test func `a role that isn't known makes the event unknown`() throws {
    let bytes = try changed { try $0.replace(at: "/actorrole", with: .string("XX")) }
    let stored = try StoredEvent.read(bytes.span, strength: .replay, interner: interner)
    #expect(stored.head.isUnknown)
    #expect(stored.data == nil)
  }

  @Test(arguments: [
    "actor", "actorrole", "commandid", "data", "id", "recordedtime", "sequence", "source",
    "specversion", "streamversion", "subject", "time", "type",
  ])
  func `an attribute that is missing is refused with its pointer`(_ name: String) throws {
    let bytes = try changed { try $0.remove(at: "/\(name)") }
    let error = try #require(fault(in: bytes))
    #expect(error.code == .missingMember)
    #expect(error.pointer == "/\(name)")
  }

  @Test(arguments: [
    ("/actor", "anna-kovacs"), ("/sequence", "123456"), ("/sequence", "99999999999999999999"),
    ("/id", "018e3c71-c359-404d-9234-567812345678"),
    ("/id", "018E3C71-c359-704d-9234-567812345678"),
    ("/commandid", "1"), ("/recordedtime", "2024-03-14T10:11:12Z"),
    ("/time", "2024-02-30T10:11:12.000Z"), ("/specversion", "1.1"), ("/subject", "activity/../x"),
    ("/subject", "tree/x"), ("/source", "https://x"), ("/importbatch", "a b"),
    ("/traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736"),
  ])
  func `an attribute's text that breaks its pattern is refused with its pointer`(
    _ pointer: String, _ text: String
  ) throws {
    let bytes = try changed { try $0.replace(at: pointer, with: .string(text)) }
    let error = try #require(fault(in: bytes), "\(pointer) \(text)")
    #expect([.patternMismatch, .wrongLength, .timeRefused].contains(error.code), "\(error)")
    #expect(error.pointer == pointer)
  }

  @Test func `a fault in the payload has its pointer from the top of the event`() throws {
    let bytes = try changed {
      try $0.replace(at: "/data/participants/by_city/1/total", with: .integer(-1))
    }
    let error = try #require(fault(in: bytes))
    #expect(error.code == .outOfRange)
    #expect(error.pointer == "/data/participants/by_city/1/total")
  }

  @Test func `every type is found by its text and no other text is`() throws {
    for type in EventType.allCases {
      let found = EventType.find(typeText: type.typeText.utf8.span)
      #expect(found?.type == type)
      #expect(found?.version == type.version)
      #expect(EventType.find(typeText: (type.typeText + "0").utf8.span) == nil)
      #expect(EventType(name: type.name + "x") == nil)
    }
  }
}
