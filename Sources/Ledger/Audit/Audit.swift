internal import Dispatch
public import EventStore
internal import Synchronization
public import TransparencyLog
internal import Twinning

/// Checks a whole ledger against itself, its signed checkpoints and the rules: every event's bytes
/// and form, the tree, each command admitted anew, every state and every index table.
///
/// Reads one snapshot of the tables first and then the events up to it, on two threads; others may
/// append meanwhile.
public struct Audit: Sendable {
  /// What is checked, and by what.
  public struct Options: Sendable {
    /// The keys that may have signed checkpoints, oldest first. None: signatures aren't checked,
    /// only that the checkpoints are of this history.
    public var keys: [VerifierKey] = []

    /// A checkpoint from outside, which the ledger must go on from.
    public var since: SignedNote?

    /// The note that was signed last, where the key directory is at hand.
    public var lastSigned: SignedNote?

    /// Whether only the tree's stored hashes, the head and the checkpoints are looked at, and no
    /// event's bytes.
    public var looksAtHeadsOnly = false

    public init() {}
  }

  /// What was checked, and what isn't what it should be.
  public struct Report: Sendable {
    /// The ledger's origin.
    public var origin: String
    /// How many events the ledger had when the audit began.
    public var size: UInt64
    /// The root that the events' bytes have; the stored one where only heads were looked at.
    public var root: Hash
    /// How many events were hashed.
    public var eventsHashed: UInt64 = 0
    /// How many bytes these have.
    public var bytesHashed: UInt64 = 0
    /// How many commands were admitted anew, or tried to be.
    public var commandsAdmitted = 0
    /// How many states were compared with what the events make.
    public var statesCompared = 0
    /// How many entries of index tables were compared with what the events say.
    public var indexEntriesCompared = 0
    /// How many kept folds of earlier sizes were compared with what the events make.
    public var projectionsCompared = 0
    /// How many checkpoints were held against the tree.
    public var checkpointsVerified = 0
    /// How many events this program doesn't know: they are hashed and not judged.
    public var unknownEvents = 0
    /// Whether the signatures of checkpoints were checked.
    public var checkedSignatures: Bool
    /// What isn't what it should be, in the order of the events where it is about one.
    public var findings: [AuditFinding] = []
  }

  /// After so many findings of a part the rest isn't listed.
  static let findingsMax = 1_000

  private let reader: LedgerReader
  private let store: EventLog
  private let options: Options

  /// An audit of the ledger that `reader` reads.
  public init(_ reader: LedgerReader, options: Options = Options()) {
    self.reader = reader
    store = reader.store
    self.options = options
  }

  /// Does it. Blocks the thread.
  ///
  /// - Parameter progress: called now and then with the share that is done.
  /// - Throws: what kept the store from being read at all. What contradicts itself is a finding.
  /// - Complexity: O(n log n) in the log; every state and 40 bytes an event are held in memory.
  public func run(progress: (Double) -> Void = { _ in }) throws -> Report {
    let head = try store.head()
    var report = Report(
      origin: head.origin, size: head.size.value, root: head.root,
      checkedSignatures: !options.keys.isEmpty)
    if let source = try sourceOfFirstEvent(), source != head.origin {
      report.findings.append(
        AuditFinding(
          .headAltered, "the table meta", expected: "origin \(source)", found: head.origin))
      report.origin = source
    }
    guard TextPattern.origin.matches(report.origin.utf8.span) else {
      report.findings.append(
        AuditFinding(
          .headAltered, "the table meta", expected: "a log's origin", found: report.origin))
      return report
    }
    let checkpoints = try readCheckpoints(&report)
    if options.looksAtHeadsOnly {
      try checkHeads(checkpoints, &report)
    } else {
      try checkAll(checkpoints, &report, progress)
    }
    report.findings.sort { ($0.index ?? .max) < ($1.index ?? .max) }
    return report
  }

  /// The origin that the first event names; nil where it can't be read.
  private func sourceOfFirstEvent() throws -> String? {
    guard let bytes = try? store.eventBytes(at: Index(0)) else { return nil }
    let head = try? EventHead.read(bytes.span, interner: Interner())
    return head.map { $0.source.string(in: bytes) }
  }

  // MARK: Checkpoints

  private struct Kept {
    var place: String
    var checkpoint: Checkpoint
    var note: SignedNote
  }

