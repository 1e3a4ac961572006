internal import LMDB
public import TransparencyLog

/// Where a ledger's key lies with the last checkpoint it signed: outside the ledger, so that no
/// backup or export takes them along, and a restored ledger can't sign a second history.
///
/// Files: `key` (the private key, for its owner alone), `vkey` (its public half), `retired` (the
/// public halves before it, a line each), `head` (the note signed last) and `lock`.
///
/// Processes may share it: whoever signs, adopts or replaces the key does it alone, with the key
/// that lies there by then. Blocks the thread while another process signs.
public struct KeyDirectory: Sendable {
  /// The directory.
  public let path: String

  /// The ledger's origin, which is the key's name.
  public let origin: String

  private let key: SignerKey

  /// The public halves of the keys before this one, oldest first.
  public let retired: [VerifierKey]

  private static let textMax = 65_536

  /// The public half of the key that signs.
  public var verifierKey: VerifierKey { key.verifier }

  /// Every key that ever signed, oldest first.
  public var verifierKeys: [VerifierKey] { retired.filter { $0 != verifierKey } + [verifierKey] }

  private var keyPath: String { path + "/key" }
  private var headPath: String { path + "/head" }
  private var retiredPath: String { path + "/retired" }
  private var nextKeyPath: String { path + "/key.next" }

  /// The directory where nothing else is said: beside the ledger's, with `.key` appended.
  public static func standard(for ledger: String) -> String {
    var name = ledger[...]
    while name.count > 1, name.hasSuffix("/") { name.removeLast() }
    return name + ".key"
  }

  /// Makes a key and the checkpoint of the empty log in `path`. A key that lies there already is
  /// kept: making a ledger that was cut goes on with it.
  ///
  /// The head is there before the key, so that a key without a head always means that the head was
  /// lost, and never that nothing was signed.
  /// - Throws: ``SigningError``; then the directory may be there without a key.
  public static func create(_ path: String, origin: String) throws(SigningError) -> KeyDirectory {
    let keyPath = path + "/key"
    do {
      try DurableFile.makeDirectory(path)
      return try locked(path) {
        if try DurableFile.read(keyPath, bytesMax: textMax) == nil {
          try refuseToReplaceHead(path + "/head")
          let key = try SignerKey(name: origin)
          let empty = try Checkpoint(origin: origin, size: 0, root: emptyRoot).signed(with: key)
          try DurableFile.replace(path + "/head", with: empty.bytes, permissions: 0o600)
          try DurableFile.replace(keyPath, with: Array((key.text + "\n").utf8), permissions: 0o600)
        }
        let directory = try KeyDirectory(opening: path, origin: origin)
        _ = try directory.head()
        try directory.writePublicHalf()
        return directory
      }
    } catch { throw Self.translated(error) }
  }

  /// A head without its key is left over from making one that was cut, or the key was lost.
  private static func refuseToReplaceHead(_ path: String) throws {
    guard let bytes = try DurableFile.read(path, bytesMax: SignedNote.bytesMax) else { return }
    guard let note = try? SignedNote(bytes), let signed = try? Checkpoint(text: note.text),
      signed.size == 0
    else {
      throw SigningError.notAdoptable(
        "\(path) was signed by a key that isn't there. Keep it, and name another directory with "
          + "--key-dir.")
    }
  }

  /// Opens the directory at `path`, whose key must be of the log `origin`.
  public init(opening path: String, origin: String) throws(SigningError) {
    self.path = path
    self.origin = origin
    let keyPath = path + "/key"
    key = try Self.key(at: keyPath)
    guard key.verifier.name.utf8.elementsEqual(origin.utf8) else {
      throw .foreignKey(path, name: key.verifier.name, origin: origin)
    }
    var retired: [VerifierKey] = []
    for line in try Self.lines(of: path + "/retired") {
      do throws(NoteError) { retired.append(try VerifierKey(line)) } catch {
        throw .keyMalformed(path + "/retired", error)
      }
    }
    self.retired = retired
  }

