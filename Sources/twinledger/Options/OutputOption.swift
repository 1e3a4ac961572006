import ArgumentParser
import Ledger

/// Where a document goes.
struct OutputOption: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file, put in its place once it is whole; standard output otherwise.", valueName: "file"),
    completion: .file())
  var output: String?

  /// Puts `bytes` where they were asked for. A file that stood there stays until the new one is
  /// whole.
  ///
  /// - Throws: ``InputError`` where the file can't be written; what stood there is as it was.
  func write(_ bytes: [UInt8]) throws {
    try Output.hand(bytes, to: output)
  }

  /// Refuses, before any work is done, a path that no file can be put at.
  func check() throws(InputError) { try Output.check(output) }

  /// Refuses to fill a terminal with what nobody can read there.
  ///
  /// - Throws: ``InputError``.
  func refuseTerminal(for format: String) throws(InputError) {
    if output == nil, Terminal.showsOutput {
      throw InputError(
        "\(format) is no text for a terminal; name a file with -o.", member: "--format")
    }
  }
}
