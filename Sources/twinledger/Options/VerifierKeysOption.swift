import ArgumentParser
import Ledger
import TransparencyLog

/// The keys that a log's checkpoints are checked with.
struct VerifierKeysOption: ParsableArguments {
  @Option(
    name: .customLong("vkey"),
    help: ArgumentHelp(
      "The log's verifier key, as init and doctor print it; once for each key it has had.",
      valueName: "key"))
  var texts: [String]

  func validate() throws {
    if texts.isEmpty { throw ValidationError("Name the log's key with --vkey.") }
  }

  /// - Throws: ``InputError`` for a text that is no key.
  func keys() throws(InputError) -> [VerifierKey] {
    var keys: [VerifierKey] = []
    for text in texts { keys.append(try VerifierKey(option: text)) }
    return keys
  }
}
