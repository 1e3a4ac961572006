internal import Glibc

/// The sign at an environment's door: which PID namespace the processes inside belong to.
///
/// LMDB knows a reader by its process id, which means nothing in another namespace: it would take
/// living readers for dead and overwrite what they read. Everyone inside holds a shared lock on
/// `openers.lock`, whose text is the namespace's number. Who gets the exclusive lock knows that
/// nobody is inside, and may write the number anew; so one left by a crash does no harm.
struct Openers: ~Copyable, Sendable {
  private let file: Descriptor

  static let fileName = "openers.lock"
  private static let attemptsMax = 8

  /// Enters, or throws ``LMDBError/foreignNamespace`` if those inside are of another namespace.
  init(directory: String) throws(LMDBError) {
    let path = directory + "/" + Self.fileName
    let own = try Self.ownNamespace()
    let file = try Descriptor(path: path, flags: O_RDWR | O_CREAT, permissions: 0o664, "open")
    guard try Self.enter(file, as: own, path) else {
      throw LMDBError(LMDBError.foreignNamespace.code, "open the environment in", directory)
    }
    self.file = file
  }

  /// Takes the shared lock if those inside are of the namespace `own`.
  private static func enter(
    _ file: borrowing Descriptor, as own: UInt64, _ path: String
  ) throws(LMDBError) -> Bool {
    // Turning the exclusive lock into a shared one lets others in between, hence the second look
    // and the further tries.
    for _ in 0..<attemptsMax {
      if try lock(file, LOCK_EX | LOCK_NB, path) { try record(own, in: file, path) }
      _ = try lock(file, LOCK_SH, path)
      if try recorded(in: file, path) == own { return true }
      flock(file.number, LOCK_UN)
    }
    return false
  }

  /// Throws ``LMDBError/inUseByOthers`` if anyone is inside a directory that this process can only
  /// read. Whoever enters later isn't noticed.
  static func checkNobodyIsInside(directory: String) throws(LMDBError) {
    let path = directory + "/" + fileName
    guard unsafe access(path, R_OK) == 0 else { return }
    let file = try Descriptor(path: path, flags: O_RDONLY, "open")
    guard try lock(file, LOCK_EX | LOCK_NB, path) else {
      throw LMDBError(LMDBError.inUseByOthers.code, "open the environment in", directory)
    }
  }

  /// The inode of the namespace this process's id belongs to.
  private static func ownNamespace() throws(LMDBError) -> UInt64 {
    guard let identity = FileIdentity(path: "/proc/self/ns/pid") else {
      throw .system("read", "/proc/self/ns/pid")
    }
    return identity.inode
  }

  private static func lock(
    _ file: borrowing Descriptor, _ operation: Int32, _ path: String
  ) throws(LMDBError) -> Bool {
    while flock(file.number, operation) != 0 {
      if errno == EWOULDBLOCK { return false }
      if errno != EINTR { throw .system("lock", path) }
    }
    return true
  }

  private static func record(
    _ namespace: UInt64, in file: borrowing Descriptor, _ path: String
  ) throws(LMDBError) {
    guard ftruncate(file.number, 0) == 0, lseek(file.number, 0, SEEK_SET) == 0 else {
      throw .system("write", path)
    }
    try file.write("pid:[\(namespace)]\n".utf8.span, path)
  }

  /// The number that stands in the file, or nil if it holds none.
  private static func recorded(
    in file: borrowing Descriptor, _ path: String
  ) throws(LMDBError) -> UInt64? {
    var bytes = [UInt8](repeating: 0, count: 64)
    let number = file.number
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(number, $0.baseAddress, 64, 0) }
    guard count >= 0 else { throw .system("read", path) }
    let text = String(decoding: bytes.prefix(count), as: UTF8.self)
    guard text.hasPrefix("pid:["), text.hasSuffix("]\n") else { return nil }
    return UInt64(text.dropFirst(5).dropLast(2))
  }
}
