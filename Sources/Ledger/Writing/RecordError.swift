public import EventStore
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
