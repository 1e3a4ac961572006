import ArgumentParser
import CanonicalJSON
import Ledger
import TransparencyLog

/// `twinledger verify consistency`.
struct VerifyConsistency: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consistency",
    abstract: "Check that the log of one checkpoint begins with the log of an older one.",
    discussion: """
      The proof is what prove consistency printed, with the sizes of the two checkpoints, as a \
      page or as JSON. No ledger is needed, and whoever made the proof need not be trusted: the \
      two signed roots judge it.

      Example: twinledger verify consistency checkpoint-2026-05 checkpoint-2026-11 proof --vkey …
      """)

  @Argument(help: ArgumentHelp("The file of the older checkpoint.", valueName: "old"))
  var old: String

  @Argument(help: ArgumentHelp("The file of the newer checkpoint.", valueName: "new"))
  var new: String

  @Argument(help: ArgumentHelp("The file with the proof.", valueName: "proof"))
  var proof: String

  @OptionGroup var keys: VerifierKeysOption

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let keys = try keys.keys()
    let (old, new) = (try checkpoint(old, keys), try checkpoint(new, keys))
    let proof = try ConsistencyProofFile(reading: proof)
    guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
      throw Failure(
        .integrity, "\(self.old) is of the log \(old.origin), \(self.new) of \(new.origin).")
    }
    guard old.size <= new.size else {
      throw InputError("it is newer than \(self.new); exchange them.", file: self.old)
    }
    guard (proof.old, proof.new) == (old.size, new.size) else {
      throw InputError(
        "it is a proof from \(proof.old) to \(proof.new) events; prove consistency \(old.size) "
          + "\(new.size) makes the one that is needed.", file: self.proof)
    }
    do throws(ProofError) {
      try verifyConsistency(
        from: old.size, root: old.root, to: new.size, root: new.root, proof: proof.hashes)
    } catch {
      throw Failure(
        .integrity,
        "the log of \(self.new) isn't proved to begin with the \(old.size) events of "
          + "\(self.old): its history was changed, or the proof was. Ask for the proof again, and "
          + "keep every file.")
    }
    try print(old, new)
  }

  private func checkpoint(_ path: String, _ keys: [VerifierKey]) throws -> Checkpoint {
    let bytes = try SourceText("@" + path, option: "checkpoint").bytes
    do throws(NoteError) {
      return try Checkpoint(try SignedNote(bytes), keys: keys)
    } catch {
      throw Failure(.integrity, "\(path): \(error)")
    }
  }

  private func print(_ old: Checkpoint, _ new: Checkpoint) throws {
    let output = Output()
    switch format {
    case .text:
      try output.write(
        """
        verified: the log of \(self.new) begins with the \(old.size) events of \(self.old)
        origin \(new.origin)
        size   \(new.size)
        root   \(new.root.hex)

        """)
    case .json:
      try output.line(
        JSONValue.object([
          ("kind", .string("consistency")), ("new", .integer(Int64(new.size))),
          ("newRoot", .string(new.root.hex)), ("old", .integer(Int64(old.size))),
          ("oldRoot", .string(old.root.hex)), ("origin", .string(new.origin)),
          ("verified", .bool(true)),
        ]).canonicalBytes())
    }
    try output.flush()
  }
}
