import Foundation
import Testing

/// The house rules over the repository itself. A failure lists every place, as `path:line:
/// message`.
@Suite struct HouseTests {
  private let handwritten = Repository.swiftSources.filter { !$0.isGenerated }

  private func expectNone(_ findings: [Finding]) {
    #expect(findings.isEmpty, "\n\(findings.report)")
  }

  @Test func `there is something to check`() {
    #expect(Repository.swiftSources.count > 20)
    #expect(handwritten.contains { $0.path == "Tests/TidyTests/HouseTests.swift" })
  }

  @Test func `every module imports only what the house allows it`() {
    expectNone(
      Repository.swiftSources.flatMap {
        SwiftRules.imports(of: $0, allowed: House.allowedImports(path: $0.path))
      })
  }

  @Test func `every directory of sources and tests has a row in the table`() throws {
    for (top, table) in [("Sources", House.imports), ("Tests", House.testImports)] {
      let unknown = try Repository.directories(in: top).filter { table[$0] == nil }
      #expect(unknown.isEmpty, "\(top): no row for \(unknown) in House.swift")
    }
  }

  @Test func `no row of the table leads back to its own module`() {
    for module in House.imports.keys {
      var reached = House.imports[module] ?? []
      var waiting = Array(reached)
      while let next = waiting.popLast() {
        let further = (House.imports[next] ?? []).subtracting(reached)
        reached.formUnion(further)
        waiting += further
      }
      #expect(!reached.contains(module), "\(module) imports itself through others")
    }
  }

  @Test func `no handwritten line is over 100 columns`() {
    expectNone(handwritten.flatMap(SwiftRules.longLines))
  }

  @Test func `no handwritten function is over 70 lines`() {
    expectNone(handwritten.flatMap(SwiftRules.longFunctions))
  }

  @Test func `unsafe stands where the house allows it`() {
    expectNone(
      Repository.swiftSources.flatMap {
        SwiftRules.unsafeUses(of: $0, measuredFiles: House.measuredUnsafeFiles)
      })
  }

  @Test func `the lists of files that may say unsafe name only files that do`() {
    let using = Set(
      Repository.swiftSources.filter { source in
        source.tokens.contains { $0.text == "unsafe" }
      }.map(\.path))
    #expect(House.measuredUnsafeFiles.subtracting(using).isEmpty)
    #expect(House.foreignUnsafeFiles.subtracting(using).isEmpty)
  }

  @Test func `every public declaration is documented`() {
    let sources = Repository.swiftSources.filter { $0.path.hasPrefix("Sources/") }
    let demanded = sources.reduce(into: Set<String>()) {
      $0.formUnion(SwiftRules.requirements(of: $1))
    }
    expectNone(sources.flatMap { SwiftRules.undocumented(of: $0, demanded: demanded) })
  }

  @Test func `nothing is forced`() {
    expectNone(Repository.swiftSources.flatMap(SwiftRules.forced))
  }

  @Test func `nothing is left open and no path of one machine is named`() throws {
    let tops = ["Sources", "Tests", "Schemas", "Tools", ".ci"]
    let singles = ["Package.swift", "README.md", "CHANGELOG.md"]
    let paths = try tops.flatMap(Repository.files) + singles
    expectNone(
      paths.flatMap { path -> [Finding] in
        guard let text = try? Repository.text(path) else { return [] }
        return TextRules.leftovers(path: path, text: text)
      })
  }

  @Test func `the change log keeps its shape`() throws {
    let path = "CHANGELOG.md"
    expectNone(TextRules.changelog(path: path, text: try Repository.text(path)))
  }

  @Test func `the first screen of the README shows the two commands and they can be run`() throws {
    let commands = ["Tools/demo", "Tools/test"]
    let readme = try Repository.text("README.md")
    #expect(TextRules.missingCommands(commands, readme: readme, screenLines: 40) == [])
    for command in commands + [".ci/run", "Tools/install"] {
      #expect(Repository.isExecutable(command), "\(command) is missing or not executable")
    }
  }

  @Test func `the top level holds what the house has and nothing else`() throws {
    let names = Set(try Repository.topLevelNames().filter { !$0.hasPrefix(".") })
    #expect(names.subtracting(House.topLevel) == [], "not part of the house")
    #expect(House.topLevel.subtracting(names) == [], "missing or not committed")
  }
}
