internal import CLMDB
internal import Glibc

/// What the store asks of the operating system about files and directories.
public enum FileSystem {
  /// The kind of file system that holds `path`.
  public static func kind(of path: String) throws(LMDBError) -> FileSystemKind {
    var status = statfs()
    guard unsafe statfs(path, &status) == 0 else {
      throw .system("find the file system of", path)
    }
    return FileSystemKind(magic: UInt32(truncatingIfNeeded: status.f_type))
  }

  /// Bytes that this user may still write to the file system of `path`.
  public static func freeBytes(at path: String) throws(LMDBError) -> Int {
    var status = statvfs()
    guard unsafe statvfs(path, &status) == 0 else {
      throw .system("find the free space at", path)
    }
    return Int(status.f_bavail) * Int(status.f_frsize)
  }

  /// Makes the names in `directory` durable: files created, renamed or removed in it.
  public static func sync(directory: String) throws(LMDBError) {
    try sync(path: directory, flags: O_RDONLY | O_DIRECTORY)
  }

  /// Makes the bytes and the size of the file at `path` durable.
  ///
  /// Never the `data.mdb` of an environment that this process has open: closing any descriptor of
  /// a file drops the process's record locks on it.
  public static func sync(file path: String) throws(LMDBError) {
    try sync(path: path, flags: O_RDONLY)
  }

  private static func sync(path: String, flags: Int32) throws(LMDBError) {
    let file = try Descriptor(path: path, flags: flags, "sync")
    guard fsync(file.number) == 0 else { throw .system("sync", path) }
  }

  /// Replaces the file at `path` by one with the given bytes, all or nothing: after a failure, and
  /// after a power cut at any moment, the file is either the old or the new one, whole.
  ///
  /// Once it returns, the new one is durable. A cut may leave `path` with `.new` appended behind;
  /// the next call overwrites it. One caller at a time per path.
  public static func replace(
    file path: String, with bytes: Span<UInt8>, permissions: UInt16 = 0o664
  ) throws(LMDBError) {
    let draft = path + ".new"
    try write(bytes, to: draft, permissions: permissions)
    guard unsafe rename(draft, path) == 0 else { throw .system("put in place", path) }
    try sync(directory: parent(of: path))
  }

  private static func write(
    _ bytes: Span<UInt8>, to path: String, permissions: UInt16
  ) throws(LMDBError) {
    let file = try Descriptor(
      path: path, flags: O_WRONLY | O_CREAT | O_TRUNC, permissions: permissions, "write")
    try file.write(bytes, path)
    guard fsync(file.number) == 0 else { throw .system("sync", path) }
  }

  /// The directory that holds `path`.
  static func parent(of path: String) -> String {
    var trimmed = Substring(path)
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    guard let slash = trimmed.lastIndex(of: "/") else { return "." }
    return slash == trimmed.startIndex ? "/" : String(trimmed[..<slash])
  }

  /// Creates `directory` durably if it isn't there; its parent must be.
  static func create(directory: String) throws(LMDBError) {
    if unsafe mkdir(directory, 0o775) == 0 {
      try sync(directory: parent(of: directory))
    } else if errno != EEXIST {
      throw .system("create", directory)
    }
  }
}
