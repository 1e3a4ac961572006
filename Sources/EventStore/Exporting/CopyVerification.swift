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
    /// What isn't what it should be; none where all holds. At most ``findingsMax``.
    public var findings: [Finding] = []

    init(_ note: SignedNote, keys: [VerifierKey]) throws(NoteError) {
      checkpoint = try Checkpoint(note, keys: keys)
      let origin = checkpoint.origin
      guard let signer = try note.verified(by: keys).first(where: { $0.name == origin }) else {
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
    guard let bytes = try DurableFile.read(name, bytesMax: SignedNote.bytesMax) else {
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
  ///   - next: the next line without its end, nil at the end.
  /// - Throws: ``NoteError`` where no key of `keys` signed the checkpoint; what `next` throws.
  /// - Complexity: O(n) in the bytes.
  public static func lines(
    of name: String, note: SignedNote, keys: [VerifierKey],
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
    }
    return report
  }
}

/// Reads the tiles of a directory from the first event to the last.
private struct TileWalk {
  let directory: String
  let size: UInt64
  private var frontier = Frontier()

  /// By level of tiles: the hashes of the tile that is being filled.
  private var filling: [[Hash]] = []

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
      for leaf in leaves { frontier.append(leaf) }
      try settle(0, leaves, number: path.number, &report)
      next += UInt64(leaves.count)
      if leaves.count < width { break }
      if path.number % 16 == 15 { progress(Double(next) / Double(size)) }
    }
    report.events = frontier.size
    try settleRest(&report)
    if report.findings.isEmpty, frontier.root != report.checkpoint.root {
      report.note(
        "checkpoint", nil, "root \(report.checkpoint.root.hex)", "\(frontier.root.hex) by the tiles"
      )
    }
  }

  /// The bytes of a tile: the file itself, or the beginning of the full one, which may stand in for
  /// a partial one that was deleted.
  private func bytes(_ path: TilePath, bytesMax: Int) throws -> [UInt8]? {
    let own = try DurableFile.read(directory + "/" + path.text, bytesMax: bytesMax)
    if own != nil || path.isFull { return own }
    let full = TilePath(path.content, number: path.number)
    return try DurableFile.read(directory + "/" + full.text, bytesMax: bytesMax)
  }

  /// The leaf hashes of a bundle's events, held against the tile of hashes that covers them.
  private func leaves(
    _ path: TilePath, first: UInt64, _ report: inout CopyVerification.Report
  ) throws -> [Hash] {
    let hashes = try tile(
      TilePath(.hashes(level: 0), number: path.number, width: path.width), &report)
    guard let bytes = try bytes(path, bytesMax: TilePath.fullWidth * 65_537) else {
      report.note(path.text, nil, "a bundle of \(path.width) events", "no such file")
      return hashes ?? []
    }
    report.files += 1
    var leaves: [Hash] = []
    var place = 0
    while leaves.count < path.width {
      let index = first + UInt64(leaves.count)
      guard place + 2 <= bytes.count else { break }
      let length = Int(bytes[place]) << 8 | Int(bytes[place + 1])
      guard place + 2 + length <= bytes.count else { break }
      let leaf = leafHash(of: bytes.span.extracting(place + 2..<place + 2 + length))
      if let hashes, hashes[leaves.count] != leaf {
        report.note(path.text, index, hashes[leaves.count].hex, leaf.hex)
      }
      leaves.append(leaf)
      report.eventBytes += UInt64(length)
      place += 2 + length
    }
    if leaves.count < path.width {
      report.note(
        path.text, first + UInt64(leaves.count), "\(path.width) events",
        "\(leaves.count), then an end within one")
      return hashes ?? leaves
    }
    if place < bytes.count,
      try DurableFile.read(directory + "/" + path.text, bytesMax: bytes.count) != nil
    {
      report.note(path.text, nil, "\(place) bytes", "\(bytes.count)")
    }
    // The tile's hashes lead on: a bad event is named once, and not every tile above it.
    return hashes ?? leaves
  }

  private func tile(
    _ path: TilePath, _ report: inout CopyVerification.Report
  ) throws -> [Hash]? {
    let bytesMax = TilePath.fullWidth * Hash.bytesCount
    guard let bytes = try bytes(path, bytesMax: bytesMax) else {
      report.note(path.text, nil, "a tile of \(path.width) hashes", "no such file")
      return nil
    }
    report.files += 1
    let needed = path.width * Hash.bytesCount
    guard bytes.count == needed || bytes.count == bytesMax else {
      report.note(path.text, nil, "\(needed) bytes", "\(bytes.count)")
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

  /// Takes the hash of a full tile up to the next level, and holds that level's tile against what
  /// its tiles below say once it is full.
  private mutating func settle(
    _ level: Int, _ hashes: [Hash], number: UInt64, _ report: inout CopyVerification.Report
  ) throws {
    guard hashes.count == TilePath.fullWidth else { return }
    var frontier = Frontier()
    for hash in hashes { frontier.append(hash) }
    while filling.count <= level { filling.append([]) }
    filling[level].append(frontier.root)
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

  private func compare(
    _ path: TilePath, with hashes: [Hash], _ report: inout CopyVerification.Report
  ) throws {
    guard let stored = try tile(path, &report) else { return }
    for (place, hash) in hashes.enumerated() where stored[place] != hash {
      report.note("\(path.text), hash \(place)", nil, hash.hex, stored[place].hex)
    }
  }
}
