import CanonicalJSON
import Foundation
import Ledger
import TransparencyLog

/// What `prove consistency` prints, as a page or as JSON, and `verify consistency` reads again.
///
/// The roots are there to be looked at. Who verifies takes them from signed checkpoints alone.
struct ConsistencyProofFile {
  var old: UInt64
  var oldRoot: Hash
  var new: UInt64
  var newRoot: Hash
  var hashes: [Hash]

  /// More than any proof has.
  private static let hashesMax = 128
  private static let bytesMax = 1 << 16

  /// As a page, with the end of its last line.
  var text: String {
    var text = "old \(old) \(oldRoot.base64)\nnew \(new) \(newRoot.base64)\n"
    for hash in hashes { text += "proof \(hash.base64)\n" }
    return text
  }

  var json: JSONValue {
    .object([
      ("new", .integer(Int64(new))), ("newRoot", .string(newRoot.base64)),
      ("old", .integer(Int64(old))), ("oldRoot", .string(oldRoot.base64)),
      ("proof", .array(hashes.map { .string($0.base64) })),
    ])
  }

  init(old: UInt64, oldRoot: Hash, new: UInt64, newRoot: Hash, hashes: [Hash]) {
    self.old = old
    self.oldRoot = oldRoot
    self.new = new
    self.newRoot = newRoot
    self.hashes = hashes
  }

  /// The proof in the file at `path`, in either form.
  ///
  /// - Throws: ``InputError`` for a file that can't be read or holds something else.
  init(reading path: String) throws {
    let bytes = try SourceText("@" + path, option: "proof").bytes
    guard bytes.count <= Self.bytesMax, let text = String(validating: bytes, as: UTF8.self),
      let found = bytes.first == UInt8(ascii: "{") ? Self(json: bytes) : Self(text: text)
    else {
      throw InputError("it isn't what prove consistency prints.", file: path)
    }
    self = found
  }

  private init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }
    guard lines.popLast() == [""], lines.count >= 2, lines.count <= Self.hashesMax + 2,
      let (old, oldRoot) = Self.end(lines[0], "old"), let (new, newRoot) = Self.end(lines[1], "new")
    else { return nil }
    var hashes: [Hash] = []
    for line in lines.dropFirst(2) {
      guard line.count == 2, line[0] == "proof", let hash = Hash(base64: line[1]) else {
        return nil
      }
      hashes.append(hash)
    }
    self.init(old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, hashes: hashes)
  }

  private static func end(_ words: [String], _ name: String) -> (UInt64, Hash)? {
    guard words.count == 3, words[0] == name, let size = UInt64(words[1]),
      String(size) == words[1], let root = Hash(base64: words[2])
    else { return nil }
    return (size, root)
  }

  private init?(json bytes: [UInt8]) {
    guard case .object(let members)? = try? JSONValue(parsing: bytes.span), members.count == 5,
      let (old, oldRoot) = Self.end(members, "old"), let (new, newRoot) = Self.end(members, "new"),
      case .array(let items)? = members.first(where: { $0.0 == "proof" })?.1,
      items.count <= Self.hashesMax
    else { return nil }
    var hashes: [Hash] = []
    for item in items {
      guard case .string(let text) = item, let hash = Hash(base64: text) else { return nil }
      hashes.append(hash)
    }
    self.init(old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, hashes: hashes)
  }

  private static func end(
    _ members: [(String, JSONValue)], _ name: String
  ) -> (UInt64, Hash)? {
    guard case .integer(let size)? = members.first(where: { $0.0 == name })?.1, size >= 0,
      case .string(let text)? = members.first(where: { $0.0 == name + "Root" })?.1,
      let root = Hash(base64: text)
    else { return nil }
    return (UInt64(size), root)
  }
}
