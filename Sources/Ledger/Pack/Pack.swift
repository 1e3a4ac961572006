internal import EventStore
public import TransparencyLog
public import Twinning

/// One HTML file with everything that an auditor looks at: the events' own bytes, a signed
/// checkpoint, what each event did to its subject's state, and the figures. It verifies itself in a
/// browser without a network; ``verify(file:keys:figures:progress:)`` verifies it without one.
///
/// `Schemas/pack.md` has its form to the byte. The same ledger, checkpoint and key give the same
/// bytes.
public enum Pack {
  /// What is computed from the events for the pack, by who knows how: canonical JSON.
  public struct Figures: Hashable, Sendable {
    /// What `report impact --format json` prints for everybody, as of the pack's size.
    public var impact: [UInt8]

    /// What `milestones --format json` prints as of the pack's size.
    public var milestones: [UInt8]

    /// Puts the two together.
    public init(impact: [UInt8], milestones: [UInt8]) {
      self.impact = impact
      self.milestones = milestones
    }
  }

  /// Computes figures from a replay of the pack's events, "now" being the last recorded time.
  public typealias FigureMaker = (_ world: World, _ root: Hash) throws -> Figures

  /// Writes a pack of the first events of a ledger, as many as `note` is a checkpoint of.
  ///
  /// The log is read through twice, once for the figures and once for the events. Nothing is held
  /// of the events; the states are.
  ///
  /// - Parameters:
  ///   - path: replaced as a whole once everything is written.
  ///   - note: a checkpoint that `key` signed.
  ///   - figures: makes the figures.
  ///   - progress: called now and then with the share that is done.
  /// - Complexity: O(n) in the log.
  /// - Throws: `NoteError` where the key didn't sign such a checkpoint, ``InputError`` where it is
  ///   of another ledger or of a size this one hasn't reached, `IntegrityError` where the ledger
  ///   isn't what the checkpoint says, and what the store or the system refused. A file that had
  ///   the name is as it was then.
  public static func write(
    to path: String, of reader: LedgerReader, note: SignedNote, key: VerifierKey,
    figures: FigureMaker, progress: (Double) -> Void = { _ in }
  ) throws {
    let checkpoint = try Checkpoint(note, keys: [key])
    try check(checkpoint, of: reader)
    let size = Int64(checkpoint.size)
    let world = try reader.replay(until: size) { progress(0.3 * Double($0) / Double(size)) }
    let made = try figures(world, checkpoint.root)
    if let failure = world.failure { throw failure }
    let description = PackDescription(
      origin: checkpoint.origin, size: size, recordedTime: world.recordedTime?.description,
      root: checkpoint.root, stateDigest: world.stateDigest, subjects: world.subjectCount,
      isSynthetic: world.isSynthetic, verifierKey: key.text)
    let output = try ExportFile(replacing: path)
    try output.append(PackPage.bytes)
    try output.append(.description, description.bytes)
    try output.append(.checkpoint, note.bytes)
    try output.append(.impact(PackFormat.digest(made.impact)), made.impact)
    try output.append(.milestones(PackFormat.digest(made.milestones)), made.milestones)
    try PackBlocks(reader.store, checkpoint, output).write { progress(0.3 + 0.7 * $0) }
    try output.append(PackFormat.pageEnd)
    try output.putInPlace()
  }

  private static func check(_ checkpoint: Checkpoint, of reader: LedgerReader) throws {
    let store = reader.store
    guard checkpoint.origin == store.origin else {
      throw InputError(
        "the checkpoint is of \(checkpoint.origin), the ledger is \(store.origin).",
        member: "--checkpoint")
    }
    guard let root = try store.root(at: Size(checkpoint.size)) else {
      throw InputError(
        "the checkpoint is of size \(checkpoint.size), the ledger has \(try store.size()) events; "
          + "give one that the ledger has reached.", member: "--checkpoint")
    }
    guard root == checkpoint.root else {
      throw IntegrityError(.head, expected: checkpoint.root.hex, found: root.hex)
    }
  }
}

