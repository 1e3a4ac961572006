internal import Glibc
internal import LMDB
public import TransparencyLog

/// Checks a copy of a log that lies in files, by its checkpoint and a key from outside. It needs no
/// ledger, and believes nothing that the checkpoint doesn't prove.
public enum CopyVerification {
  /// Something that isn't what it should be.
  public struct Finding: Hashable, Sendable {
    /// Where: a file, with the event's index where it is one event.
    public var place: String
    /// The event's index, where it is about one.
    public var index: UInt64?
    /// What it should be.
    public var expected: String
    /// What it is.
    public var found: String
  }

  /// What came of it.
  public struct Report: Sendable {
    /// The checkpoint it was held against.
    public var checkpoint: Checkpoint
    /// The key that signed it.
    public var signer: VerifierKey
    /// How many events were hashed.
    public var events: UInt64 = 0
    /// How many bytes they have together.
    public var eventBytes: UInt64 = 0
    /// How many files were read.
    public var files = 0
    /// Whether lines follow that the checkpoint doesn't cover, and that nothing is said of.
    public var goesOn = false
    /// What isn't what it should be; none where all holds. At most ``findingsMax``.
    public var findings: [Finding] = []

    init(_ note: SignedNote, keys: [VerifierKey]) throws(NoteError) {
      checkpoint = try Checkpoint(note, keys: keys)
      let origin = checkpoint.origin
      let signers = try note.verified(by: keys)
      guard let signer = signers.first(where: { $0.name.utf8.elementsEqual(origin.utf8) }) else {
        preconditionFailure("a verified checkpoint has a signer of its origin")
      }
      self.signer = signer
    }

    mutating func note(_ place: String, _ index: UInt64?, _ expected: String, _ found: String) {
      guard findings.count < findingsMax else { return }
      findings.append(Finding(place: place, index: index, expected: expected, found: found))
    }
  }

  /// After so many findings the rest isn't listed.
  public static let findingsMax = 1_000

  // MARK: Tiles

  /// Checks a directory of tiles: every event's hash against its tile, every tile against those
  /// below it, and the root against the checkpoint.
  ///
  /// - Throws: ``NoteError`` where the checkpoint isn't signed by one of `keys`; what the system
  ///   refused.
  /// - Complexity: O(n) in the events' bytes; one bundle in memory.
  public static func tiles(
    _ directory: String, keys: [VerifierKey], progress: (Double) -> Void = { _ in }
  ) throws -> Report {
    let name = directory + "/" + TileExport.checkpointName
    let bytes: [UInt8]?
    do throws(LMDBError) {
      bytes = try DurableFile.read(name, bytesMax: SignedNote.bytesMax)
    } catch {
      guard error.code == EFBIG else { throw error }
      throw TileExport.Refusal(
        description: "\(name) has more than the \(SignedNote.bytesMax) bytes of a checkpoint.")
    }
    guard let bytes else {
      throw TileExport.Refusal(description: "\(name) is missing; it is needed to check the rest.")
    }
    var report = try Report(try SignedNote(bytes), keys: keys)
    var walk = TileWalk(directory: directory, size: report.checkpoint.size)
    try walk.run(&report, progress: progress)
    return report
  }

  // MARK: Lines

  /// Checks a file of events, a line each, against a checkpoint.
  ///
  /// Where the root differs nobody can tell from the lines alone which event is the bad one: a
  /// receipt or tiles can.
  /// - Parameters:
  ///   - mayGoOn: whether lines may follow those that the checkpoint covers, as where an older
  ///     checkpoint is held against a newer file.
  ///   - next: the next line without its end, nil at the end.
  /// - Throws: ``NoteError`` where no key of `keys` signed the checkpoint; what `next` throws.
  /// - Complexity: O(n) in the bytes.
  public static func lines(
    of name: String, note: SignedNote, keys: [VerifierKey], mayGoOn: Bool = false,
    next: () throws -> [UInt8]?, progress: (UInt64) -> Void = { _ in }
  ) throws -> Report {
    var report = try Report(note, keys: keys)
    report.files = 1
    var frontier = Frontier()
    while frontier.size < report.checkpoint.size, let line = try next() {
      frontier.append(leafHash(of: line.span))
      report.eventBytes += UInt64(line.count)
      if frontier.size % 16_384 == 0 { progress(frontier.size) }
    }
    report.events = frontier.size
    let size = report.checkpoint.size
    if frontier.size < size {
      report.note(name, nil, "\(size) events", "\(frontier.size)")
    } else if frontier.root != report.checkpoint.root {
      report.note(
        name, nil, "root \(report.checkpoint.root.hex) over the first \(size) lines",
        frontier.root.hex)
    } else if try next() != nil {
      report.goesOn = true
      if !mayGoOn { report.note(name, size, "\(size) events", "more") }
    }
    return report
  }
}

