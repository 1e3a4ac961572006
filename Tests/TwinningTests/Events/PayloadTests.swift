import CanonicalJSON
import Testing

@testable import Twinning

struct PayloadTests {
  private let interner = Interner()

  private func verdict(_ type: EventType, _ change: (inout JSONValue) throws -> Void) throws
    -> SchemaError?
  {
    let golden = try #require(Golden.all.first { $0.type == type })
    var data = golden.data
    try change(&data)
    return try golden.verdict(data)
  }

  @Test func `NR stands only in an imported record, and never for an id`() throws {
    let plain = try verdict(.siteVisitHeld) { try $0.replace(at: "/minutes", with: .string("NR")) }
    #expect(plain?.code == .notReportedNotAllowed)
    #expect(plain?.pointer == "/minutes")
    let imported = try verdict(.siteVisitHeld) {
      try $0.add(.string("imported_record"), at: "/basis")
      for member in [
        "ended_at", "minutes", "mode", "participants", "practices_presented", "started_at",
        "themes", "visits",
      ] {
        try $0.replace(at: "/\(member)", with: .string("NR"))
      }
    }
    #expect(imported == nil)
    let id = try verdict(.participationConfirmed) {
      try $0.replace(at: "/basis", with: .string("imported_record"))
      try $0.replace(at: "/city_id", with: .string("NR"))
    }
    #expect(id?.code == .patternMismatch)
    #expect(id?.pointer == "/city_id")
  }

  @Test func `gender may be NR in any record`() throws {
    let error = try verdict(.workshopHeld) {
      try $0.replace(at: "/participants/gender", with: .string("NR"))
    }
    #expect(error == nil)
  }

  @Test func `an activity belongs to pairings or to a cohort, not to both and not to none`() throws
  {
    let both = try verdict(.seminarHeld) { try $0.add(.string("cohort-2"), at: "/cohort_id") }
    #expect(both?.code == .alternatives)
    let none = try verdict(.seminarHeld) { try $0.remove(at: "/pairing_ids") }
    #expect(none?.code == .alternatives)
    let cohort = try verdict(.seminarHeld) {
      try $0.remove(at: "/pairing_ids")
      try $0.add(.string("cohort-2"), at: "/cohort_id")
    }
    #expect(cohort == nil)
  }

  @Test func `a pairing has a host party and a twin, or two peers`() throws {
    let peers = try verdict(.pairingFormed) {
      try $0.remove(at: "/host_party")
      try $0.remove(at: "/twin_city_id")
      try $0.add(.array([.string("gb-leeds"), .string("nl-breda")]), at: "/peers")
    }
    #expect(peers == nil)
    let half = try verdict(.pairingFormed) { try $0.remove(at: "/twin_city_id") }
    #expect(half?.code == .alternatives)
    let named = try verdict(.pairingFormed) {
      try $0.replace(
        at: "/host_party",
        with: .object([("cities", .string("NR")), ("name", .string("MODENT consortium"))]))
    }
    #expect(named == nil)
    let nameless = try verdict(.pairingFormed) {
      try $0.replace(at: "/host_party", with: .object([("cities", .string("NR"))]))
    }
    #expect(nameless?.code == .missingMember)
  }

  @Test(arguments: [
    "Write to anna.kovacs@example.org", "Call +36 30 123 4567", "anna (at) example.org",
  ])
  func `people's words with a contact in them are refused`(_ text: String) throws {
    let error = try verdict(.practiceDescribed) {
      try $0.replace(at: "/title", with: .string(text))
    }
    #expect(error?.code == .contactFound)
    #expect(error?.pointer == "/title")
    let hidden = try verdict(.correctionProposed) {
      try $0.replace(at: "/patch/0/new", with: .object([("x", .array([.string(text)]))]))
    }
    #expect(hidden?.code == .contactFound)
  }

  @Test func `a person's id that looks like a name is refused`() throws {
    let error = try verdict(.representativeAssigned) {
      try $0.replace(at: "/person_id", with: .string("anna-kovacs"))
    }
    #expect(error?.code == .patternMismatch)
    #expect(error?.pointer == "/person_id")
  }

