import ArgumentParser
import EventStore
import Ledger
import TransparencyLog

/// `twinledger backup`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the ledger into a directory, while others write, and verify the copy.",
    discussion: """
      The key isn't copied. A ledger that is restored from a backup lacks what was recorded since; \
      it is neither appended to nor signed before recover has brought that back.

      Example: twinledger backup backups/2026-11-22
      """)

  @OptionGroup var location: LedgerOption

  @Argument(
    help: ArgumentHelp("The directory; made if it isn't there.", valueName: "dir"),
    completion: .directory)
  var directory: String

  func run() throws {
    try Output.check(directory: directory)
    try LedgerReader(directory: location.directory).store.backUp(to: directory)
    let copy = try LedgerReader(directory: directory).store
    let size = try copy.size().value
    let progress = Progress("verifying")
    defer { progress.end() }
    var next: UInt64 = 0
    while next < size {
      let end = min(size, next + 16_384)
      try copy.verify(from: Index(next), to: Size(end))
      next = end
      progress.show(Double(next) / Double(size))
    }
    progress.end()
    let output = Output()
    try output.write(
      "\(directory): \(size) events, verified\nroot \(try copy.head().root.hex)\n")
    try output.flush()
  }
}
