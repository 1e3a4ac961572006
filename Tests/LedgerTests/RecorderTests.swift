import EventStore
import Ledger
import Testing
import Twinning

@Suite struct RecorderTests {
  @Test func `a recorded command is in the log and in the state`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    let answer = try recorder.record(json: Sample.city("hu-budapest"))
    #expect(answer.first == 1)
    #expect(answer.count == 1)
    let bytes = try #require(try recorder.store.eventBytes(at: Index(1)))
    #expect(String(decoding: bytes, as: UTF8.self).contains("\"subject\":\"city/hu-budapest\""))
    let reader = LedgerReader(of: recorder)
    let state = try #require(try reader.state(of: "city/hu-budapest", at: 2))
    #expect(String(decoding: state, as: UTF8.self).contains("City hu-budapest"))
    recorder.close()
  }

  @Test func `the same id with the same content appends nothing and answers the same`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    let id = "0190a5b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b"
    let first = try recorder.record(json: Sample.city("hu-budapest", id: id))
    let second = try recorder.record(json: Sample.city("hu-budapest", id: id))
    #expect(second.isRepeat)
    #expect((second.first, second.count) == (first.first, first.count))
    #expect(try recorder.store.size().value == 2)
    #expect(throws: RecordError.self) {
      try recorder.record(json: Sample.city("tr-eskisehir", id: id))
    }
    recorder.close()
  }

  @Test func `a refusal in a group concerns only its own command`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    var reader = CommandReader()
    let requests = try [
      reader.request(from: Sample.city("hu-budapest").utf8.span),
      reader.request(from: Sample.city("hu-budapest").utf8.span),
      reader.request(from: Sample.city("tr-eskisehir").utf8.span),
    ]
    let outcomes = recorder.recordBlocking(requests)
    #expect((try? outcomes[0].get()) != nil)
    #expect((try? outcomes[1].get()) == nil)
    #expect((try? outcomes[2].get())?.first == 2)
    recorder.close()
  }

  @Test func `a ledger opened again goes on where it was`() throws {
    let ledger = try TemporaryLedger()
    for (slug, index) in [("hu-budapest", 1), ("tr-eskisehir", 2)] {
      let recorder = try ledger.recorder()
      #expect(try recorder.record(json: Sample.city(slug)).first == Int64(index))
      recorder.close()
    }
    let reader = try LedgerReader(directory: ledger.directory)
    let world = try reader.replay(until: 3)
    let kept = try reader.currentWorld()
    for subject in try reader.store.subjects() { _ = kept.interner.intern(subject: subject) }
    for ref in world.subjectsInByteOrder {
      let same = try #require(kept.interner.intern(subject: world.interner.subject(of: ref)))
      #expect(kept.stateBytes(of: same) == world.stateBytes(of: ref))
    }
  }

  @Test func `a refused batch leaves nothing to what is committed with it`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    var reader = CommandReader()
    let batch = "{\"batch\":[\(Sample.city("hu-budapest")),\(Sample.city("hu-budapest"))]}"
    let requests = try [
      reader.request(from: batch.utf8.span),
      reader.request(from: Sample.city("tr-eskisehir").utf8.span),
    ]
    let outcomes = recorder.recordBlocking(requests)
    #expect((try? outcomes[0].get()) == nil)
    #expect((try? outcomes[1].get())?.first == 1)
    #expect(try recorder.store.state(of: "city/hu-budapest") == nil)
    #expect(try recorder.record(json: Sample.city("hu-budapest")).first == 2)
    recorder.close()
  }

  @Test func `an event that would be too long is refused before anything changes`() throws {
    let ledger = try TemporaryLedger()
    let recorder = try ledger.recorder()
    try recorder.record(json: Sample.city("hu-budapest"))
    let items = (0..<50).map { number in
      let text = String(repeating: "x", count: 1_275)
      return "{\"path\":\"/data/m\(number)\",\"new\":\"\(text)\"}"
    }
    let command = """
      {"type":"EventCorrected","subject":"city/hu-budapest","actor":"ce-01","role":"CE","data":{\
      "patch":[\(items.joined(separator: ","))],"reason":{"code":"typo"},"target":{"id":\
      "0190a5b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b","index":1}}}
      """
    #expect(throws: RecordError.self) { try recorder.record(json: command) }
    #expect(try recorder.record(json: Sample.city("tr-eskisehir")).first == 2)
    recorder.close()
  }
}
