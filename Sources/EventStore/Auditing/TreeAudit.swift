internal import LMDB
public import TransparencyLog

/// The log's events hashed anew and held against the tree that is stored.
///
/// It goes on after a difference, so that every bad event is named. Two trees grow side by side:
/// one of the bytes that are there, and one of the leaf hashes that are stored. Where they part,
/// the one that leads to the signed root says which of the two was altered.
public struct TreeAudit: Sendable {
  private let end: UInt64
  private var fromBytes = Frontier()

  /// The tree of the stored leaf hashes, from the first one on that isn't its event's.
  private var parted: Frontier?
  private var hashes = Arena(capacity: 64 * Hash.bytesCount)

  /// How many bytes the events have that were hashed.
  public private(set) var eventBytes: UInt64 = 0

  /// What was found so far.
  public private(set) var findings: [AuditFinding] = []

  /// The roots of the events at the sizes that were asked for, as far as they were hashed.
  public private(set) var roots: [UInt64: Hash] = [:]

  /// The sizes whose roots are asked for and not reached yet, the least last.
  private var sizes: [UInt64]

  /// An audit of the first `size` events.
  ///
  /// - Parameter sizes: where the root is wanted, beside the end.
  public init(size: Size, rootsAt sizes: Set<UInt64> = []) {
    end = size.value
    self.sizes = sizes.sorted(by: >)
    noteRoots()
  }

  private mutating func noteRoots() {
    while let size = sizes.last, size <= fromBytes.size {
      if size == fromBytes.size { roots[size] = fromBytes.root }
      sizes.removeLast()
    }
  }

  /// How many events were hashed.
  public var size: Size { Size(fromBytes.size) }

  /// The root of the events that were hashed.
  public var root: Hash { fromBytes.root }

  /// The root of the stored leaf hashes.
  public var rootOfStoredHashes: Hash { (parted ?? fromBytes).root }

  /// Hashes the next events, some thousand; false once all are done. In one short transaction.
  ///
  /// - Throws: ``StoreError``.
  public mutating func step(_ store: EventLog) throws -> Bool {
    guard fromBytes.size < end else { return false }
    let stop = min(end, fromBytes.size + 4_096)
    do {
      try store.read { transaction, _ in
        var events = try transaction.cursor(in: store.tables.log)
        var rows = try transaction.cursor(in: store.tables.tree)
        var event = try events.seek(fromBytes.size)
        var row = try rows.seek(fromBytes.size)
        while fromBytes.size < stop {
          let index = fromBytes.size
          var leaf: Hash?
          if let found = event, found.key.count == 8, found.index == index {
            leaf = hash(found.value, at: index)
          }
          var isAsStored = false
          var stored: [UInt8]?
          if let found = row, found.key.count == 8, found.index == index {
            isAsStored = leaf != nil && found.value.isEqual(to: hashes.span)
            // A copy would cost as much as a fortieth of the whole, and is of use only here.
            if !isAsStored { stored = found.value.copied() }
            row = try rows.next()
          }
          if let leaf {
            if !isAsStored { compare(at: index, with: stored) }
            try part(at: index, leaf, stored, store, transaction)
            event = try events.next()
          } else {
            note(.eventMissing, index, "an event", "none")
            takeMissing(stored: stored)
          }
          noteRoots()
        }
      }
    } catch let error as IntegrityError {
      findings.append(AuditFinding(error))
      return false
    }
    return true
  }

  /// Hashes an event onto the tree; `hashes` holds what a store keeps for it then.
  private mutating func hash(_ event: Span<UInt8>, at index: UInt64) -> Hash {
    if !(1...EventLog.eventBytesMax).contains(event.count) {
      note(.eventAltered, index, "1 to \(EventLog.eventBytesMax) bytes", "\(event.count)")
    }
    eventBytes += UInt64(event.count)
    hashes.removeAll()
    let leaf = leafHash(of: event)
    fromBytes.append(leaf, keptIn: &hashes)
    return leaf
  }

  /// Names what of the stored hashes isn't what the event makes.
  private mutating func compare(at index: UInt64, with stored: [UInt8]?) {
    guard let stored, stored.count == hashes.count else {
      let count = stored?.count ?? 0
      note(.treeAltered, index, "\(hashes.count) bytes of hashes", "\(count)")
      return
    }
    for level in 0..<(stored.count / Hash.bytesCount) {
      let expected = Hash(hashes.span, at: level * Hash.bytesCount)
      let found = Hash(stored.span, at: level * Hash.bytesCount)
      if expected == found { continue }
      if level == 0 {
        note(.eventAltered, index, found.hex, expected.hex)
      } else if parted == nil {
        // Once an event differs, every hash above it does: that tells nothing more.
        note(.treeAltered, index, expected.hex, found.hex)
      }
      break
    }
  }

  /// Goes on with the stored leaf hashes in a tree of their own, once they aren't the events'.
  private mutating func part(
    at index: UInt64, _ leaf: Hash, _ stored: [UInt8]?, _ store: EventLog,
    _ transaction: borrowing ReadTransaction
  ) throws {
    var storedLeaf = leaf
    if let stored, stored.count >= Hash.bytesCount { storedLeaf = Hash(stored.span, at: 0) }
    if parted == nil {
      if storedLeaf == leaf { return }
      parted = try store.frontier(index, transaction)
    }
    parted?.append(storedLeaf)
  }

  private mutating func takeMissing(stored: [UInt8]?) {
    var leaf = emptyRoot
    if let stored, stored.count >= Hash.bytesCount { leaf = Hash(stored.span, at: 0) }
    fromBytes.append(leaf)
    parted?.append(leaf)
  }

  private mutating func note(
    _ kind: AuditFinding.Kind, _ index: UInt64, _ expected: String, _ found: String
  ) {
    guard findings.count < 1_000 else { return }
    let place = kind == .treeAltered ? "the tree hashes of event \(index)" : "event \(index)"
    findings.append(
      AuditFinding(kind, place, index: index, expected: expected, found: found))
  }
}
