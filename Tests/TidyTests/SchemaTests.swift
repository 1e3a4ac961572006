import Foundation
import Testing

/// The contracts of the events: every type has its schema, every released schema its golden file.
@Suite struct SchemaTests {
  private static let directory = "Schemas/events"

  /// The names of the schemas, as `SiteVisitHeld.v1`.
  private func schemas() throws -> [String] {
    try Repository.names(in: Self.directory).filter { $0.hasSuffix(".json") }
      .map { String($0.dropLast(".json".count)) }
  }

  /// The names of the golden files anywhere under `Tests`, as `SiteVisitHeld.v1`.
  private func goldenFiles() throws -> Set<String> {
    let paths = try Repository.files(under: "Tests").filter { $0.contains("/Golden/") }
    return Set(
      paths.compactMap { path in
        let name = path.split(separator: "/").last ?? ""
        return name.hasSuffix(".json") ? String(name.dropLast(".json".count)) : nil
      })
  }

  @Test func `a schema says in its file name which event and version it holds`() throws {
    for schema in try schemas() {
      let file = "\(Self.directory)/\(schema).json"
      let text = try Repository.text(file)
      let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      let name = schema.split(separator: ".").first.map(String.init)
      #expect(object?["title"] as? String == name, "\(file): its title is not its name")
      let id = object?["$id"] as? String ?? ""
      #expect(id.hasSuffix("/\(schema).json"), "\(file): its $id does not end in its file name")
      let isClosed = object?["additionalProperties"] as? Bool == false
      #expect(isClosed, "\(file): unknown members would pass")
    }
  }

  @Test func `every schema has its golden file`() throws {
    let missing = Set(try schemas()).subtracting(try goldenFiles()).sorted()
    #expect(missing.isEmpty, "no golden file for \(missing.joined(separator: ", "))")
  }

  @Test func `every event type of the sources has a schema`() throws {
    let known = Set(try schemas())
    let types = try typesInSources()
    #expect(!types.isEmpty)
    let unknown = types.subtracting(known).sorted()
    #expect(unknown.isEmpty, "no schema for \(unknown.joined(separator: ", "))")
    let unused = known.subtracting(types).sorted()
    #expect(unused.isEmpty, "no type in Sources/Twinning for \(unused.joined(separator: ", "))")
  }

  @Test func `every sheet of the sample is named for an event that has a schema`() throws {
    let sheets = try Repository.names(in: "Tools/sample/public-record")
      .filter { $0.first?.isNumber == true }
    #expect(!sheets.isEmpty)
    let known = Set(try schemas().compactMap { $0.split(separator: ".").first })
    for sheet in sheets {
      let parts = sheet.split(separator: "-", maxSplits: 1)
      let type = parts.last?.split(separator: ".").first ?? ""
      #expect(known.contains(type), "\(sheet): no event is called \(type)")
    }
  }

  /// Every name and version in the generated table of event types.
  private func typesInSources() throws -> Set<String> {
    let table = try #require(
      Repository.swiftSources.first { $0.path == "Sources/Twinning/Generated/EventType.swift" })
    let fact = #/EventFacts\("([A-Z][A-Za-z]*)", ([0-9]+),/#
    return Set(
      table.lines.flatMap { $0.matches(of: fact) }.map { "\($0.output.1).v\($0.output.2)" })
  }
}
