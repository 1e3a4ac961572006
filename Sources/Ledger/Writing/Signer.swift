internal import EventStore
internal import Synchronization
internal import TransparencyLog

/// Signs checkpoints for one ledger, and sees that its history gains each with the next commit.
///
/// Any thread may sign; the writer's thread keeps.
final class Signer: Sendable {
  let keys: KeyDirectory

  /// The last note that was signed and isn't kept in the ledger yet.
  private let unkept: Mutex<SignedNote?>

  /// - Throws: `SigningError` where the ledger doesn't go on from what was signed last.
  init(keyDirectory: String, store: EventLog) throws {
    keys = try KeyDirectory(opening: keyDirectory, origin: store.head().origin)
    let (note, signed) = try keys.head()
    try keys.check(store)
    let isKept = try signed.size == 0 || store.checkpoint(at: Size(signed.size)) != nil
    unkept = Mutex(isKept ? nil : note)
  }

  func sign(_ store: EventLog) throws -> SignedNote {
    let note = try keys.sign(store)
    let size = try Checkpoint(text: note.text).size
    if size > 0, try store.checkpoint(at: Size(size)) == nil { unkept.withLock { $0 = note } }
    return note
  }

  /// Puts the last note among the rows of the next commit, where it isn't kept yet.
  func keep(in turn: inout Turn) -> SignedNote? {
    guard let note = unkept.withLock({ $0 }), let size = try? Checkpoint(text: note.text).size,
      size <= turn.size.value
    else { return nil }
    turn.keepCheckpoint(note.bytes, at: Size(size))
    return note
  }

  /// The commit that kept `note` is durable.
  func didKeep(_ note: SignedNote) {
    unkept.withLock { if $0 == note { $0 = nil } }
  }
}
