internal import Glibc

/// A lock that one holder at a time has, among all processes of the machine and all locks on the
/// same path in one process. The kernel releases it when its holder dies.
///
/// Waiters queue at a turnstile: who waits longest stands directly before the lock, and whoever
/// releases the lock and wants it again goes to the back. Without it, a busy process would win
/// against sleeping ones for ever. Among those behind the first, the kernel decides, roughly in
/// the order of arrival.
///
/// It lives in two files, `path` and `path` with `.queue` appended, which are created as needed
/// and never removed.
public struct FileLock: ~Copyable, Sendable {
  private let path: String
  private let room: Descriptor
  private let turnstile: Descriptor
  /// Whether this lock is held through this value.
  public private(set) var isHeld = false

  /// Opens the lock at `path` without taking it. The directory must be there and writable.
  public init(path: String) throws(LMDBError) {
    let flags = O_RDWR | O_CREAT
    let room = try Descriptor(path: path, flags: flags, permissions: 0o664, "open the lock")
    let turnstile = try Descriptor(
      path: path + ".queue", flags: flags, permissions: 0o664, "open the lock")
    self.path = path
    self.room = room
    self.turnstile = turnstile
  }

  /// Waits for the lock and takes it. Blocks the thread, so never on the cooperative pool.
  ///
  /// Acquiring a lock that is held through this value is a programming error and traps.
  public mutating func acquire() throws(LMDBError) {
    precondition(!isHeld, "A file lock was acquired twice")
    try Self.lock(turnstile, LOCK_EX, path)
    do throws(LMDBError) {
      try Self.lock(room, LOCK_EX, path)
    } catch {
      flock(turnstile.number, LOCK_UN)
      throw error
    }
    isHeld = true
    flock(turnstile.number, LOCK_UN)
  }

  /// Takes the lock if nobody has it and nobody waits for it; the result says whether it did.
  public mutating func tryAcquire() throws(LMDBError) -> Bool {
    precondition(!isHeld, "A file lock was acquired twice")
    guard try Self.tryLock(turnstile, path) else { return false }
    defer { flock(turnstile.number, LOCK_UN) }
    isHeld = try Self.tryLock(room, path)
    return isHeld
  }

  /// Gives the lock back; does nothing if it isn't held.
  public mutating func release() {
    if isHeld { flock(room.number, LOCK_UN) }
    isHeld = false
  }

  /// Waits for the lock, runs `body` holding it, and gives it back whatever happens.
  public mutating func withLock<R: ~Copyable>(_ body: () throws -> R) throws -> R {
    try acquire()
    defer { release() }
    return try body()
  }

  private static func tryLock(
    _ file: borrowing Descriptor, _ path: String
  ) throws(LMDBError) -> Bool {
    do throws(LMDBError) {
      try lock(file, LOCK_EX | LOCK_NB, path)
      return true
    } catch {
      if error.code == EWOULDBLOCK { return false }
      throw error
    }
  }

  private static func lock(
    _ file: borrowing Descriptor, _ operation: Int32, _ path: String
  ) throws(LMDBError) {
    while flock(file.number, operation) != 0 {
      if errno != EINTR { throw .system("lock", path) }
    }
  }
}
