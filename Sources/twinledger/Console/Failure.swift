import ArgumentParser
import CanonicalJSON
import EventStore
import Foundation
import LMDB
import Ledger
import TransparencyLog
import Twinning

/// How the program ends.
enum ExitStatus: Int32 {
  case done = 0
  case refused = 1
  case conflict = 2
  case badInput = 64
  case integrity = 65
  case storeFailed = 74

  /// What a message begins with.
  var head: String {
    switch self {
    case .done: ""
    case .refused: "refused by rule "
    case .conflict: "conflict: "
    case .badInput: "bad input: "
    case .integrity: "integrity: "
    case .storeFailed: "the store failed: "
    }
  }
}

/// Ending with an error: what happened, where, and what to do; the one place that knows exit codes.
struct Failure: Error {
  var status: ExitStatus
  var head: String
  var text: String

  /// - Parameter head: what the message begins with, where that isn't the status's own.
  init(_ status: ExitStatus, head: String? = nil, _ text: String) {
    self.status = status
    self.head = head ?? status.head
    self.text = text
  }

  /// What `error` means for the caller.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as RecordError: self.init(error)
    case let error as InputError: self.init(.badInput, "\(error)")
    case let error as Refusal: self.init(.refused, "\(error)")
    case let error as StoreError: self.init(error)
    case let error as IntegrityError: self.init(.integrity, "\(error)")
    case let error as LMDBError: self.init(.storeFailed, "\(error)")
    case let error as SchemaError:
      self.init(.integrity, "an event of the log can't be read: \(error)")
    case let error as SigningError:
      self.init(error.isIntegrityFailure ? .integrity : .storeFailed, "\(error)")
    case let error as NoteError: self.init(.integrity, "\(error)")
    case let error as UnreadableState: self.init(.integrity, "\(error)")
    case let error as TimeError: self.init(.badInput, "\(error)")
    case let error as ReadingFailure: self.init(.storeFailed, "\(error)")
    default: self.init(.storeFailed, "\(error.localizedDescription)")
    }
  }

  private init(_ error: RecordError) {
    switch error {
    case .refused: self.init(.refused, error.words)
    case .conflict, .commandIDTaken: self.init(.conflict, error.words)
    case .input: self.init(.badInput, error.words)
    case .unavailable: self.init(.storeFailed, error.words)
    case .store(let cause): self = Failure(cause)
    case .outcomeUnknown: self.init(.storeFailed, error.words)
    }
  }

  private init(_ error: StoreError) {
    switch error.code {
    case .notALedger:
      self.init(
        .badInput,
        "\(error). Name the ledger's directory with --ledger or $TWINLEDGER_DIR, or make one with "
          + "init.")
    case .alreadyExists:
      self.init(.badInput, "\(error). It is kept as it is; name another directory.")
    case .newerFormat, .newerProgramNeeded, .eventSize, .subjectSize:
      self.init(.badInput, "\(error)")
    case .syncFailed:
      self.init(.storeFailed, "\(error); doctor --clear-failed-sync does it.")
    default: self.init(.storeFailed, "\(error)")
    }
  }

  // MARK: Ending

  /// Prints what `error` means and ends the program.
  static func end(_ error: any Error) -> Never {
    if let code = error as? ExitCode { exit(code.rawValue) }
    if error.isOfTheParser { end(parsing: error) }
    let failure = Failure(error)
    Terminal.alarm(failure.head, failure.text)
    exit(failure.status.rawValue)
  }

  /// Ends the program after what the argument parser says: help, a script, or what is wrong.
  static func end(parsing error: any Error) -> Never {
    if let error = error as? InputError { end(error) }
    let message = Twinledger.fullMessage(for: error)
    if Twinledger.exitCode(for: error).isSuccess {
      let output = Output()
      try? output.write(message + "\n")
      try? output.flush()
      exit(ExitStatus.done.rawValue)
    }
    Terminal.say(message)
    exit(ExitStatus.badInput.rawValue)
  }
}

extension Error {
  /// Whether the argument parser speaks: help that was asked for, or arguments that it refuses.
  fileprivate var isOfTheParser: Bool {
    self is CleanExit || String(reflecting: type(of: self)).hasPrefix("ArgumentParser.")
  }
}
