import Testing

@testable import Twinning

@Suite struct PointInTimeTests {
  private let brussels: Zone

  init() throws {
    brussels = try Zone("Europe/Brussels")
  }

  private func json(_ point: PointInTime) -> String {
    var bytes: [UInt8] = []
    point.appendJSON(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func bound(_ text: String) throws -> PointInTime.Bound {
    try PointInTime.Bound(canonical: text.utf8.span)
  }

  private func randomBound(_ dice: inout SeededDice) throws -> PointInTime.Bound {
    let instant = Instant(
      milliseconds: .random(
        in: Instant.first.milliseconds...Instant.last.milliseconds, using: &dice))
    let text = instant.description
    return try bound(String(text.prefix([4, 7, 10, 24].randomElement(using: &dice) ?? 24)))
  }

  @Test func `a point takes sixteen bytes`() {
    #expect(MemoryLayout<PointInTime>.size == 16)
  }

  @Test(arguments: [
    ("2024-03-12T09:00:00.000Z", PointInTime.Precision.instant), ("2024-03-12", .day),
    ("2024-03", .month), ("2024", .year), ("0000", .year), ("9999-12", .month),
    ("0000-01-01", .day), ("9999-12-31T23:59:59.999Z", .instant),
  ])
  func `each precision is read, kept and written`(
    text: String, precision: PointInTime.Precision
  ) throws {
    let point = try PointInTime(at: text.utf8.span, precision: precision)
    #expect(point.precision == precision)
    #expect(point.description == text)
    #expect(json(point) == "{\"at\":\"\(text)\",\"precision\":\"\(precision.word)\"}")
    #expect(try PointInTime(people: text) == point)
    #expect(try PointInTime.Precision(precision.word.utf8.span) == precision)
    #expect(point.notBefore == nil && point.notAfter == nil)
  }

  @Test func `a range is written with its members in order`() throws {
    let range = try PointInTime(notBefore: bound("2024-03-01"), notAfter: bound("2024-04"))
    #expect(
      json(range)
        == "{\"not_after\":\"2024-04\",\"not_before\":\"2024-03-01\",\"precision\":\"range\"}")
    #expect(range.description == "2024-03-01..2024-04")
    let open = try PointInTime(notBefore: nil, notAfter: bound("2024-04-07"))
    #expect(json(open) == "{\"not_after\":\"2024-04-07\",\"precision\":\"range\"}")
    #expect(open.notBefore == nil)
    #expect(open.notAfter == .day(try CivilDate("2024-04-07")))
  }

  @Test func `any point read from its text is the same, and no two share a text`() throws {
    let seed: UInt64 = 0x9017
    var dice = SeededDice(seed: seed)
    var texts: [String: PointInTime] = [:]
    for _ in 0..<3000 {
      let literal = try randomBound(&dice)
      let point = PointInTime(literal)
      var bytes: [UInt8] = []
      point.appendAt(to: &bytes)
      #expect(try PointInTime(at: bytes.span, precision: point.precision) == point, "seed \(seed)")
      let ends = [try randomBound(&dice), try randomBound(&dice), nil].shuffled(using: &dice)
      for known in [point, try? PointInTime(notBefore: ends[0], notAfter: ends[1])] {
        guard let known else { continue }
        #expect(texts.updateValue(known, forKey: json(known)) ?? known == known, "seed \(seed)")
        if known.precision == .range {
          #expect(
            try PointInTime(notBefore: known.notBefore, notAfter: known.notAfter) == known,
            "seed \(seed)")
        }
        let interval = known.interval(in: brussels)
        #expect(interval.start <= interval.end, "seed \(seed)")
        #expect(known.time(in: brussels) <= interval.end, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    ("2024-02-29", PointInTime.Precision.month), ("2024-13", .month), ("2024-00", .month),
    ("2024/05", .month), ("24", .year), ("20245", .year), ("202४", .year), ("2024-02-30", .day),
    ("2024-03-12T09:00:00Z", .instant), ("", .day), ("2024", .range),
  ])
  func `a literal of another precision is refused`(
    text: String, precision: PointInTime.Precision
  ) {
    #expect(throws: TimeError.self) { try PointInTime(at: text.utf8.span, precision: precision) }
  }

  @Test func `a range needs an end and may not be reversed`() throws {
    let empty = #expect(throws: TimeError.self) {
      try PointInTime(notBefore: nil, notAfter: nil)
    }
    #expect(empty?.code == .emptyRange)
    for (from, to) in [
      ("2024-05-02", "2024-05-01"), ("2024-06", "2024-05-31"), ("2025", "2024-12"),
      ("2024-05-01T00:00:00.001Z", "2024-05-01T00:00:00.000Z"),
      ("2024-05-03T00:00:00.000Z", "2024-05-01"),
    ] {
      let error = #expect(throws: TimeError.self) {
        try PointInTime(notBefore: bound(from), notAfter: bound(to))
      }
      #expect(error?.code == .rangeReversed)
    }
    for (from, to) in [
      ("2024-05-01", "2024-05-01"), ("2024", "2024-01"), ("2024-05-31", "2024-05"),
      ("2024-05-01T23:00:00.000Z", "2024-05-01"), ("2024-05-02", "2024-05-01T12:00:00.000Z"),
    ] {
      #expect(throws: Never.self) {
        try PointInTime(notBefore: bound(from), notAfter: bound(to))
      }
    }
  }

  @Test func `a range reversed only in this zone is the millisecond at its beginning`() throws {
    let point = try PointInTime(
      notBefore: bound("2024-05-01T23:00:00.000Z"), notAfter: bound("2024-05-01"))
    let start = try Instant(canonical: "2024-05-01T23:00:00.000Z")
    #expect(point.interval(in: brussels) == Interval(start))
  }

  @Test(arguments: [
    ("2024-05-31", "2024-05-30T22:00:00.000Z", "2024-05-31T21:59:59.999Z"),
    ("2025-03-30", "2025-03-29T23:00:00.000Z", "2025-03-30T21:59:59.999Z"),
    ("2025-10-26", "2025-10-25T22:00:00.000Z", "2025-10-26T22:59:59.999Z"),
    ("2024-02", "2024-01-31T23:00:00.000Z", "2024-02-29T22:59:59.999Z"),
    ("2024-03", "2024-02-29T23:00:00.000Z", "2024-03-31T21:59:59.999Z"),
    ("2024", "2023-12-31T23:00:00.000Z", "2024-12-31T22:59:59.999Z"),
    ("2024-05-31T10:00Z", "2024-05-31T10:00:00.000Z", "2024-05-31T10:00:00.000Z"),
  ])
  func `an interval holds all of its day, month or year in the zone`(
    text: String, start: String, end: String
  ) throws {
    let point = try PointInTime(people: text)
    #expect(point.interval(in: brussels).start.description == start)
    #expect(point.interval(in: brussels).end.description == end)
    #expect(point.time(in: brussels).description == start)
  }

  @Test func `an open side has no end, and time is then the start of the known end`() throws {
    let before = try PointInTime(notBefore: nil, notAfter: bound("2024-04-07"))
    #expect(before.interval(in: brussels).start == .distantPast)
    #expect(before.interval(in: brussels).end.description == "2024-04-07T21:59:59.999Z")
    #expect(before.time(in: brussels).description == "2024-04-06T22:00:00.000Z")
    let after = try PointInTime(notBefore: bound("2024-04"), notAfter: nil)
    #expect(after.interval(in: brussels).end == .distantFuture)
    #expect(after.time(in: brussels).description == "2024-03-31T22:00:00.000Z")
  }

  @Test func `an order is proved only by intervals that share nothing`() throws {
    let march = try PointInTime(people: "2024-03")
    let lastOfMarch = try PointInTime(people: "2024-03-31")
    let april = try PointInTime(people: "2024-04-01")
    #expect(march.provablyBefore(april, in: brussels))
    #expect(!april.provablyBefore(march, in: brussels))
    #expect(!march.provablyBefore(lastOfMarch, in: brussels))
    #expect(!lastOfMarch.provablyBefore(march, in: brussels))
    #expect(!april.provablyBefore(april, in: brussels))
    let lastInstant = PointInTime(lastOfMarch.interval(in: brussels).end)
    #expect(!lastOfMarch.provablyBefore(lastInstant, in: brussels))
  }

  @Test func `an interval straddles a boundary that it has moments on both sides of`() throws {
    let day = try PointInTime(people: "2024-05-31")
    let interval = day.interval(in: brussels)
    #expect(!day.straddles(interval.end, in: brussels))
    #expect(day.straddles(interval.end.adding(milliseconds: -1), in: brussels))
    #expect(day.straddles(interval.start, in: brussels))
    #expect(!day.straddles(interval.start.adding(milliseconds: -1), in: brussels))
    #expect(!PointInTime(interval.start).straddles(interval.start, in: brussels))
  }

  @Test func `an interval is within a boundary or a period, outside, or can't be told`() throws {
    let day = try PointInTime(people: "2024-05-31").interval(in: brussels)
    #expect(day.relation(to: day.end) == .within)
    #expect(day.relation(to: day.end.adding(milliseconds: -1)) == .uncertain)
    #expect(day.relation(to: day.start) == .uncertain)
    #expect(day.relation(to: day.start.adding(milliseconds: -1)) == .outside)
    let next = day.end.adding(milliseconds: 1)
    #expect(day.relation(toPeriodFrom: day.start, upTo: next) == .within)
    #expect(day.relation(toPeriodFrom: day.start, upTo: day.end) == .uncertain)
    #expect(day.relation(toPeriodFrom: next, upTo: .distantFuture) == .outside)
    #expect(day.relation(toPeriodFrom: .distantPast, upTo: day.start) == .outside)
  }

  @Test(arguments: ["", "20", "2024-5", "31.05.2024", "May 2024", "2024-05-31T10:00", "2024-W22"])
  func `what people write that is no point is refused with what would be one`(text: String) {
    let error = #expect(throws: TimeError.self) { try PointInTime(people: text) }
    #expect(error?.expected.isEmpty == false)
  }
}
