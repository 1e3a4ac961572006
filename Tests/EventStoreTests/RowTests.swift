import Testing

@testable import EventStore

/// Rows that are rare in a ledger, or broken.
struct RowTests {
  @Test func `names that share a hash are told apart`() throws {
    var row = Arena()
    SubjectRow.append(name: "a/1".utf8.span, number: 7, to: &row)
    SubjectRow.append(name: "a/12".utf8.span, number: 9, to: &row)
    #expect(try SubjectRow.number(of: "a/1".utf8.span, in: row.span) == 7)
    #expect(try SubjectRow.number(of: "a/12".utf8.span, in: row.span) == 9)
    #expect(try SubjectRow.number(of: "a/13".utf8.span, in: row.span) == nil)
    row.truncate(to: row.count - 1)
    #expect(throws: IntegrityError.self) {
      try SubjectRow.number(of: "a/13".utf8.span, in: row.span)
    }
  }

  @Test func `names that share a hash are told apart in memory`() {
    var names = NameTable()
    for number in UInt64(0)..<200 {
      names.add("a/\(number)".utf8.span, hash: number / 50, number: number)
    }
    for number in UInt64(0)..<200 {
      #expect(names.number(of: "a/\(number)".utf8.span, hash: number / 50) == number)
    }
    #expect(names.number(of: "a/200".utf8.span, hash: 3) == nil)
    names.removeAll()
    #expect(names.number(of: "a/1".utf8.span, hash: 0) == nil)
  }

  @Test(arguments: [0, 1, 127, 128, 300, 1 << 32, UInt64.max])
  func `numbers come back as they went`(number: UInt64) throws {
    var row = Arena(capacity: 1)
    row.append(varint: number)
    row.append(bigEndian: number)
    row.append(varint: number)
    var reader = ByteReader(row.span, at: .head)
    let first = try reader.varint()
    let second: UInt64 = try reader.bigEndian()
    let third = try reader.varint()
    let isAtEnd = reader.isAtEnd
    #expect([first, second, third] == [number, number, number])
    #expect(isAtEnd)
  }

  @Test func `a number of more than 64 bits, or cut short, is no number`() {
    let long = [UInt8](repeating: 0xff, count: 11)
    #expect(throws: IntegrityError.self) {
      var reader = ByteReader(long.span, at: .head)
      _ = try reader.varint()
    }
    let short: [UInt8] = [0x80]
    #expect(throws: IntegrityError.self) {
      var reader = ByteReader(short.span, at: .head)
      _ = try reader.varint()
    }
  }

  @Test func `a block must ascend to the index it names last`() throws {
    var builder = PostingBlockBuilder()
    builder.begin()
    for index in [3, 5, 900] as [UInt64] { builder.append(index) }
    builder.finish()
    var indexes: [UInt64] = []
    try PostingBlock.read(builder.value.span, "postings", into: &indexes)
    #expect(indexes == [3, 5, 900])
    var wrong = Arena()
    wrong.append(bigEndian: UInt64(901))
    wrong.append(builder.value.part(8, builder.value.count - 8))
    #expect(throws: IntegrityError.self) {
      try PostingBlock.read(wrong.span, "postings", into: &indexes)
    }
    wrong.append(varint: 0)
    wrong.replace(bigEndian: 900, at: 0)
    #expect(throws: IntegrityError.self) {
      try PostingBlock.read(wrong.span, "postings", into: &indexes)
    }
  }

  @Test func `a broken tail row is refused, and the overlay stays as it was`() throws {
    var row = Arena()
    row.append(TailRow.kind)
    row.append(varint: 1)
    TailRow.append(index: 0, subject: 0, name: "a/1".utf8.span, terms: [Term(1, "t")], to: &row)
    row.append(varint: 0)
    row.append(varint: 0)
    let whole = row
    var overlay = Overlay(from: 0)
    for length in 0..<whole.count {
      row = whole
      row.truncate(to: length)
      #expect(throws: IntegrityError.self) { try overlay.apply(row.span) }
      #expect(overlay.to == 0 && overlay.subjects.count == 0)
    }
    try overlay.apply(whole.span)
    #expect(overlay.to == 1)
  }
}
