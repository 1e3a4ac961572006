import EventStore
import Ledger
import Reporting
import TransparencyLog

/// Proofs of events by the newest checkpoint that was signed; nothing is signed for it.
struct SignedProofs {
  private let store: EventLog
  private let signed: (note: SignedNote, checkpoint: Checkpoint)?

  /// - Throws: what the store or the key directory couldn't read, and ``Failure`` for a kept
  ///   checkpoint that isn't of this log.
  init(_ store: EventLog, _ key: KeyOption, _ location: LedgerOption) throws {
    self.store = store
    let kept = try Self.kept(store)
    let last = try key.keysIfPresent(location, origin: store.head().origin)?.head()
    // A head that this copy of the ledger doesn't reach proves nothing in it.
    let size = try store.size().value
    let candidates = [last, kept].compactMap { $0 }.filter { $0.checkpoint.size <= size }
    let newest = candidates.max { $0.checkpoint.size < $1.checkpoint.size }
    signed = newest.flatMap { $0.checkpoint.size == 0 ? nil : $0 }
    if let checkpoint = signed?.checkpoint { try check(checkpoint) }
  }

  /// By the checkpoint in the file at `path`, whose signatures are left to who verifies the proofs.
  ///
  /// - Throws: ``InputError`` for a file that is no checkpoint, or one that this ledger doesn't
  ///   reach, and ``Failure`` for one of another log.
  init(_ store: EventLog, by path: String) throws {
    self.store = store
    let note: SignedNote
    let checkpoint: Checkpoint
    let bytes = try SourceText("@" + path, option: "--checkpoint").bytes
    do throws(NoteError) {
      note = try SignedNote(bytes)
      checkpoint = try Checkpoint(text: note.text)
    } catch {
      throw InputError("\(error)", file: path)
    }
    signed = (note, checkpoint)
    let size = try store.size().value
    guard checkpoint.size <= size else {
      throw InputError(
        "it is of \(checkpoint.size) events; the ledger has \(size).", file: path)
    }
    try check(checkpoint)
  }

  private func check(_ checkpoint: Checkpoint) throws {
    let origin = try store.head().origin
    guard checkpoint.origin.utf8.elementsEqual(origin.utf8),
      try store.root(at: Size(checkpoint.size)) == checkpoint.root
    else {
      throw Failure(
        .integrity,
        "the checkpoint signed for size \(checkpoint.size) has another name or root than the "
          + "ledger.")
    }
  }

  private static func kept(
    _ store: EventLog
  ) throws -> (note: SignedNote, checkpoint: Checkpoint)? {
    guard let kept = try store.lastCheckpoint() else { return nil }
    do throws(NoteError) {
      let note = try SignedNote(kept.note)
      return (note, try Checkpoint(text: note.text))
    } catch {
      throw Failure(.integrity, "the checkpoint kept for size \(kept.size) is none: \(error)")
    }
  }

  /// The proofs of `events`, by the checkpoint or, where there is none yet, by the ledger's own
  /// root. Says on standard error what no checkpoint proves.
  func evidence(for events: [Int64]) throws -> ExplanationReport.Evidence {
    let size = try signed?.checkpoint.size ?? store.size().value
    guard let root = try store.root(at: Size(size)) else {
      throw IntegrityError(.head, expected: "a root", found: "none")
    }
    var proofs: [Int64: ExplanationReport.Evidence.Proof] = [:]
    for event in events where UInt64(event) < size {
      let index = UInt64(event)
      guard let leaf = try store.hash(level: 0, place: index) else {
        throw IntegrityError(.event(Index(index)), expected: "a hash", found: "none")
      }
      proofs[event] = ExplanationReport.Evidence.Proof(
        leafHash: leaf.base64,
        hashes: try store.inclusionProof(of: Index(index), in: Size(size)).map(\.base64))
    }
    sayWhatIsOpen(of: events, size)
    return ExplanationReport.Evidence(
      origin: try store.head().origin, size: Int64(size), root: root.base64,
      checkpoint: signed.map { String(decoding: $0.note.bytes, as: UTF8.self) }, proofs: proofs)
  }

  private func sayWhatIsOpen(of events: [Int64], _ size: UInt64) {
    guard signed != nil else {
      return Terminal.say(
        "The ledger has no signed checkpoint yet: the proofs lead to its own root, which nobody "
          + "signed.")
    }
    let open = events.count { UInt64($0) >= size }
    guard open > 0 else { return }
    let events = open == 1 ? "1 event that counts has" : "\(open) events that count have"
    Terminal.say("\(events) no proof yet: recorded after the newest checkpoint, of size \(size).")
  }
}
