import Foundation
import Testing

/// Each file of `Misuse` is compiled against the module as it was built. Its first line is what
/// must come of it: `// error:` and a part of the message, or `// compiles`.
struct MisuseTests {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()

  static let files: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: sources.appending(path: "Misuse").path)
    return (names ?? []).filter { $0.hasSuffix(".swift") }.sorted()
  }()

  /// Where this build keeps its modules: beside the program that runs the tests.
  static let modules = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appending(path: "Modules")

  @Test func `there are files, a module and a compiler to test with`() throws {
    #expect(Self.files.count > 20)
    #expect(
      FileManager.default.fileExists(atPath: Self.modules.appending(path: "LMDB.swiftmodule").path),
      "no LMDB module in \(Self.modules.path)")
    #expect(
      try Self.run(["swiftc", "--version"]).status == 0,
      "swiftc must be in PATH: what mustn't compile is told by compiling it")
  }

  @Test(arguments: files)
  func `what must not compile does not`(file: String) throws {
    let path = Self.sources.appending(path: "Misuse/\(file)").path
    let source = try String(contentsOfFile: path, encoding: .utf8)
    let wanted = try #require(source.split(separator: "\n").first)
    let map = Self.sources.appending(path: "../../Sources/CLMDB/module.modulemap").path
    let result = try Self.run([
      "swiftc", "-swift-version", "6", "-strict-memory-safety",
      "-enable-experimental-feature", "Lifetimes", "-I", Self.modules.path, "-Xcc",
      "-fmodule-map-file=\(map)", "-parse-as-library", "-emit-sil", "-o", "/dev/null", path,
    ])
    if wanted == "// compiles" {
      #expect(result.status == 0, "\(result.output)")
    } else {
      let message = try #require(wanted.wholeMatch(of: /\/\/ error: (.+)/)).1
      #expect(result.status == 1, "\(result.output)")
      #expect(result.output.contains(message), "\(result.output)")
    }
  }

  static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }
}