  @Test func `times that don't exist are refused with their pointer`() throws {
    for (type, pointer, text) in [
      (EventType.replicationStarted, "/started_on/at", "2024-02-30"),
      (.cohortStarted, "/on/at", "2023-02-29"), (.cohortStarted, "/on/at", "2024-3-1"),
    ] {
      let error = try verdict(type) { try $0.replace(at: pointer, with: .string(text)) }
      #expect(error?.code == .timeRefused)
      #expect(error?.pointer == pointer)
    }
    let deadline = try verdict(.callDeadlineExtended) {
      try $0.replace(at: "/closes_at/instant", with: .string("2024-06-07T21:59:59.998Z"))
    }
    #expect(deadline?.code == .timeRefused)
  }

  @Test func `the date that time derives from is told for each type that has one`() throws {
    for golden in Golden.all {
      let bytes = try golden.data.canonicalBytes()
      let data = try EventData.read(
        golden.type, version: golden.version, from: bytes.span,
        strength: .replay, interner: interner)
      #expect((data.ownDate != nil) == (golden.type.timeMember != nil), "\(golden.name)")
    }
    #expect(EventType.siteVisitHeld.timeMember == "started_at")
    #expect(EventType.pairingDissolved.timeMember == nil)
  }

  @Test func `every reference that a payload holds is told`() throws {
    for golden in Golden.all {
      let bytes = try golden.data.canonicalBytes()
      let data = try EventData.read(
        golden.type, version: golden.version, from: bytes.span,
        strength: .replay, interner: interner)
      var found: [String] = []
      data.forEachRef { found.append(interner.slug(of: $0)) }
      var expected: [String] = []
      golden.data.walk { pointer, value in
        guard let text = value.text else { return }
        let name = pointer.split(separator: "/").last { Int($0) == nil } ?? ""
        let isRef =
          name.hasSuffix("_id") && !["template_id", "rule_id", "geonames_id"].contains(name)
          || name.hasSuffix("_ids")
          || [
            "cities", "members", "part_of", "by", "co_applicants", "preferred_partners", "peers",
            "evaluator", "practices_presented", "application", "period", "iso_country",
          ].contains(name)
        let isSubject =
          name == "scope" && text.contains("/") || name == "about" && text.contains("/")
        if isRef { expected.append(name == "iso_country" ? text.lowercased() : text) }
        if isSubject { expected.append(String(text.split(separator: "/")[1])) }
      }
      #expect(found.sorted() == expected.sorted(), "\(golden.name)")
    }
  }

  @Test func `a set of words is written in the vocabulary's order`() throws {
    let golden = try #require(Golden.all.first { $0.type == .workshopHeld })
    var data = golden.data
    try data.replace(
      at: "/themes", with: .array(["other", "mobility", "energy_systems"].map { .string($0) }))
    let bytes = try data.canonicalBytes()
    let read = try EventData.read(
      .workshopHeld, from: bytes.span, strength: .admit, interner: interner)
    #expect(read.held?.themes == ThemeSet([.energySystems, .mobility, .other]))
    let written = read.write(texts: bytes.span, interner: interner)
    #expect(
      String(decoding: written, as: UTF8.self)
        .contains(#""themes":["energy_systems","mobility","other"]"#))
    try data.replace(at: "/themes", with: .array([.string("mobility"), .string("mobility")]))
    #expect(try golden.verdict(data)?.code == .duplicateItem)
  }

  @Test func `what corrections say is kept as canonical bytes`() throws {
    let golden = try #require(Golden.all.first { $0.type == .eventCorrected })
    let bytes = try golden.data.canonicalBytes()
    let read = try EventData.read(
      .eventCorrected, from: bytes.span, strength: .admit, interner: interner)
    guard case .eventCorrected(let correction) = read else {
      Issue.record("not a correction")
      return
    }
    #expect(correction.patch.count == 2)
    #expect(correction.patch[0].path == "/data/started_at")
    #expect(
      String(decoding: correction.patch[0].old ?? [], as: UTF8.self)
        == #"{"at":"2024-03-12","precision":"day"}"#)
    #expect(correction.patch[1].old == nil)
    #expect(String(decoding: correction.patch[1].new ?? [], as: UTF8.self) == #""online""#)
  }
}
