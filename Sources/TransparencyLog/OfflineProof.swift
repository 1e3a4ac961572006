/// A file that proves, offline, that an entry lies in a log (C2SP tlog-proof@v1).
///
/// ```
/// c2sp.org/tlog-proof@v1
/// extra <base64>            optional: here the entry's own bytes
/// index <decimal>
/// <base64 of a hash>        the way up, the leaf's sibling first
/// (an empty line)
/// <the checkpoint, signatures and all>
/// ```
///
/// The extra data is signed by nobody. It is the entry itself here, so that one file is enough: the
/// proof holds for these bytes or for none.
public struct OfflineProof: Hashable, Sendable {
  /// The extra data: the entry's bytes, where the file brings them.
  public let entry: [UInt8]?
  /// The entry's place in the log, from 0.
  public let index: UInt64
  /// The hashes on the way up.
  public let path: [Hash]
  /// The checkpoint's note, as it stands in the file.
  public let note: SignedNote

  /// The most bytes an entry may have: tiles give its length in two bytes.
  public static let entryBytesMax = 65_535

  /// The most bytes such a file may have: an entry in base64, 63 hashes, a note.
  public static let bytesMax = 87_384 + 64 * 64 + SignedNote.bytesMax

  private static let firstLine = "c2sp.org/tlog-proof@v1"

  /// Puts the parts together; nothing is verified.
  public init(entry: [UInt8]?, index: UInt64, path: [Hash], note: SignedNote) {
    self.entry = entry
    self.index = index
    self.path = path
    self.note = note
  }

  /// The proof that a file's `bytes` spell. Nothing is verified yet.
  ///
  /// - Throws: ``NoteError`` where the grammar is broken.
  public init(_ bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.bytesMax else {
      throw NoteError(.tooLong, "a proof file has at most \(Self.bytesMax) bytes.")
    }
    var rest = bytes[...]
    func line() throws(NoteError) -> String {
      guard let end = rest.firstIndex(of: 0x0A),
        let line = String(validating: rest[..<end], as: UTF8.self)
      else { throw NoteError(.proofMalformed, "the file ends early, or isn't UTF-8.") }
      rest = rest[(end + 1)...]
      return line
    }
    guard try line() == Self.firstLine else {
      throw NoteError(.proofMalformed, "the first line isn't \(Self.firstLine).")
    }
    var next = try line()
    if next.hasPrefix("extra ") {
      guard let entry = Base64.bytes(of: next.dropFirst("extra ".count)),
        entry.count <= Self.entryBytesMax
      else {
        throw NoteError(
          .proofMalformed, "the extra data isn't base64 of at most \(Self.entryBytesMax) bytes.")
      }
      self.entry = entry
      next = try line()
    } else {
      entry = nil
    }
    guard next.hasPrefix("index "), let index = strictDecimal(next.dropFirst("index ".count)) else {
      throw NoteError(.proofMalformed, "where \"index\" and a decimal number must stand: \(next)")
    }
    self.index = index
    var path: [Hash] = []
    while true {
      next = try line()
      if next.isEmpty { break }
      guard let hash = Hash(base64: next), path.count < 63 else {
        throw NoteError(.proofMalformed, "where a hash in base64 must stand: \(next.prefix(80))")
      }
      path.append(hash)
    }
    self.path = path
    note = try SignedNote(Array(rest))
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var text = Self.firstLine + "\n"
    if let entry { text += "extra \(Base64.text(of: entry))\n" }
    text += "index \(index)\n"
    for hash in path { text += hash.base64 + "\n" }
    return Array((text + "\n").utf8) + note.bytes
  }

  /// Checks that an entry lies in the log at ``index``, by a checkpoint that one of `keys` signed.
  ///
  /// - Parameter entry: the entry's bytes; nil takes those that the file brings.
  /// - Returns: the checkpoint that it is proved by.
  /// - Throws: ``NoteError`` with what doesn't hold.
  /// - Complexity: O(log n) hashes in the log's size.
  @discardableResult
  public func verify(
    entry given: [UInt8]? = nil, keys: [VerifierKey]
  ) throws(NoteError) -> Checkpoint {
    let checkpoint = try Checkpoint(note, keys: keys)
    guard let entry = given ?? entry else {
      throw NoteError(.entryMissing, "the file doesn't bring the entry; give its bytes beside it.")
    }
    guard entry.count <= Self.entryBytesMax else {
      throw NoteError(.tooLong, "an entry has at most \(Self.entryBytesMax) bytes.")
    }
    do throws(ProofError) {
      try verifyInclusion(
        of: leafHash(of: entry.span), at: index, in: checkpoint.size, root: checkpoint.root,
        proof: path)
    } catch {
      throw NoteError(.proofInvalid, "entry \(index) isn't proved: \(error).")
    }
    return checkpoint
  }
}
