import Foundation
import Ledger
import Testing

/// Packs of released forms stay readable: the parts of one are kept as a file that is never edited.
///
/// With `TWINLEDGER_WRITE_GOLDEN` set it is written where it is missing. Its page isn't kept, as
/// that may change without the form; everything that a pack says is computed anew and compared.
@Suite struct PackGoldenTests {
  private static let file = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Golden/pack-1.txt")

  private static func start(_ pack: PackCopy) -> Int {
    pack.contents("id=\"pack\"")[0].lowerBound - 1
  }

  @Test func `the parts of a pack of the first form are read and hold`() throws {
    let ledger = try HostileLedger.make()
    let made = try PackCopy(of: LedgerReader(directory: ledger.directory))
    let start = Self.start(made)
    if ProcessInfo.processInfo.environment["TWINLEDGER_WRITE_GOLDEN"] != nil,
      !FileManager.default.fileExists(atPath: Self.file.path)
    {
      try Data(PackCopy(lines: Array(made.lines[start...])).text).write(to: Self.file)
    }
    var golden = try PackCopy(file: Self.file)
    #expect(golden.lines.count == made.lines.count - start)
    golden.lines = made.lines[..<start] + golden.lines
    let verdict = try golden.verdict()
    #expect(verdict.isSound, "\(verdict.findings)")
    #expect(verdict.refoldedCount == 5)
  }
}
