/// What an environment is opened with.
public struct EnvironmentOptions: Sendable {
  /// The tables to open; a writer creates those that are missing. At most 4,096, each name 1 to
  /// 511 bytes.
  public var tables: [String]

  /// The size in bytes the file may grow to before
  /// ``Writer/growMap(to:waitingAtMostMilliseconds:)`` is needed. It reserves addresses, not
  /// disk. An existing file's larger size wins.
  public var mapSizeBytes: Int

  /// How many read transactions may be open at once, in all processes together. The first process
  /// to open the environment decides.
  public var maxReaders: Int

  /// Whether to open on NFS, SMB, 9p, FUSE and the like, where locks or maps shared between
  /// machines fail silently. Only for one machine and one process at a time.
  public var allowsUnsupportedFileSystem: Bool

  /// Whether each commit reaches the disk before `write` returns. False is refused for an
  /// environment that exists already: it suits a scratch one that is synced with
  /// ``Writer/sync()`` and moved into place when it is whole.
  public var syncs: Bool

  /// Stands for the kind of file system that would be found, in tests.
  package var assumedFileSystem: FileSystemKind?

  /// Options for the given tables; every other value as a ledger wants it.
  public init(
    tables: [String], mapSizeBytes: Int = 64 << 30, maxReaders: Int = 1024,
    allowsUnsupportedFileSystem: Bool = false, syncs: Bool = true
  ) {
    self.tables = tables
    self.mapSizeBytes = mapSizeBytes
    self.maxReaders = maxReaders
    self.allowsUnsupportedFileSystem = allowsUnsupportedFileSystem
    self.syncs = syncs
  }
}
