internal import Glibc

/// Small files that are whole or not there, and that outlast a power cut once a call returns.
public enum DurableFile {
  /// Puts `bytes` at `path`, in the place of what stood there: a file beside it is written and
  /// synced, then renamed, then its directory is synced. Nobody ever sees half of it.
  ///
  /// - Parameters:
  ///   - permissions: The file's mode, for example 0o600.
  /// - Throws: What the system refused, or EBUSY where another process does the same. The old file
  ///   is whole then. A process that dies may leave a file with `.new` appended, which the next
  ///   call writes over.
  public static func replace(
    _ path: String, with bytes: [UInt8], permissions: UInt16
  ) throws(LMDBError) {
    let file = try FileBuilder(replacing: path, permissions: permissions)
    try file.append(bytes)
    try file.putInPlace()
  }

  /// Makes what happened to the names in the directory of `path` durable.
  public static func syncDirectory(of path: String) throws(LMDBError) {
    var directory = path[...]
    while let last = directory.last, last != "/" { directory.removeLast() }
    let name = directory.isEmpty ? "." : String(directory)
    let descriptor = try Descriptor(path: name, flags: O_RDONLY | O_DIRECTORY, "open")
    if fsync(descriptor.number) != 0 { throw .system("sync", name) }
  }

  /// The bytes at `path`, or nil where there is nothing.
  ///
  /// - Parameter bytesMax: More than so many bytes are an error.
  public static func read(_ path: String, bytesMax: Int) throws(LMDBError) -> [UInt8]? {
    let file: Descriptor
    do throws(LMDBError) {
      file = try Descriptor(path: path, flags: O_RDONLY, "read")
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
    var found = stat()
    if unsafe fstat(file.number, &found) != 0 { throw .system("look at", path) }
    // One byte more than there should be: the file may have grown, or be none that has a size.
    var bytes = [UInt8](repeating: 0, count: min(max(0, Int(found.st_size)), bytesMax) + 1)
    var count = 0
    while count <= bytesMax {
      if count == bytes.count {
        bytes.append(contentsOf: repeatElement(0, count: min(count, bytesMax + 1 - count)))
      }
      let start = count
      let number = file.number
      let got = unsafe bytes.withUnsafeMutableBytes { room in
        unsafe Glibc.read(number, room.baseAddress?.advanced(by: start), room.count - start)
      }
      if got < 0 && errno == EINTR { continue }
      if got < 0 { throw .system("read", path) }
      if got == 0 { return Array(bytes[..<count]) }
      count += got
    }
    throw LMDBError(EFBIG, "read", path)
  }

  /// Whether anybody but the owner may read or write `path`; nil where there is nothing.
  public static func isOpenToOthers(_ path: String) throws(LMDBError) -> Bool? {
    var found = stat()
    if unsafe stat(path, &found) != 0 {
      if errno == ENOENT { return nil }
      throw .system("look at", path)
    }
    return found.st_mode & 0o077 != 0
  }

  /// Makes a directory that only its owner can enter, durably, unless it is there.
  public static func makeDirectory(_ path: String) throws(LMDBError) {
    try makeDirectory(path, permissions: 0o700)
  }

  /// Makes a directory as the process's mask allows, durably, unless it is there.
  public static func makePublicDirectory(_ path: String) throws(LMDBError) {
    try makeDirectory(path, permissions: 0o777)
  }

  private static func makeDirectory(_ path: String, permissions: mode_t) throws(LMDBError) {
    var name = path[...]
    while name.count > 1, name.last == "/" { name.removeLast() }
    if unsafe mkdir(String(name), permissions) == 0 { return try syncDirectory(of: String(name)) }
    if errno != EEXIST { throw .system("make", path) }
    // Whoever made it may have been cut before this.
    try? syncDirectory(of: String(name))
  }
}

extension DurableFile {
  /// Removes what is at `path`, if anything is, durably.
  public static func remove(_ path: String) throws(LMDBError) {
    if unsafe unlink(path) != 0 && errno != ENOENT { throw .system("remove", path) }
    try syncDirectory(of: path)
  }
}

/// A file that is written piece by piece beside another and takes its place when it is whole.
///
/// One builder at a time, among all processes: the file beside it is locked. Given up, it is
/// removed.
public struct FileBuilder: ~Copyable {
  private let path: String
  private let file: Descriptor
  private var isInPlace = false

  private var freshPath: String { path + ".new" }

  /// Begins the file; what stands at `path` stays as it is.
  ///
  /// - Throws: EBUSY where another builder is at work on the same path; what the system refused.
  public init(replacing path: String, permissions: UInt16) throws(LMDBError) {
    let fresh = path + ".new"
    let file = try Self.lockedFile(fresh, permissions: permissions)
    if ftruncate(file.number, 0) != 0 { throw .system("make", fresh) }
    // The mode given to open is cut by the mask, and isn't given to a file that was left over.
    if fchmod(file.number, mode_t(permissions)) != 0 { throw .system("make", fresh) }
    self.path = path
    self.file = file
  }

  /// The file at `path`, locked: not one that was put in its place or removed by whoever had the
  /// lock before.
  private static func lockedFile(
    _ path: String, permissions: UInt16
  ) throws(LMDBError) -> Descriptor {
    while true {
      let flags = O_WRONLY | O_CREAT | O_NOFOLLOW
      let file = try Descriptor(path: path, flags: flags, permissions: permissions, "make")
      while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
        if errno == EWOULDBLOCK { throw LMDBError(EBUSY, "make", path) }
        if errno != EINTR { throw .system("lock", path) }
      }
      var (opened, named) = (stat(), stat())
      if unsafe fstat(file.number, &opened) != 0 { throw .system("look at", path) }
      if unsafe lstat(path, &named) == 0, named.st_ino == opened.st_ino,
        named.st_dev == opened.st_dev
      {
        return file
      }
    }
  }

  /// Adds `bytes` at the end.
  public func append(_ bytes: [UInt8]) throws(LMDBError) {
    try file.write(bytes.span, freshPath)
  }

  /// Makes the file durable and puts it in its place, durably.
  public consuming func putInPlace() throws(LMDBError) {
    if fsync(file.number) != 0 { throw .system("sync", freshPath) }
    if unsafe rename(freshPath, path) != 0 { throw .system("rename", path) }
    isInPlace = true
    try DurableFile.syncDirectory(of: path)
  }

  deinit {
    if !isInPlace { unsafe unlink(path + ".new") }
  }
}
