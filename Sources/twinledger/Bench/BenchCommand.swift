import ArgumentParser
import Foundation
import Ledger
import Twinning

/// `twinledger bench`: what this machine and this program do together.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure writing, importing, replaying and opening on this machine.",
    discussion: """
      Makes up a programme of the given size, imports it into a fresh ledger and measures on that. \
      Every figure stands beside the device's own rate of synced appends, because an absolute \
      figure says nothing on a shared machine.

      Example: twinledger bench --events 100000
      """)

  @Option(help: "How many commands the ledger holds before clients are measured.")
  var events = 1_000_000

  @Option(help: "Where to work; needs some 5 GB for a million events. Emptied afterwards.")
  var directory = NSTemporaryDirectory() + "twinledger-bench"

  @Option(help: "How many commands each measure of clients sends.")
  var commands = 20_000

  @Option(help: "The seed of the made-up programme.")
  var seed: UInt64 = 2026

  @Flag(help: "Leave the ledger and the files where they are.")
  var keep = false

  func validate() throws {
    guard events >= 1_000, commands >= 1_000 else {
      throw ValidationError("Give at least 1000 events and 1000 commands.")
    }
  }

  func run() throws {
    let folder = URL(filePath: directory)
    try? FileManager.default.removeItem(at: folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { if !keep { try? FileManager.default.removeItem(at: folder) } }
    var bench = try Bench(folder: folder, seed: seed, events: events, commands: commands)
    let output = Output()
    try bench.run { line in
      // Each measure is shown when it is done, in a pipe as well.
      try? output.write(line + "\n")
      try? output.flush()
    }
  }
}