  /// The checkpoints that are to be held against the tree; what can't be read is a finding.
  private func readCheckpoints(_ report: inout Report) throws -> [Kept] {
    var kept: [Kept] = []
    var from: Size? = .zero
    while let start = from {
      let rows = try store.checkpoints(from: start, limit: 1_024)
      for (size, bytes) in rows {
        let place = "checkpoint of size \(size)"
        do throws(NoteError) {
          let note = try SignedNote(bytes)
          let checkpoint = try Checkpoint(text: note.text)
          guard checkpoint.size == size.value else {
            report.findings.append(
              AuditFinding(
                .checkpointInvalid, place, expected: "size \(size)", found: "\(checkpoint.size)"))
            continue
          }
          kept.append(Kept(place: place, checkpoint: checkpoint, note: note))
        } catch {
          report.findings.append(
            AuditFinding(
              .checkpointInvalid, place, expected: "a signed checkpoint", found: "\(error)"))
        }
      }
      from = rows.count < 1_024 ? nil : rows.last.map { Size($0.0.value + 1) }
    }
    for (place, note) in [
      ("the checkpoint that was brought", options.since),
      ("the checkpoint signed last", options.lastSigned),
    ] {
      guard let note else { continue }
      do throws(NoteError) {
        kept.append(Kept(place: place, checkpoint: try Checkpoint(text: note.text), note: note))
      } catch {
        report.findings.append(
          AuditFinding(.checkpointInvalid, place, expected: "a checkpoint", found: "\(error)"))
      }
    }
    return kept
  }

  /// Holds `kept` against the roots that the events have, and against the keys of its time.
  private func check(
    _ kept: [Kept], roots: [UInt64: Hash], rotations: [(index: UInt64, key: String)],
    _ report: inout Report
  ) {
    for one in kept {
      let checkpoint = one.checkpoint
      if checkpoint.origin != report.origin {
        report.findings.append(
          AuditFinding(
            .checkpointInvalid, one.place, expected: "origin \(report.origin)",
            found: checkpoint.origin))
      }
      if checkpoint.size > report.size {
        report.findings.append(
          AuditFinding(
            .historyRewritten, one.place, expected: "at least \(checkpoint.size) events",
            found: "\(report.size)"))
        continue
      }
      if let root = roots[checkpoint.size], root != checkpoint.root {
        report.findings.append(
          AuditFinding(
            .historyRewritten, one.place, expected: "root \(checkpoint.root.hex)",
            found: root.hex))
      }
      checkSignature(one, rotations, &report)
      report.checkpointsVerified += 1
    }
  }

  /// Once an event has named a new key, the old one signs nothing more, save the checkpoint whose
  /// last event that is.
  private func checkSignature(
    _ kept: Kept, _ rotations: [(index: UInt64, key: String)], _ report: inout Report
  ) {
    if options.keys.isEmpty { return }
    func note(_ expected: String, _ found: String) {
      report.findings.append(
        AuditFinding(.checkpointInvalid, kept.place, expected: expected, found: found))
    }
    do throws(NoteError) {
      let signers = try kept.note.verified(by: options.keys).map(\.text)
      let size = kept.checkpoint.size
      if let last = rotations.last(where: { $0.index + 1 < size }), !signers.contains(last.key) {
        note(
          "a signature by \(last.key), the key since event \(last.index)",
          "one by " + signers.joined(separator: ", "))
      }
    } catch {
      note("a signature by the log's key", "\(error)")
    }
  }

  // MARK: Heads only

  private func checkHeads(_ kept: [Kept], _ report: inout Report) throws {
    var roots: [UInt64: Hash] = [:]
    for one in kept where one.checkpoint.size <= report.size {
      roots[one.checkpoint.size] = try store.root(at: Size(one.checkpoint.size))
    }
    check(kept, roots: roots, rotations: [], &report)
    if let root = try store.root(at: Size(report.size)), root != report.root {
      report.findings.append(
        AuditFinding(
          .headAltered, "the head", expected: "root \(root.hex)", found: report.root.hex))
    }
  }

  // MARK: Everything

  private func checkAll(
    _ kept: [Kept], _ report: inout Report, _ progress: (Double) -> Void
  ) throws {
    let key = IndexSums.Key()
    let indexes = try store.auditIndexes(key: key)
    report.size = indexes.size.value
    report.findings += indexes.findings
    let size = report.size
    let tree = hashing(size: indexes.size, sizes: Set(kept.map(\.checkpoint.size)))
    var programme = ProgrammeAudit(store, origin: report.origin, indexes: indexes, key: key)
    judge(&programme, upTo: size, &report, progress)
    let hashed = tree()
    report.findings += hashed.findings
    report.projectionsCompared = hashed.projections
    report.findings += programme.findings
    report.eventsHashed = hashed.audit.size.value
    report.bytesHashed = hashed.audit.eventBytes
    report.root = hashed.audit.root
    report.commandsAdmitted = programme.commandCount
    report.unknownEvents = programme.unknownCount
    checkHead(hashed.audit, indexes, &report)
    if indexes.recordedTimeMilliseconds != programme.lastRecorded?.milliseconds {
      report.findings.append(
        AuditFinding(
          .headAltered, "the head",
          expected: "recorded time \(programme.lastRecorded.map { "\($0)" } ?? "none")",
          found: "\(indexes.recordedTimeMilliseconds.map { String($0) } ?? "none") ms"))
    }
    check(kept, roots: hashed.audit.roots, rotations: programme.rotations, &report)
    let before = programme.findings.count
    report.statesCompared = programme.checkStates(indexes.states)
    report.findings += programme.findings.dropFirst(before)
    compareSums(programme, indexes, &report)
    progress(1)
  }

