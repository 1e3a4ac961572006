internal import LMDB
public import TransparencyLog

/// A log as a directory of files that any static web server can serve and any client of C2SP
/// tlog-tiles can verify: hashes in tiles of 256, events in bundles of 256, and the checkpoint.
///
/// Every file is whole and synced before the checkpoint that needs it is put in place, so that a
/// directory is good whenever the export is cut; the next one goes on from its checkpoint.
public enum TileExport {
  /// What was written.
  public struct Outcome: Hashable, Sendable {
    /// The size that was published before; 0 for a new directory.
    public var from: UInt64
    /// The size that is published now.
    public var size: UInt64
    /// How many tiles and bundles were written.
    public var files: Int
  }

  /// Why nothing was exported.
  public struct Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// What stands in the way, and what to do.
    public let description: String
  }

  static let checkpointName = "checkpoint"

  /// Brings `directory` up to the checkpoint in `note`, which `store` must have reached.
  ///
  /// - Parameters:
  ///   - keys: the log's keys, oldest first: a checkpoint that lies there must be signed by one.
  ///   - progress: called now and then with the share that is done.
  /// - Throws: ``Refusal`` where another log, or a longer or different history, lies in the
  ///   directory; EBUSY where another process exports to it; what the store or the system refused.
  ///   The directory's checkpoint, and all it needs, is as before.
  /// - Complexity: O(n) in the events since the directory's checkpoint; one bundle in memory.
  public static func write(
    _ store: EventLog, to directory: String, note: SignedNote, keys: [VerifierKey],
    progress: (Double) -> Void = { _ in }
  ) throws -> Outcome {
    let checkpoint = try Checkpoint(note, keys: keys)
    guard try store.root(at: Size(checkpoint.size)) == checkpoint.root else {
      throw Refusal(description: "the checkpoint isn't one of this ledger.")
    }
    try DurableFile.makePublicDirectory(directory)
    // Begun first and put in place last: until then nobody else can export to the directory.
    let published = try FileBuilder(
      replacing: directory + "/" + checkpointName, permissions: 0o644)
    let from = try publishedSize(in: directory, keys: keys, store: store)
    guard from <= checkpoint.size else {
      throw Refusal(
        description: "\(directory) holds \(from) events already, the checkpoint \(checkpoint.size)."
      )
    }
    var made: Set<String> = []
    let paths = TilePath.all(of: checkpoint.size, beyond: from)
    for (place, path) in paths.enumerated() {
      let file = directory + "/" + path.text
      try makeDirectories(above: path.text, in: directory, made: &made)
      try DurableFile.replace(file, with: bytes(of: path, store), permissions: 0o644)
      if place % 64 == 63 { progress(Double(place) / Double(paths.count)) }
    }
    try published.append(note.bytes)
    try published.putInPlace()
    return Outcome(from: from, size: checkpoint.size, files: paths.count)
  }

  /// What `directory` was published at, if it is of this history.
  private static func publishedSize(
    in directory: String, keys: [VerifierKey], store: EventLog
  ) throws -> UInt64 {
    let bytes = try DurableFile.read(
      directory + "/" + checkpointName, bytesMax: SignedNote.bytesMax)
    guard let bytes else { return 0 }
    let published: Checkpoint
    do throws(NoteError) {
      published = try Checkpoint(try SignedNote(bytes), keys: keys)
    } catch {
      throw Refusal(
        description:
          "\(directory) has a checkpoint that isn't this ledger's: \(error) Name an empty "
          + "directory.")
    }
    let root = try store.root(at: Size(published.size))
    guard let root else { return published.size }
    guard root == published.root else {
      throw Refusal(
        description:
          "\(directory) holds another history of \(published.size) events under the same "
          + "key. Keep it: it is evidence.")
    }
    return published.size
  }

  private static func makeDirectories(
    above path: String, in directory: String, made: inout Set<String>
  ) throws {
    var name = directory
    for part in path.split(separator: "/").dropLast() {
      name += "/" + part
      guard made.insert(name).inserted else { continue }
      try DurableFile.makePublicDirectory(name)
    }
  }

  /// The bytes of one tile or bundle.
  static func bytes(of path: TilePath, _ store: EventLog) throws -> [UInt8] {
    var bytes: [UInt8] = []
    let first = path.number * UInt64(TilePath.fullWidth)
    switch path.content {
    case .entries:
      try store.events(from: Index(first), limit: path.width) { _, event in
        bytes.append(UInt8(event.count >> 8))
        bytes.append(UInt8(event.count & 0xFF))
        bytes.append(contentsOf: event.copied())
        return true
      }
    case .hashes(let level):
      bytes.reserveCapacity(path.width * Hash.bytesCount)
      for place in first..<first + UInt64(path.width) {
        guard let hash = try store.hash(level: 8 * level, place: place) else {
          throw IntegrityError(.tree(Index(place)), expected: "tree hashes", found: "none")
        }
        for index in 0..<Hash.bytesCount { bytes.append(hash.bytes[index]) }
      }
    }
    return bytes
  }
}