/// Reads the tiles of a directory from the first event to the last.
private struct TileWalk {
  let directory: String
  let size: UInt64

  /// The tree of the tiles' hashes.
  private var frontier = Frontier()

  /// The tree of the events' hashes, where a file has them.
  private var eventFrontier = Frontier()

  /// Where an event's hash isn't the tile's.
  private var differing: [Difference] = []

  private struct Difference {
    var place: TilePath
    var index: UInt64
    var tile: Hash
    var event: Hash
  }

  /// The root of a full tile, by the hashes in the tiles and by the events; they differ where an
  /// event and its hash do.
  private struct Roots {
    var byTile: Hash
    var byEvent: Hash
  }

  /// By level of tiles: the roots that the tile must hold that is being filled.
  private var filling: [[Roots]] = []

  init(directory: String, size: UInt64) {
    self.directory = directory
    self.size = size
  }

  mutating func run(
    _ report: inout CopyVerification.Report, progress: (Double) -> Void
  ) throws {
    var next: UInt64 = 0
    while next < size {
      let width = Int(min(UInt64(TilePath.fullWidth), size - next))
      let path = TilePath(.entries, number: next / UInt64(TilePath.fullWidth), width: width)
      let leaves = try self.leaves(path, first: next, &report)
      for leaf in leaves.hashes { frontier.append(leaf) }
      for leaf in leaves.events { eventFrontier.append(leaf) }
      let roots = zip(leaves.hashes, leaves.events).map { Roots(byTile: $0, byEvent: $1) }
      try settle(0, roots, number: path.number, &report)
      next += UInt64(leaves.hashes.count)
      if leaves.hashes.count < width { break }
      if path.number % 16 == 15 { progress(Double(next) / Double(size)) }
    }
    report.events = frontier.size
    noteDifferences(&report)
    // Where neither events nor hashes go on, nothing can be said of what lies above them.
    if frontier.size == size { try settleRest(&report) }
    if report.findings.isEmpty, frontier.root != report.checkpoint.root {
      report.note(
        "checkpoint", nil, "root \(report.checkpoint.root.hex)", "\(frontier.root.hex) by the tiles"
      )
    }
  }

  /// Where an event and its hash in the tile differ, the root tells which of the two was signed.
  private func noteDifferences(_ report: inout CopyVerification.Report) {
    let eventsWereSigned = eventFrontier.root == report.checkpoint.root
    for difference in differing {
      let (path, index) = (difference.place, difference.index)
      if eventsWereSigned {
        let tile = TilePath(.hashes(level: 0), number: path.number, width: path.width)
        report.note(tile.text, index, difference.event.hex, difference.tile.hex)
      } else {
        report.note(path.text, index, difference.tile.hex, difference.event.hex)
      }
    }
  }

  /// A tile's file and how many items it must have: the file itself, or the full one, which may
  /// stand in for a partial one that was deleted.
  private func file(
    _ path: TilePath, of kind: String, itemBytesMax: Int, _ report: inout CopyVerification.Report
  ) throws -> (path: TilePath, bytes: [UInt8])? {
    for path in [path, TilePath(path.content, number: path.number)] {
      let bytesMax = path.width * itemBytesMax
      do throws(LMDBError) {
        guard let bytes = try DurableFile.read(directory + "/" + path.text, bytesMax: bytesMax)
        else { continue }
        report.files += 1
        return (path, bytes)
      } catch {
        guard error.code == EFBIG else { throw error }
        report.note(path.text, nil, "at most \(bytesMax) bytes", "more")
        return nil
      }
    }
    report.note(path.text, nil, "\(path.width) \(kind)", "no such file")
    return nil
  }

