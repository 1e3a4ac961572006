import Foundation
import Testing

/// A made-up ledger of some hundred events, more than a tile's, and what it gives out: a receipt,
/// two checkpoints, tiles and lines.
struct Exports {
  let stage: Stage
  let vkey: String

  init() throws {
    stage = try Stage()
    let made = try stage.play(
      """
      set -e; exec > /dev/null
      twinledger init --origin ledger.example.org/made-up --zone UTC --synthetic
      twinledger synthesize --pairings 2 > all; head -n 40 all > some; tail -n +41 all > rest
      twinledger import some; twinledger checkpoint > old; twinledger export tiles public
      twinledger import rest; twinledger checkpoint > new; twinledger export tiles public
      twinledger export ndjson events.ndjson; twinledger receipt 7 -o seven.tlog-proof
      sizes="$(sed -n 2p old) $(sed -n 2p new)"
      twinledger prove consistency $sizes > grown
      twinledger prove consistency $sizes --format json > grown.json
      twinledger explain I08 --format json -o held.json
      """)
    try #require(made.filter { !$0.hasPrefix("! warning") } == [])
    vkey = try String(contentsOf: stage.folder.appending(path: "ledger.key/vkey"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
  }

  func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: stage.folder.appending(path: path)))
  }

  func write(_ bytes: [UInt8], _ path: String) throws {
    try Data(bytes).write(to: stage.folder.appending(path: path))
  }

  /// The files under `public`, by their paths from the ledger's folder.
  func tiles() throws -> [String] {
    try stage.play("find public -type f | sort")
  }

  /// What the second verifier says.
  func second(_ words: [String], vkey other: String? = nil) throws -> (isVerified: Bool, String) {
    let tool = Project.tools.appending(path: "verify-log").path
    let key = other ?? vkey
    let (status, output, errors) = try stage.run([tool] + words + ["--vkey", key])
    #expect(status == 0 || status == 1, "\(words): \(errors)")
    #expect(errors == "")
    return (status == 0, output)
  }

  /// Whether this program verifies `path`.
  func first(_ path: String, _ more: [String] = []) throws -> (isVerified: Bool, String) {
    let program = Project.programs.appending(path: "twinledger").path
    let (status, output, errors) = try stage.run([program, "verify", path, "--vkey", vkey] + more)
    #expect(status == 0 || status == 65 || status == 64, "\(path): \(errors)")
    return (status == 0, output + errors)
  }

  /// Whether openssl finds the signature of the checkpoint at `path` good.
  func openssl(_ path: String, vkey other: String? = nil) throws -> (isVerified: Bool, String) {
    let tool = Project.tools.appending(path: "verify-checkpoint-openssl").path
    let (status, output, errors) = try stage.run([tool, path, other ?? vkey])
    #expect(status == 0 || status == 1, "\(path): \(errors)")
    return (status == 0, output)
  }
}
