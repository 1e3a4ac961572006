import ArgumentParser
import CanonicalJSON
import EventStore
import Ledger
import TransparencyLog

/// `twinledger prove`.
struct ProveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove",
    abstract: "Print the proof that an event is in the log, or that a log grew from another.",
    discussion: "Example: twinledger prove 1234 --size 5000",
    subcommands: [ProveInclusion.self, ProveConsistency.self],
    defaultSubcommand: ProveInclusion.self)
}

/// `twinledger prove inclusion`.
struct ProveInclusion: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inclusion",
    abstract: "Print the proof that an event is in the log (RFC 6962, 2.1.1).",
    discussion: "Example: twinledger prove inclusion 1234 --size 5000")

  @OptionGroup var location: LedgerOption

  @Argument(help: ArgumentHelp("The event's index, from 0.", valueName: "index"))
  var index: UInt64

  @Option(help: ArgumentHelp("How many events the log had; all otherwise.", valueName: "size"))
  var size: UInt64?

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let store = try LedgerReader(directory: location.directory).store
    let size = try store.provableSize(self.size, option: "--size")
    guard index < size else {
      throw InputError("a log of \(size) events has no event \(index).", member: "index")
    }
    let proof = try store.inclusionProof(of: Index(index), in: Size(size))
    guard let root = try store.root(at: Size(size)),
      let leaf = try store.hash(level: 0, place: index)
    else { throw IntegrityError(.event(Index(index)), expected: "a hash", found: "none") }
    let output = Output()
    switch format {
    case .text:
      try output.write(
        "index \(index)\nsize  \(size)\nroot  \(root.base64)\nleaf  \(leaf.base64)\n")
      for hash in proof { try output.write("proof \(hash.base64)\n") }
    case .json:
      try output.line(
        JSONValue.object([
          ("index", .integer(Int64(index))), ("leafHash", .string(leaf.base64)),
          ("proof", .array(proof.map { .string($0.base64) })), ("root", .string(root.base64)),
          ("size", .integer(Int64(size))),
        ]).canonicalBytes())
    }
    try output.flush()
  }
}

/// `twinledger prove consistency`.
struct ProveConsistency: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consistency",
    abstract: "Print the proof that a log began with an older one (RFC 6962, 2.1.2).",
    discussion: "Example: twinledger prove consistency 5000 6000")

  @OptionGroup var location: LedgerOption

  @Argument(help: ArgumentHelp("How many events the older log had.", valueName: "old"))
  var old: UInt64

  @Argument(help: ArgumentHelp("How many events the newer log had.", valueName: "new"))
  var new: UInt64

  @Option(help: "How: a page, or one JSON text.")
  var format = PageFormat.text

  func run() throws {
    let store = try LedgerReader(directory: location.directory).store
    let new = try store.provableSize(self.new, option: "new")
    guard old <= new else {
      throw InputError("the older log can't have more events than the newer.", member: "old")
    }
    let proof = try store.consistencyProof(from: Size(old), to: Size(new))
    guard let oldRoot = try store.root(at: Size(old)), let newRoot = try store.root(at: Size(new))
    else { throw IntegrityError(.head, expected: "a root", found: "none") }
    let file = ConsistencyProofFile(
      old: old, oldRoot: oldRoot, new: new, newRoot: newRoot, hashes: proof)
    let output = Output()
    switch format {
    case .text: try output.write(file.text)
    case .json: try output.line(file.json.canonicalBytes())
    }
    try output.flush()
  }
}

extension EventLog {
  /// The size that is asked for, or the log's own.
  ///
  /// - Throws: ``InputError`` for more than there is.
  func provableSize(_ asked: UInt64?, option: String) throws -> UInt64 {
    let size = try size().value
    guard let asked else { return size }
    guard asked <= size else {
      throw InputError("the ledger has \(size) events, not \(asked).", member: option)
    }
    return asked
  }
}
