import ArgumentParser
import EventStore
import Foundation
import Ledger
import TransparencyLog

/// Where the key lies that signs checkpoints.
struct KeyOption: ParsableArguments {
  @Option(
    name: .customLong("key-dir"),
    help: ArgumentHelp(
      "The directory of the signing key; $TWINLEDGER_KEY_DIR, or the ledger's with .key appended, "
        + "otherwise.", valueName: "dir"),
    completion: .directory)
  var given: String?

  /// The directory as it was named.
  func directory(for ledger: LedgerOption) -> String {
    if let given { return given }
    let environment = ProcessInfo.processInfo.environment["TWINLEDGER_KEY_DIR"] ?? ""
    return environment.isEmpty ? KeyDirectory.standard(for: ledger.directory) : environment
  }

  /// Opens `ledger` to write to it, which ends with a signed checkpoint: call
  /// `checkpoint()` before it is closed.
  func recorder(_ ledger: LedgerOption) throws -> Recorder {
    var options = RecorderOptions()
    options.keyDirectory = directory(for: ledger)
    return try Recorder(directory: ledger.directory, options: options)
  }

  /// The key directory of `ledger`, or nil where there is none: a copy for reading.
  func keysIfPresent(_ ledger: LedgerOption, origin: String) throws -> KeyDirectory? {
    do throws(SigningError) {
      return try KeyDirectory(opening: directory(for: ledger), origin: origin)
    } catch .keyMissing {
      return nil
    }
  }
}

extension VerifierKey {
  /// The key that the option `--vkey` names.
  init(option text: String) throws(InputError) {
    do throws(NoteError) { self = try VerifierKey(text) } catch {
      throw InputError("\(error)", member: "--vkey")
    }
  }
}
