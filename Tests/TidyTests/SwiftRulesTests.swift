import Testing

/// Each rule over small texts: once where it must speak, once where it must stay silent.
@Suite struct SwiftRulesTests {
  private func source(_ text: String, at path: String = "Sources/Twinning/Sample.swift")
    -> SwiftSource
  {
    SwiftSource(path: path, text: text)
  }

  private func function(lines: Int) -> String {
    (["func long() {"] + Array(repeating: "  step()", count: lines - 2) + ["}"])
      .joined(separator: "\n")
  }

  @Test func `comments literals and escaped names are no code`() {
    let text = #"""
      // import Foundation
      /* try! /* as! */ unsafe */
      let a = "unsafe \(call("public func")) try!"
      let b = ##"as! "# "##
      func `unsafe try! in a name`() {}
      """# + "\nlet c = \"\"\"\n  unsafe \" public\n  \"\"\"\nlet d = unsafe e\n"
    let words = source(text).tokens.map(\.text)
    #expect(words.filter { $0 == "unsafe" }.count == 1)
    #expect(!words.contains("public"))
    #expect(!words.contains("import"))
    #expect(!words.contains("try"))
    #expect(words.contains("d"))
    #expect(source(text).tokens.last?.line == 9)
  }

  @Test func `an import outside the row is named with its line`() {
    let text = "import CanonicalJSON\n\npublic import struct Foundation.Data\n"
    let findings = SwiftRules.imports(of: source(text), allowed: ["CanonicalJSON"])
    #expect(findings.count == 1)
    #expect(findings.report.hasPrefix("Sources/Twinning/Sample.swift:3: imports Foundation"))
  }

  @Test func `an import that goes up is refused by the real table`() {
    let upward = source("import Ledger\n", at: "Sources/EventStore/Append.swift")
    let allowed = House.allowedImports(path: upward.path)
    #expect(SwiftRules.imports(of: upward, allowed: allowed).count == 1)
    let downward = source("import LMDB\n", at: upward.path)
    #expect(SwiftRules.imports(of: downward, allowed: allowed).isEmpty)
  }

  @Test func `a pure module may not reach the machine`() {
    for module in ["CanonicalJSON", "TransparencyLog", "Twinning", "Reporting"] {
      for machine in House.machine {
        let path = "Sources/\(module)/Sample.swift"
        let findings = SwiftRules.imports(
          of: source("import \(machine)\n", at: path), allowed: House.allowedImports(path: path))
        #expect(findings.count == 1, "\(module) imports \(machine)")
      }
    }
  }

  @Test func `a module without a row a reexport and testable in a source are refused`() {
    let stranger = source("import Twinning\n", at: "Sources/Stranger/File.swift")
    #expect(
      SwiftRules.imports(of: stranger, allowed: House.allowedImports(path: stranger.path)).count
        == 1)
    let text = "@_exported import CanonicalJSON\n@testable import CanonicalJSON\n"
    #expect(SwiftRules.imports(of: source(text), allowed: ["CanonicalJSON"]).map(\.line) == [1, 2])
  }

  @Test func `a line of 101 columns is too long and one of 100 is not`() {
    let text = String(repeating: "ä", count: 100) + "\n" + String(repeating: "a", count: 101)
    #expect(SwiftRules.longLines(of: source(text)).map(\.line) == [2])
  }

  @Test func `a function of 71 lines is too long and one of 70 is not`() {
    #expect(SwiftRules.longFunctions(of: source(function(lines: 70))).isEmpty)
    let findings = SwiftRules.longFunctions(of: source("let x = 1\n" + function(lines: 71)))
    #expect(findings.map(\.line) == [2])
  }

  @Test func `initialisers subscripts and computed properties count as functions`() {
    let body = Array(repeating: "    step()", count: 70).joined(separator: "\n")
    for head in ["init(a: Int)", "subscript(i: Int) -> Int", "var a: Int", "deinit"] {
      let text = "struct S {\n  \(head) {\n\(body)\n  }\n}\n"
      #expect(SwiftRules.longFunctions(of: source(text)).map(\.line) == [2], "\(head)")
    }
  }

  @Test func `a requirement without a body takes no other function's body`() {
    let text = """
      protocol P {
        func short() -> Int
        var size: Int { get }
      }
      struct S { \(String(repeating: "\n", count: 90)) }
      """
    #expect(SwiftRules.longFunctions(of: source(text)).isEmpty)
  }

  @Test func `unsafe is allowed in LMDB and refused elsewhere`() {
    let text = "let a = unsafe b\nnonisolated(unsafe) var c = 1\n"
    #expect(SwiftRules.unsafeUses(of: source(text), measuredFiles: []).map(\.line) == [1, 2])
    let inside = source(text, at: "Sources/LMDB/Table.swift")
    #expect(SwiftRules.unsafeUses(of: inside, measuredFiles: []).isEmpty)
  }

  @Test func `a listed file needs the figure beside each use`() {
    let file = "Sources/Twinning/Sample.swift"
    let told = source("// 31 % faster than the checked read\nlet a = unsafe b\n")
    #expect(SwiftRules.unsafeUses(of: told, measuredFiles: [file]).isEmpty)
    let untold = source("// faster\nlet a = unsafe b\n")
    #expect(SwiftRules.unsafeUses(of: untold, measuredFiles: [file]).map(\.line) == [2])
  }

  @Test func `a public declaration without a comment is named`() {
    let text = """
      /// Told.
      public struct A {
        public let b: Int
        // Not the right kind.
        public static func c() {}
        /// Told, above an attribute.
        @inlinable
        public init() {}

        public internal(set) var d: Int

        public class func e() {}

        public static func == (a: A, b: A) -> Bool { true }
        public var description: String { "" }
      }
      public extension A {}
      public import CanonicalJSON
      """
    let findings = SwiftRules.undocumented(of: source(text))
    #expect(findings.map(\.line) == [3, 5, 10, 12])
    #expect(findings.map(\.message.first) == ["p", "p", "p", "p"])
    #expect(findings.last?.message.contains("func") == true)
  }

  @Test func `what a protocol of ours demands is told there once`() {
    let text = """
      public protocol A {
        var b: Int { get }
        mutating func c()
      }
      public var b: Int { 1 }
      public mutating func c() {}
      public func d() {}
      """
    let demanded = SwiftRules.requirements(of: source(text))
    #expect(demanded == ["b", "c"])
    let findings = SwiftRules.undocumented(of: source(text), demanded: demanded)
    #expect(findings.map(\.line) == [1, 7])
  }

  @Test func `forced tries and casts and traps without words are named`() {
    let text = """
      let a = try! b()
      let c = d as! E
      fatalError()
      let f = try !g()
      let h = i as? J
      """
    #expect(SwiftRules.forced(of: source(text)).map(\.line) == [1, 2, 3])
  }
}