  private static func key(at path: String) throws(SigningError) -> SignerKey {
    let isOpen: Bool?
    do throws(LMDBError) { isOpen = try DurableFile.isOpenToOthers(path) } catch {
      throw translated(error)
    }
    guard let isOpen else { throw .keyMissing(path) }
    if isOpen { throw .keyOpenToOthers(path) }
    let text = try lines(of: path)
    do throws(NoteError) { return try SignerKey(text.first ?? "") } catch {
      throw .keyMalformed(path, error)
    }
  }

  private static func lines(of path: String) throws(SigningError) -> [String] {
    do throws(LMDBError) {
      let bytes = try DurableFile.read(path, bytesMax: textMax) ?? []
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    } catch { throw translated(error) }
  }

  private static func translated(_ error: any Error) -> SigningError {
    error as? SigningError ?? .system("\(error)")
  }

  private func writePublicHalf() throws(SigningError) {
    do throws(LMDBError) {
      try DurableFile.replace(
        path + "/vkey", with: Array((verifierKey.text + "\n").utf8), permissions: 0o644)
    } catch { throw Self.translated(error) }
  }

  private func write(head note: SignedNote) throws(SigningError) {
    do throws(LMDBError) {
      try DurableFile.replace(headPath, with: note.bytes, permissions: 0o600)
    } catch { throw Self.translated(error) }
  }

  // MARK: The head

  /// The note that was signed last, and what it says.
  public func head() throws(SigningError) -> (note: SignedNote, checkpoint: Checkpoint) {
    let bytes: [UInt8]?
    do throws(LMDBError) {
      bytes = try DurableFile.read(headPath, bytesMax: SignedNote.bytesMax)
    } catch { throw Self.translated(error) }
    guard let bytes else { throw .headMissing(headPath) }
    do throws(NoteError) {
      let note = try SignedNote(bytes)
      let checkpoint = try Checkpoint(note, keys: verifierKeys)
      return (note, checkpoint)
    } catch {
      // Another process may have replaced the key since this one was read.
      let fresh = try KeyDirectory(opening: path, origin: origin)
      guard error.code == .notSigned, fresh.verifierKeys != verifierKeys else {
        throw .headInvalid(headPath, error)
      }
      return try fresh.head()
    }
  }

  /// Checks that `store` goes on from what was signed last: it isn't shorter, and begins with it.
  ///
  /// - Throws: ``SigningError``, and what the store couldn't read.
  /// - Complexity: O(log n).
  public func check(_ store: EventLog) throws {
    try Self.check(store, against: try head().checkpoint)
  }

  private static func check(_ store: EventLog, against signed: Checkpoint) throws {
    let size = try store.size()
    guard size.value >= signed.size else {
      throw SigningError.behind(size: size.value, signed: signed.size)
    }
    guard let root = try store.root(at: Size(signed.size)), root == signed.root else {
      let found = try store.root(at: Size(signed.size)) ?? emptyRoot
      throw SigningError.forked(size: signed.size, signed: signed.root, found: found)
    }
  }

  /// Signs the ledger as it is committed and remembers that, or returns what was signed before if
  /// nothing was appended since. One process at a time.
  ///
  /// The new head is on the disk before it is returned. Nobody must have seen it before, so a
  /// signature that isn't remembered is never given out.
  ///
  /// - Throws: ``SigningError``, and what the store couldn't read. After
  ///   ``SigningError/system(_:)`` the head on the disk is the old one or the new one.
  /// - Complexity: O(log n).
  public func sign(_ store: EventLog) throws -> SignedNote {
    try withKeys { keys in
      let (note, signed) = try keys.head()
      try Self.check(store, against: signed)
      let head = try store.head()
      if head.size.value == signed.size { return note }
      let checkpoint = try Checkpoint(origin: origin, size: head.size.value, root: head.root)
      let fresh = try checkpoint.signed(with: keys.key)
      try keys.write(head: fresh)
      return fresh
    }
  }