  /// What the other thread found out.
  fileprivate struct Hashed: Sendable {
    var audit: TreeAudit
    var findings: [AuditFinding] = []
    var projections = 0
  }

  /// Begins to hash on another thread, and to fold what kept projections are compared with; the
  /// result waits for it.
  private func hashing(size: Size, sizes: Set<UInt64>) -> () -> Hashed {
    let holder = Holder()
    let store = store
    let reader = reader
    DispatchQueue(label: "twinledger.audit", qos: .userInitiated).async {
      var audit = TreeAudit(size: size, rootsAt: sizes)
      var findings: [AuditFinding] = []
      do { while try audit.step(store) {} } catch {
        findings.append(
          AuditFinding(.storeDamaged, "the log", expected: "readable events", found: "\(error)"))
      }
      var hashed = Hashed(audit: audit, findings: audit.findings + findings)
      // Folded from events that aren't sound, nothing could be compared.
      if hashed.findings.isEmpty { reader.compareKeptWorlds(upTo: size, &hashed) }
      holder.finish(hashed)
    }
    return { holder.wait() }
  }

  private func judge(
    _ programme: inout ProgrammeAudit, upTo size: UInt64, _ report: inout Report,
    _ progress: (Double) -> Void
  ) {
    do {
      try store.events(from: Index(0), limit: Int(size)) { index, bytes in
        programme.take(bytes, at: index.value)
        if index.value % 4_096 == 4_095 { progress(Double(index.value) / Double(size)) }
        return true
      }
    } catch let error as IntegrityError {
      report.findings.append(AuditFinding(error))
    } catch {
      report.findings.append(
        AuditFinding(.storeDamaged, "the log", expected: "readable events", found: "\(error)"))
    }
    programme.finish()
  }

  private func checkHead(_ tree: TreeAudit, _ indexes: IndexAudit, _ report: inout Report) {
    guard tree.size == indexes.size else { return }
    if tree.root != indexes.root {
      let isOfHashes = tree.rootOfStoredHashes == indexes.root
      report.findings.append(
        AuditFinding(
          .headAltered, "the head", expected: "root \(tree.root.hex) of the events' bytes",
          found: indexes.root.hex + (isOfHashes ? ", the root of the stored hashes" : "")))
    }
    if indexes.neededProgramVersion > Admitter.programVersion {
      report.findings.append(
        AuditFinding(
          .headAltered, "the head", expected: "a ledger of this program's or an older one",
          found: "one that needs version \(indexes.neededProgramVersion): audit it with that"))
    }
    if indexes.projection != Admitter.projection {
      let found = indexes.projection.map { "\($0.name) \($0.version)" } ?? "none"
      report.findings.append(
        AuditFinding(
          .headAltered, "the table meta",
          expected: "states of \(Admitter.projection.name) \(Admitter.projection.version)",
          found: found))
    }
    if tree.eventBytes != indexes.eventBytes {
      report.findings.append(
        AuditFinding(
          .headAltered, "the head", expected: "\(tree.eventBytes) bytes of events",
          found: "\(indexes.eventBytes)"))
    }
  }

  private func compareSums(
    _ programme: ProgrammeAudit, _ indexes: IndexAudit, _ report: inout Report
  ) {
    for table in IndexSums.Table.allCases {
      report.indexEntriesCompared += indexes.sums.count(table)
      let buckets = programme.sums.differingBuckets(table, from: indexes.sums)
      if buckets.isEmpty { continue }
      let (expected, found) = (programme.sums.count(table), indexes.sums.count(table))
      let streams = table == .streams ? programme.streams(inBuckets: buckets).prefix(16) : []
      report.findings.append(
        AuditFinding(
          .indexAltered,
          "table \(table.name)" + (streams.isEmpty ? "" : ": " + streams.joined(separator: ", ")),
          expected: "\(expected) entries as the events say",
          found: "\(found), differing in \(buckets.count) of 4096 parts"))
    }
  }
}

extension LedgerReader {
  /// Holds what is kept of earlier folds against the events.
  fileprivate func compareKeptWorlds(upTo size: Size, _ hashed: inout Audit.Hashed) {
    do {
      let (count, wrong) = try wrongKeptWorlds(upTo: Int64(size.value))
      hashed.projections = count
      for world in wrong {
        hashed.findings.append(
          AuditFinding(
            .projectionAltered, "what is kept of size \(world.size)", expected: world.expected,
            found: world.found))
      }
    } catch {
      hashed.findings.append(
        AuditFinding(
          .projectionAltered, "what is kept of earlier sizes", expected: "events that fold",
          found: "\(error)"))
    }
  }
}

/// What another thread will have made.
private final class Holder: Sendable {
  private let result = Mutex<Audit.Hashed?>(nil)
  private let done = DispatchSemaphore(value: 0)

  func finish(_ found: Audit.Hashed) {
    result.withLock { $0 = found }
    done.signal()
  }

  func wait() -> Audit.Hashed {
    done.wait()
    guard let found = result.withLock({ $0 }) else {
      preconditionFailure("the audit's other thread ended without a result")
    }
    return found
  }
}
