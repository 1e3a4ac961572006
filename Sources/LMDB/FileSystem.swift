internal import CLMDB
internal import Glibc

/// What kind of file system holds a file.
public struct FileSystemKind: Hashable, Sendable, CustomStringConvertible {
  /// The number Linux tells kinds apart by (`statfs`).
  public let magic: UInt32

  /// A kind by its number.
  public init(magic: UInt32) { self.magic = magic }

  /// Kinds on which a lock or a map isn't shared by all that open the file.
  private static let unsupported: [UInt32: String] = [
    0x6969: "NFS", 0x517b: "SMB", 0xff53_4d42: "CIFS", 0xfe53_4d42: "SMB2", 0x0102_1997: "9p",
    0x6573_5546: "FUSE", 0x5346_414f: "AFS", 0x6b41_4653: "AFS", 0x00c3_6400: "Ceph",
    0x0bd0_0bd0: "Lustre", 0x7375_7245: "Coda", 0x564c: "NCP", 0x786f_4256: "VirtualBox share",
    0xbacb_acbc: "VMware share", 0x0116_1970: "GFS2", 0x7461_636f: "OCFS2",
  ]

  private static let supported: [UInt32: String] = [
    0xef53: "ext4", 0x5846_5342: "XFS", 0x9123_683e: "Btrfs", 0x2fc1_2fc1: "ZFS",
    0x0102_1994: "tmpfs", 0x794c_7630: "overlay", 0xf2f5_2010: "F2FS",
  ]

  /// Whether LMDB may be trusted on it.
  public var isSupported: Bool { Self.unsupported[magic] == nil }

  /// Its usual name, or its number if it has none here.
  public var description: String {
    Self.unsupported[magic] ?? Self.supported[magic] ?? "0x" + String(magic, radix: 16)
  }
}

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

/// An open file, closed when it goes; never inherited by a program this one starts.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  init(
    path: String, flags: Int32, permissions: UInt16 = 0, _ operation: StaticString
  ) throws(LMDBError) {
    var number: Int32
    repeat {
      number = unsafe open(path, flags | O_CLOEXEC, mode_t(permissions))
    } while number < 0 && errno == EINTR
    if number < 0 { throw .system(operation, path) }
    self.number = number
  }

  deinit { close(number) }

  /// Writes all of `bytes` from the file's current position.
  func write(_ bytes: Span<UInt8>, _ path: String) throws(LMDBError) {
    let number = number
    let failure = unsafe bytes.withUnsafeBytes { bytes -> Int32 in
      var rest = unsafe bytes[...]
      while unsafe !rest.isEmpty {
        let chunk = unsafe UnsafeRawBufferPointer(rebasing: rest)
        let count = unsafe Glibc.write(number, chunk.baseAddress, chunk.count)
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return errno }
        unsafe rest = rest.dropFirst(count)
      }
      return 0
    }
    try LMDBError.check(failure, "write", path)
  }
}