  /// The hashes of a bundle's events, and those that the tile has for them. Either stands for the
  /// other where that can't be had.
  private mutating func leaves(
    _ path: TilePath, first: UInt64, _ report: inout CopyVerification.Report
  ) throws -> (events: [Hash], hashes: [Hash]) {
    let hashes = try tile(
      TilePath(.hashes(level: 0), number: path.number, width: path.width), &report)
    let events = try events(path, first: first, &report)
    guard let hashes else { return (events, events) }
    for (place, leaf) in events.enumerated() where hashes[place] != leaf {
      guard differing.count < CopyVerification.findingsMax else { break }
      let index = first + UInt64(place)
      differing.append(Difference(place: path, index: index, tile: hashes[place], event: leaf))
    }
    return (events.count == hashes.count ? events : hashes, hashes)
  }

  /// The leaf hashes of the first events of a bundle: as many as the path says, if they are there.
  private func events(
    _ path: TilePath, first: UInt64, _ report: inout CopyVerification.Report
  ) throws -> [Hash] {
    let itemBytesMax = 2 + EventLog.eventBytesMax
    guard let (found, bytes) = try file(path, of: "events", itemBytesMax: itemBytesMax, &report)
    else { return [] }
    var leaves: [Hash] = []
    var place = 0
    for count in 0..<found.width {
      var end = place + 2
      if end <= bytes.count { end += Int(bytes[place]) << 8 | Int(bytes[place + 1]) }
      guard end <= bytes.count else {
        report.note(
          found.text, first + UInt64(count), "\(found.width) events",
          "\(count), then an end within one")
        return leaves
      }
      if count < path.width {
        leaves.append(leafHash(of: bytes.span.extracting(place + 2..<end)))
        report.eventBytes += UInt64(end - place - 2)
      }
      place = end
    }
    if place < bytes.count { report.note(found.text, nil, "\(place) bytes", "\(bytes.count)") }
    return leaves
  }

  private func tile(
    _ path: TilePath, _ report: inout CopyVerification.Report
  ) throws -> [Hash]? {
    guard
      let (found, bytes) = try file(path, of: "hashes", itemBytesMax: Hash.bytesCount, &report)
    else { return nil }
    let needed = found.width * Hash.bytesCount
    guard bytes.count == needed else {
      report.note(found.text, nil, "\(needed) bytes", "\(bytes.count)")
      return nil
    }
    var hashes: [Hash] = []
    for place in 0..<path.width {
      let part = bytes.span.extracting(place * Hash.bytesCount..<(place + 1) * Hash.bytesCount)
      guard let hash = Hash(part) else { return nil }
      hashes.append(hash)
    }
    return hashes
  }

  /// Takes the root of a full tile up to the next level, and holds that level's tile against what
  /// its tiles below say once it is full.
  private mutating func settle(
    _ level: Int, _ roots: [Roots], number: UInt64, _ report: inout CopyVerification.Report
  ) throws {
    guard roots.count == TilePath.fullWidth else { return }
    var (byTile, byEvent) = (Frontier(), Frontier())
    for root in roots {
      byTile.append(root.byTile)
      byEvent.append(root.byEvent)
    }
    while filling.count <= level { filling.append([]) }
    filling[level].append(Roots(byTile: byTile.root, byEvent: byEvent.root))
    guard filling[level].count == TilePath.fullWidth else { return }
    let full = filling[level]
    filling[level] = []
    let upper = number / UInt64(TilePath.fullWidth)
    try compare(TilePath(.hashes(level: level + 1), number: upper), with: full, &report)
    try settle(level + 1, full, number: upper, &report)
  }

  /// Holds the partial tiles above the events against what lies below them.
  private mutating func settleRest(_ report: inout CopyVerification.Report) throws {
    var width = size
    for level in filling.indices {
      width /= UInt64(TilePath.fullWidth)
      guard !filling[level].isEmpty else { continue }
      let path = TilePath(
        .hashes(level: level + 1), number: width / UInt64(TilePath.fullWidth),
        width: filling[level].count)
      try compare(path, with: filling[level], &report)
    }
  }

  /// A hash that is one of the two roots is right: which of those was signed is told below it.
  private func compare(
    _ path: TilePath, with roots: [Roots], _ report: inout CopyVerification.Report
  ) throws {
    guard let stored = try tile(path, &report) else { return }
    for (place, root) in roots.enumerated()
    where stored[place] != root.byTile && stored[place] != root.byEvent {
      report.note("\(path.text), hash \(place)", nil, root.byTile.hex, stored[place].hex)
    }
  }
}
