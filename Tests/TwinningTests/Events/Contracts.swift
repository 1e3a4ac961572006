import CanonicalJSON
import Foundation

@testable import Twinning

/// The schemas, the golden events and the tools, as they lie in the working tree.
enum Contracts {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  static let root = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let golden = folder.appending(path: "Golden")

  /// The golden events by schema name, such as `SiteVisitHeld.v1`.
  static let goldenEvents: [(name: String, bytes: [UInt8])] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: golden.path)) ?? []
    return names.sorted().compactMap { name in
      guard let data = try? Data(contentsOf: golden.appending(path: name)) else { return nil }
      return (String(name.dropLast(5)), [UInt8](data))
    }
  }()

  /// A schema as a tree.
  static func schema(_ name: String) throws -> JSONValue {
    let data = try Data(contentsOf: root.appending(path: "Schemas/events/\(name).json"))
    return try JSONValue(parsing: [UInt8](data).span)
  }

  /// What the schemas share.
  static func common() throws -> JSONValue {
    let data = try Data(contentsOf: root.appending(path: "Schemas/common.v1.json"))
    return try JSONValue(parsing: [UInt8](data).span)
  }

  /// Runs a program of `Tools` with a text as its input.
  static func run(
    _ tool: String, _ arguments: [String] = [], input: String = ""
  ) throws -> (status: Int32, output: String, errors: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = ["in", "out", "err"].map { folder.appending(path: $0) }
    try Data(input.utf8).write(to: files[0])
    for file in files[1...] { try Data().write(to: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", root.appending(path: "Tools/\(tool)").path] + arguments
    process.standardInput = try FileHandle(forReadingFrom: files[0])
    process.standardOutput = try FileHandle(forWritingTo: files[1])
    process.standardError = try FileHandle(forWritingTo: files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files[1...].map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    return (process.terminationStatus, texts[0], texts[1])
  }
}

/// A golden event taken apart.
struct Golden {
  let name: String
  let bytes: [UInt8]
  let type: EventType
  let version: Int
  let data: JSONValue

  init?(_ name: String, _ bytes: [UInt8]) throws {
    let parts = name.split(separator: ".")
    guard let type = EventType(name: String(parts[0])), let version = Int(parts[1].dropFirst())
    else { return nil }
    self.name = name
    self.bytes = bytes
    self.type = type
    self.version = version
    data = try JSONValue(parsing: bytes.span)[pointer: "/data"] ?? .null
  }

  static let all: [Golden] = Contracts.goldenEvents.compactMap { try? Golden($0.name, $0.bytes) }

  /// What reading a payload of this type says: nil where it is accepted.
  func verdict(_ data: JSONValue) throws -> SchemaError? {
    let bytes = try data.canonicalBytes()
    do throws(SchemaError) {
      _ = try EventData.read(
        type, version: version, from: bytes.span, strength: .admit, interner: Interner())
      return nil
    } catch {
      return error
    }
  }
}

extension JSONValue {
  /// Every value within, with its pointer.
  func walk(_ pointer: String = "", _ body: (String, JSONValue) -> Void) {
    body(pointer, self)
    switch self {
    case .object(let members):
      for (name, value) in members { value.walk("\(pointer)/\(name)", body) }
    case .array(let items):
      for (index, value) in items.enumerated() { value.walk("\(pointer)/\(index)", body) }
    default: break
    }
  }

  var object: [(String, JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
