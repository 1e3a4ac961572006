import Foundation
import Testing

@testable import Twinning

extension LetterSentV2 {
  /// A letter of version 1 went to one city; how it sounded wasn't kept.
  static func upcast(_ old: LetterSentV1) -> LetterSentV2 {
    var letter = LetterSentV2()
    letter.common = old.common
    letter.cityIDs = [old.cityID]
    letter.pages = old.pages
    return letter
  }
}

struct GeneratorTests {
  @Test func `the generated types are those of the schemas`() throws {
    let result = try Contracts.run("generate", ["--check"])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func `the generated types of the fixture are those of its schemas`() throws {
    let result = try Contracts.run("generate", fixture(["--check"]))
    #expect(result.status == 0, "\(result.errors)")
  }

  private func fixture(_ more: [String]) -> [String] {
    [
      "--schemas", Contracts.folder.appending(path: "Fixtures/Schemas").path,
      "--out", Contracts.folder.appending(path: "FixtureTypes").path,
      "--prefix", "Fixture", "--import", "@testable import Twinning",
    ] + more
  }

  @Test func `an event of an older version is brought up to the latest`() throws {
    let interner = Interner()
    let old = Array(#"{"basis":"imported_record","city_id":"hu-budapest","pages":"NR"}"#.utf8)
    let data = try FixtureEventData.read(
      .letterSent, version: 1, from: old.span, strength: .admit, interner: interner)
    guard case .letterSent(let letter) = data else {
      Issue.record("not a letter")
      return
    }
    #expect(letter.cityIDs.map { interner.subject(of: $0) } == ["city/hu-budapest"])
    #expect(letter.pages == nil)
    #expect(letter.tone == nil)
    #expect(letter.common.isImportedRecord)
    let new = data.write(texts: old.span, interner: interner)
    #expect(
      String(decoding: new, as: UTF8.self)
        == #"{"basis":"imported_record","city_ids":["hu-budapest"],"pages":"NR"}"#)
    let again = try FixtureEventData.read(
      .letterSent, version: 2, from: new.span, strength: .admit, interner: interner)
    #expect(again.write(texts: new.span, interner: interner) == new)
  }

  @Test func `a version that was never released is refused by name`() {
    let bytes = Array("{}".utf8)
    #expect {
      try FixtureEventData.read(
        .letterSent, version: 3, from: bytes.span, strength: .admit, interner: Interner())
    } throws: { ($0 as? SchemaError)?.code == .unknownType && "\($0)".contains("LetterSent") }
  }

  @Test(arguments: [
    (#""integer", "minimum": 1"#, #""number", "minimum": 1"#, "number"),
    (#""maximum": 100"#, #""multipleOf": 2, "maximum": 100"#, "multipleOf"),
    (#""additionalProperties": false"#, #""additionalProperties": true"#, "closed object"),
    (#""title": "LetterSent""#, #""title": "LetterPosted""#, "title"),
    (#""required": ["city_id", "pages"]"#, #""required": ["city_id", "date"]"#, "date"),
    ("common.v1.json#/$defs/notReported", "common.v1.json#/$defs/slug", "anyOf"),
    (#""x-birth": true"#, #""x-birth": true, "if": {}"#, "if"),
  ])
  func `a schema that can't be expressed is refused`(
    _ original: String, _ changed: String, _ named: String
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let schemas = folder.appending(path: "Schemas")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Contracts.folder.appending(path: "Fixtures/Schemas"), to: schemas)
    let file = schemas.appending(path: "events/LetterSent.v1.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try #require(text.contains(original))
    try text.replacingOccurrences(of: original, with: changed).write(
      to: file, atomically: true, encoding: .utf8)
    let out = folder.appending(path: "out").path
    let result = try Contracts.run("generate", ["--schemas", schemas.path, "--out", out])
    #expect(result.status == 1)
    #expect(result.errors.contains(named), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func `drift is told in one line a file`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let arguments = fixture([]).map { $0.hasSuffix("FixtureTypes") ? folder.path : $0 }
    #expect(try Contracts.run("generate", arguments).status == 0)
    #expect(try Contracts.run("generate", arguments + ["--check"]).status == 0)
    let file = folder.appending(path: "FixtureEventType.swift")
    try "// Nothing.\n".write(to: file, atomically: true, encoding: .utf8)
    let result = try Contracts.run("generate", arguments + ["--check"])
    #expect(result.status == 1)
    #expect(
      result.errors
        == "generate: FixtureEventType.swift differs; "
        + "run Tools/generate and commit what it writes\n"
    )
  }
}
