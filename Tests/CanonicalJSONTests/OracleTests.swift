import CanonicalJSON
import Foundation
import Testing

/// Canonical forms that another implementation made; `Fixtures/make-rfc8785-vectors.py` says how.
struct OracleTests {
  private struct Vectors: Decodable {
    struct Text: Decodable {
      let source: String
      let canonical: String
    }
    struct Number: Decodable {
      let bits: String
      let canonical: String
    }
    struct Normal: Decodable {
      let yes: [String]
      let no: [String]
    }
    let texts: [Text]
    let numbers: [Number]
    let normal: Normal
  }

  private func vectors() throws -> Vectors {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/rfc8785-vectors.json")
    return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: file))
  }

  @Test func `random texts have the canonical form that another implementation gives them`() throws
  {
    let texts = try vectors().texts
    #expect(texts.count == 250)
    for text in texts {
      #expect(try canonical(text.source).utf8.elementsEqual(text.canonical.utf8), "\(text.source)")
      #expect(isCanonicalText(Array(text.canonical.utf8), .general))
    }
  }

  @Test func `random doubles are spelled as another implementation spells them`() throws {
    let numbers = try vectors().numbers
    #expect(numbers.count == 1000)
    for number in numbers {
      let bits = try #require(UInt64(number.bits, radix: 16))
      var writer = CanonicalWriter()
      writer.number(Double(bitPattern: bits))
      #expect(String(decoding: writer.bytes, as: UTF8.self) == number.canonical)
      var reader = CanonicalReader(writer.bytes.span, rules: .general)
      #expect(try reader.number() == Double(bitPattern: bits))
    }
  }

  @Test func `text is in normalization form C where another implementation says so`() throws {
    let normal = try vectors().normal
    #expect(normal.yes.count + normal.no.count == 3000)
    for (texts, isNormal) in [(normal.yes, true), (normal.no, false)] {
      for text in texts {
        var writer = CanonicalWriter()
        writer.string(text)
        #expect(isCanonicalText(writer.bytes) == isNormal, "\(writer.bytes)")
        #expect(refusal(writer.bytes, .event)?.code == (isNormal ? nil : .notNFC))
      }
    }
  }

  @Test func `every single scalar is allowed or refused by its category and normalization`() {
    // Planes 3 to 13 hold nothing but Han in blocks; their edges are enough.
    let values: [ClosedRange<UInt32>] = [
      1...0x201FF, 0x2A600...0x323FF, 0xDFFFE...0xE01FF, 0xEFFF0...0xF0010, 0x10FFF0...0x10FFFF,
    ]
    for value in values.joined() {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let text = String(scalar)
      let normal = text.precomposedStringWithCanonicalMapping.utf8.elementsEqual(text.utf8)
      let category = scalar.properties.generalCategory
      let isPublic = category != .unassigned && category != .privateUse
      var writer = CanonicalWriter(capacity: 16)
      writer.string(text)
      if isCanonicalText(writer.bytes) != (normal && isPublic) {
        Issue.record("U+\(String(value, radix: 16)) is judged wrongly")
      }
    }
  }
}
