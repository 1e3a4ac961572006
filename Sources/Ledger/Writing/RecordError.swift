public import Twinning

/// Why a request wasn't recorded. In every case but ``outcomeUnknown`` nothing was appended.
public enum RecordError: Error, Sendable {
  /// A rule refuses it; of a batch, the member at `position`.
  case refused(Refusal)

  /// The stream is at another version than the sender expected.
  case conflict(subject: String, expected: Int, actual: Int)

  /// The command id was used before, for something else.
  case commandIDTaken(EventID)

  /// The input can't be used.
  case input(InputError)

  /// The ledger can't be written by this program or at this time.
  case unavailable(String)

  /// The store failed before anything was appended.
  case store(any Error)

  /// The store failed while committing: whether the request is in isn't known. Send it again with
  /// the same id; it is answered once.
  case outcomeUnknown(commandID: EventID, any Error)
}

extension RecordError {
  /// What happened and what to do, in words.
  public var words: String {
    switch self {
    case .refused(let refusal): "\(refusal)"
    case .conflict(let subject, let expected, let actual):
      "\(subject) is at version \(actual), not \(expected); read it again and decide anew."
    case .commandIDTaken(let id):
      "the command id \(id.text) was used for something else; use a new one."
    case .input(let error): "\(error)"
    case .unavailable(let reason): reason
    case .store(let error): "nothing was appended: \(error)"
    case .outcomeUnknown(let id, let error):
      "it isn't known whether it was recorded: \(error) Send it again with --command-id "
        + "\(id.text); it is answered once."
    }
  }
}