extension World {
  /// How many subjects have a state.
  var subjectCount: Int64 {
    Int64(subjectsInByteOrder.count { stateBytes(of: $0) != nil })
  }
}

/// Writes the blocks of a pack: events, their leaf hashes, and what they changed.
private struct PackBlocks {
  private let store: EventLog
  private let checkpoint: Checkpoint
  private let output: ExportFile
  private let source: StoreSource

  init(_ store: EventLog, _ checkpoint: Checkpoint, _ output: ExportFile) {
    self.store = store
    self.checkpoint = checkpoint
    self.output = output
    source = StoreSource(store, upTo: .zero, readsStates: false)
  }

  func write(progress: (Double) -> Void) throws {
    let world = World(replaying: source)
    var frontier = Frontier()
    while frontier.size < checkpoint.size {
      let first = frontier.size
      let count = min(UInt64(PackFormat.blockEvents), checkpoint.size - first)
      // Copied: a fold may read the store, which the store's own reading doesn't allow.
      var events: [[UInt8]] = []
      try store.events(from: Index(first), limit: Int(count)) { _, bytes in
        events.append([UInt8](copying: bytes))
        return true
      }
      try write(events, from: first, &frontier)
      try writeChanges(of: events, from: first, to: world)
      progress(Double(frontier.size) / Double(checkpoint.size))
    }
    guard frontier.root == checkpoint.root else {
      throw IntegrityError(.head, expected: checkpoint.root.hex, found: frontier.root.hex)
    }
  }

  private func write(
    _ events: [[UInt8]], from first: UInt64, _ frontier: inout Frontier
  ) throws {
    var block = Frontier()
    var (content, leaves): ([UInt8], [UInt8]) = ([], [])
    for event in events {
      let leaf = leafHash(of: event.span)
      let kept = try store.hash(level: 0, place: frontier.size)
      guard leaf == kept else {
        throw IntegrityError(
          .event(Index(frontier.size)), expected: kept?.hex ?? "a hash", found: leaf.hex)
      }
      block.append(leaf)
      frontier.append(leaf)
      content += event
      content.append(UInt8(ascii: "\n"))
      leaves += leaf.bytes.indices.map { leaf.bytes[$0] }
    }
    try output.append(.events(first: Int64(first), root: block.root), content)
    try output.append(.leaves(first: Int64(first)), Array(Base64.text(of: leaves).utf8))
  }

  private func writeChanges(of events: [[UInt8]], from first: UInt64, to world: World) throws {
    var content: [UInt8] = []
    for (place, event) in events.enumerated() {
      source.size = Size(first + UInt64(place) + 1)
      PackChanges.append(try world.step(event.span), in: world.interner, to: &content)
      if let failure = world.failure { throw failure }
      content.append(UInt8(ascii: "\n"))
    }
    try output.append(.changes(first: Int64(first), PackFormat.digest(content)), content)
  }
}

/// What an event did to states, as a pack has it.
enum PackChanges {
  /// The operations on the state of the event's own subject, an array; where it changed others as
  /// well, `{"others":[[subject,operations],…],"own":operations}`.
  static func append(
    _ steps: [StateStep], in interner: Interner, to bytes: inout [UInt8]
  ) {
    guard let own = steps.first else {
      bytes += "[]".utf8
      return
    }
    if steps.count > 1 {
      bytes += #"{"others":["#.utf8
      for (place, step) in steps.dropFirst().enumerated() {
        bytes += place == 0 ? #"[""#.utf8 : #",[""#.utf8
        interner.appendSubject(of: step.subject, to: &bytes)
        bytes += #"","#.utf8
        StateChange.append(from: step.before, to: step.after, to: &bytes)
        bytes.append(UInt8(ascii: "]"))
      }
      bytes += #"],"own":"#.utf8
    }
    StateChange.append(from: own.before, to: own.after, to: &bytes)
    if steps.count > 1 { bytes.append(UInt8(ascii: "}")) }
  }
}
