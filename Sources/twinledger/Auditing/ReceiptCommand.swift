import ArgumentParser
import EventStore
import Ledger
import TransparencyLog

/// `twinledger receipt`.
struct ReceiptCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "receipt",
    abstract: "Write a file that proves, offline, that one event is in the ledger.",
    discussion: """
      The file (C2SP tlog-proof@v1) has the event's bytes, its place, the proof and the signed \
      checkpoint: enough for one applicant to prove that their application is in, with verify or \
      any other tool.

      Example: twinledger receipt 1234 -o application.tlog-proof
      """)

  @OptionGroup var location: LedgerOption
  @OptionGroup var key: KeyOption

  @Argument(help: ArgumentHelp("The event's index, from 0.", valueName: "index"))
  var index: UInt64

  @Option(
    help: ArgumentHelp(
      "By the kept checkpoint of so many events; by the newest otherwise.", valueName: "size"))
  var size: UInt64?

  @OptionGroup var file: OutputOption

  func run() throws {
    try file.check()
    let reader = try LedgerReader(directory: location.directory)
    let proof = try receipt(reader.store)
    try file.write(proof.bytes)
  }

  private func receipt(_ store: EventLog) throws -> OfflineProof {
    let size = try store.size()
    if let asked = self.size { return try receipt(store, at: asked) }
    guard index < size.value, let entry = try store.eventBytes(at: Index(index)) else {
      throw InputError("the ledger has \(size) events, none of index \(index).", member: "index")
    }
    guard let note = try SignedCopy.note(store, covering: index + 1, key, location) else {
      throw Failure(
        .storeFailed,
        "no checkpoint that covers event \(index) is kept here, and there is no key to sign one. "
          + "Ask who keeps the ledger for the receipt.")
    }
    return try proof(of: entry, store, by: note)
  }

  /// The receipt by a checkpoint that is kept.
  private func receipt(_ store: EventLog, at size: UInt64) throws -> OfflineProof {
    let nearest = try store.checkpoints(from: Size(size), limit: 1).first
    guard let (kept, bytes) = nearest, kept.value == size else {
      let other = nearest.map { "; the next one kept is of \($0.0)" } ?? ", nor a newer one"
      throw InputError("no checkpoint of \(size) events is kept\(other).", member: "--size")
    }
    guard index < size, let entry = try store.eventBytes(at: Index(index)) else {
      throw InputError("a log of \(size) events has no event \(index).", member: "index")
    }
    return try proof(of: entry, store, by: SignedNote(bytes))
  }

  private func proof(
    of entry: [UInt8], _ store: EventLog, by note: SignedNote
  ) throws -> OfflineProof {
    let size = Size(try Checkpoint(text: note.text).size)
    return OfflineProof(
      entry: entry, index: index, path: try store.inclusionProof(of: Index(index), in: size),
      note: note)
  }
}

/// Where a reading command finds a signed checkpoint.
enum SignedCopy {
  /// A checkpoint of at least `size` events: signed now where the key is here, else the last that
  /// the ledger keeps; nil where neither is.
  static func note(
    _ store: EventLog, covering size: UInt64, _ key: KeyOption, _ location: LedgerOption
  ) throws -> SignedNote? {
    if let keys = try key.keysIfPresent(location, origin: store.head().origin) {
      return try keys.sign(store)
    }
    guard let kept = try store.lastCheckpoint(), kept.size.value >= size else { return nil }
    do throws(NoteError) { return try SignedNote(kept.note) } catch {
      throw Failure(.integrity, "the checkpoint kept for size \(kept.size) is none: \(error)")
    }
  }
}