  /// Takes `note` as what was signed last: for a directory whose head was lost. It must be signed
  /// by a key of this directory, and `store` must begin with it, and with the head that is there.
  public func adopt(_ note: SignedNote, for store: EventLog) throws {
    try withKeys { keys in
      let checkpoint: Checkpoint
      do throws(NoteError) { checkpoint = try Checkpoint(note, keys: keys.verifierKeys) } catch {
        throw SigningError.notAdoptable("what was brought is no checkpoint of this key: \(error)")
      }
      if let known = try keys.readableHead() {
        guard known.size <= checkpoint.size else {
          throw SigningError.notAdoptable(
            "a checkpoint of \(known.size) events was signed here; one of \(checkpoint.size) is "
              + "older and isn't adopted.")
        }
        try Self.check(store, against: known)
        try Self.check(store, against: checkpoint)
        if known.size == checkpoint.size { return }
      }
      try Self.check(store, against: checkpoint)
      try keys.write(head: note)
    }
  }

  /// What was signed last, or nil where that is lost or damaged.
  private func readableHead() throws(SigningError) -> Checkpoint? {
    do throws(SigningError) { return try head().checkpoint } catch {
      switch error {
      case .headMissing, .headInvalid: return nil
      default: throw error
      }
    }
  }

  /// Runs `body` with the keys as they lie there now, while no other process signs.
  private func withKeys<T>(_ body: (KeyDirectory) throws -> T) throws -> T {
    try Self.locked(path) { try body(KeyDirectory(opening: path, origin: origin)) }
  }

  private static func locked<T>(_ path: String, _ body: () throws -> T) throws -> T {
    var lock = try openLock(path)
    do throws(LMDBError) { try lock.acquire() } catch { throw translated(error) }
    defer { lock.release() }
    return try body()
  }

  private static func openLock(_ path: String) throws(SigningError) -> FileLock {
    do throws(LMDBError) { return try FileLock(path: path + "/lock") } catch {
      throw translated(error)
    }
  }

  // MARK: Another key

  /// Makes the key that is to follow and returns its public half; one that was made before and
  /// isn't in use yet is kept. It signs nothing before ``replaceKey()``.
  public func prepareNextKey() throws(SigningError) -> VerifierKey {
    do {
      return try withKeys { keys in
        if try DurableFile.read(nextKeyPath, bytesMax: Self.textMax) == nil {
          let next = try SignerKey(name: origin)
          try DurableFile.replace(
            nextKeyPath, with: Array((next.text + "\n").utf8), permissions: 0o600)
        }
        return try Self.key(at: nextKeyPath).verifier
      }
    } catch { throw Self.translated(error) }
  }

  /// Puts the prepared key in the place of this one, whose public half is kept among the retired.
  /// An event that names the new key must be signed by this one before; that checkpoint is signed
  /// by the new one as well, before it can sign anything else.
  ///
  /// Cut anywhere, it goes on when it is called again: every step leaves a directory whose head is
  /// signed by a key that it knows.
  /// - Returns: the directory with the new key.
  public func replaceKey() throws -> KeyDirectory {
    try withKeys { keys in
      let next = try Self.key(at: nextKeyPath)
      let retired = keys.verifierKeys.filter { $0 != next.verifier }
      let lines = retired.map { $0.text + "\n" }.joined()
      try DurableFile.replace(retiredPath, with: Array(lines.utf8), permissions: 0o644)
      let (note, _) = try keys.head()
      if !note.signatures.contains(where: { $0.id == next.verifier.id }) {
        try keys.write(head: note.alsoSigned(with: next))
      }
      try DurableFile.replace(keyPath, with: Array((next.text + "\n").utf8), permissions: 0o600)
      let fresh = try KeyDirectory(opening: path, origin: origin)
      try fresh.writePublicHalf()
      try DurableFile.remove(nextKeyPath)
      return fresh
    }
  }
}
